"""Every sparse case: value, dtype, format and shape in each mode, and its gradient against finite differences."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
import scipy.sparse

import compat as theano
import compat.tensor as tt
import theano_compat.theano_api.sparse as sparse
from tests.ops.sparse_cases import CASES, A, Case
from theano_compat.ops.sparse.compressed import CompressedDot
from theano_compat.ops.sparse.type import SparseType, is_sparse

FORMATS = ["csr", "csc"]
MODES = ["FAST_COMPILE", "FAST_RUN"]
WITH_JAX = [*MODES, pytest.param("JAX", marks=pytest.mark.slow)]


def _values(case: Case, format: str) -> list:
    return [
        getattr(scipy.sparse, f"{format}_matrix")(v) if kind == "s" else v
        for kind, v in zip(case.kinds, case.operands, strict=True)
    ]


def _variables(values: list) -> list:
    return [
        SparseType(v.format, v.dtype)() if is_sparse(v) else tt.TensorType(v.dtype, (False,) * v.ndim)() for v in values
    ]


def _dense(value):
    return value.toarray() if is_sparse(value) else value


@pytest.mark.wide(17)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_value(case, format, mode):
    _check_value(case, format, mode)


@pytest.mark.wide(11)
@pytest.mark.parametrize("case", CASES[::8], ids=lambda case: case.name)
def test_value_between_pieces_of_jax(case):
    pytest.importorskip("jax")
    _check_value(case, "csr", "JAX")


def _check_value(case, format, mode):
    values = _values(case, format)
    variables = _variables(values)
    out = case.build(*variables)
    found, lengths = theano.function(variables, [out, out.shape], mode=mode)(*values)
    np.testing.assert_allclose(_dense(found), case.reference(*case.operands), rtol=1e-12, atol=1e-14)
    assert tuple(lengths) == found.shape and found.dtype == out.type.dtype
    if is_sparse(found):
        assert found.format == out.type.format
        assert isinstance(found, scipy.sparse.spmatrix)


@pytest.mark.wide(11)
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("case", [c for c in CASES if c.gradient], ids=lambda case: case.name)
def test_gradient(case, format):
    """With respect to the dense form of each operand, or to what it stores."""
    values = _values(case, format)
    variables = _variables(values)
    out = case.build(*variables)
    weights = np.random.default_rng(1).normal(size=np.shape(case.reference(*case.operands)))
    dense = sparse.DenseFromSparse(structured=False)(out) if isinstance(out.type, SparseType) else out
    gradients = theano.function(variables, theano.grad((dense * weights).sum(), variables))(*values)
    for k, (v, g) in enumerate(zip(values, gradients, strict=True)):
        assert is_sparse(g) == is_sparse(v)
        if is_sparse(v):
            assert g.format == v.format and g.shape == v.shape
        x = np.array(_dense(v), dtype="float64")
        for at in np.ndindex(*x.shape):
            if is_sparse(v) and case.structured and x[at] == 0:
                continue

            def shifted(step, k=k, at=at, x=x):
                moved = [np.array(o, dtype="float64") for o in case.operands]
                moved[k] = x.copy()
                moved[k][at] += step
                return (case.reference(*moved) * weights).sum()

            expected = (shifted(1e-6) - shifted(-1e-6)) / 2e-6
            np.testing.assert_allclose(_dense(g)[at], expected, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("format", FORMATS)
def test_parts(format, mode):
    value = getattr(scipy.sparse, f"{format}_matrix")(A)
    data, indices, indptr, lengths = (tt.dvector(), tt.ivector(), tt.ivector(), tt.ivector())
    build = sparse.CSM(format)(data, indices, indptr, lengths)
    f = theano.function([data, indices, indptr, lengths], [build, *sparse.csm_properties(build)], mode=mode)
    parts = [value.data, value.indices, value.indptr, np.array(value.shape, "int32")]
    made, *again = f(*parts)
    np.testing.assert_array_equal(made.toarray(), A)
    for part, expected in zip(again, parts, strict=True):
        np.testing.assert_array_equal(part, expected)
        assert part.dtype == expected.dtype
    order = np.concatenate([np.arange(a, b)[::-1] for a, b in zip(value.indptr, value.indptr[1:], strict=False)])
    weights = np.random.default_rng(0).normal(size=A.shape)
    g = theano.grad((sparse.dense_from_sparse(build) * weights).sum(), data)
    unsorted = [value.data[order], value.indices[order], *parts[2:]]
    found = theano.function([data, indices, indptr, lengths], g, mode=mode)(*unsorted)
    rows, columns = value.nonzero() if format == "csr" else value.T.nonzero()[::-1]
    np.testing.assert_allclose(found, weights[rows, columns][order])


def test_constants_and_shared():
    a = scipy.sparse.csr_matrix(A)
    c = sparse.as_sparse_variable(a)
    assert c.data is not a and c.signature() == sparse.as_sparse_variable(a).signature()
    assert c.signature() != sparse.as_sparse_variable(2 * a).signature()
    s = theano.shared(a, "s")
    w = tt.dvector("w")
    f = theano.function([w], sparse.dot(s, w) + sparse.dot(c, w))
    np.testing.assert_allclose(f(np.arange(4.0)), 2 * A @ np.arange(4.0))
    s.set_value(3 * a)
    np.testing.assert_allclose(f(np.arange(4.0)), 4 * A @ np.arange(4.0))
    double = theano.function([], [], updates={s: s * 2})
    double()
    np.testing.assert_allclose(s.get_value().toarray(), 6 * A)
    np.testing.assert_allclose(pickle.loads(pickle.dumps(f))(np.ones(4)), 7 * A.sum(1))


@pytest.mark.parametrize("mode", [*MODES, "JAX"])
def test_a_constant_beside_what_compiles(mode):
    """As a step method asks for it: the design matrix alone, in a function of the free variables."""
    if mode == "JAX":
        pytest.importorskip("jax")
    v, m = tt.dvector("v"), sparse.as_sparse_variable(scipy.sparse.csr_matrix(A))
    alone = theano.function([v], m, mode=mode, on_unused_input="ignore")
    np.testing.assert_array_equal(alone(A[0]).toarray(), A)
    doubled, beside = theano.function([v], [tt.exp(v) * 2, m], mode=mode)(A[0])
    np.testing.assert_allclose(doubled, np.exp(A[0]) * 2)
    np.testing.assert_array_equal(beside.toarray(), A)


def test_outputs_are_the_callers():
    a = scipy.sparse.csr_matrix(A)
    x = sparse.csr_matrix("x")
    out = theano.function([x], x)(a)
    out.data[:] = 0
    assert a.data.all()
    s = theano.shared(a)
    theano.function([], s)().data[:] = 0
    assert s.get_value().data.all()


def test_rows_with_a_sparse_gradient():
    m, rows = tt.dmatrix("m"), tt.lvector("rows")
    g = theano.grad((theano.sparse_grad(m[rows]) ** 2).sum(), m)
    assert isinstance(g.type, SparseType)
    found = theano.function([m, rows], g)(A, [2, 0, 2])
    expected = np.zeros_like(A)
    np.add.at(expected, [2, 0, 2], 2 * A[[2, 0, 2]])
    np.testing.assert_allclose(found.toarray(), expected)


ERRORS = {
    "no sparse operand": (lambda x, d: sparse.dot(d, d), TypeError, "at least one sparse"),
    "dtype": (lambda x, d: SparseType("csr", "float16"), NotImplementedError, "unsupported dtype"),
    "format": (lambda x, d: SparseType("coo", "float64"), NotImplementedError, "unsupported format"),
    "sparse vector": (lambda x, d: x[1:2, 0], NotImplementedError, "no sparse vector"),
    "fancy": (lambda x, d: x[tt.ivector("l"), 1:], ValueError, "Advanced indexing"),
    "rank": (lambda x, d: sparse.csr_from_dense(tt.tensor3()), TypeError, "more than 2 dimensions"),
    "vector sum": (lambda x, d: x + tt.dvector(), TypeError, "added to a matrix"),
    "axis": (lambda x, d: sparse.sp_sum(x, 2), ValueError, "Illegal value for axis"),
    "as tensor": (lambda x, d: tt.exp(x), TypeError, "TensorType"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors_of_construction(name):
    build, error, words = ERRORS[name]
    with pytest.raises(error, match=words):
        build(sparse.csr_matrix("x"), tt.dmatrix("d"))


def test_errors_of_values():
    x, d = sparse.csr_matrix("x"), tt.dmatrix("d")
    a = scipy.sparse.csr_matrix(A)
    with pytest.raises(ValueError, match="`x`.*4 columns meet 3 rows"):
        theano.function([x, d], sparse.dot(x, d))(a, np.ones((3, 2)))
    with pytest.raises(ValueError, match="shapes"):
        theano.function([x, d], x + d)(a, np.ones((3, 2)))
    with pytest.raises(ValueError, match="square"):
        theano.function([x], sparse.diag(x))(a)
    with pytest.raises(IndexError):
        theano.function([x], x[[5]])(a)
    with pytest.raises(NotImplementedError, match="float64"):
        theano.function([x], x * 2)(a.astype("float32"))


SIDES = {
    "matrix": (sparse.dot, "sd", (4, 2)),
    "vector": (sparse.dot, "sd", (4,)),
    "left": (sparse.dot, "ds", (2, 3)),
    "left vector": (sparse.dot, "ds", (3,)),
    "structured": (sparse.structured_dot, "sd", (4, 2)),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", [*MODES, pytest.param("JAX", marks=[pytest.mark.slow, pytest.mark.part(3)])])
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("how", ["constant", "shared", "transposed", "assembled"])
@pytest.mark.parametrize("side", SIDES)
def test_products_with_known_parts(side, how, format, mode):
    """Where the arrays of the matrix are at hand, the product and its gradient are those of tensors."""
    product, kinds, lengths = SIDES[side]
    value = getattr(scipy.sparse, f"{format}_matrix")(A)
    y = tt.TensorType("float64", (False,) * len(lengths))("y")
    stored = tt.dvector("stored")
    s = {
        "constant": lambda: sparse.as_sparse_variable(value),
        "shared": lambda: theano.shared(value),
        "transposed": lambda: theano.shared(value.T).T,
        "assembled": lambda: sparse.CSM(format)(stored, value.indices, value.indptr, value.shape),
    }[how]()
    out = product(s, y) if kinds == "sd" else product(y, s)
    inputs = [y, stored] if how == "assembled" else [y]
    weights = np.arange(1.0, 9.0)[
        : int(np.prod(np.shape(A @ np.ones(lengths) if kinds == "sd" else np.ones(lengths) @ A)))
    ]
    cost = (out.flatten() * weights).sum()
    given = np.random.default_rng(2).normal(size=lengths)
    f = theano.function(inputs, [out, *theano.grad(cost, inputs)], mode=mode)
    found, g, *of_stored = f(given, value.data) if how == "assembled" else f(given)
    np.testing.assert_allclose(found, A @ given if kinds == "sd" else given @ A, rtol=1e-13)
    w = weights.reshape(found.shape)
    expected = A.T @ w if kinds == "sd" else w @ A.T
    np.testing.assert_allclose(g, expected, rtol=1e-13)
    if of_stored:
        full = (
            np.outer(w, given)
            if w.ndim == 1 and kinds == "sd"
            else w @ given.T
            if kinds == "sd"
            else np.outer(given, w)
            if w.ndim == 1
            else given.T @ w
        )
        rows, columns = value.nonzero() if format == "csr" else value.T.nonzero()[::-1]
        np.testing.assert_allclose(of_stored[0], full[rows, columns], rtol=1e-13)
    if mode == "FAST_RUN":
        assert not any(isinstance(n.op, sparse.Dot | sparse.StructuredDot) for n in f.maker.fgraph.toposort())


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("format", FORMATS)
def test_indices_outside_of_the_matrix(format, mode):
    data, indices, y = tt.dvector("data"), tt.ivector("indices"), tt.dvector("y")
    x = sparse.CSM(format)(data, indices, np.array([0, 1, 2], "int32"), (2, 2))
    f = theano.function([data, indices, y], sparse.dot(x, y), mode=mode)
    np.testing.assert_allclose(f([1.0, 2.0], [1, 0], [3.0, 4.0]), [4.0, 6.0] if format == "csr" else [8.0, 3.0])
    for wrong in ([0, 2], [-1, 0]):
        with pytest.raises(ValueError):
            f([1.0, 2.0], wrong, [3.0, 4.0])
    with pytest.raises(ValueError):
        f([1.0, 2.0], [0, 1], [3.0])


@pytest.mark.parametrize("mode", WITH_JAX)
@pytest.mark.parametrize("rank", [1, 2])
@pytest.mark.parametrize("by_rows", [True, False])
def test_compressed_dot_and_its_gradient(by_rows, rank, mode):
    value = scipy.sparse.csr_matrix(A) if by_rows else scipy.sparse.csc_matrix(A)
    data, y = tt.dvector("data"), tt.dvector("y") if rank == 1 else tt.dmatrix("y")
    given = np.random.default_rng(4).normal(size=(4, 2)[:rank])
    n = np.int32(A.shape[1] if by_rows else A.shape[0])
    out = CompressedDot(by_rows)(data, value.indices, value.indptr, n, y)
    weights = np.random.default_rng(5).normal(size=(3, 2)[:rank])
    f = theano.function([data, y], [out, *theano.grad((out * weights).sum(), [data, y])], mode=mode)
    found, of_data, of_y = f(value.data, given)
    np.testing.assert_allclose(found, A @ given, rtol=1e-13)
    np.testing.assert_allclose(of_y, A.T @ weights, rtol=1e-13)
    rows, columns = value.nonzero() if by_rows else value.T.nonzero()[::-1]
    full = np.outer(weights, given) if rank == 1 else weights @ given.T
    np.testing.assert_allclose(of_data, full[rows, columns], rtol=1e-13)
