"""What usually holds for organisations of a sector."""

from levelup_cli.definitions.definition import Definition


class Sector(Definition):
    """The facts of the organisation table that usually hold, by column; what varies is absent."""

    usually: dict[str, str] = {}
