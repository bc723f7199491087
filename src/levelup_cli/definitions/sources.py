"""Where a figure comes from."""

from typing import Literal

from levelup_cli.definitions.definition import Definition


class Source(Definition):
    """A publication that a benchmark rests on; unconfirmed until someone has read the original."""

    publisher: str
    title: str
    year: int
    address: str | None = None
    licence: str | None = None
    status: Literal["confirmed", "unconfirmed"]

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody has read the figure in the publication itself."""
        return self.status == "confirmed"
