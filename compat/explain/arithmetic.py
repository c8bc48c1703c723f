"""Counts arithmetic: sums, products, quotients, comparisons of floats (1 each), and function calls.

Entries of the elementwise table are counted by their C expression, library calls by the Op's `flops`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..graph.variable import Apply
from ..ops.elementwise.elemwise import Elemwise
from ..ops.reductions.ops import Reduction
from .count import Count, count, product

if TYPE_CHECKING:
    from ..ops.elementwise.elemwise import Elementwise

_SIGN = re.compile(r" [-+*/] ")
_CALLED = re.compile(r"([A-Za-z]\w*)(?:\{f\})?\(")
_FREE = {"fabs"}  # no call in machine code
_NOTHING = {"second", "identity", "real", "conj", "imag"}


def of_entry(entry: Elementwise, dtypes: Sequence[str]) -> tuple[int, int]:
    """Return (arithmetic, calls of functions) of one application; `dtypes` of its inputs and its output."""
    if not any(np.dtype(d).kind in "fc" for d in dtypes) or entry.name in _NOTHING or entry.name.startswith("cast"):
        return 0, 0
    form = entry.c if isinstance(entry.c, str) else entry.c.get("f", entry.c.get(""))
    if form is None:
        return 0, 1
    called = set(_CALLED.findall(form)) - _FREE
    signs = len(_SIGN.findall(form))
    return (signs, len(called)) if called else (max(signs, 1), 0)


def of_call(node: Apply, shapes: Sequence[Any], out_shapes: Sequence[Any]) -> Count | None:
    """Count the arithmetic of a library call; None if its Op does not say."""
    flops = getattr(node.op, "flops", None)
    if flops is None:
        return None
    return count(flops([tuple(map(count, s)) for s in shapes], [tuple(map(count, s)) for s in out_shapes]))


def of_node(node: Apply, shapes: Sequence[Any], out_shapes: Sequence[Any]) -> tuple[Count | None, Count | None]:
    """Return (arithmetic, function calls) of a node that is a kernel; `shapes` of its inputs and outputs."""
    if isinstance(node.op, Elemwise):
        one, calls = of_entry(node.op.scalar_op, [v.type.dtype for v in (*node.inputs, *node.outputs)])
        size = product(out_shapes[0])
        return size * one, size * calls
    if isinstance(node.op, Reduction):
        is_float = np.dtype(node.inputs[0].type.dtype).kind in "fc"
        return product(shapes[0]) * int(is_float), count(0)
    if not hasattr(node.op, "compat_c_opaque") and any(
        hasattr(node.op, name) for name in ("compat_c_view", "compat_c_value", "compat_c_guards")
    ):
        return count(0), count(0)
    return of_call(node, shapes, out_shapes), count(0)
