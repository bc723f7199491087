"""The sheet that lists what was found, each line with a link to its first cell."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from levelup_cli.gate import visible
from levelup_cli.outcomes.findings import column_letters
from levelup_cli.outcomes.severities import Severity
from levelup_cli.repairs.book import DECLARATION, Book
from levelup_cli.repairs.colours import add_styles, reference
from levelup_cli.repairs.places import Mark
from levelup_cli.repairs.splicing import XmlPart, element, text_element

HEADINGS = (
    ("Severity", 12),
    ("Code", 9),
    ("Sheet", 16),
    ("Cells", 18),
    ("Column", 18),
    ("What is wrong", 50),
    ("The way out", 50),
    ("Number", 9),
)
MOST_RANGES = 1_000  # which fit into a cell
MOST_LINES = 20_000
_HIGHEST = 405  # points; no row can be higher than 409
_TITLE_LINE, _LINE, _WIDER = 20, 15, 1.05  # points; words do not fill a line to its end
_LINK = 3  # the position of the column whose cells lead to those of the return
_PLAIN, _TITLE, _HEAD, _BODY, _LEAD = range(5)


def problems_sheet(
    book: Book,
    styles: XmlPart,
    marks: Sequence[Mark],
    said: Sequence[str],
    looks: dict[Severity, int],
) -> tuple[bytes, int, int]:
    """The sheet as a part, with the rows of its headings and of its last line.

    `said` stands above the headings, the verdict first.
    """
    namespace = book.xml(book.main).namespace
    first = _add_cell_styles(styles)
    head, shown = len(said) + 2, marks[:MOST_LINES]
    rows = [
        _row(n, [line], [_TITLE if n == 1 else _PLAIN], first) for n, line in enumerate(said, 1)
    ]
    rows.append(_row(head, [name for name, _ in HEADINGS], [_HEAD] * len(HEADINGS), first))
    looked = [_LEAD if position == _LINK else _BODY for position in range(len(HEADINGS))]
    rows += [_row(n, _line(mark), looked, first) for n, mark in enumerate(shown, head + 1)]
    last = head + len(shown)
    inner = "".join(
        [
            element("sheetPr", element("pageSetUpPr", fitToPage=1)),
            _view(head),
            element("cols", "".join(_widths())),
            element("sheetData", "".join(rows)),
            element("autoFilter", ref=_area(head, last)),
            *_colours(head, last, looks),
            element("hyperlinks", links) if (links := _links(shown, head + 1)) else "",
            element(
                "pageMargins", left=0.5, right=0.5, top=0.6, bottom=0.6, header=0.3, footer=0.3
            ),
            element("pageSetup", paperSize=9, orientation="landscape", fitToHeight=0),
        ]
    )
    return f'{DECLARATION}<worksheet xmlns="{namespace}">{inner}</worksheet>'.encode(), head, last


def _add_cell_styles(styles: XmlPart) -> int:
    """The looks of the sheet's cells in the order of their names; gives the first's index."""
    fonts = add_styles(
        styles,
        "fonts",
        [
            '<font><sz val="11"/><name val="Calibri"/></font>',
            '<font><b/><sz val="14"/><name val="Calibri"/></font>',
            '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font>',
            '<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/></font>',
        ],
    )
    ground = '<fill><patternFill patternType="solid"><fgColor rgb="FF1F3864"/></patternFill></fill>'
    fill = add_styles(styles, "fills", [ground])
    under = '<bottom style="thin"><color rgb="FFD9D9D9"/></bottom>'
    border = add_styles(styles, "borders", [f"<border><left/><right/><top/>{under}</border>"])
    wrapped = element("alignment", vertical="top", wrapText=1)
    return add_styles(
        styles,
        "cellXfs",
        [
            _format(fonts),
            _format(fonts + 1),
            _format(fonts + 2, fill, 0, wrapped),
            _format(fonts, 0, border, wrapped),
            _format(fonts + 3, 0, border, wrapped),
        ],
    )


def _format(font: int, fill: int = 0, border: int = 0, alignment: str = "") -> str:
    ids = {"numFmtId": 0, "fontId": font, "fillId": fill, "borderId": border}
    applied = {"applyFont": 1, "applyFill": 1, "applyBorder": 1, "applyAlignment": 1}
    return element("xf", alignment, **ids, **applied)


def _line(mark: Mark) -> list[str | int]:
    finding, place = mark.finding, mark.finding.place
    whole = "the sheet" if mark.tab else ""
    return [
        finding.severity.value,
        finding.code,
        mark.tab or place.sheet or place.file,
        replace(place, sheet=None).cells(most=MOST_RANGES) or whole,
        place.heading or "",
        finding.message,
        finding.help,
        finding.count,
    ]


def _row(number: int, cells: Sequence[str | int], looks: Sequence[int], first: int) -> str:
    told = (
        _cell(f"{column_letters(position)}{number}", cell, first + look)
        for position, (cell, look) in enumerate(zip(cells, looks, strict=True))
    )
    return element("row", "".join(told), r=number, ht=_height(cells), customHeight=1)


def _height(cells: Sequence[str | int]) -> int:
    """The height of a row: not every program finds by itself that texts wrap."""
    if len(cells) < len(HEADINGS):
        return _TITLE_LINE
    widths = zip(cells, HEADINGS, strict=True)
    lines = max(ceil(len(str(cell)) * _WIDER / width) or 1 for cell, (_, width) in widths)
    return min(_LINE * lines, _HIGHEST)


def _cell(place: str, value: str | int, style: int) -> str:
    """A cell that is never a formula: a number, or a text that stands in it as it is."""
    if isinstance(value, int):
        return element("c", element("v", str(value)), r=place, s=style)
    if not value:
        return element("c", r=place, s=style)
    text = element("is", text_element(visible(value)))
    return element("c", text, r=place, s=style, t="inlineStr")


def _view(head: int) -> str:
    """The sheet as it opens: shown, its headings in sight wherever one is."""
    top = f"A{head + 1}"
    pane = element("pane", ySplit=head, topLeftCell=top, activePane="bottomLeft", state="frozen")
    chosen = element("selection", pane="bottomLeft", activeCell=top, sqref=top)
    view = element("sheetView", pane + chosen, showGridLines=0, tabSelected=1, workbookViewId=0)
    return element("sheetViews", view)


def _widths() -> list[str]:
    return [
        element("col", min=number, max=number, width=width, customWidth=1)
        for number, (_, width) in enumerate(HEADINGS, 1)
    ]


def _area(head: int, last: int) -> str:
    return f"A{head}:{column_letters(len(HEADINGS) - 1)}{last}"


def _colours(head: int, last: int, looks: dict[Severity, int]) -> list[str]:
    """The severity of each line in the colour of its cells."""
    if last == head:
        return []
    rules = (
        element(
            "cfRule",
            element("formula", f'$A{head + 1}="{severity.value}"'),
            type="expression",
            dxfId=look,
            priority=priority,
        )
        for priority, (severity, look) in enumerate(looks.items(), 1)
    )
    return [element("conditionalFormatting", "".join(rules), sqref=f"A{head + 1}:B{last}")]


def _links(marks: Sequence[Mark], row: int) -> str:
    """A link for each line whose cells stand in the workbook; to the sheet, if to no cell."""
    return "".join(
        element("hyperlink", ref=f"D{number}", location=_target(mark))
        for number, mark in enumerate(marks, row)
        if mark.tab is not None
    )


def _target(mark: Mark) -> str:
    tab = str(mark.tab).replace("'", "''")
    place = reference(mark.areas[0]) if mark.areas else "A1"
    return f"'{tab}'!{place}"
