"""Rules that look for personal data where none belongs; their list stands at the foot.

Nothing here is certain: a text is judged by its looks. No finding repeats it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from levelup_cli.checks.returns import Fault, Told, tell
from levelup_cli.definitions.tables import Personal, TextColumn
from levelup_cli.outcomes.findings import Finding, Place, column_letters
from levelup_cli.outcomes.severities import Severity
from levelup_cli.outcomes.tables import CheckedTable, Column, Mask
from levelup_cli.words import clean, simplify

_TAKE_IT_OUT = (
    "Take it out of these rows. Where a row must say who it is about, give a number that only you"
    " can lead back to the person."
)
_EMAIL = re.compile(r"[\w.%+'-]{1,64}@[a-z0-9-]{1,63}\.[a-z0-9]", re.IGNORECASE)
# HMRC, National Insurance Manual, NIM39110: which letters and pairs of letters are not given out.
_NI_NUMBER = re.compile(
    r"(?<![a-z0-9])(?!bg|gb|kn|nk|nt|tn|zz)[abceghj-prstw-z][abceghj-nprstw-z]"
    r"(?:[ -]?[0-9]{2}){3}[ -]?[a-d](?![a-z0-9])",
    re.IGNORECASE,
)
# Ofcom, National Telephone Numbering Plan: ten digits after the 0, which begin with 1, 2, 3, 7, 8.
_TELEPHONE = re.compile(
    r"(?<![\w./+-])(?:(?:\+|00)44[ -]?(?:\(0\))?|\(?0)[ -]?"
    r"[12378](?:[ ()-]{0,2}[0-9]){9}(?![0-9])"
)
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "revd"}
_PARTICLES = {"de", "da", "del", "van", "von", "der", "den", "al", "bin", "ap"}
_WORDS_OF_A_NAME = range(2, 5)
_WORDS_AFTER_A_TITLE = range(1, 4)
_PLAIN = {ord(","): " "} | dict.fromkeys(map(ord, ".'-\N{RIGHT SINGLE QUOTATION MARK}"), "")
_LEAST_TEXTS = 5  # distinct texts; of fewer, nobody can tell whether they are names
_LEAST_VARIED = 3  # first and last words; `Candidate A`, `Candidate B` are no names


def _is_email(text: str) -> bool:
    return "@" in text and _EMAIL.search(text) is not None


def _is_ni_number(text: str) -> bool:
    return _NI_NUMBER.search(text) is not None


def _is_telephone(text: str) -> bool:
    return _TELEPHONE.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of personal data that is known by its looks alone."""

    personal: Personal
    code: str
    what: str
    is_like: Callable[[str], bool]


_KINDS = (
    _Kind("email", "LU601", "an e-mail address", _is_email),
    _Kind("ni_number", "LU602", "a National Insurance number", _is_ni_number),
    _Kind("telephone", "LU604", "a telephone number", _is_telephone),
)


def texts_hold_nobody(table: CheckedTable) -> Iterator[Told]:
    """E-mail addresses, National Insurance and telephone numbers stand where they belong only."""
    for name, definition, texts in _texts(table):
        for kind in _KINDS:
            if kind.personal not in definition.holds:
                found = [kind.is_like(text) for text in texts]
                bare = definition.pseudonym and all(t.isdecimal() for t in texts if t)
                severity = Severity.WARNING if bare else Severity.ERROR  # staff numbers may be so
                yield from _tell(table, name, found, (kind.code, kind.what), severity)


def names_stay_at_home(table: CheckedTable) -> Iterator[Told]:
    """Full names: after a title anywhere, and where a pseudonym belongs also by their looks."""
    for name, definition, texts in _texts(table):
        if "name" in definition.holds or (definition.links_to and not definition.pseudonym):
            continue
        titled = [_is_titled(text) for text in texts]
        yield from _tell(table, name, titled, ("LU603", "the full name of a person"))
        if definition.pseudonym and _are_names(texts):
            looks = [_is_name(t) and not known for known, t in zip(titled, texts, strict=True)]
            said = ("LU603", "the full name of a person, or a code of plain words")
            yield from _tell(table, name, looks, said, Severity.WARNING)


def _texts(table: CheckedTable) -> Iterator[tuple[str, TextColumn, list[str]]]:
    """The columns of free text and of pseudonyms, with their distinct texts; `""` for a number."""
    for name, definition in table.definition.columns.items():
        column = table.table.columns.get(name)
        if column is None or not isinstance(definition, TextColumn) or definition.form:
            continue
        used = np.bincount(column.codes, minlength=len(column.texts)) > 0
        cells = zip(column.texts, column.kinds, used, strict=True)
        yield (
            name,
            definition,
            [clean(text) if kind == "t" and in_use else "" for text, kind, in_use in cells],
        )


