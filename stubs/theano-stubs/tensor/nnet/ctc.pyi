# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano import tensor as _T
from theano import tensor as _tt
from theano.tensor.extra_ops import cpu_contiguous as cpu_contiguous
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.graph.variable import Apply as Apply
from theano_compat.old.theano.tensor.nnet.ctc import ctc as ctc
from theano_compat.old.theano.tensor.nnet.ctc import ctc_available as ctc_available
from theano_compat.ops.control.gradient_marks import grad_undefined as grad_undefined
from theano_compat.ops.external_c_op import ExternalCOp as ExternalCOp
from theano_compat.ops.openmp_op import OpenMPOp as OpenMPOp
from typing import Any
T = _T
register_canonicalize: Any
"""Let a local optimizer run with our rules of the list 'canonicalise', in all functions from now on."""
tt = _tt
