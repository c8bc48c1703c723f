"""NUTS of TensorFlow Probability's JAX substrate over the JAX form of a density, with TFP's windowed warm-up."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from theano_common.draws import Draws
from theano_common.installing import pip_install

from ...compilation.densities.log_density import LogDensity, require_jax
from .chains import sample_chains
from .program import Kernel

# TFP's schedule divides warm-up into windows of a twentieth, which must not be empty
SHORTEST_WINDOWED = 20


def sample(density: LogDensity, **options: Any) -> Draws:
    """Draw with TFP's NUTS.

    options: those of `jax_chains.sample_chains`; a warm-up (`tune`) of under 20 iterations adapts only the step size.

    Ctrl-C returns the draws made so far (`ended` says so). Raises ImportError without JAX or TFP, SamplingError without
    a finite start.
    """
    with in_silence():
        require_tfp()
        return sample_chains(density, _kernel, sampler="tfp", **options)


def require_tfp() -> None:
    """Import TFP's JAX substrate, or raise ImportError with the command that installs it."""
    require_jax()
    try:
        import tensorflow_probability.substrates.jax  # noqa: F401
    except ImportError as missing:
        raise not_installed() from missing


def not_installed() -> ImportError:
    """Return the error where TFP is missing."""
    return ImportError(f"TensorFlow Probability is not installed: {pip_install('[tfp]')}")


@contextmanager
def in_silence() -> Iterator[None]:
    """Leave out warnings about TFP's own use of JAX, which the user cannot fix."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="tensorflow_probability")
        yield


class BareResults:
    """A kernel of TFP whose results are bare arrays between calls.

    JAX rebuilds structures with placeholders that are not arrays, which the linear operators of TFP 0.25 reject.
    """

    def __init__(self, kernel: Any) -> None:
        self._kernel = kernel
        self._structure: Any = None

    def init(self, key: Any, x: Any) -> tuple[Any, Any, Any]:
        """Return the state (key, x, arrays) at which a chain begins."""
        import jax

        arrays, self._structure = jax.tree.flatten(self._kernel.bootstrap_results(x))
        return key, x, arrays

    def step(self, state: tuple[Any, Any, Any]) -> tuple[tuple[Any, Any, Any], Any]:
        """Return the next state, and the results of the kernel within the adaptations."""
        import jax

        key, x, arrays = state
        key, now = jax.random.split(key)
        x, results = self._kernel.one_step(x, jax.tree.unflatten(self._structure, arrays), seed=now)
        return (key, x, jax.tree.leaves(results)), _innermost(results)

    def inner(self, state: tuple[Any, Any, Any]) -> Any:
        """Return the results in a state of the kernel within the adaptations."""
        import jax

        return _innermost(jax.tree.unflatten(self._structure, state[2]))


def _innermost(results: Any) -> Any:
    """Return the results of the kernel that moves, within those of the adaptations around it."""
    while not hasattr(results, "log_accept_ratio"):
        results = results.inner_results
    return results


def _kernel(logp: Callable[[Any], Any], dimension: int, tune: int, target_accept: float, max_treedepth: int) -> Kernel:
    import jax
    import jax.numpy as jnp

    kernel = BareResults(_adapting(logp, dimension, tune, target_accept, max_treedepth))

    def step(state):
        state, inner = kernel.step(state)
        steps = inner.leapfrogs_taken
        return state, {
            "x": state[1],
            "depth": jnp.ceil(jnp.log2(steps + 1.0)).astype(int),  # doublings begun, as PyMC3 counts them
            "tree_size": steps.astype(float),
            "step_size": inner.step_size,
            "mean_tree_accept": jnp.exp(inner.log_accept_ratio),
            "diverging": inner.has_divergence,
            "energy": -inner.energy,
            "model_logp": inner.target_log_prob,
        }

    def judge(state):
        inner = kernel.inner(state)
        [gradient] = jax.tree.leaves(inner.grads_target_log_prob)
        return inner.target_log_prob, gradient

    return Kernel(init=kernel.init, step=step, judge=judge)


def _adapting(logp: Callable[[Any], Any], dimension: int, tune: int, target_accept: float, max_treedepth: int) -> Any:
    """Return TFP's kernel, which adapts its step size and, if warm-up is long enough, its scales."""
    import jax.numpy as jnp
    import numpy as np
    import tensorflow_probability.substrates.jax as tfp
    from tensorflow_probability.substrates.jax.experimental.mcmc import windowed_sampling

    real = jnp.result_type(float).type  # of the present precision, 64 or 32 bits
    stepping = tfp.mcmc.DualAveragingStepSizeAdaptation(
        tfp.experimental.mcmc.PreconditionedNoUTurnSampler(
            logp, step_size=real(0.5 * dimension**-0.25), max_tree_depth=max_treedepth
        ),
        num_adaptation_steps=tune,
        target_accept_prob=real(target_accept),
    )
    if tune < SHORTEST_WINDOWED:
        return stepping
    weighing = tfp.experimental.mcmc.DiagonalMassMatrixAdaptation(
        stepping,
        initial_running_variance=tfp.experimental.stats.RunningVariance.from_stats(
            num_samples=real(10), mean=np.zeros(dimension, real), variance=np.ones(dimension, real)
        ),
        num_estimation_steps=tune,
    )
    return windowed_sampling.WindowedAdaptation(weighing, tune)
