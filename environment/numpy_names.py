"""Names that NumPy 1.24 to 2.4 removed and legacy code still reads."""

import builtins
import functools
import math
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
_READERS = {
    "recfromtxt": "is np.genfromtxt(dtype=None), as a record array",
    "recfromcsv": "is np.genfromtxt of a table with commas and names, as a record array",
    "ndfromtxt": "is np.genfromtxt",
    "mafromtxt": "is np.genfromtxt(usemask=True)",
}
_FUNCTIONS = {
    "asfarray": "is np.asarray(a, dtype=float)",
    "msort": "is np.sort(a, axis=0)",
    "in1d": "is np.isin on the flattened array",
    "find_common_type": "np.result_type comes close",
    "maximum_sctype": "the widest type of a kind",
    "obj2sctype": "is np.dtype(x).type",
    "sctype2char": "is np.dtype(x).char",
    "issctype": "is isinstance(x, type) and issubclass(x, np.generic), and Python's own types",
    "issubsctype": "is np.issubdtype",
    "issubclass_": "is issubclass, False for what is no class",
    "disp": "is print",
    "deprecate": "is warnings.warn in a decorator",
    "deprecate_with_doc": "is warnings.warn in a decorator",
}
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
    *(Removed("numpy", one.__name__, _always(one), f"was Python's own {one.__name__}")
      for one in (math, sys, warnings)),
    *(Removed("numpy", name, _always(getattr(numpy_functions, name)), note)
      for name, note in (_READERS | _FUNCTIONS).items()),
    *(Removed("numpy.lib.npyio", name, _always(getattr(numpy_functions, name)), note)
      for name, note in _READERS.items()),
    *renamed("numpy", "ast", safe_eval="literal_eval"),
    Removed("numpy", "fastCopyAndTranspose", _always(numpy_functions.fast_copy_and_transpose), "is a.T.copy()"),
    Removed("numpy", "nbytes", numpy_functions.nbytes, "is np.dtype(t).itemsize"),
    Removed("numpy.linalg", "linalg", lambda: np.linalg, "is numpy.linalg"),
    Removed("numpy.lib", "pad", _always(np.pad), "is np.pad"),
    Removed("numpy", "NINF", _always(-np.inf), "is -np.inf"),
    Removed("numpy", "PZERO", _always(0.0), "is 0.0"),
    Removed("numpy", "NZERO", _always(-0.0), "is -0.0"),
    Removed("numpy", "MAXDIMS", _always(64), "the most dimensions an array can have; NumPy 2 has no name for it"),
    Removed("numpy", "asscalar", _always(lambda a: np.asarray(a).item()), "is a.item()"),
    Removed("numpy", "alen", _always(lambda a: len(np.atleast_1d(a))), "is len(a)"),
    Removed("numpy", "sctypes", numpy_functions.sctypes, "the table of scalar types by kind"),
    Removed("numpy", "cast", _cast, "is np.asarray(x).astype(dtype)"),
    Removed("numpy.testing", "dec", _testing_decorators, "decorators of tests: unittest's or pytest's marks"),
    Removed("numpy.distutils", "__config__", _config, "what NumPy was built with, under its old names"),
    Removed("numpy.random", "random_integers", _always(numpy_functions.random_integers), "is randint(low, high + 1)"),
)  # fmt: skip
