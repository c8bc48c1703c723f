"""What a pickle's foreign names and objects become while it is read: things that only remember.

They are compared and hashed by identity: what a file nests deeply is never walked by Python itself.
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
    """What a call of such a name would have given. It keeps what the pickle hands it and never acts on it."""

    __slots__ = ("path", "arguments", "keywords", "state", "listed", "mapped", "value")

    def __init__(self, path: str, arguments: Any = (), keywords: Any = None) -> None:
        self.path = path
        self.arguments = arguments
        self.keywords = keywords
        self.state: Any = None  # what __setstate__ would have got; mostly a dict of attributes
        self.listed: list[Any] | None = None
        self.mapped: dict[Any, Any] | None = None
        self.value: Any = None  # the number or array that it stands for, once it was asked for

    @property
    def kind(self) -> str:
        """The name of its class, without the module."""
        return self.path.rpartition(".")[2]

    @property
    def attributes(self) -> Mapping[Any, Any]:
        """The attributes of the object that this stands for."""
        states = self.state if isinstance(self.state, tuple) else (self.state,)  # (dict, slots)
        found: dict[Any, Any] = {}
        for state in states[:2]:
            found |= state if isinstance(state, dict) else {}
        return found

    def get(self, name: str) -> Any:
        """Return an attribute of the object that this stands for; None when the pickle gives it none."""
        return self.attributes.get(name)

    def items(self) -> Iterator[tuple[Any, Any]]:
        """Return what it holds as a mapping, and its attributes."""
        yield from (self.mapped or {}).items()
        yield from self.attributes.items()


class OddKey:
    """A key of a dict that is neither text nor a small whole number: hashing it could take for ever."""

    __slots__ = ("key",)

    def __init__(self, key: Any) -> None:
        self.key = key
