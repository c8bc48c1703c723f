"""Stand-ins for the names and objects in a pickle: they only record what the pickle says.

They compare and hash by identity, so that Python never recurses into deeply nested data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


class Name:
    """A module, class or function that a pickle names."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path  # "pymc3.backends.base.MultiTrace"


class Inert:
    """The stand-in for a call's result. It keeps what the pickle gives it and never acts on it."""

    __slots__ = ("path", "arguments", "keywords", "state", "listed", "mapped", "value")

    def __init__(self, path: str, arguments: Any = (), keywords: Any = None) -> None:
        self.path = path
        self.arguments = arguments
        self.keywords = keywords
        self.state: Any = None  # the argument of __setstate__, mostly a dict of attributes
        self.listed: list[Any] | None = None
        self.mapped: dict[Any, Any] | None = None
        self.value: Any = None  # the number or array that it stands for, cached

    @property
    def kind(self) -> str:
        """Return the name of its class, without the module."""
        return self.path.rpartition(".")[2]

    @property
    def attributes(self) -> Mapping[Any, Any]:
        """Return the attributes of the object that it stands for."""
        states = self.state if isinstance(self.state, tuple) else (self.state,)  # (dict, slots)
        found: dict[Any, Any] = {}
        for state in states[:2]:
            found |= state if isinstance(state, dict) else {}
        return found

    def get(self, name: str) -> Any:
        """Return an attribute of the object that it stands for; None if the pickle gives none."""
        return self.attributes.get(name)

    def items(self) -> Iterator[tuple[Any, Any]]:
        """Return its items as a mapping, and its attributes."""
        yield from (self.mapped or {}).items()
        yield from self.attributes.items()


class OddKey:
    """A dict key that is neither text nor a small integer: hashing it could take for ever."""

    __slots__ = ("key",)

    def __init__(self, key: Any) -> None:
        self.key = key
