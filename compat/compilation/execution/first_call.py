"""Plain functions in C: compiled at once, or at their first call if its lengths can make them faster."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ctypes import CDLL

from ...backends.c.calling import loaded
from ...backends.c.compilers import build
from ...backends.c.emit import Unit, emit
from ...backends.c.function import CFunction
from ...backends.c.function_by_lengths import function_by_lengths
from ...backends.c.program import ProgramSource, compile_c
from ...backends.c.short_axes import Axis, with_lengths
from ...graph.check import check_annotations
from ...graph.program import Program
from ..cache import compile_cache
from ..cache.graph_key import Key, settings
from .partial_compilation import InC

_CHECK = os.environ.get("COMPAT_CHECK") == "1"


class PlainInC(InC):
    """The C backend for a function that is called with arrays. key: of its cache entry."""

    def __init__(self, key: Key | None) -> None:
        self._key = key

    def compile_whole(self, whole: Program) -> CFunction:
        unit = emit(whole)
        if not unit.inner_axes or unit.called:
            return compile_c(whole, unit)
        build.compiler()  # raises CannotCompile now if there is no compiler
        return function_by_lengths(
            unit.inner_axes,
            [v.type for v in whole.inputs],
            [v.type for v in whole.outputs],
            PlainSource(whole, unit, self._key),
        )


class PlainSource(ProgramSource):
    """A Program, its text for all lengths, and the key of its cache entry."""

    def __init__(self, program: Program, unit: Unit, key: Key | None) -> None:
        super().__init__(program, unit)
        self._key, self._settings = key, settings()

    def library_for(self, lengths: Mapping[Axis, int]) -> CDLL | None:
        if not lengths:
            return loaded(self.unit.text, self.unit.pointers)
        # None if the settings that emission reads are no longer the same
        return specialised_object(self.program, lengths, self._key) if settings() == self._settings else None


def specialised_object(main: Program, lengths: Mapping[Axis, int], key: Key | None) -> CDLL:
    """Return the object for arguments of these lengths; CannotCompile if there is none."""
    known = with_lengths(main, lengths)
    if _CHECK:
        check_annotations(known, "lengths of the first call")
    unit = emit(known)
    library = loaded(unit.text, unit.pointers)
    compile_cache.remember_for(key, lengths, unit)
    return library
