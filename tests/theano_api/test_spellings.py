"""What programs called, in their spellings: values are NumPy's, in every backend."""

import importlib
import warnings

import numpy as np
import pytest
from scipy import signal, special

import compat as theano
import compat.tensor as T
from tests.theano_api.spelling_cases import CASES, convolved, pooled, softmax

for module in (
    "tensor.signal.conv",
    "tensor.signal.downsample",
    "tensor.signal.pool",
    "tensor.nnet.abstract_conv",
    "tensor.nnet.conv",
    "sandbox.cuda.basic_ops",
    "sandbox.cuda.dnn",
    "sandbox.rng_mrg",
    "sparse",
    "tests.unittest_tools",
    "scan_module",
    "compile.mode",
    "ifelse",
    "printing",
):
    importlib.import_module(f"compat.{module}")

rng = np.random.RandomState(7)
A = rng.normal(size=(3, 3))
VALUES = {
    "x": rng.normal(size=(3, 4)),
    "y": rng.normal(size=(3, 4)),
    "u": rng.uniform(0.1, 0.9, size=(3, 4)),
    "v": rng.normal(size=4),
    "n": np.array([1, 2, 5]),
    "a": A @ A.T + np.eye(3),
    "x3": rng.normal(size=(2, 3, 4)),
    "im": rng.normal(size=(2, 3, 6, 6)),
    "k": rng.normal(size=(4, 3, 3, 3)),
    "s": np.float64(0.7),
    "i": np.int64(1),
    "j": np.int64(2),
}
TYPES = {
    "x": T.dmatrix,
    "y": T.dmatrix,
    "u": T.dmatrix,
    "v": T.dvector,
    "n": T.lvector,
    "a": T.dmatrix,
    "x3": T.dtensor3,
    "im": T.dtensor4,
    "k": T.dtensor4,
    "s": T.dscalar,
    "i": T.lscalar,
    "j": T.lscalar,
}
OF_NUMPY = {
    "np": np,
    "special": special,
    "signal": signal,
    "softmax": softmax,
    "convolved": convolved,
    "pooled": pooled,
    **VALUES,
}
MODES = ["FAST_COMPILE", pytest.param("FAST_RUN", marks=[pytest.mark.compiler, pytest.mark.slow])]


@pytest.fixture(scope="module", params=MODES)
def computed(request):
    """Each expression's value, from one function of them all."""
    inputs = {name: kind(name) for name, kind in TYPES.items()}
    names = {"T": T, "theano": theano, **inputs}
    texts = [text for text, _ in CASES]
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # names that legacy itself said were old
        outputs = [eval(text, names) for text in texts]
        function = theano.function(list(inputs.values()), outputs, mode=request.param, on_unused_input="ignore")
        found = function(*(VALUES[name] for name in inputs))
    return dict(zip(texts, found, strict=True))


@pytest.mark.wide(11)
@pytest.mark.parametrize("text, numpy", CASES, ids=[text for text, _ in CASES])
def test_value(computed, text, numpy):
    with np.errstate(all="ignore"):
        wanted = np.asarray(eval(numpy, OF_NUMPY))
    found = np.asarray(computed[text])
    assert found.shape == wanted.shape
    if found.dtype == bool or wanted.dtype == bool:
        np.testing.assert_array_equal(found.astype(bool), wanted)
    else:
        np.testing.assert_allclose(found, wanted, rtol=1e-6 if found.dtype == "float32" else 1e-11, atol=1e-12)


MADE = [
    ("T.iscalar()", "int32", 0, None),
    ("T.iscalar('n')", "int32", 0, "n"),
    ("T.ivector()", "int32", 1, None),
    ("T.ivector('n')", "int32", 1, "n"),
    ("T.imatrix('n')", "int32", 2, "n"),
    ("T.itensor3('n')", "int32", 3, "n"),
    ("T.lscalar()", "int64", 0, None),
    ("T.lscalar('n')", "int64", 0, "n"),
    ("T.lvector()", "int64", 1, None),
    ("T.lvector('n')", "int64", 1, "n"),
    ("T.lmatrix('n')", "int64", 2, "n"),
    ("T.dscalar()", "float64", 0, None),
    ("T.dscalar('x')", "float64", 0, "x"),
    ("T.dvector('x')", "float64", 1, "x"),
    ("T.dmatrix()", "float64", 2, None),
    ("T.fscalar('x')", "float32", 0, "x"),
    ("T.fvector('x')", "float32", 1, "x"),
    ("T.fmatrix()", "float32", 2, None),
    ("T.fmatrix('x')", "float32", 2, "x"),
    ("T.ftensor4()", "float32", 4, None),
    ("T.ftensor4('x')", "float32", 4, "x"),
    ("T.scalar(name='x', dtype='int8')", "int8", 0, "x"),
    ("T.vector(name='x', dtype='int32')", "int32", 1, "x"),
    ("T.matrix(name='x', dtype='float32')", "float32", 2, "x"),
    ("T.tensor3(dtype='int64')", "int64", 3, None),
    ("T.tensor4(dtype='uint8')", "uint8", 4, None),
    ("T.matrices('xy')[1]", "float64", 2, "y"),
    ("T.TensorType(dtype='float64', broadcastable=(False, True))('c')", "float64", 2, "c"),
    ("T.TensorType('int32', [False])()", "int32", 1, None),
]


