"""Lengths that differ are an error whatever the rules make of a graph: what drops an operand keeps its comparison."""

import functools

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt

ONES = np.ones
CASES = {  # name: types of the inputs, graph, arguments that fit, arguments that do not
    "stack of rows": (
        "mvv",
        lambda x, v, w: ((x - tt.stack([v, w])) ** 2).sum(),
        (ONES((2, 3)), ONES(3), ONES(3)),
        (ONES((5, 3)), ONES(3), ONES(3)),
    ),
    "stack of rows, too few": (
        "mvv",
        lambda x, v, w: (x * tt.stack([v, w])).sum(),
        (ONES((2, 3)), ONES(3), ONES(3)),
        (ONES((1, 3)), ONES(3), ONES(3)),
    ),
    "concatenated rows": (
        "mrr",
        lambda x, v, w: tt.exp(x + tt.concatenate([v, w])),
        (ONES((2, 3)), ONES((1, 3)), ONES((1, 3))),
        (ONES((3, 3)), ONES((1, 3)), ONES((1, 3))),
    ),
    "sum of a stack": ("vv", lambda v, w: tt.stack([v, w]).sum(), (ONES(3), ONES(3)), (ONES(3), ONES(4))),
    "largest of a stack, by row": (
        "vv",
        lambda v, w: tt.stack([v, w]).max(axis=1),
        (ONES(3), ONES(3)),
        (ONES(3), ONES(4)),
    ),
    "alloc of a vector": ("vm", lambda v, x: tt.alloc(v, 2, 3) + x, (ONES(3), ONES((2, 3))), (ONES(3), ONES((5, 3)))),
    "alloc of a vector, value": (
        "vm",
        lambda v, x: (tt.alloc(v, 2, 3) * x).sum(),
        (ONES(3), ONES((2, 3))),
        (ONES(4), ONES((2, 4))),
    ),
    "ones": ("m", lambda x: tt.ones((2, 3)) * x, (ONES((2, 3)),), (ONES((5, 3)),)),
    "zeros": ("m", lambda x: x - tt.zeros((2, 3)), (ONES((2, 3)),), (ONES((2, 4)),)),
}
INDEX_CASES = {
    "beyond zeros": ("v", lambda v: tt.zeros_like(v)[[0, 2]], (ONES(3),), (ONES(2),)),
    "beyond ones, one": ("v", lambda v: tt.ones_like(v)[2], (ONES(3),), (ONES(2),)),
    "mask of data": ("v", lambda v: v[np.array([True, False, True])].sum(), (ONES(3),), (ONES(4),)),
    "mask that is computed": ("vv", lambda v, w: v[tt.gt(w, 0)].sum(), (ONES(3), ONES(3)), (ONES(4), ONES(3))),
    "written by a mask": (
        "vv",
        lambda v, w: tt.set_subtensor(v[tt.gt(w, 0)], 1.0),
        (ONES(3), ONES(3)),
        (ONES(4), ONES(3)),
    ),
}
TYPES = {"m": tt.dmatrix, "v": tt.dvector, "r": tt.drow}
MODES = ["python", "C", "JAX"]


def compiled(kinds, graph, mode):
    inputs = [TYPES[kind]() for kind in kinds]
    if mode == "python":
        mode = theano.Mode(linker="py", optimizer="fast_run")
    return theano.function(inputs, graph(*inputs), mode=mode, on_unused_input="ignore")


@pytest.mark.wide(17)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", CASES)
def test_lengths_that_differ_are_an_error(name, mode):
    kinds, graph, fitting, differing = CASES[name]
    f = compiled(kinds, graph, mode)
    np.testing.assert_array_equal(f(*fitting), compiled(kinds, graph, "FAST_COMPILE")(*fitting))
    with pytest.raises(ValueError):
        f(*differing)


