"""Every finding in other people's packages, reviewed once: `reviewed_findings.csv` holds each with its review.

`python -m tests.fidelity.reviewed` prints findings that nobody reviewed and reviews that no longer apply; with `--add
TEXT` it adds the new ones under that remark.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from tests.fidelity.sources import ARCHIVES, fetched
from theano_migrate import check

TABLE = Path(__file__).with_name("reviewed_findings.csv")
COLUMNS = ("archive", "path", "place", "code", "severity", "name", "review")
# Of PyMC3 itself its examples and notebooks: its own code is what we replace.
PARTS = {"pymc3": ("pymc3/examples", "docs")}

Row = tuple[str, ...]


def found() -> set[Row]:
    rows = set()
    for archive in ARCHIVES:
        root = fetched(archive)
        for one in check.run([str(root / part) for part in PARTS.get(archive.name, (".",))]).findings:
            place = f"{one.line}:{one.column}" if one.cell is None else f"cell {one.cell}:{one.line}:{one.column}"
            path = Path(one.path).resolve().relative_to(root.resolve()).as_posix()
            rows.add((archive.folder, path, place, one.code, one.severity, one.name))
    return rows


def reviewed() -> dict[Row, str]:
    if not TABLE.exists():
        return {}
    with TABLE.open(newline="", encoding="utf-8") as file:
        return {tuple(row[column] for column in COLUMNS[:-1]): row["review"] for row in csv.DictReader(file)}


def changes() -> tuple[list[Row], list[Row]]:
    """(findings that nobody reviewed, reviews of what is not found any more)"""
    now, known = found(), reviewed()
    return sorted(now - set(known)), sorted(set(known) - now)


def main(arguments: list[str]) -> int:
    new, gone = changes()
    for row in new:
        print("not reviewed:", *row)
    for row in gone:
        print("not found any more:", *row)
    if arguments[:1] == ["--add"]:
        known = {row: text for row, text in reviewed().items() if row not in gone}
        known |= dict.fromkeys(new, arguments[1])
        with TABLE.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows((*row, known[row]) for row in sorted(known))
    wrong = [row for row, text in reviewed().items() if text.startswith("false")]
    print(f"{len(reviewed())} findings reviewed, {len(wrong)} of them false")
    return int(bool(new or gone))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
