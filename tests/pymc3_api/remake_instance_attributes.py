"""Makes instance_attributes.json: which of the attributes that the old libraries' own code sets on anything does a
fresh instance of each public class have? Asked of Theano-PyMC 1.1.2 with PyMC3 3.11.5:

    THEANO_FLAGS=cxx= python remake_instance_attributes.py > instance_attributes.json
"""

from __future__ import annotations

import json
import logging
import re
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np


def instances(theano: Any, tt: Any, pm: Any) -> dict[str, Any]:
    """Return a fresh instance of each class, by the expression that makes it."""
    x = tt.dvector("x")
    made = {
        "shared": theano.shared(0.0),
        "shared vector": theano.shared(np.zeros(2)),
        "variable": tt.dscalar(),
        "expression": x * 2,
        "constant": tt.constant(1.0),
        "type": x.type,
        "apply": (x * 2).owner,
        "op": (x * 2).owner.op,
        "function": theano.function([x], x * 2),
        "In": theano.In(x),
        "Out": theano.Out(x),
        "Mode": theano.Mode(),
        "scan": theano.map(lambda a: a * 2, [x])[0].owner.op,
    }
    with pm.Model() as model:
        free = pm.Normal("free")
        positive = pm.HalfNormal("positive")
        observed = pm.Normal("observed", free, positive, observed=np.zeros(3))
        made.update(
            {
                "model": model,
                "free variable": free,
                "transformed": positive,
                "its free variable": model["positive_log__"],
                "observed": observed,
                "data": pm.Data("data", np.zeros(2)),
                "deterministic": pm.Deterministic("deterministic", free * 2),
                "potential": pm.Potential("potential", -free),
                "distribution": pm.Normal.dist(),
                "discrete distribution": pm.Poisson.dist(1.0),
                "multivariate distribution": pm.MvNormal.dist(np.zeros(2), np.eye(2), shape=2),
                "mixture": pm.NormalMixture.dist(np.ones(2) / 2, np.zeros(2), np.ones(2)),
                "transform": pm.distributions.transforms.log,
                "NUTS": pm.NUTS(),
                "HamiltonianMC": pm.HamiltonianMC(),
                "Metropolis": pm.Metropolis(),
                "Slice": pm.Slice(),
                "DEMetropolisZ": pm.DEMetropolisZ(),
                "CompoundStep": pm.CompoundStep([pm.Metropolis([free]), pm.Slice([model["positive_log__"]])]),
                "logp": model.fastlogp,
                "logp_dlogp_function": model.logp_dlogp_function(),
                "ADVI": pm.ADVI(),
                "approximation": pm.MeanField(),
                "covariance": pm.gp.cov.ExpQuad(1, 1.0),
                "mean": pm.gp.mean.Zero(),
                "gp": pm.gp.Latent(cov_func=pm.gp.cov.ExpQuad(1, 1.0)),
            }
        )
    return made


def names_set_by(*packages: Any) -> list[str]:
    """Return the names of attributes that their source sets, on whatever object."""
    found: set[str] = set()
    for package in packages:
        for path in Path(package.__file__).parent.rglob("*.py"):
            if "tests" not in path.parts:
                found.update(re.findall(r"\w\.([a-zA-Z]\w*) = ", path.read_text(encoding="utf-8")))
    return sorted(found)


def has(one: Any, name: str) -> bool:
    """Return what `hasattr` says; an attribute that raises something else is there."""
    try:
        return hasattr(one, name)
    except Exception:  # noqa: BLE001  (old names raise Exception itself)
        return True


def answers(names: list[str], made: dict[str, Any]) -> dict[str, list[str]]:
    return {about: [n for n in names if has(one, n)] for about, one in made.items()}


def main() -> None:
    import pymc3 as pm
    import theano
    import theano.tensor as tt

    logging.disable()
    warnings.simplefilter("ignore")
    names = names_set_by(theano, pm)
    json.dump({"names": names, "has": answers(names, instances(theano, tt, pm))}, sys.stdout, indent=0)


if __name__ == "__main__":
    main()
