"""MC552: writes to rows and slices of frames, and to arrays that frames were made of, which the others saw."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names import values
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC552",
    severity="differs",
    title="write to a part of a frame or series, which is a copy since pandas 3",
    why="row = frame.iloc[0], part = frame[:2] and pd.DataFrame(array) shared memory: a write to one was seen in the"
    " other. Since pandas 3 (copy on write) each has its own, and the other keeps its numbers.",
    do="Write to the frame itself: frame.iloc[0, 1] = 5. If it was to stay as it was, write .copy().",
    about=tuple(f"pandas.{name}" for name in "DataFrame Series read_csv read_table read_excel concat merge".split()),
)

BEFORE = """
import numpy as np
import pandas as pd
frame = pd.DataFrame(np.zeros((3, 2)), columns=["a", "b"])
row = frame.iloc[0]
row["a"] = 5.0  # MC552
part = frame[:2]
part.iloc[0, 0] = 7.0  # MC552
own = frame[:2].copy()
own.iloc[0, 0] = 7.0
frame.iloc[0]["a"] = 5.0  # MC552
series = pd.Series([1, 2, 3])
tail = series[1:]
tail[2] += 1  # MC552
array = np.zeros((2, 2))
table = pd.DataFrame(array)
array[0, 0] = 3.0  # MC552
other = np.zeros(2)
other[0] = 3.0
kept = pd.Series(other)
frame.iloc[0, 0] = 1.0
chosen = frame[frame["a"] > 0]
chosen.iloc[0, 0] = 1.0
rows = frame.loc[[0, 1]]
rows.iloc[0, 0] = 1.0
x = row["a"]
"""
DATA = frozenset({values.FRAME, values.SERIES})
BY_PLACE = {"iloc", "loc", "ix"}
HOLDERS = {"pandas.DataFrame", "pandas.Series"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    parts, arrays = _parts(module), _arrays(module)
    writes: list[ast.Assign | ast.AugAssign] = module.of(ast.Assign, ast.AugAssign)  # type: ignore[arg-type]
    for node in writes:
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            if not isinstance(target, ast.Subscript):
                continue
            base = _whole(target.value)
            if _is_part(module, base) or _of(parts, base, node) or _of(arrays, base, node):
                yield Hit(target, "pandas")


def _whole(node: ast.expr) -> ast.expr:
    """Return what is written to: `part` of `part.iloc[0, 0] = 1`."""
    written = isinstance(node, ast.Attribute) and node.attr in (*BY_PLACE, "at", "iat", "values")
    return node.value if written else node  # type: ignore[attr-defined]


def _parts(module: Module) -> dict[str, int]:
    """Map each name that is only ever bound to parts of frames, or to series' slices, to its first line."""
    return _bound(module, lambda value: _is_part(module, value))


def _arrays(module: Module) -> dict[str, int]:
    """Map each array that a frame or a series was made of, without a copy, to the line where it was."""
    found: dict[str, int] = {}
    for call, names in module.named_calls:
        copied = any(word.arg in ("copy", "dtype", None) for word in call.keywords)
        if names and names <= HOLDERS and call.args and not copied and isinstance(call.args[0], ast.Name):
            if module.names_of(call.args[0]) == {values.ARRAY}:
                found.setdefault(call.args[0].id, call.lineno)
    return found


def _bound(module: Module, wanted) -> dict[str, int]:  # type: ignore[no-untyped-def]
    found: dict[str, int] = {}
    others: set[str] = set()
    for node in module.of(ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                if wanted(node.value):
                    found.setdefault(target.id, node.lineno)
                else:
                    others.add(target.id)
    return {name: line for name, line in found.items() if name not in others}


def _of(lines: dict[str, int], base: ast.expr, write: ast.stmt) -> bool:
    return isinstance(base, ast.Name) and lines.get(base.id, write.lineno) < write.lineno


def _is_part(module: Module, node: ast.expr) -> bool:
    """Say whether it is `data[a:b]`, `data.iloc[i]` or `data.loc[a:b]` of a known frame or series."""
    if not isinstance(node, ast.Subscript):
        return False
    if isinstance(node.value, ast.Attribute) and node.value.attr in BY_PLACE:
        named = module.names_of(node.value.value)
        rows = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) and node.slice.elts else node.slice
        view = isinstance(rows, ast.Slice | ast.Constant | ast.Name | ast.UnaryOp) and isinstance(
            node.slice, type(rows)
        )
        return (
            bool(named)
            and named <= {values.FRAME}
            and view
            or (bool(named) and named <= DATA and isinstance(rows, ast.Slice))
        )
    named = module.names_of(node.value)
    return isinstance(node.slice, ast.Slice) and bool(named) and named <= DATA
