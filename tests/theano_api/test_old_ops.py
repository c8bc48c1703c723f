"""Graphs of one Op each, as Theano 1.0.5 and Theano-PyMC 1.1.2 pickled them, load and have the values of there."""

import lzma
import pickle
from pathlib import Path

import numpy as np
import pytest

import compat
import theano_compat.theano_api as theano
from theano_compat.graph.traversal import applies
from theano_compat.old.theano import gof
from theano_compat.old.theano.old_pickles.ops import NotHere

SAVED, VALUES = {}, {}
for path in sorted(Path(__file__).parent.glob("old_ops-*.pkl.xz")):
    VALUES, SAVED[path.name[len("old_ops-") : -len(".pkl.xz")]] = pickle.loads(lzma.decompress(path.read_bytes()))
NOT_HERE = {"a gradient of a loop": "Scan.*has no counterpart here: the loop of a gradient"}
CASES = [(release, name) for release, saved in SAVED.items() for name in saved]


@pytest.fixture(autouse=True)
def as_theano():
    """The pickles name theano's modules."""
    compat.install(environment=False)
    yield
    compat.uninstall()


@pytest.mark.wide(7)
@pytest.mark.parametrize(("release", "name"), CASES)
def test_loads_and_computes(release, name):
    saved, expected = SAVED[release][name]
    variable = pickle.loads(saved)
    if name in NOT_HERE:
        with pytest.raises(NotImplementedError, match=NOT_HERE[name]):
            variable.eval({u: VALUES[u.name] for u in gof.graph.inputs([variable]) if u.name in VALUES})
        return
    assert not [node.op for node in applies([variable]) if isinstance(node.op, NotHere)]
    for v in (variable, pickle.loads(pickle.dumps(variable))):
        inputs = [u for u in gof.graph.inputs([v]) if u.name in VALUES]
        f = theano.function(inputs, v, mode="PYTHON" if v is variable else "C", on_unused_input="ignore")
        given = f(*[VALUES[u.name] for u in inputs])
        assert given.dtype == expected.dtype and given.shape == expected.shape
        np.testing.assert_allclose(given, expected, rtol=1e-9, atol=1e-12)
