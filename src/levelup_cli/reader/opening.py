"""A file -> what it truly is, whatever its name says, and its sheets by the reader of that kind."""

import io
import posixpath
from typing import BinaryIO

from levelup_cli.reader.packages import Package
from levelup_cli.reader.sending import Refused, Sender, Wishes

SAVE_AS = "Open it in a spreadsheet program and save it as .xlsx or as CSV UTF-8."
KINDS = {
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".xls": "old workbook",
    ".xlsb": "binary workbook",
    ".ods": "opendocument",
    ".parquet": "parquet",
    ".zip": "zip",
    ".csv": "text",
    ".tsv": "text",
    ".txt": "text",
}
_NAMED = {
    "workbook": "an .xlsx workbook",
    "old workbook": "an old .xls workbook",
    "binary workbook": "an .xlsb workbook",
    "opendocument": "an .ods workbook",
    "parquet": "a Parquet file",
    "zip": "a zip file",
    "text": "plain text",
}
_STRANGERS = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x1f\x8b", "a file packed with gzip"),
    (b"BZh", "a file packed with bzip2"),
    (b"7z\xbc\xaf", "a file packed with 7-Zip"),
    (b"Rar!", "a file packed with RAR"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
)
_WEB_PAGES = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")
_OTHER_PACKAGES = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a presentation",
    "Index/Document.iwa": "a Numbers document",
}
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORKBOOKS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")  # before 1993
_IN_CFB = {  # a stream's name in the directory of a compound file -> what the file is
    "EncryptedPackage": "protected",
    "Workbook": "old workbook",
    "Book": "old workbook",
    "WordDocument": "a Word document",
    "PowerPoint Document": "a presentation",
}


def send_file(
    sender: Sender, stream: BinaryIO, name: str, wishes: Wishes, *, inside_zip: bool = False
) -> None:
    """Send the sheets of a file by its true kind; a zip file is a folder of such files.

    Raises:
        ValueError: in words for the user, where it cannot be read in exactly one way.
    """
    stem, suffix = posixpath.splitext(posixpath.basename(name.replace("\\", "/")))
    suffix = suffix.lower()
    kind = find_kind(stream)
    if kind == "zip" and inside_zip:
        raise Refused("this is another zip file", "Unpack that one first.")
    if kind == "protected":
        stream, kind = _unlock(stream, wishes.password), "workbook"
    if kind != KINDS.get(suffix, kind):
        sender.note("file_kind", suffix, _NAMED[kind])
    stream.seek(0)
    match kind:
        case "workbook":
            from levelup_cli.reader.workbook import send_workbook

            send_workbook(sender, stream)
        case "opendocument":
            from levelup_cli.reader.opendocument import send_opendocument

            send_opendocument(sender, stream)
        case "old workbook":
            from levelup_cli.reader.old_workbook import send_old_workbook

            send_old_workbook(sender, stream)
        case "binary workbook":
            from levelup_cli.reader.binary_workbook import send_binary_workbook

            send_binary_workbook(sender, stream)
        case "parquet":
            from levelup_cli.reader.parquet import send_parquet

            send_parquet(sender, stream, stem)
        case "zip":
            _send_members(sender, stream, wishes)
        case _:
            from levelup_cli.reader.text import send_text

            send_text(sender, stream, stem, suffix, wishes)


def find_kind(stream: BinaryIO) -> str:
    """What a file truly is, by its first bytes and, for packages, by its parts.

    Raises:
        Refused: where it is something that holds no return, named for what it is.
    """
    stream.seek(0)
    start = stream.read(512)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_package(Package(stream))
    if start.startswith(_CFB):
        return _kind_of_compound(stream)
    if start.startswith(_OLD_WORKBOOKS):
        return "old workbook"
    if start.startswith(b"PAR1"):
        return "parquet"
    for signature, what in _STRANGERS:
        if start.startswith(signature):
            raise Refused(f"it is {what}", SAVE_AS)
    words = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if words.startswith(_WEB_PAGES):
        raise Refused("it is a web page that was saved under another name", SAVE_AS)
    if words.startswith(b"<?xml"):
        raise Refused("it is an XML document", SAVE_AS)
    return "text"


def _kind_of_package(package: Package) -> str:
    for part, what in _OTHER_PACKAGES.items():
        if part in package:
            raise Refused(f"it is {what}", SAVE_AS)
    if "mimetype" in package:
        kind = package.bytes_of("mimetype").decode("ascii", "replace").strip()
        if kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
            return "opendocument"
        if kind.startswith("application/vnd.oasis.opendocument"):
            raise Refused("it is an OpenDocument file, but no spreadsheet", SAVE_AS)
    if "[Content_Types].xml" in package:
        binary = any(name.endswith("workbook.bin") for name in package.names)
        return "binary workbook" if binary else "workbook"
    return "zip"


def _kind_of_compound(stream: BinaryIO) -> str:
    """Compound files name their streams in UTF-16 in a directory somewhere in the file."""
    stream.seek(0)
    content = stream.read()
    for name, what in _IN_CFB.items():
        if name.encode("utf-16-le") + b"\0\0" in content:
            if what in {"protected", "old workbook"}:
                return what
            raise Refused(f"it is {what}", SAVE_AS)
    raise Refused("it is no workbook, in spite of its name", SAVE_AS)


def _unlock(stream: BinaryIO, password: str | None) -> BinaryIO:
    if password is None:
        raise Refused(
            "it is protected by a password",
            "Save it without one, or put the password into a variable of the environment and name"
            " it: --password-env NAME.",
        )
    try:
        import msoffcrypto
        from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError
    except ImportError:
        raise Refused(
            "it is protected by a password, and what opens such files is not installed",
            "Install it: pip install 'levelup-cli[protected]'.",
        ) from None
    opened = io.BytesIO()
    try:
        stream.seek(0)
        office = msoffcrypto.OfficeFile(stream)
        office.load_key(password=password, verify_password=True)
        office.decrypt(opened)
    except (DecryptionError, FileFormatError, InvalidKeyError):
        raise Refused(
            "the password does not open it", "Check the variable that holds it."
        ) from None
    return opened


def _send_members(sender: Sender, stream: BinaryIO, wishes: Wishes) -> None:
    """Each readable file in a zip file, in one order everywhere."""
    package = Package(stream)
    names = [name for name in sorted(package.names) if is_readable(name)]
    if not names:
        raise Refused("this zip file holds no file that could be read", SAVE_AS)
    for name in sorted(set(package.names) - set(names)):
        if not is_hidden(name):
            sender.member(name)
            sender.note("stranger", "", "")
    for name in names:
        sender.member(name)
        try:
            send_file(sender, io.BytesIO(package.bytes_of(name)), name, wishes, inside_zip=True)
        except ValueError as error:
            help_ = error.help if isinstance(error, Refused) else ""
            raise Refused(f"in {name}: {error}", help_) from None


def is_readable(name: str) -> bool:
    """Whether a file of a folder or zip file may be part of a return, by its name."""
    suffix = posixpath.splitext(posixpath.basename(name))[1].lower()
    return not is_hidden(name) and suffix in KINDS and suffix != ".txt"


def is_hidden(name: str) -> bool:
    """Whether a file or folder in a zip file is the system's, or a spreadsheet program's, own."""
    base = posixpath.basename(name)
    return not base or base.startswith((".", "~$")) or name.startswith("__MACOSX/")
