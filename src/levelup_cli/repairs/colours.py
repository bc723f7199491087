"""Colours on cells: conditional formats that always hold, so the owner's own styles stay.

They go away at once: Home > Conditional Formatting > Clear Rules.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from levelup_cli.outcomes.findings import column_letters, row_ranges
from levelup_cli.outcomes.severities import Severity
from levelup_cli.repairs.blocks import Area
from levelup_cli.repairs.book import DECLARATION, Book
from levelup_cli.repairs.splicing import XmlPart, element

WORKSHEET_ORDER = (  # ECMA-376 part 1, 18.3.1.99
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
STYLES_ORDER = (  # ECMA-376 part 1, 18.8.39
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
ALWAYS = 'LEN("levelup")=7'
COLOURS = {  # text and ground, so that both are seen whatever the owner's own are
    Severity.ERROR: ("9C0006", "FFC7CE"),
    Severity.WARNING: ("7F4F00", "FFEB9C"),
    Severity.INFO: ("1F3864", "DDEBF7"),
}
MOST_AREAS = 10_000  # of a severity on a sheet; beyond that a spreadsheet program grows slow
_AREAS_AT_ONCE = 500
_PRIORITY = re.compile(r"""\spriority\s*=\s*["'](\d{1,9})["']""")
_EMPTY_STYLES = (
    "<fonts><font/></fonts><fills><fill><patternFill/></fill><fill><patternFill"
    ' patternType="gray125"/></fill></fills><borders><border/></borders><cellStyleXfs><xf/>'
    '</cellStyleXfs><cellXfs><xf/></cellXfs><cellStyles><cellStyle name="Normal" xfId="0"'
    ' builtinId="0"/></cellStyles>'
)
_STYLES_NAME = "xl/styles.xml"  # where some programs look, whatever is said
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def add_styles(styles: XmlPart, name: str, items: Sequence[str]) -> int:
    """Add fonts, cell formats or the like to the styles of a workbook; gives the first's index."""
    found = styles.child(name)
    if found is None:
        told = element(name, "".join(items), count=len(items))
        styles.insert(STYLES_ORDER, name, told)
        return 0
    index = len(styles.children(name))
    if "count" in found.attributes:
        styles.set(found, "count", str(index + len(items)))
    styles.append(found, "".join(items))
    return index


def styles_part(book: Book) -> str:
    """The part that holds the styles; made where a workbook has none."""
    found = book.related(book.main, "styles")
    if found is None:
        namespace = book.xml(book.main).namespace
        text = f'{DECLARATION}<styleSheet xmlns="{namespace}">{_EMPTY_STYLES}</styleSheet>'
        free = "xl/styles{}.xml" if _STYLES_NAME in book else _STYLES_NAME
        found = book.add(free, text.encode(), _STYLES_TYPE)
        book.relate(book.main, "styles", found)
    return found


def add_colours(styles: XmlPart) -> dict[Severity, int]:
    """The look of each severity, for conditional formats; gives their indexes."""
    first = add_styles(styles, "dxfs", [_look(*colours) for colours in COLOURS.values()])
    return {severity: first + i for i, severity in enumerate(COLOURS)}


def _look(text: str, ground: str) -> str:
    font = element("font", element("color", rgb=f"FF{text}"))
    pattern = element("patternFill", element("bgColor", rgb=f"FF{ground}"), patternType="solid")
    return element("dxf", font + element("fill", pattern))


def colour(
    sheet: XmlPart, areas: Mapping[Severity, Iterable[Area]], looks: Mapping[Severity, int]
) -> bool:
    """Colour areas of a sheet, errors before all else; gives whether there was room for all."""
    rules: list[str] = []
    cells = sheet.child("sheetData")
    rest = sheet.read_after(cells) if cells else ""
    priority = max((int(found) for found in _PRIORITY.findall(rest)), default=0)
    whole = True
    for severity, look in looks.items():
        places = _references(areas.get(severity, ()))
        whole = whole and len(places) <= MOST_AREAS
        for start in range(0, min(len(places), MOST_AREAS), _AREAS_AT_ONCE):
            priority += 1
            end = min(start + _AREAS_AT_ONCE, MOST_AREAS)
            rules.append(_rule(places[start:end], look, priority))
    if rules:
        sheet.insert(WORKSHEET_ORDER, "conditionalFormatting", "".join(rules))
    return whole


def _rule(places: Sequence[str], look: int, priority: int) -> str:
    formula = element("formula", ALWAYS)
    rule = element("cfRule", formula, type="expression", dxfId=look, priority=priority)
    return element("conditionalFormatting", rule, sqref=" ".join(places))


def _references(areas: Iterable[Area]) -> list[str]:
    """Areas as a sheet names them, those of one width joined; each cell once."""
    rows: dict[tuple[int, int], set[int]] = {}
    for area in areas:
        rows.setdefault((area.left, area.right), set()).update(range(area.top, area.bottom + 1))
    return [
        reference(Area(left, top, right, bottom))
        for (left, right), numbers in sorted(rows.items())
        for top, bottom in row_ranges(sorted(numbers))
    ]


def reference(area: Area) -> str:
    """`H4`, or `H4:J9`."""
    first = f"{column_letters(area.left)}{area.top}"
    last = f"{column_letters(area.right)}{area.bottom}"
    return first if first == last else f"{first}:{last}"
