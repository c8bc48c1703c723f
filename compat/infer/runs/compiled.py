"""Runs of the compiled sampler: NUTS over all variables, in C or JAX."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from theano_common.draws import Draws

from ...compilation.densities.log_density import LogDensity
from ...models.backends.base import MultiTrace
from ...models.exceptions import SamplingError
from ...models.logger import LOGGER as _log
from ...models.modelling.density import log_density
from ...models.modelling.util import get_untransformed_name, is_transformed_name
from ...settings import config
from ..keeping.request import Request
from ..start import jittered_as_legacy, nearer_where_unresolved
from .arguments import BY_ADVI, JITTERED, Sampler, for_sampler, init_name, nuts_arguments, say_what_has_no_effect
from .closing import trace_of
from .routing import FULL_INITS
from .starts import vectors

if TYPE_CHECKING:
    from ...models.model import Model


class KeptRun(Protocol):
    """The folder of a run. handed: what the sampler is given of it."""

    @property
    def handed(self) -> Any: ...

    def ended(self, made: Draws, first: int) -> None: ...


def sample_compiled(sampler: Sampler, asked: Request, options: dict[str, Any]) -> MultiTrace:
    """Return the trace of a run by `sampler`, with the options of NUTS."""
    model, step = asked.model, asked.step
    how = None if step is not None or asked.begin.init is None else init_name(asked.begin.init)
    says_n_init = {} if how in BY_ADVI else {"n_init": asked.begin.n_init}
    say_what_has_no_effect(**says_n_init, mp_ctx=asked.mp_ctx, pickle_backend=asked.pickle_backend)
    density = log_density(model)
    nuts = for_sampler(sampler, nuts_arguments({**getattr(step, "compat_options", {}), **options}, sampler.takes))
    if "mass_matrix" in sampler.takes:
        full = how in FULL_INITS or config.mass_matrix == "low_rank"
        nuts = {**nuts, "mass_matrix": "low_rank" if full else "diagonal"}
    if step is None and not sampler.joint:
        _log.info("Auto-assigning NUTS sampler...")
        _log.info(f"Initializing NUTS using {how or 'adapt_diag'}...")
    if not asked.is_kept:
        return _sampled_trace(sampler, density, asked, nuts, how, None)
    with _kept_run(sampler, asked, nuts) as (asked, kept):
        return _sampled_trace(sampler, density, asked, nuts, how, kept)


def _kept_run(
    sampler: Sampler, asked: Request, nuts: dict[str, Any]
) -> AbstractContextManager[tuple[Request, KeptRun]]:
    if sampler.in_jax:
        from . import kept_programs  # few runs are kept

        return kept_programs.kept_run(sampler, asked, nuts)
    from . import kept_chains  # few runs are kept

    return kept_chains.kept_run(sampler, asked, nuts)


def _sampled_trace(
    sampler: Sampler,
    density: LogDensity,
    asked: Request,
    nuts: dict[str, Any],
    how: str | None,
    kept: KeptRun | None,
) -> MultiTrace:
    model, step = asked.model, asked.step
    np.random.seed(asked.seeds[0])  # as in PyMC3, start points come from the global generator, seeded anew
    groups = _groups(asked, how) if sampler.joint else None
    asked, starts = asked.one_chain(_starts(density, asked, how, groups))

    def as_trace(drawn: Draws) -> MultiTrace:
        return trace_of(
            drawn,
            model,
            _recorded_variables(model, asked.trace),
            asked.chain_idx,
            asked.discard_tuned_samples,
            asked.size.tune,
            nuts.get("target_accept", 0.8),
            nuts.get("max_treedepth", 10),
            density.point,
            groups,
        )

    try:
        made = _draw(sampler, density, asked, nuts if kept is None else {**nuts, "kept": kept.handed}, starts)
    except BaseException as error:  # raised by a user's Op, for example
        so_far = getattr(error, "draws", None)
        if isinstance(so_far, Draws) and any(len(chain) for chain in so_far.chains):
            error.trace = as_trace(so_far)  # type: ignore[attr-defined]
            _log.warning(f"{type(error).__name__} ended the sampling; its `trace` has what was drawn.")
        raise
    if kept is not None:
        kept.ended(made, asked.chain_idx)
    result = as_trace(made)
    if made.ended != "complete":
        _log.warning(f"Sampling ended early ({made.ended}): {result.nchains} chains of {len(result)} draws are kept.")
    if step is not None:
        _leave_as_after_steps(step, made)
    return result


def _groups(asked: Request, how: str | None) -> int:
    """Return the number of groups of chains that share a start."""
    from ..chains.many_chains import groups_of  # few runs have many chains

    shared = asked.begin.points is None and how not in BY_ADVI
    return groups_of(asked.size.chains) if shared else asked.size.chains


def _starts(density: LogDensity, asked: Request, how: str | None, groups: int | None) -> list[np.ndarray] | None:
    """Return the flat start of each chain, one for each group if there are groups; None for the model's default."""
    begin, chains = asked.begin, asked.size.chains
    jittered = []
    if how in JITTERED:  # in PyMC3 beside given points, too: what is drawn next from NumPy's stream follows from it
        jittered = jittered_as_legacy(density, np.random, groups or chains, begin.jitter_max_retries)
    if begin.points is not None:
        return vectors(density, begin.points)
    if jittered:
        found = [nearer_where_unresolved(density, x) for x in jittered]
        return [x for x in found for _ in range(chains // len(found))]
    if how in BY_ADVI:
        from ..variational.advi_start import by_advi  # imports all of variational inference

        drawn, *_ = by_advi(how, chains, begin.n_init, asked.model, asked.seeds[0], asked.progressbar)
        return vectors(density, drawn)  # without scales: they are adapted from the first draw
    return None


def _recorded_variables(model: Model, kept: list[Any] | None) -> list[Any]:
    """Return the variables to record: those of the list, or all."""
    recorded = list(model.unobserved_RVs)
    if kept is None:
        return recorded
    wanted = {getattr(v, "name", v) for v in kept}
    return [v for v in recorded if v.name in wanted]


def _leave_as_after_steps(step: Any, made: Draws) -> None:
    """Give a step method the state that users expect after sampling."""
    step.stop_tuning()
    step._logp_dlogp_func.set_extra_values({})  # the run was over all variables, so there are none
    sizes = [chain.stats["step_size"][-1] for chain in made.chains if len(chain.stats.get("step_size", ()))]
    if sizes:
        step.step_size = float(sizes[-1])


def _draw(
    sampler: Sampler, density: LogDensity, asked: Request, nuts: dict[str, Any], starts: list[np.ndarray] | None
) -> Draws:
    size, model = asked.size, asked.model
    many = size.cores > 1 and size.chains > 1
    _log.info(
        f"Vectorized sampling ({size.chains} chains in one program)"
        if sampler.joint or nuts.get("chain_method") == "vectorized"
        else f"Multiprocess sampling ({size.chains} chains in {size.cores} jobs)"
        if many
        else f"Sequential sampling ({size.chains} chains in 1 job)"
    )
    _log.info(
        f"{sampler.title if sampler.joint else 'NUTS'}: [{', '.join(_plain(v.name) for v in reversed(model.free_RVs))}]"
    )
    if "cores" in sampler.takes:
        nuts = {**nuts, "cores": size.cores}
    if sampler.joint:
        nuts = {**nuts, "warmup": asked.checkpoint is not None or not asked.discard_tuned_samples}
    try:
        return sampler.sample(
            density,
            draws=size.draws,
            tune=size.tune,
            chains=size.chains,
            seed=asked.seeds,
            start=starts,
            jitter=False,
            progress=asked.progressbar,
            **nuts,
        )
    except SamplingError as error:
        raise bad_energy(model, density, error) from error


def bad_energy(model: Model, density: LogDensity, error: SamplingError) -> SamplingError:
    """Return PyMC3's error for a chain that cannot be sampled, with a table of the variables at its start."""
    from ...models.modelling.bad_start import table  # only for the error's text

    at = density.point(density.initial if error.start is None else error.start)
    return SamplingError(
        f"Bad initial energy: {error}; check any log probabilities that are inf or -inf, nan or very small:\n"
        f"{table(model, at, density)}",
        error.chain,
        error.start,
    )


def _plain(name: str) -> str:
    return get_untransformed_name(name) if is_transformed_name(name) else name
