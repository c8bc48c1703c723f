"""Source of the names: theano.tensor.nnet.blocksparse."""

from __future__ import annotations

from ....importing.module_getattr import absent_from
from ....ops.networks.blocksparse import SparseBlockGemv, SparseBlockOuter, sparse_block_dot

sparse_block_gemv, sparse_block_outer = SparseBlockGemv(), SparseBlockOuter()
sparse_block_gemv_inplace, sparse_block_outer_inplace = SparseBlockGemv(inplace=True), SparseBlockOuter(inplace=True)

__all__ = [
    "SparseBlockGemv",
    "SparseBlockOuter",
    "sparse_block_dot",
    "sparse_block_gemv",
    "sparse_block_gemv_inplace",
    "sparse_block_outer",
    "sparse_block_outer_inplace",
]
__getattr__ = absent_from(__name__)
