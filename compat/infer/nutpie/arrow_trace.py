"""Conversion of nutpie's Arrow record batches to a Chain with legacy names. Neither pandas nor pyarrow is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from theano_common.draws import Arrays, Chain, Diverged

from ...compilation.densities.log_density import LogDensity

Column = Callable[[np.ndarray], np.ndarray]


def _doublings(steps: np.ndarray) -> np.ndarray:
    # PyMC3 counts every doubling that was begun; nutpie's own depth omits the one that ended the tree
    return np.ceil(np.log2(steps.astype(float) + 1)).astype(np.int64)


# (legacy name, nutpie's name, nutpie's column -> legacy's). Statistics that a version of nutpie lacks are omitted:
# max_energy_error came after 0.16.8; it has the sign of the log density there, in PyMC3 that of the energy.
STATISTICS: tuple[tuple[str, str, Column], ...] = (
    ("depth", "n_steps", _doublings),
    ("step_size", "step_size", np.array),
    ("tune", "tuning", np.array),
    ("mean_tree_accept", "mean_tree_accept", np.array),
    ("step_size_bar", "step_size_bar", np.array),
    ("tree_size", "n_steps", lambda steps: steps.astype(float)),
    ("diverging", "diverging", np.array),
    ("energy_error", "energy_error", np.array),
    ("energy", "energy", np.array),
    ("max_energy_error", "max_energy_error", np.negative),
    ("model_logp", "logp", np.array),
)


def chain_of(
    density: LogDensity, draws: Any, stats: Any, keep_warmup: bool = True, began: float = 0.0, seconds: float = 0.0
) -> Chain:
    """Return a chain from nutpie's batches, split at the end of warm-up and into variables.

    began, seconds: the start of the chain's run by the clock of `time.perf_counter`, and its duration.
    """
    from arro3.core import list_flatten

    flat = np.asarray(list_flatten(draws.column("x")).to_numpy())
    table = flat.reshape(draws.num_rows, -1) if draws.num_rows else np.empty((0, _width(density)))
    available = set(stats.column_names)
    statistics = {
        name: convert(stats.column(theirs).to_numpy()) for name, theirs, convert in STATISTICS if theirs in available
    }
    statistics = {**statistics, **_not_recorded(statistics, began, seconds)}
    warmup = int(statistics["tune"].sum())
    return Chain(
        samples=density.columns(table[warmup:]),
        stats=_copied_rows(statistics, slice(warmup, None)),
        warmup_samples=density.columns(table[:warmup]) if keep_warmup else None,
        warmup_stats=_copied_rows(statistics, slice(0, warmup)) if keep_warmup else None,
        diverged=tuple(_diverged(stats, statistics["diverging"], 0 if keep_warmup else warmup)),
    )


def _diverged(stats: Any, diverging: np.ndarray, first: int) -> Iterator[Diverged]:
    """Yield the divergent draws from `first` on, with the points where they diverged if nutpie recorded them."""
    names = [name for name in ("divergence_start", "divergence_end") if name in stats.column_names]
    columns = [stats.column(name) for name in names]
    for draw in (first + np.flatnonzero(diverging[first:])).tolist():
        points = [column[draw].as_py() for column in columns]
        yield Diverged(draw - first, *(None if point is None else np.array(point) for point in points))


def _not_recorded(statistics: Arrays, began: float, seconds: float) -> Arrays:
    """Return PyMC3's statistics that nutpie does not record.

    A draw's share of the chain's time is its share of the gradients; the largest energy error is NaN if this nutpie
    does not give it.
    """
    steps = statistics["tree_size"]
    took = seconds * steps / max(float(steps.sum()), 1.0)
    unknown = {} if "max_energy_error" in statistics else {"max_energy_error": np.full(len(steps), np.nan)}
    return {
        "perf_counter_diff": took,
        "perf_counter_start": began + np.cumsum(took) - took,
        "process_time_diff": took,
        **unknown,
    }


def _width(density: LogDensity) -> int:
    return sum(int(np.prod(shape)) for _, shape, _ in density.expanded)


def _copied_rows(statistics: Arrays, rows: slice) -> Arrays:
    return {name: column[rows].copy() for name, column in statistics.items()}
