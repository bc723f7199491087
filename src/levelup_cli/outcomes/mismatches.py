"""A worked example that came out otherwise."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A figure of a worked example that came out otherwise than a person worked it out."""

    metric_id: str
    case: str
    figure: str
    expected: object
    got: object
