"""Which arguments of `pm.sample` each sampler understands: one table, and nothing is ignored in silence."""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from compat.draws import Draws
from compat.settings import config


@dataclass(frozen=True)
class Sampler:
    """Who draws: the module with `sample`, how it calls itself, and what it takes besides the common arguments."""

    module: str
    title: str
    takes: frozenset[str] = field(default_factory=frozenset)

    @property
    def sample(self) -> Callable[..., Draws]:
        import importlib

        return importlib.import_module(self.module).sample


COMMON = frozenset({"target_accept", "max_treedepth"})
SAMPLERS = {
    "nutpie": Sampler("compat.samplers.nutpie", "nutpie on C", COMMON | {"cores"}),
    "pymc3": Sampler("compat.samplers.steps.nuts", "NUTS as in PyMC3 3.11", COMMON | {"step_scale"}),
    "numpyro": Sampler("compat.samplers.numpyro", "NumPyro", COMMON),
    "tfp": Sampler("compat.samplers.tfp", "TensorFlow Probability", COMMON),
}

# What legacy's NUTS took, its default there, and what to do instead where we have nothing for it.
NUTS_ARGUMENTS: dict[str, tuple[Any, str]] = {
    "target_accept": (0.8, ""),
    "max_treedepth": (10, ""),
    "step_scale": (0.25, 'set theano.config.sampler = "pymc3", which has it'),
    "early_max_treedepth": (8, "the sampler keeps early trees small by itself: leave it out"),
    "Emax": (1000, "energy errors above 1000 count as divergences: leave it out"),
    "gamma": (0.05, "step sizes are adapted by dual averaging with its usual constants: leave it out"),
    "k": (0.75, "step sizes are adapted by dual averaging with its usual constants: leave it out"),
    "t0": (10, "step sizes are adapted by dual averaging with its usual constants: leave it out"),
    "adapt_step_size": (True, "the step size is always adapted while tuning: leave it out"),
    "step_rand": (None, "leave it out"),
    "scaling": (None, "the mass matrix is adapted while tuning: leave it out"),
    "is_cov": (False, "the mass matrix is adapted while tuning: leave it out"),
    "potential": (None, "the mass matrix is adapted while tuning: leave it out"),
    "blocked": (True, "all variables move together: leave it out"),
    "dtype": (None, "leave it out"),
}

JITTER = {"auto": True, "jitter+adapt_diag": True, "adapt_diag": False}
UNLIKE = ("jitter+adapt_full", "adapt_full", "advi", "advi+adapt_diag", "advi+adapt_diag_grad", "advi_map", "map")


# What a run needs at least of each.
LEAST = {"draws": 0, "tune": 0, "chains": 1}

# Arguments that nothing here listens to: legacy's default, and what is the case instead.
WITHOUT_EFFECT = {
    "n_init": (200000, "it is the length of an ADVI start, and there is none here"),
    "mp_ctx": (None, "chains are threads of compiled code, not processes"),
    "pickle_backend": ("pickle", "chains are threads of compiled code, not processes"),
}


def sizes(**given: Any) -> list[int]:
    """`draws`, `tune` and `chains` as integers; ValueError that names the one that cannot be."""
    found = []
    for name, value in given.items():
        try:
            number = int(value)
            fits = number == value and number >= LEAST[name]
        except (TypeError, ValueError, OverflowError):
            fits = False
        if not fits:
            raise ValueError(f"{name}={value!r} is not possible: `{name}` has to be a whole number, "
                             f"{LEAST[name]} or more.")
        found.append(number)
    return found


def say_what_has_no_effect(**given: Any) -> None:
    """One UserWarning for all arguments that differ from legacy's default and change nothing here."""
    said = [f"{name} has no effect: {WITHOUT_EFFECT[name][1]}." for name, value in given.items()
            if value is not WITHOUT_EFFECT[name][0] and value != WITHOUT_EFFECT[name][0]]
    if said:
        warnings.warn(" ".join(["pm.sample:", *said]), UserWarning, stacklevel=3)


