"""`dataclass` whose methods are written when a class is first used: most of what an import defines never is.

The standard one compiles up to six methods for each class, which was a third of what `import pymc3` took. With this one
a class has, until its first instance or the first look at its fields, methods that call the standard decorator and then
the methods that this has written. Classes with slots, or not frozen, are made at once.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

FIELDS = "__dataclass_fields__"
_lock = threading.RLock()

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: Any) -> Any:
        """Make a dataclass; its arguments are those of `dataclasses.dataclass`.

        Source: dataclasses.dataclass.
        """

        def decorate(cls: type) -> type:
            if options.get("frozen") and not options.get("slots"):
                _defer(cls, options)
                return cls
            return dataclasses.dataclass(cls, **options)

        return decorate if cls is None else decorate(cls)


def _defer(cls: type, options: dict[str, Any]) -> None:
    """Put methods into the class that have it made, in the places where the standard decorator will put its own."""
    names = ["__init__", "__setattr__", "__delattr__"]
    names += ["__repr__"] if options.get("repr", True) else []
    names += ["__eq__", "__hash__"] if options.get("eq", True) else []
    own = {name: vars(cls)[name] for name in names if name in vars(cls)}  # with __eq__ goes None for __hash__
    placed: dict[str, Any] = {}

    def make() -> None:
        with _lock:
            if not placed:  # another thread has made it
                return
            for name, value in placed.items():
                if vars(cls).get(name) is value:
                    if name in own:
                        setattr(cls, name, own[name])
                    else:
                        delattr(cls, name)
            placed.clear()
            dataclasses.dataclass(cls, **options)

    placed |= {name: _method(cls, name, make) for name in names if own.get(name) is None}
    placed[FIELDS] = _Asked(make, lambda: getattr(cls, FIELDS))  # by `fields`, `replace`, a subclass
    placed["__signature__"] = _Asked(make, lambda: None)  # by `inspect.signature`, which then looks at `__init__`
    for name, value in placed.items():
        setattr(cls, name, value)


def _method(cls: type, name: str, make: Callable[[], None]) -> Callable[..., Any]:
    """Return a method that has the class made and calls what it then has under this name."""

    def method(self: Any, /, *arguments: Any, **keywords: Any) -> Any:
        make()
        return getattr(cls, name)(self, *arguments, **keywords)

    method.__name__ = name
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    return method


class _Asked:
    """An attribute of a class that is not made yet: who asks for it has it made, and then gets `answer()`."""

    def __init__(self, make: Callable[[], None], answer: Callable[[], Any]):
        self._make, self._answer = make, answer

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        self._make()
        return self._answer()
