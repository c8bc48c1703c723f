"""Writes by slices and integers in JAX, which are no scatters where they write a window, against NumPy."""

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt

RANDOM = np.random.RandomState(20261122)
X = RANDOM.randn(4, 5, 3)
ALL = slice(None)
INDICES = {
    "all": (ALL,),
    "part": (slice(1, 3),),
    "backwards": (slice(None, None, -1),),
    "row": (2,),
    "last row": (-1,),
    "part backwards": (ALL, slice(3, None, -1)),
    "mixed": (1, slice(1, 4), -2),
    "nothing": (slice(3, 1),),
    "column": (ALL, 0),
    "from the end": (slice(-2, None), slice(None, -1)),
    "every second": (slice(None, None, 2),),
    "every second backwards": (slice(None, None, -2), 1),
}


@pytest.mark.wide(23)
@pytest.mark.parametrize("mode", ["JAX"])
@pytest.mark.parametrize("name", INDICES)
def test_values_and_gradients(name: str, mode: str) -> None:
    x, y = tt.dtensor3(), tt.dscalar()
    index = INDICES[name]
    part = X[index]
    graphs = []
    for value in (y, RANDOM.randn(*part.shape) * y, RANDOM.randn(*part.shape[-1:]) * y):
        for write in (tt.set_subtensor, tt.inc_subtensor):
            written = write(x[index], value)
            graphs += [written, *theano.grad((written**2).sum(), [x, y])]
    found, wanted = (theano.function([x, y], graphs, mode=m)(X, 1.5) for m in (mode, "PYTHON"))
    for one, right in zip(found, wanted, strict=True):
        np.testing.assert_allclose(one, right, rtol=1e-12)


@pytest.mark.parametrize("mode", ["JAX"])
def test_conditions_are_added(mode: str) -> None:
    """Where either is true, as in NumPy."""
    x, k = tt.vector(dtype="bool"), tt.lscalar()
    graphs = [tt.inc_subtensor(x[at], np.array(True)) for at in (slice(1, None), k, [0, 0])]
    f = theano.function([x, k], graphs, mode=mode)
    found = f(np.array([False, True, False]), 2)
    assert [list(v) for v in found] == [[False, True, True], [False, True, True], [True, True, False]]


@pytest.mark.parametrize("mode", ["JAX"])
def test_a_write_over_all_that_is_reversed_compiles(mode: str) -> None:
    """XLA ended the process: of a scatter over all of an array it makes a `map`, which it cannot reverse."""
    x = tt.fmatrix()
    rows, _ = theano.scan(lambda u, v: u * v, sequences=[{"input": x, "taps": [-1, 0]}], go_backwards=True)
    graphs = [rows, theano.grad((1.0 / rows).sum(), x)]
    values = np.arange(1, 10, dtype="float32").reshape(3, 3)
    found, wanted = (theano.function([x], graphs, mode=m)(values) for m in (mode, "PYTHON"))
    for one, right in zip(found, wanted, strict=True):
        np.testing.assert_allclose(one, right, rtol=1e-6)


@pytest.mark.parametrize("mode", ["FAST_RUN", "PYTHON", "JAX"])
def test_pieces_that_do_not_add_up_are_an_error(mode: str) -> None:
    x = tt.dmatrix()
    f = theano.function([x], tt.split(x, [1, 0], 2, axis=1)[1], mode=mode)
    assert f(np.ones((4, 1))).shape == (4, 0)
    with pytest.raises(ValueError, match="pieces"):
        f(np.ones((4, 3)))


@pytest.mark.parametrize("mode", ["PYTHON", "JAX"])
def test_what_does_not_fit_into_nothing_is_an_error(mode: str) -> None:
    x, y = tt.dmatrix(), tt.dvector()
    f = theano.function([x, y], tt.inc_subtensor(x[:, 2:][[0, 0]], y), mode=mode)
    assert f(np.ones((2, 2)), np.ones(0)).shape == (2, 0)
    with pytest.raises(ValueError, match="fit"):
        f(np.ones((2, 2)), np.ones(3))


@pytest.mark.skipif(int(np.__version__[0]) < 2, reason="NumPy 1 only warns of an index out of range of nothing")
@pytest.mark.parametrize("mode", ["PYTHON", "JAX"])
@pytest.mark.parametrize("write", [tt.set_subtensor, tt.inc_subtensor])
def test_writes_into_nothing(write, mode: str) -> None:
    x, k = tt.dmatrix(), tt.lvector()
    rows, columns = write(x[2:, 2:][k], np.ones((1, 1))), write(x[2:, :1][:, k], 5.0)
    f = theano.function([x, k], [rows, columns], mode=mode, on_unused_input="ignore")
    assert [v.shape for v in f(np.ones((2, 2)), [])] == [(0, 0), (0, 1)]
    assert theano.function([x, k], columns, mode=mode)(np.ones((2, 2)), [0]).shape == (0, 1)
    with pytest.raises(IndexError):
        f(np.ones((2, 2)), [0])
    none = theano.function([x, k], write(x[2:][k, k[1:]], 1.0), mode=mode)  # [0] beside [] is no element
    assert none(np.ones((2, 2)), [0]).shape == (0, 2)
