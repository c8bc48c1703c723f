"""Names that NumPy 1.24 to 2.4 removed and legacy code still reads."""

import builtins
import functools
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np

from . import numpy_functions
from .restored_name import Removed, renamed, same_as

_ALIASES = {
    "int": "int",
    "float": "float",
    "complex": "complex",
    "object": "object",
    "str": "str",
    "bool": "bool",
    "unicode": "str",
    "long": "int",
}
_OLD_TYPES = {
    "float_": "float64", "complex_": "complex128", "cfloat": "complex128", "singlecomplex": "complex64",
    "longfloat": "longdouble", "clongfloat": "clongdouble", "longcomplex": "clongdouble", "bool8": "bool_",
    "int0": "intp", "uint0": "uintp", "object0": "object_", "str0": "str_", "bytes0": "bytes_", "void0": "void",
    "unicode_": "str_", "string_": "bytes_",
}  # fmt: skip
_READERS = "recfromtxt recfromcsv ndfromtxt mafromtxt"
_FUNCTIONS = f"{_READERS} issubclass_ issctype issubsctype disp safe_eval deprecate deprecate_with_doc"
_OF_FILES = "fromregex genfromtxt load loadtxt packbits save savetxt savez savez_compressed unpackbits"
_EXCEPTIONS = "AxisError ComplexWarning ModuleDeprecationWarning TooHardError VisibleDeprecationWarning RankWarning"


@functools.cache
def _cast() -> Any:
    """Return `np.cast`, a mapping from dtypes to functions: `np.cast["float32"](x)`."""

    class Cast(dict[Any, Callable[[Any], np.ndarray]]):
        def __missing__(self, dtype: Any) -> Callable[[Any], np.ndarray]:
            return _cast_to(dtype)

    return Cast({one: _cast_to(one) for one in dict.fromkeys(np.sctypeDict.values())})


def _cast_to(dtype: Any) -> Callable[[Any], np.ndarray]:
    return lambda x: np.asarray(x).astype(dtype)


@functools.cache
def _type_dict() -> dict[Any, type]:
    """Return `np.typeDict` with the keys of NumPy 1.19: names, characters, numbers and "Float64"."""
    found: dict[Any, type] = dict(np.sctypeDict)
    sized = "b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 f16 c8 c16 c32 M8 m8".split()
    for one in (*"?bhilqpBHILQPefdgFDGSUVOMm", *sized):
        with suppress(TypeError):  # a size that this machine has not
            found[one] = np.dtype(one).type
    found |= {number: np.dtype(one).type for number, one in enumerate("?bBhHiIlLqQfdgFDGOSUVMme")}
    for kind in ("Int", "UInt", "Float", "Complex", "Datetime", "Timedelta"):
        for bits in (8, 16, 32, 64, 128):
            size = 2 * bits if kind == "Complex" else bits  # Complex64 was two floats of 64 bits
            if (known := getattr(np, f"{kind.lower()}{size}", None)) is not None:
                found[f"{kind}{bits}"] = known
    return {**found, "Bool": np.bool_, **{new: getattr(np, of) for new, of in _OLD_TYPES.items()}}


@functools.cache
def _reduced(logical: np.ufunc, today: Callable[..., Any]) -> Callable[..., Any]:
    """Return `np.sometrue` or `np.alltrue`, which gave the deciding element of an array of objects, and no bool."""

    @functools.wraps(today)
    def reduced(a: Any, axis: Any = None, out: Any = None, keepdims: Any = np._NoValue) -> Any:
        values = a if hasattr(a, today.__name__) else np.asanyarray(a)
        if type(values) is np.ndarray and values.dtype == object:
            return logical.reduce(values, axis=axis, out=out, keepdims=keepdims is True)
        return today(values, axis, out, keepdims)

    return reduced


def _find_common_type(array_types: list[Any], scalar_types: list[Any]) -> np.dtype | None:
    """Return the common dtype; scalars count only where their kind is above that of the arrays."""
    if not array_types and not scalar_types:
        return None
    arrays = np.result_type(*array_types) if array_types else None
    scalars = np.result_type(*scalar_types) if scalar_types else None
    if arrays is None or scalars is None:
        return np.dtype(scalars if arrays is None else arrays)
    kinds = "buifc"
    known = scalars.kind in kinds and arrays.kind in kinds
    above = known and kinds.index(scalars.kind) > kinds.index(arrays.kind)
    return np.promote_types(arrays, scalars) if above else arrays


def _maximum_sctype(t: Any) -> type:
    kind = np.dtype(t).kind
    widest = {"i": np.int64, "u": np.uint64, "f": np.longdouble, "c": np.clongdouble, "b": np.bool_}
    return widest.get(kind, np.dtype(t).type)


def _obj2sctype(rep: Any, default: Any = None) -> Any:
    """Return the scalar type of an array, a dtype or its name; `default` where it is none."""
    if isinstance(rep, np.ndarray):
        return rep.dtype.type
    try:
        return np.dtype(rep).type
    except TypeError:
        return default


def _sctype2char(sctype: Any) -> str:
    found = _obj2sctype(sctype)
    if found is None:
        raise ValueError(f"unrecognized type: {sctype!r}")
    return np.dtype(found).char


@functools.cache
def _sctypes() -> dict[str, list[type]]:
    return {
        "int": [np.int8, np.int16, np.int32, np.int64],
        "uint": [np.uint8, np.uint16, np.uint32, np.uint64],
        "float": [np.float16, np.float32, np.float64, np.longdouble],
        "complex": [np.complex64, np.complex128, np.clongdouble],
        "others": [bool, object, bytes, str, np.void],
    }


