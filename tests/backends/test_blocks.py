"""Loops in blocks, matrices by columns, indices that were checked before, sums by index in copies: against NumPy."""

from __future__ import annotations

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from theano_compat.backends.c.emit import emit
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.differentiate import grad
from theano_compat.functions.function import function
from theano_compat.graph.annotations import Annotation
from theano_compat.graph.variable import annotated
from theano_compat.ops.indexing.in_range import InRange

pytestmark = pytest.mark.compiler

ROWS = (1, 63, 64, 128, 129, 300, 1000)
DTYPES = {"float64": 1e-12, "float32": 2e-4}


def design(rows: int, columns: int, dtype: str = "float64") -> np.ndarray:
    return np.random.default_rng(rows).normal(size=(rows, columns)).astype(dtype)


def logistic(x: np.ndarray, y: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Log likelihood and its gradient."""
    eta = x.astype(float) @ b
    return (y * eta - np.logaddexp(0, eta)).sum(), x.T.astype(float) @ (y - 1 / (1 + np.exp(-eta)))


@pytest.mark.wide(17)
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("columns", [1, 3, 8, 19])
def test_log_likelihood_over_a_matrix_of_data(rows, columns, dtype):
    x, y = design(rows, columns, dtype), (np.arange(rows) % 3 == 0).astype(dtype)
    b = tt.vector("b", dtype=dtype)
    eta = tt.dot(tt.constant(x), b)
    value = (y * eta - tt.nnet.softplus(eta)).sum()
    at = np.linspace(-1, 1, columns).astype(dtype)
    got = function([b], [value, grad(value, b)], mode="C")(at)
    for one, expected in zip(got, logistic(x, y, at.astype(float)), strict=True):
        np.testing.assert_allclose(one, expected, rtol=DTYPES[dtype], atol=DTYPES[dtype] * rows)


def test_columns_are_read_in_one_pass_over_the_rows():
    b = tt.dvector("b")
    eta = tt.dot(tt.constant(design(1000, 5)), b)
    value = tt.nnet.softplus(eta).sum()
    text = emit(prepare([b], [value, grad(value, b)]).main).text
    assert text.count("for (int64_t h0") == 1
    assert "i1 * " in text and "i0 * 5" not in text  # along a column


def test_a_long_row_keeps_its_layout():
    b = tt.dvector("b")
    bound = prepare([b], [tt.exp(tt.dot(tt.constant(design(20, 50)), b)).sum()])
    assert not any(v.compat_annotation.by_columns for v in bound.main.inputs)


def test_what_also_reads_the_matrix_itself_keeps_its_layout():
    b, x = tt.dvector("b"), tt.constant(design(400, 2))
    bound = prepare([b], [tt.exp(tt.dot(x, b)).sum() + (x * b[0]).sum()])
    assert not any(v.compat_annotation.by_columns for v in bound.main.inputs)


def test_shared_data_are_laid_out_again_for_a_sampler_alone():
    import compat.pymc3 as pm
    from theano_compat.models.modelling.density import log_density

    x, y = design(200, 3), np.arange(200) % 2
    with pm.Model() as model:
        data = pm.Data("x", x)
        b = pm.Normal("b", 0, 1, shape=3)
        pm.Bernoulli("y", logit_p=pm.math.dot(data, b), observed=y)
    at = np.array([0.1, -0.2, 0.3])

    def expected(x):
        value, gradient = logistic(x, y, at)
        return value - 0.5 * at @ at - 1.5 * np.log(2 * np.pi), gradient - at

    for new in (x, x[::-1] * 2.0, design(200, 3, "float32").astype(float) + 1):
        with model:
            pm.set_data({"x": new})
        for one, other in zip(log_density(model).logp_grad(at), expected(new), strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-12)
    bound = model._functions["compiled density"][0].logp.prepared.partitioned
    assert any(v.compat_annotation.by_columns for v in bound.main.inputs)
    b = tt.dvector("b")
    plain = prepare([b], [tt.exp(tt.dot(theano.shared(x), b)).sum()])
    assert not any(v.compat_annotation.by_columns for v in plain.main.inputs)


@pytest.mark.wide(11)
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("groups", [1, 5, 100, 400])
@pytest.mark.parametrize("rows", ROWS)
def test_effects_by_index_and_their_gradient(rows, groups, dtype):
    rng = np.random.default_rng(rows + groups)
    index = rng.integers(-groups, groups, rows)  # from the end, too
    y = rng.normal(size=rows).astype(dtype)
    x = tt.vector("x", dtype=dtype)
    effects = x[:groups] if groups == 1 else x
    x_at = rng.normal(size=groups).astype(dtype)
    value = tt.exp(effects[index] * y).sum()
    got = function([x], [value, grad(value, x)], mode="C")(x_at)
    each = np.exp(x_at[index].astype(float) * y)
    expected = np.zeros(groups)
    np.add.at(expected, index, each * y)
    np.testing.assert_allclose(got[0], each.sum(), rtol=DTYPES[dtype])
    np.testing.assert_allclose(got[1], expected, rtol=DTYPES[dtype] * 10, atol=DTYPES[dtype] * 10)


def known_length(groups: int) -> tt.TensorVariable:
    return annotated(tt.dvector, Annotation(lengths=(groups,)), "x")


def test_indices_of_data_are_checked_once():
    x = known_length(4)
    read = x[tt.constant(np.array([0, 3, -1]))]
    bound = prepare([x], [tt.exp(read).sum()])
    assert bound.stage is not None and any(isinstance(node.op, InRange) for node in bound.stage.nodes)
    assert "bad" not in emit(bound.main).text
    np.testing.assert_allclose(
        function([x], tt.exp(read).sum(), mode="C")([1.0, 2.0, 3.0, 4.0]), np.exp([1.0, 4.0, 4.0]).sum()
    )


@pytest.mark.parametrize("index", [[0, 4], [-5], [10**12]])
@pytest.mark.parametrize("mode", ["C", "PYTHON"])
def test_an_index_of_data_outside(index, mode):
    x = known_length(4)
    run = function([x], tt.exp(x[tt.constant(np.array(index))]).sum(), mode=mode)
    with pytest.raises(IndexError, match=f"index {next(i for i in index if not -4 <= i < 4)} is out of bounds"):
        run(np.ones(4))


def test_shared_indices_are_checked_again_when_they_change():
    x, index = known_length(3), theano.shared(np.array([0, 1, 2]))
    run = function([x], tt.exp(x[index]).sum(), mode="C")
    for value in ([0, 1, 2], [2, 2], [-1]):
        index.set_value(np.array(value))
        np.testing.assert_allclose(run(np.arange(3.0)), np.exp(np.arange(3.0)[value]).sum())
    index.set_value(np.array([3]))
    with pytest.raises(IndexError, match="index 3 is out of bounds"):
        run(np.arange(3.0))
    index.set_value(np.array([1]))
    np.testing.assert_allclose(run(np.arange(3.0)), np.exp(1.0))


def test_written_and_read_with_one_array():
    """Two lengths for one array: it is checked at each use."""
    x = known_length(6)
    index = tt.constant(np.array([0, 1, 1, 2]))
    value = tt.exp(x[:3][index] + x[index]).sum()
    at = np.linspace(0, 1, 6)
    got = function([x], [value, grad(value, x)], mode="C")(at)
    each = np.exp(2 * at[[0, 1, 1, 2]])
    np.testing.assert_allclose(got[0], each.sum())
    np.testing.assert_allclose(got[1], [2 * each[0], 2 * (each[1] + each[2]), 2 * each[3], 0, 0, 0])


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_passes_through_blocks(value):
    x = design(200, 2)
    x[150, 1] = value
    b = tt.dvector("b")
    eta = tt.dot(tt.constant(x), b)
    total = tt.exp(-tt.sqr(eta)).sum()
    at = np.array([0.5, 0.25])
    with np.errstate(all="ignore"):
        each = np.exp(-((x @ at) ** 2))
    np.testing.assert_allclose(function([b], total, mode="C")(at), each.sum())


@pytest.mark.parametrize("choose", [True, False])
def test_a_condition_that_the_loop_does_not_change(choose):
    c, x = tt.scalar("c", dtype="bool"), tt.dvector("x")
    run = function([c, x], tt.switch(c, tt.exp(x), -np.inf).sum(), mode="C")
    x_at = np.linspace(0, 1, 50)
    assert run(choose, x_at) == (pytest.approx(np.exp(x_at).sum()) if choose else -np.inf)


@pytest.mark.wide(11)
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("rows", ROWS)
def test_a_loop_with_several_calls_in_parts(rows, dtype):
    """A mixture of three: three exps, a log, seven sums; no sum is carried across a call."""
    y = np.linspace(-3, 3, rows).astype(dtype)
    x = tt.vector("x", dtype=dtype)
    terms = [x[3 + k] - tt.sqr(tt.constant(y) - x[k]) for k in range(3)]
    top = tt.maximum(tt.maximum(terms[0], terms[1]), terms[2])
    value = (top + tt.log(sum(tt.exp(t - top) for t in terms))).sum()
    f = function([x], [value, grad(value, x)], mode="C")
    at = np.array([-1, 0.2, 1.5, 0.1, -0.4, 0.3], dtype=dtype)
    d = y.astype(float) - at[:3, None].astype(float)
    weights = np.exp(at[3:, None].astype(float) - d**2)
    shares = weights / weights.sum(axis=0)
    expected = [np.log(weights.sum(axis=0)).sum(), np.concatenate([(2 * d * shares).sum(axis=1), shares.sum(axis=1)])]
    for one, other in zip(f(at), expected, strict=True):
        np.testing.assert_allclose(one, other, rtol=DTYPES[dtype], atol=DTYPES[dtype] * rows)
    if rows > 1:
        text = f.executable.run.unit.text
        loops = [part.split("\n    }\n")[0] for part in text.split("#pragma omp simd")[1:]]
        sums = [part for part in loops if part.startswith(" reduction(+")]
        assert sums and not any("exp(" in part or "log(" in part for part in sums)


@pytest.mark.parametrize("rows", [0, 1, 15, 16, 17, 40])
@pytest.mark.parametrize("columns", [1, 7, 300])
def test_rows_with_two_loops_and_a_logarithm(rows, columns):
    """Each loop runs over sixteen rows before the next one begins, and the logarithms are a loop of their own."""
    x = tt.dmatrix()
    top = tt.max(x, axis=1, keepdims=True)
    f = function([x], tt.log(tt.sum(tt.exp(x - top), axis=1)) + top[:, 0], mode="C")
    at = design(rows, columns) * 200
    np.testing.assert_allclose(f(at), np.logaddexp.reduce(at, axis=1, initial=-np.inf), rtol=1e-13)
    assert "+= 16)" in f.executable.run.unit.text
