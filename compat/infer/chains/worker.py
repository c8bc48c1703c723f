"""The program of a chain's own process. Users import nothing of it."""

from __future__ import annotations

import math
import pickle
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.installing import pip_install

from ...compilation.cores import be_one_of_many
from ...models.exceptions import SamplingError
from ...models.modelling.theanof import set_tt_rng
from ..compiled_runs.run import run_without_trace
from ..compiled_steps.places import Places
from ..keeping.chain_state import ChainState, restore, state_of

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from ..steps.arraystep import BlockedStep
    from ..steps.compound import CompoundStep


class RemoteTraceback(Exception):
    """The traceback of an exception in a worker, as text."""

    def __init__(self, tb: str) -> None:
        super().__init__(tb)
        self.tb = tb

    def __str__(self) -> str:
        return self.tb


class ExceptionWithTraceback:
    """An exception for a pipe, which arrives with the worker's traceback as its cause."""

    def __init__(self, exc: BaseException, tb: Any) -> None:
        self.exc = exc
        self.tb = f'\n"""\n{"".join(traceback.format_exception(type(exc), exc, tb))}"""'

    def __reduce__(self) -> Any:
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc: BaseException, tb: str) -> BaseException:
    """Return a worker's exception with its traceback as the cause."""
    exc.__cause__ = RemoteTraceback(tb)
    return exc


@dataclass(frozen=True)
class Many:
    """Several draws in one message: their points, (draws, dimension), and columns of statistics by step method."""

    points: np.ndarray
    statistics: list[dict[str, Any]]


def run_worker(
    pipe: Connection,
    step: Any,
    pickle_backend: str | None,
    shared: dict[str, Any],
    draws: int,
    tune: int,
    seed: int,
    places: Places | None = None,
    resumed: ChainState | None = None,
    keep: float | None = None,
) -> None:
    """Make draws on demand.

    step: the step method, pickled if `pickle_backend` is given. places: positions of the variables in points of Many;
    None if the receiver does not understand Many. resumed: the state to go on from. keep: seconds after which the state
    is sent again; None: never.
    """
    try:
        be_one_of_many()
        step = _unpickled(step, pickle_backend)
        point = {
            name: np.frombuffer(shared[name], dtype, math.prod(shape)).reshape(shape)
            for name, (shape, dtype) in step.vars_shape_dtype.items()
        }
        _draw(pipe, step, point, draws, tune, seed, places, resumed, keep)
    except KeyboardInterrupt:
        pass
    except BaseException as error:
        _report(pipe, None, error)
        _wait_for_the_end(pipe)
    finally:
        pipe.close()


def _wait_for_the_end(pipe: Connection) -> None:
    """Wait for the receiver before closing the pipe, because sending does not block."""
    try:
        while pipe.recv()[0] != "abort":
            pass
    except EOFError:
        pass


def _report(pipe: Connection, warnings: Sequence[Any] | None, error: BaseException) -> None:
    try:
        pipe.send(("error", warnings, ExceptionWithTraceback(error, error.__traceback__)))
    except Exception:  # an exception that cannot be pickled is sent as text
        pipe.send(("error", warnings, RuntimeError("".join(traceback.format_exception(error)))))


def _unpickled(step: BlockedStep | CompoundStep | bytes, backend: str | None) -> Any:
    if backend is None:
        return step

    try:
        return pickler(backend).loads(step)
    except Exception as error:
        raise ValueError(
            "The model could not be unpickled. This is required for sampling with more than one core and "
            "multiprocessing context spawn or forkserver."
        ) from error


def _draw(
    pipe: Connection,
    step: Any,
    point: dict[str, np.ndarray],
    draws: int,
    tune: int,
    seed: int,
    places: Places | None,
    resumed: ChainState | None,
    keep: float | None,
) -> None:
    np.random.seed(seed)
    set_tt_rng(seed + 1)
    if pipe.recv()[0] == "abort":
        raise KeyboardInterrupt
    done = 0 if resumed is None else resumed.done
    if resumed is not None:
        _move(point, restore(step, resumed))
    tell = _Telling(pipe, step, keep)
    compiled = None if places is None else run_without_trace(step, places)
    while done < draws + tune:
        if done == tune:
            step.stop_tuning()
        made, stats, new = 0, None, point
        if compiled is not None:
            new, made = compiled.draw(point, (tune if done < tune else draws + tune) - done)
            compiled.raise_if_interrupted()
        try:
            if compiled is not None and compiled.drawn is not None and made:
                stats = Many(compiled.drawn.points, compiled.statistics())
            elif step.generates_stats:
                new, stats = step.step(point)
            else:
                new = step.step(point)
        except SamplingError as error:
            _report(pipe, _warnings(step), error)
            return _wait_for_the_end(pipe)
        if pipe.recv()[0] == "abort":
            raise KeyboardInterrupt
        _move(point, new)
        done += made or 1
        last = done == draws + tune
        tell.state(point, done, last)
        pipe.send(("writing_done", last, done - 1, done <= tune, stats, _warnings(step) if last else None))


def _move(point: dict[str, np.ndarray], new: Mapping[str, Any]) -> None:
    for name, value in new.items():
        point[name][...] = value


@dataclass
class _Telling:
    """Sends the state of the chain every `keep` seconds; never if that is None."""

    pipe: Connection
    step: Any
    keep: float | None
    _last: float = field(default_factory=time.monotonic)

    def state(self, point: dict[str, np.ndarray], done: int, last: bool) -> None:
        if self.keep is not None and (last or time.monotonic() - self._last >= self.keep):
            self.pipe.send(("state", state_of(self.step, point, done)))
            self._last = time.monotonic()


def _warnings(step: Any) -> list[Any]:
    return step.warnings() if hasattr(step, "warnings") else []


def pickler(backend: str) -> Any:
    """Return the module `pickle` or `dill`. ValueError for another name, or if dill is missing."""
    if backend == "pickle":
        return pickle
    if backend != "dill":
        raise ValueError("Unknown pickle backend")
    try:
        import dill
    except ImportError:
        raise ValueError(f"dill must be installed for pickle_backend='dill': {pip_install('dill')}") from None
    return dill
