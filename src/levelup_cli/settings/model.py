"""The language of a settings file, as Pydantic models; each key is an option of the same name."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from levelup_cli.settings.choices import FORMS, Audience, FailOn, parse_codes, parse_day
from levelup_cli.words import suggest


def _joined(value: Any) -> Any:
    """A list as the option is typed: `["LU3", "LU401"]` is `LU3,LU401`."""
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value) if type(value) is int else value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _day(value: Any) -> Any:
    return value.isoformat() if type(value) is date else value


def _known_day(text: str) -> str:
    try:
        return parse_day(text).isoformat()
    except ValueError:
        raise ValueError(f"'{text}' is no day. Write it as 2025-03-31.") from None


def _known_codes(text: str) -> str:
    return ",".join(parse_codes(text))


def _known_word(words: Sequence[str], text: str) -> str:
    if text not in words:
        raise ValueError(
            f"there is no '{text}'.{suggest(text, words)} Choose from {', '.join(words)}."
        )
    return text


def _one_of(words: Sequence[str]) -> tuple[AfterValidator, Any]:
    """What makes a text one of these words, here and in the schema."""
    listed = [str(word) for word in words]
    return AfterValidator(partial(_known_word, listed)), Field(
        json_schema_extra={"enum": [*listed]}
    )


AudienceWord = Annotated[str, *_one_of(tuple(Audience))]
FailOnWord = Annotated[str, *_one_of(tuple(FailOn))]
FormWord = Annotated[str, *_one_of(FORMS)]
Codes = Annotated[
    str,
    BeforeValidator(_joined, json_schema_input_type=str | list[str]),
    AfterValidator(_known_codes),
]
Day = Annotated[
    str, BeforeValidator(_day, json_schema_input_type=str | date), AfterValidator(_known_day)
]
Goals = Annotated[str, BeforeValidator(_joined, json_schema_input_type=str | int | list[int])]
Texts = Annotated[list[str], BeforeValidator(_listed, json_schema_input_type=str | list[str])]


def _hyphens(name: str) -> str:
    return name.replace("_", "-")


class _Strict(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, alias_generator=_hyphens, populate_by_name=False
    )


class Acceptance(_Strict):
    """A finding that is right as it is: which, where, why, and until when."""

    code: Annotated[str, Field(pattern=r"^LU\d{1,3}$", description="LU401, or LU4 for a family")]
    where: str = Field("", description="A file, sheet or table, or Sheet!heading, Sheet!H4:H9")
    reason: Annotated[str, Field(min_length=1, pattern=r"\S", description="Why it is right so")]
    until: date = Field(description="The last day on which it is accepted")
    max_share: Annotated[float, Field(gt=0, le=1)] | None = Field(
        None, description="Accepted only in at most this share of the rows of its table"
    )


class Keys(_Strict):
    """What may be settled, for all commands or for one."""

    definitions: str | None = Field(None, description="A definitions pack, from this file's folder")
    drafts: bool | None = None
    goals: Goals | None = None
    audience: AudienceWord | None = None
    fail_on: FailOnWord | None = None
    format: FormWord | None = None
    select: Codes | None = None
    ignore: Codes | None = None
    statistics: bool | None = None
    strict: bool | None = None
    map: str | None = None
    areas: Texts | None = None
    skip_hidden: bool | None = None
    encoding: str | None = None
    password_env: str | None = Field(None, description="The name of a variable, not a password")
    organisation: str | None = None
    period_start: Day | None = None
    period_end: Day | None = None
    snapshot_date: Day | None = None
    fact: Texts | None = None
    previous: str | None = None
    baseline: str | None = None
    accept: list[Acceptance] | None = None


class SettingsFile(Keys):
    """A settings file: settings for all commands, and a table for each command that differs."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Keys]


class AcceptFile(_Strict):
    """A file of accepted findings alone."""

    accept: list[Acceptance]


PATHS = frozenset({"definitions", "map", "areas", "previous", "baseline"})


def settings_schema() -> dict[str, Any]:
    """The JSON Schema of levelup.toml, for editors that complete and check TOML."""
    schema = SettingsFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
