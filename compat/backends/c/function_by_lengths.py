"""A function of C that is compiled when it is first called, for the lengths that its short axes have then.

They are constants of the text (short_axes.py). Calls with other lengths go to the text for all lengths, which is
compiled when the first of them comes; what a call is answered by follows from its lengths and those of the first.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from ..compiled import Run
from .arguments import argument_of, readable
from .calling import ALL, Caller, Taken, caller
from .compilers.build import address_in
from .errors import CannotCompile
from .function import CFunction, unanswered
from .short_axes import FEW, Axis, are_few, short_lengths
from .status import OTHER_LENGTHS
from .user_ops import HostCalls

if TYPE_CHECKING:  # the emitter, which a function that is found in the cache does without
    from .emit import Unit


@dataclass(frozen=True, eq=False)
class FunctionByLengths(CFunction):
    """A function that has one text for the lengths of its first call, and one for all others."""

    known: Callable[[Sequence[Any]], Mapping[Axis, int]] = lambda values: {}
    answering: Callable[[Sequence[Any]], ctypes.CDLL | None] = lambda values: None

    def library_for(self, values: Sequence[Any]) -> ctypes.CDLL | None:
        return self.answering(values)

    def lengths_of(self, values: Sequence[Any]) -> Mapping[Axis, int]:
        return self.known(values)


def function_by_lengths(
    axes: Sequence[Sequence[Axis]],
    inputs: Sequence[Any],
    outputs: Sequence[Any],
    compiled_for: Callable[[Mapping[Axis, int]], ctypes.CDLL | None],
    otherwise: Run,
    make_unit: Callable[[], Unit],
    failed: Callable[[CannotCompile], Any],
) -> FunctionByLengths:
    """The function `run` from arrays of the types `inputs` to fresh arrays of the types `outputs`; it calls no Python.

    axes: those of its inner loops (`inner_axes`). compiled_for: the object for these lengths, or None where there is
    none; for no lengths the one for all. otherwise: see `c_function`. failed: is passed why an object was not compiled;
    `otherwise` answers then.
    """
    arguments = [argument_of(t) for t in inputs]
    kinds = [(t.numpy_dtype, t.ndim) for t in outputs]
    host = HostCalls(())
    deciding = os.getpid(), threading.Lock()
    chosen: Mapping[Axis, int] | None = None  # the lengths that its text knows, once that is decided
    current: Caller = lambda values: (OTHER_LENGTHS, [])  # noqa: E731
    for_all: Caller | None = None  # the text for all lengths, once it was needed
    specialised: list[ctypes.CDLL] = []

    def one_at_a_time() -> threading.Lock:
        """Held where texts are compiled. A child of a fork has one of its own: who held this one may not be there."""
        nonlocal deciding
        if deciding[0] != os.getpid():
            deciding = os.getpid(), threading.Lock()
        return deciding[1]

    def caller_of(library: ctypes.CDLL, taken: Taken) -> Caller:
        return caller(arguments, kinds, address_in(library, "run"), host, taken)

    @cache
    def library() -> ctypes.CDLL:
        found = compiled_for({})
        assert found is not None
        return found

    def general(taken: Taken = ALL) -> Caller:
        try:
            return caller_of(library(), taken)
        except CannotCompile as reason:
            failed(reason)
            return lambda values: (0, [np.array(v) for v in otherwise(values)])

    def for_lengths(lengths: Mapping[Axis, int]) -> Caller | None:
        try:
            found = compiled_for(lengths)
        except CannotCompile:  # then the other text is refused too, and says so
            return None
        if found is None:
            return None
        specialised.append(found)
        return caller_of(found, Taken(tuple((k, d, n) for (k, d), n in lengths.items())))

    def shapes_of(values: Sequence[Any]) -> list[tuple[int, ...]]:
        return [readable(v, a, k).shape for k, (v, a) in enumerate(zip(values, arguments, strict=True))]

    def decide(shapes: Sequence[tuple[int, ...]]) -> None:
        nonlocal chosen, current
        if are_few(shapes):
            current = general(Taken(most=FEW))
            return
        lengths = short_lengths(axes, shapes)
        found = for_lengths(lengths) if lengths else None
        if found is None:
            lengths, found = {}, general()
        current, chosen = found, lengths

    def elsewhere(values: Sequence[Any]) -> tuple[int, list[Any]]:
        """Return the calls that the present text is not for: the first, and those of other lengths."""
        nonlocal for_all
        if chosen is None:
            shapes = shapes_of(values)
            with one_at_a_time():
                if chosen is None:
                    decide(shapes)
            status, made = current(values)
            if status != OTHER_LENGTHS:
                return status, made
        if for_all is None:
            with one_at_a_time():
                for_all = for_all or general()
        return for_all(values)

    def call(values: Sequence[Any]) -> list[Any]:
        status, made = current(values)
        if status == 0:
            return made
        if status == OTHER_LENGTHS:
            status, made = elsewhere(values)
            if status == 0:
                return made
        return unanswered(status, values, host, otherwise)

    def known(values: Sequence[Any]) -> Mapping[Axis, int]:
        shapes = shapes_of(values)
        lengths = chosen if chosen is not None else {} if are_few(shapes) else short_lengths(axes, shapes)
        return lengths if all(shapes[k][d] == n for (k, d), n in lengths.items()) else {}

    def answering(values: Sequence[Any]) -> ctypes.CDLL | None:
        try:
            return library() if not known(values) else specialised[0] if chosen else None
        except CannotCompile:
            return None

    return FunctionByLengths(call, arguments, library, make_unit, "run", known, answering)


__all__ = ["FunctionByLengths", "function_by_lengths"]
