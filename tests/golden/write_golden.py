"""Write the golden scorecards anew (`make golden`). The difference is reviewed before it lands."""

from pathlib import Path

from levelup_cli import assess, load_catalogue
from levelup_cli.reports.formats import FORMATS, Selection

HERE = Path(__file__).parent
NORTHMOOR = HERE.parent.parent / "examples" / "northmoor.xlsx"
GOLDEN = {
    "northmoor.txt": ("table", Selection()),
    "northmoor_goals_5_6_14.txt": ("table", Selection(goals=(5, 6, 14))),
    "northmoor.csv": ("csv", Selection()),
    "northmoor.json": ("json", Selection()),
}


def render_all() -> dict[str, str]:
    """File -> text, from the workbook of the example."""
    scorecard = assess(NORTHMOOR, load_catalogue())
    return {name: FORMATS[form](scorecard, shown) for name, (form, shown) in GOLDEN.items()}


if __name__ == "__main__":
    for file, text in render_all().items():
        (HERE / file).write_bytes(text.encode("utf-8"))
