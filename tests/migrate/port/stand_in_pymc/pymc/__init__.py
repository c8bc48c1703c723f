"""What of PyMC a run to the end looks at: it starts at once, and its draws are known."""

import inspect

__version__ = "6.4.0"


class Model(dict):
    """A context, as PyMC's is, and the variables made in it."""

    around = []

    def __enter__(self):
        self.around.append(self)
        return self

    def __exit__(self, *_):
        self.around.pop()


def modelcontext(model):
    """Return the model around."""
    if not Model.around:
        raise TypeError("no model")
    return Model.around[-1]


class Normal:
    """A variable of the model around, by its name."""

    def __init__(self, name, mu=0.0):
        modelcontext(None)[name] = float(mu)


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
