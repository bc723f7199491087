"""XML with the place of every element in its bytes, so that single ones can be replaced."""

import codecs
from collections.abc import Iterable
from typing import Protocol
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from levelup_cli.reader.packages import refuse_dtd

Piece = tuple[int, int, bytes]  # first byte, the one after the last, and what stands there instead


class Listener(Protocol):
    """What is told of the elements of a document, as they come."""

    def start(self, name: str, attributes: dict[str, str], first: int) -> None:
        """An element begins at this byte."""

    def end(self, name: str, last: int) -> None:
        """An element is over before this byte."""


def listen(content: bytes, listener: Listener) -> None:
    """Tell every element of a document with its first byte and the one after its last.

    Raises:
        ValueError: where it is no well-formed XML, or brings a DTD of its own.
    """
    encoding = encoding_of(content)
    parser = expat.ParserCreate()
    mark = ">".encode(encoding)
    tags: dict[str, bytes] = {}  # that end an element: a sheet has a million of very few

    def start(name: str, attributes: dict[str, str]) -> None:
        listener.start(name, attributes, parser.CurrentByteIndex)

    def end(name: str) -> None:
        at = parser.CurrentByteIndex
        tag = tags.get(name) or tags.setdefault(name, f"</{name}".encode(encoding))
        if content.startswith(tag, at):
            at = content.index(mark, at) + len(mark)
        listener.end(name, at)  # an element that closes itself ends where its tag does

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse_dtd
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(f"a part of it is damaged at line {error.lineno}") from None


def encoding_of(content: bytes) -> str:
    """How plain letters stand in an XML document: UTF-16 in one of its orders, or as ASCII."""
    if content.startswith((codecs.BOM_UTF16_LE, b"<\0")):
        return "utf-16-le"
    if content.startswith((codecs.BOM_UTF16_BE, b"\0<")):
        return "utf-16-be"
    return "ascii"


def as_bytes(markup: str, like: bytes) -> bytes:
    """Markup in the encoding of a document; what is beyond ASCII is written as references."""
    return markup.encode("ascii", "xmlcharrefreplace").decode("ascii").encode(encoding_of(like))


def splice(content: bytes, pieces: Iterable[Piece]) -> bytes:
    """The content with pieces replaced, which do not overlap."""
    out: list[bytes] = []
    done = 0
    for first, last, new in sorted(pieces):
        out += [content[done:first], new]
        done = last
    return b"".join([*out, content[done:]])


def open_tag(name: str, attributes: dict[str, str], *, closed: bool = False) -> str:
    """A start tag, or that of an element without content."""
    told = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{told}{'/' * closed}>"


def end_of_tag(content: bytes, first: int) -> int:
    """Where the tag that begins at a byte is over; a > within quotes ends none."""
    encoding = encoding_of(content)
    mark, *quotes = (letter.encode(encoding) for letter in ">\"'")
    inside, at = b"", first
    while (letter := content[at : at + len(mark)]) != mark or inside:
        if letter in quotes:
            inside = b"" if inside == letter else inside or letter
        at += len(mark)
    return at + len(mark)
