"""What NumPy computes with the same bits on every machine: all that is done beforehand where `config.reproducible`."""

from __future__ import annotations

from ..graph.variable import Apply
from ..ops.reductions.segments import GroupLayout, InGroups
from .match import entry_of


def is_exact(node: Apply) -> bool:
    """Return whether results of `node` have the same bits by NumPy on every machine.

    So it is where integers or truth values are computed, where numbers are moved, and in real elementwise arithmetic
    without functions of libm: each of its results is rounded once. NumPy adds up in an order that depends on the
    processor, and multiplies complex numbers by fused operations where there are any.
    """
    kinds = {v.type.compat_numpy_dtype.kind for v in node.outputs}  # type: ignore[attr-defined]
    entry = entry_of(node.outputs[0])
    if entry is not None:
        return "c" not in kinds and not (entry.c_includes or "{f}" in str(entry.c))
    return kinds <= set("biu") or hasattr(node.op, "compat_c_view") or isinstance(node.op, GroupLayout | InGroups)
