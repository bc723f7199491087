"""Numbers as a result file holds them."""

_EXACT_WHOLE = 10**15


def exact(value: float | None) -> float | int | None:
    """To 12 significant digits, for files that programs read; whole numbers as such."""
    if value is None:
        return None
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < _EXACT_WHOLE else rounded
