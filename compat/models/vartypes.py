"""Kinds of dtypes. Source: pymc3.vartypes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..graph.variable import Constant
from ..importing.module_getattr import absent_from
from ..ops.tensor_variable import TensorConstant

__all__ = [
    "bool_types",
    "int_types",
    "float_types",
    "complex_types",
    "continuous_types",
    "discrete_types",
    "typefilter",
    "isgenerator",
    "theano_constant",
]

bool_types = {"int8"}
int_types = {"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"}
float_types = {"float32", "float64"}
complex_types = {"complex64", "complex128"}
continuous_types = float_types | complex_types
discrete_types = bool_types | int_types
string_types = str
theano_constant = (TensorConstant, Constant)


def typefilter(vars: Iterable[Any], types: Iterable[str]) -> list[Any]:
    """Return the variables of some dtypes.

    vars: variables of any shape. types: names of dtypes, such as pm.continuous_types.
    """
    return [v for v in vars if v.dtype in types]


def isgenerator(obj: object) -> bool:
    """Return whether an object has `__next__`.

    obj: the object.
    """
    return hasattr(obj, "__next__")


__getattr__ = absent_from(__name__)
