"""Small functions that NumPy 1.20 to 2.0 removed, in its own words of then where a value depends on them."""

from __future__ import annotations

import functools
import sys
import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np

from theano_common.users_lines import warn


def recfromtxt(fname: Any, **kwargs: Any) -> Any:
    """Read a table of text as a record array, the type of each column by its values."""
    kwargs.setdefault("dtype", None)
    use_mask = kwargs.pop("usemask", False)
    table = np.genfromtxt(fname, usemask=use_mask, **kwargs)
    if not use_mask:
        return table.view(np.recarray)
    from numpy.ma.mrecords import MaskedRecords  # with it numpy.ma, which takes 0.1 s

    return table.view(MaskedRecords)


def recfromcsv(fname: Any, **kwargs: Any) -> Any:
    """Read a table separated by commas, names in its first line and in lower case, as a record array."""
    kwargs.setdefault("case_sensitive", "lower")
    kwargs.setdefault("names", True)
    kwargs.setdefault("delimiter", ",")
    return recfromtxt(fname, **kwargs)


def ndfromtxt(fname: Any, **kwargs: Any) -> np.ndarray:
    """Read a table of text as an array."""
    return np.genfromtxt(fname, **{**kwargs, "usemask": False})


def mafromtxt(fname: Any, **kwargs: Any) -> np.ndarray:
    """Read a table of text as a masked array."""
    return np.genfromtxt(fname, **{**kwargs, "usemask": True})


def find_common_type(array_types: list[Any], scalar_types: list[Any]) -> np.dtype | None:
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


def maximum_sctype(t: Any) -> type:
    """Return the widest scalar type of the same kind."""
    kind = np.dtype(t).kind
    widest = {"i": np.int64, "u": np.uint64, "f": np.longdouble, "c": np.clongdouble, "b": np.bool_}
    return widest.get(kind, np.dtype(t).type)


def obj2sctype(rep: Any, default: Any = None) -> Any:
    """Return the scalar type of an array, a dtype or its name; `default` where it is none."""
    if isinstance(rep, type) and issubclass(rep, np.generic):  # np.integer too, which is no dtype
        return rep
    if isinstance(rep, np.ndarray):
        return rep.dtype.type
    try:
        return np.dtype(rep).type
    except TypeError:
        return default


def sctype2char(sctype: Any) -> str:
    """Return the character of a scalar type."""
    found = obj2sctype(sctype)
    if found is None:
        raise ValueError(f"unrecognized type: {sctype!r}")
    return np.dtype(found).char


@functools.cache
def sctypes() -> dict[str, list[type]]:
    """Return `np.sctypes`, the scalar types by kind."""
    return {
        "int": [np.int8, np.int16, np.int32, np.int64],
        "uint": [np.uint8, np.uint16, np.uint32, np.uint64],
        "float": [np.float16, np.float32, np.float64, np.longdouble],
        "complex": [np.complex64, np.complex128, np.clongdouble],
        "others": [bool, object, bytes, str, np.void],
    }


def asfarray(a: Any, dtype: Any = np.float64) -> np.ndarray:
    """Return an array of floats: of float64 where another type is asked for."""
    return np.asarray(a, dtype if np.issubdtype(dtype, np.inexact) else np.float64)


def msort(a: Any) -> np.ndarray:
    """Return an array sorted along its first axis."""
    return np.sort(a, axis=0)


def in1d(ar1: Any, ar2: Any, assume_unique: bool = False, invert: bool = False) -> np.ndarray:
    """Return which elements of the flattened array are among the others."""
    return np.isin(np.asarray(ar1).ravel(), ar2, assume_unique=assume_unique, invert=invert)


def random_integers(low: int, high: int | None = None, size: Any = None) -> Any:
    """Draw integers from low to high, both included; from 1 to `low` with one argument."""
    return np.random.randint(1, low + 1, size) if high is None else np.random.randint(low, high + 1, size)


def issubclass_(arg1: Any, arg2: Any) -> bool:
    """Return whether `arg1` is a class below `arg2`; False where either is no class."""
    try:
        return issubclass(arg1, arg2)
    except TypeError:
        return False


def issctype(rep: Any) -> bool:
    """Return whether `rep` is, or names, a scalar type; Python's object is none."""
    if not isinstance(rep, (type, np.dtype)):
        return False
    try:
        found = np.dtype(rep).type
    except TypeError:
        return False
    return bool(found != np.object_)


def issubsctype(arg1: Any, arg2: Any) -> bool:
    """Return whether the scalar type of `arg1` is below that of `arg2`."""
    return issubclass(obj2sctype(arg1), obj2sctype(arg2))


@functools.cache
def nbytes() -> dict[type, int]:
    """Return `np.nbytes`, the size of a value of each scalar type in bytes."""

    class Sizes(dict[type, int]):
        def __missing__(self, key: Any) -> int:
            return self[obj2sctype(key)]

    return Sizes({one: np.dtype(one).itemsize for one in dict.fromkeys(np.sctypeDict.values())})


def fast_copy_and_transpose(a: Any) -> np.ndarray:
    """Return a copy of the transposed array."""
    return np.array(np.asarray(a).T, order="F")


def disp(mesg: Any, device: Any = None, linefeed: bool = True) -> None:
    """Write a message to a file, or to the standard output."""
    file = sys.stdout if device is None else device
    file.write(f"{mesg}\n" if linefeed else f"{mesg}")
    file.flush()


def deprecate(*args: Any, **kwargs: Any) -> Any:
    """Mark a function as deprecated: `@np.deprecate`, `@np.deprecate(message="...")` or `np.deprecate(f, "f", "g")`."""
    if args:
        return _Deprecated(*args[1:], **kwargs)(args[0])
    return _Deprecated(**kwargs)


def deprecate_with_doc(msg: str) -> Callable[[Any], Any]:
    """Mark a function as deprecated, with a message in its docstring."""
    return _Deprecated(message=msg)


class _Deprecated:
    def __init__(self, old_name: str | None = None, new_name: str | None = None, message: str | None = None) -> None:
        self.old_name, self.new_name, self.message = old_name, new_name, message

    def __call__(self, function: Any) -> Any:
        old = function.__name__ if self.old_name is None else self.old_name
        text = (
            f"`{old}` is deprecated!"
            if self.new_name is None
            else f"`{old}` is deprecated, use `{self.new_name}` instead!"
        )
        if self.message is not None:
            text += "\n" + self.message

        @functools.wraps(function)
        def deprecated(*args: Any, **kwargs: Any) -> Any:
            warn(text, DeprecationWarning)
            return function(*args, **kwargs)

        deprecated.__name__ = old
        deprecated.__doc__ = f"{text}\n\n{textwrap.dedent(function.__doc__)}" if function.__doc__ else text
        return deprecated
