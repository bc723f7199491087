"""Check the documents: links lead somewhere, shown output is what comes out, schemas are current.

A fenced block of a document that begins with `$ levelup …` is run, and its output compared.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
STEP_BY_STEP = {"tutorial.md"}  # its commands build on each other; tests/test_tutorial.py runs them
_LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]+)")
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def main() -> None:
    complaints = [complaint for document in DOCUMENTS for complaint in check(document)]
    complaints += undocumented_commands()
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    made = [
        subprocess.run([sys.executable, ROOT / "docs" / script, "--check"], check=False).returncode
        for script in ("write_schemas.py", "write_reference.py")
    ]
    if complaints or any(made):
        sys.exit(1)
    print(f"{len(DOCUMENTS)} documents checked")


def check(document: Path) -> Iterator[str]:
    text = document.read_text("utf-8")
    name = document.relative_to(ROOT)
    for link in _LINK.findall(text):
        if not (document.parent / link).exists():
            yield f"{name}: the link to {link} leads nowhere"
    for block in () if document.name in STEP_BY_STEP else _CONSOLE.findall(text):
        command, *expected = block.rstrip("\n").split("\n")
        got = run(command.removeprefix("$ "))
        if got != expected:
            yield f"{name}: `{command}` prints otherwise:\n" + "\n".join(got)


def run(command: str) -> list[str]:
    program, *arguments = shlex.split(command)
    if program != "levelup":
        return [f"only levelup is run, not {program}"]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "levelup_cli", *arguments],
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    text = done.stdout.decode("utf-8") + done.stderr.decode("utf-8")
    return text.rstrip("\n").replace("\r\n", "\n").split("\n")


def undocumented_commands() -> Iterator[str]:
    from levelup_cli.cli.app import app
    from levelup_cli.cli.metrics import app as metrics_app

    reference = (ROOT / "docs" / "commands.md").read_text("utf-8")
    names = [command.name for command in app.registered_commands]
    names += [f"metrics {command.name}" for command in metrics_app.registered_commands]
    for name in names:
        if f"## `levelup {name}" not in reference:
            yield f"docs/commands.md: levelup {name} is not described"


if __name__ == "__main__":
    main()