# Arrays of equal values, which arithmetic takes for a number, as FAST_RUN of Theano-PyMC 1.1.2 did (asked of it).
EQUAL_VALUES = {
    "constant": lambda v: v - np.full(5, 0.1),
    "twice a constant": lambda v: v + 2.0 * tt.as_tensor_variable(np.full(5, 0.1)),
    "gradient": lambda v: theano.grad((tt.sqr(v) / np.full(5, 0.1)).sum(), v),
    "sum of two, doubled often": lambda v: (
        v - functools.reduce(lambda c, _: c + c, range(40), tt.as_tensor_variable(np.full(5, 1e-9)))
    ),
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", EQUAL_VALUES)
def test_equal_values_have_no_length_beside_others(name, mode):
    f = compiled("v", EQUAL_VALUES[name], mode)
    long = np.arange(5.0)
    np.testing.assert_array_equal(f(long[:3]), f(long)[:3])
    v = tt.dvector()
    np.testing.assert_allclose(EQUAL_VALUES[name](v).eval({v: long[:3]}), f(long[:3]), rtol=1e-15)
    with pytest.raises(ValueError, match="mis-match"):
        compiled("v", EQUAL_VALUES[name], "FAST_COMPILE")(long[:3])
    with pytest.raises(ValueError, match="mis-match"):
        compiled("v", lambda v: v - np.arange(5.0), mode)(long[:3])


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", INDEX_CASES)
def test_indices_out_of_range_are_an_error(name, mode):
    kinds, graph, fitting, differing = INDEX_CASES[name]
    f = compiled(kinds, graph, mode)
    np.testing.assert_array_equal(f(*fitting), compiled(kinds, graph, "FAST_COMPILE")(*fitting))
    with pytest.raises(IndexError):
        f(*differing)


@pytest.mark.parametrize("mode", MODES)
def test_rows_of_resized_data_are_noticed(mode):
    data = theano.shared(ONES((2, 3)))
    f = compiled("v", lambda v: ((data - tt.stack([v, 2 * v])) ** 2).sum(), mode)
    assert f(ONES(3)) == 3.0
    data.set_value(ONES((5, 3)))
    with pytest.raises(ValueError, match="5"):
        f(ONES(3))


@pytest.mark.wide(7)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("function,expected", [("sum", [0.0, 0.0, 0.0]), ("prod", [1.0, 1.0, 1.0])])
def test_nothing_is_summed_of_what_is_not_finite(function, expected, mode):
    x, n = tt.dvector(), tt.lscalar()
    f = theano.function(
        [x, n],
        getattr(tt, function)(tt.alloc(x, n, 3), axis=0),
        mode=theano.Mode(linker="py") if mode == "python" else mode,
    )
    assert list(f([np.inf, np.nan, 1.0], 0)) == expected
    assert np.isinf(f([np.inf, np.nan, 1.0], 2)[0])


@pytest.mark.parametrize("mode", MODES)
def test_the_mean_of_nothing_is_not_a_number(mode):
    x, n = tt.dvector(), tt.lscalar()
    f = theano.function(
        [x, n], tt.mean(tt.alloc(x, n, 3), axis=0), mode=theano.Mode(linker="py") if mode == "python" else mode
    )
    assert np.isnan(f([np.inf, np.nan, 1.0], 0)).all()
    assert list(f([np.inf, 2.0, 1.0], 2)) == [np.inf, 2.0, 1.0]


@pytest.mark.parametrize("mode", MODES)
def test_a_loop_over_no_rows_has_no_last_value(mode):
    f = compiled("v", lambda v: theano.scan(lambda row, s: tt.tanh(s * row) + row, v, tt.zeros(()))[0][-1], mode)
    assert f(ONES(2)) == 1 + np.tanh(1)
    with pytest.raises(ValueError, match=r"number of steps[\s\S]*test_lengths_are_compared"):
        f(ONES(0))


@pytest.mark.parametrize("mode", MODES)
def test_no_steps_leave_the_initial_state(mode):
    """As at legacy's FAST_RUN, where no sequence sets the number of steps."""
    n = tt.lscalar()
    last = theano.scan(lambda s: 2 * s, outputs_info=tt.ones(()), n_steps=n)[0][-1]
    f = theano.function([n], last, mode=theano.Mode(linker="py") if mode == "python" else mode)
    assert [f(0), f(2)] == [1.0, 4.0]


READS_OF_NOTHING = {  # of a matrix without rows
    "column": lambda x, i, v: x[:, i],
    "sum of a column": lambda x, i, v: tt.exp(x[:, i]).sum(0),
    "columns": lambda x, i, v: x[:, v],
    "written column": lambda x, i, v: tt.set_subtensor(x[:, i], 1.0),
    "written columns": lambda x, i, v: tt.inc_subtensor(x[:, v], 1.0),
}


@pytest.mark.skipif(int(np.__version__[0]) < 2, reason="NumPy 1 only warns of an index out of range of nothing")
@pytest.mark.parametrize("mode", ["python", "C"])
@pytest.mark.parametrize("name", READS_OF_NOTHING)
def test_indices_are_checked_where_nothing_is_read(name, mode):
    x, i, v = tt.dmatrix(), tt.lscalar(), tt.lvector()
    f = theano.function(
        [x, i, v],
        READS_OF_NOTHING[name](x, i, v),
        on_unused_input="ignore",
        mode=theano.Mode(linker="py") if mode == "python" else mode,
    )
    assert not f(ONES((0, 3)), 2, [2]).any()
    with pytest.raises(IndexError):
        f(ONES((0, 3)), 3, [3])


NEGATIVE_LENGTHS = {
    "sum": lambda v, n: tt.alloc(v, n, v.shape[0]).sum(),
    "sum of ones": lambda v, n: tt.ones((n,)).sum(),
    "product": lambda v, n: tt.alloc(v[0], n).prod(),
    "product of columns": lambda v, n: tt.alloc(v, n, v.shape[0]).prod(axis=0),
    "sum of exponentials": lambda v, n: tt.exp(tt.alloc(v, n, v.shape[0])).sum(),
}


@pytest.mark.parametrize("mode", ["python", "C"])
@pytest.mark.parametrize("name", NEGATIVE_LENGTHS)
def test_a_negative_length_is_an_error(name, mode):
    v, n = tt.dvector(), tt.lscalar()
    f = theano.function(
        [v, n],
        NEGATIVE_LENGTHS[name](v, n),
        on_unused_input="ignore",
        mode=theano.Mode(linker="py", optimizer="fast_run") if mode == "python" else mode,
    )
    assert f(ONES(2), 2).any()
    with pytest.raises(ValueError):
        f(ONES(2), -2)


@pytest.mark.parametrize("mode", ["python", "C"])
def test_an_assertion_about_nothing_is_made(mode):
    v, n = tt.dvector(), tt.lscalar()
    f = theano.function(
        [v, n],
        theano.tensor.opt.Assert("n is positive")(v, n > 0),
        mode=theano.Mode(linker="py") if mode == "python" else mode,
    )
    assert list(f(ONES(0), 1)) == []
    with pytest.raises(AssertionError, match="n is positive"):
        f(ONES(0), 0)


@pytest.mark.parametrize("mode", ["python", "C"])
def test_what_is_left_over_beside_no_elements_is_not_known(mode):
    x = tt.dmatrix()
    f = theano.function([x], x.reshape((x.shape[1], -1)), mode=theano.Mode(linker="py") if mode == "python" else mode)
    assert f(ONES((0, 2))).shape == (2, 0)
    with pytest.raises(ValueError, match=r"\(0, -1\)"):
        f(ONES((0, 0)))