def chosen_sampler(nuts: dict[str, Any]) -> Sampler:
    """`config.sampler`; NUTS in Python, said once, where nutpie is not installed."""
    name = config.sampler
    if name == "nutpie" and "step_scale" in nuts:
        name = "pymc3"
    if name == "nutpie" and importlib.util.find_spec("nutpie") is None:
        from compat.compilation.pipeline import notice

        notice('nutpie is not installed: NUTS runs in Python, much slower. pip install "theano-compat[sample]"')
        name = "pymc3"
    return SAMPLERS[name]


def nuts_arguments(kwargs: dict[str, Any]) -> dict[str, Any]:
    """What is for NUTS among the further arguments of `sample`; old spellings are taken with legacy's warning.

    TypeError for a name that legacy did not know either, NotImplementedError for what we cannot do.
    """
    given = dict(kwargs)
    for old in ("nuts_kwargs", "step_kwargs"):
        inner = given.pop(old, None)
        if inner is not None:
            warnings.warn(f"The {old} argument has been deprecated. Pass step method arguments directly to sample "
                          "instead", DeprecationWarning, stacklevel=3)
            given.update(inner)
    for name in ("nuts", "NUTS"):
        given.update(given.pop(name, None) or {})
    found = {}
    for name, value in given.items():
        if name not in NUTS_ARGUMENTS:
            raise TypeError(f"pm.sample got an unexpected keyword argument {name!r}: neither `sample` nor NUTS has it.")
        default, advice = NUTS_ARGUMENTS[name]
        same = value is default or (isinstance(default, bool | int | float) and value == default)
        if not same and name not in ("target_accept", "max_treedepth", "step_scale"):
            raise NotImplementedError(f"pm.sample({name}={value!r}) is not supported: {advice}.")
        if not same:
            found[name] = value
    return found


def for_sampler(sampler: Sampler, nuts: dict[str, Any]) -> dict[str, Any]:
    """`nuts`, if this sampler takes all of it; else NotImplementedError with what to do."""
    for name in nuts:
        if name not in sampler.takes:
            raise NotImplementedError(f"{sampler.title} does not take {name}: {NUTS_ARGUMENTS[name][1]}.")
    return nuts


def jitter_of(init: Any) -> bool:
    """Whether starts are jittered under legacy's name of an initialisation. ValueError for an unknown name."""
    if init is None:
        return True
    if not isinstance(init, str):
        raise TypeError("init must be a string.")
    name = init.lower()
    if name in JITTER:
        return JITTER[name]
    if name in UNLIKE:
        warnings.warn(f"init={init!r} chooses starts and the first mass matrix in a way that is not available here; "
                      "jitter+adapt_diag is used. The posterior is the same.", UserWarning, stacklevel=4)
        return True
    raise ValueError(f"Unknown initializer: {init}.")


def refuse(step: Any, trace: Any, callback: Any) -> None:
    """NotImplementedError, with what to do, for what no sampler of ours has yet."""
    from compat.pymc3_api.step_methods.nuts import NUTS

    if step is not None and not isinstance(step, NUTS):
        raise NotImplementedError(f"pm.sample(step={type(step).__name__}) is not supported yet: leave `step` out and "
                                  "NUTS samples all variables, or pass pm.NUTS(...).")
    if callback is not None:
        raise NotImplementedError("pm.sample(callback=...) is not supported yet: chains run in compiled code. Leave it "
                                  "out; Ctrl-C gives the draws so far.")
    if trace is not None and not isinstance(trace, list | tuple):
        raise NotImplementedError("pm.sample(trace=...) takes a list of variables here; continuing a trace, and "
                                  "backends, are not supported. Sample again, and merge with pm.backends.base."
                                  "merge_traces.")
