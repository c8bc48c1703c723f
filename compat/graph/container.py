"""Where a value lives between calls: of a shared variable, or of an input of a function (theano.gof.link.Container)."""

from __future__ import annotations

from typing import Any, SupportsIndex

import numpy as np

from .types import Type


class Container:
    """One value, which several owners may share (copies of functions, givens).

    r: its variable, or the type of the value. storage: a list with the value. readonly: whether setting another one
    raises. name: of its variable. strict, allow_downcast: what a new value is converted by, as in theano.In.

    held: the value itself. version: counts its changes. aliased: the caller has the array itself
    (`borrow=True`, or from here) and may write to it without notice, so nothing computed from it is kept from call to
    call. `value` and `data` are legacy's names: a value set there is converted to `type`.
    """

    __slots__ = ("held", "version", "aliased", "type", "name", "strict", "allow_downcast", "readonly", "_storage")

    def __init__(
        self,
        r: Any,
        storage: list[Any],
        readonly: bool = False,
        strict: bool = False,
        allow_downcast: bool | None = None,
        name: str | None = None,
    ) -> None:
        if not isinstance(storage, list) or not storage:
            raise TypeError(f"storage must be a list of at least one value, got {storage!r}.")
        self.held = storage[0]
        self.version = 0
        self.aliased = False
        self.type = r if r is None or isinstance(r, Type) else r.type
        self.name = getattr(r, "name", None) if name is None else name
        self.strict, self.allow_downcast, self.readonly = strict, allow_downcast, readonly
        self._storage: Storage | None = None

    @classmethod
    def of(
        cls,
        held: Any,
        type: Type | None = None,
        name: str | None = None,
        strict: bool = False,
        allow_downcast: bool | None = None,
    ) -> Container:
        """Return one that holds `held`."""
        return cls(type, [held], False, strict, allow_downcast, name)

    @property
    def value(self) -> Any:
        return self.given_away()

    @value.setter
    def value(self, new: float | np.ndarray | list[float]) -> None:
        if self.readonly:
            raise Exception(f"Cannot set readonly storage: {self.name}")
        given = new
        if new is not None and self.type is not None:
            new = self.type.filter(new, strict=self.strict, allow_downcast=self.allow_downcast)
        self.put(new)
        self.aliased = new is given

    data = value

    def given_away(self) -> Any:
        """Return the value itself, for a caller who may write to it."""
        self.aliased = True
        return self.held

    def put(self, new: Any) -> None:
        """Set `new` without conversion."""
        self.held = new
        self.version += 1

    @property
    def storage(self) -> Storage:
        """The value in a list of length one, as legacy's linkers kept it; a value written there is not converted."""
        if self._storage is None:
            self._storage = Storage(self)
        return self._storage

    def __getstate__(self) -> dict[str, Any]:
        return {
            name: getattr(self, name)
            for name in ("held", "version", "aliased", "type", "name", "strict", "allow_downcast", "readonly")
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        Container.__init__(self, None, [None])
        if "storage" in state:  # from a real Theano's pickle
            state = {**state, "held": state["storage"][0]}
        for name in self.__slots__[:-1]:
            if name in state:
                setattr(self, name, state[name])

    def __repr__(self) -> str:
        return f"<{self.held!r}>"

    def __str__(self) -> str:
        return f"<{self.held}>"


class Storage(list):
    """A list whose only element is the value of a Container."""

    def __init__(self, container: Container) -> None:
        super().__init__([None])
        self._container = container

    def __getitem__(self, index: Any) -> Any:
        return [self._container.given_away()][index]

    def __setitem__(self, index: Any, value: Any) -> None:
        self._container.put(value)
        self._container.aliased = True

    def __iter__(self) -> Any:
        return iter([self._container.given_away()])

    def __repr__(self) -> str:
        return repr([self._container.held])

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        return _storage_of, (self._container,)


def _storage_of(container: Container) -> Storage:
    return container.storage
