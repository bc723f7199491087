"""How the codes of a list are offered: by their labels, wherever these are read as that code."""

from levelup_cli.definitions.tables import CodeList
from levelup_cli.words import simplify


def spellings_offered(codes: CodeList) -> tuple[str, ...]:
    """What a drop-down lists, in the order of the codes."""
    return tuple(spelling_offered(codes, code) for code in codes.codes)


def spelling_offered(codes: CodeList, code: str) -> str:
    """The label of a code, or the code itself where its label would be read as another one."""
    entry = codes.codes.get(code)
    if entry is None:
        return code
    return entry.label if codes.spellings().get(simplify(entry.label)) == code else code
