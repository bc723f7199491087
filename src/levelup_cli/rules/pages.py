"""The pages of all rules, by their codes, and the families that the codes fall into."""

from levelup_cli.rules import (
    areas,
    cells,
    codes,
    counts,
    days,
    disclosure,
    files,
    headings,
    identifiers,
    plausibility,
    published,
    rows,
    settings,
    sheets,
    sums,
)
from levelup_cli.rules.rule import Page

FAMILIES = {
    "LU1": "The file",
    "LU2": "Sheets and headings",
    "LU3": "Kinds of cells",
    "LU4": "Codes and ranges",
    "LU5": "Across columns and sheets",
    "LU6": "Personal data and disclosure",
    "LU7": "Plausibility and change",
    "LU9": "Settings",
}
_MODULES = (
    files,
    sheets,
    headings,
    cells,
    codes,
    identifiers,
    rows,
    days,
    counts,
    sums,
    areas,
    disclosure,
    plausibility,
    published,
    settings,
)
_RULES = {rule.__name__: rule for module in _MODULES for rule in module.RULES}
PAGES: dict[str, Page] = {code: _RULES[code].page() for code in sorted(_RULES)}


def family_of(code: str) -> str:
    """The name of the family of a code, `Kinds of cells` for LU301."""
    return FAMILIES.get(code[:3], "Other")
