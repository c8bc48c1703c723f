"""Products with selected blocks of a large matrix. Source of the names: theano.tensor.nnet.blocksparse.

W holds blocks (blocks in, blocks out, size in, size out); indices select the blocks that each example uses.
"""

from __future__ import annotations

from typing import Any

from ....graph.variable import Variable
from ....ops.indexing.writing import inc_subtensor
from ....ops.reductions.functions import sum as sum_over
from ....ops.scan.composed import Composed
from ....ops.shapes.shape import patternbroadcast
from ....ops.tensor_op import as_tensor
from ....ops.tensor_variable import Tensor


def _indices(*values: Variable) -> list[Any]:
    found = [as_tensor(v) for v in values]
    for v in found:
        if v.type.ndim != 2:
            raise TypeError(f"The indices `{v}` must be 2-d tensors of integers, got {v.type}.")
    return found


def _blocks(rows: Tensor, columns: Tensor) -> tuple[Any, Any]:
    """Return the index that selects block (rows[e, i], columns[e, j]) for every example e."""
    return rows.dimshuffle(0, 1, "x"), columns.dimshuffle(0, "x", 1)


class SparseBlockGemv(Composed):
    """The products o[e, j] + sum over i of h[e, i] W[inputIdx[e, i], outputIdx[e, j]].

    Inputs: o (examples, out, size out), W (blocks in, blocks out, size in, size out), h (examples, in, size in),
    inputIdx (examples, in), outputIdx (examples, out). Use it as `theano.tensor.nnet.blocksparse.sparse_block_gemv`.

    inplace: changes no value.
    """

    def __init__(self, inplace: bool = False) -> None:
        self.inplace = inplace

    def convert(self, o: Any, W: Any, h: Any, inputIdx: Any, outputIdx: Any) -> list[Any]:  # type: ignore[override]
        o, W, h = as_tensor(o), as_tensor(W), as_tensor(h)
        for v, ndim, name in ((o, 3, "o"), (W, 4, "W"), (h, 3, "h")):
            if v.type.ndim != ndim:
                raise TypeError(f"The {name} must be a {ndim}D tensor, got {v.type}.")
        return [o, W, h, *_indices(inputIdx, outputIdx)]

    def compose(self, o: Tensor, W: Tensor, h: Tensor, inputIdx: Tensor, outputIdx: Tensor) -> list[Any]:
        picked = W[_blocks(inputIdx, outputIdx)]  # (examples, in, out, size in, size out)
        total = o + sum_over(h.dimshuffle(0, 1, "x", 2, "x") * picked, axis=(1, 3))
        return [patternbroadcast(total.astype(o.type.dtype), o.type.broadcastable)]


class SparseBlockOuter(Composed):
    """The blocks o with alpha x[e, i] y[e, j]ᵀ added to block (xIdx[e, i], yIdx[e, j]), for all examples e.

    Inputs: o (blocks x, blocks y, size x, size y), x (examples, in, size x), y (examples, out, size y), xIdx
    (examples, in), yIdx (examples, out), alpha, a scalar, 1 by default. Use it as
    `theano.tensor.nnet.blocksparse.sparse_block_outer`.

    inplace: changes no value.
    """

    def __init__(self, inplace: bool = False) -> None:
        self.inplace = inplace

    def convert(self, o: Any, x: Any, y: Any, xIdx: Any, yIdx: Any, alpha: Any = None) -> list[Any]:  # type: ignore[override]
        o, x, y = as_tensor(o), as_tensor(x), as_tensor(y)
        return [o, x, y, *_indices(xIdx, yIdx), as_tensor(1.0 if alpha is None else alpha)]

    def compose(self, o: Tensor, x: Tensor, y: Tensor, xIdx: Tensor, yIdx: Tensor, alpha: Tensor) -> list[Any]:
        products = alpha * x.dimshuffle(0, 1, "x", 2, "x") * y.dimshuffle(0, "x", 1, "x", 2)
        return [inc_subtensor(o[_blocks(xIdx, yIdx)], products.astype(o.type.dtype))]


def sparse_block_dot(W: Any, h: Any, inputIdx: Any, b: Any, outputIdx: Any) -> Any:
    """Return b[outputIdx] plus the products of h with the blocks of W that the indices select.

    h (examples, in, size in), or (in, size in) for one example.

    W: blocks (blocks in, blocks out, size in, size out). h: of shape (examples, in, size in), or (in, size in) for one
    example. inputIdx: the block of each row of h, (examples, in) or (in,). b: (blocks out, size out). outputIdx: the
    blocks wanted, (examples, out) or (out,).
    """
    W, h, b = as_tensor(W), as_tensor(h), as_tensor(b)
    inputIdx, outputIdx = as_tensor(inputIdx), as_tensor(outputIdx)
    assert inputIdx.ndim == h.ndim - 1 and outputIdx.ndim == inputIdx.ndim, "an index for each row of h"
    if h.ndim == 2:
        h, inputIdx, outputIdx = h.dimshuffle("x", 0, 1), inputIdx.dimshuffle("x", 0), outputIdx.dimshuffle("x", 0)
    return SparseBlockGemv()(b.take(outputIdx, axis=0), W, h, inputIdx, outputIdx)


sparse_block_gemv, sparse_block_outer = SparseBlockGemv(), SparseBlockOuter()
sparse_block_gemv_inplace, sparse_block_outer_inplace = SparseBlockGemv(inplace=True), SparseBlockOuter(inplace=True)
