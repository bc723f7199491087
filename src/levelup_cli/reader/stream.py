"""The words that the reading child and its parent exchange: JSON headers and integer buffers.

A message is the length of a JSON header (4 bytes, little-endian), the header, and, where it says
`codes: n`, n 4-byte integers. No pickle: the parent trusts nothing but numbers and text.
"""

import json
import struct
import sys
from array import array
from collections.abc import Iterator
from typing import Any, BinaryIO

_LENGTH = struct.Struct("<I")
INTEGER = "i"  # 4 bytes wherever CPython runs


def write_message(out: BinaryIO, header: dict[str, Any], codes: "array[int] | None" = None) -> None:
    """Write one message."""
    if codes is not None:
        header = {**header, "codes": len(codes)}
        if sys.byteorder == "big":
            codes = array(INTEGER, codes)
            codes.byteswap()
    text = json.dumps(header).encode("ascii")
    out.write(_LENGTH.pack(len(text)) + text)
    if codes is not None:
        out.write(codes.tobytes())


def read_messages(data: memoryview) -> Iterator[tuple[dict[str, Any], memoryview]]:
    """Read messages until the data end; the codes come as little-endian bytes.

    Raises:
        ValueError: where the stream breaks off, as it does when the child dies.
    """
    position = 0
    while position < len(data):
        length = _LENGTH.unpack(_take(data, position, _LENGTH.size))[0]
        position += _LENGTH.size
        header = json.loads(bytes(_take(data, position, length)))
        position += length
        size = 4 * header.get("codes", 0)
        yield header, _take(data, position, size)
        position += size


def _take(data: memoryview, position: int, size: int) -> memoryview:
    part = data[position : position + size]
    if len(part) != size:
        raise ValueError("the stream breaks off")
    return part
