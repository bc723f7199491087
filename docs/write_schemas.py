"""Write the JSON Schemas of results, packs and settings; `--check` says if they are current."""

import json
import sys
from pathlib import Path

from levelup_cli.catalogue import pack_schemas
from levelup_cli.reports.schema import result_schemas
from levelup_cli.settings.model import settings_schema

FOLDER = Path(__file__).parent.parent / "schemas"


def main() -> None:
    stale = []
    results = {f"{name}.schema.json": schema for name, schema in result_schemas().items()}
    results["settings.schema.json"] = settings_schema()
    for name, schema in {**results, **pack_schemas()}.items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        path = FOLDER / name
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.write_text(text, "utf-8", newline="\n")
    if stale and "--check" in sys.argv:
        sys.exit(f"Not current: {', '.join(stale)}. Run `make schemas`.")


if __name__ == "__main__":
    main()
