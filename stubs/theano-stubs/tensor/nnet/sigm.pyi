# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano import printing as printing
from theano import scalar as scalar
from theano.tensor import basic as _tensor
from theano.tensor import elemwise as elemwise
from theano.tensor import opt as opt
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.ops.elementwise.activations import hard_sigmoid as hard_sigmoid
from theano_compat.ops.known_values import NotScalarConstantError as NotScalarConstantError
from theano_compat.theano_api.gof.opt import copy_stack_trace as copy_stack_trace
from theano_compat.theano_api.optimizing.patterns import PatternSub as PatternSub
from theano_compat.theano_api.tensor.nnet.sigm_products import compute_mul as compute_mul
from theano_compat.theano_api.tensor.nnet.sigm_products import is_1pexp as is_1pexp
from theano_compat.theano_api.tensor.nnet.sigm_products import parse_mul_tree as parse_mul_tree
from theano_compat.theano_api.tensor.nnet.sigm_products import perform_sigm_times_exp as perform_sigm_times_exp
from theano_compat.theano_api.tensor.nnet.sigm_products import simplify_mul as simplify_mul
from theano_compat.theano_api.tensor.type import values_eq_approx_remove_inf as values_eq_approx_remove_inf
from typing import Any
import theano as theano
ScalarSigmoid: Any
"""Elementwise: 1 / (1 + exp(-x))."""
ScalarSoftplus: Any
"""Elementwise: log(1 + exp(x)), exact for large |x|."""
UltraFastScalarSigmoid: Any
"""Elementwise: sigmoid in three pieces, off by up to 0.02; it has no gradient of its own."""
config: Any
pprint: Any
register_local_1msigmoid: Any
scalar_sigmoid: Any
"""Elementwise: 1 / (1 + exp(-x))."""
scalar_softplus: Any
"""Elementwise: log(1 + exp(x)), exact for large |x|."""
sigmoid: Any
"""Elementwise: 1 / (1 + exp(-x))."""
sigmoid_inplace: Any
"""Elementwise: 1 / (1 + exp(-x))."""
softplus: Any
"""Elementwise: log(1 + exp(x)), exact for large |x|."""
tensor = _tensor
ultra_fast_sigmoid: Any
"""Elementwise: sigmoid in three pieces, off by up to 0.02; it has no gradient of its own."""
ultra_fast_sigmoid_inplace: Any
"""Elementwise: sigmoid in three pieces, off by up to 0.02; it has no gradient of its own."""
