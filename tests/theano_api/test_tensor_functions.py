"""What `theano.tensor` offers: types, dtypes and values, in every backend."""

import numpy as np
import pytest
import scipy.special

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano.gof.graph import inputs

MODES = ("PYTHON", "C", "JAX")
A = np.linspace(-2.0, 3.0, 12).reshape(3, 4)
V = np.array([0.5, -1.0, 2.0])
T = np.arange(24.0).reshape(2, 3, 4)
K = np.array([2, 0, 1], dtype="int32")
P = scipy.special.softmax(A, axis=1)
m, v, t, k, p = tt.dmatrix("m"), tt.dvector("v"), tt.dtensor3("t"), tt.ivector("k"), tt.dmatrix("p")
i = tt.lscalar("i")
VALUES = {m: A, v: V, t: T, k: K, p: P, i: np.int64(2)}
ONE_HOT = np.eye(4)[K]
MASK = np.array([[True, False, True], [False, True, True]])

# expression -> what NumPy or SciPy says
CASES = {
    "softmax": (tt.nnet.softmax(m), P),
    "softmax of a vector is a row": (tt.nnet.softmax(v), scipy.special.softmax(V)[None]),
    "softmax of large numbers": (tt.nnet.softmax(m * 500), scipy.special.softmax(A * 500, axis=1)),
    "softmax_graph of a vector is a vector": (tt.nnet.softmax_graph(v), scipy.special.softmax(V)),
    "softmax of rows of nothing": (tt.nnet.softmax(m[:, :0]), A[:, :0]),
    "softmax_with_bias of rows of nothing": (tt.nnet.nnet.softmax_with_bias(m[:, :0], v[:0]), A[:, :0]),
    "softmax_graph of rows of nothing": (tt.nnet.softmax_graph(m[:, :0]), A[:, :0]),
    "logsoftmax of rows of nothing": (tt.nnet.logsoftmax(m[:, :0]), A[:, :0]),
    "log of a sum of no powers": (tt.log(tt.exp(m[:, :0]).sum(axis=1)), np.full(3, -np.inf)),
    "log of a sum of no powers in columns": (tt.log(tt.exp(m[:0]).sum(axis=0)), np.full(4, -np.inf)),
    "softmax_graph of more dimensions": (tt.nnet.softmax_graph(t * 100), scipy.special.softmax(T * 100, axis=-1)),
    "softmax_graph of whole numbers": (tt.nnet.softmax_graph(k), scipy.special.softmax(K)),
    "mean of nothing": (v[:0].fill(1.5).mean(), np.nan),
    "variance of nothing": (tt.var(v[:0], ddof=1), -0.0),
    "logsoftmax": (tt.nnet.logsoftmax(m * 500), scipy.special.log_softmax(A * 500, axis=1)),
    "log of softmax": (tt.log(tt.nnet.softmax(m)), scipy.special.log_softmax(A, axis=1)),
    "sigmoid": (tt.nnet.sigmoid(m), scipy.special.expit(A)),
    "softplus": (tt.nnet.softplus(m), np.logaddexp(0, A)),
    "relu": (tt.nnet.relu(m), np.maximum(A, 0)),
    "leaky relu": (tt.nnet.relu(m, 0.1), np.where(A > 0, A, 0.1 * A)),
    "elu": (tt.nnet.elu(m), np.where(A > 0, A, np.expm1(A))),
    "hard_sigmoid": (tt.nnet.hard_sigmoid(m), np.clip(0.2 * A + 0.5, 0, 1)),
    "binary_crossentropy": (tt.nnet.binary_crossentropy(p, ONE_HOT), -np.where(ONE_HOT, np.log(P), np.log1p(-P))),
    "sigmoid_binary_crossentropy": (
        tt.nnet.sigmoid_binary_crossentropy(m, ONE_HOT),
        -np.where(ONE_HOT, np.log(scipy.special.expit(A)), np.log(scipy.special.expit(-A))),
    ),
    "crossentropy of classes": (tt.nnet.categorical_crossentropy(p, k), -np.log(P[np.arange(3), K])),
    "crossentropy_softmax_1hot": (
        tt.nnet.crossentropy_softmax_1hot(m * 500, k)[0],
        -scipy.special.log_softmax(A * 500, axis=1)[np.arange(3), K],
    ),
    "argmax of crossentropy": (
        tt.nnet.crossentropy_softmax_argmax_1hot_with_bias(m, np.zeros(4), k)[2],
        np.int32(A.argmax(axis=1)),
    ),
    "crossentropy of one-hot rows": (tt.nnet.categorical_crossentropy(p, ONE_HOT), -np.log(P[np.arange(3), K])),
    "repeat": (tt.repeat(m, 2, axis=1), np.repeat(A, 2, axis=1)),
    "repeat, flattened": (tt.repeat(m, 2), np.repeat(A, 2)),
    "repeat by a variable": (tt.repeat(m, i, axis=0), np.repeat(A, 2, axis=0)),
    "repeat by counts": (tt.repeat(m, [1, 0, 2], axis=0), np.repeat(A, [1, 0, 2], axis=0)),
    "tile": (tt.tile(m, (2, 3)), np.tile(A, (2, 3))),
    "tile to a higher rank": (tt.tile(v, (2, 2)), np.tile(V, (2, 2))),
    "roll": (tt.roll(m, 1, axis=1), np.roll(A, 1, axis=1)),
    "roll by more": (tt.roll(v, -4), np.roll(V, -4)),
    "diag of a matrix": (tt.diag(m), np.diag(A)),
    "diag of a vector": (tt.diag(v), np.diag(V)),
    "diag above": (tt.diag(v, 1), np.diag(V, 1)),
    "diagonal below": (tt.diagonal(m, -1), np.diagonal(A, -1)),
    "diagonal of a tensor": (tt.diagonal(t, 1, 1, 2), np.diagonal(T, 1, 1, 2)),
    "tril": (tt.tril(m, 1), np.tril(A, 1)),
    "triu": (tt.triu(m), np.triu(A)),
    "tri": (tt.tri(3, 4, -1), np.tri(3, 4, -1)),
    "eye": (tt.eye(3, 4, 1), np.eye(3, 4, 1)),
    "diff": (tt.extra_ops.diff(m, 2, axis=1), np.diff(A, 2, axis=1)),
    "diff of bools": (tt.extra_ops.diff(tt.gt(m, 0), axis=1), np.diff(A > 0, axis=1)),
    "second diff of bools": (tt.extra_ops.diff(tt.gt(v, 0), 2), np.diff(V > 0, 2)),
    "diff of a shared mask": (tt.extra_ops.diff(theano.shared(MASK)), np.diff(MASK)),
    "diff of a constant mask": (tt.extra_ops.diff(MASK), np.diff(MASK)),
    "choose by bools": (tt.choose(tt.gt(v, 0), [v, -v]), np.where(V > 0, -V, V)),
    "squeeze": (tt.squeeze(m[:, :1].dimshuffle(0, 1, "x")), A[:, :1]),
    "to_one_hot": (tt.extra_ops.to_one_hot(k, 4), ONE_HOT),
    "stacklists": (tt.stacklists([[v, v], [v, v]]), np.array([[V, V], [V, V]])),
    "ptp": (tt.ptp(m, axis=0), np.ptp(A, axis=0)),
    "isclose": (tt.isclose(m, m + 1e-9), np.ones_like(A, bool)),
    "isclose of infinities": (tt.isclose(m / 0.0, -m / 0.0), np.zeros_like(A, bool)),
    "allclose": (tt.allclose(m, m + 1), np.array(False)),
    "horizontal_stack": (tt.horizontal_stack(m, m), np.hstack([A, A])),
    "vertical_stack": (tt.vertical_stack(m, m), np.vstack([A, A])),
    "tensordot": (tt.tensordot(t, m, axes=[[1, 2], [0, 1]]), np.tensordot(T, A, axes=2)),
    "batched_tensordot": (tt.batched_tensordot(t, t, [[1], [1]]), np.einsum("bij,bik->bjk", T, T)),
    "batched_dot": (tt.batched_dot(t, t.dimshuffle(0, 2, 1)), T @ T.transpose(0, 2, 1)),
    "outer": (tt.outer(v, v), np.outer(V, V)),
    "mgrid": (tt.mgrid[0:3, 0:2][1], np.mgrid[0:3, 0:2][1]),
    "ogrid": (tt.ogrid[0:3, 0:2][0], np.ogrid[0:3, 0:2][0]),
    "n-ary add": (tt.add(v, v, 1), V + V + 1),
    "n-ary mul": (tt.mul(v, v, v), V**3),
    "trace": (m.trace(), np.trace(A)),
    "round": (tt.round(v), np.round(V)),
    "round half away from zero": (tt.round(v, mode="half_away_from_zero"), np.array([1.0, -1.0, 2.0])),
    "iround": (tt.iround(v), np.array([0, -1, 2])),
    "largest of one": (tt.largest(v), V),
    "largest of three": (tt.largest(v, 0 * v, v - 5), np.maximum(V, 0)),
    "old join": (tt.Join()(1, m, m), np.hstack([A, A])),
    "argmin of unsigned": (tt.argmin(tt.cast(tt.abs_(k - 1), "uint8")), np.int64(2)),
    "argmin of bools": (tt.argmin(k > 0), np.int64(1)),
    "argmin": (tt.argmin(m, axis=1), A.argmin(axis=1)),
    "flatten to columns": (tt.flatten(m[:, :1].dimshuffle(0, "x", 1), 2), A[:, :1]),
    "cumsum": (tt.cumsum(m, axis=1), np.cumsum(A, axis=1)),
    "cumsum, flattened": (tt.cumsum(m), np.cumsum(A)),
    "cumprod": (tt.cumprod(m, axis=0), np.cumprod(A, axis=0)),
    "sort": (tt.sort(v), np.sort(V)),
    "sort along the first": (tt.sort(-m, axis=0), np.sort(-A, axis=0)),
    "argsort": (tt.argsort(v), np.argsort(V)),
    "a list of slices": (m[[slice(1, None), slice(0, 2)]], A[1:, :2]),
    "a mask of nothing": (m[np.zeros(0, bool)], A[:0]),
    "a float added among integers by position": (tt.inc_subtensor(k[[0]], 1.5), np.int32([3, 0, 1])),
    "a float put among integers": (tt.set_subtensor(k[0], 1.5), np.int32([1, 0, 1])),
    "fractions added to integers, each sum cut": (tt.inc_subtensor(k[[0, 0]], -0.75), np.int32([0, 0, 1])),
    "an axis named twice": (m.sum(axis=(0, -2)), A.sum(axis=0)),
    "fill_diagonal": (tt.fill_diagonal(m, 7), np.where(np.eye(3, 4), 7.0, A)),
    "fill_diagonal_offset": (tt.extra_ops.fill_diagonal_offset(m, 7, 1), np.where(np.eye(3, 4, 1), 7.0, A)),
    "divmod": (tt.divmod(v, 2)[1], np.mod(V, 2)),
}