def _tell(
    table: CheckedTable,
    name: str,
    found: Sequence[bool],
    said: tuple[str, str],
    severity: Severity = Severity.ERROR,
) -> Iterator[Told]:
    code, what = said
    mask: Mask = np.array(found, bool)[table.table.columns[name].codes]
    fault = Fault(code, severity, f"what looks like {what}", _TAKE_IT_OUT)
    yield from tell(table, name, mask, fault)


def _are_names(texts: Sequence[str]) -> bool:
    """Whether most texts of a column look like names, and not all like the same one."""
    distinct = {text for text in texts if text}
    names = [text.split() for text in distinct if _is_name(text)]
    varied = min(len({words[0] for words in names}), len({words[-1] for words in names}))
    enough = len(distinct) >= _LEAST_TEXTS and varied >= _LEAST_VARIED
    return enough and 2 * len(names) > len(distinct)


def _is_name(text: str) -> bool:
    """Two to four words with a capital, such as `Ann Example` or `EXAMPLE, Ann B.`; no digits."""
    return (" " in text or "," in text) and _is_capitalised(text, _WORDS_OF_A_NAME)


def _is_titled(text: str) -> bool:
    """A title and one to three words with a capital, such as `Ms A Example`."""
    title, _, name = text.partition(" ")
    is_title = name and title.rstrip(".").casefold() in _TITLES
    return bool(is_title) and _is_capitalised(name, _WORDS_AFTER_A_TITLE)


def _is_capitalised(text: str, how_many: range) -> bool:
    words = [word for word in text.translate(_PLAIN).split() if word not in _PARTICLES]
    return len(words) in how_many and all(w.isalpha() and w[0].isupper() for w in words)


# What headings of columns that we do not read give away, simplified. People put words before them.
_WHOSE = (
    r"(?:(?:employee|staff|worker|candidate|applicant|student|pupil|apprentice|person|personal"
    r"|home|work|business|private|main|primary|emergency|contact|line|manager|their|your)s?_)*"
)
_NUMBER = r"(?:_?(?:no|num|number|nr|[0-9]))?"
_GIVEAWAYS = {
    "names": rf"{_WHOSE}(?:(?:full|first|fore|given|middle|last|sur|family|preferred|maiden|known)"
    rf"_?names?_?)+(?:of_.*)?|(?:employee|staff|candidate|applicant|student|pupil|apprentice|person"
    rf"|manager|payroll)_?names?|names?_of_(?:the_)?(?:employee|person|staff|candidate|pupil).*"
    rf"|known_as|next_of_kin",
    "e-mail addresses": rf"{_WHOSE}e_?mails?(?:_(?:address|addresses|id))?{_NUMBER}",
    "National Insurance numbers": r"(?:national_insurance|ni)_?(?:no|num|number)"
    r"|national_insurance|nino?",
    "NHS numbers": r"nhs_(?:no|num|number)",
    "passport numbers": r"passport(?:_(?:no|num|number))?",
    "dates of birth": rf"{_WHOSE}(?:d_?o_?b|date_of_birth|birth_?(?:date|day))",
    "telephone numbers": rf"{_WHOSE}(?:(?:(?:tele|mobile)_?)*phone|tel|mobile)"
    rf"(?:_(?:tele)?phone)?{_NUMBER}",
    "home addresses": rf"(?:home|postal|residential|private)_address(?:_line)?{_NUMBER}"
    rf"|addr(?:ess)?_?[0-9]",
    "bank accounts": rf"bank(?:_account|_acc|_details)?{_NUMBER}|account_(?:no|num|number)"
    r"|sort_?code|iban",
}
_ASIDE = re.compile(r"\([^)]*\)|/.*")  # `Surname/Family name`, `DOB (dd/mm/yy)`
# What names a thing where rows are things.
_GIVEAWAYS_OF_PEOPLE = {"names": r"names?", "home addresses": rf"address(?:_line)?_?{_NUMBER}"}


def columns_not_read_are_nobodys(table: CheckedTable) -> Iterator[Told]:
    """A column that is not read, and whose heading promises personal data, need not be sent."""
    key = table.definition.columns.get(table.definition.key or "")
    things = isinstance(key, TextColumn) and "name" in key.holds
    wanted = list(_GIVEAWAYS.items())
    if table.definition.people and not things:
        wanted += _GIVEAWAYS_OF_PEOPLE.items()
    for column in table.table.unused:
        heading = simplify(_ASIDE.sub(" ", column.heading).replace(".", ""))
        what = next((w for w, pattern in wanted if re.fullmatch(pattern, heading)), None)
        if what and _is_filled(column):
            place = Place(table.table.file, table.table.sheet, column_letters(column.position))
            message = f"a column that seems to hold {what}; it is not read"
            help_ = "Remove the column before you send the return to anybody."
            yield Told(Finding("LU605", Severity.WARNING, place, message, help_))


def _is_filled(column: Column) -> bool:
    return any(column.texts[code].strip() for code in np.unique(column.codes))


RULES: tuple[Callable[[CheckedTable], Iterator[Told]], ...] = (
    texts_hold_nobody,
    names_stay_at_home,
    columns_not_read_are_nobodys,
)
