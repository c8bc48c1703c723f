"""Functions as files that run without us: training, networks, names, certificates, refusals, and the command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
from theano_common.verdict import Status
from theano_compat.exporting import certificate as certificates
from theano_compat.exporting.certificate import certified, distance
from theano_compat.exporting.errors import CannotExport
from theano_compat.exporting.examples import Example
from theano_compat.theano_api import tensor as tt

EQUAL, NEAR, DIFFERS = (one.value for one in (Status.EQUAL, Status.NEAR, Status.DIFFERS))
onnx = pytest.importorskip("onnx")
onnxruntime = pytest.importorskip("onnxruntime")


def shared(*shape: int, dtype: str = "float32", name: str = "W") -> Any:
    values = np.random.default_rng(sum(shape)).standard_normal(shape) * 0.3
    return theano.shared(values.astype(dtype), name=name)


def perceptron(dtype: str) -> tuple[list[Any], Any, list[Any]]:
    x, y = tt.TensorType(dtype, (False, False))("x"), tt.ivector("y")
    weights = [shared(6, 5, dtype=dtype, name="W1"), shared(5, 3, dtype=dtype, name="W2")]
    p = tt.nnet.softmax(tt.tanh(x.dot(weights[0])).dot(weights[1]))
    return [x, y], tt.nnet.categorical_crossentropy(p, y).mean(), weights


def recurrent(dtype: str) -> tuple[list[Any], Any, list[Any]]:
    """A layer of long short-term memory, read at its last step."""
    x, y = tt.TensorType(dtype, (False, False))("x"), tt.ivector("y")
    weights = [shared(6, 16, dtype=dtype, name="W"), shared(4, 16, dtype=dtype, name="U")]

    def step(row: Any, h: Any, c: Any, w: Any, u: Any) -> list[Any]:
        z = row.dot(w) + h.dot(u)
        c = tt.nnet.sigmoid(z[:4]) * c + tt.nnet.sigmoid(z[4:8]) * tt.tanh(z[8:12])
        return [tt.nnet.sigmoid(z[12:]) * tt.tanh(c), c]

    zero = tt.zeros((4,), dtype)
    (h, _), _ = theano.scan(step, sequences=x, outputs_info=[zero, zero], non_sequences=weights)
    return [x, y], ((h[-1] - y[:4]) ** 2).mean(), weights


@pytest.mark.slow
@pytest.mark.parametrize("dtype, tolerance", [("float32", 1e-4), ("float64", 1e-10)])
@pytest.mark.parametrize("network", [perceptron, recurrent])
def test_training(network: Any, dtype: str, tolerance: float, tmp_path: Path) -> None:
    """100 steps, each fed the new values of the last one, end where ours do."""
    inputs, loss, weights = network(dtype)
    updates = [(w, w - np.asarray(0.1, dtype) * g) for w, g in zip(weights, theano.grad(loss, weights), strict=True)]
    train = theano.function(inputs, loss, updates=updates, name="train")
    random = np.random.default_rng(0)
    batches = [
        (random.standard_normal((8, 6)).astype(dtype), random.integers(0, 3, 8).astype("int32")) for _ in range(100)
    ]
    found = train.export(tmp_path / "train.onnx", [batches[0]])
    assert found.verdict == EQUAL
    session = onnxruntime.InferenceSession(tmp_path / "train.onnx")
    state: dict[str, Any] = {}
    for x, y in batches:
        names = [o.name for o in session.get_outputs()]
        got = dict(zip(names, session.run(None, {"x": x, "y": y, **state}), strict=True))
        state = {w.name: got[f"new_{w.name}"] for w in weights}
        wanted = train(x, y)
        assert abs(got[names[0]] - wanted) <= tolerance * max(1, abs(wanted))
    for w in weights:
        assert distance(state[w.name], w.get_value()) <= tolerance


def digits() -> Any:
    x = tt.ftensor4("x")
    hidden = tt.nnet.relu(tt.nnet.conv2d(x, shared(4, 1, 5, 5, name="kernel"), border_mode="half"))
    pooled = tt.signal.pool.pool_2d(hidden, (2, 2), ignore_border=True).flatten(2)
    p = tt.nnet.softmax(pooled.dot(shared(64, 10)) + shared(10, name="b"))
    return theano.function([x], [p, p.argmax(axis=1)], name="predict")


@pytest.mark.slow
def test_a_network(tmp_path: Path) -> None:
    """Lengths are symbolic, what was compared is in the file, and no state has changed."""
    predict = digits()
    image = np.random.default_rng(0).standard_normal((3, 1, 8, 8)).astype("float32")
    found = predict.export(tmp_path / "net.onnx", [image])
    assert found.verdict == EQUAL and {"given", "drawn", "one row"} <= set(found.examples)
    model = onnx.load(tmp_path / "net.onnx")
    told = {p.key: p.value for p in model.metadata_props}
    assert told["verdict"] == EQUAL and told["emulates"] == "3.11"
    assert [d.dim_param for d in model.graph.input[0].type.tensor_type.shape.dim] == ["x_0", "x_1", "x_2", "x_3"]
    assert {"kernel", "W", "b"} <= {i.name for i in model.graph.initializer}
    session = onnxruntime.InferenceSession(tmp_path / "net.onnx")
    many = np.repeat(image, 7, axis=0)
    np.testing.assert_allclose(session.run(None, {"x": many})[0], predict(many)[0], rtol=1e-5)


@pytest.mark.slow
def test_stablehlo(tmp_path: Path) -> None:
    """JAX alone reads it, with any number of rows."""
    pytest.importorskip("jax")
    x = tt.dmatrix("x")
    predict = theano.function([x], tt.tanh(x.dot(shared(4, 2, dtype="float64"))))
    found = predict.export(tmp_path / "net.stablehlo")
    assert found.verdict == EQUAL and "one row" in found.examples and "without us" in found.where
    assert any("any number of rows" in r for r in found.remarks)


def schools() -> None:
    effects, errors = np.array([28.0, 8, -3, 7, -1, 1, 18, 12]), np.array([15.0, 10, 16, 11, 9, 11, 10, 18])
    mu, tau = pm.Normal("mu", 0, 5), pm.HalfCauchy("tau", 5)
    theta = pm.Normal("theta", 0, 1, shape=8)
    pm.Normal("y", mu + tau * theta, sigma=errors, observed=effects)


def counts() -> None:
    k, rate = pm.Poisson("k", 3.0), pm.Gamma("rate", 2, 1)
    pm.Poisson("y", rate + k, observed=np.array([3, 4, 2]))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["m.onnx", "m.stablehlo"])
@pytest.mark.parametrize(
    "build, outputs",
    [(schools, ["logp", "d_mu", "d_tau_log__", "d_theta"]), (counts, ["logp", "d_rate_log__"])],
)
def test_a_log_density(build: Any, outputs: list[str], name: str, tmp_path: Path) -> None:
    """Inputs have the names and lengths of the free variables; the gradient is by the continuous ones."""
    if name.endswith("stablehlo"):
        pytest.importorskip("jax")
    with pm.Model() as model:
        build()
    found = model.export(tmp_path / name)
    assert found.verdict == EQUAL and found.examples["near the test point"] == 11
    assert [o.name for o in found.outputs] == outputs
    given = model.export(tmp_path / name, [model.test_point])
    assert given.verdict == EQUAL and given.examples["given"] == 1
    if name.endswith("onnx"):
        session = onnxruntime.InferenceSession(tmp_path / name)
        assert {i.name: tuple(i.shape) for i in session.get_inputs()} == {v.name: v.dshape for v in model.free_RVs}
        point = {n: np.asarray(x) for n, x in model.test_point.items()}
        np.testing.assert_allclose(session.run(["logp"], point)[0], model.logp(model.test_point), rtol=1e-14)


def collision() -> None:
    pm.Normal("x", 0, 1)
    pm.Normal("d_x", 0, 1)


def nowhere() -> None:
    x = pm.Normal("x", 0, 1)
    pm.Potential("p", tt.switch(x > 1e6, 0.0, -np.inf))


def constant() -> None:
    pm.Potential("p", tt.as_tensor_variable(np.asarray(1.5)))


def covariance() -> None:
    packed = pm.LKJCholeskyCov("p", n=2, eta=2.0, sd_dist=pm.HalfCauchy.dist(2.0))
    factor = pm.expand_packed_triangular(2, packed)
    pm.MvNormal("y", mu=np.zeros(2), chol=factor, observed=np.arange(6.0).reshape(3, 2))


WORDS = {
    "a name of an input": (collision, {}, EQUAL, "d_x is called d_x1, since another has its name"),
    "no density anywhere": (nowhere, {}, Status.NOT_COMPARED.value, "logp: not compared, it is finite at none of"),
    "no variable": (constant, {}, EQUAL, "at 1 inputs (near the test point)"),
    "in float32": (covariance, {"float32": True}, NEAR, "float32 stands for float64"),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", WORDS)
def test_what_a_certificate_of_a_density_says(what: str, tmp_path: Path) -> None:
    build, options, verdict, words = WORDS[what]
    with pm.Model() as model:
        build()
    found = model.export(tmp_path / "m.onnx", **options)
    assert words in str(found) and found.verdict in (verdict, EQUAL if verdict == NEAR else verdict)


POINTS = {"another name": [{"tau": 1.0}], "one too many": [{"mu": 0.0, "tau_log__": 0.0, "a": 1}], "none": []}


@pytest.mark.parametrize("what", POINTS)
def test_points_that_are_none(what: str, tmp_path: Path) -> None:
    with pm.Model() as model:
        pm.Normal("mu", 0, pm.HalfNormal("tau", 1))
    with pytest.raises(ValueError, match="model.test_point"):
        model.export(tmp_path / "m.onnx", POINTS[what])
    assert not list(tmp_path.iterdir())


v, m = tt.dvector("v"), tt.dmatrix("m")
REFUSED = {
    "random numbers": (lambda: v + tt.shared_randomstreams.RandomStreams(1).normal(v.shape), "random numbers"),
    "an Op of the user": (lambda: theano.compile.ops.as_op([tt.dvector], [tt.dvector])(np.exp)(v), "in Python or C"),
    "eigenvalues": (lambda: tt.nlinalg.eigh(m.dot(m.T) + tt.eye(3))[0], "Eigh"),
    "an axis that an input gives": (lambda: tt.sort(m, tt.cast(v[0], "int64")), "the axis of a sort"),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused(what: str, tmp_path: Path) -> None:
    """One sentence names the Op and the user's line; nothing is written."""
    build, words = REFUSED[what]
    function = theano.function([v, m], build(), on_unused_input="ignore")
    with pytest.raises(CannotExport, match=words):
        function.export(tmp_path / "x.onnx", [[np.ones(3), np.eye(3)]])
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_reciprocals_that_products_share(tmp_path: Path) -> None:
    """findings/onnxruntime_refuses_a_reciprocal_that_two_products_share.sh."""
    one, other = 1 / v, 1 / (v + 1)
    function = theano.function([v], tt.exp(one * other) + one * tt.sqr(v + 3), mode=theano.Mode(optimizer=None))
    assert function.export(tmp_path / "x.onnx").verdict in (EQUAL, NEAR)
    assert "Reciprocal" in {n.op_type for n in onnx.load(tmp_path / "x.onnx").graph.node}