@pytest.mark.wide(47)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", CASES)
@pytest.mark.filterwarnings("ignore:.*Python backend runs this function:RuntimeWarning")
def test_value(name, mode):
    expression, expected = CASES[name]
    leaves = [x for x in inputs([expression]) if x in VALUES]
    value = theano.function(leaves, expression, mode=mode)(*[VALUES[x] for x in leaves])
    assert value.dtype.name == expression.dtype and value.ndim == expression.ndim
    np.testing.assert_allclose(value, expected, rtol=1e-12, atol=1e-12)


DIFFERENTIABLE = """softmax; logsoftmax; log of softmax; elu; repeat; tile; roll; diag of a matrix; diag of a vector
diagonal of a tensor; tril; diff; crossentropy of classes; binary_crossentropy; sigmoid_binary_crossentropy
tensordot; batched_dot; batched_tensordot; outer; stacklists; trace; cumsum; cumprod; sort; sort along the first
fill_diagonal; fill_diagonal_offset"""


@pytest.mark.wide(17)
@pytest.mark.parametrize("name", [n.strip() for line in DIFFERENTIABLE.splitlines() for n in line.split(";")])
def test_gradient(name):
    expression, _ = CASES[name]
    leaves = [x for x in inputs([expression]) if x in VALUES and x.dtype == "float64"]
    fixed = {x: tt.constant(VALUES[x]) for x in inputs([expression]) if x in VALUES and x not in leaves}

    def rebuilt(*arguments):
        return theano.clone(expression, {**fixed, **dict(zip(leaves, arguments, strict=True))})

    theano.gradient.verify_grad(
        rebuilt, [VALUES[x] for x in leaves], n_tests=1, rng=np.random.RandomState(7), mode="PYTHON"
    )


