"""Chains in processes of their own. Source: pymc3.parallel_sampling.

A worker is asked to write its next draw into shared memory, and answers with the statistics.
Messages to the worker: ("start",), ("write_next",), ("abort",). From it: ("writing_done", last, number, tuning,
statistics, warnings), or ("error", warnings, exception). Several draws (Many) may stand in place of statistics. A
("state", state) may come before: what the chain is like after these draws.
"""

from __future__ import annotations

import ctypes
import math
import time
from collections import namedtuple
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.system.cores import cores
from theano_common.users_lines import as_if_called_here

from ...importing.module_getattr import absent_from
from ...models.logger import LOGGER as logger
from ..compiled_runs.run import divergences
from ..compiled_steps.places import Places
from ..keeping.chain_state import ChainState
from ..progress import Progress, ProgressBar
from .child_processes import context
from .child_processes import start as start_child
from .worker import Many, pickler, run_worker

if TYPE_CHECKING:
    from ..steps.arraystep import BlockedStep
    from ..steps.compound import CompoundStep

Draw = namedtuple("Draw", ["chain", "is_last", "draw_idx", "tuning", "stats", "point", "warnings"])
Draw.__doc__ = """A draw that a ParallelSampler yields.

chain: the number of its chain. is_last: whether the chain ends with it. draw_idx: its number. tuning: whether it tunes.
stats: statistics of the step, a list of dicts. point: name -> value of the shape of the variable. warnings: those of
the chain, with its last draw.

Example::

    >>> pm.parallel_sampling.Draw(0, True, 9, False, [], {"x": 1.0}, None).point["x"]
    1.0

Source: pymc3.parallel_sampling.
"""
ManyDraws = namedtuple("ManyDraws", ["chain", "is_last", "many", "warnings"])


class ParallelSamplingError(Exception):
    """Raised when a chain fails in its process.

    message: what is said. chain: its number, a scalar. warnings: those of the chain, or None.
    """

    def __init__(self, message: str, chain: int, warnings: Any = None) -> None:
        super().__init__(message)
        self._chain, self._warnings = chain, warnings or []


class ProcessAdapter:
    """One chain's process, as the main process sees it. `ParallelSampler` makes them.

    draws, tune: numbers of draws. step_method: a step method. step_method_pickled: its pickle, or None where processes
    are forked. chain: the number. seed: an integer. start: name -> value of the shape of the variable. mp_ctx: a
    context of multiprocessing. pickle_backend: "pickle" or "dill". places: positions of the variables, for draws of
    compiled steps. resumed: the state of a chain to go on from. keep: seconds after which a state comes again.
    """

    def __init__(
        self,
        draws: int,
        tune: int,
        step_method: Any,
        step_method_pickled: bytes | None,
        chain: int,
        seed: int,
        start: dict[str, Any],
        mp_ctx: Any,
        pickle_backend: str,
        places: Places | None = None,
        resumed: ChainState | None = None,
        keep: float | None = None,
    ) -> None:
        self.chain = chain
        self.state: ChainState | None = None  # as the worker sent it with the last draws
        self._readable, self._num_samples = True, 0
        self._shared_point: dict[str, Any] = {}
        self._point: dict[str, np.ndarray] = {}
        for name, (shape, dtype) in step_method.vars_shape_dtype.items():
            size = int(math.prod(int(n) for n in shape)) * dtype.itemsize
            if size != ctypes.c_size_t(size).value:
                raise ValueError(f"Variable {name} is too large")
            self._shared_point[name] = mp_ctx.RawArray("c", max(size, 1))
            self._point[name] = np.frombuffer(self._shared_point[name], dtype, math.prod(shape)).reshape(shape)
            self._point[name][...] = start[name]
        self._msg_pipe, remote = mp_ctx.Pipe()
        step = step_method if step_method_pickled is None else step_method_pickled
        loads = None if step_method_pickled is None else pickle_backend
        name = f"worker_chain_{chain}"
        self._process = mp_ctx.Process(
            daemon=True,
            name=name,
            target=as_if_called_here(run_worker),
            args=(remote, step, loads, self._shared_point, draws, tune, seed, places, resumed, keep),
        )
        start_child(self._process, step_method_pickled)
        remote.close()  # close our copy, so that the worker's exit shows here

    @property
    def shared_point_view(self) -> dict[str, np.ndarray]:
        """Return the last draw, valid between `recv_draw` and `write_next`."""
        if not self._readable:
            raise RuntimeError("The worker is writing its next draw.")
        return self._point

    def _send(self, message: str) -> None:
        try:
            self._msg_pipe.send((message,))
        except Exception:
            try:
                answer = self._msg_pipe.recv()
            except Exception:
                answer = (None,)
            if answer[0] == "error":
                self._fail(*answer[1:])
            raise RuntimeError(f"Chain {self.chain} failed.") from None

    def _fail(self, warnings: Any, error: BaseException) -> None:
        failed = (
            RuntimeError(f"Chain {self.chain} failed.")
            if warnings is None
            else ParallelSamplingError(str(error), self.chain, warnings)
        )
        raise failed from error

    def start(self) -> None:
        self._send("start")

    def write_next(self) -> None:
        self._readable = False
        self._send("write_next")

    def abort(self) -> None:
        self._send("abort")

    def join(self, timeout: float | None = None) -> None:
        self._process.join(timeout)

    def terminate(self) -> None:
        self._process.terminate()

    @staticmethod
    def recv_draw(processes: list[ProcessAdapter], timeout: float = 3600) -> tuple[Any, ...]:
        """Return (process, last, number, tuning, statistics, warnings) of the next available draw."""
        if not processes:
            raise ValueError("No processes.")
        from multiprocessing import TimeoutError as Late
        from multiprocessing.connection import wait

        by_pipe = {id(one._msg_pipe): one for one in processes}
        ready = wait([one._msg_pipe for one in processes], timeout)
        if not ready:
            raise Late("No message from samplers.")
        process = by_pipe[id(ready[0])]
        try:
            kind, *content = process._msg_pipe.recv()
            process.state = None
            if kind == "state":
                [process.state] = content
                kind, *content = process._msg_pipe.recv()
        except EOFError:
            raise RuntimeError(f"Chain {process.chain} failed: its process has ended.") from None
        if kind == "error":
            process._fail(*content)
        process._readable = True
        process._num_samples += 1
        return (process, *content)

    @staticmethod
    def terminate_all(processes: list[ProcessAdapter], patience: float = 2) -> None:
        """End all processes, by force those that are alive after `patience` seconds."""
        for process in processes:
            try:
                process.abort()
            except Exception:
                pass  # it has ended already
        until = time.monotonic() + patience
        for process in processes:
            process.join(max(0.0, until - time.monotonic()))
        left = [one for one in processes if one._process.is_alive()]
        if left:
            logger.warning("Chain processes did not terminate as expected. Terminating forcefully...")
        for process in left:
            process.terminate()
            process.join()