SWAPPED, SINGULAR = np.array([[0.0, 2, 1], [1, 0, 3], [2, 1, 0]]), np.array([[1.0, 2, 3], [2, 4, 6], [1, 0, 1]])
INDEFINITE = np.diag([1.0, -1.0, 1.0])
MATRICES = {
    "a factor that is not there": (tt.slinalg.Cholesky(on_error="nan"), INDEFINITE),
    "a factor that says so": (tt.slinalg.Cholesky(lower=False, on_error="nan"), np.eye(3) + 0.5),
    "a determinant of 0": (tt.nlinalg.det, SINGULAR),
    "a determinant after swaps": (tt.nlinalg.det, SWAPPED),
    "a solution after swaps": (lambda x: tt.slinalg.solve(x, v), SWAPPED),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", MATRICES)
def test_matrices(what: str, tmp_path: Path) -> None:
    """Loops over columns are LAPACK's answers where rows have to be swapped, and where there is no answer.

    Of matrices drawn near singular ones both have fewer digits.
    """
    build, given = MATRICES[what]
    function = theano.function([v, m], build(m), on_unused_input="ignore")
    assert function.export(tmp_path / "x.onnx", [[np.ones(3), given]]).verdict in (EQUAL, NEAR)


@pytest.mark.slow
def test_an_inverse_that_is_not_there_is_nan(tmp_path: Path) -> None:
    """Ours raises LinAlgError, which a file cannot. Of a matrix with a NaN other elements are NaN than by LAPACK."""
    theano.function([m], tt.nlinalg.matrix_inverse(m)).export(tmp_path / "x.onnx", [[SWAPPED]])
    session = onnxruntime.InferenceSession(tmp_path / "x.onnx")
    assert np.isnan(session.run(None, {"m": SINGULAR})[0]).all()


@pytest.mark.slow
def test_float32_in_place_of_float64(tmp_path: Path) -> None:
    """Convolutions in float64 are products for each tap. In float32 the error is measured: near in place of equal."""
    x = tt.dtensor4("x")
    function = theano.function([x], tt.nnet.conv2d(x, shared(2, 1, 3, 3, dtype="float64")).sum(axis=1))
    given = [np.random.default_rng(0).standard_normal((2, 1, 9, 9))]
    assert function.export(tmp_path / "x.onnx", given).verdict == EQUAL
    found = function.export(tmp_path / "x.onnx", given, float32=True)
    assert found.verdict in (EQUAL, NEAR) and 1e-12 < found.outputs[0].difference < 1e-5


def test_a_nan_that_reaches_other_elements_is_told() -> None:
    """Where a factor multiplies a 0 with it, or leaves the 0 out."""
    examples = [Example("drawn", [ONE], [ONE], drawn=True), Example("a NaN", [ONE], [ONE * np.nan], drawn=True)]
    found = certified("x", "", ["y"], lambda values: [ONE], examples)
    assert found.verdict == NEAR and "a NaN of an input reaches other elements" in str(found)


def test_what_was_given_counts_by_its_own_size() -> None:
    examples = [Example("given", [ONE], [ONE * 1e-32]), *[Example("drawn", [ONE], [ONE], drawn=True)] * 5]
    answers = iter([ONE * 1.001e-32, *[ONE] * 5])
    assert certified("x", "", ["y"], lambda values: [next(answers)], examples).verdict == DIFFERS


CANCELLED = {"top": (1e-17, 0.0, EQUAL), "beside it": (1.0 + 1e-12, 1.0, NEAR), "all of it": (1e-6, 0.0, DIFFERS)}


@pytest.mark.parametrize("what", CANCELLED)
def test_a_slope_that_cancels_counts_by_its_usual_size(what: str) -> None:
    got, wanted, verdict = CANCELLED[what]
    examples = [Example("given", [np.asarray(k)], [np.asarray(v)]) for k, v in enumerate([wanted, 1.0, -1.0])]
    answers = [got, 1.0, -1.0]
    found = certified("x", "", ["y"], lambda values: [np.asarray(answers[int(values[0])])], examples)
    assert found.verdict == verdict


def test_other_names_are_refused(tmp_path: Path) -> None:
    function = theano.function([v], v + 1)
    with pytest.raises(ValueError, match=r"\.onnx or \.stablehlo"):
        function.export(tmp_path / "x.pb")


ONE = np.array([1.0, 2.0])
VERDICTS = {
    "the same": (ONE, EQUAL),
    "a rounding": (ONE * (1 + 2e-16), EQUAL),
    "1e-12": (ONE * (1 + 1e-12), NEAR),
    "1e-8": (ONE * (1 + 1e-8), DIFFERS),
    "another shape": (ONE[:1], DIFFERS),
    "float32": (ONE.astype("float32"), DIFFERS),
    "whole numbers": (ONE.astype("int64"), DIFFERS),
    "a NaN": (np.array([1.0, np.nan]), DIFFERS),
    "infinity": (np.array([1.0, np.inf]), DIFFERS),
}


@pytest.mark.parametrize("what", VERDICTS)
def test_verdicts(what: str) -> None:
    got, verdict = VERDICTS[what]
    found = certified("x", "", ["y"], lambda values: [got], [Example("given", [], [ONE])])
    assert found.verdict == verdict and f"x: {verdict}" in str(found)


def test_a_file_that_does_not_run_differs() -> None:
    def fails(values: list[Any]) -> list[Any]:
        raise RuntimeError("no such kernel")

    found = certified("x", "", ["y"], fails, [Example("given", [], [ONE])])
    assert found.verdict == DIFFERS and "no such kernel" in str(found)


def test_a_given_input_that_our_function_refuses_is_told(tmp_path: Path) -> None:
    function = theano.function([m], m.dot(np.ones((3, 2))))
    with pytest.raises(CannotExport, match="refuses a given input: ValueError"):
        function.export(tmp_path / "x.onnx", [[np.ones((2, 5))]])


def test_no_example_is_no_verdict() -> None:
    """Where our own function takes no input that was tried, nothing is said to be equal."""
    with pytest.raises(CannotExport, match="inputs="):
        certificates.certified("x", "", ["y"], lambda values: [ONE], [])


SCRIPT = """
import numpy as np, theano, theano.tensor as T
x = T.matrix("x")
W = theano.shared(np.ones((4, 3)), name="W")
predict = theano.function([x], T.nnet.softmax(x.dot(W)))
other = theano.function([x], x.sum())
print(predict(np.eye(4)).shape)
"""


@pytest.mark.slow
def test_the_command(tmp_path: Path, fresh_python: Any) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    run = ["-m", "theano_compat", "export", "-o", "net.onnx"]
    done = fresh_python(*run, "--function", "predict", "script.py")
    assert done.stdout.startswith("net.onnx: equal") and (tmp_path / "net.onnx").exists()
