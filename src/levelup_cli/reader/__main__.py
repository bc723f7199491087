"""`python -m levelup_cli.reader`: read the files named on standard input, write buffers to stdout.

The request is one JSON object, `{"files": [[path, name, kind], …]}`. The last message is
`{"done": true}`, or `{"refused": path, "why": …}`.
"""

import json
import sys

from levelup_cli.machine import limit_reader
from levelup_cli.reader.stream import write_message


def main() -> None:
    """Read each file in turn; the first that is refused ends it."""
    request = json.loads(sys.stdin.buffer.read())
    out = sys.stdout.buffer
    limit_reader()
    sheets = 0
    for path, name, kind in request["files"]:
        write_message(out, {"file": path})
        try:
            if kind == "workbook":
                from levelup_cli.reader.workbook import send_workbook  # its reader is native code

                sheets = send_workbook(out, path, sheets)
            else:
                from levelup_cli.reader.text import send_text

                sheets = send_text(out, path, name, sheets)
        except (ValueError, OSError, MemoryError) as error:
            why = (
                "it needs more memory than is allowed" if isinstance(error, MemoryError) else error
            )
            write_message(out, {"refused": path, "why": str(why)})
            return
    write_message(out, {"done": True})


main()
