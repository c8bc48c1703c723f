"""Writes structured.json: numbers of the real library for structured_cases.py. Runs on the oracle (Python 3.8,
PyMC3 3.11.5):

    THEANO_FLAGS=blas__ldflags= python remake_structured.py
"""

import json
import os
import warnings

import numpy as np
import pymc3 as pm
import theano
from structured_cases import MODELS, dists

SEED = 20


def plain(x):
    return np.asarray(x).tolist()


def drawn(dist, size):
    np.random.seed(SEED)
    try:
        return plain(dist.random(size=size))
    except (ValueError, AttributeError, TypeError, np.linalg.LinAlgError) as error:
        return type(error).__name__


def point_of(model):
    """The test point, moved."""
    rng = np.random.RandomState(SEED)
    return {
        v.name: model.test_point[v.name] + (0.1 * rng.normal(size=v.dshape) if v.dtype == "float64" else 0)
        for v in model.free_RVs
    }


def of_model(model):
    point = point_of(model)
    out = {"free": [v.name for v in model.free_RVs], "logp": float(model.logp(point))}
    if all(v.dtype == "float64" for v in model.free_RVs):
        out["slope"] = plain(model.dlogp(model.free_RVs)(point))
    return out


def of_dist(kind, args, kwargs, values):
    dist = kind.dist(*args, **kwargs)
    out = {"logp": [plain(dist.logp(theano.shared(v)).eval()) for v in values], "default": plain(dist.default())}
    out["draws"] = [drawn(dist, None), drawn(dist, 3)]
    with pm.Model() as model:
        variable = kind("x", *args, **kwargs)
    try:
        out["text"] = variable._str_repr(formatting="plain_with_params")
    except AttributeError:
        pass
    out["model"] = of_model(model)
    return out


def prior_of(model):
    """What sample_prior_predictive draws, in the order of definition: its own order is that of a set of names, and
    changes with PYTHONHASHSEED."""
    wanted = [v for v in model.named_vars.values() if not v.name.endswith("__")]
    np.random.seed(SEED)
    try:
        drawn = pm.distributions.draw_values(wanted, size=4)
        return {v.name: plain(x) for v, x in zip(wanted, drawn)}  # noqa: B905
    except ValueError:
        return "ValueError"


def of_whole_model(build):
    with pm.Model() as model:
        build(pm)
    out = of_model(model)
    out["prior"] = prior_of(model)
    if model.observed_RVs:
        names = [v.name for v in model.observed_RVs]
        values = {v.name: model.fn(v) for v in model.unobserved_RVs}
        points = []
        for i in range(3):
            point = {n: x + 0.01 * i for n, x in point_of(model).items()}
            points.append({n: np.asarray(f(point)) for n, f in values.items()})
        for key, draw in (("posterior", pm.sample_posterior_predictive), ("fast", pm.fast_sample_posterior_predictive)):
            options = {} if key == "fast" else {"progressbar": False}
            try:
                found = draw(points, model=model, random_seed=SEED, **options)
                out[key] = {n: plain(found[n]) for n in names}
            except (AssertionError, ValueError, TypeError) as error:
                out[key] = type(error).__name__
        out["points"] = [{n: plain(x) for n, x in p.items()} for p in points]
    return out


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    rows = [json.dumps([name, of_dist(*case)]) for name, case in dists(pm).items()]
    models = [json.dumps([name, of_whole_model(build)]) for name, build in MODELS.items()]
    head = {"oracle": "PyMC3 " + pm.__version__, "seed": SEED}
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "structured.json"), "w") as f:
        f.write(
            json.dumps(head)[:-1]
            + ', "dists": [\n'
            + ",\n".join(rows)
            + '\n], "models": [\n'
            + ",\n".join(models)
            + "\n]}\n"
        )
