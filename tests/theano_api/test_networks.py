"""theano.tensor.nnet, .signal and the names of GPU back-ends, as old code spelled them."""

from __future__ import annotations

import importlib
import pickle
import warnings
from typing import Any

import numpy as np
import pytest

import compat as theano
import compat.tensor as T
from compat.tensor.nnet import abstract_conv, bn, conv, conv3d2d, ctc, neighbours, sigm
from compat.tensor.signal import downsample, pool
from theano_compat.backends.c.emit import emit
from theano_compat.ops.networks.convolution import AbstractConv2d
from theano_compat.ops.networks.pooling import Pool

PYTHON = "PYTHON"


def test_old_names_of_arguments_of_pooling() -> None:
    x = T.tensor4()
    new = pool.pool_2d(x, ws=(2, 2), ignore_border=True, stride=(1, 1), pad=(1, 1))
    with pytest.warns(UserWarning, match="DEPRECATION"):
        old = pool.pool_2d(x, ds=(2, 2), ignore_border=True, st=(1, 1), padding=(1, 1))
    older = downsample.max_pool_2d(x, (2, 2), True, (1, 1), (1, 1))
    assert new.owner.op == old.owner.op == older.owner.op == Pool(True)
    for a, b in zip(new.owner.inputs[1:], old.owner.inputs[1:], strict=True):
        assert a.equals(b)
    with pytest.raises(ValueError, match="both 'ws' and 'ds'"):
        pool.pool_2d(x, ws=(2, 2), ds=(2, 2))
    with pytest.raises(NotImplementedError, match="ignore_border=True"):
        pool.pool_2d(x, (2, 2), ignore_border=False, pad=(1, 1))


@pytest.mark.parametrize(
    "call, wrong",
    [
        (lambda x, w: abstract_conv.conv2d(x, w, border_mode="same"), ValueError),
        (lambda x, w: abstract_conv.conv2d(x, w, border_mode=(-1, 0)), ValueError),
        (lambda x, w: abstract_conv.conv2d(x, w, subsample=(1,)), ValueError),
        (lambda x, w: abstract_conv.conv2d(x, w, num_groups=0), ValueError),
        (lambda x, w: abstract_conv.conv2d(x, w[0]), TypeError),
        (lambda x, w: abstract_conv.conv2d(x, w, input_shape=(x.shape[0], 1, 2, 2)), ValueError),
        (lambda x, w: abstract_conv.conv2d_grad_wrt_inputs(x, w, (x.shape[0], 1, 2, 2)), ValueError),
        (lambda x, w: T.nnet.conv2d(x, w, imshp_logical=(1, 2)), ValueError),
        (lambda x, w: conv.ConvOp(imshp_logical=(1, 2, 2)), NotImplementedError),
        (lambda x, w: conv.ConvOp(output_mode="same"), NotImplementedError),
        (lambda x, w: pool.pool_2d(x, (2, 2), True, mode="median"), ValueError),
        (lambda x, w: neighbours.images2neibs(x, (2, 2), mode="same"), NotImplementedError),
        (lambda x, w: bn.batch_normalization_train(x, w, w, axes="rows"), ValueError),
        (lambda x, w: ctc.ctc(x, w, x), RuntimeError),
        (lambda x, w: T.nnet.softmax(x), ValueError),
    ],
    ids=range(15),
)
def test_refused(call: Any, wrong: type[Exception]) -> None:
    with pytest.raises(wrong):
        call(T.tensor4(), T.tensor4())


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
def test_shapes_that_do_not_fit(mode: str) -> None:
    x, w = T.tensor4("x"), T.tensor4("w")
    f = theano.function([x, w], T.nnet.conv2d(x, w), mode=mode)
    ones = np.ones
    for image, kernel in (((1, 2, 4, 4), (1, 3, 2, 2)), ((1, 2, 2, 2), (1, 2, 3, 3))):
        with pytest.raises(ValueError):
            f(ones(image), ones(kernel))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        promised = theano.function([x, w], conv.conv2d(x, w, (2, 1, 3, 3), (1, 1, 2, 2)), mode=mode)
    assert promised(ones((2, 1, 3, 3)), ones((1, 1, 2, 2))).shape == (2, 1, 2, 2)
    with pytest.raises(ValueError, match="provided at build time"):
        promised(ones((1, 1, 3, 3)), ones((1, 1, 2, 2)))
    neibs = theano.function([x], neighbours.images2neibs(x, (2, 2)), mode=mode)
    with pytest.raises(TypeError, match="not consistent"):
        neibs(ones((1, 1, 3, 4)))
    y = T.lvector()
    m = T.matrix()
    losses = T.nnet.crossentropy_softmax_argmax_1hot_with_bias(m, T.zeros_like(m[0]), y)
    loss = theano.function([m, y], losses, mode=mode)
    with pytest.raises(ValueError, match="out of bounds"):
        loss(ones((2, 3)), [0, -1])


