"""Compiles functions of any arguments: from the cache entry of an earlier process, or by preparing and a backend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..backends.array import compile_python
from ..backends.compiled import Compiled
from ..compilation.cache import compile_cache
from ..compilation.data_stage.binding import Data, Partitioned
from ..compilation.data_stage.data_as_inputs import Following
from ..compilation.data_stage.rereading import rereading
from ..compilation.equal_values import equal_values_as_numbers
from ..compilation.execution.built import Built, Facts, in_numpy_by_choice
from ..compilation.execution.running import AS_ITS_MODE_SAYS, Backend, backend_of
from ..compilation.modes import Mode
from ..compilation.stages import Compilation, Written, cached_function
from ..graph.fallbacks import compiled_to
from ..graph.garbage_collection import without_collections
from ..graph.origin import as_if_from, user_line
from ..graph.user_op import in_python
from ..graph.variable import SharedVariable, Variable
from ..settings import config
from . import checking_modes


@dataclass
class Executable:
    """A compiled graph over its data: call it with one array per element of `inputs`; data are looked up by version.

    given: the graph as the caller gave it, to be compiled again with shared variables as inputs too, where those change
    at nearly every call; None if it is not. instead: what runs now, and the shared variables that are its last inputs.
    """

    compilation: Compilation
    built: Built
    data: Data
    given: Written | None = None
    instead: tuple[Executable, Following] | None = None

    @property
    def inputs(self) -> Sequence[Variable]:
        return self.compilation.inputs

    @property
    def partitioned(self) -> Partitioned:
        """The Program that runs, in its two parts."""
        return self.compilation.prepared.partitioned

    @property
    def backend(self) -> str:
        return self.built.backend

    @property
    def run(self) -> Compiled:
        return self.built.run

    def __call__(self, values: Sequence[Any]) -> list[Any]:
        instead = self.instead
        if instead is not None:
            other, following = instead
            if following.is_last():
                self.instead = None
            return other([*values, *following.values()])
        data = self.data
        data.changes.calls += 1
        current = data.current()
        if current is None:
            current = data.values()
            if data.changes.noted and (often := data.changes.often()):
                self._follow(often)
        return self.built.run.call([*values, *current])

    def _follow(self, variables: Sequence[SharedVariable]) -> None:
        """Take the values of `variables` as arguments from the next call on, until they stop changing."""
        if self.given is None or not self.run.fresh:
            return
        other = _settled(replace(self.given, inputs=[*self.given.inputs, *variables]), self.compilation.mode)
        if other.run.fresh:
            self.instead = other, Following(variables)


def compile_graph(inputs: Sequence[Variable], outputs: Sequence[Variable], mode: Mode) -> Executable:
    """Compile `outputs` as functions of `inputs` under `mode`."""
    written = Written(tuple(inputs), outputs, ("a function",))
    executable = _settled(written, mode)
    if executable.backend == "c":
        executable.given = written
    return executable


def _settled(written: Written, mode: Mode) -> Executable:
    asked_at = user_line()  # one look through the stack for all nodes that are made below
    with config.change_flags(compute_test_value="off"), without_collections(), as_if_from(asked_at):
        if mode.rule_set == "all":
            written = replace(written, outputs=equal_values_as_numbers(written.inputs, written.outputs))
        return compiled(Compilation(written, mode))


def compiled(compilation: Compilation) -> Executable:
    """Return what runs the graph of `compilation`."""
    cached, mode = compilation.cached, compilation.mode
    if cached is not None:
        built = Built("C", backend="c", run=cached_function(compilation, cached))
        compiled_to(built.where)
        return Executable(compilation, built, compilation.data)
    partitioned = compilation.prepared.partitioned
    if mode.backend in ("debug", "nanguard", "monitor"):
        Facts(chosen=in_numpy_by_choice(partitioned.main.nodes, AS_ITS_MODE_SAYS)).report()
        return (_debug if mode.backend == "debug" else _watched)(compilation)
    again = rereading(partitioned)
    built = _backend(compilation).compile(partitioned.main, partitioned.data, again)
    built.report()
    if built.where:
        compiled_to(built.where)
    if built.where == "C":
        compile_cache.remember(compilation.key, partitioned, built.run.unit)  # type: ignore[attr-defined]
    data = Data(partitioned) if built.backend == "python" else compilation.data
    return Executable(compilation, replace(built, run=built.run.bound(data)), data)


def _backend(compilation: Compilation) -> Backend:
    mode = compilation.mode
    if mode.backend != "c":
        return backend_of(mode.backend, AS_ITS_MODE_SAYS, mode.by_perform)
    from ..compilation.execution.first_call import PlainInC  # the C backend: only when something is compiled

    return PlainInC(compilation.key)


def _watched(compilation: Compilation) -> Executable:
    """Return what runs a function node by node, as a NanGuardMode, a MonitorMode or a WrapLinker asks for."""
    partitioned = compilation.prepared.partitioned
    data, again = Data(partitioned), rereading(partitioned)
    run = checking_modes.watched(partitioned, compilation.mode, None if again is None else again.bound(data))
    return Executable(compilation, Built(backend="python", run=Compiled(run)), data)


def _debug(compilation: Compilation) -> Executable:
    """Return an executable that runs C, Python and the graph as written side by side."""
    from ..compilation.rewriting.preparing import prepare  # all rules: only when something is compiled

    mode: Any = compilation.mode
    inputs, outputs, main = compilation.inputs, compilation.written.outputs, compilation.prepared.partitioned.main
    plain = prepare(inputs, outputs, "none", fold=False)
    own = None if mode.check_c_code else in_python
    runs: dict[str, Compiled] = {"python": compile_python(main, own)} if mode.check_py_code else {}
    name = "python"
    if mode.check_c_code:
        built = backend_of("c").compile(main)
        built.report()
        name, runs["c"] = built.backend, built.run
    run = checking_modes.Compared(runs, plain, mode, len(inputs), outputs)
    data = Data(compilation.prepared.partitioned)
    return Executable(compilation, Built(backend=name, run=Compiled(run.__call__)), data)