MASKED = {
    "mask": (m[m > 0], A[A > 0]),
    "mask of rows": (m[(m > 0).all(axis=1)], A[(A > 0).all(axis=1)]),
    "nonzero": (tt.nonzero(m > 0)[1], np.nonzero(A > 0)[1]),
    "nonzero as a matrix": (tt.nonzero(m > 0, return_matrix=True), np.array(np.nonzero(A > 0))),
    "flatnonzero": (tt.flatnonzero(m > 0), np.flatnonzero(A > 0)),
    "compress": (tt.compress(m[:, 0] > -1.5, m, axis=0), A[A[:, 0] > -1.5]),
    "nonzero_values": (tt.nonzero_values(tt.maximum(m, 0)), A[A > 0]),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", MASKED)
def test_masks(name, mode):
    expression, expected = MASKED[name]
    np.testing.assert_array_equal(theano.function([m], expression, mode=mode)(A), expected)


def test_masks_have_gradients():
    slope = theano.function([m], theano.grad((m[m > 0] ** 2).sum(), m), mode="PYTHON")(A)
    np.testing.assert_allclose(slope, np.where(A > 0, 2 * A, 0))


@pytest.mark.filterwarnings("ignore:.*Python backend runs this function:RuntimeWarning")
@pytest.mark.parametrize("mode", ["PYTHON", "C"])
def test_assert(mode):
    checked = theano.function([v], tt.opt.Assert("not sorted")(v, tt.all(v[1:] >= v[:-1])), mode=mode)
    assert checked([1.0, 2.0]).tolist() == [1.0, 2.0]
    with pytest.raises(AssertionError, match="not sorted"):
        checked([2.0, 1.0])
    with pytest.raises(ValueError, match="scalar"):
        tt.opt.Assert()(v, v > 0)


TYPES = {
    "scalar": "TensorType(float64, scalar)",
    "vector": "TensorType(float64, vector)",
    "matrix": "TensorType(float64, matrix)",
    "row": "TensorType(float64, row)",
    "col": "TensorType(float64, col)",
    "tensor3": "TensorType(float64, 3D)",
    "tensor4": "TensorType(float64, 4D)",
    "tensor5": "TensorType(float64, 5D)",
    "bscalar": "TensorType(int8, scalar)",
    "wvector": "TensorType(int16, vector)",
    "imatrix": "TensorType(int32, matrix)",
    "lrow": "TensorType(int64, row)",
    "fcol": "TensorType(float32, col)",
    "dtensor3": "TensorType(float64, 3D)",
    "cvector": "TensorType(complex64, vector)",
    "zmatrix": "TensorType(complex128, matrix)",
}


@pytest.mark.parametrize("name", TYPES)
def test_creation(name):
    variable = getattr(tt, name)("q")
    assert variable.name == "q" and str(variable.type) == TYPES[name]
    if name[1:] in ("scalar", "vector", "matrix", "row", "col", "tensor3"):
        assert isinstance(getattr(tt, name), tt.TensorType)


def test_creation_of_several():
    assert [x.name for x in tt.vectors("a", "b")] == ["a", "b"]
    assert [x.dtype for x in tt.fmatrices(2)] == ["float32"] * 2
    assert tt.scalar(dtype="int8").dtype == "int8" and tt.matrix().name is None
    assert tt.tensor("float32", (True, False), name="r").broadcastable == (True, False)
    with theano.config.change_flags(floatX="float32"):
        assert tt.vector().dtype == tt.zeros(3).dtype == tt.eye(2).dtype == "float32"


def test_functions_are_the_ops_that_they_apply():
    assert tt.exp(v).owner.op == tt.exp and isinstance(tt.exp, tt.Elemwise)
    assert (v + v).owner.op == tt.add and (v * 2).owner.op == tt.mul and tt.add != tt.mul
    assert tt.add(v).owner.op != tt.add and tt.square(v).owner.op == tt.sqr


CONSTANTS = {
    "a fill": (tt.zeros((3, i)), 0),
    "a fill like": (tt.ones_like(v), 1),
    "one of a vector": (tt.stack([i, 5])[1], 5),
    "broadcast": (tt.constant(2.0).dimshuffle("x", "x"), 2),
    "2 + 3": (tt.constant(2) + 3, 5),
    "a length of 1": (tt.drow().shape[0] * 4, 4),
    "a number": (7, 7),
}


@pytest.mark.parametrize("name", CONSTANTS)
def test_constant_value(name):
    variable, value = CONSTANTS[name]
    assert tt.get_scalar_constant_value(variable) == value


def test_values_that_are_not_known():
    for unknown in (v.sum(), v, tt.constant([1, 2])):
        with pytest.raises(tt.NotScalarConstantError):
            tt.get_scalar_constant_value(unknown)
        assert tt.extract_constant(unknown) is unknown
    assert tt.get_vector_length(tt.stack([1, 2])) == 2 and tt.get_vector_length(m.shape) == 2
    with pytest.raises(ValueError, match="v"):
        tt.get_vector_length(v)


def test_test_values_are_read_when_asked_for():
    x = tt.dvector("x")
    doubled = tt.exp(x) * 2
    with pytest.raises(AttributeError, match="x"):
        doubled.tag.test_value  # noqa: B018
    x.tag.test_value = np.zeros(3)
    assert doubled.tag.test_value.tolist() == [2.0, 2.0, 2.0]


@pytest.mark.parametrize("exponent", [np.inf, -np.inf, np.nan, 3, 0.5, 300.5])
@pytest.mark.parametrize("mode", ["PYTHON", "C"])
def test_any_number_is_an_exponent(exponent, mode):
    x = np.array([0.5, 1.0, 2.0])
    np.testing.assert_allclose(theano.function([v], v**exponent, mode=mode)(x), x**exponent)


def test_relu_of_what_is_no_variable():
    """Without a slope, the arithmetic of what is given."""
    found = tt.nnet.relu(np.array([-1.0, 2.0]))
    assert type(found) is np.ndarray and found.tolist() == [0.0, 2.0] and tt.nnet.relu(-1.0) == 0.0
    assert tt.nnet.relu(np.array([-1.0, 2.0]), 0.5).eval().tolist() == [-0.5, 2.0]


@pytest.mark.parametrize(
    "build, error",
    [
        (lambda: tt.fill_diagonal(tt.imatrix(), 1.5), TypeError),
        (lambda: tt.fill_diagonal_offset(tt.fmatrix(), tt.dscalar(), 1), TypeError),
        (lambda: m.reshape((1, 1, -1), ndim=2), ValueError),
    ],
    ids=["fill_diagonal of a wider type", "fill_diagonal_offset of a wider type", "reshape with another ndim"],
)
def test_refused_when_built(build, error) -> None:
    with pytest.raises(error):
        build()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "build",
    [
        lambda c: c.reshape((5, 1)),
        lambda c: tt.set_subtensor(m[[0]], c.dimshuffle(0, 1) * np.ones((1, 4))),
    ],
    ids=["reshape of a column", "three rows written to one"],
)
def test_lengths_are_compared_in_the_call(build, mode) -> None:
    c = tt.dcol()
    function = theano.function([c, m], build(c), mode=mode, on_unused_input="ignore")
    with pytest.raises(ValueError):
        function(np.ones((3, 1)), A)


