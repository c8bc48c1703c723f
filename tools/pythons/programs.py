"""`python -m tools.pythons.programs`: prints what ten programs and some densities give on this machine, as JSON.

The programs are of plain Theano: the eight of bench/works, smaller, and two of its tutorial. Numbers are hexadecimal.
"""

from __future__ import annotations

import hashlib
import json
import platform
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

import compat

compat.install()

import pymc3 as pm  # noqa: E402
import theano  # noqa: E402
import theano.tensor as tt  # noqa: E402

from bench import workload  # noqa: E402
from tests.backends.test_reproducible import MODELS  # noqa: E402
from theano_compat.backends.c.compilers import build  # noqa: E402
from theano_compat.models.modelling.density import log_density  # noqa: E402
from theano_compat.settings import config  # noqa: E402
from tools.fixture_table.densities import points, relative  # noqa: E402
from tools.fixture_table.fixtures import model_of, numbers  # noqa: E402

SIZES = {  # where those of the bench would take minutes
    "elementwise_chain": {"n": 2000},
    "logsumexp_rows": {"rows": 50, "columns": 30},
    "softmax_sgd": {"columns": 60},
    "mlp_step": {"columns": 60, "hidden": 40},
}
DENSITY = "eight_schools"


def of_bench(name: str) -> dict[str, Any]:
    """Return the outputs and the updated values of a program, after three calls."""
    work = workload.load(name)
    sizes = {key: min(value, SIZES.get(name, {}).get(key, value)) for key, value in work.NAMED.items()}
    function, arguments, names, shared = work.legacy(theano, tt, work.data(sizes))
    for _ in range(3):
        found = dict(zip(names, function(*arguments), strict=True))
    return {**found, **{key: variable.get_value() for key, variable in shared.items()}}


def power() -> dict[str, Any]:
    """The tutorial's A ** k by scan."""
    k, a = tt.iscalar("k"), tt.dvector("a")
    steps, updates = theano.scan(lambda so_far, a: so_far * a, outputs_info=tt.ones_like(a), non_sequences=a, n_steps=k)
    return {"power": theano.function([a, k], steps[-1], updates=updates)(np.arange(10.0), 12)}


def logistic_regression() -> dict[str, Any]:
    """The tutorial's first training, twenty steps."""
    rng = np.random.RandomState(1)
    x, y = rng.randn(40, 7), rng.randint(0, 2, 40)
    w, b = theano.shared(rng.randn(7), name="w"), theano.shared(0.0, name="b")
    p = 1 / (1 + tt.exp(-tt.dot(x, w) - b))
    cost = (-y * tt.log(p) - (1 - y) * tt.log(1 - p)).mean() + 0.01 * (w**2).sum()
    gw, gb = tt.grad(cost, [w, b])
    train = theano.function([], cost, updates=[(w, w - 0.1 * gw), (b, b - 0.1 * gb)])
    costs = [train() for _ in range(20)]
    return {"costs": np.array(costs), "w": w.get_value(), "b": b.get_value()}


PROGRAMS: dict[str, Callable[[], dict[str, Any]]] = {
    **{name: lambda name=name: of_bench(name) for name in workload.RAW},  # type: ignore[misc]
    "power": power,
    "logistic_regression": logistic_regression,
}


def density() -> float:
    """Return how far the log density is from real PyMC3's at the saved points, as a part of the sum of its terms."""
    model, saved = model_of(DENSITY), numbers(DENSITY, "logp.npz")
    found = log_density(model)
    names = [v.name for v in model.free_RVs]
    at = [found.logp_grad(found.vector(dict(zip(names, v, strict=True))))[0] for v in points(model, saved)]
    return max(map(relative, at, saved["logp"], saved["absolute_terms"]))


def bits(name: str) -> str:
    """Return the hash of a density and its gradient at three points, in the reproducible mode."""
    with config.change_flags(reproducible=True):
        found = log_density(MODELS[name]())
        assert found.c() is not None
        at = found.initial + np.random.default_rng(3).normal(scale=0.3, size=(3, found.dimension))
        called = np.concatenate([np.r_[value, gradient] for value, gradient in map(found.logp_grad, at)])
    return hashlib.sha256(called.astype("<f8").tobytes()).hexdigest()[:16]


def main() -> None:
    warnings.simplefilter("ignore")
    found = {
        "machine": platform.machine(),
        "compiler": build.compiler().identity,
        "programs": {
            name: {key: [float(v).hex() for v in np.ravel(value)] for key, value in run().items()}
            for name, run in PROGRAMS.items()
        },
        "density": density(),
        "bits": {name: bits(name) for name in MODELS},
        "pymc3": pm.__version__,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
