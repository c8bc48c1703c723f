"""A compiled Program in its parts, with the times of kernels in C, or of nodes in Python."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ...backends.array import PythonFunction, Walk
from ...backends.c.emit import emit
from ...backends.c.errors import CannotCompile
from ...backends.c.loops.clock import Readings
from ...backends.c.program import compile_c
from ...backends.compiled import Compiled, Run
from ...compilation.data_stage.binding import Data
from ...compilation.execution.partial_compilation import FunctionInPieces, in_order
from ...compilation.stages import CachedData
from ...explain.c_kernels import Described, describe
from ...explain.rows import Row, row_of
from ...graph.located import located
from ...graph.program import Program
from ..pipeline import Executable
from .memory_profile import Arrays, Written
from .profile import ProfileStats


class CompiledPart:
    """A Program in C, in the variant whose kernels are timed."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.unit = emit(program, timed=True)
        self.run = compile_c(program, self.unit)
        assert self.unit.clock is not None
        self.counters = self.unit.clock.counters(self.run.library)
        self.rows: list[Row] = []
        self.described: Described | None = None  # if it is profiled

    def __call__(self, values: Sequence[Any]) -> list[Any]:
        return self.run(values)

    def readings(self) -> Any:
        """Return the times since the last reading."""
        return self.counters.readings()

    def describe(self, first: int) -> None:
        """Make the rows of a profile for its kernels, the first of which has number `first`."""
        numbers = {id(v): f"in{k}" for k, v in enumerate(self.program.inputs)}
        self.described = describe(self.unit, lambda v: v.name or numbers[id(v)], first=first)
        names = {b.name: b.what for b in self.described.buffers if b.role == "input"}
        self.rows = [row_of(kernel, names) for kernel in self.described.kernels]

    def written(self, readings: Readings) -> tuple[dict[Any, Arrays], int]:
        """Return what each row wrote in the last call, and the bytes held: scratch is held until the call's end."""
        assert self.described is not None
        lengths = self.described.lengths(readings)
        arrays: dict[str, Written] = {}
        for buffer in self.described.buffers:
            shape = tuple(lengths.get(n, n) for n in buffer.shape)
            if buffer.role in ("output", "scratch") and all(isinstance(n, int) for n in shape):
                arrays[buffer.name] = Written(shape, math.prod(shape) * buffer.itemsize)
        found: dict[Any, Arrays] = {}
        seen: set[str] = set()
        for row, kernel in zip(self.rows, self.described.kernels, strict=True):
            names = [t.array for t in kernel.writes if t.array in arrays]
            found[row] = [replace(arrays[name], owned=name not in seen) for name in names]
            seen.update(names)
        return found, sum(a.bytes for a in arrays.values())


class WalkedPart:
    """A Program node by node in NumPy, with the seconds and shapes of each node."""

    def __init__(self, walker: Walk) -> None:
        self.program, self.walker = walker.program, walker
        self.seconds: dict[Any, float] = {}
        self.calls = 0
        self.shapes: dict[int, tuple[int, ...]] = {}
        self.last: tuple[dict[Any, Arrays], int] = {}, 0

    def __call__(self, values: Sequence[Any]) -> list[Any]:
        walker, program = self.walker, self.program
        environment = {**walker.constants, **dict(zip(walker.inputs, values, strict=True))}
        self._see(program.inputs, values)
        arrays: dict[Any, Arrays] = {}
        held: dict[int, int] = {}  # bytes of live values
        peak = 0
        for node, compute, read, written, dead in walker.steps:
            inputs = [environment[k] for k in read]
            began = time.perf_counter()
            try:
                outputs = compute(None, inputs)
            except Exception as error:
                raise located(error, node, inputs) from error.__cause__
            self.seconds[node] = self.seconds.get(node, 0.0) + time.perf_counter() - began
            self._see(node.outputs, outputs)
            environment.update(zip(written, outputs, strict=True))
            arrays[node] = [_written(value) for value in outputs if isinstance(value, np.ndarray | np.generic)]
            held.update(
                (k, value.nbytes)
                for k, value in zip(written, outputs, strict=True)
                if isinstance(value, np.ndarray) and value.base is None
            )
            peak = max(peak, sum(held.values()))
            for k in dead:
                del environment[k]
                held.pop(k, None)
        self.calls, self.last = self.calls + 1, (arrays, peak)
        return [
            np.asarray(environment[k], dtype=v.type.compat_numpy_dtype)
            if hasattr(v.type, "compat_numpy_dtype")
            else environment[k]
            for k, v in zip(walker.outputs, program.outputs, strict=True)
        ]

    def _see(self, variables: Sequence[Any], values: Sequence[Any]) -> None:
        self.shapes.update(
            (id(v), np.shape(value))
            for v, value in zip(variables, values, strict=True)
            if hasattr(v.type, "compat_numpy_dtype")
        )

    def readings(self) -> tuple[int, dict[Any, float]]:
        """Return (calls, seconds of each node) since the last reading."""
        found = self.calls, self.seconds
        self.calls, self.seconds = 0, {}
        return found


