"""Hamiltonian methods in C (support/hamiltonian.h): conversion of step sizes and mass matrices to numbers and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...compilation.densities.c_entry import CEntry
from ..compiled_steps import hamiltonian_structs
from ..compiled_steps.draws import MethodInC, Remembered, Settings
from .dense_potentials import QuadPotentialFull, QuadPotentialFullAdapt, QuadPotentialFullInv
from .integration import State
from .potentials import QuadPotentialDiag, QuadPotentialDiagAdapt, QuadPotentialDiagAdaptGrad
from .step_size import DualAverageAdaptation

if TYPE_CHECKING:
    from .running_moments import RunningVariance

MOST_DEPTH = 60  # greatest depth of trees
ROOM = 1_000_000  # room for divergences in one call, in numbers
KINDS: dict[type, str] = {
    QuadPotentialDiag: "DIAGONAL",
    QuadPotentialDiagAdapt: "DIAGONAL_ADAPTED",
    QuadPotentialDiagAdaptGrad: "DIAGONAL_BY_GRADIENT",
    QuadPotentialFull: "DENSE",
    QuadPotentialFullAdapt: "DENSE_ADAPTED",
    QuadPotentialFullInv: "DENSE_INVERSE",
}


@dataclass(frozen=True, eq=False)
class MassInC:
    """A potential in C, one of `KINDS`: its present matrix and, if it adapts, the state of the adaptation.

    counts: samples, window, time of the last update of covariances, gradients in both sums.
    """

    kind: str
    matrix: Sequence[np.ndarray]
    learned: Sequence[np.ndarray] = ()
    counts: Sequence[int] = ()
    by_columns: bool = False
    every: int = 1
    growth: float = 1.0

    @property
    def adapts(self) -> bool:
        return bool(self.counts)

    @property
    def numbers(self) -> np.ndarray:
        return np.concatenate([np.ravel(part) for part in (*self.matrix, *self.learned)], dtype="float64")


@dataclass(frozen=True, eq=False)
class Left:
    """The state of a method after a run.

    fixed: the values that followed the moved ones; mass: numbers and counts of an adaptive mass matrix; columns:
    statistics by name; divergences: number of the draw, reason, energy change, and the points before and after if they
    were recorded.
    """

    step_size: float
    iteration: int
    adaptation: Mapping[str, float]
    fixed: np.ndarray
    mass: tuple[np.ndarray, list[int]]
    columns: Mapping[str, np.ndarray]
    divergences: Sequence[tuple[int, str, float, list[State]]]


def method(
    kind: str,
    places: Sequence[int],
    reads: Sequence[int],
    density: Callable[[], CEntry | None],
    mass: MassInC,
    depth: int = 0,
) -> MethodInC | None:
    """Return a method, "NUTS" with trees up to `depth` or "HMC", that moves the elements at `places`.

    After these, its density reads the elements at `reads`. None if SciPy has BLAS elsewhere.
    """
    try:
        hamiltonian_structs.routines()
    except ImportError:
        return None
    n, length = len(places), len(places) + len(reads)
    return MethodInC(
        kind,
        places,
        density,
        length,
        hamiltonian_structs.scratch(n, length, depth),
        own=len(hamiltonian_structs.REMEMBERED) + len(reads) + (len(mass.numbers) if mass.adapts else 0),
        counts=len(hamiltonian_structs.COUNTS) + len(mass.counts),
        columns=len(hamiltonian_structs.COLUMNS),
        reads=reads,
        calls_blas=True,
    )


def settings(
    parameters: Mapping[str, float],
    adaptation: Mapping[str, float],
    step_size: float,
    iteration: int,
    fixed: int,
    mass: MassInC,
    tunes: bool,
    kept: int,
) -> Settings:
    """Return the state before a run.

    parameters, adaptation: by name. fixed: the number of fixed values. kept: the number of divergences to record.
    """
    parameters = {
        **parameters,
        **adaptation,
        "mass": hamiltonian_structs.MASSES.index(mass.kind),
        "by_columns": mass.by_columns,
        "every": mass.every,
        "growth": mass.growth,
        "kept": kept,
    }
    known = {**adaptation, "step_size": step_size}
    more = [float(parameters.get(name, 0.0)) for name in hamiltonian_structs.PARAMETERS]
    own = [*(float(known[name]) for name in hamiltonian_structs.REMEMBERED), *[0.0] * fixed]
    divergence = 2 * (4 * len(mass.matrix[0]) + 2)
    return Settings(
        own=np.concatenate([own, mass.numbers]) if mass.adapts else own,
        counts=[int(adaptation["count"]), iteration, 0, *mass.counts],
        tunes=tunes,
        more=more if mass.adapts else np.concatenate([more, mass.numbers]),
        room=divergence * min(kept, max(1, ROOM // divergence)),
    )


def untimed_settings(now: Settings) -> Settings:
    """Return the settings for a run that does not measure the processor's time."""
    more = np.array(now.more, dtype="float64")
    more[hamiltonian_structs.PARAMETERS.index("untimed")] = 1.0
    return replace(now, more=more)


