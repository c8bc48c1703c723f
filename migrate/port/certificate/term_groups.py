"""What terms mean that differ while their sum does not: the same posterior, but not the same model in all respects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .report import TERMS, Row
from .verdicts import CONSTANT, DIFFERS, EQUAL, NEAR, ONE_SIDE

OTHER = (DIFFERS, CONSTANT, ONE_SIDE)


def regrouped(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, with a verdict on terms that are divided otherwise than in the old model.

    If the total agrees: potentials, which nothing reads one by one, are equal; a prior that is partly a potential has
    the same posterior and other prior draws (`near`); an observed variable has predictive draws and a pointwise log
    likelihood under its name, so it differs.
    """
    [total] = [row for row in rows if row.kind == "total"]
    divided = [row for row in rows if row.kind in TERMS and row.status in OTHER]
    if total.status != EQUAL or len(divided) < 2:
        return list(rows)
    kinds = {row.kind for row in divided}
    named = ", ".join(dict.fromkeys(row.name for row in divided))
    return [_judged(row, kinds, named) if any(row is one for one in divided) else row for row in rows]


def _judged(row: Row, kinds: set[str], named: str) -> Row:
    sum_is_same = f"the sum of {named} is the same"
    if kinds == {"potential"}:
        return replace(row, status=EQUAL, largest=0.0, constant=0.0, note=f"(divided otherwise: {sum_is_same})")
    if row.kind == "observed" and row.status != CONSTANT:
        what = "there is no such observed variable" if row.status == ONE_SIDE else _values(row)
        note = f"{what}; {sum_is_same}, but not predictive draws and the pointwise log likelihood (loo) by its name"
        return replace(row, note=note)
    if row.kind == "observed":
        return row
    return replace(row, status=NEAR, note=f"another term, but {sum_is_same}: the same posterior, other prior draws")


def _values(row: Row) -> str:
    return f"differs: old {row.old:.6g}, new {row.new:.6g}" if row.old is not None and row.new is not None else DIFFERS
