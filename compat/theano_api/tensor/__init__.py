"""`theano.tensor`: types, variables and functions under their legacy names.

Submodules that Theano loaded with the package (`nnet`, `extra_ops`, ...) load on first use.
"""

from __future__ import annotations

from importlib import import_module as _import_module
from typing import TYPE_CHECKING
from typing import Any as _Any

from ...differentiate import Lop, Rop, grad
from ...importing.module_getattr import absent_from, names_of
from ...ops.tensor_variable import TensorOperators as _tensor_py_operators
from . import basic as _basic

if TYPE_CHECKING:  # for type checkers
    from ...ops.indexing.advanced_subtensor import AdvancedBooleanIncSubtensor as AdvancedBooleanIncSubtensor
    from ...ops.indexing.advanced_subtensor import AdvancedBooleanSubtensor as AdvancedBooleanSubtensor
    from ...ops.indexing.advanced_subtensor import AdvancedIncSubtensor as AdvancedIncSubtensor
    from ...ops.indexing.advanced_subtensor import AdvancedIncSubtensor1 as AdvancedIncSubtensor1
    from ...ops.indexing.advanced_subtensor import AdvancedSubtensor as AdvancedSubtensor
    from ...ops.indexing.advanced_subtensor import AdvancedSubtensor1 as AdvancedSubtensor1
    from ...ops.indexing.reading import take as take
    from ...ops.indexing.slice_type import SliceConstant as SliceConstant
    from ...ops.indexing.slice_type import SliceType as SliceType
    from ...ops.indexing.slice_type import slicetype as slicetype
    from ...ops.indexing.slice_variables import MakeSlice as MakeSlice
    from ...ops.indexing.slice_variables import as_int_none_variable as as_int_none_variable
    from ...ops.indexing.slice_variables import make_slice as make_slice
    from ...ops.indexing.slice_variables import none_type_t as none_type_t
    from ...ops.indexing.subtensor import IncSubtensor as IncSubtensor
    from ...ops.indexing.subtensor import Subtensor as Subtensor
    from ...ops.indexing.subtensor_index import get_canonical_form_slice as get_canonical_form_slice
    from ...ops.indexing.writing import inc_subtensor as inc_subtensor
    from ...ops.indexing.writing import set_subtensor as set_subtensor
    from ...ops.load_from_disk import load as load
    from ...ops.ordering.sorting import argsort as argsort
    from ...ops.ordering.sorting import sort as sort
    from ...ops.ordering.top_k import argtopk as argtopk
    from ...ops.ordering.top_k import topk as topk
    from ...ops.ordering.top_k import topk_and_argtopk as topk_and_argtopk
    from ...ops.shared import shared as _shared  # noqa: F401
    from ..verify_grad import numeric_grad as numeric_grad
    from ..verify_grad import verify_grad as verify_grad
    from .basic import *  # noqa: F403
    from .extra_ops import bartlett as bartlett
    from .extra_ops import bincount as bincount
    from .extra_ops import compress as compress
    from .extra_ops import cumprod as cumprod
    from .extra_ops import cumsum as cumsum
    from .extra_ops import diff as diff
    from .extra_ops import fill_diagonal as fill_diagonal
    from .extra_ops import fill_diagonal_offset as fill_diagonal_offset
    from .extra_ops import ravel_multi_index as ravel_multi_index
    from .extra_ops import repeat as repeat
    from .extra_ops import searchsorted as searchsorted
    from .extra_ops import squeeze as squeeze
    from .extra_ops import to_one_hot as to_one_hot
    from .extra_ops import unravel_index as unravel_index
    from .sharedvar import TensorSharedVariable as TensorSharedVariable
    from .subtensor import advanced_boolean_inc_subtensor as advanced_boolean_inc_subtensor
    from .subtensor import advanced_boolean_set_subtensor as advanced_boolean_set_subtensor
    from .subtensor import advanced_boolean_subtensor as advanced_boolean_subtensor
    from .subtensor import advanced_inc_subtensor as advanced_inc_subtensor
    from .subtensor import advanced_inc_subtensor1 as advanced_inc_subtensor1
    from .subtensor import advanced_set_subtensor as advanced_set_subtensor
    from .subtensor import advanced_set_subtensor1 as advanced_set_subtensor1
    from .subtensor import advanced_subtensor as advanced_subtensor
    from .subtensor import advanced_subtensor1 as advanced_subtensor1

_LATER = {name: place for name, place in _basic.LATER.items() if name not in ("_dot", "var")} | names_of(
    extra_ops=(
        "bartlett bincount compress cumprod cumsum diff fill_diagonal fill_diagonal_offset ravel_multi_index repeat "
        "searchsorted squeeze to_one_hot unravel_index"
    ),
    sharedvar="TensorSharedVariable",
    **{
        "theano_compat.ops.indexing.advanced_subtensor": (
            "AdvancedBooleanIncSubtensor AdvancedBooleanSubtensor AdvancedIncSubtensor "
            "AdvancedIncSubtensor1 AdvancedSubtensor AdvancedSubtensor1"
        ),
        "theano_compat.ops.indexing.reading": "take",
        "theano_compat.ops.indexing.writing": "inc_subtensor set_subtensor",
        "theano_compat.ops.indexing.subtensor": "IncSubtensor Subtensor",
        "theano_compat.ops.indexing.subtensor_index": "get_canonical_form_slice",
        "theano_compat.ops.ordering.sorting": "argsort sort",
        "theano_compat.ops.ordering.top_k": "argtopk topk topk_and_argtopk",
        "theano_compat.theano_api.tensor.subtensor": (
            "advanced_boolean_inc_subtensor advanced_boolean_set_subtensor advanced_boolean_subtensor "
            "advanced_inc_subtensor advanced_inc_subtensor1 advanced_set_subtensor advanced_set_subtensor1 "
            "advanced_subtensor advanced_subtensor1"
        ),
        "theano_compat.ops.indexing.slice_type": "SliceConstant SliceType slicetype",
        "theano_compat.ops.indexing.slice_variables": "MakeSlice as_int_none_variable make_slice none_type_t",
        "theano_compat.ops.load_from_disk": "load",
        "theano_compat.ops.shared": "_shared=shared",
        "theano_compat.theano_api.verify_grad": "numeric_grad verify_grad",
    },
)
globals().update({name: vars(_basic)[name] for name in _basic.__all__ if name in vars(_basic)})


def jacobian(*arguments: _Any, **keywords: _Any) -> _Any:
    """Call `theano.gradient.jacobian`: the derivatives of each element of a vector."""
    from .. import gradient  # a module that few programs use

    return gradient.jacobian(*arguments, **keywords)


def hessian(*arguments: _Any, **keywords: _Any) -> _Any:
    """Call `theano.gradient.hessian`: the second derivatives of a scalar."""
    from .. import gradient  # a module that few programs use

    return gradient.hessian(*arguments, **keywords)


_LEAKED = {
    "scal": "theano_compat.theano_api.scalar",
    "theano": "theano_compat",
    "np": "numpy",
    "compile": "theano_compat.theano_api.compile",
    "basic": "theano_compat.theano_api.tensor.basic",
}  # `import *` also gave what Theano's own code had imported

__all__ = [
    "Lop",
    "Rop",
    "_tensor_py_operators",
    "grad",
    "hessian",
    "jacobian",
    *dict.fromkeys((*_LATER, *_LEAKED, *_basic.__all__)),
]
_absent = absent_from(__name__, _LATER)


def __getattr__(name: str) -> _Any:
    return _import_module(_LEAKED[name]) if name in _LEAKED else _absent(name)
