"""The ground rules of every definition: frozen, strict, and with no unknown key."""

from pydantic import BaseModel, ConfigDict


class Definition(BaseModel):
    """A piece of a definitions pack.

    Strict, because `"39"` is text and `39` a number, and a pack that mixes them up says so at once.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        hide_input_in_errors=True,
        allow_inf_nan=False,
    )


def keyed_by_kind(value: object) -> object:
    """`{proportion: {…}}` -> `{kind: proportion, …}`, the form that a discriminated union reads."""
    if isinstance(value, dict) and len(value) == 1:
        ((kind, body),) = value.items()
        if isinstance(body, dict):
            return {"kind": kind, **body}
    if isinstance(value, Definition):
        return value
    raise ValueError("one kind and its keys are expected here, as in {proportion: {of: hires, …}}")
