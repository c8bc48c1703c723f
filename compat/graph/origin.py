"""The line of user code that made a node, which error messages name."""

from __future__ import annotations

import os
import sys
import threading
from typing import NamedTuple

from theano_common.users_lines import is_users

_HERE = sys._getframe().f_code.co_filename  # as in frames: in a frozen program it differs from `__file__`
HOUSE = os.path.dirname(os.path.dirname(_HERE)) + os.sep  # prefix of the names of all our files


class Origin(NamedTuple):
    """A place in the user's code."""

    filename: str
    line: int
    function: str

    def __str__(self) -> str:
        return f"{os.path.basename(self.filename)}:{self.line}"

    def source(self) -> str:
        """Return the text of the line, stripped; empty where it cannot be read."""
        import linecache

        return linecache.getline(self.filename, self.line).strip()


class _Inherited(threading.local):
    """The origins that nodes get instead of the line that makes them, innermost last.

    This is per thread: while one thread rewrites a graph, another makes nodes at its user's lines.
    """

    def __init__(self) -> None:
        self.origins: list[Origin | None] = []


_inherited = _Inherited()


def user_line() -> Origin | None:
    """Find the innermost frame of the user's, or what nodes inherit within `as_if_from`."""
    if origins := _inherited.origins:
        return origins[-1]
    frame = sys._getframe(1)
    while frame is not None:
        filename = frame.f_code.co_filename
        if not filename.startswith(HOUSE):
            if filename.startswith("<frozen"):  # the import system, between two modules of ours
                return None
            if is_users(frame):
                return Origin(filename, frame.f_lineno, frame.f_code.co_name)
        frame = frame.f_back  # type: ignore[assignment]
    return None


class as_if_from:  # noqa: N801  (read as a word of the `with` statement)
    """A context in which nodes get `origin`: rewrites and gradients keep the line of the original node."""

    __slots__ = ("_origin",)

    def __init__(self, origin: Origin | None) -> None:
        self._origin = origin

    def __enter__(self) -> None:
        _inherited.origins.append(self._origin)

    def __exit__(self, *error: object) -> None:
        _inherited.origins.pop()


def describe(variable: object, seen: int = 3) -> str:
    """Describe a variable in one phrase for messages: `name` (its line: the source text)."""
    owner = getattr(variable, "owner", None)
    origin = owner.compat_origin if owner is not None else getattr(variable, "compat_origin", None)
    name = getattr(variable, "name", None)
    label = f"`{name}`" if name else f"{variable}"
    if origin is None:
        return label
    return f"{label} made at {origin} ({origin.source()})" if origin.source() else f"{label} made at {origin}"
