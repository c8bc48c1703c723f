"""docs/passes.md from what is kept in docs/passes.json."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from theano_compat.compilation.rewriting.passes import Listed, passes

COLLECTIONS = ("fixtures", "posteriordb", "bench", "random", "clients", "gallery")
ROOT = Path(__file__).resolve().parents[2]
STAYS, REMOVED = (Path(__file__).with_name(name) for name in ("kept.csv", "removed.csv"))
KEPT, PAGE = ROOT / "docs" / "passes.json", ROOT / "docs" / "passes.md"
HEAD = """# Rules and passes

All that is done to a log density or a function, by stage, in how many models it fires, and what leaving it out costs.
`make firing` writes this page. Counted are models of the fixtures ({fixtures}), of posteriordb ({posteriordb}), of the
bench ({bench}) and of `make fidelity SUITE=data-tables` ({random}), in whose log density and gradient it changes
something; and clients ({clients}) and notebooks of the gallery ({gallery}) in whose functions it does. "Families":
without variants of one model ({families} in all). "Cost": the time of a gradient without it, over the time with it,
through the compiled pointer, the median and the largest over the families that were measured (usually {measured}).
"needed": others cannot do without it. Rules that are there for digits, for errors or to bring a graph into the form
that others look for cost nothing by themselves.

| stage | rule or pass | in | fixtures | posteriordb | bench | random | clients | gallery | families | cost | largest |
|---|---|---|---|---|---|---|---|---|---|---|---|
"""


def kept() -> dict[str, Any]:
    """Return what was measured, by "collection/model": {"family", "fired": names, "costs": by name}."""
    if not KEPT.exists():
        return {}
    read = json.loads(KEPT.read_text())
    rows: dict[str, Any] = {key: {"family": family, "fired": [], "costs": {}} for key, family in read["models"].items()}
    keys = list(rows)
    for name, places in read["fired"].items():
        for place in places:
            rows[keys[place]]["fired"].append(name)
    for name, costs in read["costs"].items():
        for key, cost in costs.items():
            rows[key]["costs"][name] = cost
    return rows


def keep(rows: Mapping[str, Any]) -> None:
    """Write what was measured: a rule a line, with the places of the models in their list."""
    keys = sorted(rows)
    listed = {one.name for one in passes()}
    names = sorted({name for row in rows.values() for name in row["fired"]} & listed)
    parts = {
        "models": {key: rows[key]["family"] for key in keys},
        "fired": {name: [k for k, key in enumerate(keys) if name in rows[key]["fired"]] for name in names},
        "costs": {name: _costs(rows, keys, name) for name in names},
    }
    KEPT.write_text("{\n" + ",\n".join(_part(word, part) for word, part in parts.items()) + "\n}\n")


def _costs(rows: Mapping[str, Any], keys: Sequence[str], name: str) -> dict[str, float | None]:
    found = {key: rows[key]["costs"][name] for key in keys if name in rows[key]["costs"]}
    return {key: None if cost is None else round(cost, 3) for key, cost in found.items()}


def _part(word: str, part: Mapping[str, Any]) -> str:
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in part.items() if value or word != "costs"]
    return f'"{word}": {{\n' + ",\n".join(lines) + "\n}"


def add(key: str, family: str, fired: Collection[str]) -> None:
    """Keep what fired in a client or in a notebook; nothing where all was found in the cache."""
    if fired:
        keep(kept() | {key: {"family": family, "fired": sorted(fired), "costs": {}}})


def write(measured: int) -> None:
    """Write the page."""
    rows = kept()
    counts = {name: sum(key.startswith(f"{name}/") for key in rows) for name in COLLECTIONS}
    families = len({row["family"] for row in rows.values()})
    lines = [_line(one, rows) for one in passes()]
    page = HEAD.format(measured=measured, families=families, **counts) + "\n".join(lines)
    page += "\n\n## Kept with fewer than three families\n\n" + "\n".join(_table(STAYS))
    PAGE.write_text(page + "\n\n## Removed\n\n" + "\n".join(_table(REMOVED)) + "\n")


def _table(path: Path) -> list[str]:
    """Return a table of what stays, or went, and why."""
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)]


def _line(one: Listed, rows: Mapping[str, Any]) -> str:
    fires = {key: row for key, row in rows.items() if one.name in row["fired"]}
    counts = [sum(key.startswith(f"{collection}/") for key in fires) for collection in COLLECTIONS]
    families = len({row["family"] for row in fires.values()})
    measured = [row["costs"][one.name] for row in fires.values() if one.name in row["costs"]]
    costs = sorted(cost for cost in measured if cost is not None)
    shown = (f"{costs[len(costs) // 2]:.2f}", f"{costs[-1]:.2f}") if costs else ("needed" if measured else "", "")
    cells = [one.stage, f"`{one.name}`", f"`{one.module}`", *counts, families, *shown]
    return "| " + " | ".join(map(str, cells)) + " |"
