"""Python 2 and 3 compatibility helpers of Theano. Source of the names: theano.compat."""

from __future__ import annotations

import configparser
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, ValuesView
from collections.abc import MutableMapping as DictMixin
from importlib import reload
from io import BytesIO
from operator import truediv as operator_div
from typing import Any

from ....importing.module_getattr import absent_from

PY3 = True
izip, imap, ifilter, next = zip, map, filter, next


def b(text: str) -> bytes:
    """Return the bytes of a text, as in a literal b"..."."""
    return text.encode("latin-1")


def exc_message(e: BaseException) -> Any:
    """Return the first argument of an exception; of the innermost one, if an exception was raised with another.

    e: the exception.
    """
    while e.args and isinstance(e.args[0], BaseException):
        e = e.args[0]
    return e.args[0] if e.args else ""


def cmp(x: Any, y: Any) -> int:
    """Return -1, 0 or 1 for x below, equal to or above y, as Python 2's cmp does.

    x, y: two values that can be compared.
    """
    return (x > y) - (x < y)


def get_unbound_function(unbound: Any) -> Any:
    """Return the function of a method.

    unbound: the method.
    """
    return getattr(unbound, "__func__", unbound)


def decode(x: bytes) -> str:
    """Return UTF-8 as a text.

    x: the bytes.
    """
    return x.decode()


def decode_iter(itr: Iterable[bytes]) -> Iterator[str]:
    """Return an iterator of texts.

    itr: their UTF-8, an iterable of bytes.
    """
    return (x.decode() for x in itr)


def decode_with(x: bytes, encoding: str) -> str:
    """Return bytes in an encoding as a text.

    x: the bytes. encoding: its name.
    """
    return x.decode(encoding)


class DefaultOrderedDict(OrderedDict):
    """A dict in insertion order that makes a value for a missing key.

    default_factory: a function that makes the value; None for a KeyError. Other arguments: a dict's.
    """

    def __init__(self, default_factory: Callable[[], Any] | None = None, *args: Any, **kwargs: Any) -> None:
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable")
        super().__init__(*args, **kwargs)
        self.default_factory = default_factory

    def __missing__(self, key: object) -> Any:
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = value = self.default_factory()
        return value

    def __reduce__(self) -> Any:
        return type(self), (self.default_factory,), None, None, iter(self.items())

    def __copy__(self) -> DefaultOrderedDict:
        return type(self)(self.default_factory, self)

    copy = __copy__


__all__ = [
    "BytesIO",
    "Callable",
    "DefaultOrderedDict",
    "DictMixin",
    "Iterable",
    "Mapping",
    "OrderedDict",
    "PY3",
    "ValuesView",
    "b",
    "cmp",
    "configparser",
    "decode",
    "decode_iter",
    "decode_with",
    "exc_message",
    "get_unbound_function",
    "ifilter",
    "imap",
    "izip",
    "next",
    "operator_div",
    "reload",
]
__getattr__ = absent_from(__name__)
