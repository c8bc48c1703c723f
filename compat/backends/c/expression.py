"""A row of the elementwise table as a C expression over operand texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compat.backends.c.ctype import ctype, kind, suffix
from compat.backends.c.errors import CannotCompile
from compat.backends.c.scipy_pointers import POINTERS
from compat.backends.c.support import SUPPORT


def row_expression(row: Any, operands: Sequence[str], dtypes: Sequence[str], result: str) -> str:
    """The C expression of `row`; operands are texts of the compute dtypes. CannotCompile if the row has no form."""
    compute = dtypes[-1] if row.compute == "own" else dtypes[0]
    template = _template(row, compute)
    names = dict(zip("xyzw", operands, strict=False))
    return template.format(**names, t=ctype(compute), f=suffix(compute), r=ctype(result))


def raises(row: Any, operands: Sequence[str], dtypes: Sequence[str]) -> str | None:
    """A condition under which integers raise (division by zero), as C text."""
    condition = getattr(row, "c_raises", None)
    if condition is None or kind(dtypes[0]) not in "biu":
        return None
    return condition.format(**dict(zip("xyzw", operands, strict=False)))


def _template(row: Any, dtype: str) -> str:
    form = row.c
    if isinstance(form, str):
        return form
    found = form.get(dtype, form.get(kind(dtype), form.get("")))
    if found is None:
        raise CannotCompile(f"{row.name} has no C form for operands of kind {kind(dtype)!r}")
    return found


def needs(row: Any) -> tuple[list[str], list[str]]:
    """(support functions, SciPy pointers) that the row's expression calls."""
    return [n for n in row.c_includes if n in SUPPORT], [n for n in row.c_includes if n in POINTERS]