@pytest.mark.parametrize("text, dtype, ndim, name", MADE, ids=[text for text, *_ in MADE])
def test_made(text, dtype, ndim, name):
    variable = eval(text, {"T": T})
    assert (variable.dtype, variable.ndim, variable.name) == (dtype, ndim, name)
    assert variable.type.dtype == dtype and len(variable.type.broadcastable) == ndim
    value = np.ones((1,) * ndim, dtype)
    assert np.asarray(variable.eval({variable: value})).dtype == dtype


def test_names_and_walks():
    x = T.dvector("x")
    y = 2 * x
    y.name = "twice"
    assert y.name == "twice" and y.owner.inputs[1] is x and list(y[:2].type.broadcastable) == [False]
    assert x in theano.gof.graph.inputs([y])
    function = theano.function([x], y)
    assert len(function.maker.fgraph.outputs) == 1 and function.maker.fgraph.inputs[0].type == x.type
    assert [node.op for node in theano.gof.graph.io_toposort([x], [y.sum()])][-1] == y.sum().owner.op
    assert theano.gof.graph.is_same_graph(y + 1, 2 * x + 1) and not theano.gof.graph.is_same_graph(y, x)


@pytest.mark.parametrize("make, error", [(T.dmatrix, TypeError), (lambda: theano.shared(np.ones(2)), ValueError)])
def test_what_has_no_length_is_not_walked(make, error):
    with pytest.raises(error, match="(?i)length"):
        list(make())


def test_a_shape_is_walked():
    x = T.dmatrix("x")
    rows, columns = T.constant(np.array([3, 4]))
    assert (int(rows.eval()), int(columns.eval())) == (3, 4)
    assert x not in [T.dmatrix("x")] and x in [x]
    assert bool(x)
    with pytest.raises(TypeError, match="boolean operations"):
        bool(x > 0)


def test_shared_variables_do_what_tensors_do():
    values = np.arange(6.0).reshape(2, 3)
    w = theano.shared(value=values, name="w", borrow=True)
    assert w.name == "w" and w.get_value(borrow=True) is values
    np.testing.assert_array_equal(w.T.eval(), values.T)
    np.testing.assert_array_equal(w.reshape((3, 2)).eval(), values.reshape(3, 2))
    np.testing.assert_array_equal(w.dimshuffle(1, 0).eval(), values.T)
    np.testing.assert_array_equal(w.dot(np.ones(3)).eval(), values.sum(1))
    np.testing.assert_array_equal(w.astype("int32").eval(), values)
    np.testing.assert_array_equal(w.eval(), values)
    assert w.shape.eval().tolist() == [2, 3] and w.dtype == "float64"
    column = theano.shared(np.ones((2, 1)), broadcastable=(False, True))
    np.testing.assert_array_equal((w + column).eval(), values + 1)


def test_asarray_refuses_another_dtype_than_it_says():
    made = theano._asarray([1, 2], dtype="float32")
    assert made.dtype == "float32" and made.tolist() == [1, 2]
    assert theano._asarray(np.arange(2), "int32").dtype == "int32"


def test_flags_are_read_and_set():
    assert theano.config.floatX in ("float64", "float32") and theano.config.device and theano.config.mode is not None
    with theano.config.change_flags(floatX="float32", compute_test_value="ignore"):
        assert T.scalar().dtype == "float32" and theano.config.compute_test_value == "ignore"
    assert isinstance(theano.config.gcc.cxxflags, str)
    assert importlib.import_module("compat.theano_api").__version__.count(".") >= 2
    assert theano.sandbox.cuda.cuda_enabled is False and not theano.sandbox.cuda.dnn.dnn_available()


