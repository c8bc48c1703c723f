"""Small functions that NumPy 1.20 to 2.0 removed, in its own words of then where a value depends on them."""

from __future__ import annotations

import ast
import functools
import sys
import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.ma.mrecords import MaskedRecords

from theano_common.users_lines import warn


def recfromtxt(fname: Any, **kwargs: Any) -> Any:
    """Read a table of text as a record array, the type of each column by its values."""
    kwargs.setdefault("dtype", None)
    use_mask = kwargs.pop("usemask", False)
    table = np.genfromtxt(fname, usemask=use_mask, **kwargs)
    return table.view(MaskedRecords if use_mask else np.recarray)


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
    return issubclass(_scalar_type(arg1), _scalar_type(arg2))


def _scalar_type(rep: Any) -> Any:
    if isinstance(rep, type) and issubclass(rep, np.generic):
        return rep
    return rep.dtype.type if isinstance(rep, np.ndarray) else np.dtype(rep).type


@functools.cache
def nbytes() -> dict[type, int]:
    """Return `np.nbytes`, the size of a value of each scalar type in bytes."""

    class Sizes(dict[type, int]):
        def __missing__(self, key: Any) -> int:
            return self[_scalar_type(key)]

    return Sizes({one: np.dtype(one).itemsize for one in dict.fromkeys(np.sctypeDict.values())})


def fast_copy_and_transpose(a: Any) -> np.ndarray:
    """Return a copy of the transposed array."""
    return np.array(np.asarray(a).T, order="F")


def disp(mesg: Any, device: Any = None, linefeed: bool = True) -> None:
    """Write a message to a file, or to the standard output."""
    file = sys.stdout if device is None else device
    file.write(f"{mesg}\n" if linefeed else f"{mesg}")
    file.flush()


def safe_eval(source: str) -> Any:
    """Evaluate a literal of Python."""
    return ast.literal_eval(source)


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
