"""The part of `six` that Theano 0.6 and 0.7 shipped. Source: theano.compat.six."""

from __future__ import annotations

import builtins
import io
from collections.abc import Callable
from typing import Any

from .....importing.module_getattr import absent_from

PY2, PY3 = False, True
string_types, integer_types, class_types = (str,), (int,), (type,)
text_type, binary_type = str, bytes
StringIO, BytesIO = io.StringIO, io.BytesIO
MAXSIZE = (1 << 63) - 1
next, callable = builtins.next, builtins.callable
advance_iterator = next


def b(s: str) -> bytes:
    """Return the bytes of a text, as in a literal b"...".

    s: the text, of characters below 256.
    """
    return s.encode("latin-1")


def u(s: str) -> str:
    """Return the text itself."""
    return s


def iteritems(d: Any, **kw: Any) -> Any:
    """Return an iterator of the items of a dict.

    d: the dict.
    """
    return iter(d.items(**kw))


def iterkeys(d: Any, **kw: Any) -> Any:
    """Return an iterator of the keys of a dict.

    d: the dict.
    """
    return iter(d.keys(**kw))


def itervalues(d: Any, **kw: Any) -> Any:
    """Return an iterator of the values.

    d: the dict.
    """
    return iter(d.values(**kw))


def get_unbound_function(unbound: Any) -> Any:
    """Return the function itself."""
    return unbound


def get_method_function(method: Any) -> Any:
    """Return the function of a method."""
    return method.__func__


def get_method_self(method: Any) -> Any:
    """Return the object of a method."""
    return method.__self__


def reraise(tp: Any, value: Any = None, tb: Any = None) -> None:
    """Raise an exception with a traceback.

    tp: its class. value: the exception, by default a new one of that class. tb: the traceback, or None.
    """
    raise (tp() if value is None else value).with_traceback(tb)


def print_(*args: Any, **kwargs: Any) -> None:
    """Call `print`."""
    print(*args, **kwargs)


def with_metaclass(meta: type, *bases: type) -> type:
    """Return a base class that gives its subclasses the metaclass `meta`."""
    return meta("NewBase", bases or (object,), {})


def add_metaclass(metaclass: type) -> Callable[[type], type]:
    """Return a class decorator that makes the same class with `metaclass`."""

    def wrapper(cls: type) -> type:
        body = {k: v for k, v in cls.__dict__.items() if k not in ("__dict__", "__weakref__")}
        return metaclass(cls.__name__, cls.__bases__, body)

    return wrapper


Iterator = object  # on Python 3, `__next__` needs no base class

__all__ = [
    "Iterator",
    "BytesIO",
    "MAXSIZE",
    "PY2",
    "PY3",
    "StringIO",
    "add_metaclass",
    "advance_iterator",
    "b",
    "binary_type",
    "callable",
    "class_types",
    "get_method_function",
    "get_method_self",
    "get_unbound_function",
    "integer_types",
    "iteritems",
    "iterkeys",
    "itervalues",
    "next",
    "print_",
    "reraise",
    "string_types",
    "text_type",
    "u",
    "with_metaclass",
]
__getattr__ = absent_from(__name__)
