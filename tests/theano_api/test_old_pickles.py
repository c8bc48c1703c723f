"""What Theano 1.0.5 and Theano-PyMC 1.1.2 pickled loads, and has the values that they gave."""

import base64
import copy
import json
import pickle
import zlib
from pathlib import Path

import numpy as np
import pytest

import compat
import theano_compat.theano_api as theano
from theano_compat.old.theano import gof

LINES = [json.loads(line) for line in Path(__file__).with_name("old_pickles.json").read_text().splitlines()]
PICKLES = {line["release"]: pickle.loads(zlib.decompress(base64.b64decode(line["pickles"]))) for line in LINES}
CASES = [(line["release"], name) for line in LINES for name in line["values"]]
VALUES = {"x": np.array([1.0, 2.0, 3.0]), "M": np.arange(9.0).reshape(3, 3), "i": np.int32(1)}


@pytest.fixture(autouse=True)
def as_theano():
    """The pickles name theano's modules."""
    compat.install(environment=False)
    yield
    compat.uninstall()


@pytest.mark.wide(11)
@pytest.mark.parametrize(("release", "name"), CASES)
def test_loads_and_computes(release, name):
    [expected] = [line["values"][name] for line in LINES if line["release"] == release]
    variable = pickle.loads(PICKLES[release][name])
    if isinstance(variable, theano.compile.SharedVariable):
        assert (
            variable.get_value() == expected
            if isinstance(expected, dict)
            else variable.get_value().tolist() == expected
        )
        variable.set_value(variable.get_value())
        return
    for v in (variable, pickle.loads(pickle.dumps(variable)), copy.deepcopy(variable)):
        inputs = [u for u in gof.graph.inputs([v]) if u.name in VALUES]
        f = theano.function(inputs, v, mode="C", on_unused_input="ignore")
        np.testing.assert_allclose(f(*[VALUES[u.name] for u in inputs]), expected, rtol=1e-6)


@pytest.mark.parametrize("release", PICKLES)
def test_gradients_of_what_was_loaded(release):
    variable = pickle.loads(PICKLES[release]["elementwise"])
    [x] = [u for u in gof.graph.inputs([variable]) if u.name == "x"]
    slope = theano.grad(variable.sum(), x).eval({x: VALUES["x"]})
    w, at = np.arange(3.0), VALUES["x"]
    np.testing.assert_allclose(slope, np.exp(at) * w - 1 / ((w + at) * at) + np.log(w + at) / at**2)
