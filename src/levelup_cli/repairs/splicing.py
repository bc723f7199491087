"""An XML part -> the same with elements added or attributes changed; all other bytes stay."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from levelup_cli.repairs.markup import (
    Piece,
    as_bytes,
    encoding_of,
    end_of_tag,
    listen,
    open_tag,
    splice,
)

_UNPREFIXED = re.compile(r"<(/?)(?=\w+[\s/>])")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CELLS = "sheetData"
_DEEPEST = 3


@dataclass(slots=True)
class Element:
    """An element: its attributes, its parent's name, where it and its content begin and end.

    `name` and `parent` are without the prefix of the root, so that a part reads the same with and
    without one. `added` is what comes to stand at its end, `is_changed` whether its tag does.
    """

    name: str
    attributes: dict[str, str]
    parent: str
    first: int
    inner: int
    close: int
    last: int
    added: list[str] = field(default_factory=list)
    is_changed: bool = False

    def bare(self, name: str) -> str:
        """An attribute whatever its prefix, as `id` for `r:id`; blank where it is not there."""
        found = (v for key, v in self.attributes.items() if key.rpartition(":")[2] == name)
        return next(found, "")


class XmlPart:
    """One part while it is changed: its root, the children of that and theirs."""

    def __init__(self, content: bytes) -> None:
        """Find where the elements stand.

        Raises:
            ValueError: in words for the user, where it is no well-formed XML.
        """
        self.content = content
        self._inserted: dict[int, list[tuple[int, str]]] = defaultdict(list)
        scan = _Scan(content)
        listen(content, scan)
        self.elements = sorted(scan.found, key=lambda element: element.first)
        self.root = self.elements[0]
        self.prefix = scan.prefix
        name = f"xmlns:{self.prefix[:-1]}" if self.prefix else "xmlns"
        self.namespace = self.root.attributes.get(name, "")

    def children(self, parent: str) -> list[Element]:
        """The elements directly under the one of this name, the root or a child of it."""
        return [element for element in self.elements if element.parent == parent]

    def child(self, name: str) -> Element | None:
        """The first child of the root that has this name."""
        return next((e for e in self.children(self.root.name) if e.name == name), None)

    def append(self, parent: Element, xml: str) -> None:
        """Add elements at the end of another."""
        parent.added.append(self._prefixed(xml))

    def insert(self, order: Sequence[str], name: str, xml: str) -> None:
        """Add children of the root where the order of the schema demands those of this name."""
        earlier = order[: order.index(name) + 1]
        before = [e.last for e in self.children(self.root.name) if e.name in earlier]
        place = max(before, default=self.root.inner)
        self._inserted[place].append((len(earlier), self._prefixed(xml)))

    def set(self, element: Element, name: str, value: str | None) -> None:
        """Give an element an attribute, or take it away with None."""
        kept = {key: old for key, old in element.attributes.items() if key != name}
        element.attributes = kept if value is None else {**element.attributes, name: value}
        element.is_changed = True

    def as_bytes(self) -> bytes:
        """The part with all that was changed."""
        pieces = [piece for element in self.elements for piece in self._pieces_of(element)]
        for place, added in self._inserted.items():
            markup = "".join(xml for _, xml in sorted(added))
            pieces.append((place, place, as_bytes(markup, self.content)))
        return splice(self.content, pieces)

    def read_after(self, element: Element) -> str:
        """What stands behind an element, as far as it is plain."""
        return self.content[element.last :].decode(encoding_of(self.content), "replace")

    def _pieces_of(self, element: Element) -> list[Piece]:
        name = element.name if ":" in element.name else f"{self.prefix}{element.name}"
        added = "".join(element.added)
        opened = open_tag(name, element.attributes)
        if element.close == element.last and added:
            markup = f"{opened}{added}</{name}>"
            return [(element.first, element.last, as_bytes(markup, self.content))]
        pieces: list[Piece] = []
        if element.is_changed:
            tag = open_tag(name, element.attributes, closed=element.close == element.last)
            pieces.append((element.first, element.inner, as_bytes(tag, self.content)))
        if added:
            pieces.append((element.close, element.close, as_bytes(added, self.content)))
        return pieces

    def _prefixed(self, xml: str) -> str:
        """Our own elements under the prefix that the part gives its namespace."""
        return _UNPREFIXED.sub(rf"<\1{self.prefix}", xml) if self.prefix else xml


class _Scan:
    """The pass that finds elements down to the root's grandchildren.

    The rows of a sheet are left out: they are many, and none of them changes.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._open: list[tuple[str, dict[str, str], int]] = []
        self._depth = 0
        self._in_cells = False
        self.prefix = ""
        self.found: list[Element] = []

    def start(self, name: str, attributes: dict[str, str], first: int) -> None:
        if self._depth == 0:
            self.prefix = name[: name.rfind(":") + 1]
        if self._depth < _DEEPEST and not self._in_cells:
            own = name.removeprefix(self.prefix)
            self._open.append((own, attributes, first))
            self._in_cells = own == _CELLS
        self._depth += 1

    def end(self, name: str, last: int) -> None:
        if self._depth == len(self._open):
            name, attributes, first = self._open.pop()
            parent = self._open[-1][0] if self._open else ""
            inner, close = end_of_tag(self._content, first), last
            if not self._content.endswith(as_bytes("/>", self._content), first, inner):
                close = self._content.rindex(as_bytes("</", self._content), first, last)
            self.found.append(Element(name, attributes, parent, first, inner, close, last))
            self._in_cells = False
        self._depth -= 1


def element(name: str, inner: str = "", /, **attributes: object) -> str:
    """An element as XML: its content as it is, its attributes quoted; `r_id` is `r:id`."""
    told = "".join(
        f" {key.replace('_', ':', 1)}={quoteattr(str(value))}" for key, value in attributes.items()
    )
    return f"<{name}{told}>{inner}</{name}>" if inner else f"<{name}{told}/>"


def text_element(text: str) -> str:
    """A text as spreadsheets keep it: spaces stay, and what looks like an escape is none."""
    return f'<t xml:space="preserve">{escape(_ESCAPE_LIKE.sub("_x005F_", text))}</t>'
