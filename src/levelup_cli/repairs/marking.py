"""A checked return -> its workbook with faulty cells coloured and noted, and a list of problems."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from levelup_cli.errors import UnreadableFile, UsageError
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.submissions import Checked
from levelup_cli.reader.opening import find_kind
from levelup_cli.reader.worksheet import whole
from levelup_cli.repairs.blocks import Area
from levelup_cli.repairs.book import WORKBOOK_ORDER, Book
from levelup_cli.repairs.colours import add_colours, colour, styles_part
from levelup_cli.repairs.comments import Cell, add_notes
from levelup_cli.repairs.places import Mark, Tabs, find_marks
from levelup_cli.repairs.problems import HEADINGS, MOST_LINES, problems_sheet
from levelup_cli.repairs.rebuilding import ReadSheet, as_workbook
from levelup_cli.repairs.splicing import XmlPart, element
from levelup_cli.repairs.titles import free_title
from levelup_cli.words import count_of

PROBLEMS = "_problems"  # sheets so named are never read as tables
NOTES_OF_A_FINDING, NOTES_OF_A_SHEET = 50, 1_000
LONGEST_NOTE = 4_000  # characters; a spreadsheet program takes 32,767, a person less
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def mark_return(
    path: Path,
    checked: Checked,
    verdict: str,
    ending: str,
    read_sheets: Callable[[], Iterable[ReadSheet]],
) -> bytes:
    """A marked copy of a return: of the workbook itself, or one made of the sheets that were read.

    `checked` holds the findings to mark, `verdict` is the first line of the list of problems.
    `ending` is that of the copy. `read_sheets` is asked where the return is no .xlsx workbook.

    Raises:
        UsageError: where Excel would not open a copy with this ending.
        UnreadableFile: where no marked copy can be made.
        LevelUpError: where a sheet holds more than fits into a workbook.
    """
    kind = None if path.is_dir() else _kind_of(path)
    if kind == "protected":
        reason = "it is protected by a password, which a marked copy would not be"
        help_ = "Save it without a password, and mark that file."
        raise UnreadableFile(checked.submission.file, reason, help_)
    if kind == "workbook":
        content = path.read_bytes()
        with _in_words(checked.submission.file):
            check_ending(ending, content)
        return mark_workbook(content, checked, verdict)
    check_ending(ending)
    made, tabs = as_workbook(read_sheets())
    return mark_workbook(made, checked, verdict, tabs)


def _kind_of(path: Path) -> str:
    with path.open("rb") as stream:
        return find_kind(stream)


def mark_workbook(
    workbook: bytes, checked: Checked, verdict: str, tabs: Tabs | None = None
) -> bytes:
    """The same workbook with its findings marked; everything in it stays where it was.

    `tabs` gives the name of a tab for each file and sheet of the return; without it, the workbook
    is the return.

    Raises:
        UnreadableFile: where the workbook holds something that stands in the way.
    """
    with _in_words(checked.submission.file):
        return _mark(Book(workbook), checked, verdict, tabs)


@contextmanager
def _in_words(file: str) -> Iterator[None]:
    """What stands in the way of a marked copy, as a message with the way out."""
    try:
        yield
    except ValueError as error:
        reason = f"no marked copy can be made: {error}"
        help_ = "Open it in a spreadsheet program, save it as .xlsx under another name, and retry."
        raise UnreadableFile(file, reason, help_) from None


def check_ending(ending: str, workbook: bytes | None = None) -> None:
    """Refuse an ending that would keep Excel from opening a copy of a workbook, or a new one.

    Raises:
        UsageError: where a workbook with macros is to become an .xlsx file, or the other way.
    """
    book = None if workbook is None else Book(workbook)
    has_macros = book is not None and "macroEnabled" in book.content_type(book.main)
    true = ".xlsm" if has_macros else ".xlsx"
    if ending.lower() != true:
        why = "holds macros" if has_macros else "holds no macros"
        raise UsageError(
            f"The return {why}, so Excel would not open a marked copy that ends in {ending}."
            f"\nName one that ends in {true}."
        )


def _mark(book: Book, checked: Checked, verdict: str, tabs: Tabs | None) -> bytes:
    sheets = _sheet_parts(book)
    if tabs is None:
        tabs = {(checked.submission.file, name): name for name in sheets}
    marks = find_marks(checked, tabs)
    name = styles_part(book)
    styles = book.xml(name)
    looks = add_colours(styles)
    said = [verdict, *_mark_sheets(book, sheets, marks, looks)]
    if len(marks) > MOST_LINES:
        said.append(f"Only the first {MOST_LINES:,} of {len(marks):,} problems are listed here.")
    made = problems_sheet(book, styles, marks, said, looks)
    book.write(name, styles.as_bytes())
    _add_sheet(book, *made)
    return book.as_bytes()


def _sheet_parts(book: Book) -> dict[str, tuple[str, str]]:
    """The name of each tab -> what kind of sheet it is, and its part."""
    parts = dict(book.relations(book.main))
    found: dict[str, tuple[str, str]] = {}
    for sheet in book.xml(book.main).children("sheets"):
        found[sheet.bare("name")] = parts.get(sheet.bare("id"), ("", ""))
    return found


def _mark_sheets(
    book: Book,
    sheets: dict[str, tuple[str, str]],
    marks: Sequence[Mark],
    looks: dict[Severity, int],
) -> Iterator[str]:
    """Mark each sheet; gives what there is to say of marks that were not made."""
    kept = 0
    limited = False
    for tab, (kind, part) in sheets.items():
        if part not in book:
            continue
        here = [mark for mark in marks if mark.tab == tab and kind == "worksheet"]
        before = book.read(part)
        sheet = XmlPart(before)
        _deselect(sheet)
        limited |= not colour(sheet, _areas(here), looks)
        notes, left = _notes(here)
        limited |= left
        kept += add_notes(book, part, sheet, notes) if notes else 0
        if (after := sheet.as_bytes()) != before:
            book.write(part, after)
    if limited:
        yield (
            f"Not all could be marked: notes stand on the first {NOTES_OF_A_FINDING} cells of each"
            f" problem and {NOTES_OF_A_SHEET:,} of each sheet at most; this list counts them all."
        )
    if kept:
        yield f"{count_of(kept, 'cell')} kept the note that was there: read here what is wrong."


def _deselect(sheet: XmlPart) -> None:
    """Leave the list of problems as the one sheet that is chosen, lest two are edited at once."""
    for view in sheet.children("sheetViews"):
        if "tabSelected" in view.attributes:
            sheet.set(view, "tabSelected", None)


def _areas(marks: Iterable[Mark]) -> dict[Severity, list[Area]]:
    areas: dict[Severity, list[Area]] = defaultdict(list)
    for mark in marks:
        areas[mark.finding.severity] += mark.areas
    return areas


def _notes(marks: Iterable[Mark]) -> tuple[dict[Cell, str], bool]:
    """The texts for the first cells of each finding, and whether any cell goes without."""
    notes: dict[Cell, str] = {}
    left = False
    for mark in marks:
        finding = mark.finding
        text = (
            f"{finding.code} {finding.severity.value}: {finding.message}\nWay out: {finding.help}"
        )
        cells = mark.cells(NOTES_OF_A_FINDING + 1)
        left |= len(cells) > NOTES_OF_A_FINDING
        for cell in cells[:NOTES_OF_A_FINDING]:
            if cell in notes and len(notes[cell]) < LONGEST_NOTE:
                notes[cell] += f"\n\n{text}"
            elif cell not in notes and len(notes) < NOTES_OF_A_SHEET:
                notes[cell] = text
            else:
                left = True
    return notes, left


def _add_sheet(book: Book, content: bytes, head: int, last: int) -> None:
    """Add the list as the last tab and open the workbook there: no other tab changes its number."""
    part = book.add("xl/worksheets/sheet{}.xml", content, _SHEET_TYPE)
    relation = book.relate(book.main, "worksheet", part)
    main = book.xml(book.main)
    sheets = main.child("sheets")
    if sheets is None:
        raise ValueError("it does not say where its sheets are")
    there = main.children("sheets")
    name = free_title(PROBLEMS, (sheet.attributes.get("name", "") for sheet in there))
    number = max(whole(sheet.attributes.get("sheetId")) for sheet in there) + 1
    told = element("sheet", name=name, sheetId=number, r_id=relation)
    main.append(sheets, told.replace("<sheet", f'<sheet xmlns:r="{book.office}"'))
    _open_at(main, len(there))
    _define_names(main, name, len(there), head, last)
    book.write(book.main, main.as_bytes())


def _open_at(main: XmlPart, index: int) -> None:
    views = main.children("bookViews")
    if views:
        main.set(views[0], "activeTab", str(index))
    else:
        view = element("bookViews", element("workbookView", activeTab=index))
        main.insert(WORKBOOK_ORDER, "bookViews", view)


def _define_names(main: XmlPart, name: str, index: int, head: int, last: int) -> None:
    """Names that a filter and repeated headings rest upon."""
    tab = f"'{name}'!"
    right = chr(ord("A") + len(HEADINGS) - 1)
    filtered = element(
        "definedName",
        f"{tab}$A${head}:${right}${last}",
        name="_xlnm._FilterDatabase",
        localSheetId=index,
        hidden=1,
    )
    repeated = element(
        "definedName", f"{tab}${head}:${head}", name="_xlnm.Print_Titles", localSheetId=index
    )
    names = main.child("definedNames")
    if names is None:
        told = element("definedNames", filtered + repeated)
        main.insert(WORKBOOK_ORDER, "definedNames", told)
    else:
        main.append(names, filtered + repeated)
