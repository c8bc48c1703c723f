"""`numpy.compat` and `numpy.compat.py3k`: the helpers for code of Python 2 and 3, as they were on Python 3."""

import inspect
import io
import os
import pickle  # noqa: F401 - a name of NumPy's
import sys
from builtins import bytes  # noqa: UP029 - a name of NumPy's
from collections.abc import Callable
from contextlib import nullcontext
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import IO, Any

__all__ = [
    *("Path", "asbytes", "asbytes_nested", "asstr", "asunicode", "asunicode_nested", "basestring", "bytes"),
    *("contextlib_nullcontext", "formatargspec", "getargspec", "getexception", "integer_types", "is_pathlib_path"),
    *("isfileobj", "long", "npy_load_module", "open_latin1", "os_PathLike", "os_fspath", "pickle", "sixu", "strchar"),
    "unicode",
]
__path__: list[str] = []  # a package: `numpy.compat.py3k` is imported, too

long, unicode, basestring = int, str, str
integer_types = (int,)
strchar = "U"
contextlib_nullcontext, os_fspath, os_PathLike = nullcontext, os.fspath, os.PathLike


def asunicode(s: Any) -> str:
    """Return text: bytes are read as Latin-1, all else by `str`."""
    return s.decode("latin1") if isinstance(s, bytes) else str(s)


asstr = asunicode


def asbytes(s: Any) -> bytes:
    """Return bytes: all but bytes are written as text in Latin-1."""
    return s if isinstance(s, bytes) else str(s).encode("latin1")


def _nested(convert: Callable[[Any], Any], x: Any) -> Any:
    several = hasattr(x, "__iter__") and not isinstance(x, bytes | str)
    return [_nested(convert, one) for one in x] if several else convert(x)


def asbytes_nested(x: Any) -> Any:
    """Return nested lists of bytes for what can be iterated, else bytes."""
    return _nested(asbytes, x)


def asunicode_nested(x: Any) -> Any:
    """Return nested lists of text for what can be iterated, else text."""
    return _nested(asunicode, x)


def isfileobj(f: Any) -> bool:
    """Say whether an object is a file of the system, opened for bytes."""
    return isinstance(f, io.FileIO | io.BufferedReader | io.BufferedWriter)


def is_pathlib_path(obj: Any) -> bool:
    """Say whether an object is a `pathlib.Path`."""
    return isinstance(obj, Path)


def open_latin1(filename: str, mode: str = "r") -> IO[Any]:
    """Open a text file in Latin-1."""
    return open(filename, mode=mode, encoding="iso-8859-1")


def sixu(s: str) -> str:
    """Return the text itself."""
    return s


def getexception() -> BaseException | None:
    """Return the exception that is handled."""
    return sys.exc_info()[1]


def npy_load_module(name: str, fn: str, info: Any = None) -> ModuleType:
    """Load the file `fn` as the module `name`; `info` was never used."""
    loader = SourceFileLoader(name, fn)
    spec = spec_from_loader(name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def getargspec(func: Any) -> tuple[list[str], str | None, str | None, tuple[Any, ...] | None]:
    """Return the names, `*args`, `**kwargs` and defaults of a function."""
    found = inspect.getfullargspec(func)
    return found.args, found.varargs, found.varkw, found.defaults


def formatargspec(args: list[str], varargs: Any = None, varkw: Any = None, defaults: Any = None) -> str:
    """Return a function's arguments as text: `(a, b=1, *c, **d)`."""
    given = dict(zip(reversed(args), reversed(defaults or ()), strict=False))
    parts = [f"{one}={given[one]!r}" if one in given else one for one in args]
    parts += [f"*{varargs}"] if varargs else []
    parts += [f"**{varkw}"] if varkw else []
    return f"({', '.join(parts)})"