def left_state(now: Remembered, n: int, fixed: int) -> Left:
    """Return the state after a run of a method with `n` variables and `fixed` fixed values."""
    count, iteration, written, *counts = now.counts
    known = dict(zip(hamiltonian_structs.REMEMBERED, now.own.tolist(), strict=False))
    start = len(hamiltonian_structs.REMEMBERED)
    end = start + fixed
    found = columns(now.stats)
    points = [_state(numbers, n) for numbers in now.numbers[:written].reshape(-1, 4 * n + 2)]
    divergences = [
        (
            draw,
            hamiltonian_structs.DIVERGENCES[int(found["divergence"][draw])],
            float(found["change"][draw]),
            points[2 * k : 2 * k + 2],
        )
        for k, draw in enumerate(np.flatnonzero(found["divergence"]).tolist())
    ]
    return Left(
        known.pop("step_size"),
        iteration,
        {**known, "count": count},
        now.own[start:end],
        (now.own[end:], counts),
        found,
        divergences,
    )


def columns(stats: np.ndarray) -> dict[str, np.ndarray]:
    """Return the statistics of draws by name."""
    return dict(zip(hamiltonian_structs.COLUMNS, stats.T, strict=True))


def _state(numbers: np.ndarray, n: int) -> State:
    q, p, v, gradient = numbers[: 4 * n].reshape(4, n).copy()
    logp: Any = numbers[4 * n + 1 :].reshape(()).copy()  # a 0-d array, as functions return it
    return State(q, p, v, gradient, numbers[4 * n], logp)


def mass_in_c(potential: QuadPotentialDiagAdapt, n: int) -> MassInC | None:
    """Return the form of `potential`, of `n` variables, in C.

    None for a potential of the user's, and for one that Python must reject.
    """
    kind = KINDS.get(type(potential))
    if kind is None or {"velocity", "energy", "random", "update"} & potential.__dict__.keys():
        return None
    dense = kind.startswith("DENSE")
    found, shape = (_dense if dense else _diagonal)(kind, potential), (n, n) if dense else (n,)
    if found is None or any(m.dtype != np.float64 or m.shape != shape for m in found.matrix):
        return None
    if [part.shape for part in found.learned] != ([(n,), shape, (1,)] * 2 + [(n,)] * 2)[: len(found.learned)]:
        return None
    window = found.counts[1] if found.counts else 1
    return found if type(window) is int and window > 0 and type(found.every) is int and found.every > 0 else None


