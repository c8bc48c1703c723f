"""A C function that is compiled at its first call, for the lengths that its short axes have in that call.

Those lengths are constants of the text (short_axes.py). Calls with other lengths use a text for all lengths, which is
compiled when the first of them comes. Which text serves a call depends only on its lengths and those of the first call.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from ...graph.fallbacks import fall_back
from ...rules import thresholds
from .arguments import Argument, argument_of, readable
from .calling import ALL, Caller, Taken, caller
from .compilers.build import address_in
from .errors import CannotCompile
from .function import CFunction, Source, unanswered
from .short_axes import Axis, are_few, short_lengths
from .status import OTHER_LENGTHS
from .user_ops import HostCalls


class SourceByLengths(Source, Protocol):
    """What a function is compiled from whose objects are for known lengths."""

    def library_for(self, lengths: Mapping[Axis, int]) -> ctypes.CDLL | None:
        """Return the object for these lengths, None if there is none; for no lengths, the one for all."""


def _undecided(values: Sequence[Any]) -> tuple[int, list[Any]]:
    return OTHER_LENGTHS, []


@dataclass(eq=False)
class _Texts:
    """The texts of a function, each compiled when a call needs it.

    chosen: the lengths that the specialised text knows, once decided. specialised: the object of that text. current:
    calls it. for_all: calls the text for all lengths, once it was needed. axes, source: as in `function_by_lengths`.
    """

    axes: Sequence[Sequence[Axis]]
    arguments: Sequence[Argument]
    kinds: Sequence[tuple[Any, int]]
    source: SourceByLengths
    host: HostCalls = field(default_factory=lambda: HostCalls(()))
    chosen: Mapping[Axis, int] | None = None
    specialised: ctypes.CDLL | None = None
    current: Caller = _undecided
    for_all: Caller | None = None
    _library: ctypes.CDLL | None = None
    _deciding: tuple[int, threading.Lock] = field(default_factory=lambda: (os.getpid(), threading.Lock()))

    def call(self, values: Sequence[Any]) -> list[Any]:
        status, made = self.current(values)
        if status == 0:
            return made
        if status == OTHER_LENGTHS:
            status, made = self._elsewhere(values)
            if status == 0:
                return made
        return unanswered(status, values, self.host, self.source)

    def _elsewhere(self, values: Sequence[Any]) -> tuple[int, list[Any]]:
        """Return the result of a call that the current text does not serve: the first, or one with other lengths."""
        if self.chosen is None:
            shapes = self._shapes(values)
            with self._one_at_a_time():
                if self.chosen is None:
                    self._decide(shapes)
            status, made = self.current(values)
            if status != OTHER_LENGTHS:
                return status, made
        if self.for_all is None:
            with self._one_at_a_time():
                self.for_all = self.for_all or self._general()
        return self.for_all(values)

    def _one_at_a_time(self) -> threading.Lock:
        """Return the lock under which texts are compiled; a forked child has its own, as the parent's may be held."""
        if self._deciding[0] != os.getpid():
            self._deciding = os.getpid(), threading.Lock()
        return self._deciding[1]

    def _decide(self, shapes: Sequence[tuple[int, ...]]) -> None:
        if are_few(shapes):
            self.current = self._general(Taken(most=thresholds.SHORT_AXES_FEWEST_ELEMENTS))
            return
        lengths = short_lengths(self.axes, shapes)
        found = self._for_lengths(lengths) if lengths else None
        if found is None:
            lengths, found = {}, self._general()
        self.current, self.chosen = found, lengths

    def _for_lengths(self, lengths: Mapping[Axis, int]) -> Caller | None:
        try:
            found = self.source.library_for(lengths)
        except CannotCompile:  # the text for all lengths is rejected too, and reports it
            return None
        if found is None:
            return None
        self.specialised = found
        return self._caller(found, Taken(tuple((k, d, n) for (k, d), n in lengths.items())))

    def _general(self, taken: Taken = ALL) -> Caller:
        try:
            return self._caller(self.library(), taken)
        except CannotCompile as reason:
            fall_back(str(reason), noticed=True, numbers=True)
            otherwise = self.source.otherwise
            return lambda values: (0, [np.array(v) for v in otherwise(values)])

    def _caller(self, library: ctypes.CDLL, taken: Taken) -> Caller:
        return caller(self.arguments, self.kinds, address_in(library, "run"), self.host, taken)

    def _shapes(self, values: Sequence[Any]) -> list[tuple[int, ...]]:
        return [readable(v, a, k).shape for k, (v, a) in enumerate(zip(values, self.arguments, strict=True))]

    def library(self) -> ctypes.CDLL:
        """Return the object for all lengths."""
        if self._library is None:
            self._library = self.source.library_for({})
            assert self._library is not None
        return self._library

    def library_for(self, values: Sequence[Any]) -> ctypes.CDLL | None:
        try:
            return self.library() if not self.lengths_of(values) else self.specialised if self.chosen else None
        except CannotCompile:
            return None

    def lengths_of(self, values: Sequence[Any]) -> Mapping[Axis, int]:
        shapes, lengths = self._shapes(values), self.chosen
        if lengths is None:
            lengths = {} if are_few(shapes) else short_lengths(self.axes, shapes)
        return lengths if all(shapes[k][d] == n for (k, d), n in lengths.items()) else {}


@dataclass(frozen=True, eq=False)
class FunctionByLengths(CFunction):
    """A function with one text for the lengths of its first call, and one for all others."""

    texts: _Texts = field(kw_only=True)

    @property
    def library(self) -> ctypes.CDLL:
        return self.texts.library()

    def library_for(self, values: Sequence[Any]) -> ctypes.CDLL | None:
        return self.texts.library_for(values)

    def lengths_of(self, values: Sequence[Any]) -> Mapping[Axis, int]:
        return self.texts.lengths_of(values)


def function_by_lengths(
    axes: Sequence[Sequence[Axis]],
    inputs: Sequence[Any],
    outputs: Sequence[Any],
    source: SourceByLengths,
) -> FunctionByLengths:
    """Return the function `run`, from arrays of the types `inputs` to fresh arrays; it calls no Python.

    axes: those of its inner loops (`inner_axes`). If no object can be compiled at a call, `source.otherwise` computes
    from then on.
    """
    kinds = [(t.compat_numpy_dtype, t.ndim) for t in outputs]
    texts = _Texts(axes, [argument_of(t) for t in inputs], kinds, source)
    return FunctionByLengths(texts.call, texts.arguments, source, texts=texts)
