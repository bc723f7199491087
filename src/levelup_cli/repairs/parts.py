"""A zipped document -> a copy with some parts replaced or added, all others byte for byte."""

import io
import zipfile
from collections.abc import Mapping
from typing import BinaryIO

LARGEST_DOCUMENT = 1024**3  # bytes once inflated: here also what reading passes over is inflated
NEW_PART_DATE = (2020, 1, 1, 0, 0, 0)  # a fixed day, so that the same copy is the same file


def replace_parts(source: BinaryIO, parts: Mapping[str, bytes]) -> bytes:
    """The document with these parts in place of its own; new ones stand at its end.

    What is not named keeps its bytes, its date, its place and its way of being packed.

    Raises:
        ValueError: where the parts together are far larger than those of any return.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        if sum(member.file_size for member in old.infolist()) > LARGEST_DOCUMENT:
            raise ValueError("its parts are too large to be copied")
        new.comment = old.comment
        for member in old.infolist():
            content = parts[member.filename] if member.filename in parts else old.read(member)
            new.writestr(_named_like(member), content, member.compress_type)
        for name in sorted(set(parts) - set(old.namelist())):
            fresh = zipfile.ZipInfo(name, NEW_PART_DATE)
            new.writestr(fresh, parts[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _named_like(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The header of a part, without its lengths, which the new content has its own of.

    Nor with its extra fields: what they say of lengths and times would no longer hold, and the two
    headers of a part have different ones.
    """
    header = zipfile.ZipInfo(member.filename, member.date_time)
    header.external_attr, header.create_system = member.external_attr, member.create_system
    header.comment = member.comment
    return header
