"""`explain()` of functions and densities: what they do and cost, measured by running them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...backends.c.compilers.discovery import compiler
from ...backends.c.errors import CannotCompile
from ...backends.c.function import CFunction
from ...backends.c.nests.formula import Shown
from ...backends.c.short_axes import with_lengths
from ...backends.compiled import Compiled
from ...compilation.execution.how_compiled import how_data, how_lengths, op_names, why_not_c
from ...compilation.execution.running import backend_of
from ...explain import c_kernels
from ...explain.explanation import Explanation
from ...explain.kernel import Buffer, Kernel
from ...explain.node_kernels import describe
from ...explain.program_lines import Names, Part, lines
from ...graph.program import Program
from ...graph.variable import Variable
from .timed import CompiledPart, TimedRun, WalkedPart, data_of

if TYPE_CHECKING:
    from ...backends.c.loops.clock import Readings
    from ...compilation.densities.density import Density

LONG_ENOUGH = 0.05  # seconds of a batch of calls
BATCHES = 5
_SEVERAL = "Several parts are compiled, and what only NumPy can run stands between them (`node` kernels): {}."
_JAX = "XLA compiles the whole as one piece: there is the program, and the time of a call."
_WATCHED = "A mode watches each node: there is the program alone."


@dataclass(frozen=True)
class Subject:
    """The subject of an explanation: `run` computes `program`, compiled by `backend`.

    names: of inputs, by id. roles: of inputs. part: as in Names. place: name of an element of an input that is packed
    from several values, by its index.
    """

    title: str
    program: Program
    backend: str
    run: Compiled
    names: Mapping[int, str]
    roles: Mapping[int, str]
    part: Part | None = None
    place: Callable[[Sequence[Shown]], str] | None = None

    def name(self, v: Variable) -> str:
        return self.names.get(id(v)) or v.name or "?"


def explained(subject: Subject, values: Sequence[Any] | None, how_to_measure: str = "") -> Explanation:
    """Return the explanation of `subject`, measured at `values` (None: not measured; `how_to_measure` says how)."""
    notes: tuple[str, ...] = (how_to_measure,) if values is None and how_to_measure else ()
    program = tuple(lines(Names(subject.program, subject.name, subject.part)))
    bare = Explanation(subject.title, subject.backend, program, (), notes=notes)
    if subject.backend == "jax" or not subject.run.can_be_timed:
        return _as_one_piece(bare, subject.run, values)
    try:
        runner = TimedRun(subject.program, subject.run)
    except CannotCompile as reason:
        return replace(bare, notes=(*notes, f"Kernels cannot be timed here: {reason}"))
    measured = _measured(runner, subject.run, values) if values is not None else None
    found = _Found(subject, values or (), len(runner.parts) > 1)
    for number, part in enumerate(runner.parts):
        readings = None if measured is None else measured.readings[number]
        if isinstance(part, CompiledPart):
            found.add_compiled(part, readings, number)
        else:
            found.add_nodes(part, readings, number)
    if found.several:
        apart = [node for part in runner.parts if not isinstance(part, CompiledPart) for node in part.program.nodes]
        notes += (_SEVERAL.format(", ".join(op_names(apart))),)
    has_clock = measured is not None and subject.backend == "c"
    return replace(
        bare,
        kernels=tuple(found.kernels),
        buffers=tuple(found.buffers),
        lengths=found.lengths,
        meaning=found.meaning,
        seconds=measured.seconds if measured else None,
        begin=found.begin if has_clock else None,
        end=found.end if has_clock else None,
        clock=found.clock or None,
        compiler=_compiler() if subject.backend == "c" else "",
        notes=notes,
    )


def _as_one_piece(bare: Explanation, run: Compiled, values: Sequence[Any] | None) -> Explanation:
    """Return the explanation of a program without kernels that can be timed."""
    bare = replace(bare, notes=(*bare.notes, _JAX if bare.backend == "jax" else _WATCHED))
    if values is None or bare.backend != "jax":
        return bare
    seconds = _seconds(run, values)
    return replace(bare, kernels=(Kernel(1, "whole", ("XLA",), (), seconds=seconds),), seconds=seconds)


@dataclass
class _Found:
    """The kernels of the parts so far, with their readings. several: there is more than one part."""

    subject: Subject
    values: Sequence[Any]
    several: bool
    kernels: list[Kernel] = field(default_factory=list)
    buffers: list[Buffer] = field(default_factory=list)
    lengths: dict[str, int] = field(default_factory=dict)
    meaning: dict[str, str] = field(default_factory=dict)
    begin: float = 0.0
    end: float = 0.0
    clock: float = 0.0

    def add_nodes(self, part: WalkedPart, readings: Any, number: int) -> None:
        names = Names(part.program, self.subject.name)
        found = describe(part.program, names, part.shapes, len(self.kernels) + 1, number)
        if readings is not None:
            calls, seconds = readings
            found = [k.timed(seconds.get(k.node, 0.0) / calls) for k in found]
        self.kernels += found

    def add_compiled(self, part: CompiledPart, readings: Readings | None, number: int) -> None:
        name_of, scope = _name_of(self.subject, part.program), f"p{number}." if self.several else ""
        described = c_kernels.describe(
            part.unit, name_of, dict(self.subject.roles), scope, len(self.kernels) + 1, number
        )
        found = described.kernels
        if readings is not None:
            found = tuple(k.timed(s / readings.calls) for k, s in zip(found, readings.kernels, strict=True))
            self.lengths |= described.lengths(readings)
            if not self.several:  # a length may be the value of a scalar
                self.lengths |= {f"(*in{k})": int(v) for k, v in enumerate(self.values) if _is_integer(v)}
            self.begin += readings.begin / readings.calls
            self.end += readings.end / readings.calls
            self.clock = readings.clock / readings.calls
        self.kernels += found
        self.buffers += described.buffers
        self.meaning |= {n: what for n, what in described.meaning.items() if _is_used(n, found, described.buffers)}


def _name_of(subject: Subject, program: Program) -> Callable[[Variable], Any]:
    """Return names for the kernels of one part, whose inputs may be values of the whole."""
    numbers = {id(v): k for k, v in enumerate(program.inputs)}
    parted = subject.program.inputs[0] if subject.place is not None else None

    def name(v: Variable) -> Any:
        if v is parted:
            return subject.place
        return subject.names.get(id(v)) or v.name or f"in{numbers.get(id(v), '?')}"

    return name


def _is_integer(value: np.ndarray) -> bool:
    return np.ndim(value) == 0 and getattr(value, "dtype", np.dtype(float)).kind in "iu"


def _is_used(length: str, kernels: Sequence[Kernel], buffers: Sequence[Buffer]) -> bool:
    """Return whether a length occurs in the explanation."""
    return any(length in b.shape for b in buffers) or any(length in k.loops for k in kernels)


def _compiler() -> str:
    return " ".join(compiler().command)


@dataclass(frozen=True)
class _Measured:
    """The readings of each part in the least disturbed batch; `seconds`: of one call of the ordinary run."""

    readings: list[Any]
    seconds: float


def _measured(runner: TimedRun, run: Compiled, values: Sequence[Any]) -> _Measured:
    """Measure kernels and ordinary calls alternately, so that both see the same machine state.

    Of several batches the fastest counts, whose readings belong together.
    """
    runner.call(values)  # the first calls compile and touch new memory
    run.call(values)
    calls = _enough(runner, values)
    timed: list[tuple[float, list[Any]]] = []
    plain: list[float] = []
    for _ in range(BATCHES):
        for part in runner.parts:
            part.readings()
        taken = _batch(runner, values, calls)
        timed.append((taken, [part.readings() for part in runner.parts]))
        plain.append(_batch(run, values, calls))
    return _Measured(min(timed, key=lambda one: one[0])[1], min(plain) / calls)


def _batch(run: Compiled | TimedRun, values: Sequence[Any], calls: int) -> float:
    """Return the seconds of so many calls."""
    call, began = run.call, time.perf_counter()
    for _ in range(calls):
        call(values)
    return time.perf_counter() - began


def _enough(run: Compiled | TimedRun, values: Sequence[Any]) -> int:
    """Return the number of calls in a batch."""
    return max(1, min(10000, int(LONG_ENOUGH / max(_batch(run, values, 1), 1e-9))))


def _seconds(run: Compiled, values: Sequence[Any]) -> float:
    """Return the seconds of one call: the fastest of several batches."""
    run.call(values)
    calls = _enough(run, values)
    return min(_batch(run, values, calls) for _ in range(BATCHES)) / calls


def explain_function(f: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Explanation:
    """Return the explanation of a Function, measured at these arguments, or at its defaults if all inputs have one."""
    executable = f.executable
    values: list[Any] | None = None
    if args or kwargs or not any(f._required):
        given = [f._filter(k, v) for k, v in enumerate(f._arguments(args, dict(kwargs)))]
        values = [*given, *(s.container.held for s in f.updated), *data_of(executable).values()]
    main = executable.partitioned.main
    if values is not None and isinstance(executable.run, CFunction):
        main = with_lengths(main, executable.run.lengths_of(values))
    names, roles = {}, {}
    for k, v in enumerate(main.inputs):
        own = k < len(executable.inputs)
        names[id(v)] = v.name or (f"in{k}" if own else f"data{k - len(executable.inputs)}")
        roles[id(v)] = "input" if own and k < len(f.ins) else "data"
    title = f"Function {f.name}" if f.name else "Function"
    subject = Subject(title, main, executable.backend, executable.run, names, roles)
    found = explained(subject, values, "Not measured: give arguments, f.explain(values...), for times and numbers.")
    followed = () if executable.instead is None else executable.instead[1].variables
    how = (
        *how_lengths(executable.run, [subject.name(v) for v in main.inputs], values),
        *how_data(executable.partitioned, followed, executable.given is not None),
        *(why_not_c(executable.built) if f.mode.backend == "c" and executable.backend == "python" else ()),
    )
    return replace(found, notes=(*found.notes, *how))


@dataclass(frozen=True)
class Place:
    """The place of a variable in the flat vector of a density."""

    name: str
    start: int
    shape: tuple[int, ...]

    @property
    def stop(self) -> int:
        size = 1
        for n in self.shape:
            size *= n
        return self.start + size


def explain_density(density: Density, places: Sequence[Place], x: np.ndarray, title: str) -> Explanation:
    """Return the explanation of a log density with its gradient, measured at the flat vector `x`."""
    partitioned = density.logp.prepared.partitioned
    built = backend_of(density.mode.backend).compile(partitioned.main, partitioned.data)
    built.report()
    names = {id(v): v.name or f"data{k}" for k, v in enumerate(partitioned.data)}
    names[id(partitioned.main.inputs[0])] = "x"
    roles = {id(v): "data" for v in partitioned.data}
    subject = Subject(
        title,
        partitioned.main,
        built.backend,
        built.run,
        names,
        roles,
        lambda a, b: _part(places, a, b),
        lambda index: _place(places, index),
    )
    found = explained(subject, [x, *density.logp.arrays()])
    where = "; ".join(f"x[{p.start}:{p.stop}] {p.name}" if p.shape else f"x[{p.start}] {p.name}" for p in places)
    how = how_data(density.logp.prepared.partitioned, (), built.backend == "c")
    return replace(
        found, notes=(*found.notes, f"Free variables: {where}.", "Results: the log density, then its gradient.", *how)
    )


def _part(places: Sequence[Place], start: int, stop: int) -> str | None:
    """Return the name of x[start:stop]."""
    for p in places:
        if p.start == start and p.stop == stop:
            return p.name
        if p.start <= start and stop <= p.stop:
            return f"{p.name}[{start - p.start}:{stop - p.start}]"
    return None


def _place(places: Sequence[Place], index: Sequence[Shown]) -> str:
    """Return the name of x at an index such as `3` or `2 + i0`."""
    [at] = index
    rest = at.text if at.rest is None else at.rest
    for p in places:
        if p.start <= at.number < p.stop:
            offset = at.number - p.start
            if not rest:
                return p.name if not p.shape else f"{p.name}[{offset}]"
            return f"{p.name}[{f'{offset} + ' if offset else ''}{rest}]"
    return f"x[{at.text}]"


__all__ = ["Place", "explain_density", "explain_function"]
