"""An immutable, hashable dict. Source of the names: theano.misc.frozendict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ....importing.module_getattr import absent_from


class frozendict(Mapping):
    """An immutable dict: `copy(key=value)` returns a changed copy."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._dict = dict(*args, **kwargs)

    def __getitem__(self, key: Any) -> Any:
        return self._dict[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._dict)

    def __len__(self) -> int:
        return len(self._dict)

    def copy(self, **add_or_replace: Any) -> frozendict:
        return type(self)(self, **add_or_replace)

    def __hash__(self) -> int:
        return hash(frozenset(self._dict.items()))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._dict!r}>"


__all__ = ["frozendict"]
__getattr__ = absent_from(__name__)
