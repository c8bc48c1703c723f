# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano import tensor as tensor
from theano.ifelse import optdb as optdb
from theano.tensor import opt as opt
from theano_compat.ops.random.draws import binomial as binomial
from theano_compat.ops.random.draws import choice as choice
from theano_compat.ops.random.draws import infer_ndim_bcast as __infer_ndim_bcast
from theano_compat.ops.random.draws import multinomial as multinomial
from theano_compat.ops.random.draws import normal as normal
from theano_compat.ops.random.draws import permutation as permutation
from theano_compat.ops.random.draws import poisson as poisson
from theano_compat.ops.random.draws import random_integers as random_integers
from theano_compat.ops.random.draws import uniform as uniform
from theano_compat.ops.random.function import RandomFunction as RandomFunction
from theano_compat.ops.random.row_by_row import choice_helper as choice_helper
from theano_compat.ops.random.row_by_row import multinomial_helper as multinomial_helper
from theano_compat.ops.random.row_by_row import permutation_helper as permutation_helper
from theano_compat.ops.random.row_by_row import random_integers_helper as random_integers_helper
from theano_compat.ops.random.state import RandomStateType as RandomStateType
from theano_compat.ops.random.streams import RandomStreamsBase as RandomStreamsBase
from typing import Any
import theano as theano
_infer_ndim_bcast = __infer_ndim_bcast
random_state_type: Any
"""The type of `numpy.random.RandomState`. Two states are equal if they will draw the same numbers.

Its only instance is `theano.tensor.raw_random.random_state_type`.

Example::

    >>> state = tt.raw_random.random_state_type("state")
    >>> theano.function([state], tt.raw_random.uniform(state, (2,))[1])(np.random.RandomState(1)).round(3)
    array([0.417, 0.72 ])

Source: theano.tensor.raw_random.
"""
