# Written by `python -m tools.stubs`.
from theano_compat.distributions.choices import take_along_axis as take_along_axis
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.distributions.formulas import int_x as _intX
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.models.modelling.blocking import ArrayOrdering as ArrayOrdering
from theano_compat.models.modelling.generator import GeneratorAdapter as GeneratorAdapter
from theano_compat.models.modelling.generator import GeneratorOp as GeneratorOp
from theano_compat.models.modelling.generator import generator as generator
from theano_compat.models.modelling.theanof import CallableTensor as CallableTensor
from theano_compat.models.modelling.theanof import cont_inputs as cont_inputs
from theano_compat.models.modelling.theanof import floatX_array as floatX_array
from theano_compat.models.modelling.theanof import gradient as gradient
from theano_compat.models.modelling.theanof import gradient1 as gradient1
from theano_compat.models.modelling.theanof import hessian as hessian
from theano_compat.models.modelling.theanof import hessian_diag as hessian_diag
from theano_compat.models.modelling.theanof import hessian_diag1 as hessian_diag1
from theano_compat.models.modelling.theanof import inputvars as inputvars
from theano_compat.models.modelling.theanof import ix_ as ix_
from theano_compat.models.modelling.theanof import jacobian as jacobian
from theano_compat.models.modelling.theanof import jacobian1 as jacobian1
from theano_compat.models.modelling.theanof import jacobian_diag as jacobian_diag
from theano_compat.models.modelling.theanof import join_nonshared_inputs as join_nonshared_inputs
from theano_compat.models.modelling.theanof import largest_common_dtype as largest_common_dtype
from theano_compat.models.modelling.theanof import make_shared_replacements as make_shared_replacements
from theano_compat.models.modelling.theanof import makeiter as makeiter
from theano_compat.models.modelling.theanof import reshape_t as reshape_t
from theano_compat.models.modelling.theanof import set_theano_conf as set_theano_conf
from theano_compat.models.modelling.theanof import set_tt_rng as set_tt_rng
from theano_compat.models.modelling.theanof import smartfloatX as smartfloatX
from theano_compat.models.modelling.theanof import tt_rng as tt_rng
from theano_compat.models.scalar_identity import IdentityOp as IdentityOp
from theano_compat.models.vartypes import typefilter as typefilter
from theano_compat.old.theano.graph.basic import graph_inputs as graph_inputs
from theano_compat.ops.random.mrg_streams import MRG_RandomStreams as MRG_RandomStreams
from theano_compat.ops.random.mrg_streams import MRG_RandomStreams as _RandomStream
from typing import Any
RandomStream = _RandomStream
change_flags: Any
"""Return a context manager and decorator that sets these values inside and restores the old ones after."""
continuous_types: Any
empty_gradient: Any
"""A symbolic tensor, with the operators and methods of an array: `+`, `x[1:]`, `sum`, `reshape`, `T`, `eval`.

type: a TensorType. owner: the Apply that computes it, or None. index: its position among the outputs of owner.
name: shown in errors and printed graphs.

`shape` is an integer vector, whose elements are known when a function is called.

Example::

    >>> x = tt.dmatrix("x")
    >>> (x[:, 0] + x.sum(axis=1)).eval({x: [[1.0, 2.0], [3.0, 4.0]]})
    array([ 4., 10.])

Source: theano.tensor.var.
"""
floatX = _floatX
identity: Any
"""The identity function of a scalar; `pm.theanof.scalar_identity` is one.

Its result is the argument, and its derivative is 1.

Example::

    >>> tt.Elemwise(pm.theanof.scalar_identity)(np.array([1.0, 2.0])).eval()
    array([1., 2.])

Source: pymc3.theanof.
"""
intX = _intX
int_types: Any
scalar_identity: Any
"""The identity function of a scalar; `pm.theanof.scalar_identity` is one.

Its result is the argument, and its derivative is 1.

Example::

    >>> tt.Elemwise(pm.theanof.scalar_identity)(np.array([1.0, 2.0])).eval()
    array([1., 2.])

Source: pymc3.theanof.
"""
