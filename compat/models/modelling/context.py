"""`with model:` blocks: a stack of contexts for each thread and class. Source: pymc3.model.ContextMeta."""

from __future__ import annotations

import sys
import threading
from typing import Any

from ...settings import config


class ContextMeta(type):
    """The metaclass of classes whose objects are entered with `with`; classes share the stack of their `context_class`.

    name, bases, namespace: those of any class, nothing with a shape.
    """

    def __new__(cls, name: str, bases: tuple, namespace: dict, **kwargs: Any) -> Any:
        def __enter__(self: Any) -> Any:
            self.__class__.context_class.get_contexts().append(self)
            flags = getattr(self, "_theano_config", None)
            changed = config.change_flags(**flags) if flags else None
            self.__dict__.setdefault("_changed_flags", []).append(changed)
            if changed is not None:
                changed.__enter__()
            return self

        def __exit__(self: Any, kind: type[BaseException] | None, value: object, traceback: Any) -> None:
            self.__class__.context_class.get_contexts().pop()
            changed = self._changed_flags.pop()
            if changed is not None:
                changed.__exit__(kind, value, traceback)

        return super().__new__(cls, name, bases, {"__enter__": __enter__, "__exit__": __exit__, **namespace})

    def __init__(cls, name: str, bases: tuple, namespace: dict, context_class: Any = None, **kwargs: Any) -> None:
        if context_class is not None:
            cls._context_class = context_class
        super().__init__(name, bases, namespace)

    @property
    def context_class(cls) -> Any:
        found = cls._context_class
        if isinstance(found, str):
            found = cls._context_class = getattr(sys.modules[cls.__module__], found)
        return found

    def get_contexts(cls) -> list[Any]:
        """Return the stack of contexts, innermost last."""
        owner = cls.context_class
        if "contexts" not in owner.__dict__:
            owner.contexts = threading.local()
        if not hasattr(owner.contexts, "stack"):
            owner.contexts.stack = []
        return owner.contexts.stack

    def get_context(cls, error_if_none: bool = True) -> Any:
        """Return the innermost context. If there is none, TypeError, or None."""
        stack = cls.get_contexts()
        if stack:
            return stack[-1]
        if error_if_none:
            raise TypeError(f"No {cls} on context stack")
        return None

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """Return an instance whose `__init__` ran in its own context: subclasses of Model define variables there."""
        instance = cls.__new__(cls, *args, **kwargs)
        with instance:
            instance.__init__(*args, **kwargs)
        return instance
