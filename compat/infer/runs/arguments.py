"""The table of arguments of `pm.sample` that each sampler accepts; no argument is ignored in silence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import numpy as np

from theano_common.draws import Draws
from theano_common.system.cores import cores
from theano_common.users_lines import warn

from ...models.logger import LOGGER as _log
from ..start import Seed, seeds_as_legacy


@dataclass(frozen=True)
class Sampler:
    """A sampler: the module with `sample`, its display name, and its arguments besides the common ones.

    joint: chains adapt together, from starts that they share in groups, and are judged together.
    """

    module: str
    title: str
    takes: frozenset[str] = field(default_factory=frozenset)
    joint: bool = False
    in_jax: bool = False

    @property
    def sample(self) -> Callable[..., Draws]:
        import importlib

        return importlib.import_module(self.module).sample


SAMPLE_ARGUMENTS = (  # of pm.sample itself, for the error that names the nearest
    *("draws", "step", "init", "n_init", "start", "trace", "chain_idx", "chains", "cores", "tune", "model"),
    *("random_seed", "discard_tuned_samples", "compute_convergence_checks", "callback", "jitter_max_retries"),
    *("progressbar", "return_inferencedata", "idata_kwargs", "mp_ctx", "pickle_backend"),
)
COMMON = frozenset({"target_accept", "max_treedepth"})
SAMPLERS = {
    "nutpie": Sampler("theano_compat.infer.nutpie.sampling", "nutpie on C", COMMON | {"cores", "mass_matrix"}),
    "pymc3": Sampler("theano_compat.infer.hamiltonian.nuts_of_density", "NUTS as in PyMC3 3.11"),
    "numpyro": Sampler("theano_compat.infer.jax.numpyro", "NumPyro", COMMON | {"cores", "chain_method"}, in_jax=True),
    "tfp": Sampler(
        "theano_compat.infer.jax.tfp", "TensorFlow Probability", COMMON | {"cores", "chain_method"}, in_jax=True
    ),
    "snaper": Sampler(
        "theano_compat.infer.jax.snaper", "SNAPER-HMC of TensorFlow Probability", COMMON, joint=True, in_jax=True
    ),
}

# The arguments of PyMC3's NUTS with its defaults; those that the compiled sampler lacks use the steps in Python.
NUTS_ARGUMENTS: dict[str, Any] = {
    "target_accept": 0.8,
    "max_treedepth": 10,
    "step_scale": 0.25,
    "early_max_treedepth": 8,
    "Emax": 1000,
    "gamma": 0.05,
    "k": 0.75,
    "t0": 10,
    "adapt_step_size": True,
    "step_rand": None,
    "scaling": None,
    "is_cov": False,
    "potential": None,
    "blocked": True,
    "dtype": None,
    "vars": None,
    "logp_dlogp_func": None,
}

# arguments of the plot of a running chain, until PyMC3 3.6
OF_LIVE_PLOT = ("live_plot", "live_plot_kwargs", "skip_first", "refresh_every", "roll_over")

# the smallest value of each
LEAST = {"draws": 0, "tune": 0, "chains": 1}

# Arguments without effect on chains in compiled code: PyMC3's default, and what happens instead.
WITHOUT_EFFECT = {
    "n_init": (200000, "it is the length of ADVI, which this init does without"),
    "mp_ctx": (None, "chains are threads of compiled code, not processes"),
    "pickle_backend": ("pickle", "chains are threads of compiled code, not processes"),
}

# initialisations of NUTS, as pymc3.sampling.init_nuts has them
JITTERED = ("jitter+adapt_diag", "jitter+adapt_full")
BY_ADVI = ("advi", "advi+adapt_diag", "advi+adapt_diag_grad", "advi_map")
KNOWN_INITS = ("adapt_diag", "adapt_full", "map", *JITTERED, *BY_ADVI)


def default_cores() -> int:
    """Return the number of chains to run at a time: the number of processors, at most 4."""
    return min(4, cores())


def sizes(**given: Any) -> list[int]:
    """Return `draws`, `tune` and `chains` as integers. ValueError that names the one that is not valid."""
    found = []
    for name, value in given.items():
        try:
            number = int(value)
            fits = number == value and number >= LEAST[name]
        except (TypeError, ValueError, OverflowError):
            fits = False
        if not fits:
            raise ValueError(
                f"{name}={value!r} is not possible: `{name}` has to be a whole number, {LEAST[name]} or more."
            )
        found.append(number)
    return found


def seeds_of(random_seed: Seed, chains: int, one_for_all: bool = False) -> list[int]:
    """Return one seed for each chain; -1 means no seed. TypeError for an invalid seed.

    one_for_all: whether a number is the seed of each chain, as it was before PyMC3 3.3.
    """
    if random_seed is not None and not isinstance(random_seed, int | np.integer | list | tuple | np.ndarray):
        raise TypeError("Invalid value for `random_seed`. Must be tuple, list or int")
    seed = None if isinstance(random_seed, int) and random_seed == -1 else random_seed
    if one_for_all and seed is not None and np.ndim(seed) == 0:
        seed = [int(seed)] * chains  # type: ignore[arg-type]
    return seeds_as_legacy(seed, chains)


def say_what_has_no_effect(**given: Any) -> None:
    """Log one line for all arguments that differ from PyMC3's default and have no effect here.

    It is not a warning: the draws are as requested, and test suites that run with `-W error` pass such arguments.
    """
    said = [
        f"{name} has no effect: {WITHOUT_EFFECT[name][1]}."
        for name, value in given.items()
        if value is not WITHOUT_EFFECT[name][0] and value != WITHOUT_EFFECT[name][0]
    ]
    if said:
        _log.info(" ".join(["pm.sample:", *said]))


def old_names(kwargs: dict[str, Any], cores: int | None, chains: int | None) -> tuple[int | None, int | None]:
    """Return values that were given under the names of PyMC3 3.4, with its warnings."""
    found = {"njobs": ("cores", cores), "nchains": ("chains", chains)}
    for old, (new, value) in found.items():
        if old in kwargs:
            warn(f"The {old} argument has been deprecated. Use {new} instead.", DeprecationWarning)
            given = kwargs.pop(old)
            found[old] = (new, given if value is None else value)
    return found["njobs"][1], found["nchains"][1]


def step_arguments(kwargs: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return (the further arguments of `sample`, including those of `step_kwargs`; those of `nuts_kwargs`)."""
    given, inner = dict(kwargs), {}
    for old in ("nuts_kwargs", "step_kwargs"):
        if old in given:
            warn(
                f"The {old} argument has been deprecated. Pass step method arguments directly to sample instead",
                DeprecationWarning,
            )
        inner[old] = given.pop(old, None) or {}
    given.update(inner["step_kwargs"])
    if not given.pop("parallelize", True):  # of populations, until PyMC3 3.7
        _log.info("pm.sample(parallelize=False) has no effect: cores=1 advances all chains in one process.")
    live = [name for name in OF_LIVE_PLOT if given.pop(name, None)]
    if live:
        warn(
            f"pm.sample({live[0]}=...) has no effect: PyMC3 has none since 3.7. Plot the trace when it is there.",
            UserWarning,
        )
    return given, inner["nuts_kwargs"]


