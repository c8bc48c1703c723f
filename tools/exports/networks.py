"""Ten functions as old programs write them, each with the values of one call. Weights are drawn with a fixed seed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
from theano_compat.theano_api import tensor as tt

RANDOM = np.random.default_rng(76)


def weights(*shape: int) -> Any:
    """Return a shared variable of small float32 numbers."""
    values = RANDOM.standard_normal(shape) / np.sqrt(max(shape[0], 1))
    return theano.shared(values.astype("float32"), name="W")


def values(*shape: int) -> np.ndarray:
    """Return an input."""
    return RANDOM.standard_normal(shape).astype("float32")


def softmax_regression() -> tuple[Any, list[Any]]:
    x = tt.fmatrix("x")
    return theano.function([x], tt.nnet.softmax(x.dot(weights(784, 10)) + weights(10))), [values(128, 784)]


def _perceptron() -> tuple[Any, list[Any], Any]:
    x = tt.fmatrix("x")
    held = [weights(784, 500), weights(500), weights(500, 500), weights(500), weights(500, 10), weights(10)]
    hidden = tt.nnet.relu(tt.nnet.relu(x.dot(held[0]) + held[1]).dot(held[2]) + held[3])
    return x, held, tt.nnet.softmax(hidden.dot(held[4]) + held[5])


def perceptron() -> tuple[Any, list[Any]]:
    x, _, p = _perceptron()
    return theano.function([x], p), [values(128, 784)]


def perceptron_in_training() -> tuple[Any, list[Any]]:
    x, held, p = _perceptron()
    y = tt.ivector("y")
    loss = tt.nnet.categorical_crossentropy(p, y).mean()
    updates = [(w, w - np.float32(0.01) * g) for w, g in zip(held, theano.grad(loss, held), strict=True)]
    return theano.function([x, y], loss, updates=updates), [
        values(128, 784),
        RANDOM.integers(0, 10, 128).astype("int32"),
    ]


def lenet() -> tuple[Any, list[Any]]:
    x = tt.ftensor4("x")
    first = tt.tanh(tt.nnet.conv2d(x, weights(20, 1, 5, 5)))
    first = tt.signal.pool.pool_2d(first, (2, 2), ignore_border=True)
    second = tt.tanh(tt.nnet.conv2d(first, weights(50, 20, 5, 5)))
    second = tt.signal.pool.pool_2d(second, (2, 2), ignore_border=True).flatten(2)
    p = tt.nnet.softmax(tt.tanh(second.dot(weights(800, 500))).dot(weights(500, 10)))
    return theano.function([x], p), [values(64, 1, 28, 28)]


def residual_block() -> tuple[Any, list[Any]]:
    x = tt.ftensor4("x")

    def normalised(y: Any) -> Any:
        mean, scale = weights(32), theano.shared(np.ones(32, "float32"))
        return tt.nnet.bn.batch_normalization_test(y, scale, weights(32), mean, scale, axes="spatial")

    y = tt.nnet.relu(normalised(tt.nnet.conv2d(x, weights(32, 3, 3, 3), border_mode="half")))
    for _ in range(2):
        inner = tt.nnet.relu(normalised(tt.nnet.conv2d(y, weights(32, 32, 3, 3), border_mode="half")))
        y = tt.nnet.relu(y + normalised(tt.nnet.conv2d(inner, weights(32, 32, 3, 3), border_mode="half")))
    return theano.function([x], tt.nnet.softmax(y.mean(axis=(2, 3)).dot(weights(32, 10)))), [values(16, 3, 32, 32)]


def autoencoder() -> tuple[Any, list[Any]]:
    x = y = tt.fmatrix("x")
    for size in ((784, 256), (256, 64), (64, 256), (256, 784)):
        y = tt.nnet.sigmoid(y.dot(weights(*size)) + weights(size[1]))
    return theano.function([x], [y, ((x - y) ** 2).mean(axis=1)]), [values(256, 784)]


def _memory() -> tuple[Any, list[Any], Any]:
    """Return a layer of long short-term memory over 50 steps: its input, its weights, its last state."""
    x, size = tt.ftensor3("x"), 128
    held = [weights(32, 4 * size), weights(size, 4 * size), weights(4 * size)]

    def step(row: Any, h: Any, c: Any, w: Any, u: Any, b: Any) -> list[Any]:
        z = row.dot(w) + h.dot(u) + b
        i, f, o = (tt.nnet.sigmoid(z[:, k * size : (k + 1) * size]) for k in range(3))
        c = f * c + i * tt.tanh(z[:, 3 * size :])
        return [o * tt.tanh(c), c]

    start = tt.zeros((x.shape[1], size), "float32")
    (h, _), _ = theano.scan(step, sequences=x, outputs_info=[start, start], non_sequences=held)
    return x, held, h[-1]


def memory() -> tuple[Any, list[Any]]:
    x, _, last = _memory()
    return theano.function([x], tt.nnet.softmax(last.dot(weights(128, 10)))), [values(50, 32, 32)]


def memory_in_training() -> tuple[Any, list[Any]]:
    x, held, last = _memory()
    y = tt.ivector("y")
    loss = tt.nnet.categorical_crossentropy(tt.nnet.softmax(last.dot(weights(128, 10))), y).mean()
    updates = [(w, w - np.float32(0.01) * g) for w, g in zip(held, theano.grad(loss, held), strict=True)]
    return theano.function([x, y], loss, updates=updates), [
        values(50, 32, 32),
        RANDOM.integers(0, 10, 32).astype("int32"),
    ]


def sentences() -> tuple[Any, list[Any]]:
    """Words as vectors, a convolution over them, the largest over the sentence."""
    words = tt.imatrix("words")
    vectors = weights(5000, 64)[words.flatten()].reshape((words.shape[0], 1, words.shape[1], 64))
    found = tt.nnet.relu(tt.nnet.conv2d(vectors, weights(100, 1, 3, 64))).max(axis=(2, 3))
    p = tt.nnet.softmax(found.dot(weights(100, 2)))
    return theano.function([words], p), [RANDOM.integers(0, 5000, (32, 40)).astype("int32")]


def logit_density() -> tuple[Any, list[Any]]:
    """The log density of a hierarchical logistic regression and its gradient, in float64."""
    x, group = RANDOM.standard_normal((1000, 5)), RANDOM.integers(0, 50, 1000)
    with pm.Model() as model:
        b, scale = pm.Normal("b", 0, 2, shape=5), pm.HalfNormal("scale", 1)
        a = pm.Normal("a", 0, 1, shape=50)
        logit = tt.dot(x, b) + scale * a[group]
        pm.Bernoulli("y", logit_p=logit, observed=(RANDOM.random(1000) < 0.4).astype(int))
    inputs = [v.type.make_variable(v.name) for v in model.free_RVs]
    outputs = [model.logpt, *theano.grad(model.logpt, list(model.free_RVs))]
    of_inputs = theano.clone(outputs, dict(zip(model.free_RVs, inputs, strict=True)))
    return theano.function(inputs, of_inputs), [model.test_point[v.name] for v in model.free_RVs]


NETWORKS: dict[str, Callable[[], tuple[Any, list[Any]]]] = {
    "softmax regression, 128 x 784": softmax_regression,
    "perceptron 784-500-500-10, 128 rows": perceptron,
    "perceptron, a step of training": perceptron_in_training,
    "LeNet, 64 images": lenet,
    "two residual blocks with batch normalisation, 16 x 3 x 32 x 32": residual_block,
    "autoencoder 784-256-64-256-784, 256 rows": autoencoder,
    "LSTM of 128, 50 steps, 32 rows": memory,
    "LSTM, a step of training": memory_in_training,
    "convolution over words, 32 sentences of 40": sentences,
    "log density and gradient, logits of 1,000 data (float64)": logit_density,
}
