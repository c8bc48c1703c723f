"""Sparse matrices that are drawn: the numbers of NumPy's global generator, at the places that are stored."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse

import compat as theano
import compat.tensor as tt
from theano_compat.differentiate import NullTypeGradError
from theano_compat.old.theano.sparse.random import (
    csc_dbinomial,
    csc_fbinomial,
    csr_dbinomial,
    csr_fbinomial,
    multinomial,
    poisson,
)
from theano_compat.ops.sparse.reductions import sp_sum
from theano_compat.ops.sparse.type import SparseType

MODES = ["FAST_COMPILE", "FAST_RUN"]
MEANS = np.array([[0.0, 2.5, 0.0, 9.0], [0.0, 0.0, 0.01, 0.0], [30.0, 1.5, 0.0, 4.0]])
PROBABILITIES = np.array([[0.2, 0.0, 0.8], [0.0, 1.0, 0.0], [0.5, 0.25, 0.25]])


@pytest.fixture(autouse=True)
def _generator_as_it_was():
    state = np.random.get_state()
    yield
    np.random.set_state(state)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("format", ["csr", "csc"])
def test_poisson(format, mode):
    means = getattr(scipy.sparse, f"{format}_matrix")(MEANS)
    x = SparseType(format, "float64")()
    f = theano.function([x], poisson(x), mode=mode)
    np.random.seed(7)
    found = f(means)
    np.random.seed(7)
    expected = means.copy()
    expected.data = np.random.poisson(means.data).astype("float64")
    np.testing.assert_array_equal(found.toarray(), expected.toarray())
    assert found.format == format and found.dtype == "float64" and found.data.all()
    np.testing.assert_array_equal(means.toarray(), MEANS)
    assert (f(means) != found).nnz, "a call draws anew"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "op", [csr_fbinomial, csc_fbinomial, csr_dbinomial, csc_dbinomial], ids=lambda op: f"{op.format}-{op.dtype}"
)
def test_binomial(op, mode):
    n, p, shape = tt.lscalar(), tt.dscalar(), tt.lvector()
    out = op(n, p, shape)
    f = theano.function([n, p, shape], [out, out.shape], mode=mode)
    np.random.seed(7)
    found, lengths = f(5, 0.3, [4, 6])
    np.random.seed(7)
    np.testing.assert_array_equal(found.toarray(), np.random.binomial(5, 0.3, size=(4, 6)))
    assert found.format == op.format and found.dtype == op.dtype and tuple(lengths) == (4, 6)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("draws", [9, [9, 0, 400]], ids=["a number", "one a row"])
def test_multinomial(draws, mode):
    p = SparseType("csr", "float64")()
    n = tt.lvector() if isinstance(draws, list) else tt.lscalar()
    f = theano.function([n, p], multinomial(n, p), mode=mode)
    found = f(draws, scipy.sparse.csr_matrix(PROBABILITIES)).toarray()
    np.testing.assert_array_equal(found.sum(1), np.broadcast_to(draws, 3))
    assert not found[PROBABILITIES == 0].any()
    if isinstance(draws, list):
        assert abs(found[2, 0] - 200) < 60, "six standard deviations"
        with pytest.raises(ValueError, match="number of row"):
            f([1, 2], scipy.sparse.csr_matrix(PROBABILITIES))


def test_what_they_refuse():
    x = SparseType("csc", "float64")()
    with pytest.raises(NotImplementedError, match="csr"):
        multinomial(3, x)
    with pytest.raises(TypeError, match="integer"):
        csr_dbinomial(0.5, 0.5, [2, 2])
    with pytest.raises(NullTypeGradError, match="random numbers"):
        theano.grad(sp_sum(poisson(x)), x)
