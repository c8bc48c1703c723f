"""Many calls of a function with updates but without arguments, in one call into C."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..backends.c import repeat
from ..backends.c.compilers.build import address_in
from ..backends.c.extension import extension
from ..backends.c.function import CFunction
from ..compilation.data_stage.binding import as_c_reads
from ..graph.traversal import applies
from ..graph.variable import SharedVariable
from .function import Function

FLOATS = ("float64", "float32")


@dataclass(frozen=True, eq=False)
class Calls:
    """The result: `count` calls were made; scores: the first output of each, if there is one.

    is_nan: the watched value is NaN after the last call. stopped: the next call must be made in Python.
    """

    count: int
    scores: np.ndarray | None
    is_nan: bool = False
    stopped: bool = False


NONE = Calls(0, None, stopped=True)


class Repeated:
    """Many calls of `function`, which has been called before.

    watched: a float shared variable that it updates; None: its only output is watched for NaN.
    """

    def __init__(self, function: Function, watched: SharedVariable | None) -> None:
        self._function = function
        self._watched = -1 if watched is None else function.updated.index(watched)
        self._overwritten = overwritten(function)

    def __call__(self, most: int, seconds: float) -> Calls:
        """Make up to `most` calls, none of which begins after `seconds`; commit all updates."""
        before = self._values()
        address = None if before is None else self._address(before)
        if before is None or address is None:
            return NONE
        result = self._calls(address, before, most, seconds)
        if result.stopped and result.count:  # repeats what the failed call may have overwritten
            again = self._calls(address, before, result.count, float("inf"))
            return Calls(again.count, again.scores, again.is_nan, True)
        return result

    def _values(self) -> list[np.ndarray] | None:
        """Return states and data as C reads them, no state in memory that has another owner."""
        f = self._function
        if f.executable.instead is not None or "_compute" in f.__dict__:
            return None
        states = [s.container.held for s in f.updated]
        if any(
            type(v) is not np.ndarray
            or not v.flags.c_contiguous
            or not v.flags.aligned
            or v.dtype != s.type.compat_numpy_dtype
            or not s.type.compat_takes(v)  # type: ignore[attr-defined]
            for v, s in zip(states, f.updated, strict=True)
        ):
            return None
        data = f.executable.data
        return [*states, *as_c_reads(data.values(), data.partitioned)]

    def _address(self, values: Sequence[np.ndarray]) -> int | None:
        run = self._function.executable.run
        library = run.library_for(values)
        return None if library is None else address_in(library, run.name)

    def _calls(self, address: int, values: Sequence[np.ndarray], most: int, seconds: float) -> Calls:
        f = self._function
        n = len(f.updated)
        now = [v.copy() for v in values[:n]]
        after = [a if k in self._overwritten else np.empty_like(a) for k, a in enumerate(now)]
        scored = f.n_outputs == 1
        dtype = (f.outs[0].variable if scored else f.updated[self._watched]).type.dtype  # type: ignore[attr-defined]
        out, scores = np.zeros(1, dtype), np.empty(most if scored else 0, dtype)
        lengths = [np.array(v.shape, dtype=np.int64) for v in values]
        ranks = np.array([v.ndim for v in now], dtype=np.int64)
        pointers = [
            (ctypes.c_void_p * max(len(arrays), 1))(*[a.ctypes.data for a in arrays])
            for arrays in (values, lengths, now, after)
        ]
        inputs, lengths_at, now_at, after_at = map(ctypes.addressof, pointers)
        watched = max(self._watched, 0)
        given = repeat.Repeated(
            address,
            inputs,
            lengths_at,
            n,
            f.n_outputs,
            now_at,
            after_at,
            ranks.ctypes.data,
            out.ctypes.data,
            scores.ctypes.data,
            out.itemsize,
            self._watched,
            now[watched].size,
            seconds,
            0,
        )
        status = repeat.repeat()(ctypes.byref(given), most)
        count = given.calls
        if status != repeat.FAILED and count:
            other = count % 2
            for container, a, b in zip(f._targets, now, after, strict=True):
                container.put(b if other else a)
        return Calls(count, scores[:count] if scored else None, status == repeat.IS_NAN, status == repeat.FAILED)


def repeated(function: Function | Callable[..., Any], watched: SharedVariable | None = None) -> Repeated | None:
    """Return what makes many calls of `function` at once; None if it does more than compute and update, or is not in C.

    watched: as in Repeated; without it the function has one output, a float scalar.
    """
    if (
        type(function) is not Function
        or function.ins
        or not function.updated
        or not function._plain
        or not function._fresh
        or extension() is None
    ):
        return None
    executable = function.executable
    if executable.backend != "c" or not isinstance(executable.run, CFunction):
        return None
    outs = [out.variable.type for out in function.outs]
    if len(outs) > 1 or any(t.ndim or t.dtype not in FLOATS for t in outs):
        return None
    if (
        watched is None
        and not outs
        or watched is not None
        and (outs or watched not in function.updated or watched.type.dtype not in FLOATS)
    ):  # type: ignore[attr-defined]
        return None
    return Repeated(function, watched)


def overwritten(function: Function) -> set[int]:
    """Return the numbers of the states that a call may overwrite.

    Only the Op that computes the new value reads the old one, and its C allows both to share memory.
    """
    nodes = applies(function.wanted)
    readers: dict[int, int] = {}
    for v in (*(v for node in nodes for v in node.inputs), *function.wanted):
        readers[id(v)] = readers.get(id(v), 0) + 1
    found = set()
    for k, (state, new) in enumerate(zip(function.updated, function.wanted[function.n_outputs :], strict=True)):
        position = (
            None
            if new.owner is None
            else getattr(new.owner.op, "compat_may_overwrite", {}).get(new.owner.outputs.index(new))
        )
        if position is not None and new.owner.inputs[position] is state and readers[id(state)] == 1:  # type: ignore
            found.add(k)
    return found


__all__ = ["Calls", "Repeated", "overwritten", "repeated"]
