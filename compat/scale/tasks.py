"""Tasks for an executor: anything with `submit(function, *arguments)`, whose futures have `result()`.

A task whose worker dies is given again, up to TRIES times, and is then done in this process: it has the same seeds, so
the same draws.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ..models.logger import LOGGER as _log

TRIES = 3
LARGE = 1 << 20  # bytes of a model that go to the executor's own store, where it has one
# what dask.distributed raises when workers die, or when what they held is lost
DIED = ("KilledWorker", "FutureCancelledError", "FuturesCancelledError", "CommClosedError", "WorkerStartTimeoutError")


@dataclass
class Task:
    """A task that was given to the executor. arguments: after the model's bytes."""

    arguments: tuple[Any, ...]
    future: Any
    tries: int = 1


def attempt(number: int, function: Callable[..., Any], data: bytes, *arguments: Any) -> Any:
    """Do a task. number: of the try; an executor that knows what it has done (dask) takes each try for another task."""
    _log.debug(f"Try {number} of {function.__name__}")
    return function(data, *arguments)


class Tasks:
    """Calls `function(data, *arguments)` by an executor; `data`: the bytes of a model."""

    def __init__(self, executor: Any, function: Callable[..., Any], data: bytes) -> None:
        if not callable(getattr(executor, "submit", None)):
            raise TypeError(
                f"executor={executor!r} has no method `submit`: give a pool of processes, or a dask Client."
            )
        self._executor, self._function, self._data = executor, function, data
        stored = len(data) >= LARGE and hasattr(executor, "scatter")
        self._sent = executor.scatter(data) if stored else data

    def submit(self, *arguments: Any) -> Task:
        """Give a task to the executor."""
        try:
            return Task(arguments, self._executor.submit(attempt, 1, self._function, self._sent, *arguments))
        except BrokenExecutor:
            return Task(arguments, None, TRIES)

    def result(self, task: Task) -> Any:
        """Wait for a task and return its result. Raises what the function raises."""
        while task.future is not None:
            try:
                return task.future.result()
            except BaseException as error:
                if not _is_a_death(error):
                    raise
                _log.warning(f"A worker ended before its task was done ({type(error).__name__}): it is done again.")
            task.future = self._again(task)
        return self._function(self._data, *task.arguments)

    def _again(self, task: Task) -> Any:
        """Return the future of another try; None if this process must do it."""
        task.tries += 1
        if task.tries > TRIES:
            return None
        try:
            return self._executor.submit(attempt, task.tries, self._function, self._data, *task.arguments)
        except BrokenExecutor:
            return None

    def cancel(self, tasks: list[Task]) -> None:
        """Cancel what has not begun."""
        for one in tasks:
            with suppress(Exception):
                one.future.cancel()


def workers_of(executor: Any) -> int | None:
    """Return how many tasks an executor does at a time; None if it does not say, as the standard library's pools."""
    return sum(executor.nthreads().values()) if hasattr(executor, "nthreads") else None


def _is_a_death(error: BaseException) -> bool:
    return isinstance(error, BrokenExecutor | CancelledError) or type(error).__name__ in DIED


__all__ = ["Task", "Tasks", "workers_of"]