def test_shapes_are_known_before_values() -> None:
    assert Pool.out_shape((9, 8, 6), (2, 2)) == [9, 4, 3]
    assert conv.ConvOp.getOutputShape((7, 5), (2, 3), (2, 1), "full") == (4, 7)
    assert abstract_conv.get_conv_output_shape((None, 3, 8, 8), (4, 3, 3, 3), "half", (2, 2)) == (None, 4, 4, 4)
    assert abstract_conv.get_conv_gradinputs_shape((4, 3, 3, 3), (2, 4, 6, 6), "valid", (1, 2)) == (2, 3, 8, None)


def test_softmax_does_not_underflow_where_its_logarithm_is_taken() -> None:
    x, y = T.matrix(), T.lvector()
    p = T.nnet.softmax(x)
    costs = [
        T.nnet.categorical_crossentropy(p, y).mean(),
        -T.log(p)[T.arange(y.shape[0]), y].mean(),
        T.nnet.crossentropy_softmax_1hot(x, y)[0].mean(),
    ]
    f = theano.function([x, y], [*costs, *(T.grad(c, x) for c in costs)], mode=PYTHON)
    rows = np.array([[0.0, 2000.0], [1.0, 1.0]])
    found = f(rows, [0, 1])
    for cost, gradient in zip(found[:3], found[3:], strict=True):
        assert cost == (2000 + np.log(2)) / 2
        np.testing.assert_allclose(gradient, [[-0.5, 0.5], [0.25, -0.25]])


@pytest.mark.compiler
def test_composed_ops_are_c_inside_loops() -> None:
    x, h = T.tensor3(), T.matrix()
    steps, _ = theano.scan(lambda row, before: T.nnet.softmax(row + before), sequences=x, outputs_info=h)
    outputs = [steps[-1], T.grad((steps[-1] ** 2).sum(), x)]
    f, plain = (theano.function([x, h], outputs, mode=m) for m in ("C", PYTHON))
    assert f.executable.backend == "c" and emit(f.executable.partitioned.main).called == ()
    values = np.random.default_rng(1).normal(size=(4, 2, 3))
    for found, wanted in zip(f(values, values[0]), plain(values, values[0]), strict=True):
        np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-15)


def test_confusion_matrix_and_diagonals() -> None:
    actual, pred = T.lvector(), T.lvector()
    matrix, order = theano.function([actual, pred], T.nnet.confusion_matrix(actual, pred), mode=PYTHON)(
        [3, 0, 3, 1], [3, 1, 0, 1]
    )
    np.testing.assert_array_equal(order, [0, 1, 3])
    np.testing.assert_array_equal(matrix, [[0, 1, 0], [0, 1, 0], [1, 0, 1]])
    x = T.tensor3()
    a = np.arange(24.0).reshape(4, 3, 2)
    view = conv3d2d.get_diagonal_subtensor_view(a, 0, 1)
    stripe, grown = theano.function(
        [x],
        [conv3d2d.diagonal_subtensor(x, 0, 1), conv3d2d.inc_diagonal_subtensor(x, 0, 1, 10 * T.ones_like(x)[:2])],
        mode=PYTHON,
    )(a)
    np.testing.assert_array_equal(stripe, view)
    assert view.shape == (2, 3, 2) and (grown - a).sum() == 10 * view.size


def test_products_of_sigmoids() -> None:
    x, y = T.vectors("x", "y")
    tree = sigm.parse_mul_tree(-T.nnet.sigmoid(x) * (y * T.exp(-x)))
    assert sigm.perform_sigm_times_exp(tree)
    product = sigm.compute_mul(sigm.simplify_mul(tree))
    values = np.array([0.5, -1.0]), np.array([2.0, 3.0])
    found = theano.function([x, y], product, mode=PYTHON)(*values)
    np.testing.assert_allclose(found, -values[1] / (1 + np.exp(values[0])))
    assert sigm.is_1pexp(0.5 + T.exp(x) + 0.5, False) is None  # nested, not one sum
    assert sigm.is_1pexp(1 + T.exp(x), False) == (False, x)
    assert isinstance(T.nnet.sigmoid.scalar_op, sigm.ScalarSigmoid)


