"""Print each figure beside its limit and its goal, from every bench_*.py here.

PYTHONPATH=tests python tests/benchmarks/run.py [NAME …]    # bench_NAME.py alone
"""

import importlib
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.rows import Row

HERE = Path(__file__).parent
HEADER = ("#", "what", "figure", "limit", "goal", "", "note")


def benches(names: Sequence[str]) -> list[str]:
    """The bench modules here, or those that were asked for."""
    found = sorted(path.stem for path in HERE.glob("bench_*.py"))
    return [name for name in found if not names or name.removeprefix("bench_") in names]


def verdict(row: Row) -> str:
    """One word for a promise that was kept or not."""
    if not row.figure:
        return "left out"
    return {True: "met", False: "MISSED", None: ""}[row.met]


def table(rows: Sequence[Row]) -> str:
    """Aligned columns, by number."""
    cells = [HEADER] + [
        (str(row.number), row.what, row.figure, row.limit, row.goal, verdict(row), row.note)
        for row in sorted(rows, key=lambda row: row.number)
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def main() -> None:
    """Measure, printing what is under way to standard error."""
    rows: list[Row] = []
    for name in benches(sys.argv[1:]):
        print(f"{name} …", file=sys.stderr)
        rows += importlib.import_module(f"benchmarks.{name}").rows()
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    print(table(rows))


if __name__ == "__main__":
    main()
