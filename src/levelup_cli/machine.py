"""What differs between operating systems, in one place: process limits, and how files are swapped.

Standard library only, because the reading child imports it. Where a limit does not exist (Windows
has no `resource`), reading goes on without it, guarded by the time limit alone.
"""

import os
import sys
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

READER_MEMORY = 4 * 1024**3
READER_SECONDS = 600
READER_FILE = 1024**2  # it writes none; what a library may leave behind stays small


def limit_reader() -> None:
    """Limit the memory and the processor time of this process, which reads one return."""
    if resource is None:
        return
    limits = {
        resource.RLIMIT_CPU: READER_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: READER_FILE,
    }
    if sys.platform == "linux":  # macOS accepts RLIMIT_AS but does not keep it
        limits[resource.RLIMIT_AS] = READER_MEMORY
    for kind, limit in limits.items():
        hard = resource.getrlimit(kind)[1]
        soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (soft, hard))


def replace_file(path: Path, data: bytes) -> None:
    """Write a file so that it appears whole or not at all.

    Raises:
        OSError: as the system gives it; the old file is then untouched.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    file = draft.open("xb")
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
