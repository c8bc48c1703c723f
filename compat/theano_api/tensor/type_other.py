"""None and slices as values in a graph. Source of the names: theano.tensor.type_other."""

from __future__ import annotations

from compat.graph.types import Generic
from compat.names_not_here import absent_from
from compat.ops.indexing.slice_type import SliceConstant, SliceType, slicetype
from compat.ops.indexing.slice_variables import (
    MakeSlice,
    NoneConst,
    NoneTypeT,
    as_int_none_variable,
    make_slice,
    none_type_t,
)

__all__ = [
    "Generic",
    "MakeSlice",
    "NoneConst",
    "NoneTypeT",
    "SliceConstant",
    "SliceType",
    "as_int_none_variable",
    "make_slice",
    "none_type_t",
    "slicetype",
]
__getattr__ = absent_from(__name__)
