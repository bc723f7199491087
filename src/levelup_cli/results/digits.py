"""Numbers as a result file holds them."""

from typing import Any

_EXACT_WHOLE = 10**15


def exact(value: float | None) -> float | int | None:
    """To 12 significant digits, for files that programs read; whole numbers as such."""
    if value is None:
        return None
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < _EXACT_WHOLE else rounded


def rounded(content: Any) -> Any:
    """The same of every number within lists and dictionaries."""
    if isinstance(content, float):
        return exact(content)
    if isinstance(content, dict):
        return {key: rounded(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [rounded(value) for value in content]
    return content
