"""`theano.tensor`: types, variables, functions. Every name of legacy's that we serve, under its old name.

Submodules that Theano loaded with the package (`nnet`, `extra_ops`, ...) load when first used.
"""

from __future__ import annotations

from importlib import import_module as _import_module
from typing import Any as _Any

from compat.differentiate import Lop, Rop, grad
from compat.names_not_here import absent_from
from compat.ops.indexing.slice_type import SliceConstant, SliceType, slicetype
from compat.ops.indexing.slice_variables import MakeSlice, as_int_none_variable, make_slice, none_type_t
from compat.ops.load_from_disk import load
from compat.ops.shared import shared as _shared
from compat.ops.tensor_variable import TensorOperators as _tensor_py_operators
from compat.theano_api import scalar as scal
from compat.theano_api.tensor.basic import *  # noqa: F403
from compat.theano_api.tensor.basic import __all__ as _basic
from compat.theano_api.tensor.extra_ops import (
    bartlett,
    bincount,
    compress,
    cumprod,
    cumsum,
    diff,
    fill_diagonal,
    fill_diagonal_offset,
    ravel_multi_index,
    repeat,
    searchsorted,
    squeeze,
    to_one_hot,
    unravel_index,
)
from compat.theano_api.tensor.sharedvar import TensorSharedVariable
from compat.theano_api.tensor.sort import argsort, argtopk, sort, topk, topk_and_argtopk
from compat.theano_api.tensor.subtensor import *  # noqa: F403
from compat.theano_api.tensor.subtensor import __all__ as _subtensor
from compat.theano_api.verify_grad import numeric_grad, verify_grad

var = _import_module(f"{__name__}.var")  # the module of that name, which as a function is the variance


def jacobian(*arguments: _Any, **keywords: _Any) -> _Any:
    """`theano.gradient.jacobian`."""
    from compat.theano_api import gradient  # a module that few programs use

    return gradient.jacobian(*arguments, **keywords)


def hessian(*arguments: _Any, **keywords: _Any) -> _Any:
    """`theano.gradient.hessian`."""
    from compat.theano_api import gradient  # a module that few programs use

    return gradient.hessian(*arguments, **keywords)


_LEAKED = {
    "theano": "theano_compat",
    "np": "numpy",
    "compile": "theano_compat.theano_api.compile",
    "basic": "theano_compat.theano_api.tensor.basic",
}  # what Theano's own code had imported, `import *` gave too

__all__ = [
    "Lop",
    "MakeSlice",
    "Rop",
    "SliceConstant",
    "SliceType",
    "TensorSharedVariable",
    "_shared",
    "_tensor_py_operators",
    "argsort",
    "argtopk",
    "as_int_none_variable",
    "bartlett",
    "bincount",
    "compress",
    "cumprod",
    "cumsum",
    "diff",
    "fill_diagonal",
    "fill_diagonal_offset",
    "grad",
    "hessian",
    "jacobian",
    "load",
    "make_slice",
    "none_type_t",
    "numeric_grad",
    "ravel_multi_index",
    "repeat",
    "scal",
    "searchsorted",
    "slicetype",
    "sort",
    "squeeze",
    "to_one_hot",
    "topk",
    "topk_and_argtopk",
    "unravel_index",
    "verify_grad",
    *_LEAKED,
    *_basic,
    *_subtensor,
]
_absent = absent_from(__name__)


def __getattr__(name: str) -> _Any:
    return _import_module(_LEAKED[name]) if name in _LEAKED else _absent(name)