def test_gradients():
    x, w = T.dvector("x"), T.dvector("w")
    cost = T.sum(w * x**2)
    points = {x: np.array([1.0, 2.0]), w: np.array([3.0, 4.0])}
    assert T.grad(cost, wrt=x).eval(points).tolist() == [6, 16]
    assert theano.grad(cost=cost, wrt=[x, w])[1].eval(points).tolist() == [1, 4]
    square = x**2
    held = T.grad(T.sum(square * x), x, consider_constant=[square])
    assert held.eval({x: points[x]}).tolist() == [1, 4]
    known = T.grad(None, x, known_grads={square: w})
    assert known.eval(points).tolist() == [6, 16]
    assert theano.gradient.jacobian(square, x).eval({x: points[x]}).tolist() == [[2, 0], [0, 4]]
    assert T.Rop(square, x, w).eval(points).tolist() == [6, 16]
    assert theano.gradient.DisconnectedType()().type == theano.gradient.DisconnectedType()
    stopped = T.grad(T.sum(theano.gradient.disconnected_grad(square) * x), x)
    assert stopped.eval({x: points[x]}).tolist() == [1, 4]
    clipped = T.grad(T.sum(theano.gradient.grad_clip(x, -1, 1) ** 2), x)
    assert clipped.eval({x: points[x]}).tolist() == [1, 1]
    theano.tests.unittest_tools.verify_grad(lambda z: T.sum(z**3), [np.array([0.5, 1.5])], rng=np.random.RandomState(1))


def test_functions():
    x, n = T.dscalar("x"), theano.shared(1.0)
    step = theano.function(
        inputs=[theano.In(x, value=2.0)],
        outputs=x * n,
        updates=[(n, n + x)],
        name="step",
        profile=True,
        allow_input_downcast=True,
    )
    assert (step(), step(3.0), n.get_value()) == (2.0, 9.0, 6.0) and step.name == "step"
    assert theano.function([], x + 1, givens={x: n})() == 7.0
    mode = theano.Mode(linker="py")
    assert theano.function([x], x + 1, mode=mode)(1.0) == 2.0 and theano.compile.mode.get_default_mode() is not None
    other = T.dscalar("z")
    assert theano.clone(x + n, replace={x: other}, share_inputs=True).eval({other: 1.0}) == 7.0
    apart = theano.clone(x + n, replace={x: other}, share_inputs=False)
    assert n not in theano.gof.graph.inputs([apart]) and n in theano.gof.graph.inputs([x + n])
    mode = theano.Mode(linker=theano.gof.OpWiseCLinker(), optimizer=None)
    assert theano.function([x], x + 1, mode=mode)(1.0) == 2.0
    a, b = theano.function([x], [theano.ifelse.ifelse(T.gt(x, 0), x, -x), T.sqr(x)])(-3.0)
    assert (a, b) == (3.0, 9.0)


def test_loops():
    values, w = T.dvector("values"), T.dscalar("w")
    zero = T.constant(np.float64(0))
    sums, updates = theano.scan(
        fn=lambda v, s, w: s + w * v,
        sequences=[values],
        outputs_info=[zero],
        non_sequences=[w],
        name="sums",
        strict=True,
        profile=False,
    )
    at = {values: np.array([1.0, 2.0, 3.0]), w: 2.0}
    assert sums.eval(at).tolist() == [2, 6, 12] and not updates
    back, _ = theano.scan(lambda v, s: s + v, sequences=values, outputs_info=zero, go_backwards=True)
    assert back.eval({values: at[values]}).tolist() == [3, 5, 6]
    powers, _ = theano.scan(lambda s: (2 * s, theano.scan_module.until(s > 3)), outputs_info=w, n_steps=10)
    assert powers.eval({w: 1.0}).tolist() == [2, 4, 8]
    last, _ = theano.scan(lambda v, s: s * v, sequences=values, outputs_info=w, truncate_gradient=1, profile=True)
    assert T.grad(last[-1], values).eval(at).tolist() == [0, 0, 4]
    squares, _ = theano.map(lambda v: v**2, values)
    assert squares.eval({values: at[values]}).tolist() == [1, 4, 9]


def test_printing(capsys):
    x = T.dvector("x")
    y = T.exp(x) + 1
    assert theano.printing.pp(y) == "(exp(x) + TensorConstant{1})"
    theano.printing.debugprint(y)
    assert "exp" in capsys.readouterr().out
    assert theano.printing.Print("here")(y).eval({x: np.zeros(2)}).tolist() == [2, 2]
    assert "here" in capsys.readouterr().out


