"""A zip package and the XML parts in it, read as streams within limits and without a DTD."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO
from xml.parsers import expat

LARGEST_PART = 4 * 1024**3  # bytes once inflated; the memory of the process is limited besides
MOST_PARTS = 20_000
BLOCK = 1 << 18
Handler = Callable[[str, dict[str, str]], None]


class Package:
    """A zip file whose parts are read by their exact names."""

    def __init__(self, stream: BinaryIO) -> None:
        """Open the directory of the zip file.

        Raises:
            ValueError: where it is damaged, has a part twice, or too many of them.
        """
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
            raise ValueError("its zip directory is damaged") from None
        self.names = self._zip.namelist()
        if len(self.names) > MOST_PARTS:
            raise ValueError(f"it has more than {MOST_PARTS:,} parts")
        if len(set(self.names)) < len(self.names):
            raise ValueError("it has two parts of the same name")

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def blocks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, inflated block by block.

        Raises:
            ValueError: where it is damaged, protected, missing or too large.
        """
        total = 0
        try:
            with self._zip.open(name) as part:
                while block := part.read(BLOCK):
                    total += len(block)
                    if total > LARGEST_PART:
                        raise ValueError(f"its part {name} is too large")
                    yield block
        except KeyError:
            raise ValueError(f"its part {name} is missing") from None
        except RuntimeError:
            raise ValueError("it is protected by a password") from None
        except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, zlib.error):
            raise ValueError(f"its part {name} is damaged") from None

    def bytes_of(self, name: str) -> bytes:
        """A part as a whole."""
        return b"".join(self.blocks(name))


def parse(package: Package, name: str, start: Handler, end: Any = None, text: Any = None) -> None:
    """Read an XML part, telling each element to the handlers.

    Raises:
        ValueError: where it is no well-formed XML, or brings a DTD of its own.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse_dtd
    try:
        for block in package.blocks(name):
            parser.Parse(block)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        where = f"line {error.lineno}" if error.lineno > 1 else f"character {error.offset}"
        raise ValueError(f"its part {name} is damaged at {where}") from None


def refuse_dtd(*_: object) -> None:
    """Refuse a part that declares a document type, and with it entities of its own.

    Raises:
        ValueError: always.
    """
    raise ValueError("one of its parts declares a document type, which no spreadsheet needs")


def elements(package: Package, name: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part in order: its name and attributes without their prefixes."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        bare = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        found.append((element.rpartition(":")[2], bare))

    parse(package, name, start)
    return found
