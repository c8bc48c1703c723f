"""Recording of draws one by one for samplers in Python; Ctrl-C loses nothing."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Literal

import numpy as np

from theano_common.draws import Arrays, Chain, Draws

from ...compilation.densities.log_density import LogDensity
from ..progress import Progress, ProgressBar


class Recording:
    """A context manager: call `record(chain, x, stats)` inside the block, and read `draws` afterwards.

    KeyboardInterrupt ends the block silently, with `draws.ended` set to "interrupted". Positions are kept unconstrained
    and expanded at the end.
    """

    def __init__(self, density: LogDensity, draws: int, tune: int, chains: int, sampler: str, progress: Progress):
        self._density, self._tune, self._sampler = density, tune, sampler
        self._positions: list[list[np.ndarray]] = [[] for _ in range(chains)]
        self._stats: list[list[Mapping[str, Any]]] = [[] for _ in range(chains)]
        self._bar = ProgressBar(chains * (tune + draws), f"{sampler}, {chains} chains", progress)
        self._done = self._divergences = 0
        self._began = self._seconds = 0.0
        self._ended = "complete"

    def __call__(self, chain: int, x: np.ndarray, stats: Mapping[str, Any]) -> None:
        self._positions[chain].append(x)
        self._stats[chain].append(stats)
        self._done += 1
        if stats.get("diverging") and len(self._positions[chain]) > self._tune:
            self._divergences += 1
        if self._done % 10 == 0:
            self._bar.advance_to(self._done, f"{self._divergences} divergences" if self._divergences else "")

    def __enter__(self) -> Recording:
        self._began = time.perf_counter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> Literal[True] | None:
        self._seconds = time.perf_counter() - self._began
        self._bar.advance_to(self._done)
        self._bar.__exit__(kind, error, _)
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            self._ended = "interrupted"
            return True
        return None

    @property
    def draws(self) -> Draws:
        chains = tuple(
            self._chain(np.array(positions), stats)
            for positions, stats in zip(self._positions, self._stats, strict=True)
            if positions
        )
        return Draws(
            chains,
            sampler=self._sampler,
            ended=self._ended,
            seconds=self._seconds,
            attrs={"tune": self._tune},
        )

    def _chain(self, positions: np.ndarray, rows: list[Mapping[str, Any]]) -> Chain:
        samples = self._density.expand_all(positions)
        stats = {name: np.array([row[name] for row in rows]) for name in rows[0]}
        kept, warm = slice(self._tune, None), slice(0, self._tune)
        return Chain(
            _rows_of(samples, kept),
            _rows_of(stats, kept),
            _rows_of(samples, warm) if self._tune else None,
            _rows_of(stats, warm) if self._tune else None,
        )


def _rows_of(columns: Arrays, rows: slice) -> Arrays:
    return {name: column[rows] for name, column in columns.items()}
