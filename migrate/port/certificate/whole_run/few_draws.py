"""PyMC's sampling functions with few draws, whose results have as many as the script asks for.

What a call drew is repeated up to the shape that it would have had: a burn-in can be cut off, a chain can be indexed,
and statistics have draws. `run.py` beside this uses it in the process of PyMC; it needs PyMC, NumPy and xarray.
"""

import functools
import inspect
import os
import sys
import time
from dataclasses import dataclass

import numpy as np

FEWEST = 10  # draws of a chain
PREDICTIONS = 10  # draws of which predictions are made
OF_POPULATIONS = "DE"  # how the names of step methods begin that need many chains
GROUP_OF = {"compute_log_likelihood": "log_likelihood", "compute_log_prior": "log_prior"}


@dataclass(frozen=True)
class Sizes:
    """draws, tune: of a chain; chains: at most; particles: of SMC; steps: of a fit; depth: of NUTS's trees.

    seconds: of processor time for a call of pm.sample; beyond, its chains end after a few draws.
    """

    draws: int = 100
    tune: int = 50
    chains: int = 2
    particles: int = 50
    steps: int = 20
    depth: int = 3
    seconds: float = 8.0


# To see whether an error comes of few draws.
MORE = Sizes(draws=500, tune=500, particles=500, steps=2000, depth=8, seconds=60.0)


def install(pm, sizes, seed):
    """Put the functions with few draws in the place of PyMC's, in each of its modules."""
    from pymc.variational.inference import Inference

    made = {
        "sample": functools.partial(_sample, sizes, seed),
        "sample_smc": functools.partial(_sample_smc, sizes, seed),
        "sample_prior_predictive": functools.partial(_sample_prior, seed),
        "sample_posterior_predictive": functools.partial(_sample_posterior, seed),
        "compute_log_likelihood": functools.partial(_of_draws, sizes),
        "compute_log_prior": functools.partial(_of_draws, sizes),
    }
    for name, function in made.items():
        _replace(getattr(pm, name, None), name, function)
    for name in ("fit", "refine"):
        setattr(Inference, name, _fewer_steps(getattr(Inference, name), sizes.steps))
    _limit_trees(pm.NUTS, sizes.depth)


def _replace(original, name, function):
    """Put `function` in the place of PyMC's `original`, wherever a module of PyMC has it."""
    if original is None:
        return

    @functools.wraps(original)
    def wrapped(*args, **kwargs):
        try:
            given = inspect.signature(original).bind(*args, **kwargs)
        except TypeError:
            return original(*args, **kwargs)  # which says what is wrong
        named = dict(given.arguments)
        for parameter in given.signature.parameters.values():
            if parameter.kind is inspect.Parameter.VAR_KEYWORD:
                named.update(named.pop(parameter.name, {}))
        return function(original, named)

    for module in [one for key, one in list(sys.modules.items()) if key.split(".")[0] == "pymc"]:
        if vars(module).get(name) is original:
            setattr(module, name, wrapped)


def _sample(sizes, seed, original, given):
    """Sample few draws of few chains, in this process."""
    asked = {"draw": _count(given.get("draws"), 1000), "chain": _chains(given)}
    warm = _count(given.get("tune"), 1000)
    if not all(isinstance(one, int) for one in (*asked.values(), warm)):
        return original(**given)
    step = given.get("step")
    steps = step if isinstance(step, (list, tuple)) else [step]
    population = any(type(one).__name__.startswith(OF_POPULATIONS) for one in steps)
    chains = asked["chain"] if population else min(asked["chain"], sizes.chains)
    if given.get("return_inferencedata", True) is False:
        sizes = MORE  # a MultiTrace is not lengthened
    made = original(
        **{
            **_first_starts(given, chains, seed),
            "draws": min(asked["draw"], sizes.draws),
            "tune": min(warm, sizes.tune),
            "chains": chains,
            "cores": 1,
            "progressbar": False,
            "compute_convergence_checks": False,
            "callback": _in_time(given.get("callback"), sizes.seconds / chains, min(warm, sizes.tune) + FEWEST),
        }
    )
    return lengthened(made, asked, warm)


def _in_time(callback, seconds, least):
    """Return a callback that ends a chain, as PyMC documents it, when it takes longer and has `least` iterations."""
    began = {}

    def called(trace, draw):
        if callback is not None:
            callback(trace=trace, draw=draw)
        start = began.setdefault(draw.chain, time.process_time())
        if time.process_time() - start > seconds and draw.draw_idx >= least:
            raise KeyboardInterrupt

    return called


def _first_starts(given, chains, seed):
    """Return the arguments with the starts and seeds of the first chains, and a seed where the script has none."""
    found = {
        key: value[:chains] if isinstance(value, (list, tuple)) else value
        for key, value in given.items()
        if key in ("initvals", "random_seed", "start")
    }
    return {**given, **found, "random_seed": _seed_of(found, seed)}


def _seed_of(given, seed):
    """Return the seed that a call has, which may be 0 or an array of seeds, or ours."""
    return seed if given.get("random_seed") is None else given["random_seed"]


def _sample_smc(sizes, seed, original, given):
    asked = {"draw": _count(given.get("draws"), 2000), "chain": _chains(given)}
    if not all(isinstance(one, int) for one in asked.values()):
        return original(**given)
    chains, draws = min(asked["chain"], sizes.chains), min(asked["draw"], sizes.particles)
    few = {"draws": draws, "chains": chains, "cores": 1, "progressbar": False, "compute_convergence_checks": False}
    return lengthened(original(**{**_first_starts(given, chains, seed), **few}), asked)


