"""What all parts of the documents have in common."""

from pydantic import BaseModel, ConfigDict

Number = int | float | None


class Part(BaseModel):
    """A part of the document; nothing in it is left out, what is not known is null."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False
    )
