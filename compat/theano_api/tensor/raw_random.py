"""Draws from a random state. Source of the names: theano.tensor.raw_random."""

from __future__ import annotations

from ... import theano_api as theano  # `from theano.tensor.raw_random import *` gave this name too
from ...importing.module_getattr import absent_from
from ...ops.random.draws import (
    binomial,
    choice,
    multinomial,
    normal,
    permutation,
    poisson,
    random_integers,
    uniform,
)
from ...ops.random.draws import infer_ndim_bcast as _infer_ndim_bcast
from ...ops.random.function import RandomFunction
from ...ops.random.row_by_row import choice_helper, multinomial_helper, permutation_helper, random_integers_helper
from ...ops.random.streams import RandomStreamsBase
from ...ops.random_state import RandomStateType, random_state_type

__all__ = [
    "RandomFunction",
    "RandomStateType",
    "RandomStreamsBase",
    "binomial",
    "choice",
    "choice_helper",
    "multinomial",
    "multinomial_helper",
    "normal",
    "permutation",
    "permutation_helper",
    "poisson",
    "random_integers",
    "random_integers_helper",
    "random_state_type",
    "theano",
    "uniform",
]
_private = (_infer_ndim_bcast,)  # users' own distributions call it
__getattr__ = absent_from(__name__)
