"""The description of a program's objects: a digest of each part, by what a sentence calls it.

Functions and objects are described by what they are made of, and these in turn; each is met once, so that circles end.
Nothing of the user's runs for it. What cannot be described is in `unseen`.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter, deque
from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any

from ....compilation.cache.graph_key import NoKey, text_of
from ....graph.types import Type
from . import inline
from .arrays import digest_of, parts_of
from .containers import of_dict, of_list, of_object
from .describing import Describing
from .functions import of_class, of_function
from .graphs import Graphs
from .raw import home, is_a

Made = Callable[[Describing, Any, str], None]

_PYTHON = ".".join(map(str, sys.version_info[:2]))

# By the identity of the class, as a user's class of classes may have an `__eq__` and a `__hash__` of its own.
_INLINE = {id(kind): made for kind, made in inline.BY_TYPE.items()}
# What is described apart, and referred to where it is met.
_APART: dict[int, Made] = {id(FunctionType): of_function, id(list): of_list, id(dict): of_dict}


class Description:
    """Digests of parts, and what could not be described, as sentences' parts: "x, which the function f reads: why".

    model: variables of it stand for themselves; it is described elsewhere.
    """

    def __init__(self, model: Any = None) -> None:
        self.model = model
        self.unseen: dict[str, None] = {}
        self.graphs = Graphs(self.text)
        self.reads_code = False
        self._parts: dict[str, Any] = {}
        self._names: dict[int, str] = {}
        self._arrays: dict[int, str] = {}
        self._counts: Counter[str] = Counter()
        self._keep: list[Any] = []  # keeps identities from being reused
        self._waiting: deque[tuple[Made, Any, str]] = deque()

    def add(self, label: str, value: Any) -> None:
        """Describe an object as a part of that name."""
        self._waiting.append((_note_text, value, label))
        self.finish()

    def finish(self) -> None:
        """Describe what has been met and not described yet."""
        while self._waiting:
            made, value, label = self._waiting.popleft()
            try:
                made(self, value, label)
            except RecursionError:
                self.cannot(label, "it is nested too deeply")

    def parts(self) -> dict[str, str]:
        """Return the digests, by name."""
        self.finish()
        python = {"Python": _PYTHON} if self.reads_code else {}  # code of another one is written otherwise
        return {**python, **{label: one.hexdigest() for label, one in self._parts.items()}}

    # ---- for those that describe kinds of objects

    def alone(self) -> Description:
        """Return an empty description of the same model."""
        return Description(self.model)

    def is_new(self, label: str) -> bool:
        """Return whether there is no part of that name yet."""
        return label not in self._parts

    def note(self, label: str, text: str) -> None:
        """Add to the part of that name."""
        found = self._parts.setdefault(label, hashlib.sha256())
        found.update(f"{len(text)} ".encode() + text.encode("utf-8", "surrogatepass"))

    def cannot(self, label: str, why: str) -> str:
        """Note that something cannot be described, and return a text for it."""
        self.unseen[f"{label} ({why})"] = None
        return f"unseen {label}"

    def text(self, value: Any, label: str) -> str:
        """Return the text of a value: all that it is, or the name of a part that is described apart."""
        kind = type(value)
        if (made := _INLINE.get(id(kind))) is not None:
            return made(self, value, label)
        if (apart := _APART.get(id(kind))) is not None:
            return self._reference(value, label, apart)
        for base, made in inline.BY_BASE:
            if is_a(value, base):
                return made(self, value, label)
        if is_a(value, type):
            return self._reference(value, label, of_class) if home(value) is None else inline.class_text(value)
        if is_a(value, Type):
            try:
                return text_of(value)
            except NoKey:  # a user's type
                return self._reference(value, label, of_object)
        if home(kind) is not None and (found := inline.of_a_library(self, value, label)) is not None:
            return found
        return self._reference(value, label, of_object)

    def array(self, value: Any, label: str) -> str:
        """Return the text of an array of any kind."""
        if id(value) not in self._arrays:
            parts = parts_of(value)
            items = None if parts is not None else self.text(value.ravel().tolist(), label)
            self._arrays[id(value)] = f"array {digest_of(parts)}" if parts is not None else f"{value.shape}{items}"
            self._keep.append(value)
        return self._arrays[id(value)]

    def texts(self, values: Sequence[Any], label: str) -> str:
        """Return the texts of several values."""
        return f"[{', '.join([self.text(one, label) for one in values])}]"

    def _reference(self, value: Any, label: str, made: Made) -> str:
        if id(value) not in self._names:
            label = inline.name_in_sentences(value, label)
            self._names[id(value)] = f"<{label} {self._counts[label]}>"
            self._counts[label] += 1
            self._keep.append(value)
            self._waiting.append((made, value, label))
        return self._names[id(value)]


def _note_text(of: Description, value: Any, label: str) -> None:
    of.note(label, of.text(value, label))


__all__ = ["Description"]
