"""A workbook while a copy of it is made: its parts, and which leads to which."""

import io
import posixpath
from collections.abc import Iterator

from levelup_cli.reader.packages import Package
from levelup_cli.reader.workbook import main_part, relations
from levelup_cli.repairs.parts import replace_parts
from levelup_cli.repairs.splicing import XmlPart, element

_STRICT = "http://purl.oclc.org/ooxml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORKBOOK_ORDER = (  # ECMA-376 part 1, 18.2.27
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
)


class Book:
    """The parts of a workbook; what was not changed stays byte for byte."""

    def __init__(self, content: bytes) -> None:
        """Open a workbook.

        Raises:
            ValueError: in words for the user, where it is none that can be read.
        """
        self._source = io.BytesIO(content)
        self._package = Package(self._source)
        self._changed: dict[str, bytes] = {}
        self.main = main_part(self._package)
        strict = self.xml(self.main).namespace.startswith(_STRICT)
        self.office = f"{_STRICT}/officeDocument/relationships" if strict else _OFFICE

    def __contains__(self, name: str) -> bool:
        return name in self._changed or name in self._package

    def read(self, name: str) -> bytes:
        """A part as it is by now."""
        changed = self._changed.get(name)
        return self._package.bytes_of(name) if changed is None else changed

    def xml(self, name: str) -> XmlPart:
        """A part whose elements are to be changed; `write` it back."""
        return XmlPart(self.read(name))

    def write(self, name: str, content: bytes) -> None:
        """Put other bytes in place of a part."""
        self._changed[name] = content

    def add(self, pattern: str, content: bytes, content_type: str) -> str:
        """Add a part under the first free name of a pattern such as `xl/comments{}.xml`."""
        taken = {name.casefold() for name in (*self._package.names, *self._changed)}
        names = (pattern.format(number) for number in range(1, len(taken) + 2))
        name = next(name for name in names if name.casefold() not in taken)
        self.write(name, content)
        types = self.xml(_TYPES)
        told = element("Override", PartName=f"/{name}", ContentType=content_type)
        types.append(types.root, told)
        self.write(_TYPES, types.as_bytes())
        return name

    def relations(self, part: str) -> Iterator[tuple[str, tuple[str, str]]]:
        """Each relation of a part: its id, then what it is and the part it leads to."""
        return relations(self._package, part)

    def related(self, part: str, kind: str) -> str | None:
        """The first part of a kind that another leads to, if it is there."""
        found = (target for _, (what, target) in self.relations(part) if what == kind)
        return next((target for target in found if target in self), None)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part lead to another; gives the id of the relation."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self:
            self.write(name, f'{DECLARATION}<Relationships xmlns="{_RELATIONS}"/>'.encode())
        links = self.xml(name)
        taken = {link.attributes.get("Id") for link in links.elements}
        id_ = next(i for n in range(1, len(taken) + 2) if (i := f"rId{n}") not in taken)
        type_ = f"{self.office}/{kind}"
        links.append(links.root, element("Relationship", Id=id_, Type=type_, Target=f"/{target}"))
        self.write(name, links.as_bytes())
        return id_

    def content_type(self, name: str) -> str:
        """What the package says that a part is; blank where it names only its ending."""
        overrides = self.xml(_TYPES).elements
        found = (
            item.attributes.get("ContentType", "")
            for item in overrides
            if item.attributes.get("PartName", "").casefold() == f"/{name}".casefold()
        )
        return next(found, "")

    def as_bytes(self) -> bytes:
        """The workbook with its changed and added parts."""
        return replace_parts(self._source, self._changed)
