"""`levelup validate`: is a return sound, and if not, what is wrong and where?"""

from pathlib import Path
from typing import Annotated

import typer

from levelup_cli.cli.inputs import RETURN_HELP, FactOptions, ReadingOptions, takes
from levelup_cli.cli.options import Definitions, FailOn, Out, Strict, choose, reaches


@takes(reading=ReadingOptions, facts=FactOptions)
def validate(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="RETURN…", help=RETURN_HELP),
    ],
    form: Annotated[
        str, typer.Option("--format", "-f", help="What to print: table or json.")
    ] = "table",
    out: Out = None,
    definitions: Definitions = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 if a finding is at least this serious.")
    ] = FailOn.ERROR,
    strict: Strict = False,
    *,
    reading: ReadingOptions,
    facts: FactOptions,
) -> None:
    """Check returns and name everything that is wrong, with its cell and the way out.

    A file that cannot be read stops none of the others; the exit code is then 2.
    """
    from levelup_cli.catalogue import load_catalogue
    from levelup_cli.cli.outputs import check_outputs, show_result, write_files
    from levelup_cli.errors import LevelUpError, UnreadableFile
    from levelup_cli.pipeline import check
    from levelup_cli.reports.findings import FINDINGS_ENDINGS, FINDINGS_FORMATS, Seen

    choose(form, list(FINDINGS_FORMATS), "format")
    check_outputs(out or [], FINDINGS_ENDINGS, paths)
    catalogue = load_catalogue(definitions)
    returns: list[Seen] = []
    how, said = reading.parse(catalogue, strict=strict), facts.parse(catalogue)
    for path in paths:
        try:
            with reading.opened(path, how) as (file, way):
                returns.append(check(file, catalogue, said, way))
        except UnreadableFile as error:
            returns.append(error)
    write_files(out or [], FINDINGS_ENDINGS, lambda form: FINDINGS_FORMATS[form](returns))
    show_result(FINDINGS_FORMATS[form](returns), form)
    unreadable = [seen for seen in returns if isinstance(seen, UnreadableFile)]
    if unreadable:
        raise LevelUpError("\n".join(map(str, unreadable)))
    checked = [seen for seen in returns if not isinstance(seen, UnreadableFile)]
    severities = [finding.severity.value for seen in checked for finding in seen.findings]
    if reaches(fail_on, severities):
        raise typer.Exit(1)
