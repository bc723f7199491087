"""`python -m levelup_cli.reader`: read the files named on standard input, write buffers to stdout.

The request is one JSON object, `{"files": [[path, name], …]}`, with what is known of them besides
(`sending.Wishes`). The last message is `{"done": true}`, or `{"refused": path, "why": …}`.
"""

import json
import sys
from pathlib import Path

from levelup_cli.machine import limit_reader
from levelup_cli.reader.opening import send_file
from levelup_cli.reader.sending import Refused, Sender, Wishes
from levelup_cli.reader.stream import write_message


def main() -> None:
    """Read each file in turn; the first that is refused ends it."""
    request = json.loads(sys.stdin.buffer.read())
    out = sys.stdout.buffer
    limit_reader()
    files = request.pop("files")
    headings, keys = (frozenset(request.pop(name, ())) for name in ("headings", "keys"))
    wishes = Wishes(headings=headings, keys=keys, **request)
    sender = Sender(out)
    for path, name in files:
        write_message(out, {"file": path, "name": name})
        try:
            with Path(path).open("rb") as stream:
                send_file(sender, stream, name, wishes)
        except (ValueError, OSError, MemoryError) as error:
            _refuse(sender, path, error)
            return
    write_message(out, {"done": True})


def _refuse(sender: Sender, path: str, error: Exception) -> None:
    why = "it needs more memory than is allowed" if isinstance(error, MemoryError) else str(error)
    help_ = error.help if isinstance(error, Refused) else ""
    write_message(sender.out, {"refused": path, "why": why, "help": help_})


main()