def test_sparse():
    scipy_sparse = pytest.importorskip("scipy.sparse")
    matrix = scipy_sparse.csr_matrix(np.array([[0.0, 2.0], [3.0, 0.0]]))
    constant, x = theano.sparse.as_sparse_variable(matrix), theano.sparse.csc_matrix("x")
    assert isinstance(constant, theano.sparse.SparseConstant) and isinstance(x, theano.sparse.SparseVariable)
    wanted = matrix @ np.eye(2)
    np.testing.assert_array_equal(theano.sparse.structured_dot(constant, np.eye(2)).eval(), wanted)
    y = theano.sparse.csr_matrix("y")
    found = theano.function([x, y], [theano.sparse.dense_from_sparse(x), theano.sparse.dense_from_sparse(y)])
    for dense in found(matrix.tocsc(), matrix):
        np.testing.assert_array_equal(dense, wanted)


MRG = theano.sandbox.rng_mrg.MRG_RandomStreams


@pytest.mark.parametrize("streams", [T.shared_randomstreams.RandomStreams, MRG])
def test_draws(streams):
    draw = streams(seed=3)
    coin = draw.binomial(size=(4000,), n=1, p=0.3, dtype="int64")
    normal = draw.normal(size=(4000,), avg=1.0, std=2.0, dtype="float64")
    flat = draw.uniform(size=(4000,), low=-1.0, high=3.0)
    which = (
        draw.multinomial(pvals=T.constant(np.tile([0.2, 0.8], (4000, 1))))
        if streams is MRG
        else draw.multinomial(size=(4000,), pvals=np.array([0.2, 0.8]))
    )
    c, z, f, w = theano.function([], [coin, normal, flat, which], mode="FAST_COMPILE")()
    assert c.dtype == "int64" and abs(c.mean() - 0.3) < 0.04 and set(np.unique(c)) == {0, 1}
    assert abs(z.mean() - 1) < 0.2 and abs(z.std() - 2) < 0.15
    assert f.min() >= -1 and f.max() < 3 and abs(f.mean() - 1) < 0.15
    assert w.shape == (4000, 2) and abs(w[:, 1].mean() - 0.8) < 0.04
    first = streams(9).uniform((3,))
    np.testing.assert_array_equal(first.eval(), streams(9).uniform((3,)).eval())
    assert streams().normal((2,)).eval().shape == (2,)


def test_draws_have_the_dtype_and_the_count_that_they_are_asked_for():
    for streams in (T.shared_randomstreams.RandomStreams, MRG):
        drawn = streams(4).binomial(size=(500,), n=1, p=0.5, dtype="int8").eval()
        assert drawn.dtype == "int8" and set(drawn) == {0, 1}
    many = T.shared_randomstreams.RandomStreams(4).binomial(size=(500,), n=5, p=0.5).eval()
    assert set(many) == {0, 1, 2, 3, 4, 5} and abs(many.mean() - 2.5) < 0.3


def test_classes_of_variables():
    plain = theano.shared([0.0])  # no tensor: a list
    assert type(plain) is theano.compile.SharedVariable is T.sharedvar.SharedVariable and plain.get_value() == [0.0]
    two = theano.gof.graph.Constant(T.dscalar, 2.0, name="two")
    assert two.data == 2.0 and two.equals(theano.gof.graph.Constant(T.dscalar, 2.0)) and two.name == "two"
    assert isinstance(T.constant(1.0), theano.gof.graph.Constant)
    assert "canonicalize" in theano.compile.optdb and "no such" not in theano.compile.optdb
    gpuarray = importlib.import_module("compat.old.theano.gpuarray")
    with pytest.raises(gpuarray.ContextNotDefined):
        gpuarray.get_context("dev0")


def test_a_default_update():
    n = theano.shared(1.0)
    n.default_update = 2 * n
    double = theano.function([], n)
    assert (double(), double(), n.get_value()) == (1, 2, 4)


class Doubling(theano.Op):
    """As programs wrote an Op of their own."""

    __props__ = ()

    def make_node(self, x):
        x = T.as_tensor_variable(x)
        return theano.Apply(op=self, inputs=[x], outputs=[x.type()])

    def perform(self, node, inputs, outputs):
        outputs[0][0] = 2 * inputs[0]

    def infer_shape(self, node, shapes):
        return shapes

    def grad(self, inputs, gradients):
        return [2 * gradients[0]]


def test_an_op():
    x = T.dvector("x")
    y = Doubling()(x)
    assert isinstance(y.owner.op, theano.gof.op.PureOp) and isinstance(y.owner.op, T.Op)
    assert T.grad(y.sum(), x).eval({x: np.ones(2)}).tolist() == [2, 2]
    assert Doubling().infer_shape(None, [(2,)]) == [(2,)] and y.shape.eval({x: np.ones(3)}).tolist() == [3]

    @theano.compile.ops.as_op(itypes=[T.dvector], otypes=[T.dvector])
    def tripled(v):
        return 3 * v

    assert tripled(x).eval({x: np.ones(2)}).tolist() == [3, 3]