def same_as_default(name: str, value: int) -> bool:
    """Return whether an argument of NUTS has its default value."""
    if name not in NUTS_ARGUMENTS:
        return False
    default = NUTS_ARGUMENTS[name]
    return value is default or (
        isinstance(default, bool | int | float) and isinstance(value, bool | int | float) and value == default
    )


def nuts_arguments(given: dict[str, Any], taken: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return those further arguments of `sample` that are for NUTS and differ from its defaults.

    taken: arguments that the sampler takes beyond PyMC3's NUTS. TypeError for a name that neither has.
    """
    given = dict(given)
    for name in ("nuts", "NUTS"):
        given.update(given.pop(name, None) or {})
    for name in given:
        if name not in NUTS_ARGUMENTS and name not in taken:
            near = get_close_matches(name, [*SAMPLE_ARGUMENTS, *NUTS_ARGUMENTS, *taken], 1)
            raise TypeError(
                f"pm.sample got an unexpected keyword argument {name!r}: neither `sample` nor NUTS has it"
                + (f"; is {near[0]!r} meant?" if near else ".")
            )
    target = given.get("target_accept")
    if isinstance(target, int | float) and not 0 < target < 1:
        raise ValueError(f"target_accept={target} is no probability that NUTS can aim at: give one between 0 and 1.")
    return {name: value for name, value in given.items() if not same_as_default(name, value)}


def for_sampler(sampler: Sampler, nuts: dict[str, Any]) -> dict[str, Any]:
    """Return `nuts` if this sampler takes all of it. Otherwise NotImplementedError with advice."""
    for name in nuts:
        if name not in sampler.takes:
            raise NotImplementedError(
                f'{sampler.title} does not take {name}: set theano.config.sampler = "pymc3", '
                "which has it, or leave it out."
            )
    return nuts


def init_name(init: int | str) -> str:
    """Return the full name of an initialisation. TypeError if it is not a string, ValueError if it is unknown."""
    if not isinstance(init, str):
        raise TypeError("init must be a string.")
    name = init.lower()
    if name == "auto":
        return "jitter+adapt_diag"
    if name not in KNOWN_INITS:
        raise ValueError(f"Unknown initializer: {init}.")
    return name
