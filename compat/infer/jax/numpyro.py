"""NumPyro's NUTS over the JAX form of a density."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from theano_common.draws import Draws
from theano_common.installing import pip_install

from ...compilation.densities.log_density import LogDensity, require_jax
from .chains import sample_chains
from .program import Kernel


def sample(density: LogDensity, **options: Any) -> Draws:
    """Draw with NumPyro's NUTS. options: those of `jax_chains.sample_chains`; others go to `numpyro.infer.NUTS`.

    Ctrl-C returns the draws made so far (`ended` says so). Raises ImportError without JAX or NumPyro, SamplingError
    without a finite start.
    """
    require_jax()
    try:
        import numpyro.infer  # noqa: F401
    except ImportError as missing:
        raise ImportError(f"NumPyro is not installed: {pip_install('[jax]')}") from missing
    return sample_chains(density, _kernel, sampler="numpyro", **options)


def _kernel(
    logp: Callable[[Any], Any], dimension: int, tune: int, target_accept: float, max_treedepth: int, **nuts_options: Any
) -> Kernel:
    from numpyro.infer import NUTS

    options = {"target_accept_prob": target_accept, "max_tree_depth": max_treedepth, **nuts_options}
    nuts = NUTS(potential_fn=lambda x: -logp(x), **options)
    return Kernel(
        init=lambda key, x: nuts.init(key, tune, x, model_args=(), model_kwargs={}),
        step=lambda state: _step(nuts, state),
        judge=lambda state: (-state.potential_energy, -state.z_grad),
    )


def _step(nuts: Any, state: Any) -> tuple[Any, dict[str, Any]]:
    import jax.numpy as jnp

    new = nuts.sample(state, (), {})
    return new, {
        "x": new.z,
        "depth": jnp.ceil(jnp.log2(new.num_steps + 1.0)).astype(int),  # doublings begun, as PyMC3 counts them
        "tree_size": new.num_steps.astype(float),
        "step_size": state.adapt_state.step_size,  # the step size of this draw
        "mean_tree_accept": new.accept_prob,
        "diverging": new.diverging,
        "energy": new.energy,
        "model_logp": -new.potential_energy,
    }
