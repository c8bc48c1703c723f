# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano import pp as _pprint
from theano import printing as printing
from theano import scalar as scalar
from theano.tensor import basic as _tensor
from theano.tensor import elemwise as elemwise
from theano.tensor import opt as opt
from theano.tensor.nnet import scalar_sigmoid as scalar_sigmoid
from theano.tensor.nnet import sigmoid as sigmoid
from theano.tensor.nnet import sigmoid_inplace as sigmoid_inplace
from theano.tensor.nnet import softplus as softplus
from theano.tensor.nnet import ultra_fast_sigmoid as ultra_fast_sigmoid
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.old.theano.gof.opt import copy_stack_trace as copy_stack_trace
from theano_compat.old.theano.optimizing.patterns import PatternSub as PatternSub
from theano_compat.old.theano.tensor.nnet.sigm_products import compute_mul as compute_mul
from theano_compat.old.theano.tensor.nnet.sigm_products import is_1pexp as is_1pexp
from theano_compat.old.theano.tensor.nnet.sigm_products import parse_mul_tree as parse_mul_tree
from theano_compat.old.theano.tensor.nnet.sigm_products import perform_sigm_times_exp as perform_sigm_times_exp
from theano_compat.old.theano.tensor.nnet.sigm_products import simplify_mul as simplify_mul
from theano_compat.ops.elementwise.activations import hard_sigmoid as hard_sigmoid
from theano_compat.ops.known_values import NotScalarConstantError as NotScalarConstantError
from theano_compat.theano_api.tensor.type import values_eq_approx_remove_inf as values_eq_approx_remove_inf
from typing import Any
import theano as theano
ScalarSigmoid: Any
"""The class that Theano had for `sigmoid`: 1 / (1 + exp(-x)). A call gives the function.

Example::

    >>> isinstance(theano.tensor.nnet.sigm.scalar_sigmoid, theano.tensor.nnet.sigm.ScalarSigmoid)
    True

Source: theano.tensor.nnet.sigm.
"""
ScalarSoftplus: Any
"""The class that Theano had for `softplus`: log(1 + exp(x)), exact for large |x|. A call gives the function.

Example::

    >>> isinstance(theano.tensor.nnet.sigm.scalar_softplus, theano.tensor.nnet.sigm.ScalarSoftplus)
    True

Source: theano.tensor.nnet.sigm.
"""
UltraFastScalarSigmoid: Any
"""The class that Theano had for `ultra_fast_sigmoid`: sigmoid in three pieces, off by up to 0.02; it has no gradient of its own. A call gives the function.

Example::

    >>> isinstance(theano.tensor.nnet.sigm.ultra_fast_sigmoid.scalar_op, theano.tensor.nnet.sigm.UltraFastScalarSigmoid)
    True

Source: theano.tensor.nnet.sigm.
"""
pprint = _pprint
register_local_1msigmoid: Any
scalar_softplus: Any
"""softplus(x), element by element: log(1 + exp(x)), exact for large |x|.

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.nnet.softplus([-3.0, 3.0]).eval()
    array([0.04858735, 3.04858735])

Source: theano.tensor.nnet.
"""
tensor = _tensor
ultra_fast_sigmoid_inplace: Any
"""ultra_fast_sigmoid(x), element by element: sigmoid in three pieces, off by up to 0.02; it has no gradient of its own.

Integers give floats. It has no gradient.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.nnet.ultra_fast_sigmoid([-4.8, 4.8]).eval()
    array([0.01623701, 0.98376299])

Source: theano.tensor.nnet.
"""
