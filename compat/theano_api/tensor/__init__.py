"""`theano.tensor`: types, variables, functions. Every name of legacy's that we serve, under its old name.

Submodules that Theano loaded with the package (`nnet`, `extra_ops`, ...) load when first used.
"""

from __future__ import annotations

from importlib import import_module as _import_module
from typing import Any as _Any

from compat.differentiate import Lop, Rop, grad
from compat.names_not_here import absent_from, names_of
from compat.ops.tensor_variable import TensorOperators as _tensor_py_operators
from compat.theano_api.tensor import basic as _basic
from compat.theano_api.tensor.sort import argsort, argtopk, sort, topk, topk_and_argtopk
from compat.theano_api.tensor.subtensor import *  # noqa: F403
from compat.theano_api.tensor.subtensor import __all__ as _subtensor

_LATER = names_of(  # loaded when first used
    basic=" ".join(_basic.LATER),
    extra_ops=(
        "bartlett bincount compress cumprod cumsum diff fill_diagonal fill_diagonal_offset ravel_multi_index repeat "
        "searchsorted squeeze to_one_hot unravel_index"
    ),
    sharedvar="TensorSharedVariable",
    **{
        "theano_compat.ops.indexing.slice_type": "SliceConstant SliceType slicetype",
        "theano_compat.ops.indexing.slice_variables": "MakeSlice as_int_none_variable make_slice none_type_t",
        "theano_compat.ops.load_from_disk": "load",
        "theano_compat.ops.shared": "_shared=shared",
        "theano_compat.theano_api.verify_grad": "numeric_grad verify_grad",
    },
)
globals().update({name: value for name, value in vars(_basic).items() if name in _basic.__all__})
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
    "scal": "theano_compat.theano_api.scalar",
    "theano": "theano_compat",
    "np": "numpy",
    "compile": "theano_compat.theano_api.compile",
    "basic": "theano_compat.theano_api.tensor.basic",
}  # what Theano's own code had imported, `import *` gave too

__all__ = [
    "Lop",
    "Rop",
    "_tensor_py_operators",
    "argsort",
    "argtopk",
    "grad",
    "hessian",
    "jacobian",
    "sort",
    "topk",
    "topk_and_argtopk",
    *dict.fromkeys((*_LATER, *_LEAKED, *_basic.__all__, *_subtensor)),
]
_absent = absent_from(__name__, _LATER)


def __getattr__(name: str) -> _Any:
    return _import_module(_LEAKED[name]) if name in _LEAKED else _absent(name)
