"""Mini-batches and generated data: the rows that PyMC3 3.11.5 draws, densities that are scaled."""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from theano_compat.functions.function import function

DATA = np.arange(50.0).reshape(25, 2)


def test_rows_as_pymc3_draws_them():
    rows = pm.Minibatch(DATA, 4, random_seed=7)
    assert [rows.eval()[:, 0].tolist() for _ in range(2)] == [[0, 6, 22, 10], [0, 36, 0, 2]]
    both = pm.Minibatch(np.arange(24).reshape(4, 6), [(2, 3), (3, 5)])
    assert [both.eval().tolist() for _ in range(2)] == [[[0, 4, 4]] * 2, [[0, 5, 2]] * 2]


def test_aligned():
    one, other = (pm.Minibatch(DATA, 3, random_seed=1) for _ in range(2))
    both = function([], [one, other])
    other.eval()
    assert (both()[0] != both()[1]).any()
    pm.align_minibatches()
    for first, second in (both() for _ in range(3)):
        np.testing.assert_array_equal(first, second)
    with pytest.raises(TypeError, match="is not a Minibatch"):
        pm.align_minibatches([DATA])


def test_other_data():
    batch = pm.Minibatch(DATA, 2, update_shared_f=lambda: -DATA, in_memory_size=10)
    assert batch.eval().max() < 20
    batch.update_shared()
    assert batch.eval().max() <= 0
    with pytest.raises(NotImplementedError, match="update_shared_f"):
        pm.Minibatch(DATA, 2).update_shared()


@pytest.mark.parametrize(
    "size, error, words",
    [
        ("many", TypeError, "Unrecognized size type"),
        ([1, "x"], TypeError, "Unrecognized `batch_size` type"),
        ([1, 2, 3], ValueError, "is too big"),
        ([..., 1, ...], ValueError, "Double Ellipsis"),
    ],
)
def test_sizes_that_cannot_be(size, error, words):
    with pytest.raises(error, match=words):
        pm.Minibatch(DATA, size)


def test_a_generator_as_data():
    items = (np.full((2, 3), float(i)) for i in range(2))
    with pm.Model() as model:
        pm.Normal("x", 0.0, 1.0, observed=items, total_size=10)
        logp = function([], model.logpt)
    for i in range(2):
        assert np.isclose(logp(), 5 * 6 * (-0.5 * i**2 - 0.5 * np.log(2 * np.pi)))
    with pytest.raises(StopIteration):
        logp()


def test_a_generator_is_changed():
    made = pm.theanof.generator((np.ones(2) * i for i in range(1)), default=np.full(2, 9.0))
    call = function([], made)
    assert [call()[0], call()[0]] == [0.0, 9.0]
    made.set_gen(np.ones(2) * i for i in (5, 6))
    assert call()[0] == 5.0
    with pytest.raises(ValueError, match="same type"):
        made.set_gen(np.ones((2, 2)) for _ in range(1))