def _sample_prior(seed, original, given):
    asked = _count(given.get("draws"), 500)
    if not isinstance(asked, int):
        return original(**given)
    few = {"draws": min(asked, PREDICTIONS), "random_seed": _seed_of(given, seed)}
    return lengthened(original(**{**given, **few}), {"draw": asked}, by_place=("draw",))


def _sample_posterior(seed, original, given):
    """Predict of the first draws of a trace, and repeat that for the others."""
    trace, few = given.get("trace"), thinned(given.get("trace"), PREDICTIONS)
    given = {**given, "progressbar": False, "random_seed": _seed_of(given, seed)}
    if few is trace or given.get("sample_dims") is not None:
        return original(**given)
    made = original(**{**given, "trace": few, "extend_inferencedata": False})
    made = lengthened(made, draws_of(trace), by_place=("chain", "draw"))
    if not given.get("extend_inferencedata"):
        return made
    for name in groups(made):
        if name.startswith("predictions") or name == "posterior_predictive":
            put(trace, name, dataset(made, name))
    return trace


def _of_draws(sizes, original, given):
    """Compute something of the first draws, and repeat that for the others."""
    trace, group = given.get("idata"), GROUP_OF[original.__name__]
    few = thinned(trace, sizes.draws)
    if few is trace or "sample_dims" in given:
        return original(**given)
    made = original(**{**given, "idata": few, "extend_inferencedata": True, "progressbar": False})
    made = long(dataset(made, group), draws_of(trace))
    if given.get("extend_inferencedata", True):
        put(trace, group, made)
        return trace
    return made


def _fewer_steps(original, most):
    @functools.wraps(original)
    def fewer(self, n=10000, *args, **kwargs):
        if not isinstance(n, (int, np.integer)) or n <= most:
            return original(self, n, *args, **kwargs)
        made = original(self, most, *args, **{**kwargs, "progressbar": False})
        if len(np.shape(self.hist)) == 1 and len(self.hist):  # the losses, which scripts plot
            self.hist = self.approx.hist = np.resize(self.hist, n)
        return made

    return fewer


def _limit_trees(nuts, depth):
    made = nuts.__init__

    @functools.wraps(made)
    def initialised(self, *args, **kwargs):
        made(self, *args, **kwargs)
        for name in ("max_treedepth", "early_max_treedepth"):
            if isinstance(getattr(self, name, None), int):
                setattr(self, name, min(getattr(self, name), depth))

    nuts.__init__ = initialised


def _count(value, default):
    return default if value is None else int(value) if isinstance(value, (int, np.integer)) else value


def _chains(given):
    """Return the number of chains that a call would have sampled."""
    return _count(given.get("chains"), max(2, min(4, os.cpu_count() or 2)))


def groups(trace):
    """Return the names of a trace's groups: of ArviZ's InferenceData, or of xarray's DataTree."""
    return list(trace.groups()) if callable(getattr(trace, "groups", None)) else list(getattr(trace, "children", ()))


def dataset(trace, name):
    """Return the data of a group."""
    group = trace[name]
    return group.to_dataset() if hasattr(group, "to_dataset") else group


def put(trace, name, data):
    """Put data in a group of a trace, in the place of what may be there."""
    if hasattr(trace, "add_groups"):  # InferenceData
        if name in groups(trace):
            delattr(trace, name)
        trace.add_groups({name: data})
    else:
        trace[name] = type(trace)(dataset=data)


def draws_of(trace):
    """Return how many draws and chains a trace has: {"draw": n, "chain": m}."""
    data = dataset(trace, "posterior") if "posterior" in groups(trace) else trace
    return {name: int(data.sizes[name]) for name in ("chain", "draw")}


def thinned(trace, most):
    """Return a trace, or a group of one, with its first draws alone; what has no draws as it is."""
    if "posterior" in groups(trace):
        few, data = trace.copy(), dataset(trace, "posterior")
        if not {"chain", "draw"} <= set(data.sizes):
            return trace
        put(few, "posterior", data.isel(chain=slice(0, 1), draw=slice(0, most)))
        return few
    if {"chain", "draw"} <= set(getattr(trace, "sizes", ())):
        return trace.isel(chain=slice(0, 1), draw=slice(0, most))
    return trace


def lengthened(result, asked, warm=0, by_place=()):
    """Return a result with the draws that were asked for: its own, repeated.

    asked: dimension -> size; warm: draws of its warm-up groups; by_place: the dimensions of a dict's arrays, in order.
    """
    if isinstance(result, dict):
        return {name: _resized(np.asarray(value), asked, by_place) for name, value in result.items()}
    for name in groups(result):
        data = dataset(result, name)
        if "draw" in data.sizes:
            put(result, name, long(data, {**asked, "draw": warm} if name.startswith("warmup") else asked))
    return result


def _resized(values, asked, by_place):
    for axis, name in enumerate(by_place[: values.ndim]):
        values = np.take(values, np.resize(np.arange(values.shape[axis]), asked[name]), axis=axis)
    return values


def long(data, asked):
    """Return a dataset whose draws and chains are repeated up to the sizes asked for."""
    for name, size in asked.items():
        if 0 < data.sizes.get(name, 0) < size:
            places = np.resize(np.arange(data.sizes[name]), size)
            data = data.isel({name: places}).assign_coords({name: np.arange(size)})
    return data
