# Written by `python -m tools.stubs`.
from theano_compat.ops.networks.blocksparse import SparseBlockGemv as SparseBlockGemv
from theano_compat.ops.networks.blocksparse import SparseBlockOuter as SparseBlockOuter
from theano_compat.ops.networks.blocksparse import sparse_block_dot as sparse_block_dot
from typing import Any
sparse_block_gemv: Any
"""The products o[e, j] + sum over i of h[e, i] W[inputIdx[e, i], outputIdx[e, j]].

Inputs: o (examples, out, size out), W (blocks in, blocks out, size in, size out), h (examples, in, size in),
inputIdx (examples, in), outputIdx (examples, out). Use it as `theano.tensor.nnet.blocksparse.sparse_block_gemv`.

inplace: changes no value.

Example::

    >>> o, W, h = np.zeros((1, 1, 2)), np.ones((3, 4, 5, 2)), np.ones((1, 2, 5))
    >>> tt.nnet.blocksparse.sparse_block_gemv(o, W, h, [[0, 2]], [[1]]).eval()
    array([[[10., 10.]]])

Source: theano.tensor.nnet.blocksparse.
"""
sparse_block_gemv_inplace: Any
"""The products o[e, j] + sum over i of h[e, i] W[inputIdx[e, i], outputIdx[e, j]].

Inputs: o (examples, out, size out), W (blocks in, blocks out, size in, size out), h (examples, in, size in),
inputIdx (examples, in), outputIdx (examples, out). Use it as `theano.tensor.nnet.blocksparse.sparse_block_gemv`.

inplace: changes no value.

Example::

    >>> o, W, h = np.zeros((1, 1, 2)), np.ones((3, 4, 5, 2)), np.ones((1, 2, 5))
    >>> tt.nnet.blocksparse.sparse_block_gemv(o, W, h, [[0, 2]], [[1]]).eval()
    array([[[10., 10.]]])

Source: theano.tensor.nnet.blocksparse.
"""
sparse_block_outer: Any
"""The blocks o with alpha x[e, i] y[e, j]ᵀ added to block (xIdx[e, i], yIdx[e, j]), for all examples e.

Inputs: o (blocks x, blocks y, size x, size y), x (examples, in, size x), y (examples, out, size y), xIdx
(examples, in), yIdx (examples, out), alpha, a scalar, 1 by default. Use it as
`theano.tensor.nnet.blocksparse.sparse_block_outer`.

inplace: changes no value.

Example::

    >>> o, x, y = np.zeros((1, 2, 2, 2)), np.ones((1, 1, 2)), np.ones((1, 1, 2))
    >>> tt.nnet.blocksparse.sparse_block_outer(o, x, y, [[0]], [[1]]).eval().sum(axis=(2, 3))
    array([[0., 4.]])

Source: theano.tensor.nnet.blocksparse.
"""
sparse_block_outer_inplace: Any
"""The blocks o with alpha x[e, i] y[e, j]ᵀ added to block (xIdx[e, i], yIdx[e, j]), for all examples e.

Inputs: o (blocks x, blocks y, size x, size y), x (examples, in, size x), y (examples, out, size y), xIdx
(examples, in), yIdx (examples, out), alpha, a scalar, 1 by default. Use it as
`theano.tensor.nnet.blocksparse.sparse_block_outer`.

inplace: changes no value.

Example::

    >>> o, x, y = np.zeros((1, 2, 2, 2)), np.ones((1, 1, 2)), np.ones((1, 1, 2))
    >>> tt.nnet.blocksparse.sparse_block_outer(o, x, y, [[0]], [[1]]).eval().sum(axis=(2, 3))
    array([[0., 4.]])

Source: theano.tensor.nnet.blocksparse.
"""
