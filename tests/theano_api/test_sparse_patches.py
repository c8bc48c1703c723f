"""theano.sparse.sandbox.sp gives what Theano-PyMC 1.1.2 gave (remake_sparse_patches.py)."""

import json
from pathlib import Path

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from tests.theano_api.remake_sparse_patches import CASES
from theano_compat.old.theano.sparse.sandbox import sp

SAVED = json.loads(Path(__file__).with_name("sparse_patches.json").read_text())


@pytest.mark.parametrize("name", CASES)
def test_values(name):
    function, case = CASES[name]
    assert function(theano, sp, case) == SAVED[name]


def test_gradient_of_a_convolution():
    k, images = tt.dmatrices("k", "images")
    out, _ = sp.convolve(k, (2, 2), 1, images, (2, 3))
    value = theano.function([k, images], theano.grad(out.sum(), k))(np.ones((1, 4)), np.arange(6.0)[None])
    np.testing.assert_array_equal(value, [[1, 3, 7, 9]])


@pytest.mark.parametrize(
    ("arguments", "error"), [(((2, 2), (3, 3)), "does not fit"), (((3, 3), (2, 2), (1, 1), 1, "valid", False), "ws")]
)
def test_refused(arguments, error):
    with pytest.raises(Exception, match=error):
        sp.convolution_indices.evaluate(*arguments)
