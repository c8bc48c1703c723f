"""What a model's graph raises inside of a compiled sampler: the first exception ends the run, with its traceback."""

import traceback

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt

pytest.importorskip("nutpie")
pytestmark = pytest.mark.compiler
SHORT = {
    "chains": 2,
    "tune": 50,
    "random_seed": 1,
    "progressbar": False,
    "return_inferencedata": False,
    "compute_convergence_checks": False,
}


class Half(theano.Op):
    itypes, otypes = [tt.dscalar], [tt.dscalar]

    def __init__(self, most, error):
        self.left, self.error = most, error

    def perform(self, node, inputs, outputs):
        self.left -= 1
        if self.left < 0:
            raise self.error("enough")  # this line
        outputs[0][0] = np.asarray(inputs[0] / 2)

    def grad(self, inputs, g):
        return [g[0] / 2]


def sample(f, draws=300, **options):
    with pm.Model():
        pm.Normal("y", f(pm.Normal("x", 0, 1)), 1, observed=0.3)
        return pm.sample(draws, **{**SHORT, **options})


@pytest.mark.parametrize("cores", [1, 2])
def test_a_users_exception_is_raised_with_its_line_and_the_draws_so_far(cores):
    with pytest.raises(ZeroDivisionError, match="enough") as caught:
        sample(Half(1500 if cores == 1 else 1, ZeroDivisionError), cores=cores)
    assert traceback.extract_tb(caught.value.__traceback__)[-1].line.endswith("# this line")
    if cores == 1:
        assert len(caught.value.trace) > 0 and caught.value.trace["x"].std() > 0


def test_a_users_linalgerror_is_a_divergence():
    trace = sample(Half(1500, np.linalg.LinAlgError), cores=1)
    assert len(trace) == 300 and trace["diverging"].sum() > 100


TABLE = theano.shared(np.arange(3.0))


@pytest.mark.parametrize(
    "f, error, words",
    [
        (lambda x: tt.opt.Assert("too far")(x, x < 1.0), AssertionError, "too far"),
        (lambda x: TABLE[tt.cast(tt.floor(abs(x) * 2), "int64")] + x, IndexError, "out of bounds"),
    ],
    ids=["assert", "index"],
)
def test_an_error_that_c_flags_is_worded_and_raised(f, error, words):
    with pytest.raises(error, match=words):
        sample(f, cores=1)


def test_a_matrix_that_is_not_positive_definite_is_a_divergence():
    trace = sample(lambda x: tt.slinalg.cholesky(tt.eye(2) * (x + 0.7)).sum(), cores=1)
    assert trace["diverging"].sum() > 0 and trace["x"].min() > -0.7
