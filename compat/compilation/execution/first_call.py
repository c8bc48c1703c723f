"""Plain functions in C: compiled at once, or at their first call if its lengths can make them faster."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from ctypes import CDLL
from functools import cache
from typing import TYPE_CHECKING, Any

from ...backends.array import PythonFunction, compile_python
from ...backends.c.compilers import build
from ...backends.c.emit import emit
from ...backends.c.function import loaded
from ...backends.c.function_by_lengths import function_by_lengths
from ...backends.c.program import compile_c
from ...backends.c.short_axes import with_lengths
from ...backends.compiled import Compiled, Run
from ...graph.check import check_annotations
from ...graph.program import Program
from ..cache import compile_cache
from ..cache.graph_key import Key, settings

if TYPE_CHECKING:  # the emitter, which a cache entry does not need
    from ...backends.c.emit import Unit
    from ...backends.c.function import CFunction
    from ...backends.c.short_axes import Axis

_CHECK = os.environ.get("COMPAT_CHECK") == "1"
Failed = Callable[[Exception], Any]  # called with a CannotCompile
Lengths = Mapping["Axis", int]


def compile_plain(main: Program, key: Key | None, failed: Failed) -> Compiled:
    """Return `main` as a C function.

    key: of its cache entry. failed: called with the reason if an object was not compiled at a call.
    """
    unit = emit(main)
    if not unit.inner_axes or unit.called:
        return compile_c(main, unit)
    build.compiler()  # raises CannotCompile now if there is no compiler
    unchanged = _same_settings()

    @cache
    def python() -> PythonFunction:
        return compile_python(main)

    def compiled_for(lengths: Lengths) -> CDLL | None:
        if not lengths:
            return loaded(unit.text, unit.pointers)
        return _specialised(main, lengths, key) if unchanged() else None

    return function_by_lengths(
        unit.inner_axes,
        [v.type for v in main.inputs],
        [v.type for v in main.outputs],
        compiled_for,
        lambda values: python()(values),
        lambda: unit,
        failed,
    )


def cached_function(
    cached: compile_cache.CacheEntry,
    key: Key,
    inputs: Sequence[Any],
    main: Callable[[], Program | None],
    otherwise: Run,
    unit: Callable[[], Unit],
    failed: Failed,
) -> CFunction:
    """Return the function of a cache entry.

    main: its Program, made from the graph; None if that would be different now. The other arguments as in
    `compile_cache.cached_function` and above.
    """
    if not cached.inner_axes:
        return compile_cache.cached_function(cached, inputs, otherwise, unit)

    def compiled_for(lengths: Lengths) -> CDLL | None:
        if not lengths:
            return cached.library
        known = compile_cache.recall_for(key, lengths)
        if known is not None:
            return known
        whole = main()
        return None if whole is None else _specialised(whole, lengths, key)

    own = len(inputs)
    return function_by_lengths(
        cached.inner_axes,
        [*inputs, *(v.type for v in cached.binding.data)],
        cached.outputs,
        compiled_for,
        lambda values: otherwise(values[:own]),
        unit,
        failed,
    )


def _specialised(main: Program, lengths: Lengths, key: Key | None) -> CDLL:
    """Return the object for arguments of these lengths; CannotCompile if there is none."""
    known = with_lengths(main, lengths)
    if _CHECK:
        check_annotations(known, "lengths of the first call")
    unit = emit(known)
    library = loaded(unit.text, unit.pointers)
    compile_cache.remember_for(key, lengths, unit)
    return library


def _same_settings() -> Callable[[], bool]:
    """Return a function that tells whether the settings that emission reads are still the current ones."""
    then = settings()
    return lambda: settings() == then
