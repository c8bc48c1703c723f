"""One model in JAX beside the same by hand, in turns: `python -m bench.contestants.jax_model NAME`, JSON on the last
line. Ours is in the default mode, through `pm.sample` with NumPyro; by hand is `jax.numpy` and NumPyro's kernel in one
jitted loop. Of several turns the least counts: now and then XLA deals the small parts of a step out to its threads,
with ours and with those by hand alike, and a run takes twice as long."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from bench import workload

CHAINS = 4
TURNS = 9
FEWEST_RUNS, MOST_RUNS, RUNS_SECONDS = 4, 16, 8.0  # of NUTS, each
GRADIENT_SECONDS = 0.15  # a turn
NUTS_SECONDS = 1.5  # a run of NUTS: what it takes beyond its steps, of a few ms, is measured apart (jax_runs)
MOST_DRAWS = 10_000
DEPTH = 6  # of trees at most: far from the posterior each would have 1,023 leapfrogs, with models of 10 ms each


def seconds(call: Callable[[], Any]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def gradients(logp: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """(x of all chains, data, n) -> what n gradients of all chains, one after the other, leave of x."""
    import jax

    def run(x: Any, data: Any, n: Any) -> Any:
        both = jax.vmap(jax.value_and_grad(logp), in_axes=(0, None))

        def step(i: Any, x: Any) -> Any:
            value, gradient = both(x, data)
            return x + 1e-12 * (gradient + value[:, None])

        return jax.lax.fori_loop(0, n, step, x)

    return jax.jit(run)


def nuts(logp: Callable[[Any], Any], tune: int) -> Callable[..., Any]:
    """(keys, x, room for the draws) -> (the draws, leapfrogs of the chain with most of them, summed)."""
    import jax
    from numpyro.infer import NUTS

    kernel = NUTS(potential_fn=lambda x: -logp(x), max_tree_depth=DEPTH)

    def run(keys: Any, x: Any, draws: Any) -> Any:
        state = jax.vmap(lambda key, x: kernel.init(key, tune, x, model_args=(), model_kwargs={}))(keys, x)

        def step(i: Any, carried: Any) -> Any:
            state, draws, leapfrogs = carried
            state = jax.vmap(lambda one: kernel.sample(one, (), {}))(state)
            return state, draws.at[i].set(state.z), leapfrogs + state.num_steps.max()

        return jax.lax.fori_loop(0, len(draws), step, (state, draws, 0))[1:]

    return jax.jit(run)


def compare(name: str) -> dict[str, dict[str, float]]:
    """Microseconds of "gradient" and "nuts" (a leapfrog), by who computes: of all four chains at once."""
    import compat

    compat.install()
    import jax
    import pymc3 as pm

    from theano_compat.models.modelling.density import log_density
    from theano_compat.settings import config

    logging.getLogger("pymc3").setLevel(logging.CRITICAL)
    jax.config.update("jax_enable_x64", True)
    work = workload.load(name)
    data = work.data(work.NAMED)
    model = work.legacy(pm, data)
    density, by_hand = log_density(model), work.by_jax(data)
    form = density.jax()
    x = np.stack([workload.point(work, data)] * CHAINS) + 1e-3 * np.arange(CHAINS)[:, None]
    ours_x = np.empty_like(x)
    ours_x[:, workload.order(work, data, {part.name: part.start for part in density.parts})] = x
    found: dict[str, dict[str, float]] = {}

    programs = {
        "ours": (gradients(form.logp), jax.device_put(ours_x), jax.device_put(form.data)),
        "hand": (gradients(lambda x, _: by_hand(x)), jax.device_put(x), ()),
    }

    def gradient(who: str, n: int) -> float:
        run, at, given = programs[who]
        return seconds(lambda: run(at, given, n).block_until_ready())

    for who in programs:
        gradient(who, 1)
    n = 1
    while gradient("hand", n) < GRADIENT_SECONDS:
        n *= 2
    turns: dict[str, list[float]] = {"ours": [], "hand": []}
    for _ in range(TURNS):
        for who, times in turns.items():
            times.append(gradient(who, n) / n * 1e6)
    found["gradient"] = {who: min(times) for who, times in turns.items()}

    half = int(np.clip(NUTS_SECONDS / (found["gradient"]["hand"] * 2e-5), 20, MOST_DRAWS))
    given = {
        "draws": half,
        "tune": half,
        "chains": CHAINS,
        "chain_method": "vectorized",
        "progressbar": False,
        "return_inferencedata": False,
        "compute_convergence_checks": False,
        "discard_tuned_samples": False,
        "max_treedepth": DEPTH,
    }
    by_numpyro = nuts(by_hand, half)

    def ours_nuts(seed: int) -> float:
        start = time.perf_counter()
        with model, config.change_flags(sampler="numpyro"):
            trace = pm.sample(random_seed=seed, **given)
        spent = time.perf_counter() - start
        steps = np.stack(trace.get_sampler_stats("tree_size", combine=False))
        return spent / steps.max(0).sum() * 1e6

    def hand_nuts(seed: int) -> float:
        keys = jax.random.split(jax.random.PRNGKey(seed), CHAINS)
        start = time.perf_counter()
        draws, leapfrogs = by_numpyro(keys, x, np.zeros((2 * half, *x.shape)))
        np.asarray(draws)
        return (time.perf_counter() - start) / int(leapfrogs) * 1e6

    ours_nuts(0), hand_nuts(0)
    pairs: list[tuple[float, float]] = []
    began = time.perf_counter()
    while len(pairs) < FEWEST_RUNS or (len(pairs) < MOST_RUNS and time.perf_counter() - began < 2 * RUNS_SECONDS):
        pairs.append((ours_nuts(len(pairs) + 1), hand_nuts(len(pairs) + 1)))
    found["nuts"] = {who: min(times) for who, times in zip(("ours", "hand"), zip(*pairs, strict=True), strict=True)}
    return found


if __name__ == "__main__":
    print(json.dumps(compare(sys.argv[1])))
