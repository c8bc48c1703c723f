"""The end of `pm.sample`: the trace, its report, the closing messages. Source: pymc3.sampling."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.draws import Chain, Diverged, Draws
from theano_common.users_lines import warn

from ...models.backends.base import MultiTrace
from ...models.backends.chain_warnings import chain_warnings, warnings_together
from ...models.backends.memory import multitrace_of
from ...models.backends.report import SamplerWarning, divergence_warning, recorded_names
from ...models.logger import LOGGER as _log
from ...models.optional_packages import import_arviz

if TYPE_CHECKING:
    from ...models.model import Model


def to_inference_data(model: Model, save_warmup: bool, options: dict[str, Any] | None) -> Callable[[MultiTrace], Any]:
    """Return the conversion of a trace, checked before sampling: a missing ArviZ or a wrong option loses no draws."""
    from ...models.backends.inference_data import from_pymc3  # needed only if the run asks for it

    import_arviz()
    arguments = {"model": model, "save_warmup": save_warmup, **(options or {})}
    try:
        inspect.signature(from_pymc3).bind(None, **arguments)
    except TypeError as error:
        raise TypeError(f"pm.sample(idata_kwargs=...): {error}.") from None
    return partial(from_pymc3, **arguments)


def usable_chains(draws: Draws, first: int, warm: bool) -> list[tuple[int, Chain, bool]]:
    """Return (number, chain, with warm-up) of the chains to keep; after Ctrl-C those with the most draws in total.

    They are cut to a common length. ValueError if nothing was drawn.
    """
    numbered = [(first + i, chain, warm) for i, chain in enumerate(draws.chains)]
    lengths = [_length(chain, warm) for chain in draws.chains]
    if not sum(lengths) and draws.ended != "complete":
        raise ValueError("Not enough samples to build a trace.")
    if len(set(lengths)) == 1:
        return numbered
    candidates = sorted(set(lengths) - {0})
    best = max(candidates, key=lambda n: n * sum(own >= n for own in lengths))
    return [
        (number, _cut(chain, best, warm), warm)
        for (number, chain, _), own in zip(numbered, lengths, strict=True)
        if own >= best
    ]


def _length(chain: Chain, warm: bool) -> int:
    before = len(next(iter(chain.warmup_samples.values()))) if warm and chain.warmup_samples else 0
    return before + len(chain)


def _cut(chain: Chain, total: int, warm: bool) -> Chain:
    before = _length(chain, warm) - len(chain)
    kept = max(0, total - before)
    warmup = chain.warmup_samples
    if warm and warmup is not None and total < before:
        warmup = {k: v[:total] for k, v in warmup.items()}
    return Chain(
        {k: v[:kept] for k, v in chain.samples.items()},
        {k: v[:kept] for k, v in chain.stats.items()},
        warmup,
        chain.warmup_stats
        if warmup is chain.warmup_samples
        else {k: v[:total] for k, v in (chain.warmup_stats or {}).items()},
        diverged=chain.diverged,
    )


def trace_of(
    draws: Draws,
    model: Model,
    vars: list[Any],
    first: int,
    discard_tuned: bool,
    tune: int,
    target_accept: float,
    max_treedepth: int,
    point_of: Callable[[np.ndarray], dict[str, Any]],
    groups: int | None = None,
) -> MultiTrace:
    """Return the MultiTrace, its report filled with sizes and the warnings of each chain.

    point_of: maps unconstrained values of all variables to a point. groups: of chains that adapted together, which are
    judged together.
    """
    kept = usable_chains(draws, first, warm=not discard_tuned)
    trace = multitrace_of(kept, model, vars)
    report = trace.report
    report._n_tune = tune
    report._n_draws = min(len(chain) for _, chain, _ in kept)
    report._t_sampling = draws.seconds
    if groups is not None:
        report._groups = groups
        report._add_warnings(warnings_together([chain.stats for _, chain, _ in kept], target_accept))
        return trace
    for number, chain, _ in kept:
        report._add_warnings(list(_divergences(chain.diverged, tune, discard_tuned, point_of)), number)
        report._add_warnings(chain_warnings(chain.stats, target_accept, max_treedepth), number)
    return trace


def _divergences(
    diverged: Sequence[Diverged], tune: int, discard_tuned: bool, point_of: Callable[[np.ndarray], dict[str, Any]]
) -> Iterator[SamplerWarning]:
    """Yield a warning for each divergence among the kept draws; the first ones after tuning have their points."""
    number = 0
    for one in diverged:
        if one.draw < tune and discard_tuned:
            continue
        number += one.draw >= tune
        ends = partial(_points, point_of, (one.start, one.end))
        yield divergence_warning("Divergence encountered", one.draw - (tune if discard_tuned else 0), number, ends)


def _points(
    point_of: Callable[[np.ndarray], dict[str, Any]], ends: Sequence[np.ndarray | None]
) -> list[dict[str, Any] | None]:
    return [None if end is None else point_of(end) for end in ends]


def say_how_it_went(trace: MultiTrace, model: Model, check: bool) -> None:
    """Log PyMC3's closing lines: sizes and time, convergence, then every warning."""
    report = trace.report
    n, tune, draws = len(trace.chains), report.n_tune or 0, report.n_draws or 0
    _log.info(
        f"Sampling {n} chain{'s' if n > 1 else ''} for {tune:_d} tune and {draws:_d} draw iterations "
        f"({tune * n:_d} + {draws * n:_d} draws total) took {report.t_sampling:.0f} seconds."
    )
    if check:
        if draws < 100:
            warn("The number of samples is too small to check convergence reliably.")
        else:
            _check_convergence(trace, model, len(trace) - draws)
    report._log_summary()


def _check_convergence(trace: MultiTrace, model: Model, skipped: int) -> None:
    groups, chains = trace.report._groups, len(trace.chains)
    # only what is checked is copied: other variables may be larger than memory
    names = recorded_names(model, trace.varnames)
    if groups is not None and groups < chains:
        from ..chains.many_chains import check_together  # few runs have many chains

        check_together(trace, names, skipped, groups)
        return
    stacked = {
        name: np.stack(trace.get_values(name, burn=skipped, combine=False, squeeze=False))
        for name in names or trace.varnames[:1]
    }
    trace.report._run_convergence_checks(stacked, model)
