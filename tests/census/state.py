"""What the coverage table says of a row, and whether a test still exists."""

from __future__ import annotations

import ast
import functools
import tomllib
import warnings
from pathlib import Path

from tests.census.rows import Row, census

ROOT = Path(__file__).resolve().parents[2]


@functools.cache
def coverage() -> dict[str, dict]:
    return tomllib.loads((ROOT / "compat" / "coverage.toml").read_text(encoding="utf-8"))


def supported(row: Row) -> bool:
    """Whether the coverage table has the name (of a class's method: the class; of a flag: its group of flags).

    Names that only releases older than the table's had are looked up in the shim itself.
    """
    if row.kind == "method":
        from tests.census.targets import targets

        return bool(targets()[row.label])
    name = row.of.replace("()", "") if row.kind == "keyword" else row.name
    if name.startswith("<"):
        return True
    table = coverage()
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        module = ".".join(parts[:cut])
        if module in table:
            listed = table[module].get("supported", ())
            if not parts[cut:] or parts[cut] in listed:
                return True
            break
    from tests.census.receivers import path_of

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return path_of(name) is not None


def modules_of(found: dict[str, str]) -> dict[str, str]:
    """`found`, and the modules of which a name was executed."""
    more = dict(found)
    for row in census().values():
        if row.kind == "name" and row.name not in found:
            below = [test for label, test in found.items() if label.startswith(row.name + ".") and "(" not in label]
            if below:
                more[row.name] = below[0]
    return more


@functools.cache
def tests_in(file: str) -> frozenset[str]:
    path = ROOT / file
    if not path.exists():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def of(test: str) -> bool:
    """Whether there is a test of this id."""
    file, *_, name = test.split("::")
    return name in tests_in(file)
