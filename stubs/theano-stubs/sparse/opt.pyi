# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano import scalar as scalar
from theano import tensor as tensor
from theano.sparse import CSC as CSC
from theano.sparse import CSR as CSR
from theano.sparse import basic as _sparse
from theano.sparse import csm_properties as csm_properties
from theano.sparse import usmm as usmm
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.op import Op as __NoPythonCOp
from theano_compat.graph.variable import Apply as Apply
from theano_compat.old.theano.optimizing.optimizers import TopoOptimizer as TopoOptimizer
from theano_compat.old.theano.optimizing.patterns import PatternSub as PatternSub
from theano_compat.ops.sparse.arithmetic import AddSD as _AddSD_ccode
from theano_compat.ops.sparse.arithmetic import MulSD as _MulSDCSC
from theano_compat.ops.sparse.arithmetic import MulSD as _MulSDCSR
from theano_compat.ops.sparse.arithmetic import MulSV as _MulSVCSR
from theano_compat.ops.sparse.arithmetic import StructuredAddSV as _StructuredAddSVCSR
from theano_compat.ops.sparse.compressed_arrays import CSMGrad as _CSMGradC
from theano_compat.ops.sparse.compressed_arrays import CSMGrad as _csm_grad
from theano_compat.ops.sparse.op import is_sparse_variable as __is_sparse_variable
from theano_compat.ops.sparse.products import SamplingDot as _SamplingDotCSR
from theano_compat.ops.sparse.products import StructuredDot as _StructuredDotCSC
from theano_compat.ops.sparse.products import StructuredDot as _StructuredDotCSR
from theano_compat.ops.sparse.products import Usmm as _UsmmCscDense
from theano_compat.theano_api.sparse.basic import _is_dense as _is_dense
from theano_compat.theano_api.sparse.basic import csm_data as csm_data
from theano_compat.theano_api.sparse.basic import csm_indices as csm_indices
from theano_compat.theano_api.sparse.basic import csm_indptr as csm_indptr
from typing import Any
import theano as theano
AddSD_ccode = _AddSD_ccode
COp = _COp
CSMGradC = _CSMGradC
MulSDCSC = _MulSDCSC
MulSDCSR = _MulSDCSR
MulSVCSR = _MulSVCSR
SamplingDotCSR = _SamplingDotCSR
StructuredAddSVCSR = _StructuredAddSVCSR
StructuredDotCSC = _StructuredDotCSC
StructuredDotCSR = _StructuredDotCSR
UsmmCscDense = _UsmmCscDense
_NoPythonCOp = __NoPythonCOp
_is_sparse_variable = __is_sparse_variable
csm_grad = _csm_grad
register_canonicalize: Any
"""Let a local optimizer run with our rules of the list 'canonicalise', in all functions from now on."""
register_specialize: Any
"""Let a local optimizer run with our rules of the list 'specialise', in all functions from now on."""
sparse = _sparse
