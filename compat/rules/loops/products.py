"""Matrix products that need not be computed step by step: one product over all steps is faster than many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...graph.traversal import applies
from ...graph.variable import Apply, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.subtensor import Subtensor
from ...ops.indexing.subtensor_index import Slice
from ...ops.linear_algebra.blas import Dot, dot
from ...ops.scan.assemble import assemble, parts
from ...ops.scan.building_blocks import is_zeros, with_pattern_of
from ...ops.scan.layout import Results, flat_results
from ...ops.shapes.shape import DimShuffle
from ...ops.tensor_variable import Tensor
from .rows import Lifted, together

if TYPE_CHECKING:
    from ..uses import Uses


def sums_of_products_outside(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """Replace a total of dot(a, b) over steps, read only at the end, by one product after the loop.

    a is (m, k), b is (k, n): the sum over steps is a product over steps and k. What the step computes is stacked; thus
    the gradient with respect to the weights of a recurrent network is one product.
    """
    _, inner, _, results = parts(node)
    # rows that are not computed are zero, and 0 times a value that is not finite is NaN
    if node.op.layout.until or node.op.layout.window:
        return None
    for k, (v, y) in enumerate(zip(inner.carried, results.carried, strict=True)):
        product = _added_product(v, y)
        if product is not None and not _read_elsewhere(v, y, results):
            return _sum_after(node, k, product)
    return None


def _sum_after(node: Apply, k: int, product: Apply) -> dict[Variable, Variable] | None:
    """Return the loop without its total `k`, to which each step adds `product`, and the total as one product."""
    outer, inner, taps, results = parts(node)
    lifted = Lifted(node, outer, inner)
    left, right = (_transposed(x) for x in product.inputs)
    bases = [x.owner.inputs[0] if _transposed(x) else x for x in product.inputs]  # type: ignore[union-attr]
    rows = [lifted.of(base) for base in bases]
    # computed inside, as there are no rows outside
    stacked = [base for base, whole in zip(bases, rows, strict=True) if whole is None]
    new = assemble(
        node,
        outer._replace(carried=outer.carried[:k] + outer.carried[k + 1 :]),
        inner._replace(carried=inner.carried[:k] + inner.carried[k + 1 :]),
        taps,
        results._replace(stacked=[*results.stacked, *stacked], carried=results.carried[:k] + results.carried[k + 1 :]),
    )
    found, outs = new.op.layout.results(new.outputs), node.op.layout.results(node.outputs)
    more = found.stacked[len(results.stacked) :]
    forwards = [None if whole is None else _forwards(whole) for whole in rows]
    if len(stacked) == 1 and any(f is not None for f in forwards):
        # the sum has no order, so the computed rows are reversed rather than the given ones
        rows, more = forwards, [s[::-1] for s in more]
    a, b = (more.pop(0) if whole is None else whole for whole in rows)
    total = with_pattern_of(dot(_columns(a, left).T, _columns(b, not right)), outs.carried[k])
    final = total if is_zeros(outer.carried[k]) else outer.carried[k] + total
    if final.type != outs.carried[k].type:
        return None
    pairs = dict(zip(outs.states, found.states, strict=True))
    pairs.update(zip(outs.stacked, found.stacked, strict=False))
    pairs.update(zip(outs.carried[:k] + outs.carried[k + 1 :], found.carried, strict=True))
    pairs[outs.carried[k]] = final
    return pairs


def _forwards(rows: Variable) -> Any:
    """Return x if `rows` is x[::-1]."""
    if (
        rows.owner is None
        or not isinstance(rows.owner.op, Subtensor)
        or rows.owner.op.entries != (Slice(None, None, -1),)
    ):
        return None
    return rows.owner.inputs[0]


def _columns(rows: Tensor, transposed: bool) -> Any:
    """Return all steps of a matrix, as (steps k, m). transposed: a row in memory already is a row of k."""
    return together(rows if transposed else rows.dimshuffle(0, 2, 1))


def _transposed(x: Variable) -> bool:
    return x.owner is not None and isinstance(x.owner.op, DimShuffle) and x.owner.op.new_order == (1, 0)


def _added_product(v: Variable, y: Variable) -> Apply | None:
    """Return the matrix product that `y` adds to `v`."""
    if (
        y.owner is None
        or not isinstance(y.owner.op, Elemwise)
        or y.owner.op.scalar_op.name != "add"
        or len(y.owner.inputs) != 2
        or v not in y.owner.inputs
    ):
        return None
    other = y.owner.inputs[1 if y.owner.inputs[0] is v else 0]
    if other is v or other.owner is None or not isinstance(other.owner.op, Dot) or other.type != v.type:
        return None
    return other.owner if all(i.type.ndim == 2 and i.type.dtype == v.type.dtype for i in other.owner.inputs) else None


def _read_elsewhere(v: Variable, y: Variable, results: Results) -> bool:
    others = list(flat_results(results))
    others.remove(y)
    if any(o is y or o is v for o in others):
        return True
    readers = [n for n in applies(flat_results(results)) if any(i is v for i in n.inputs)]
    later = [n for n in applies(flat_results(results)) if any(i is y for i in n.inputs)]
    return len(readers) != 1 or readers[0] is not y.owner or bool(later)
