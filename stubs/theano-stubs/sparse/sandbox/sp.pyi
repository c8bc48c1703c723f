# Written by `python -m tools.stubs`.
from theano.sparse import diag as diag
from theano.sparse import ensure_sorted_indices as ensure_sorted_indices
from theano.sparse import remove0 as remove0
from theano.sparse import square_diagonal as square_diagonal
from theano_compat.graph.op import Op as Op
from theano_compat.old.theano.sparse.sandbox.sp import ConvolutionIndices as ConvolutionIndices
from theano_compat.old.theano.sparse.sandbox.sp import convolve as convolve
from theano_compat.old.theano.sparse.sandbox.sp import max_pool as max_pool
from theano_compat.ops.sparse.conversion import EnsureSortedIndices as EnsureSortedIndices
from theano_compat.ops.sparse.conversion import Remove0 as Remove0
from theano_compat.ops.sparse.conversion import clean as clean
from theano_compat.ops.sparse.reductions import ColScaleCSC as ColScaleCSC
from theano_compat.ops.sparse.reductions import Diag as Diag
from theano_compat.ops.sparse.reductions import RowScaleCSC as RowScaleCSC
from theano_compat.ops.sparse.reductions import SpSum as SpSum
from theano_compat.ops.sparse.reductions import SquareDiagonal as SquareDiagonal
from theano_compat.ops.sparse.reductions import col_scale as col_scale
from theano_compat.ops.sparse.reductions import row_scale as row_scale
from theano_compat.ops.sparse.reductions import sp_sum as sp_sum
from typing import Any
convolution_indices: Any
"""The indices of a sparse matrix that cuts images into patches, one row a patch and value.

`evaluate` and `conv_eval` compute them for shapes that are numbers; the class is no Op to apply.

Example::

    >>> from theano.sparse.sandbox.sp import convolution_indices
    >>> indices, indptr, shape, kind, out_shape = convolution_indices.evaluate((3, 3), (2, 2))
    >>> shape, kind
    ((16, 9), 'csc')

Source: theano.sparse.sandbox.sp.
"""
register_specialize: Any
"""Let a local optimizer run with our rules of the list 'specialise', in all functions from now on."""
