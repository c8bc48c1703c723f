"""Helpers that users' Ops import. Source of the names: theano.gof.utils, theano.graph.utils."""

from __future__ import annotations

import functools
import hashlib
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ...functions.test_values import TestValueError
from ...graph.op import MethodNotDefined
from ...graph.other_names import also_named
from ...graph.variable import Tag as scratchpad
from ...importing.module_getattr import absent_from
from ...settings import config

PY3 = True


class MetaObject(type):
    """The metaclass of old Types and Ops, which made `__eq__` and `__hash__` from `__props__`; Op does that here."""


class object2:
    """A base class of old Types and Ops."""


class D:
    """An object with the attributes given to it.

    d: the attributes.
    """

    def __init__(self, **d: Any) -> None:
        self.__dict__.update(d)

    def __repr__(self) -> str:
        return f"scratchpad{self.__dict__}"


def hashtype(self: Any) -> int:
    """Return a hash of the class of an object, for the `__hash__` of an old Op."""
    t = type(self)
    return hash(t.__name__) ^ hash(t.__module__)


def hash_from_code(msg: str | bytes) -> str:
    """Return the SHA-256 of a text in hexadecimal after an m, with which module names began.

    msg: the text, or bytes.
    """
    return "m" + hashlib.sha256(msg if isinstance(msg, bytes) else msg.encode()).hexdigest()


def hash_from_file(file_path: str) -> str:
    """Return hash_from_code of a file's content.

    file_path: the path of the file.
    """
    with open(file_path, "rb") as file:
        return hash_from_code(file.read())


@also_named(l="a")
def flatten(a: Any) -> list[Any]:
    """Return the elements of nested lists, tuples and sets, in one list.

    a: the lists; anything else becomes a list of one.
    """
    if isinstance(a, tuple | list | set):
        return [item for part in a for item in flatten(part)]
    return [a]


def uniq(seq: Any) -> list[Any]:
    """Return elements without duplicates, in order.

    seq: a list or tuple of them.
    """
    return [x for i, x in enumerate(seq) if seq.index(x) == i]


def unique(x: Iterable[Any]) -> bool:
    """Return whether all elements are different.

    x: an iterable of hashable elements.
    """
    x = list(x)
    return len(set(x)) == len(x)


def difference(seq1: Any, seq2: Any) -> list[Any]:
    """Return the elements of one sequence that are not in another, in order.

    seq1: the sequence. seq2: the other.
    """
    return [x for x in seq1 if x not in seq2]


def remove(predicate: Callable[[Any], bool], coll: Iterable[Any]) -> list[Any]:
    """Return the elements for which a function is false.

    predicate: the function. coll: the elements.
    """
    return [x for x in coll if not predicate(x)]


def hist(coll: Iterable[Any]) -> dict[Any, int]:
    """Count how often each element occurs.

    coll: the elements, which are hashable.
    """
    counts: dict[Any, int] = {}
    for x in coll:
        counts[x] = counts.get(x, 0) + 1
    return counts


def to_return_values(values: Sequence[Any]) -> Any:
    """Return the only value of a list of one; else the list.

    values: the list.
    """
    return values[0] if len(values) == 1 else values


def from_return_values(values: object) -> list[Any]:
    """Return a list of a function's results.

    values: the result, or a list or tuple of several.
    """
    return values if isinstance(values, list | tuple) else [values]  # type: ignore[return-value]


def memoize(f: Callable[..., Any]) -> Callable[..., Any]:
    """Cache the results of a function by its arguments; 1 and 1.0 are the same argument.

    f: the function, whose arguments are hashable.
    """
    kept: dict[Any, Any] = {}

    @functools.wraps(f)
    def g(*args: Any, **kwargs: Any) -> Any:
        key = args, tuple(kwargs.items())
        if key not in kept:
            kept[key] = f(*args, **kwargs)
        return kept[key]

    return g


