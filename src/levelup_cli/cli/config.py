"""`levelup config`: the settings in force, and how they become the defaults of all commands."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from levelup_cli.cli.options import choose

if TYPE_CHECKING:
    from levelup_cli.settings.sources import Setting, Settings

Commands = dict[str, dict[str, Any]]  # the library's options of each command
app = typer.Typer(help="The settings in force: show.", rich_markup_mode=None, no_args_is_help=True)


def apply_settings(context: typer.Context, chosen: list[str], *, isolated: bool) -> None:
    """Make the settings that count in the working directory the defaults of all commands.

    Raises:
        UsageError: with everything that is wrong in them.
    """
    from levelup_cli.settings.sources import read_settings

    commands = _commands(context)
    settings = read_settings(Path.cwd(), os.environ, chosen, commands, isolated=isolated)
    context.obj = settings
    context.default_map = _defaults(commands, settings)


def _commands(context: typer.Context) -> Commands:
    """Every command by the words that call it, with its options by their names."""
    commands = dict(_walk(context.find_root().command))
    del commands["config show"]  # shows settings, whatever they say
    return commands


def _walk(group: Any, above: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, command in group.commands.items():
        path = f"{above} {name}".strip()
        if hasattr(command, "commands"):
            yield from _walk(command, path)
        else:
            options = [param for param in command.params if param.param_type_name == "option"]
            yield path, {max(each.opts, key=len).removeprefix("--"): each for each in options}


def _defaults(commands: Commands, settings: "Settings") -> dict[str, Any]:
    """For each command the values of its parameters, nested by words as the library takes them."""
    defaults: dict[str, Any] = {}
    for path, options in commands.items():
        part = defaults
        for word in path.split():
            part = part.setdefault(word, {})
        for key, setting in settings.of(path).items():
            if key in options and key != "accept":  # entries, where the option names a file
                part[options[key].name] = setting.value
    return defaults


@app.command("show")
def show_settings(
    context: typer.Context,
    form: Annotated[
        str, typer.Option("--format", "-f", help="What to print: table or json.")
    ] = "table",
) -> None:
    """Show each setting in force, its value, and where it came from."""
    from levelup_cli.cli.outputs import show_result
    from levelup_cli.gate import as_json, as_line

    choose(form, ["table", "json"], "format")
    rows = list(_rows(context.obj, _commands(context)))
    if form == "json":
        show_result(as_json({"settings": rows}), form)
        return
    names = [" ".join(filter(None, (row["command"], row["key"]))) for row in rows]
    values = [_as_text(row["value"]) for row in rows]
    wide, wider = max(map(len, names)), max(map(len, values))
    lines = [
        as_line(f"{name:<{wide}}  {value:<{wider}}  {row['origin']}")
        for name, value, row in zip(names, values, rows, strict=True)
    ]
    show_result("".join(f"{line}\n" for line in lines))


def _rows(settings: "Settings", commands: Commands) -> Iterator[dict[str, Any]]:
    """Each setting by its key; those that one command has otherwise follow it."""
    from levelup_cli.settings.mistakes import KEYS

    everywhere = settings.of("")
    for key in KEYS:
        if key in everywhere:
            yield _row(everywhere[key])
        else:
            value = _default(key, commands)
            yield {"command": "", "key": key, "value": value, "origin": "default"}
        for command in commands:
            setting = settings.of(command).get(key)
            if setting and setting.command:
                yield _row(setting)


def _row(setting: "Setting") -> dict[str, Any]:
    value = setting.value
    if setting.key == "accept":
        value = [e.acceptance.model_dump(mode="json", by_alias=True) for e in value]
    row = {"command": setting.command, "key": setting.key, "value": value}
    return {**row, "origin": str(setting.origin)}


def _default(key: str, commands: Commands) -> Any:
    """What commands do where nothing is settled; null where that is nothing, or not one thing."""
    defaults = {options[key].default for options in commands.values() if key in options}
    return defaults.pop() if len(defaults) == 1 else None


def _as_text(value: Any) -> str:
    match value:
        case None:
            return "-"
        case bool():
            return str(value).lower()
        case [dict(), *_]:
            return ", ".join(entry["code"] for entry in value)
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)
