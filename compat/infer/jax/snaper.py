"""SNAPER-HMC, TFP's sampler of many chains at once, over the JAX form of a density.

All chains take trajectories of one length, one step size and one diagonal mass matrix, which they adapt together. The
length maximises the change of the squares along the principal component. Source: Sountsov and Hoffman,
arXiv:2110.11576, the successor of ChEES (arXiv:2102.05655).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

from theano_common.draws import Draws

from ...compilation.densities.log_density import LogDensity, require_jax
from .chains import sample_chains
from .program import Kernel
from .tfp import BareResults, in_silence, not_installed

ADAPTED = 0.8  # of warm-up; in the rest chains move on by the settings that they keep
LANGEVIN = 100  # first iterations of one leapfrog step, at most a tenth of warm-up
DIVERGES = 1000.0  # the error of the energy, as in PyMC3
FEWEST = 2  # chains; below some 100 the adaptation is poor


def sample(density: LogDensity, *, chains: int = 1000, warmup: bool = True, **options: Any) -> Draws:
    """Draw with TFP's SNAPER-HMC.

    warmup: whether to keep the warm-up. options: those of `jax_chains.sample_chains`, without `chain_method`.

    Ctrl-C returns the draws made so far (`ended` says so). Raises ImportError without JAX or TFP, SamplingError without
    a finite start, ValueError for a single chain.
    """
    require_jax()
    if importlib.util.find_spec("tensorflow_probability") is None:  # imported only where a program is compiled
        raise not_installed()
    if chains < FEWEST:
        raise ValueError("snaper adapts to the differences between chains: it needs 2 at least, and better 100.")
    with in_silence():
        return sample_chains(
            density, _kernel, sampler="snaper", chains=chains, joint=True, keep_warmup=warmup, **options
        )


def _kernel(logp: Callable[[Any], Any], dimension: int, tune: int, target_accept: float, max_treedepth: int) -> Kernel:
    import jax
    import jax.numpy as jnp

    adapted, langevin = int(ADAPTED * tune), min(LANGEVIN, tune // 10)
    kernel = BareResults(_adapting(jax.vmap(logp), dimension, adapted, langevin, target_accept, max_treedepth))

    def step(state):
        state, made = kernel.step(state)
        x = state[1]
        taken, many = made.accepted_results, x.shape[:1]
        return state, {
            "x": x,
            "tree_size": jnp.broadcast_to(made.proposed_results.num_leapfrog_steps.astype(float), many),
            "step_size": jnp.broadcast_to(made.proposed_results.step_size, many),
            "mean_tree_accept": jnp.exp(jnp.minimum(made.log_accept_ratio, 0.0)),
            "diverging": ~(made.log_accept_ratio > -DIVERGES),  # a NaN is a divergence
            "model_logp": taken.target_log_prob,
        }

    def judge(state):
        taken = kernel.inner(state).accepted_results
        [gradient] = jax.tree.leaves(taken.grads_target_log_prob)
        return taken.target_log_prob, gradient

    return Kernel(init=kernel.init, step=step, judge=judge)


def _adapting(
    logp: Callable[[Any], Any], dimension: int, adapted: int, langevin: int, target_accept: float, max_treedepth: int
) -> Any:
    """Return TFP's kernel, which adapts itself in its first `adapted` iterations."""
    import jax.numpy as jnp
    import tensorflow_probability.substrates.jax as tfp

    real = jnp.result_type(float).type  # of the present precision, 64 or 32 bits
    snaper = tfp.experimental.mcmc.SNAPERHamiltonianMonteCarlo(
        logp,
        step_size=real(0.5 * dimension**-0.25),
        num_adaptation_steps=adapted,
        num_mala_steps=langevin,
        max_leapfrog_steps=2**max_treedepth - 1,
    )
    return tfp.mcmc.DualAveragingStepSizeAdaptation(
        snaper, num_adaptation_steps=adapted, target_accept_prob=real(target_accept)
    )