@pytest.mark.parametrize("other, dtype", [(tt.dvector, "float32"), (tt.dmatrix, "float32")])
def test_gradients_through_tensordot_have_the_dtype_of_their_variable(other, dtype) -> None:
    x = tt.fmatrix()
    assert tt.grad((tt.tensordot(x, other(), axes=1) ** 2).sum(), x).dtype == dtype


ADDED_UP_IN = [  # dtype, values, acc_dtype, sum, product: Theano-PyMC 1.1.2
    ("uint32", [2**32 - 1, 2**32 - 1, 7, 1], "uint32", 6, 7),
    ("uint8", [200, 200, 200, 3], "uint8", 91, 0),
    ("uint8", [200, 200, 201, 3], "uint16", 604, 2752),
    ("int8", [100, 100, 100, -7], "int8", 37, 64),
    ("int32", [2**31 - 1, 2**31 - 1, 5, 1], "int32", 4, 5),
    ("int32", [2**31 - 1, 2**31 - 1, 5, 1], "int64", 2**32 + 4, 4611685996952551429),
    ("float32", [2.0**24, 1, 1, 1], "float64", 2.0**24 + 3, 2.0**24),
]


@pytest.mark.parametrize("mode", ["PYTHON", "C", "JAX"])
@pytest.mark.parametrize("dtype, values, acc_dtype, total, product", ADDED_UP_IN)
def test_accumulators_are_as_wide_as_asked(dtype, values, acc_dtype, total, product, mode):
    x = tt.TensorType(dtype, (False, False))("x")
    wide = "float64" if dtype == "float32" else None
    outputs = [x.sum(acc_dtype=acc_dtype, dtype=wide), x.prod(acc_dtype=acc_dtype, dtype=wide)]
    outputs += [x.sum(axis=0, acc_dtype=acc_dtype, dtype=wide)[0]]
    found = theano.function([x], outputs, mode=mode)(np.array(values, dtype)[:, None])
    assert (found[0], found[2]) == (total, total)
    assert found[1] == product


@pytest.mark.parametrize("mode", MODES)
def test_products_of_batches_without_a_number_are_quiet(mode):
    """As real Theano's, whose np.dot reads no floating-point flags; a warning is an error here."""
    x, y = tt.tensor3("x"), tt.tensor3("y")
    values = np.full((2, 1, 2), np.inf), np.zeros((2, 2, 1))
    assert np.isnan(theano.function([x, y], tt.batched_dot(x, y), mode=mode)(*values)).all()
