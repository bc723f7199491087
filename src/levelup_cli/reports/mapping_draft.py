"""Proposals -> a mapping file to be read and mended by a person, then applied with --map."""

import json
from collections.abc import Iterable, Iterator, Mapping

from levelup_cli.definitions.catalogue import Catalogue
from levelup_cli.definitions.mappings import TableMapping
from levelup_cli.definitions.tables import CodeColumn
from levelup_cli.gate import visible
from levelup_cli.outcomes.inspections import Inspection, Proposal

_HEAD = """\
# What the words of this organisation mean in ours: a draft. Read every line before you apply it.
# A line that ends in a likeness is a guess: correct it, or delete it. Where nothing stands after
# the colon, put our word there; until then the line does nothing.
#
#   levelup score FILE --map THIS_FILE
"""


def draft_mapping(inspection: Inspection, catalogue: Catalogue) -> str:
    """The mapping that was applied, with the proposals added to it."""
    submission = inspection.checked.submission
    lines = [_HEAD, "tables:"]
    by_table: dict[str, list[Proposal]] = {name: [] for name in submission.mapping.tables}
    for proposal in inspection.proposals:
        by_table.setdefault(proposal.table, []).append(proposal)
    for name, proposals in by_table.items():
        lines += _table(name, submission.mapping.of(name), proposals, catalogue)
    lines[1] = "tables:" if len(lines) > len((_HEAD, "tables:")) else "tables: {}"
    for kind, words in submission.mapping.words:
        lines += ["words:"] if words and "words:" not in lines else []
        lines += [f"  {kind}: [{', '.join(map(_quoted, words))}]"] if words else []
    return "".join(f"{line}\n" for line in lines)


def _table(
    name: str, own: TableMapping, proposals: list[Proposal], catalogue: Catalogue
) -> Iterator[str]:
    yield f"  {name}:"
    sheets = [p for p in proposals if p.kind == "sheet"]
    if own.sheet is not None:
        yield f"    sheet: {_quoted(own.sheet)}"
    for place, proposal in enumerate(p for p in sheets if p.sheet):
        line = f"sheet: {_quoted(proposal.before)}  # guess, {proposal.likeness} % alike"
        yield f"    {'# or ' if place or own.sheet else ''}{line}"
    headings = [p for p in proposals if p.kind == "heading"]
    if own.columns or headings:
        yield "    columns:"
        yield from _pairs(own.columns, headings, "      ")
    if own.ignored:
        yield f"    ignored: [{', '.join(map(_quoted, own.ignored))}]"
    codes = [p for p in proposals if p.kind == "code"]
    columns = dict.fromkeys([*own.codes, *(p.column for p in codes)])
    if columns:
        yield "    codes:"
    for column in columns:
        yield from _codes(name, column, own, [p for p in codes if p.column == column], catalogue)
    if own.blank:
        blanks = ", ".join(f"{column}: {_quoted(v)}" for column, v in own.blank.items())
        yield f"    blank: {{{blanks}}}"


def _codes(
    table: str, column: str, own: TableMapping, codes: list[Proposal], catalogue: Catalogue
) -> Iterator[str]:
    definition = catalogue.tables[table].columns[column]
    if isinstance(definition, CodeColumn):
        codes_of_ours = ", ".join(catalogue.code_lists[definition.codes].codes)
        yield f"      # {column} is one of {codes_of_ours}"
    yield f"      {column}:"
    yield from _pairs(own.codes.get(column, {}), codes, "        ")


def _pairs(applied: Mapping[str, str], proposals: Iterable[Proposal], indent: str) -> Iterator[str]:
    """One line for each word: what was applied already, then what is proposed."""
    lines = {_key(before): after for before, after in applied.items()}
    for proposal in proposals:
        note = f"{proposal.after}  # guess, {proposal.likeness} % alike"
        lines.setdefault(_key(proposal.before), note if proposal.after else "")
    for key, after in lines.items():
        yield f"{indent}{key}: {after}".rstrip()


def _key(word: str) -> str:
    """A word as it stands before the colon; line breaks are spaces, for matching ignores both."""
    return _quoted(" ".join(word.split()))


def _quoted(value: object) -> str:
    """A value as YAML reads it back; text in quotes, with nothing hidden in it."""
    return json.dumps(visible(value), ensure_ascii=False) if isinstance(value, str) else str(value)