def remember_mass(potential: QuadPotentialDiagAdapt, numbers: np.ndarray, counts: Sequence[int]) -> None:
    """Write the numbers and counts after a run back to `potential`."""
    if isinstance(potential, QuadPotentialDiagAdapt):
        n = potential._n
        potential._use(numbers[:n].copy())
        rest = numbers[2 * n :]
        both: Any = (potential._foreground_var, potential._background_var)
        shape: tuple[int, ...] = (n,)
    else:
        n = potential._n
        potential._cov[...] = numbers[: n * n].reshape(n, n)
        potential._chol = numbers[n * n : 2 * n * n].reshape(n, n).T.copy(order="F")
        rest = numbers[2 * n * n :]
        both, shape = (potential._foreground_cov, potential._background_cov), (n, n)
    for one in both:
        size = int(np.prod(shape))
        one.mean = rest[:n].copy()
        setattr(one, _raw(one), rest[n : n + size].reshape(shape).copy())
        one.n_samples = float(rest[n + size])
        rest = rest[n + size + 1 :]
    samples, window, updated, *gradients = counts
    potential._n_samples, potential.adaptation_window = samples, window
    if isinstance(potential, QuadPotentialDiagAdaptGrad):
        potential._sums, potential._counts = [rest[:n].copy(), rest[n:].copy()], list(gradients)
    elif isinstance(potential, QuadPotentialFullAdapt):
        potential._previous_update = updated


def step_size_in_c(adaptation: DualAverageAdaptation) -> dict[str, float] | None:
    """Return the parameters and state of dual averaging; None for a user's class."""
    if not isinstance(adaptation, DualAverageAdaptation) or {"current", "update", "stats"} & adaptation.__dict__.keys():
        return None
    a = adaptation
    return {
        "target": a._target,
        "gamma": a._gamma,
        "k": a._k,
        "t0": a._t0,
        "mu": a._mu,
        "log_step": a._log_step,
        "log_bar": a._log_bar,
        "hbar": a._hbar,
        "count": a._count,
    }


def remember_step_size(adaptation: DualAverageAdaptation, now: Mapping[str, float], accepted: Sequence[float]) -> None:
    """Write the state after a run back to `adaptation`. accepted: acceptance of draws without adaptation."""
    adaptation._log_step, adaptation._log_bar, adaptation._hbar = now["log_step"], now["log_bar"], now["hbar"]
    adaptation._count = int(now["count"])
    adaptation._tuned_stats.extend(accepted)


def _diagonal(kind: str, potential: Any) -> MassInC:
    if kind == "DIAGONAL":
        return MassInC(kind, [potential.v, potential.inv_s])
    learned = _moments(potential._foreground_var, potential._background_var)
    sums, gradients = ([*potential._sums], potential._counts) if kind == "DIAGONAL_BY_GRADIENT" else ([], [0, 0])
    return MassInC(
        kind,
        [potential._var, potential._inv_stds],
        [*learned, *sums],
        [potential._n_samples, potential.adaptation_window, 0, *gradients],
        growth=potential.adaptation_window_multiplier,
    )


def _dense(kind: str, potential: Any) -> MassInC | None:
    if kind == "DENSE_INVERSE":
        return MassInC(kind, [potential.L.T]) if potential.L.flags.f_contiguous else None
    by_columns = not potential._cov.flags.c_contiguous
    matrix = [potential._cov.T if by_columns else potential._cov, potential._chol.T]
    if kind == "DENSE":
        return MassInC(kind, matrix, by_columns=by_columns)
    if by_columns:
        return None
    return MassInC(
        kind,
        matrix,
        _moments(potential._foreground_cov, potential._background_cov),
        [potential._n_samples, potential.adaptation_window, potential._previous_update, 0, 0],
        every=potential._update_window,
        growth=potential.adaptation_window_multiplier,
    )


def _moments(*both: RunningVariance) -> list[np.ndarray]:
    return [part for one in both for part in (one.mean, getattr(one, _raw(one)), np.array([one.n_samples]))]


def _raw(moments: RunningVariance) -> str:
    return "raw_var" if hasattr(moments, "raw_var") else "raw_cov"


__all__ = [
    "MOST_DEPTH",
    "Left",
    "MassInC",
    "columns",
    "left_state",
    "mass_in_c",
    "method",
    "remember_mass",
    "remember_step_size",
    "settings",
    "step_size_in_c",
    "untimed_settings",
]
