# Written by `python -m tools.stubs`.
from theano.sandbox.blocksparse import sparse_block_gemv as sparse_block_gemv
from theano.sandbox.blocksparse import sparse_block_gemv_inplace as sparse_block_gemv_inplace
from theano.sandbox.blocksparse import sparse_block_outer as sparse_block_outer
from theano.sandbox.blocksparse import sparse_block_outer_inplace as sparse_block_outer_inplace
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.ops.control.gradient_marks import grad_undefined as grad_undefined
from theano_compat.ops.networks.blocksparse import SparseBlockGemv as SparseBlockGemv
from theano_compat.ops.networks.blocksparse import SparseBlockOuter as SparseBlockOuter
from theano_compat.ops.networks.blocksparse import sparse_block_dot as sparse_block_dot
import theano as theano
