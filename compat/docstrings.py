"""Docstrings made of data: of objects that are called, and of functions and classes whose arguments are alike."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Documented = TypeVar("Documented")


class _OfInstances:
    def __init__(self, own: str | None, describe: Callable[[Any], str]) -> None:
        self.own, self.describe = own, describe

    def __get__(self, instance: Any, owner: type) -> str | None:
        return self.own if instance is None else self.describe(instance)


def of_instances(own: str | None, describe: Callable[[Any], str]) -> Any:
    """Return a `__doc__` for a class: its `own` docstring, and `describe(instance)` for each instance.

    It is described when somebody asks, so that `import theano` does not wait for it.
    """
    return _OfInstances(own, describe)


def with_words(words: Mapping[str, str], source: str, example: str, **own: str) -> Callable[[Documented], Documented]:
    """Return a decorator that writes arguments, an example and the source behind the docstring of a function or class.

    words: what arguments are, by their names, in all that share them; own: further ones, or others in their place.
    KeyError for an argument of which neither tells.
    """

    def decorate(documented: Documented) -> Documented:
        made: Any = documented
        if made.__doc__ is not None:  # Python -OO drops docstrings
            made.__doc__ = text(
                made.__doc__, {name: {**words, **own}[name] for name in arguments(made)}, example, source
            )
        return documented

    return decorate


def text(said: str, words: Mapping[str, str], example: str, source: str) -> str:
    """Return a docstring of the common form: what is said, arguments, an example, the source."""
    told = "\n".join(f"{name}: {what}." for name, what in words.items())
    code = "\n".join(f"    {line}".rstrip() for line in example.strip().split("\n"))
    written = [inspect.cleandoc(said), told, f"Example::\n\n{code}", f"Source: {source}."]
    return "\n\n".join(filter(None, written))


def arguments(made: Any) -> list[str]:
    """Return the names of a function's arguments, or of a class's `__init__`, `self` left out."""
    code = inspect.unwrap(made.__init__ if inspect.isclass(made) else made).__code__
    return [name for name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] if name != "self"]
