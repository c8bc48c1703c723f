"""NUTS by NumPyro over a density's JAX form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compat.draws import Draws
from compat.samplers.jax_chains import ChainMethod, sample_chains
from compat.samplers.jax_program import Kernel
from compat.samplers.logdensity import LogDensity, require_jax
from compat.samplers.progress import Progress
from compat.samplers.start import Start


def sample(
    density: LogDensity,
    *,
    draws: int = 1000,
    tune: int = 1000,
    chains: int = 4,
    seed: int | Sequence[int] | None = None,
    target_accept: float = 0.8,
    max_treedepth: int = 10,
    start: Start = None,
    jitter: bool = True,
    chain_method: ChainMethod | None = None,
    progress: Progress = True,
    **nuts_options: Any,
) -> Draws:
    """Draw `chains` x `draws` after `tune` warm-up iterations; `nuts_options` go to `numpyro.infer.NUTS`.

    Ctrl-C gives what was drawn (`ended` says so). Raises ImportError without JAX or NumPyro, SamplingError
    without a finite start.
    """
    require_jax()
    try:
        from numpyro.infer import NUTS
    except ImportError as missing:
        raise ImportError('NumPyro is not installed: pip install "theano-compat[jax]"') from missing

    def kernel() -> Kernel:
        logp = density.jax().logp
        nuts = NUTS(
            potential_fn=lambda x: -logp(x),
            target_accept_prob=target_accept,
            max_tree_depth=max_treedepth,
            **nuts_options,
        )
        return Kernel(
            init=lambda key, x: nuts.init(key, tune, x, model_args=(), model_kwargs={}),
            step=lambda state: _step(nuts, state),
            logp=lambda state: -state.potential_energy,
        )

    return sample_chains(
        density, kernel, sampler="numpyro", draws=draws, tune=tune, chains=chains, seed=seed, start=start,
        jitter=jitter, chain_method=chain_method, progress=progress,
    )  # fmt: skip


def _step(nuts: Any, state: Any) -> tuple[Any, dict[str, Any]]:
    import jax.numpy as jnp

    new = nuts.sample(state, (), {})
    return new, {
        "x": new.z,
        "depth": jnp.ceil(jnp.log2(new.num_steps + 1.0)).astype(int),  # doublings begun, as legacy counts
        "tree_size": new.num_steps.astype(float),
        "step_size": state.adapt_state.step_size,  # the one that this draw was made with
        "mean_tree_accept": new.accept_prob,
        "diverging": new.diverging,
        "energy": new.energy,
        "model_logp": -new.potential_energy,
    }