def deprecated(filename: str, msg: str = "") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator whose function prints at its first call that it is deprecated.

    filename: the module's name. msg: what to use in its place.
    """

    def decorate(f: Callable[..., Any]) -> Callable[..., Any]:
        said: list[bool] = []

        @functools.wraps(f)
        def g(*args: Any, **kwargs: Any) -> Any:
            if not said:
                print(f"WARNING: {filename}.{f.__name__} deprecated. {msg}")
                said.append(True)
            return f(*args, **kwargs)

        return g

    return decorate


def toposort(prereqs_d: dict[Any, set[Any]]) -> list[Any]:
    """Return keys in topological order.

    prereqs_d: a dict from each key to the set of its predecessors. Exception for a cycle.
    """
    waiting = {key: set(before) for key, before in prereqs_d.items()}
    for before in list(waiting.values()):
        for key in before:
            waiting.setdefault(key, set())
    order: list[Any] = []
    while waiting:
        free = [key for key, before in waiting.items() if not before]
        if not free:
            raise Exception(
                f"Cannot sort topologically, there might be cycles, prereqs_d does not have a key for each "
                f"element or some orderings contain invalid elements: {waiting}"
            )
        order += free
        for key in free:
            del waiting[key]
        for before in waiting.values():
            before.difference_update(free)
    return order


def give_variables_names(variables: Iterable[Any]) -> list[str]:
    """Return a different name for each variable: its own, with a number where several share it.

    variables: the variables.
    """
    variables = list(variables)
    names = [v.name or "" for v in variables]
    counts = hist(names)
    numbers = iter(range(len(names)))
    return [f"{name}_{next(numbers)}" if counts[name] > 1 or not name else name for name in names]


def simple_extract_stack(f: Any = None, limit: int | None = None, skips: Sequence[str] | None = None) -> list[Any]:
    """Return (file, line, function, text) of the calling frames.

    f: the innermost frame; by default the caller's. limit: how many frames. skips: parts of paths; innermost frames in
    such files are left out.
    """
    found = traceback.extract_stack(sys._getframe(1) if f is None else f)
    while found and "tests" not in found[-1].filename and any(skip in found[-1].filename for skip in skips or ()):
        found.pop()
    kept = found if limit is None else found[max(len(found) - limit, 0) :]
    return [(s.filename, s.lineno, s.name, s.line or None) for s in kept]


def add_tag_trace(thing: Any, user_line: Any = None) -> Any:
    """Return a variable, with the user's frames that led to it in `tag.trace`.

    thing: the variable, or an application. user_line: how many frames; by default `config.traceback.limit`.
    """
    limit = config.traceback__limit if user_line is None else user_line
    if limit == -1:
        limit = None
    frames = simple_extract_stack(
        sys._getframe(1), limit, ["compat/theano_api", "compat/old", "compat/graph", "compat/ops"]
    )
    thing.tag.trace = [frames]
    return thing


def get_variable_trace_string(v: Any) -> str:
    """Return where the user made a variable, as lines of a message; "" if that is not known.

    v: the variable.
    """
    node = getattr(v, "owner", None)
    origin = node.compat_origin if node is not None else getattr(v, "compat_origin", None)
    if origin is None:
        return ""
    return (
        f' \nBacktrace when that variable is created:\n\n  File "{origin.filename}", line {origin.line}, '
        f"in {origin.function}\n    {origin.source()}\n"
    )


__all__ = [
    "D",
    "MetaObject",
    "MethodNotDefined",
    "PY3",
    "TestValueError",
    "add_tag_trace",
    "config",
    "deprecated",
    "difference",
    "flatten",
    "from_return_values",
    "get_variable_trace_string",
    "give_variables_names",
    "hash_from_code",
    "hash_from_file",
    "hashtype",
    "hist",
    "memoize",
    "object2",
    "remove",
    "scratchpad",
    "simple_extract_stack",
    "to_return_values",
    "toposort",
    "uniq",
    "unique",
]
__getattr__ = absent_from(__name__)
