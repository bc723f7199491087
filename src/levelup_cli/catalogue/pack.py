"""A definitions pack on disk: where it lies, which files it has, and its fingerprint."""

import hashlib
from pathlib import Path

from levelup_cli.errors import DefinitionError, Problem

_SHIPPED = Path(__file__).parent.parent / "_pack"
_CHECKOUT = Path(__file__).parents[3]
MOST_FILES = 2_000


def shipped_pack() -> Path:
    """The pack that comes with the tool, in an installed wheel or in a checkout."""
    inside = _SHIPPED / "metric_definitions"
    return inside if inside.is_dir() else _CHECKOUT / "metric_definitions"


def shipped_example() -> Path:
    """The example workbook that comes with the tool."""
    inside = _SHIPPED / "northmoor.xlsx"
    return inside if inside.is_file() else _CHECKOUT / "examples" / "northmoor.xlsx"


def read_pack(folder: Path) -> dict[str, bytes]:
    """Relative path -> bytes of every YAML file of a pack, in one order everywhere.

    Raises:
        DefinitionError: where the folder is none, or holds no definitions.
    """
    if not folder.is_dir():
        raise DefinitionError([Problem(str(folder), 1, 1, "no such folder of definitions")])
    paths = [path for path in folder.rglob("*.yaml") if path.is_file()]
    paths.sort(key=lambda path: path.relative_to(folder).as_posix())
    if not paths:
        raise DefinitionError([Problem(str(folder), 1, 1, "no .yaml files in this folder")])
    if len(paths) > MOST_FILES:
        raise DefinitionError([Problem(str(folder), 1, 1, f"more than {MOST_FILES} files")])
    try:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    except OSError as error:
        message = f"cannot be read ({error.strerror})"
        raise DefinitionError([Problem(str(error.filename), 1, 1, message)]) from None


def fingerprint(files: dict[str, bytes]) -> str:
    """A digest of all files; the same on every system, whatever its line ends."""
    digest = hashlib.sha256()
    for name, data in files.items():
        content = data.replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]
