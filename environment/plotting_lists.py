"""What stands on axes, as the lists that they were until matplotlib 3.6: `ax.lines.pop()`, `ax.texts = []`."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, MutableSequence
from typing import Any
from weakref import WeakSet

from .restored_name import Narrowed

# What `Axes.add_artist` has added: it stood in `ax.artists` alone, the boxes of a box plot too, until matplotlib 3.4.
_ADDED_AS_ARTISTS: WeakSet[Any] = WeakSet()
_ADDERS = {
    "artists": "add_artist",
    "collections": "add_collection",
    "images": "add_image",
    "lines": "add_line",
    "patches": "add_patch",
    "tables": "add_table",
    "texts": "add_artist",
}


class Artists(MutableSequence[Any]):
    """The artists of one kind on some axes; who changes the list changes the axes."""

    def __init__(self, axes: Any, kind: str, found: Callable[[], list[Any]]) -> None:
        self._axes, self._kind, self._found = axes, kind, found

    def __repr__(self) -> str:
        return repr(self._found())

    def __len__(self) -> int:
        return len(self._found())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._found())

    def __getitem__(self, index: Any) -> Any:
        return self._found()[index]

    def __setitem__(self, index: Any, value: Any) -> None:
        new = self._found()
        new[index] = value
        self.become(new)

    def __delitem__(self, index: Any) -> None:
        new = self._found()
        del new[index]
        self.become(new)

    def insert(self, index: int, value: Any) -> None:
        """Add an artist in front of the one at `index`."""
        new = self._found()
        new.insert(index, value)
        self.become(new)

    def sort(self, **how: Any) -> None:
        """Sort the artists, and with them the order in which they are drawn."""
        self.become(sorted(self._found(), **how))

    def __eq__(self, other: object) -> bool:
        return self._found() == list(other) if isinstance(other, Artists | list) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __add__(self, other: Any) -> list[Any]:
        return [*self, *other]

    def __radd__(self, other: Any) -> list[Any]:
        return [*other, *self]

    def become(self, wanted: list[Any]) -> None:
        """Remove from the axes, and add to them, until they have the artists `wanted` in this order."""
        now = self._found()
        kept = [one for one in now if one in wanted]
        if kept != wanted[: len(kept)]:  # in another order: all are added again
            kept = []
        for one in now:
            if one not in kept:
                one.remove()
        for one in wanted[len(kept) :]:
            getattr(self._axes, _ADDERS[self._kind])(one)
            if self._kind == "texts":  # matplotlib has no public `add_text`
                _ADDED_AS_ARTISTS.discard(one)


def _as_list(kind: str, real: Any) -> Any:
    """Return the property `kind` of axes, which can be changed and set."""

    def found(axes: Any) -> list[Any]:
        if kind == "artists":
            own = WeakSet([*real.fget(axes), *_ADDED_AS_ARTISTS])
            return [one for one in axes.get_children() if one in own]
        return [one for one in real.fget(axes) if one not in _ADDED_AS_ARTISTS]

    def get(axes: Any) -> Artists:
        return Artists(axes, kind, functools.partial(found, axes))

    def put(axes: Any, wanted: Any) -> None:
        get(axes).become(list(wanted))

    return property(get, put, doc=real.__doc__)


def _recorded(real: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(real)
    def add_artist(self: Any, a: Any) -> Any:
        added = real(self, a)
        _ADDED_AS_ARTISTS.add(a)
        return added

    return add_artist


TABLE = (
    *(
        Narrowed("matplotlib.axes:Axes", kind, functools.partial(_as_list, kind), "is a list that can be changed")
        for kind in _ADDERS
    ),
    Narrowed("matplotlib.axes:Axes", "add_artist", _recorded, "what it adds stands in ax.artists"),
)
