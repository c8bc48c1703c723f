"""Pickles of the form that PyMC3 wrote, made without PyMC3."""

import pickle
import sys
import types

import numpy as np


def multitrace_bytes(chains, stats, protocol=2, wrap=lambda trace: trace):
    """A pickled `pymc3.backends.base.MultiTrace`; `chains` are dicts name -> (draws, *shape)."""
    base, ndarray = types.ModuleType("pymc3.backends.base"), types.ModuleType("pymc3.backends.ndarray")
    base.MultiTrace = type("MultiTrace", (), {"__module__": base.__name__})
    ndarray.NDArray = type("NDArray", (), {"__module__": ndarray.__name__})
    trace = base.MultiTrace()
    trace._straces = {}
    for number, samples in enumerate(chains):
        one = ndarray.NDArray()
        draws = len(next(iter(samples.values())))
        vars(one).update(samples=samples, _stats=stats[number], draw_idx=draws, draws=draws, chain=number)
        one.model = print  # stands for the model: a foreign callable inside
        trace._straces[number] = one
    names = ("pymc3", "pymc3.backends", base.__name__, ndarray.__name__)
    held = {name: sys.modules.get(name) for name in names}
    try:
        for name in names[:2]:
            sys.modules[name] = types.ModuleType(name)
        sys.modules[base.__name__], sys.modules[ndarray.__name__] = base, ndarray
        return pickle.dumps(wrap(trace), protocol=protocol)
    finally:
        for name, module in held.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


def normal_trace(seed=0, draws=1000, chains=4, **changes):
    """(chains, stats) of a model with `mu`, `sd` (stored as `sd_log__` too) and `theta` of three."""
    rng = np.random.default_rng(seed)
    all_chains, all_stats = [], []
    for _ in range(chains):
        log_sd = rng.normal(size=draws)
        samples = {
            "mu": rng.normal(changes.get("shift", 0.0), 1.0, size=draws),
            "sd_log__": log_sd,
            "sd": np.exp(log_sd),
            "theta": rng.normal(size=(draws, 3)),
        }
        all_chains.append(samples)
        all_stats.append([{"tune": np.zeros(draws, bool), "model_logp": -(samples["mu"] ** 2)}])
    return all_chains, all_stats
