"""The profile of a function: times of its calls, of each kernel in C, and of each node in NumPy.

Source of the names: theano.compile.profiling.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import Any, TextIO

from ... import differentiate
from ...settings import config
from .memory_profile import Arrays, print_memory

_IMPORTED = time.perf_counter()


def _sums(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    """Return the sum of the values of each key."""
    sums: dict[Any, Any] = {}
    for key, value in pairs:
        sums[key] = sums.get(key, 0) + value
    return sums


class ProfileStats:
    """Times in seconds and numbers of calls of one function; `summary` prints them in legacy's layout.

    What C runs has a row for each kernel (a loop nest that fuses several Ops, a call), NumPy one for each node.

    atexit_print: whether the profile is printed when Python ends. flag_time_thunks: whether each node is timed; None
    for `config.profiling.time_thunks`. gpu_checks: without an effect.
    """

    def __init__(
        self, atexit_print: bool = True, flag_time_thunks: bool | None = None, gpu_checks: bool = True, **kwargs: Any
    ) -> None:
        self.compile_time = self.optimizer_time = self.linker_time = 0.0
        self.import_time = self.validate_time = 0.0  # nothing is imported or validated in steps of their own
        self.message: str | None = None
        self.backend = ""
        self.nb_nodes = -1
        self.flag_time_thunks = config.profiling__time_thunks if flag_time_thunks is None else flag_time_thunks
        self.ignore_first_call = config.profiling__ignore_first_call
        self.reset()
        self.apply_cimpl: dict[Any, bool] = {}
        self.__dict__.update(kwargs)
        if atexit_print:
            _print_at_exit(self)

    def reset(self) -> None:
        """Discard all measurements."""
        self.fct_call_time = self.vm_call_time = 0.0
        self.fct_callcount = 0
        self.apply_time: dict[Any, float] = {}
        self.apply_callcount: dict[Any, int] = {}
        self.apply_written: dict[Any, Arrays] = {}
        self.peak_bytes = 0

    def called(self, whole: float, computing: float) -> None:
        """Record a call of `whole` seconds, `computing` of them in the backend."""
        self.fct_callcount += 1
        self.fct_call_time += whole
        self.vm_call_time += computing
        if self.ignore_first_call:
            self.reset()
            self.ignore_first_call = False

    def node_took(self, node: Any, seconds: float, calls: int = 1) -> None:
        self.apply_time[node] = self.apply_time.get(node, 0.0) + seconds
        self.apply_callcount[node] = self.apply_callcount.get(node, 0) + calls

    def held(self, written: dict[Any, Arrays], peak: int) -> None:
        """Record the arrays that the last call wrote, and the `peak` bytes held at once by one of its parts."""
        self.apply_written = written
        self.peak_bytes = max(self.peak_bytes, peak)

    # ---- sums over nodes

    def _by_op(self, values: dict[Any, Any]) -> dict[Any, Any]:
        return _sums((node.op, value) for node, value in values.items())

    def _by_class(self, values: dict[Any, Any]) -> dict[type, Any]:
        return _sums((type(node.op), value) for node, value in values.items())

    def class_time(self) -> dict[type, float]:
        return self._by_class(self.apply_time)

    def class_callcount(self) -> dict[type, int]:
        return self._by_class(self.apply_callcount)

    def class_nodes(self) -> dict[type, int]:
        return self._by_class(dict.fromkeys(self.apply_time, 1))

    def op_time(self) -> dict[Any, float]:
        return self._by_op(self.apply_time)

    def op_callcount(self) -> dict[Any, int]:
        return self._by_op(self.apply_callcount)

    def op_nodes(self) -> dict[Any, int]:
        return self._by_op(dict.fromkeys(self.apply_time, 1))

    def class_impl(self) -> dict[type, str]:
        return self._impl({node: type(node.op) for node in self.apply_callcount})

    def op_impl(self) -> dict[Any, str]:
        return self._impl({node: node.op for node in self.apply_callcount})

    def _impl(self, keys: dict[Any, Any]) -> dict[Any, str]:
        """Return "C ", "Py" or both, by the keys of the nodes."""
        found: dict[Any, str] = {}
        for node, key in keys.items():
            own = "C " if self.apply_cimpl.get(node) else "Py"
            known = found.get(key, own)
            found[key] = known if own in known else "C Py"
        return found

    # ---- as text

    def summary(self, file: TextIO | None = None, n_ops_to_print: int = 20, n_apply_to_print: int = 20) -> None:
        """Print everything to `file` (standard error by default)."""
        file = sys.stderr if file is None else file
        self.summary_function(file)
        self.summary_globals(file)
        if self.apply_time:
            self.summary_class(file, n_ops_to_print)
            self.summary_ops(file, n_ops_to_print)
            self.summary_nodes(file, n_apply_to_print)
            if config.profile_memory:
                self.summary_memory(file, n_apply_to_print)
        elif self.fct_callcount:
            print(f"  {self._whole()}\n", file=file)

    def _whole(self) -> str:
        if self.backend == "jax":
            return "XLA runs the function as one piece: nodes have no times of their own."
        return "Nodes have no times of their own: profiling.time_thunks is off, or a mode watches the function."

    def summary_function(self, file: TextIO | None) -> None:
        calls, whole, inner = self.fct_callcount, self.fct_call_time, self.vm_call_time
        print("Function profiling\n==================", file=file)
        print(f"  Message: {self.message}", file=file)
        print(f"  Time in {calls} calls to Function.__call__: {whole:e}s", file=file)
        if calls and whole > 0:
            print(f"  Time in Function.fn.__call__: {inner:e}s ({100 * inner / whole:.3f}%)", file=file)
            nodes = sum(self.apply_time.values())
            if nodes:
                print(f"  Time in thunks: {nodes:e}s ({100 * nodes / whole:.3f}%)", file=file)
        print(f"  Total compile time: {self.compile_time:e}s", file=file)
        print(f"    Number of Apply nodes: {self.nb_nodes}", file=file)
        print(f"    Theano Optimizer time: {self.optimizer_time:e}s", file=file)
        linker = "Theano Linker time (includes C, CUDA code generation/compiling)"
        print(f"    {linker}: {self.linker_time:e}s", file=file)
        print(f"    Backend: {self.backend}\n", file=file)

    def summary_globals(self, file: TextIO | None) -> None:
        print(f"Time in all call to theano.grad() {differentiate.seconds_in_grad:e}s", file=file)
        print(f"Time since theano import {time.perf_counter() - _IMPORTED:.3f}s", file=file)

    def _table(
        self,
        title: str,
        head: str,
        times: dict[Any, float],
        cells: dict[Any, str],
        file: TextIO | None,
        most: int | None,
        what: str,
    ) -> None:
        """Print rows by their share of the time, each with its `cells`. what: the plural for rows that are left out."""
        total = sum(times.values()) or 1e-300
        print(f"{title}\n<% time> <sum %> <apply time> <time per call> {head}", file=file)
        running = 0.0
        ranked = sorted(times.items(), key=lambda pair: -pair[1])
        shown = ranked if most is None else ranked[:most]
        for key, seconds in shown:
            running += seconds
            print(
                f"  {100 * seconds / total:4.1f}%   {100 * running / total:5.1f}%   {seconds:7.3f}s   {cells[key]}",
                file=file,
            )
        rest = sum(seconds for _, seconds in ranked[len(shown) :])
        left = len(ranked) - len(shown)
        print(
            f"   ... (remaining {left} {what} account for {100 * rest / total:6.2f}%({rest:.2f}s) of the runtime)\n",
            file=file,
        )

    def _groups(
        self,
        title: str,
        name: str,
        times: dict[Any, float],
        calls: dict[Any, int],
        nodes: dict[Any, int],
        impl: dict[Any, str],
        file: TextIO | None,
        most: int | None,
        what: str,
    ) -> None:
        cells = {
            key: f"    {times[key] / max(calls[key], 1):8.2e}s     {impl[key]:2}   {calls[key]:6d}    "
            f"{nodes[key]:4d}   {key.__name__ if isinstance(key, type) else key}"
            for key in times
        }
        self._table(f"{title}\n---", f"<type> <#call> <#apply> <{name}>", times, cells, file or sys.stderr, most, what)

    def summary_class(self, file: TextIO | None = None, N: int | None = None) -> None:
        self._groups(
            "Class",
            "Class name",
            self.class_time(),
            self.class_callcount(),
            self.class_nodes(),
            self.class_impl(),
            file,
            N,
            "Classes",
        )

    def summary_ops(self, file: TextIO | None = None, N: int | None = None) -> None:
        self._groups(
            "Ops", "Op name", self.op_time(), self.op_callcount(), self.op_nodes(), self.op_impl(), file, N, "Ops"
        )

    def summary_nodes(self, file: TextIO | None = None, N: int | None = None) -> None:
        """Print each row of the program: kernels of C with their Ops, or nodes of NumPy."""
        calls = self.apply_callcount
        cells = {
            node: f"    {seconds / max(calls[node], 1):8.2e}s   {calls[node]:6d}  {number:4d}   {node}"
            for number, (node, seconds) in enumerate(self.apply_time.items())
        }
        self._table(
            "Apply\n------",
            "<#call> <id> <Apply name>",
            self.apply_time,
            cells,
            file or sys.stderr,
            N,
            "Apply instances",
        )

    def summary_memory(self, file: TextIO | None = None, N: int | None = None) -> None:
        """Print what each row wrote in the last call, and the most held at once; or a line if there are no rows."""
        file = file or sys.stderr
        if self.fct_callcount and not self.apply_time:
            print(f"Memory Profile\n  {self._whole()}\n", file=file)
        else:
            print_memory(self.apply_written, self.peak_bytes, N, file)


_at_exit: list[ProfileStats] = []


def _print_at_exit(stats: ProfileStats) -> None:
    if not _at_exit:
        import atexit

        atexit.register(print_all)
    _at_exit.append(stats)


def print_all() -> None:
    """Print, when Python exits, every profile of a function that was called, the slowest first."""
    for stats in sorted(_at_exit, key=lambda s: -s.fct_call_time):
        if stats.fct_callcount:
            stats.summary()


def profile_for(profile: ProfileStats | None, message: str | None) -> ProfileStats | None:
    """Return the profile for `theano.function(profile=...)`: None reads `config.profile`, a string is a message."""
    if isinstance(profile, ProfileStats):
        profile.message = message if profile.message is None else profile.message
        return profile
    if profile is None:
        profile = config.profile
    if isinstance(profile, str):
        return ProfileStats(message=profile)
    return ProfileStats(message=message) if profile else None
