"""What of PyMC a run to the end looks at: it starts at once, and its draws are known."""

import inspect

__version__ = "6.4.0"


class Model:
    """A context, as PyMC's is."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


class NUTS:
    """A step method with limits of its trees."""

    def __init__(self, max_treedepth=10):
        self.max_treedepth = self.early_max_treedepth = max_treedepth


def sample(
    draws=1000,
    *,
    tune=1000,
    chains=None,
    cores=None,
    progressbar=True,
    random_seed=None,
    step=None,
    initvals=None,
    compute_convergence_checks=True,
    callback=None,
    **kwargs,
):
    """Return the arguments of the call."""
    if kwargs:
        raise ValueError(f"no such argument: {', '.join(kwargs)}")
    return {name: value for name, value in locals().items() if name != "kwargs" and not inspect.isfunction(value)}


def sample_prior_predictive(draws=500, random_seed=None):
    """Return the seed of the call, as text: arrays in a result would be taken for draws."""
    return {"seed": str(random_seed)}
