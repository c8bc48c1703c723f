"""Data that are copied begin at a cache line; small ones and views of them are as they were."""

import numpy as np
import pytest

from compat import shared, tensor
from theano_compat.graph.aligned import LINE, aligned, copied

LARGE = np.arange(3000.0).reshape(3, 1000)


def starts_at_a_line(array):
    return array.ctypes.data % LINE == 0


def at(offset, array=LARGE):
    """`array`, that many bytes from a line."""
    room = np.zeros(array.nbytes + 2 * LINE, np.uint8)
    start = -room.ctypes.data % LINE + offset
    placed = room[start : start + array.nbytes].view(array.dtype).reshape(array.shape)
    placed[...] = array
    return placed


@pytest.mark.parametrize(
    "given",
    [
        LARGE,
        LARGE.T,
        LARGE[:, ::-2],
        LARGE.astype("float32"),
        LARGE > 7,
        LARGE + 1j,
        LARGE.astype("int8"),
        LARGE[:0],
        LARGE[0, 0],
        np.array(["a", None] * 400, object),
        LARGE.astype(">f8"),
    ],
    ids=lambda a: f"{a.dtype}{a.shape}",
)
def test_a_copy(given):
    result = copied(np.asarray(given))
    np.testing.assert_array_equal(result, given, strict=True)
    assert not np.shares_memory(result, given) and result.flags.c_contiguous and result.flags.writeable
    assert result.dtype == given.dtype
    assert starts_at_a_line(result) or result.dtype.hasobject or given.size < 2


@pytest.mark.parametrize("offset", [0, 8, 16, 32, 48])
def test_copied_only_where_it_lies_otherwise(offset):
    given = at(offset)
    result = aligned(given)
    assert (result is given) == (offset == 0) and starts_at_a_line(result)
    np.testing.assert_array_equal(result, given, strict=True)


@pytest.mark.parametrize("offset", [8, 16, 32])
def test_data_of_graphs(offset):
    variable = shared(at(offset))
    assert starts_at_a_line(variable.get_value(borrow=True))
    variable.set_value(at(offset))
    assert starts_at_a_line(variable.get_value(borrow=True))
    assert starts_at_a_line(tensor.constant(at(offset)).data)
    assert starts_at_a_line(tensor.as_tensor_variable(at(offset)).data)


def test_what_belongs_to_the_user_stays_where_it_is():
    given = at(16)
    assert shared(given, borrow=True).get_value(borrow=True) is given
    given = LARGE.copy()
    view = given[:2]
    view.flags.writeable = False
    assert not np.shares_memory(tensor.constant(view).data, given)  # `given` may still be written to
    given.flags.writeable = False
    assert np.shares_memory(tensor.constant(given[:2]).data, given)
    empty = np.zeros(0)
    assert tensor.constant(empty).data.size == 0 and empty.flags.writeable
    assert shared(empty).get_value().flags.writeable


def test_a_series_of_pandas_may_change_later():
    pandas = pytest.importorskip("pandas")
    series = pandas.Series([1.0, 2.0, 3.0])
    made = tensor.as_tensor_variable(series)
    series.iloc[1] = 77.0
    assert made.data.tolist() == [1.0, 2.0, 3.0]
