"""What a pickle's foreign classes and functions become while it is read: things that only remember."""

from __future__ import annotations

from typing import Any


class Inert:
    """Stands for any foreign object. It keeps what the pickle hands it and never acts on it."""

    path = ""  # "pymc3.backends.base.MultiTrace"

    def __new__(cls, *arguments: Any, **named: Any) -> Inert:
        self = object.__new__(cls)
        self.arguments = arguments
        self.state = {}
        self.listed = []
        self.mapped = {}
        return self

    arguments: tuple[Any, ...]
    state: Any  # what __setstate__ would have got; mostly a dict of attributes
    listed: list[Any]
    mapped: dict[Any, Any]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        pass

    def __call__(self, *arguments: Any, **named: Any) -> Inert:
        return type(self)(*arguments)

    def __setstate__(self, state: Any) -> None:
        self.state = state

    def __reduce__(self) -> str:
        raise TypeError("an inert object is not pickled again")

    def append(self, value: Any) -> None:
        self.listed.append(value)

    def extend(self, values: Any) -> None:
        self.listed.extend(values)

    def add(self, value: Any) -> None:
        self.listed.append(value)

    def __setitem__(self, key: Any, value: Any) -> None:
        if isinstance(key, str | int):  # others may be unhashable in their new form
            self.mapped[key] = value

    def get(self, name: str) -> Any:
        """An attribute of the object that this stands for; None when the pickle gives it none."""
        states = self.state if isinstance(self.state, tuple) else (self.state,)  # (dict, slots)
        for state in states:
            if isinstance(state, dict) and name in state:
                return state[name]
        return None


def stand_in(module: str, name: str) -> type[Inert]:
    """A class that stands for `module.name`."""
    return type(name.rpartition(".")[2] or "Inert", (Inert,), {"path": f"{module}.{name}"})
