"""Compiles functions of any arguments: from the cache entry of an earlier process, or by preparing and a backend."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..backends.array import PythonFunction, compile_python
from ..backends.compiled import Compiled, Run
from ..compilation.cache import compile_cache
from ..compilation.cache.graph_key import Key
from ..compilation.data_stage.binding import Data, Partitioned
from ..compilation.data_stage.data_as_inputs import Following
from ..compilation.data_stage.rereading import Rereading, rereading
from ..compilation.equal_values import equal_values_as_numbers
from ..compilation.execution.running import compile_stage, run_in_numpy, run_with
from ..compilation.modes import Mode, NanGuardMode
from ..graph.fallbacks import compiled_to, fall_back
from ..graph.garbage_collection import without_collections
from ..graph.origin import as_if_from, user_line
from ..graph.program import Program
from ..graph.user_op import in_python
from ..graph.variable import SharedVariable, Variable
from ..settings import config
from . import checking_modes
from .checking_modes import compared, inspected


@dataclass
class Executable:
    """A compiled Program: call it with one array per element of `inputs`; data are looked up by version.

    with_inputs: compiles the same with shared variables as inputs too, for those that change at nearly every call.
    rewriting: seconds that the rules took.
    """

    inputs: tuple[Variable, ...]
    make_partitioned: Callable[[], Partitioned]
    data: Data
    backend: str
    run: Compiled
    with_inputs: Callable[[Sequence[SharedVariable]], Executable] | None = None
    following: Following | None = None
    rewriting: float = 0.0

    @property
    def partitioned(self) -> Partitioned:
        """The Program that runs, in its two parts."""
        return self.make_partitioned()

    def __call__(self, values: Sequence[Any]) -> list[Any]:
        following = self.following
        if following is not None:
            return following(values)
        data = self.data
        data.changes.calls += 1
        now = data.current()
        if now is None:
            now = data.values()
            if data.changes.noted and (often := data.changes.often()):
                self._follow(often)
        return self.run.call([*values, *now])

    def _follow(self, variables: Sequence[SharedVariable]) -> None:
        """Take the values of `variables` as arguments from the next call on, until they stop changing."""
        if self.with_inputs is None or not self.run.fresh:
            return
        other = self.with_inputs(variables)
        if other.run.fresh:
            containers = [v.container for v in variables]
            self.following = Following(
                variables, lambda values: other([*values, *[c.held for c in containers]]), self._stop_following
            )

    def _stop_following(self) -> None:
        self.following = None


def compile_graph(inputs: Sequence[Variable], outputs: Sequence[Variable], mode: Mode) -> Executable:
    """Compile `outputs` as functions of `inputs` under `mode`."""
    executable = _settled(inputs, outputs, mode)
    if executable.backend == "c":
        executable.with_inputs = lambda variables: _settled([*inputs, *variables], outputs, mode)
    return executable


def _settled(inputs: Sequence[Variable], outputs: Sequence[Variable], mode: Mode) -> Executable:
    asked_at = user_line()  # one look through the stack for all nodes that are made below
    with config.change_flags(compute_test_value="off"), without_collections(), as_if_from(asked_at):
        if mode.rule_set == "all":
            outputs = equal_values_as_numbers(inputs, outputs)
        seconds: list[float] = []
        executable = _compiled(inputs, outputs, mode, seconds)
        executable.rewriting = sum(seconds)
        return executable


def _compiled(inputs: Sequence[Variable], outputs: Sequence[Variable], mode: Mode, seconds: list[float]) -> Executable:
    """Compile as `compile_graph` says. seconds: gets how long the rules took, if they ran."""
    key = (
        compile_cache.key_of(inputs, outputs, mode.rule_set, mode.own, ("a function",)) if mode.backend == "c" else None
    )
    cached = compile_cache.recall(key)

    @cache
    def partitioned_now() -> Partitioned:
        from ..compilation.rewriting.preparing import prepare  # all rules: only when something is compiled

        began = time.perf_counter()
        found = prepare(
            inputs, outputs, mode.rule_set, fold=mode.rule_set != "none", own=mode.own, in_jax=mode.backend == "jax"
        )
        seconds.append(time.perf_counter() - began)
        return found

    if key is not None and cached is not None:

        def main_now() -> Program | None:
            with config.change_flags(compute_test_value="off"), without_collections():
                now = compile_cache.key_of(inputs, outputs, mode.rule_set, mode.own, ("a function",))
                return partitioned_now().main if now is not None and now.text == key.text else None

        return _cached_function(inputs, cached, key, partitioned_now, main_now)
    partitioned = partitioned_now()
    if mode.backend in ("debug", "nanguard", "monitor"):
        run_in_numpy(partitioned.main, "as its mode says")
    if mode.backend == "debug":
        return _debug(inputs, outputs, partitioned, mode)
    again = rereading(partitioned)
    if mode.backend in ("nanguard", "monitor"):
        run = _watched(partitioned, mode, again)
        return Executable(tuple(inputs), partitioned_now, _data(partitioned, again), "python", Compiled(run))
    backend, compiled = run_with(
        partitioned.main,
        mode.backend,
        partitioned.data,
        lambda main: _first_call().compile_plain(main, key, _refused),
        again,
        own=in_python if mode.by_perform else None,
    )
    if backend == "jax":
        compiled_to("JAX")
    if backend == "c":
        from ..backends.c.function import CFunction  # the C backend: only when something is compiled

        compiled_to("C" if isinstance(compiled, CFunction) else "C in pieces")
        if isinstance(compiled, CFunction):
            compile_cache.remember(key, partitioned, compiled.unit)
    data = _data(partitioned, again, compile_stage if backend != "python" else compile_python)
    return Executable(tuple(inputs), partitioned_now, data, backend, compiled)


def _watched(partitioned: Partitioned, mode: Mode, again: Rereading | None) -> Run:
    """Return what runs a function node by node, as a NanGuardMode, a MonitorMode or a WrapLinker asks for."""
    main = partitioned.main
    if isinstance(mode, NanGuardMode):
        guard = checking_modes.Guard(mode.nan_is_error, mode.inf_is_error, mode.big_is_error)
        return checking_modes.guarded(main, guard, again, partitioned)
    if mode.wrap_linker is not None:
        return checking_modes.wrapped(main, mode.wrap_linker)
    return checking_modes.monitored(main, getattr(mode, "pre_func", None), getattr(mode, "post_func", None), again)


def _data(
    partitioned: Partitioned, again: Rereading | None, compile_stage: Callable[..., Any] = compile_python
) -> Data:
    """Return the data of `partitioned`, shared with a run that reads them again."""
    data = Data(partitioned, compile_stage)
    if again is not None:
        again.data = data
    return data


def _cached_function(
    inputs: Sequence[Variable],
    cached: compile_cache.CacheEntry,
    key: Key,
    partitioned: Callable[[], Partitioned],
    main: Callable[[], Program | None],
) -> Executable:
    """Return the executable of a cache entry; `partitioned` is made if it is read, or if a call fails.

    main: as in `first_call.cached_function`.
    """

    @cache
    def data() -> Data:
        return Data(partitioned(), compile_stage)

    @cache
    def python() -> PythonFunction:
        return compile_python(partitioned().main)

    @cache
    def unit() -> Any:
        from ..backends.c.emit import emit  # the C backend: only when something is compiled

        return emit(partitioned().main)

    compiled_to("C")
    run = _first_call().cached_function(
        cached,
        key,
        [v.type for v in inputs],
        main,
        lambda values: python()([*values, *data().values()]),
        unit,
        _refused,
    )
    return Executable(tuple(inputs), partitioned, compile_cache.CachedData(cached, compile_stage, data), "c", run)


def _debug(inputs: Sequence[Variable], outputs: Sequence[Variable], partitioned: Partitioned, mode: Any) -> Executable:
    """Return an executable that runs C, Python and the graph as written side by side."""
    from ..compilation.rewriting.preparing import prepare  # as above

    plain_bound = prepare(inputs, outputs, "none", fold=False)
    plain_data, plain_run = Data(plain_bound), inspected(plain_bound.main, mode)
    own = None if mode.check_c_code else in_python
    runs: dict[str, Run] = {"python": compile_python(partitioned.main, own)} if mode.check_py_code else {}
    name = "python"
    if mode.check_c_code:
        name, runs["c"] = run_with(partitioned.main, "c")
    both = compared(runs, plain_run, outputs)
    n = len(inputs)
    return Executable(
        tuple(inputs),
        lambda: partitioned,
        Data(partitioned),
        name,
        Compiled(lambda values: both(values, [*values[:n], *plain_data.values()])),
    )


def _refused(reason: Exception) -> None:
    fall_back(str(reason), noticed=True, numbers=True)


def _first_call() -> Any:
    from ..compilation.execution import first_call  # all of the C backend

    return first_call
