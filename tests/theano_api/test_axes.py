"""An axis that an array has not: AxisError, a ValueError and an IndexError (legacy raised one or the other)."""

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt

ALONG = {
    "repeat": lambda x, axis: tt.repeat(x, 2, axis=axis),
    "repeat by counts": lambda x, axis: tt.repeat(x, [1, 2], axis=axis),
    "compress": lambda x, axis: tt.extra_ops.compress([1, 1], x, axis=axis),
    "take": lambda x, axis: tt.take(x, 0, axis=axis),
    "take several": lambda x, axis: tt.take(x, [0, 0], axis=axis),
    "roll": lambda x, axis: tt.roll(x, 1, axis=axis),
    "diff": lambda x, axis: tt.extra_ops.diff(x, axis=axis),
    "split": lambda x, axis: tt.split(x, [1, 1], 2, axis=axis),
    "squeeze": lambda x, axis: tt.squeeze(x, axis=axis),
    "transpose": lambda x, axis: x.transpose(axis),
    "sort": lambda x, axis: tt.sort(x, axis=axis),
    "cumsum": lambda x, axis: tt.cumsum(x, axis=axis),
    "topk": lambda x, axis: tt.topk(x, 1, axis=axis, sorted=False),
    "tensordot": lambda x, axis: tt.tensordot(x, x, axes=[[axis], [axis]]),
}


@pytest.mark.parametrize("rank", [1, 2])
@pytest.mark.parametrize("name", ALONG)
def test_an_axis_that_is_not_there(name, rank):
    x = tt.TensorType("float64", (False,) * rank)("x")
    for axis in (rank, -rank - 1):
        with pytest.raises(np.exceptions.AxisError, match=f"axis {axis} is out of bounds: `x` has {rank} dim"):
            ALONG[name](x, axis)


@pytest.mark.parametrize("name", ALONG)
def test_a_scalar_has_none(name):
    with pytest.raises(TypeError if name in ("compress", "take", "take several") else np.exceptions.AxisError):
        ALONG[name](tt.dscalar("x"), 0)


def test_a_shape_of_too_few_dimensions():
    with pytest.raises(ValueError, match="2 dimensions, the shape 1"):
        tt.extra_ops.broadcast_to(tt.dmatrix("x"), (3,))


def test_a_dimension_that_is_not_there_is_not_unbroadcast():
    with pytest.raises(ValueError, match="non-existent"):
        tt.unbroadcast(tt.dvector(), 1)


@pytest.mark.parametrize("mode", [None, "PYTHON"])
@pytest.mark.parametrize("sort", [tt.sort, tt.argsort])
def test_an_axis_that_a_call_gives(sort, mode):
    """C once read and wrote outside of the array."""
    x, axis = tt.dmatrix("x"), tt.lscalar("axis")
    function = theano.function([x, axis], sort(x, axis), mode=mode)
    for k in (2, -3, 25):
        with pytest.raises(np.exceptions.AxisError, match=f"axis {k} is out of bounds"):
            function(np.eye(2), k)
    assert function(np.eye(2)[::-1], -1).shape == (2, 2)
