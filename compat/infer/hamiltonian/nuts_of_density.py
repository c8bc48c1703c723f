"""NUTS in Python, which needs nothing but a log density and follows PyMC3 3.11.5 draw for draw.

The same seed gives the same draws as PyMC3 3.11.5, from the first tuning iteration until rounding errors have grown
(some 50 iterations: the trajectories are chaotic).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from theano_common.draws import Draws

from ...compilation.densities.log_density import LogDensity
from ...models.exceptions import SamplingError
from ..progress import Progress
from ..start import Start, jittered_as_legacy, seeds_as_legacy, starts_of_chains
from .integration import Leapfrog
from .potentials import QuadPotentialDiagAdapt
from .recording import Recording
from .step_size import DualAverageAdaptation
from .trajectory import Trajectory

WEIGHT = 10  # the unit variance at the start counts as this many draws
EARLY_MAX_TREEDEPTH, EARLY = 8, 200  # trees stay small in the first 200 tuning draws


def sample(
    density: LogDensity,
    *,
    draws: int = 1000,
    tune: int = 1000,
    chains: int = 4,
    seed: int | Sequence[int] | None = None,
    target_accept: float = 0.8,
    max_treedepth: int = 10,
    step_scale: float = 0.25,
    start: Start = None,
    jitter: bool = True,
    progress: Progress = True,
) -> Draws:
    """Draw `chains` x `draws` after `tune` tuning iterations, one chain after the other.

    start, jitter: a given start is used unchanged, as in PyMC3; without one each chain starts at the model's, with
    U(-1, 1) added if `jitter` (PyMC3's `init="jitter+adapt_diag"`, else "adapt_diag"). Ctrl-C returns the draws made so
    far. Raises SamplingError for a start whose energy is not finite.
    """
    seeds = seeds_as_legacy(seed, chains)
    if jitter:
        own = jittered_as_legacy(density, np.random.RandomState(seeds[0]), chains)
    else:
        own = starts_of_chains(density, None, chains)
    starts = own if start is None else starts_of_chains(density, start, chains)
    mean = np.mean(own, axis=0)  # of the mass matrix; as in PyMC3, also if `start` is given
    order = np.concatenate([np.arange(part.start, part.start + part.size) for part in reversed(density.parts)])
    with Recording(density, draws, tune, chains, "pymc3", progress) as record:
        for chain, x in enumerate(starts):
            rng = np.random.RandomState(seeds[chain])
            steps = DualAverageAdaptation(step_scale / density.dimension**0.25, target_accept)
            mass = _Ordered(mean, order, rng)
            leapfrog = Leapfrog(mass, density.logp_grad)
            for i in range(tune + draws):
                tuning = i < tune
                early = tuning and i < EARLY
                begin = leapfrog.compute_state(x, mass.random())
                if not np.isfinite(begin.energy):
                    raise SamplingError(
                        f"Bad initial energy: the log density is {begin.model_logp} where chain {chain} stands."
                    )
                trajectory = Trajectory(leapfrog, rng, steps.current(tuning))
                end = trajectory.run(begin, min(EARLY_MAX_TREEDEPTH, max_treedepth) if early else max_treedepth)
                x = end.state.q
                steps.update(end.statistics["mean_tree_accept"], tuning)
                mass.update(x, end.state.q_grad, tuning)
                record(chain, x, {**end.statistics, **steps.stats(), "tune": tuning})
    return record.draws


class _Ordered(QuadPotentialDiagAdapt):
    """A potential whose momenta come from its own generator, in another order than that of x.

    PyMC3 lays out x for NUTS with the last free variable first; elsewhere the order affects only rounding.
    """

    def __init__(self, mean: np.ndarray, order: np.ndarray, rng: np.random.RandomState):
        super().__init__(len(mean), mean, np.ones(len(mean)), WEIGHT, dtype="float64")
        self._order, self._rng = order, rng

    def random(self) -> np.ndarray:
        standard = np.empty(self._n)
        standard[self._order] = self._rng.normal(size=self._n)
        return self._inv_stds * standard
