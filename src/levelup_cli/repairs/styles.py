"""The styles of a workbook, with those added that mended cells need: of a day or a plain number.

The rules are those of ECMA-376 part 1, 18.8: a cell names its style by its place in `cellXfs`.
"""

from levelup_cli.reader.formats import DAY, NUMBER, kind_of_format
from levelup_cli.reader.worksheet import TRUE
from levelup_cli.repairs.colours import add_styles
from levelup_cli.repairs.markup import encoding_of
from levelup_cli.repairs.splicing import Element, XmlPart, element

_HOLDER = "cellXfs"
_TEXT = "49"  # the built-in format, written @, that makes a text of whatever is typed
_FORMATS = {NUMBER: "0", DAY: "14"}


class Styles:
    """The styles as they are, and those that come to them."""

    def __init__(self, content: bytes) -> None:
        """Read the part that holds them.

        Raises:
            ValueError: in words for the user, where it is no well-formed XML.
        """
        self._part = XmlPart(content)
        self._styles = self._part.children(_HOLDER)
        self._codes = {
            found.attributes.get("numFmtId", ""): found.attributes.get("formatCode", "")
            for found in self._part.children("numFmts")
        }
        self._known: dict[tuple[int, str], int] = {}
        self._added: list[str] = []

    def fitting(self, style: int, kind: str) -> int | None:
        """A style that shows numbers as this kind and all else as another; that one, if it does so.

        None where the workbook has no such style to begin with.
        """
        if style >= len(self._styles):
            return None
        if self._kind_of(self._styles[style]) == kind:
            return style
        if (style, kind) not in self._known:
            self._known[style, kind] = len(self._styles) + len(self._added)
            self._added.append(self._copy(self._styles[style], kind))
        return self._known[style, kind]

    def mended(self) -> bytes | None:
        """The part with the styles that were added; None if there are none."""
        if not self._added:
            return None
        add_styles(self._part, _HOLDER, self._added)
        return self._part.as_bytes()

    def _kind_of(self, style: Element) -> str:
        number = style.attributes.get("numFmtId", "0")
        code = self._codes.get(number)
        typed_as_text = style.attributes.get("quotePrefix") in TRUE
        if typed_as_text or (number == _TEXT and code is None) or code == "@":
            return "t"
        return kind_of_format(int(number), code) if number.isdecimal() else NUMBER

    def _copy(self, style: Element, kind: str) -> str:
        """The style with another number format, and without the mark of a text typed after '."""
        kept = {k: v for k, v in style.attributes.items() if k != "quotePrefix"}
        changed = kept | {"numFmtId": _FORMATS[kind], "applyNumberFormat": "1"}
        encoding = encoding_of(self._part.content).replace("ascii", "utf-8")
        inner = self._part.content[style.inner : style.close].decode(encoding)
        return element("xf", inner, **changed)
