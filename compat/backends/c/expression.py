"""An entry of the elementwise table as a C expression of its operands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from string import Formatter, ascii_letters, digits

from ...ops.elementwise.elemwise import Elementwise
from .ctype import ctype, kind, suffix
from .errors import CannotCompile
from .ir.expressions import Code, Expr
from .support_functions.libm import ONE, TWO
from .support_functions.text import with_calls
from .support_functions.vector import CALLS
from .target import current


def entry_expression(
    entry: Elementwise, operands: Sequence[str], dtypes: Sequence[str], result: str, in_vectors: bool = False
) -> str:
    """Return the C expression of `entry`; operands are texts of the compute dtypes.

    in_vectors: the loop around runs in vectors. CannotCompile if the entry has no form.
    """
    compute = dtypes[-1] if entry.compute == "own" else dtypes[0]
    names = dict(zip("xyzw", operands, strict=False))
    return entry_form(entry, dtypes, in_vectors).format(**names, t=ctype(compute), f=suffix(compute), r=ctype(result))


def operands_read(entry: Elementwise, dtypes: Sequence[str]) -> set[int]:
    """Return positions of the operands that the C of `entry` reads: isnan of an integer, which is 0, reads none."""
    return {
        "xyzw".index(name) for _, name, _, _ in Formatter().parse(entry_form(entry, dtypes)) if name and name in "xyzw"
    }


def entry_raises(entry: Elementwise, operands: Sequence[Expr], dtypes: Sequence[str]) -> Expr | None:
    """Return the condition under which integers raise (division by zero)."""
    condition = getattr(entry, "c_raises", None)
    if condition is None or kind(dtypes[0]) not in "biu":
        return None
    return filled(condition, dict(zip("xyzw", operands, strict=False)))


def filled(template: str, operands: Mapping[str, Expr]) -> Code:
    """Return a piece of C whose operands stand in `template` by name."""
    text, parts = "", []
    for before, name, _, _ in Formatter().parse(template):
        text += before.replace("{", "{{").replace("}", "}}")
        if name is not None:
            text += "{}"
            parts.append(operands[name])
    return Code(text, tuple(parts))


def entry_form(entry: Elementwise, dtypes: Sequence[str], in_vectors: bool = False) -> str:
    """Return the C of `entry` from the table, for operands of these dtypes; raise CannotCompile if it has none."""
    dtype = dtypes[-1] if entry.compute == "own" else dtypes[0]
    if in_vectors and current().own_in_vectors:
        return with_calls(_form(entry, dtype), CALLS)
    if in_vectors and (other := entry.c_in_vectors.get(dtype, entry.c_in_vectors.get(kind(dtype)))) is not None:
        return other
    return _form(entry, dtype)


def _form(entry: Elementwise, dtype: str) -> str:
    form = entry.c
    if isinstance(form, str):
        return form
    found = form.get(dtype, form.get(kind(dtype), form.get("")))
    if found is None:
        raise CannotCompile(f"{entry.name} has no C form for operands of kind {kind(dtype)!r}")
    return found


def needs(entry: Elementwise, dtypes: Sequence[str], in_vectors: bool) -> list[str]:
    """Return the functions, of ours and of SciPy, that the C of `entry` calls for operands of these dtypes."""
    form = entry_form(entry, dtypes, in_vectors)
    return [name for name in entry.c_includes if f"{name}(" in form or f"{name}{{f}}(" in form]


@cache
def calls_vector_function(entry: Elementwise) -> bool:
    """Return whether a form of `entry` calls a libm function that has a vector form: its name stands before {f}."""
    forms = [entry.c] if isinstance(entry.c, str) else entry.c.values()
    called = {
        before[len(before.rstrip(ascii_letters + digits + "_")) :]
        for form in forms
        for before, name, _, _ in Formatter().parse(form)
        if name == "f"
    }
    return not called.isdisjoint((*ONE, *TWO))