def _written(value: Any) -> Written:
    return Written(np.shape(value), value.nbytes, getattr(value, "base", None) is None)


Part = CompiledPart | WalkedPart


class TimedRun:
    """Runs the Program of `run`, compiled by `backend`, in parts that are timed."""

    def __init__(self, program: Program, run: Compiled) -> None:
        self.call: Run
        if isinstance(run, FunctionInPieces):
            self.parts = [_part(piece.program, piece.function) for piece in run.pieces]
            pieces = [replace(p, function=Compiled(part)) for p, part in zip(run.pieces, self.parts, strict=True)]
            self.call = in_order(run.whole, pieces, run.again)
        else:
            self.parts = [_part(program, run)]
            self.call = self.parts[0]


def _part(program: Program, function: Compiled) -> Part:
    return WalkedPart(function.walker) if isinstance(function, PythonFunction) else CompiledPart(program)


def data_of(executable: Executable) -> Data:
    """Return the data in the order of the partitioned Program's; a cache entry may have another order."""
    known = executable.data
    return executable.compilation.data_of_program if isinstance(known, CachedData) else known


def timed(executable: Executable, profile: ProfileStats) -> None:
    """Make `executable` report to `profile` the time of each kernel, or of each node in NumPy."""
    main = executable.partitioned.main
    profile.backend, profile.nb_nodes = executable.backend, len(main.nodes)
    profile.apply_cimpl = {node: executable.backend == "c" for node in main.nodes}
    if not profile.flag_time_thunks or not executable.run.can_be_timed:
        return
    try:
        inner = TimedRun(main, executable.run)
    except CannotCompile:  # not timed: the profile has only the times of calls
        return
    first = 1
    for part in inner.parts:
        if isinstance(part, CompiledPart):
            part.describe(first)
            first += len(part.rows)
            profile.apply_cimpl.update((row, True) for row in part.rows)
        else:
            profile.apply_cimpl.update((node, False) for node in part.program.nodes)

    def run(values: Sequence[Any]) -> list[Any]:
        try:
            return inner.call(values)
        finally:
            arrays: dict[Any, Arrays] = {}
            peak = 0
            for part in inner.parts:
                arrays_here, peak_here = _reported(part, profile)
                arrays |= arrays_here
                peak = max(peak, peak_here)
            profile.held(arrays, peak)

    executable.built = replace(executable.built, run=replace(executable.run, call=run))
    executable.data = data_of(executable)
    executable.given = None  # this executable is timed, so no other may replace it


def _reported(part: Part, profile: ProfileStats) -> tuple[dict[Any, Arrays], int]:
    """Report the times of a part to `profile`; return what it wrote, and how much it held at once."""
    if isinstance(part, WalkedPart):
        for node, seconds in part.readings()[1].items():
            profile.node_took(node, seconds)
        return part.last
    readings = part.readings()
    if not readings.calls:
        return {}, 0
    for row, seconds in zip(part.rows, readings.kernels, strict=True):
        profile.node_took(row, seconds, readings.calls)
    return part.written(readings)