def test_ops_are_pickled_and_compared() -> None:
    op = AbstractConv2d(border_mode=(1, 0), subsample=(2, 1))
    assert pickle.loads(pickle.dumps(op)) == op != AbstractConv2d()
    assert hash(op) == hash(AbstractConv2d(imshp=(1, None, 3, 3), border_mode=(1, 0), subsample=(2, 1)))
    assert pickle.loads(pickle.dumps(Pool(True, "sum"))) == Pool(True, "sum") != Pool(True)


GPU = [
    "sandbox.cuda",
    "sandbox.cuda.basic_ops",
    "sandbox.cuda.dnn",
    "sandbox.cuda.var",
    "sandbox.cuda.type",
    "sandbox.gpuarray",
    "gpuarray",
    "gpuarray.dnn",
    "gpuarray.basic_ops",
    "gpuarray.type",
]


@pytest.mark.parametrize("name", GPU)
def test_gpu_modules_are_there(name: str) -> None:
    module = importlib.import_module(f"compat.theano_api.{name}")
    assert all(hasattr(module, n) for n in module.__all__)


def test_gpu_names_mean_the_same_function() -> None:
    from theano_compat.old.theano.gpuarray import type as gpu_type
    from theano_compat.old.theano.sandbox import cuda
    from theano_compat.old.theano.sandbox.cuda import dnn

    assert not cuda.cuda_enabled and not cuda.cuda_available and not dnn.dnn_available()
    x, w = T.ftensor4(), T.ftensor4()
    pooled = dnn.dnn_pool(dnn.dnn_conv(cuda.gpu_from_host(x), w, (1, 1), conv_mode="cross"), (2, 2), (2, 2))
    plain = pool.pool_2d(T.nnet.conv2d(x, w, border_mode=(1, 1), filter_flip=False), (2, 2), True)
    a, b = np.random.default_rng(0).normal(size=(2, 2, 2, 4, 4)).astype("float32")
    found, wanted = theano.function([x, w], [cuda.host_from_gpu(pooled), plain], mode=PYTHON)(a, b)
    np.testing.assert_array_equal(found, wanted)
    assert cuda.CudaNdarrayType((False,)) == T.fvector and not isinstance(x.type, cuda.CudaNdarrayType)
    assert cuda.shared_constructor(a).type == T.ftensor4
    with pytest.raises(TypeError, match="float32"):
        cuda.shared_constructor(a.astype("float64"))
    with pytest.raises(gpu_type.ContextNotDefined):
        gpu_type.get_context(None)
    before = theano.config.mode
    try:
        theano.config.mode = "Mode"
        cuda.use("cpu")
        assert theano.config.mode == "Mode"
        cuda.use("gpu0")
        assert theano.config.mode == "JAX"
        cuda.unuse()
        assert theano.config.mode == "Mode"
    finally:
        theano.config.mode = before


def test_gradient_by_an_image_that_is_no_input():
    """Lengths that ConvOp was told stand in for those of the image: pylearn2's transposed convolution."""
    image, top = T.tensor4("image"), T.tensor4("top")
    kernel = np.random.RandomState(0).normal(size=(4, 3, 2, 2))
    op = conv.ConvOp(imshp=(3, 5, 5), kshp=(2, 2), nkern=4, bsize=2)
    back, _ = op.grad((image, T.as_tensor_variable(kernel)), (top,))
    value = np.random.RandomState(1).normal(size=(2, 4, 4, 4))
    asked = theano.grad((op(image, kernel) * top).sum(), image)
    expected = theano.function([image, top], asked)(np.zeros((2, 3, 5, 5)), value)
    np.testing.assert_allclose(theano.function([top], back)(value), expected, rtol=1e-12)


@pytest.mark.compiler
def test_second_gradient_of_pooling_over_short_axes():
    """gcc 12 with AVX-512 vectorised reads on condition wrongly where the lengths were constants of the text."""
    x, g, h = T.tensor4(), T.tensor4(), T.tensor4()
    best = Pool(ignore_border=True)(x, (3, 2))
    through = (pool.MaxPoolGrad(ignore_border=True)(x, best, g, (3, 2)) * h).sum()
    values = [np.random.default_rng(k).normal(size=size) for k, size in enumerate([(2, 3, 3, 4), (2, 3, 1, 2)])]
    values.append(np.arange(72.0).reshape(2, 3, 3, 4))
    found, expected = (
        theano.function([x, g, h], [through, theano.grad(through, g)], mode=mode)(*values)
        for mode in ("FAST_RUN", "FAST_COMPILE")
    )
    np.testing.assert_allclose(found[0], expected[0])
    np.testing.assert_array_equal(found[1], expected[1])