def _asfarray(a: Any, dtype: Any = np.float64) -> np.ndarray:
    return np.asarray(a, dtype if np.issubdtype(dtype, np.inexact) else np.float64)


def _msort(a: Any) -> np.ndarray:
    return np.sort(a, axis=0)


def _in1d(ar1: Any, ar2: Any, assume_unique: bool = False, invert: bool = False) -> np.ndarray:
    return np.isin(np.asarray(ar1).ravel(), ar2, assume_unique=assume_unique, invert=invert)


def _random_integers(low: int, high: int | None = None, size: Any = None) -> Any:
    """Draw integers from low to high, both included; from 1 to `low` with one argument."""
    return np.random.randint(1, low + 1, size) if high is None else np.random.randint(low, high + 1, size)


def _math() -> Any:
    import math

    return math


def _testing_decorators() -> Any:
    from .old_modules import testing_decorators  # imported where the library exists

    return testing_decorators


def _always(value: Any) -> Callable[[], Any]:
    return lambda: value


def _config() -> Any:
    from .old_modules.numpy_distutils import config  # imported with `numpy.distutils`

    return config()


TABLE = (
    *(Removed("numpy", name, _always(getattr(builtins, of)), f"was Python's own {of}")
      for name, of in _ALIASES.items()),
    *renamed(
        "numpy", "numpy",
        **_OLD_TYPES, Inf="inf", Infinity="inf", infty="inf", PINF="inf", NaN="nan", NAN="nan",
        product="prod", cumproduct="cumprod", round_="round", mat="asmatrix", trapz="trapezoid", row_stack="vstack",
        rank="ndim",
    ),
    Removed("numpy", "sometrue", lambda: _reduced(np.logical_or, np.any), "is np.any"),
    Removed("numpy", "alltrue", lambda: _reduced(np.logical_and, np.all), "is np.all"),
    Removed("numpy", "typeDict", _type_dict, "is np.sctypeDict, with the keys that it had"),
    *same_as("numpy", _EXCEPTIONS, "numpy.exceptions", "moved to numpy.exceptions"),
    *same_as("numpy.lib.stride_tricks", "broadcast_arrays broadcast_shapes broadcast_to", "numpy", "is numpy's"),
    *same_as("numpy.lib.npyio", _OF_FILES, "numpy", "is numpy's"),
    *same_as("numpy", "byte_bounds", "numpy.lib.array_utils", "is in numpy.lib.array_utils"),
    *same_as("numpy", "DataSource", "numpy.lib.npyio", "is in numpy.lib.npyio"),
    *same_as("numpy", "format_parser", "numpy.rec", "is in numpy.rec"),
    *same_as("numpy", "compare_chararrays", "numpy.char", "is in numpy.char"),
    *same_as("numpy", "loads", "pickle", "is pickle.loads"),
    *(Removed("numpy", one.__name__, _always(one), f"was Python's own {one.__name__}") for one in (sys, warnings)),
    *same_as("numpy", _FUNCTIONS, numpy_functions.__name__, "was a small function of NumPy's"),
    *(Removed("numpy.lib.npyio", name, _always(getattr(numpy_functions, name)), "was a small function of NumPy's")
      for name in _READERS.split()),
    Removed("numpy", "fastCopyAndTranspose", _always(numpy_functions.fast_copy_and_transpose), "is a.T.copy()"),
    Removed("numpy", "nbytes", numpy_functions.nbytes, "is np.dtype(t).itemsize"),
    Removed("numpy.linalg", "linalg", lambda: np.linalg, "is numpy.linalg"),
    Removed("numpy", "math", _math, "was Python's own math"),
    Removed("numpy.lib", "pad", _always(np.pad), "is np.pad"),
    Removed("numpy", "NINF", _always(-np.inf), "is -np.inf"),
    Removed("numpy", "PZERO", _always(0.0), "is 0.0"),
    Removed("numpy", "NZERO", _always(-0.0), "is -0.0"),
    Removed("numpy", "MAXDIMS", _always(64), "the most dimensions an array can have; NumPy 2 has no name for it"),
    Removed("numpy", "asfarray", _always(_asfarray), "is np.asarray(a, dtype=float)"),
    Removed("numpy", "asscalar", _always(lambda a: np.asarray(a).item()), "is a.item()"),
    Removed("numpy", "alen", _always(lambda a: len(np.atleast_1d(a))), "is len(a)"),
    Removed("numpy", "msort", _always(_msort), "is np.sort(a, axis=0)"),
    Removed("numpy", "in1d", _always(_in1d), "is np.isin on the flattened array"),
    Removed("numpy", "find_common_type", _always(_find_common_type), "np.result_type comes close"),
    Removed("numpy", "maximum_sctype", _always(_maximum_sctype), "the widest type of a kind"),
    Removed("numpy", "obj2sctype", _always(_obj2sctype), "is np.dtype(x).type"),
    Removed("numpy", "sctype2char", _always(_sctype2char), "is np.dtype(x).char"),
    Removed("numpy", "sctypes", _sctypes, "the table of scalar types by kind"),
    Removed("numpy", "cast", _cast, "is np.asarray(x).astype(dtype)"),
    Removed("numpy.testing", "dec", _testing_decorators, "decorators of tests: unittest's or pytest's marks"),
    Removed("numpy.distutils", "__config__", _config, "what NumPy was built with, under its old names"),
    Removed("numpy.random", "random_integers", _always(_random_integers), "is randint(low, high + 1)"),
)  # fmt: skip
