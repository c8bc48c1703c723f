# Written by `python -m tools.stubs`.
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.ops.control.gradient_marks import grad_undefined as grad_undefined
from theano_compat.ops.networks.blocksparse import SparseBlockGemv as SparseBlockGemv
from theano_compat.ops.networks.blocksparse import SparseBlockOuter as SparseBlockOuter
from theano_compat.ops.networks.blocksparse import sparse_block_dot as sparse_block_dot
from typing import Any
import theano as theano
sparse_block_gemv: Any
"""An instance of `SparseBlockGemv`: The products o[e, j] + sum over i of h[e, i] W[inputIdx[e, i], outputIdx[e, j]]."""
sparse_block_gemv_inplace: Any
"""An instance of `SparseBlockGemv`: The products o[e, j] + sum over i of h[e, i] W[inputIdx[e, i], outputIdx[e, j]]."""
sparse_block_outer: Any
sparse_block_outer_inplace: Any
