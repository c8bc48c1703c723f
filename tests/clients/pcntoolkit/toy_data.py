"""Two sites with a line each, and the models of PCNtoolkit that the scripts beside this ask for."""

import json
import lzma
import os
import tempfile

import numpy as np
from pcntoolkit.normative_model.norm_hbr import NormHBR

FITTED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fitted.pkl.xz")
LINEAR = {"model_type": "linear"}
SKEWED = {f"{how}_{what}": "True" for how in ("linear", "random_slope") for what in ("epsilon", "delta")}
KINDS = {
    "linear": LINEAR,
    "polynomial": {"model_type": "polynomial", "order": "2"},
    "bspline": {"model_type": "bspline", "nknots": "4"},
    "centered": {"centered_slope_mu": "True", "centered_intercept_mu": "True", "random_sigma": "False"},
    "heteroscedastic": {"linear_sigma": "True", "random_intercept_sigma": "True"},
    "SHASHo": {"likelihood": "SHASHo"},
    "SHASHo2": {"likelihood": "SHASHo2", **SKEWED},
    "SHASHb": {"likelihood": "SHASHb"},
}


def data(seed, lines=60):
    """X, y and the sites, as columns."""
    random = np.random.RandomState(seed)
    x, site = random.uniform(-1, 1, lines), np.arange(lines) % 2
    y = np.where(site == 0, 0.8, -0.4) * x + 0.5 * site + np.where(site == 0, 0.2, 0.3) * random.normal(size=lines)
    return x[:, None], y[:, None], site[:, None]


def modeller(kind, **further):
    """The model of one of KINDS."""
    return NormHBR(**{**KINDS[kind], **further})


def fitted():
    """The model that fit_and_save.py saved, by PCNtoolkit's own `load`."""
    with lzma.open(FITTED) as packed, tempfile.NamedTemporaryFile(suffix=".pkl") as file:
        file.write(packed.read())
        file.flush()
        return modeller("linear").load(file.name)


def point_of(model):
    """A point that depends on nothing but the names and shapes of the free variables."""
    return {
        v.name: 0.3 * np.sin(1.0 + len(v.name) + np.arange(v.tag.test_value.size)).reshape(v.tag.test_value.shape)
        for v in model.free_RVs
    }


def density(model, gradient=True):
    """The log density at `point_of`, and its gradient."""
    point = point_of(model)
    found = [float(model.logp(point))]
    return found + ([float(g) for g in model.dlogp(model.free_RVs)(point)] if gradient else [])


def leave(numbers):
    """Write them where the run looks for them."""
    with open(os.environ["CLIENT_NUMBERS"], "w") as file:
        json.dump(numbers, file)
