"""Blocks of fits as tasks of an executor."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from ..models.saving.artefact import Artefact, read
from . import one_by_one
from .fit import Asked, Exchange, Fit, failed
from .fits_in_c import FitsInC, NeedsPython
from .tasks import Task, Tasks, workers_of

BLOCK = 32  # fits of a task: what is lost with a worker
AHEAD = 3  # tasks for each worker that are given before the first is done
WORKERS = 16  # of an executor that does not say how many it has
_ONE_AT_A_TIME = threading.Lock()  # workers may be threads, which share the model

Wanted = tuple[int, Mapping[str, Any], str]


class Fitter:
    """A model that is compiled once; it makes fits one after the other."""

    def __init__(self, model: Any, asked: Asked, exchange: Exchange) -> None:
        self._model, self._asked, self._exchange = model, asked, exchange
        self.in_c = FitsInC(model, asked, exchange) if asked.sampler == "pymc3" else None

    @property
    def why_not(self) -> str | None:
        """The reason for which fits do not run in C."""
        return "another sampler is asked for" if self.in_c is None else self.in_c.why_not

    def fit(self, number: int, data: Mapping[str, Any]) -> Fit:
        """Return a fit; one that fails has the reason."""
        try:
            if self.in_c is not None and self.in_c.why_not is None:
                return self.in_c.fit(number, data)
        except NeedsPython:
            pass
        except Exception as error:
            return failed(number, error)
        return self.alone(number, data)

    def alone(self, number: int, data: Mapping[str, Any]) -> Fit:
        """Return a fit by a run of `pm.sample`; one that fails has the reason."""
        try:
            return one_by_one.fit(self._model, self._asked, self._exchange, number, data)
        except Exception as error:
            return failed(number, error)


def fit_block(data: bytes, asked: Asked, block: list[tuple[int, Mapping[str, Any]]]) -> list[Fit]:
    """Make fits of the model in `data`; what a worker calls."""
    found = _read(data)
    with _ONE_AT_A_TIME, found.under_its_settings():
        fitter = _fitter(found, asked)
        return [fitter.fit(number, one) for number, one in block]


@lru_cache(maxsize=2)
def _read(data: bytes) -> Artefact:
    return read(data)


_fitters: dict[tuple[str, Asked], Fitter] = {}


def _fitter(found: Artefact, asked: Asked) -> Fitter:
    key = found.digest, asked
    if key not in _fitters:
        _fitters.clear()
        _fitters[key] = Fitter(found.model, asked, Exchange(found.model))
    return _fitters[key]


def drive(
    executor: Any, model: bytes, asked: Asked, wanted: Iterator[Wanted], keep: Callable[[Fit, str], None]
) -> None:
    """Give fits to the executor block by block, and keep them as blocks are done."""
    tasks, given = Tasks(executor, fit_block, model), deque[tuple[Task, list[str]]]()
    most = AHEAD * (workers_of(executor) or WORKERS)

    def take() -> None:
        task, texts = given.popleft()
        for fit, text in zip(tasks.result(task), texts, strict=True):
            keep(fit, text)

    try:
        while block := list(islice(wanted, BLOCK)):
            given.append((tasks.submit(asked, [one[:2] for one in block]), [text for *_, text in block]))
            if len(given) >= most:
                take()
        while given:
            take()
    finally:
        tasks.cancel([task for task, _ in given])


__all__ = ["Fitter", "drive", "fit_block"]
