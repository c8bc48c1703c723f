"""Parts of loops for gradients, tangents and rules: graphs with fresh inputs, rows, zeros."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph.dtypes import DISCRETE
from ...graph.op import Op
from ...graph.traversal import applies, replace
from ...graph.types import TensorType
from ...graph.variable import Constant, Variable
from ..elementwise.elemwise import Elemwise
from ..indexing.subtensor import IncSubtensor
from ..indexing.subtensor_index import Dynamic, Index, Slice
from ..shapes.join import join
from ..shapes.shape import patternbroadcast, unbroadcast
from ..tensor_variable import Tensor
from .inner_graph import InnerGraph


def fresh_graph(inputs: Sequence[Variable], outputs: Sequence[Variable]) -> InnerGraph:
    """Return a graph with fresh inputs, each of them once."""
    copies: dict[Variable, Variable] = {}
    own = []
    for v in inputs:
        copy = v.type.make_variable(v.name)
        copy.tag.update(v.tag)
        own.append(copy)
        copies.setdefault(v, copy)
    return InnerGraph(own, replace(outputs, copies))


def of_last_row(g: Tensor, depth: int, until: bool) -> Any:
    """Return the gradient of a state's last value if `g`, the gradient of its rows, is zero for all others.

    None otherwise.
    """
    whole, last = part_of_zeros(g), None
    if whole is not None and whole[0] == Index(-1) and not until:
        return whole[1]
    if (
        whole is not None
        and isinstance(whole[0], Slice)
        and whole[0].start == depth
        and whole[0].step in (None, 1)
        and (isinstance(whole[0].stop, Dynamic) if until else whole[0].stop is None)
    ):
        last = part_of_zeros(whole[1])
    return last[1] if last is not None and last[0] == Index(-1) else None


def part_of_zeros(g: Tensor) -> tuple[Any, Any] | None:
    """Return (index of the first dimension, the value added there) if `g` adds one part to zeros."""
    if (
        g.owner is None
        or not isinstance(g.owner.op, IncSubtensor)
        or g.owner.op.set_instead_of_inc
        or len(g.owner.op.entries) != 1
        or not is_zeros(g.owner.inputs[0])
    ):
        return None
    return g.owner.op.entries[0], g.owner.inputs[1]


def is_zeros(x: Any) -> bool:
    """Return whether every element is the constant 0, for any shape."""
    while x.owner is not None:
        if isinstance(x.owner.op, Elemwise) and x.owner.op.scalar_op.name == "second":
            x = x.owner.inputs[1]
        elif type(x.owner.op).__name__ in ("DimShuffle", "Alloc", "Rebroadcast"):
            x = x.owner.inputs[0]
        else:
            return False
    return isinstance(x, Constant) and not x.data.any()


def same_pattern(op: Op, before: Variable, after: Variable) -> None:
    """Raise TypeError if a state's broadcast pattern after a step differs from that before."""
    if before.type.broadcastable != after.type.broadcastable:
        raise TypeError(
            f"The broadcast pattern of the output of {op} ({after.type}) is inconsistent with the one "
            f"provided in `output_info` ({before.type}): `{before}`. This can happen if one of the "
            "dimensions is fixed to 1 in the input, while it is still variable in the output, or "
            "vice-versa. Make them consistent, e.g. using theano.tensor.{patternbroadcast,unbroadcast,"
            "addbroadcast}."
        )


def floats(v: Variable) -> bool:
    """Return whether `v` is a float tensor, which has gradients."""
    return isinstance(v.type, TensorType) and v.type.dtype not in DISCRETE


def one_row(x: Tensor) -> Any:
    """Return `x` as the only row of an initial state."""
    return unbroadcast(x.dimshuffle("x", *range(x.type.ndim)), 0)


def rows_together(rows: Sequence[Any]) -> Any:
    """Return the rows as one array."""
    return one_row(rows[0]) if len(rows) == 1 else join(0, *[one_row(r) for r in rows])


def summed(terms: Sequence[Any]) -> Any:
    """Return the sum of all terms."""
    result = terms[0]
    for t in terms[1:]:
        result = result + t
    return result


def with_pattern_of(x: Variable, like: Variable) -> Any:
    """Return `x` with the broadcast pattern of `like`."""
    if x.type.broadcastable != like.type.broadcastable:
        x = patternbroadcast(x, like.type.broadcastable)
    return x


def typed(g: Any, like: Any) -> Any:
    """Return `g` with the dtype of `like`, if that is a float dtype, and its broadcast pattern."""
    if floats(like) and g.type.dtype != like.type.dtype:
        g = g.astype(like.type.dtype)
    return with_pattern_of(g, like)


def leaf_ids(outputs: Sequence[Any]) -> set[int]:
    """Return the ids of all variables that `outputs` depend on, including themselves."""
    found = {id(v) for v in outputs}
    for node in applies(outputs):
        found.update(map(id, node.inputs))
    return found
