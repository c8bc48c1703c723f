"""The extension for calls may not be built: all works, less fast."""

CODE = """
import sys

sys.modules["theano_compat.backends.c._call"] = None
import theano_compat

theano_compat.install()
import pymc3, theano, theano.tensor as tt
from theano_compat.backends.c import threads

x = tt.dvector("x")
assert theano.function([x], (2 * x).sum())([1.0, 2.0]) == 6
threads.limit(1)
with pymc3.Model() as model:
    pymc3.Normal("a")
assert model.logp({"a": 0.0}) < 0
"""


def test_it_is_not_missed(fresh_python) -> None:
    fresh_python("-c", CODE)
