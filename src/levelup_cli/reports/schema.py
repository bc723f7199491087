"""The documents of findings and fixes, part by part; and the published JSON Schemas of all."""

from typing import Any, Literal

from pydantic import Field

from levelup_cli.results.part import Part
from levelup_cli.results.parts import FindingPart, LedgerPart, Result


class ToldFindingPart(FindingPart):
    """A finding of `levelup validate`, which may be accepted."""

    accepted: str | None = Field(description="Why it is accepted; it then does not count")


class ReadReturnPart(Part):
    """A return that could be read, with all that was found in it."""

    file: str = Field(description="The path by which the return was named")
    readable: Literal[True]
    valid: bool
    errors: int
    warnings: int
    accepted: int = Field(description="Findings that are accepted, and do not count")
    known: int = Field(description="Findings of the baseline, which are not told again")
    findings: list[ToldFindingPart]
    ledger: list[LedgerPart]


class UnreadReturnPart(Part):
    """A return that could not be read."""

    file: str
    readable: Literal[False]
    reason: str
    help: str


class FindingsDocument(Part):
    """The findings of `levelup validate -f json`."""

    schema_name: Literal["levelup/findings"] = Field(alias="schema")
    schema_version: Literal["1.0"]
    returns: list[ReadReturnPart | UnreadReturnPart]
    settings: list[ToldFindingPart] = Field(description="On accepted findings and the baseline")


class FixPlacePart(Part):
    """The cells of one column that are alike."""

    kind: str = Field(description="A kind of repair, or the code of a finding that it would end")
    file: str
    sheet: str | None
    cells: str
    heading: str | None
    count: int


class FixPart(FixPlacePart):
    """What is written into cells; `before` and `after` are shapes, or codes that may be told."""

    safe: bool = Field(description="Whether it writes what is read there anyway")
    made: bool = Field(description="Whether it is in the copy, as asked for")
    before: str
    after: str


class LeftPart(FixPlacePart):
    """Cells that are left as they are."""

    why: str


class FixesDocument(Part):
    """The fixes of `levelup fix -f json`."""

    schema_name: Literal["levelup/fixes"] = Field(alias="schema")
    schema_version: Literal["1.0"]
    file: str
    fingerprint: str
    written: bool
    cells: int
    more_with_unsafe_fixes: int
    unwritable: str | None = Field(description="Why no copy of such a return can be written")
    fixes: list[FixPart]
    left: list[LeftPart]


def result_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the documents that are written, by the names of their files."""
    documents: dict[str, type[Part]] = {
        "scorecard": Result,
        "findings": FindingsDocument,
        "fixes": FixesDocument,
    }
    return {name: _schema(document) for name, document in documents.items()}


def _schema(document: type[Part]) -> dict[str, Any]:
    schema = document.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