class ParallelSampler:
    """A context manager and an iterator of `Draw`: chains in processes of their own.

    draws, tune: numbers of draws. chains: number of chains. cores: how many run at a time. seeds: an integer for each.
    start_points: for each a point, name -> value of the shape of the variable. step_method: a step method.
    start_chain_num: number of the first chain. progressbar: whether progress is shown. mp_ctx: "fork", "spawn",
    "forkserver" or a context. pickle_backend: "pickle" or "dill". places: positions of the variables in the points of
    ManyDraws, which are yielded, too, when steps run in compiled code. resumed: the states of chains to go on from, by
    number. keep: seconds after which states come again.
    """

    def __init__(
        self,
        draws: int,
        tune: int,
        chains: int,
        cores: int,
        seeds: list[int],
        start_points: list[Any],
        step_method: BlockedStep | CompoundStep | None,
        start_chain_num: int = 0,
        progressbar: Progress = True,
        mp_ctx: Any = None,
        pickle_backend: str = "pickle",
        places: Places | None = None,
        resumed: Mapping[int, ChainState] | None = None,
        keep: float | None = None,
    ) -> None:
        if len(seeds) != chains or len(start_points) != chains:
            raise ValueError(f"Number of seeds and start_points must be {chains}.")
        mp_ctx = context(mp_ctx)
        resumed = resumed or {}
        done = {chain: state.done for chain, state in resumed.items()}
        pickled = None
        if mp_ctx.get_start_method() != "fork":
            pickled = pickler(pickle_backend).dumps(step_method, protocol=-1)
        self._samplers = [
            ProcessAdapter(
                draws,
                tune,
                step_method,
                pickled,
                start_chain_num + i,
                seeds[i],
                start_points[i],
                mp_ctx,
                pickle_backend,
                places,
                resumed.get(start_chain_num + i),
                keep,
            )
            for i in range(chains)
            if done.get(start_chain_num + i) != draws + tune
        ]
        self._inactive, self._active = list(self._samplers), list[ProcessAdapter]()
        self._finished: list[ProcessAdapter] = []
        self._max_active = cores
        self._in_context = False
        self._divergences, self._total_draws = 0, sum(done.values())
        self._bar = ProgressBar(chains * (draws + tune), f"{chains} chains", progressbar)

    def state_of(self, chain: int) -> ChainState | None:
        """Return the state of a chain after the draws that came last; None if none was sent with them."""
        return next(one.state for one in self._samplers if one.chain == chain)

    def _make_active(self) -> None:
        while self._inactive and len(self._active) < self._max_active:
            process = self._inactive.pop(0)
            process.start()
            process.write_next()
            self._active.append(process)

    def __iter__(self) -> Iterator[Draw | ManyDraws]:
        if not self._in_context:
            raise ValueError("Use ParallelSampler as context manager.")
        self._make_active()
        while self._active:
            process, is_last, number, tuning, stats, warnings = ProcessAdapter.recv_draw(self._active)
            many = isinstance(stats, Many)
            self._total_draws += len(stats.points) if many else 1
            self._divergences += 0 if tuning else divergences(stats.statistics if many else stats)
            if many or self._total_draws % 20 == 0:
                self._bar.advance_to(self._total_draws, f"{self._divergences} divergences" if self._divergences else "")
            point = {name: value.copy() for name, value in process.shared_point_view.items()}
            if is_last:
                process.join()
                self._active.remove(process)
                self._finished.append(process)
                self._make_active()
            else:
                process.write_next()  # the worker continues while the caller handles this draw
            yield (
                ManyDraws(process.chain, is_last, stats, warnings)
                if many
                else Draw(process.chain, is_last, number, tuning, stats, point, warnings)
            )

    def __enter__(self) -> ParallelSampler:
        self._in_context = True
        return self

    def __exit__(self, *_: Any) -> None:
        ProcessAdapter.terminate_all(self._samplers)
        self._bar.advance_to(self._total_draws)
        self._bar.__exit__()


def _cpu_count() -> int:
    """Return half of the number of processors, at least 1, as PyMC3 does: it takes the others for hyperthreads."""
    return max(1, cores() // 2)


__getattr__ = absent_from(__name__)
