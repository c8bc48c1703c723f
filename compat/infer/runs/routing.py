"""The choice between the compiled sampler and step methods in Python, by one table of reasons."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from theano_common.installing import pip_install

from ...graph.fallbacks import fall_back
from ...graph.traversal import leaves
from ...models.logger import LOGGER as _log
from ...models.modelling.density import NO_GRADIENT, log_density
from ...models.modelling.kinds import is_bart
from ...models.vartypes import discrete_types
from ...settings import config
from ..keeping.request import Kept
from .arguments import BY_ADVI, SAMPLERS, Sampler, for_sampler, init_name, same_as_default

if TYPE_CHECKING:
    from ...models.backends.base import BaseTrace, MultiTrace
    from ...models.model import Model

BY_SETTING, GIVEN = "config.sampler is 'pymc3'", "step methods are given"
BY_CHECKPOINT = "a checkpoint is kept"
ASKED_FOR = (BY_SETTING, GIVEN, BY_CHECKPOINT)  # reasons that the user chose
COMPILED_INITS = ("adapt_diag", "jitter+adapt_diag", *BY_ADVI)
# nutpie's first window; with fewer tuning draws the step size is that of one trajectory, and chains hardly move
TUNE_OF_NUTPIE = 10
FULL_INITS = ("adapt_full", "jitter+adapt_full")  # nutpie has these as low-rank matrices


def chosen_sampler(name: str | None = None) -> Sampler:
    """Return the sampler of that name, by default `config.sampler`; step methods if nutpie is not installed.

    Raises ValueError for another name.
    """
    name = config.sampler if name is None else name
    if name not in SAMPLERS:
        raise ValueError(f"nuts_sampler={name!r} is not possible: it is one of {', '.join(SAMPLERS)}.")
    if name == "nutpie" and importlib.util.find_spec("nutpie") is None:
        fall_back(
            f"nutpie is not installed: the step methods draw, more slowly. {pip_install('[sample]')}",
            noticed=True,
        )
        return SAMPLERS["pymc3"]
    return SAMPLERS[name]


def why_not_compiled(
    sampler: Sampler,
    model: Model,
    step: Any,
    init: str | None,
    options: dict[str, Any],
    trace: BaseTrace | MultiTrace | str | Sequence[Any] | None,
    callback: Callable[..., Any] | None,
    tune: int = TUNE_OF_NUTPIE,
    checkpoint: Kept | None = None,
) -> str | None:
    """Return the part of the request that only step methods can do; None if the compiled sampler can do all of it."""
    if checkpoint is not None and sampler is SAMPLERS["nutpie"]:
        _log.info("checkpoint: PyMC3's step methods draw, because nutpie keeps its state to itself.")
        return BY_CHECKPOINT
    if sampler is SAMPLERS["pymc3"]:
        return BY_SETTING
    return (
        _why_by_variables(model)
        or (None if step is None else _why_by_step(step, model))
        or ("a callback is given" if callback is not None else None)
        or ("a trace is given" if trace is not None and not isinstance(trace, list | tuple) else None)
        or (_why_by_init(sampler, init, options) if step is None else None)
        or _why_by_options(sampler, {**getattr(step, "compat_options", {}), **options})
        or _why_by_density(sampler, model, tune)
    )


def _why_by_variables(model: Any) -> str | None:
    discrete = [v.name for v in model.free_RVs if v.dtype in discrete_types]
    if discrete:
        return f"{', '.join(discrete)} is discrete"
    trees = [v.name for v in model.free_RVs if is_bart(v)]
    if trees:
        return f"{', '.join(trees)} is a sum of trees"
    drawn = [v.name for v in model.deterministics if any(map(_is_another_at_each_call, leaves([v])))]
    return f"{', '.join(drawn)} draws random numbers" if drawn else None


def _is_another_at_each_call(leaf: Any) -> bool:
    """Say whether a function changes a shared variable, as the state of a RandomStreams: compiled chains do not."""
    return getattr(leaf, "default_update", None) is not None


def _why_by_step(step: Any, model: Any) -> str | None:
    from ..hamiltonian.nuts import NUTS  # imports all step methods, which few models name

    if type(step) is not NUTS:
        return GIVEN
    if {v.name for v in step.vars} != {v.name for v in model.free_RVs}:
        return "NUTS is for some of the variables"
    return "NUTS was made of other terms than the model has now" if step._terms != model._terms else None


def _why_by_init(sampler: Sampler, init: str | None, options: dict[str, Any]) -> str | None:
    if init is None:
        return "init is None: arguments go to the step methods by name" if options else None
    known = (*COMPILED_INITS, *FULL_INITS) if "mass_matrix" in sampler.takes else COMPILED_INITS
    return None if init_name(init) in known else f"init is {init!r}"


def _why_by_options(sampler: Sampler, options: dict[str, Any]) -> str | None:
    for name, value in options.items():
        if name not in sampler.takes and not same_as_default(name, value):
            if sampler is not SAMPLERS["nutpie"]:
                for_sampler(sampler, {name: value})  # a user who names that sampler gets the error
            return f"{name} is given"
    return None


def _why_by_density(sampler: Sampler, model: Model, tune: int) -> str | None:
    try:
        log_density(model)
    except NO_GRADIENT:
        return "the log density has no gradient"
    if sampler is SAMPLERS["nutpie"] and tune < TUNE_OF_NUTPIE:
        return f"tune={tune}: nutpie finds its step size in {TUNE_OF_NUTPIE} draws or more"
    return None
