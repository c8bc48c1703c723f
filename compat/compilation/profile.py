"""What a function costs: times of its calls, and of each node where the Python backend runs it.

Source of the names: theano.compile.profiling.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from compat.settings import config


class ProfileStats:
    """Times in seconds and numbers of calls of one function; `summary` prints them.

    C runs as one piece: times of single nodes are those of the Python backend (`mode="FAST_COMPILE"`).
    """

    def __init__(self, atexit_print: bool = True, flag_time_thunks: bool | None = None, gpu_checks: bool = True,
                 **kwargs: Any) -> None:
        self.compile_time = self.optimizer_time = self.linker_time = self.import_time = self.validate_time = 0.0
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
        """Forget the calls so far."""
        self.fct_call_time = self.vm_call_time = 0.0
        self.fct_callcount = 0
        self.apply_time: dict[Any, float] = {}
        self.apply_callcount: dict[Any, int] = {}

    def called(self, whole: float, computing: float) -> None:
        """One call took `whole` seconds, `computing` of them in the backend."""
        self.fct_callcount += 1
        self.fct_call_time += whole
        self.vm_call_time += computing
        if self.ignore_first_call:
            self.reset()
            self.ignore_first_call = False

    def node_took(self, node: Any, seconds: float) -> None:
        self.apply_time[node] = self.apply_time.get(node, 0.0) + seconds
        self.apply_callcount[node] = self.apply_callcount.get(node, 0) + 1

    # ---- sums over nodes

    def _by(self, key: Callable[[Any], Any], values: dict[Any, Any]) -> dict[Any, Any]:
        sums: dict[Any, Any] = {}
        for node, value in values.items():
            sums[key(node)] = sums.get(key(node), 0) + value
        return sums

    def class_time(self) -> dict[type, float]:
        return self._by(lambda node: type(node.op), self.apply_time)

    def class_callcount(self) -> dict[type, int]:
        return self._by(lambda node: type(node.op), self.apply_callcount)

    def class_nodes(self) -> dict[type, int]:
        return self._by(lambda node: type(node.op), dict.fromkeys(self.apply_time, 1))

    def op_time(self) -> dict[Any, float]:
        return self._by(lambda node: node.op, self.apply_time)

    def op_callcount(self) -> dict[Any, int]:
        return self._by(lambda node: node.op, self.apply_callcount)

    def op_nodes(self) -> dict[Any, int]:
        return self._by(lambda node: node.op, dict.fromkeys(self.apply_time, 1))

    # ---- as text

    def summary(self, file: Any = None, n_ops_to_print: int = 20, n_apply_to_print: int = 20) -> None:
        """Print everything to `file` (standard error by default)."""
        file = sys.stderr if file is None else file
        self.summary_function(file)
        if self.apply_time:
            self.summary_class(file, n_ops_to_print)
            self.summary_ops(file, n_ops_to_print)
            self.summary_nodes(file, n_apply_to_print)
        elif self.fct_callcount:
            print("  Nodes have no times of their own: the function ran as one piece. mode='FAST_COMPILE' runs it node "
                  "by node.\n", file=file)

    def summary_function(self, file: Any) -> None:
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
        print(f"    Backend: {self.backend}\n", file=file)

    def _table(self, title: str, first: str, times: dict[Any, float], calls: dict[Any, int], file: Any,
               most: int | None) -> None:
        total = sum(times.values()) or 1e-300
        print(f"{title}\n---\n<% time> <sum %> <apply time> <time per call> <#call> <{first}>", file=file)
        running = 0.0
        ranked = sorted(times.items(), key=lambda pair: -pair[1])
        for key, seconds in ranked[:most]:
            running += seconds
            name = key.__name__ if isinstance(key, type) else str(key)
            print(f"  {100 * seconds / total:5.1f}%   {100 * running / total:5.1f}%   {seconds:6.3f}s   "
                  f"{seconds / calls[key]:.2e}s   {calls[key]:6d}   {name}", file=file)
        if most is not None and len(ranked) > most:
            print(f"   ... (remaining {len(ranked) - most}, {sum(t for _, t in ranked[most:]):.3f}s)", file=file)
        print(file=file)

    def summary_class(self, file: Any = None, N: int | None = None) -> None:
        self._table("Class", "Class name", self.class_time(), self.class_callcount(), file or sys.stderr, N)

    def summary_ops(self, file: Any = None, N: int | None = None) -> None:
        self._table("Ops", "Op name", self.op_time(), self.op_callcount(), file or sys.stderr, N)

    def summary_nodes(self, file: Any = None, N: int | None = None) -> None:
        self._table("Apply", "Apply name", self.apply_time, self.apply_callcount, file or sys.stderr, N)


_at_exit: list[ProfileStats] = []


def _print_at_exit(stats: ProfileStats) -> None:
    if not _at_exit:
        import atexit

        atexit.register(print_all)
    _at_exit.append(stats)


def print_all() -> None:
    """What is printed when Python ends: every profile of a function that was called, the slowest first."""
    for stats in sorted(_at_exit, key=lambda s: -s.fct_call_time):
        if stats.fct_callcount:
            stats.summary()


def profile_for(profile: Any, message: str | None) -> ProfileStats | None:
    """What `theano.function(profile=...)` means: None asks `config.profile`, a text is a message."""
    if isinstance(profile, ProfileStats):
        profile.message = message if profile.message is None else profile.message
        return profile
    if profile is None:
        profile = config.profile
    if isinstance(profile, str):
        return ProfileStats(message=profile)
    return ProfileStats(message=message) if profile else None
