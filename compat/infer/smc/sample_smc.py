"""pm.sample_smc. Source: pymc3.smc.sample_smc."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import warn

from ...compilation.cores import be_one_of_many, shared_by_chains
from ...emulated_versions import older_than
from ...graph.fallbacks import by_choice
from ...importing.module_getattr import absent_from
from ...missing_packages import say_before_sampling
from ...models.backends.base import MultiTrace
from ...models.logger import LOGGER as _log
from ...models.logger import Pymc3Logger
from ...models.modelling.current_model import modelcontext
from ...theano_api.callable_module import make_callable
from ..chains.child_processes import context, forking_in_silence, runs_in_jax
from ..chains.parallel_sampling import _cpu_count
from ..keeping.checkpoint import ChainFolder, Checkpoint, opened_run
from ..keeping.request import Kept, kept_in
from ..keeping.run_identity import identity_of_smc
from ..runs.arguments import seeds_of
from ..start import Seed
from .abc_keywords_of_3_8 import WORDS, say_to_the_simulator
from .kept_population import KeptPopulation
from .smc import SMC

if TYPE_CHECKING:
    from ...models.model import Model

__all__ = ["sample_smc"]


def sample_smc(
    draws: int = 2000,
    kernel: str = "metropolis",
    n_steps: int = 25,
    start: Mapping[str, Any] | None = None,
    tune_steps: bool = True,
    p_acc_rate: float = 0.85,
    threshold: float = 0.5,
    save_sim_data: bool = False,
    save_log_pseudolikelihood: bool = True,
    model: Any = None,
    random_seed: Seed = -1,
    parallel: bool = False,
    chains: int | None = None,
    cores: int | None = None,
    checkpoint: str | os.PathLike[str] | None = None,
    **of_3_8: Any,
) -> Any:
    """Sample with `draws` particles per chain, moved from the prior to the posterior; return a MultiTrace.

    draws: number of particles of a chain. kernel: "metropolis", or "ABC" if the observed variable is a pm.Simulator.
    n_steps: moves in the first stage and the most in later ones, where, if tune_steps, the acceptance rate sets it so
    that a particle moves with probability p_acc_rate. tune_steps, p_acc_rate: see n_steps.
    threshold: the effective share of particles from stage to stage; a larger one makes more stages.
    start: name -> (draws, *shape of the variable); draws of the prior by default.
    save_sim_data: return (trace, name -> simulated data). save_log_pseudolikelihood: whether the report has it, for
    ABC.
    model: that of the `with` block by default. random_seed: a number. parallel: whether chains run in processes.
    chains, cores: number of chains, and of those at a time. checkpoint: a folder to which the populations go; the same
    call in a later process goes on where this one ended.

    of_3_8: if 3.8 is emulated, `epsilon`, `dist_func` and `sum_stat` of the ABC kernel, and `progressbar`.

    The trace's report has log_marginal_likelihood, betas, accept_ratios, nsteps and, for ABC,
    log_pseudolikelihood. NotImplementedError for a model with a name.
    """
    _check_keywords(of_3_8)
    if isinstance(start, bool):
        raise TypeError(f"sample_smc(start={start}): write PyMC3 3.8's fourth argument by name, parallel={start}.")
    say_before_sampling()
    _log.info("Initializing SMC sampler...")
    model = modelcontext(model)
    by_choice("pm.sample_smc moves its particles in NumPy, over compiled densities")
    if model.name:
        raise NotImplementedError("The SMC implementation currently does not support named models.")
    cores = whole = _cpu_count() if cores is None else cores
    chains = max(2, cores) if chains is None else chains
    cores = 1 if chains == 1 else cores
    _log.info(f"Sampling {chains} chain{'s' if chains > 1 else ''} in {cores} job{'s' if cores > 1 else ''}")
    seeds = seeds_of(random_seed, chains)
    if kernel.lower() == "abc":
        _prepare_abc(model, of_3_8)
    of_population = (draws, kernel, n_steps, start, tune_steps, p_acc_rate, threshold)
    common = (*of_population, save_sim_data, save_log_pseudolikelihood, model)
    kept = kept_in(checkpoint, seeded=random_seed is not None and np.any(np.not_equal(random_seed, -1)))
    began = time.perf_counter()
    populations = _populations(common, seeds, kept, parallel and chains > 1, cores, whole)
    traces, sim_data, evidence, pseudo, betas, accepted, steps = zip(*populations, strict=True)
    trace = MultiTrace(traces)
    report: Any = trace.report
    report._n_draws, report._n_tune, report._t_sampling = draws, 0, time.perf_counter() - began
    report.log_marginal_likelihood, report.log_pseudolikelihood = np.array(evidence), pseudo
    report.betas, report.accept_ratios, report.nsteps = betas, accepted, steps
    if older_than("3.9"):
        model.marginal_likelihood = float(np.exp(evidence).mean())
    return (trace, {model.observed_RVs[0].name: np.array(sim_data)}) if save_sim_data else trace


def _check_keywords(given: dict[str, Any]) -> None:
    if unknown := sorted(given.keys() - (WORDS.keys() if older_than("3.9") else ())):
        hint = "; PyMC3 3.8 had it (config.emulate), later ones have it in pm.Simulator" if unknown[0] in WORDS else ""
        raise TypeError(f"sample_smc() got an unexpected keyword argument '{unknown[0]}'{hint}")


def _prepare_abc(model: Any, of_3_8: dict[str, Any]) -> None:
    if len(model.observed_RVs) != 1:
        warn("SMC-ABC only works properly with models with one observed variable")
    if model.potentials:
        _log.info("Potentials will be added to the prior term")
    if older_than("3.9"):
        say_to_the_simulator(model, of_3_8)


def _populations(
    common: tuple[Any, ...], seeds: list[int], kept: Kept | None, parallel: bool, cores: int, whole: int
) -> list[tuple[Any, ...]]:
    with _checkpoint_and_seeds(kept, common, seeds) as (folder, seeds):
        folders = [None if folder is None else folder.chain(i) for i in range(len(seeds))]
        if parallel and not runs_in_jax():  # in JAX a pool would compile everything once per chain
            return _in_processes(common, seeds, folders, cores)
        with shared_by_chains(whole):  # particles share these values
            return [sample_smc_int(*common, seed, i, _log, folders[i]) for i, seed in enumerate(seeds)]


@contextmanager
def _checkpoint_and_seeds(
    kept: Kept | None, common: tuple[Any, ...], seeds: list[int]
) -> Iterator[tuple[Checkpoint | None, list[int]]]:
    if kept is None:
        yield None, seeds
        return
    draws, *options, model = common
    names = ("kernel", "n_steps", "start", "tune_steps", "p_acc_rate", "threshold", "sim_data", "pseudolikelihood")
    given = dict(zip(names, options, strict=True))
    about = identity_of_smc(model, draws, len(seeds), seeds if kept.seeded else None, given)
    with opened_run(kept.folder, about, seeds) as checkpoint:
        yield checkpoint, checkpoint.seeds


def _in_processes(
    common: tuple[Any, ...], seeds: list[int], folders: list[ChainFolder | None], cores: int
) -> list[tuple[Any, ...]]:
    with forking_in_silence():
        pool = context(None).Pool(cores, be_one_of_many)
    with pool:
        return pool.starmap(
            sample_smc_int, [(*common, seed, i, _log if i == 0 else None, folders[i]) for i, seed in enumerate(seeds)]
        )


def sample_smc_int(
    draws: int,
    kernel: str,
    n_steps: int,
    start: Mapping[str, Any] | None,
    tune_steps: bool,
    p_acc_rate: float,
    threshold: float,
    save_sim_data: bool,
    save_log_pseudolikelihood: bool,
    model: Model,
    random_seed: int,
    chain: int,
    log: Pymc3Logger | None,
    kept: ChainFolder | None = None,
) -> tuple[Any, ...]:
    """Run one population of SMC through all stages: a chain of `pm.sample_smc`, whose arguments it takes.

    draws, kernel, n_steps, start, tune_steps, p_acc_rate, threshold, save_sim_data, save_log_pseudolikelihood: as
    there. model: the model. random_seed: an integer. chain: its number. log: a logger, or None. kept: the folder of a
    checkpoint, or None. Returns (trace, simulated data, log evidence, distances, betas, acceptance, steps). Draws have
    the shapes of the variables.
    """
    smc = SMC(
        draws,
        kernel,
        n_steps,
        start,
        tune_steps,
        p_acc_rate,
        threshold,
        save_sim_data,
        save_log_pseudolikelihood,
        model,
        random_seed,
        chain,
    )
    population = KeptPopulation(smc, kept)
    begins = not population.goes_on()
    if begins:
        smc.initialize_population()
    smc.setup_kernel()
    if begins:
        smc.initialize_logp()
    while smc.beta < 1 or smc.moves is not None:
        if smc.moves is None:
            smc.update_weights_beta()
            if log is not None:
                log.info(f"Stage: {len(population.stages):3d} Beta: {smc.beta:.3f}")
            smc.update_proposal()
            smc.resample()
        smc.mutate(population.keep)
        smc.tune()
        population.stages.append((smc.beta, smc.acc_rate, smc.n_steps))
        population.keep()
    betas, accepted, steps = map(list, zip(*population.stages, strict=True))
    trace = population.trace()
    return trace, smc.sim_data, smc.log_marginal_likelihood, smc.log_pseudolikelihood, betas, accepted, steps


make_callable(__name__, sample_smc)  # `pymc3.smc.sample_smc` is both
__getattr__ = absent_from(__name__)
