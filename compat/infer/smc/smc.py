"""Particles of a model, moved by independent Metropolis-Hastings. Source: pymc3.smc.smc."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ...importing.module_getattr import absent_from
from ...models.backends.memory import NDArray
from ...models.modelling.current_model import modelcontext
from ...models.modelling.functions import Point
from ...models.modelling.particle_densities import ManyParticles, ParticleDensity
from ...models.modelling.theanof import (
    floatX,
    inputvars,
    join_nonshared_inputs,  # noqa: F401  (legacy imports it from here)
    make_shared_replacements,
)
from ...ops.reductions.functions import sum as tensor_sum
from ..compiled_runs.run import places_of, record_points
from ..predictive.predictive import sample_prior_predictive
from ..start import Seed
from .pseudo_likelihood import PseudoLikelihood, as_point
from .tempering import covariance_of, next_stage, steps_for

if TYPE_CHECKING:
    from ...models.model import Model


_STATE = {
    "posterior",
    "prior_logp",
    "likelihood_logp",
    "posterior_logp",
    "beta",
    "weights",
    "cov",
    "acc_rate",
    "n_steps",
    "proposed",
    "log_marginal_likelihood",
    "sim_data",
    "log_pseudolikelihood",
}


@dataclass
class Moves:
    """The moves of a stage.

    shares: of particles that moved, (moves,). log_uniform: (moves, draws). mean: of the particles before. white: the
    particles, whitened. made: how many moves.
    """

    shares: np.ndarray
    log_uniform: np.ndarray
    mean: np.ndarray
    white: np.ndarray | None = None
    made: int = 0


class SMC:
    """One population of particles of `pm.sample_smc`, whose arguments it takes.

    draws: number of particles. kernel: "metropolis" or "abc". n_steps: steps of a stage. start: name -> array of draws.
    tune_steps: whether later stages choose their number of steps. p_acc_rate: the acceptance they aim at. threshold:
    the effective share of particles from stage to stage. save_sim_data, save_log_pseudolikelihood: whether simulations
    and distances are kept, for "abc". model: that of the `with` block by default. random_seed: an integer; -1 for none.
    chain: its number.

    posterior has shape (draws, n), in the order of `variables`; prior_logp and likelihood_logp have shape (draws,).
    """

    def __init__(
        self,
        draws: int = 2000,
        kernel: str = "metropolis",
        n_steps: int = 25,
        start: Mapping[str, Any] | None = None,
        tune_steps: bool = True,
        p_acc_rate: float = 0.85,
        threshold: float = 0.5,
        save_sim_data: bool = False,
        save_log_pseudolikelihood: bool = True,
        model: Model | None = None,
        random_seed: Seed = -1,
        chain: int = 0,
    ) -> None:
        self.draws, self.kernel, self.n_steps, self.start = draws, kernel.lower(), n_steps, start
        self.tune_steps, self.p_acc_rate, self.threshold = tune_steps, p_acc_rate, threshold
        self.save_sim_data, self.save_log_pseudolikelihood = save_sim_data, save_log_pseudolikelihood
        self.model = modelcontext(model)
        self.random_seed, self.chain = random_seed, chain
        if self.kernel not in ("metropolis", "abc"):
            raise ValueError(f"kernel={kernel!r} is not known: 'metropolis' or 'abc'.")
        if random_seed != -1:
            np.random.seed(random_seed)
        self.beta: float = 0
        self.max_steps, self.proposed = n_steps, draws * n_steps
        self.acc_rate: float = 1
        self.variables = inputvars(self.model.vars)
        self.weights = np.ones(draws) / draws
        self.log_marginal_likelihood = 0.0
        self.sim_data: Any = []
        self.log_pseudolikelihood: Any = []
        self.moves: Moves | None = None  # of the stage, while they are made

    @cached_property
    def var_info(self) -> dict[str, tuple[tuple[int, ...], int]]:
        """Return the shape and size of each variable, by name, in the order in which a particle has them."""
        point = self.model.test_point
        return {v.name: (point[v.name].shape, point[v.name].size) for v in self.variables}

    def initialize_population(self) -> None:
        """Draw particles from the prior, or take them from `start`, name -> (draws, ...)."""
        drawn = self.start
        if drawn is None:
            computed = {v.name for v in self.model.deterministics if not hasattr(v, "transformed")}
            # nothing reads the other variables
            names = [v.name for v in self.model.unobserved_RVs if v.name not in computed]
            drawn = sample_prior_predictive(self.draws, var_names=names, model=self.model)
        point = self.model.test_point
        columns = [np.asarray(drawn[v.name])[: self.draws] for v in self.variables]
        if all(c.shape == (self.draws, *point[v.name].shape) for c, v in zip(columns, self.variables, strict=True)):
            self.posterior = floatX(np.concatenate([c.reshape(self.draws, -1) for c in columns], axis=1))
            return
        to_array = self.model.dict_to_array
        self.posterior = np.array(
            [
                floatX(to_array(Point({v.name: drawn[v.name][i] for v in self.variables}, model=self.model)))
                for i in range(self.draws)
            ]
        )

    def setup_kernel(self) -> None:
        """Compile the prior and the likelihood as functions of a particle; ABC has a simulator for the likelihood."""
        shared = make_shared_replacements(self.variables, self.model)
        model = self.model
        if self.kernel == "metropolis":
            self.prior_logp_func: Any = logp_forw([model.varlogpt], self.variables, shared)
            self.likelihood_logp_func: Any = logp_forw([model.datalogpt], self.variables, shared)
            self._logps = ManyParticles(self.prior_logp_func, self.likelihood_logp_func)
            return
        prior = sum([*(v.logpt for v in model.free_RVs), *(tensor_sum(p) for p in model.potentials)])
        self.prior_logp_func = logp_forw([prior], self.variables, shared)
        self.likelihood_logp_func = PseudoLikelihood(
            model.observed_RVs[0],
            model,
            self.var_info,
            self.variables,
            self.draws,
            self.save_sim_data,
            self.save_log_pseudolikelihood,
        )
        self._logps = ManyParticles(self.prior_logp_func, self.likelihood_logp_func)

    def initialize_logp(self) -> None:
        """Compute prior and likelihood for all particles."""
        self.prior_logp, self.likelihood_logp = self._logps(self.posterior)
        self._take_what_is_saved(slice(None))

    def _take_what_is_saved(self, which: np.ndarray | slice) -> None:
        if self.kernel != "abc":
            return
        for wanted, name, get in (
            (self.save_sim_data, "sim_data", self.likelihood_logp_func.get_data),
            (self.save_log_pseudolikelihood, "log_pseudolikelihood", self.likelihood_logp_func.get_lpl),
        ):
            if wanted and isinstance(which, slice):
                setattr(self, name, get())
            elif wanted:
                getattr(self, name)[which] = get()[which]

    def update_weights_beta(self) -> None:
        """Set the next inverse temperature and the weights of the particles at it."""
        self.beta, self.weights, grown = next_stage(self.likelihood_logp, self.beta, self.threshold)
        self.log_marginal_likelihood += grown

    def resample(self) -> None:
        """Draw particles with replacement by their weights."""
        chosen = np.random.choice(np.arange(self.draws), size=self.draws, p=self.weights)
        self.posterior = self.posterior[chosen]
        self.prior_logp, self.likelihood_logp = self.prior_logp[chosen], self.likelihood_logp[chosen]
        self.posterior_logp = self.prior_logp + self.likelihood_logp * self.beta
        if self.kernel == "abc" and self.save_sim_data:
            self.sim_data = self.sim_data[chosen]
        if self.kernel == "abc" and self.save_log_pseudolikelihood:
            self.log_pseudolikelihood = self.log_pseudolikelihood[chosen]

    def update_proposal(self) -> None:
        self.cov = covariance_of(self.posterior, self.weights)

    def tune(self) -> None:
        """Set the number of steps of the next stage from the acceptance rate in this one."""
        if self.tune_steps:
            self.n_steps = steps_for(self.acc_rate, self.p_acc_rate, self.proposed, self.max_steps)
        self.proposed = self.draws * self.n_steps

    def mutate(self, after_each: Callable[[], None] | None = None) -> None:
        """Make `n_steps` moves; proposals come from one normal distribution with the particles' moments.

        after_each: called after each move but the last.
        """
        from scipy.stats import multivariate_normal

        if self.moves is None:
            shares = np.empty(self.n_steps)
            self.moves = Moves(shares, np.log(np.random.rand(self.n_steps, self.draws)), self.posterior.mean(axis=0))
        moves = self.moves
        whiten = multivariate_normal(moves.mean, self.cov).cov_object.whiten
        # both normal densities have one covariance, so they differ only by squared distances
        white_mean = whiten(moves.mean)
        if moves.white is None:
            moves.white = whiten(self.posterior)
        _, values, vectors = np.linalg.svd(self.cov)
        root = np.sqrt(values)[:, None] * vectors  # as in SciPy's rvs, which would decompose the matrix at each call
        while moves.made < self.n_steps:
            proposal = floatX(np.random.standard_normal(self.posterior.shape) @ root + moves.mean)
            white_proposal = whiten(proposal)
            forward = -0.5 * _squares(white_proposal - white_mean)
            backward = -0.5 * _squares(moves.white - white_proposal.mean(axis=0))
            prior, likelihood = self._logps(proposal)
            logp = prior + likelihood * self.beta
            accepted = moves.log_uniform[moves.made] < (logp + backward) - (self.posterior_logp + forward)
            moves.shares[moves.made] = accepted.mean()
            self.posterior[accepted], self.posterior_logp[accepted] = proposal[accepted], logp[accepted]
            self.prior_logp[accepted], self.likelihood_logp[accepted] = prior[accepted], likelihood[accepted]
            moves.white[accepted] = white_proposal[accepted]
            self._take_what_is_saved(accepted)
            moves.made += 1
            if after_each is not None and moves.made < self.n_steps:
                after_each()
        self.acc_rate, self.moves = float(moves.shares.mean()), None

    def state(self) -> dict[str, Any]:
        """Return all that changes from stage to stage, and in the moves of one."""
        moves = None if self.moves is None else vars(self.moves)
        return {"moves": moves, **{name: getattr(self, name) for name in _STATE if hasattr(self, name)}}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from the state of a population with the same arguments."""
        for name in _STATE & state.keys():
            setattr(self, name, state[name])
        self.moves = None if state["moves"] is None else Moves(**state["moves"])

    def empty_trace(self) -> NDArray:
        """Return a chain with room for the particles."""
        with self.model:
            strace = NDArray(name=self.model.name)
            strace.setup(self.draws, self.chain)
        return strace

    def posterior_to_trace(self) -> NDArray:
        """Return the particles as one chain."""
        strace = self.empty_trace()
        places = places_of(self.model)
        if (
            places is not None
            and self.posterior.dtype == "float64"
            and self.var_info.keys() == places.keys()
            and all(p.dtype == "float64" for p in places.values())
        ):
            starts = np.cumsum([0, *(size for _, size in self.var_info.values())])
            start = dict(zip(self.var_info, starts, strict=False))
            order = np.concatenate([start[p.name] + np.arange(p.size) for p in places.values()])
            record_points(strace, self.posterior[:, order], [], places)
            return strace
        for particle in self.posterior:
            strace.record(point=as_point(particle, self.var_info))
        return strace


def _squares(rows: np.ndarray) -> np.ndarray:
    """Return the squared norm of each row."""
    return np.einsum("ij,ij->i", rows, rows)


def logp_forw(out_vars: list[Any], vars: list[Any], shared: dict[Any, Any]) -> ParticleDensity:
    """Return a density as a compiled function of one vector of variables.

    out_vars: a list with the density, a scalar graph. vars: variables of any shape. shared: variable -> shared
    variable, for those that are not in the vector.
    """
    [out] = out_vars
    return ParticleDensity(out, vars, shared)


__getattr__ = absent_from(__name__)
