"""Convolution, pooling, normalisation, crossentropies and what else neural networks were made of, against plain loops."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tests.backends.case import Case, Given
from theano_compat.old.theano.networks import convolution_old as old
from theano_compat.old.theano.networks import separable_convolution as separable
from theano_compat.old.theano.networks.blocksparse import SparseBlockGemv, SparseBlockOuter
from theano_compat.old.theano.networks.convolution_video import conv3d as film
from theano_compat.old.theano.networks.upsampling import bilinear_upsampling
from theano_compat.ops.networks import batch_normalisation as bn
from theano_compat.ops.networks import convolution as conv
from theano_compat.ops.networks import convolution_functions as f
from theano_compat.ops.networks import crossentropy_ops as ce
from theano_compat.ops.networks import pooling as pool
from theano_compat.ops.networks import softmax as s
from theano_compat.ops.networks import softmax_ops as so
from theano_compat.ops.networks.neighbours import Images2Neibs, Neibs2ImagesSum, images2neibs, neibs2images

Pads = tuple[tuple[int, int], ...]


def _taps(x: np.ndarray, w: np.ndarray, pads: Pads, stride: Any, dilation: Any, groups: int) -> Iterator[Any]:
    """(index in the padded image, in the kernel, in the result) for all that meets, kernels not mirrored."""
    nd = len(pads)
    taps, per_group = w.shape[-nd:], w.shape[-nd - 1]
    result = [(n + a + b - (k - 1) * d - 1) // t + 1
              for n, (a, b), k, d, t in zip(x.shape[2:], pads, taps, dilation, stride, strict=True)]
    unshared = w.ndim > 2 + nd
    for filter_ in range(w.shape[0]):
        group = filter_ // (w.shape[0] // groups)
        for at in np.ndindex(*result):
            own = at if unshared else ()
            for channel in range(per_group):
                for tap in np.ndindex(*taps):
                    place = tuple(o * t + k * d for o, t, k, d in zip(at, stride, tap, dilation, strict=True))
                    yield (group * per_group + channel, *place), (filter_, *own, channel, *tap), (filter_, *at)


def correlation(x: np.ndarray, w: np.ndarray, pads: Pads = ((0, 0), (0, 0)), stride: Any = (1, 1, 1),
                dilation: Any = (1, 1, 1), groups: int = 1, flip: bool = True) -> np.ndarray:
    """What AbstractConv says it computes, element by element."""
    nd = len(pads)
    w = w[(..., *[slice(None, None, -1)] * nd)] if flip else w
    stride, dilation = stride[:nd], dilation[:nd]
    padded = np.pad(x, ((0, 0), (0, 0), *pads))
    found = list(_taps(x, w, pads, stride, dilation, groups))
    shape = np.max([at for _, _, at in found], axis=0) + 1
    out = np.zeros((len(x), *shape), np.result_type(x, w))
    for image, kernel, at in found:
        out[(slice(None), *at)] += padded[(slice(None), *image)] * w[kernel]
    return out


def back(x: np.ndarray, w: np.ndarray, top: np.ndarray, pads: Pads = ((0, 0), (0, 0)), stride: Any = (1, 1, 1),
         dilation: Any = (1, 1, 1), groups: int = 1, flip: bool = True) -> list[np.ndarray]:
    """[gradient for the kernel, for the image] of sum(top * correlation(x, w))."""
    nd = len(pads)
    mirror = (..., *[slice(None, None, -1)] * nd) if flip else ...
    padded = np.pad(x, ((0, 0), (0, 0), *pads))
    gw, gx = np.zeros_like(w), np.zeros_like(padded)
    turned = w[mirror]
    for image, kernel, at in _taps(x, turned, pads, stride[:nd], dilation[:nd], groups):
        gw[kernel] += (padded[(slice(None), *image)] * top[(slice(None), *at)]).sum()
        gx[(slice(None), *image)] += turned[kernel] * top[(slice(None), *at)]
    inside = tuple(slice(a, a + n) for (a, _), n in zip(pads, x.shape[2:], strict=True))
    return [gw[mirror], gx[(slice(None), slice(None), *inside)]]


X, W = Given((2, 2, 4, 3)), Given((2, 2, 3, 2), seed=1)  # small: the reference is slow, and differentiated
W_GROUPS, W_UNSHARED = Given((4, 1, 3, 2), seed=2), Given((2, 2, 1, 1, 3, 2), seed=3)
X3, W3 = Given((1, 2, 3, 3, 2), seed=4), Given((2, 2, 2, 2, 1), seed=5)


def _convolutions() -> Iterator[Case]:
    borders: list[tuple[Any, Pads]] = [("valid", ((0, 0), (0, 0))), ("full", ((2, 2), (1, 1))),
                                       ("half", ((1, 1), (1, 1))), (1, ((1, 1), (1, 1))), ((0, 2), ((0, 0), (2, 2))),
                                       (((1, 0), 2), ((1, 0), (2, 2)))]
    yield Case("conv2d-borders", (X, W), lambda x, w: [f.conv2d(x, w, border_mode=b) for b, _ in borders],
               lambda x, w: [correlation(x, w, p) for _, p in borders])
    yield Case("conv2d-steps", (X, W), lambda x, w: [
        f.conv2d(x, w, subsample=(2, 3), filter_flip=False), f.conv2d(x, w, subsample=(2, 1), border_mode="half"),
        f.conv2d(x, w, filter_dilation=(2, 3), border_mode=2), f.conv2d(x, w[:, :, :1, :1])],
        lambda x, w: [correlation(x, w, stride=(2, 3), flip=False), correlation(x, w, ((1, 1), (1, 1)), (2, 1)),
                      correlation(x, w, ((2, 2), (2, 2)), dilation=(2, 3)), correlation(x, w[:, :, :1, :1])])
    yield Case("conv2d-groups", (X, W_GROUPS), lambda x, w: f.conv2d(x, w, num_groups=2),
               lambda x, w: correlation(x, w, groups=2))
    yield Case("conv2d-unshared", (X, W_UNSHARED), lambda x, w: f.conv2d(x, w, num_groups=2, unshared=True,
                                                                         subsample=(2, 2), border_mode=((1, 0), 0)),
               lambda x, w: correlation(x, w, ((1, 0), (0, 0)), (2, 2), groups=2))
    yield Case("conv2d-integers", (Given((1, 2, 4, 3), "int64", -4, 5), Given((2, 2, 2, 2), "int8", -4, 5)),
               lambda x, w: f.conv2d(x, w), lambda x, w: correlation(x, w), gradient=False, exact=True)
    yield Case("conv2d-no-filters", (X, W), lambda x, w: [f.conv2d(x, w[:0, :, :0, :0]), f.conv2d(x, w[:0])],
               lambda x, w: [np.zeros((2, 0, 5, 4), x.dtype), np.zeros((2, 0, 2, 2), x.dtype)])
    yield Case("conv2d-no-channels", (X, W), lambda x, w: f.conv2d(x[:, :0], w[:, :0]),
               lambda x, w: np.zeros((2, 2, 2, 2), x.dtype))
    yield Case("conv2d-old", (X, W), lambda x, w: [
        old.ConvOp((2, 4, 3), (3, 2), 2, 2)(x, w), old.CorrMM("half")(x, w), old.signal_conv2d(x[:, 0], w[0, 0])],
        lambda x, w: [correlation(x, w), correlation(x, w, ((1, 1), (1, 1)), flip=False),
                      correlation(x[:, :1], w[:1, :1])[:, 0]])
    yield Case("separable-causal", (X, Given((2, 1, 2, 2), seed=6), Given((3, 2, 1, 1), seed=7)), lambda x, d, p: [
        separable.separable_conv2d(x, d, p, 2), separable.causal_conv1d(x[:, :, 0], p[:, :, 0], (3, 2, 1), filter_dilation=2)],
        lambda x, d, p: [correlation(correlation(x, d, groups=2), p), correlation(x[:, :, :1], p)[:, :, 0]])
    yield Case("conv3d", (X3, W3), lambda x, w: [
        f.conv3d(x, w, border_mode=(1, 0, 1), subsample=(2, 1, 1)), f.conv3d(x, w, border_mode="half"),
        old.Corr3dMM()(x, w), film(x.dimshuffle(0, 2, 1, 3, 4), w.dimshuffle(0, 2, 1, 3, 4)),
        old.conv3D(x.dimshuffle(0, 2, 3, 4, 1), w.dimshuffle(0, 2, 3, 4, 1), np.array([1.0, 2.0], "float32"), (1, 2, 1))],
        lambda x, w: [correlation(x, w, ((1, 1), (0, 0), (1, 1)), (2, 1, 1)),
                      correlation(x, w, ((1, 1), (1, 1), (0, 0))), correlation(x, w, ((0, 0),) * 3, flip=False),
                      correlation(x, w, ((0, 0),) * 3).transpose(0, 2, 1, 3, 4),
                      correlation(x, w, ((0, 0),) * 3, (1, 2, 1), flip=False).transpose(0, 2, 3, 4, 1)
                      + np.array([1.0, 2.0], x.dtype)])


TOP, TOP_GROUPS = Given((2, 2, 2, 4), seed=8), Given((2, 4, 2, 2), seed=9)
TOP3 = Given((1, 2, 2, 2, 2), seed=10)


def _backward() -> Iterator[Case]:
    half, steps = ((1, 1), (1, 1)), {"border_mode": ((1, 0), 1), "subsample": (2, 1)}
    yield Case("conv2d-back", (X, W, TOP), lambda x, w, g: [
        conv.AbstractConv2d_gradWeights(**steps)(x, g, w.shape[2:]),
        conv.AbstractConv2d_gradInputs(**steps)(w, g, x.shape[2:]),
        f.conv2d_transpose(g, w, (2, 2, 4, x.shape[3]), border_mode=((1, 0), 1), input_dilation=(2, 1)),
        f.conv2d_grad_wrt_weights(x, g, (2, 2, 3, 2), border_mode=((1, 0), 1), subsample=(2, 1), filter_flip=False)],
        lambda x, w, g: (both := back(x, w, g, ((1, 0), (1, 1)), (2, 1))) + [
            both[1], back(x, w, g, ((1, 0), (1, 1)), (2, 1), flip=False)[0]])
    yield Case("conv2d-back-groups", (X, W_GROUPS, TOP_GROUPS), lambda x, w, g: [
        conv.AbstractConv2d_gradWeights(num_groups=2)(x, g, w.shape[2:]),
        conv.AbstractConv2d_gradInputs(num_groups=2)(w, g, x.shape[2:])],
        lambda x, w, g: back(x, w, g, groups=2))
    yield Case("corr-back", (X, W, Given((2, 2, 2, 2), seed=9), Given((2, 2, 4, 4), seed=11)), lambda x, w, g, h: [
        old.CorrMM_gradWeights()(x, g), old.CorrMM_gradInputs()(w, g), old.CorrMM_gradInputs("half")(w, h, (4, 3))],
        lambda x, w, g, h: back(x, w, g, flip=False) + [back(x, w, h, half, flip=False)[1]])
    yield Case("conv3d-back", (X3, W3, TOP3), lambda x, w, g: [
        conv.AbstractConv3d_gradWeights()(x, g, w.shape[2:]), conv.AbstractConv3d_gradInputs()(w, g, x.shape[2:]),
        old.Corr3dMM_gradWeights()(x, g), old.Corr3dMM_gradInputs()(w, g)],
        lambda x, w, g: back(x, w, g, ((0, 0),) * 3) + back(x, w, g, ((0, 0),) * 3, flip=False))


def _windows(x: np.ndarray, ws: Any, stride: Any, pad: Any, ignore_border: bool) -> Iterator[Any]:
    """(index of the result, slices of the window within the padded array, size with padding)."""
    nd = len(ws)
    starts = []
    for n, w, t, p in zip(x.shape[-nd:], ws, stride, pad, strict=True):
        own, end = [], n + 2 * p
        for at in range(0, end, t):
            if (ignore_border and at + w > end) or (own and not ignore_border and own[-1] + w >= end):
                break
            own.append(at)
        starts.append(own)
    for at in itertools.product(*(range(len(own)) for own in starts)):
        first = [own[i] for own, i in zip(starts, at, strict=True)]
        ends = [min(a + w, n + 2 * p) for a, w, n, p in zip(first, ws, x.shape[-nd:], pad, strict=True)]
        inside = tuple(slice(max(a - p, 0), min(e - p, n)) for a, e, p, n in
                       zip(first, ends, pad, x.shape[-nd:], strict=True))
        yield at, (..., *inside), float(np.prod([e - a for a, e in zip(first, ends, strict=True)]))


def pooled(x: np.ndarray, ws: Any, mode: str = "max", ignore_border: bool = True, stride: Any = None,
           pad: Any = None) -> np.ndarray:
    """What Pool says it computes, window by window."""
    nd = len(ws)
    found = list(_windows(x, ws, stride or ws, pad or (0,) * nd, ignore_border))
    out = np.zeros((*x.shape[:-nd], *(np.max([at for at, _, _ in found], axis=0) + 1)), x.dtype)
    axes = tuple(range(-nd, 0))
    for at, inside, size in found:
        part = x[inside]
        out[(..., *at)] = part.max(axes) if mode == "max" else part.sum(axes) / (
            1 if mode == "sum" else size if mode == "average_inc_pad" else np.prod(part.shape[-nd:]))
    return out


def unpooled(x: np.ndarray, g: np.ndarray, ws: Any, mode: str = "max", ignore_border: bool = True, stride: Any = None,
             pad: Any = None) -> np.ndarray:
    """The transpose: `g` sent to where it came from."""
    nd = len(ws)
    out, ones = np.zeros_like(x), (None,) * nd
    for at, inside, size in _windows(x, ws, stride or ws, pad or (0,) * nd, ignore_border):
        part, own = x[inside], g[(..., *at)][(..., *ones)]
        if mode == "max":
            out[inside] += own * (part == part.max(tuple(range(-nd, 0)), keepdims=True))
        else:
            out[inside] += own / (1 if mode == "sum" else size if mode == "average_inc_pad"
                                  else np.prod(part.shape[-nd:]))
    return out


P, G = Given((2, 2, 5, 7), seed=12), Given((2, 2, 3, 4), seed=13)
MODES = ("max", "sum", "average_inc_pad", "average_exc_pad")
SHAPES: tuple[dict[str, Any], ...] = (
    {"ws": (2, 3)}, {"ws": (2, 2), "ignore_border": False}, {"ws": (3, 2), "stride": (1, 2), "pad": (2, 1)},
    {"ws": (3, 2), "stride": (2, 3), "ignore_border": False}, {"ws": (2, 1), "stride": (3, 2), "ignore_border": False})


def _pooled(x: Any, mode: str, ws: Any, ignore_border: bool = True, stride: Any = None, pad: Any = None) -> Any:
    return pool.Pool(ignore_border, mode, len(ws))(x, ws, stride, pad)


def _poolings() -> Iterator[Case]:
    for mode in MODES:
        yield Case(f"pool-{mode}", (P,), lambda x, m=mode: [_pooled(x, m, **k) for k in SHAPES],
                   lambda a, m=mode: [pooled(a, mode=m, **k) for k in SHAPES])
    yield Case("pool-ranks", (Given((2, 3, 4, 5), seed=14),), lambda x: [
        _pooled(x, "max", (2,)), _pooled(x, "sum", (2, 2, 2)), _pooled(x[0, 0], "max", (2, 2)),
        _pooled(x.astype("int8"), "max", (2, 3), False), _pooled(x.astype("int64"), "average_inc_pad", (2, 2))],
        lambda a: [pooled(a, (2,)), pooled(a, (2, 2, 2), "sum"), pooled(a[0, 0], (2, 2)),
                   pooled(a.astype("int8"), (2, 3), ignore_border=False),
                   pooled(a.astype("int64"), (2, 2), "average_inc_pad")])
    yield Case("pool-nothing", (Given((2, 3, 0)),), lambda x: [
        _pooled(x, m, (2, 2), pad=(0, 1)) for m in MODES[1:]],
        lambda a: [pooled(a, (2, 2), m, pad=(0, 1)) for m in MODES[1:]], gradient=False)
    vector = Given((2,), "int64", values=(2, 3))
    yield Case("pool-symbolic-windows", (P, vector), lambda x, v: [
        pool.Pool(True)(x, v), pool.Pool(False, "average_exc_pad")(x, v, v - 1)],
        lambda a, v: [pooled(a, (2, 3)), pooled(a, (2, 3), "average_exc_pad", False, (1, 2))],
        in_python="how many windows there are depends on values")
    ties = Given((1, 4, 4), values=(1, 1, 0, 2, 1, 0, 2, 2, 5, 3, 1, 1, 5, 3, 1, 1))
    yield Case("pool-ties", (ties, Given((1, 2, 2), seed=15)), lambda x, g: pool.MaxPoolGrad(True)(
        x, pool.Pool(True)(x, (2, 2)), g, (2, 2)), lambda a, g: unpooled(a, g, (2, 2)), gradient=False)
    loose: dict[str, Any] = {"ws": (3, 2), "stride": (2, 2), "ignore_border": False}

    def gradients(x: Any, g: Any) -> list[Any]:
        best = pool.Pool(False)(x, (3, 2), (2, 2))
        return [pool.MaxPoolGrad(False)(x, best, g[:, :, :2], (3, 2), (2, 2)), *(
            pool.AveragePoolGrad(False, m)(x, g[:, :, :2], (3, 2), (2, 2)) for m in MODES[1:])]
    yield Case("pool-gradients", (P, G), gradients, lambda a, g: [unpooled(a, g[:, :, :2], mode=m, **loose)
                                                                  for m in MODES])

    def second(x: Any, h: Any) -> Any:
        return pool.DownsampleFactorMaxGradGrad(True)(x, pool.Pool(True)(x, (2, 3)), h, (2, 3))

    def second_reference(a: np.ndarray, h: np.ndarray) -> np.ndarray:
        best = pooled(a, (2, 3)).repeat(2, 2).repeat(3, 3)
        picked = (a[:, :, :4, :6] == best) * h[:, :, :4, :6]
        return pooled(picked, (2, 3), "sum")
    yield Case("pool-second-gradient", (P, Given((2, 2, 5, 7), seed=16)), second, second_reference)


def softmax(a: np.ndarray) -> np.ndarray:
    e = np.exp(a - a.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


EPS = 2.0**-10
A, B, LABELS = Given((4, 3)), Given((3,), seed=1), Given((4,), "int64", 0, 3)
PROBABILITIES = Given((4, 3), low=0.1, high=0.9)


def _losses() -> Iterator[Case]:
    yield Case("softmax-ops", (A, B, Given((4, 3), seed=17)), lambda x, b, g: [
        so.Softmax()(x), so.LogSoftmax()(x), so.LogSumExp()(x),
        so.SoftmaxWithBias()(x, b), so.SoftmaxGrad()(g, so.Softmax()(x)),
        so.Prepend_scalar_constant_to_each_row(2.0)(x), so.Prepend_scalar_to_each_row()(b[0], x)],
        lambda a, b, g: [softmax(a), np.log(softmax(a)), np.log(np.exp(a).sum(1)), softmax(a + b),
                         softmax(a) * (g - (g * softmax(a)).sum(1, keepdims=True)),
                         np.insert(a, 0, 2, axis=1), np.insert(a, 0, b[0], axis=1)])
    rows = np.arange(4)
    yield Case("crossentropy-ops", (A, B, LABELS, PROBABILITIES, Given((4,), seed=18)), lambda x, b, y, p, g: [
        *ce.CrossentropySoftmaxArgmax1HotWithBias()(x, b, y), ce.CrossentropyCategorical1Hot()(p, y),
        ce.CrossentropyCategorical1HotGrad()(g, p, y), ce.CrossentropySoftmax1HotWithBiasDx()(g, p, y)],
        lambda a, b, y, p, g: [-np.log(softmax(a + b))[rows, y], softmax(a + b), (a + b).argmax(1), -np.log(p[rows, y]),
                               np.eye(3, dtype=p.dtype)[y] * (-g / p[rows, y])[:, None],
                               g[:, None] * (p - np.eye(3, dtype=p.dtype)[y])])
    yield Case("h-softmax", (A, Given((3, 2), seed=19), Given((2, 3, 2), seed=20), LABELS), lambda x, w1, w2, y: [
        s.h_softmax(x, 4, 3, 2, 2, w1, w1[0], w2, w2[:, 0]), s.h_softmax(x, 4, 3, 2, 2, w1, w1[0], w2, w2[:, 0], y)],
        lambda a, w1, w2, y: [(full := np.stack([softmax(a @ w1 + w1[0])[:, k, None] * softmax(a @ w2[k] + w2[k, 0])
                                                 for k in range(2)], 1).reshape(4, 4))[:, :3], full[rows, y]])


def normalised(x: np.ndarray, g: np.ndarray, b: np.ndarray, axes: tuple[int, ...]) -> list[np.ndarray]:
    mean, var = x.mean(axes, keepdims=True), x.var(axes, keepdims=True)
    inverse = 1 / np.sqrt(var + EPS)
    return [(x - mean) * inverse * g + b, mean, inverse]


def _layers() -> Iterator[Case]:
    x, p = Given((3, 2, 4), seed=21), Given((1, 2, 1), low=0.5, high=2, ones=(0, 2), seed=22)
    eps = np.asarray(EPS, "float32")
    yield Case("batch-normalisation", (x, p, Given((2,), low=0.5, high=2, seed=23)), lambda x, p, q: [
        *bn.batch_normalization_train(x, q, q, (0, 2), EPS, 0.25, q, q)[:4],
        *bn.AbstractBatchNormTrain((0, 2))(x, p, p, eps),
        bn.batch_normalization_test(x, p, p, p, p, "spatial", EPS), bn.batch_normalization(x, p, p, p, p),
        *bn.AbstractBatchNormTrainGrad((0, 2))(x, x * x, p, p, p)],
        lambda a, p, q: [*((lambda r: [r[0], r[1].ravel(), r[2].ravel(), 0.75 * q + 0.25 * r[1].ravel()])(
            normalised(a, q[:, None], q[:, None], (0, 2)))), *normalised(a, p, p, (0, 2)),
            (a - p) * p / np.sqrt(p + EPS) + p, (a - p) / p * p + p, *_normalised_back(a, a * a, p)])
    images = Given((2, 2, 4, 6), seed=24)
    yield Case("neighbours", (images,), lambda v: [
        images2neibs(v, (2, 3)), images2neibs(v, (2, 2), (1, 2)), images2neibs(v, (3, 4), mode="ignore_borders"),
        neibs2images(images2neibs(v, (2, 3)) * 2, (2, 3), v.shape),
        neibs2images(images2neibs(v, (3, 4), mode="ignore_borders"), (3, 4), (2, 2, 4, 6), "ignore_borders")],
        lambda a: [neighbours(a, (2, 3), (2, 3)), neighbours(a, (2, 2), (1, 2)), neighbours(a[..., :3, :4], (3, 4), (3, 4)),
                   2 * a, np.pad(a[..., :3, :4], ((0, 0), (0, 0), (0, 1), (0, 2)))])
    yield Case("neighbours-of-a-dimshuffled-image", (Given((4, 6), seed=26),),
               lambda v: images2neibs(v.dimshuffle("x", "x", 0, 1), (2, 3)),
               lambda a: neighbours(a[None, None], (2, 3), (2, 3)))
    yield Case("neighbours-around", (images, Given((16, 6), seed=25)), lambda v, z: [
        Images2Neibs("half")(v, (2, 2), (2, 2)), Images2Neibs("full")(v, (2, 2), (2, 3)),
        Images2Neibs("wrap_centered")(v, (3, 1), (2, 2)), Neibs2ImagesSum()(z, (2, 3), (2, 3), v.shape)],
        lambda a, z: [neighbours(np.pad(a, ((0, 0), (0, 0), (1, 1), (1, 1))), (2, 2), (2, 2)),
                      neighbours(np.pad(a, ((0, 0), (0, 0), (1, 1), (1, 1))), (2, 2), (2, 3)),
                      neighbours(np.pad(a, ((0, 0), (0, 0), (1, 1), (0, 0)), mode="wrap"), (3, 1), (2, 2)),
                      z.reshape(2, 2, 2, 2, 2, 3).transpose(0, 1, 2, 4, 3, 5).reshape(a.shape)], gradient=False)
    i, j = Given((2, 3), "int64", 0, 4), Given((2, 2), "int64", 0, 3, seed=1)
    yield Case("blocks", (Given((2, 2, 5), seed=26), Given((4, 3, 2, 5), seed=27), Given((2, 3, 2), seed=28), i, j),
               lambda o, w, h, i, j: [SparseBlockGemv()(o, w, h, i, j), SparseBlockOuter()(w, h, o, i, j)],
               lambda o, w, h, i, j: [o + np.einsum("eik,eijkl->ejl", h, w[i[:, :, None], j[:, None]]),
                                      _added(w, (i[:, :, None], j[:, None]), np.einsum("eik,ejl->eijkl", h, o))])
    square = Given((1, 2, 2, 3), seed=29)
    yield Case("upsampling", (square,), lambda v: [
        *(bilinear_upsampling(v, 2, use_1D_kernel=k).astype(v.dtype) for k in (True, False)),
        bilinear_upsampling(v, frac_ratio=((2, 1), (3, 1)), use_1D_kernel=False).astype(v.dtype)],
        lambda a: [larger(a, (2, 2)), larger(a, (2, 2)), larger(a, (2, 3))])


def _normalised_back(x: np.ndarray, dy: np.ndarray, p: np.ndarray) -> list[np.ndarray]:
    less = x - p
    part = dy * p - less * p**3 * (dy * less).mean((0, 2), keepdims=True)
    return [p * (part - part.mean((0, 2), keepdims=True)), (dy * p * less).sum((0, 2), keepdims=True),
            dy.sum((0, 2), keepdims=True)]


def neighbours(a: np.ndarray, size: tuple[int, int], step: tuple[int, int]) -> np.ndarray:
    """A row for each window that lies within the images."""
    seen = np.lib.stride_tricks.sliding_window_view(a, size, (2, 3))[:, :, ::step[0], ::step[1]]
    return seen.reshape(-1, size[0] * size[1])


def larger(a: np.ndarray, ratio: tuple[int, int]) -> np.ndarray:
    """Bilinear interpolation: sample k lies at (k - (ratio - 1) // 2) / ratio, edges go on as they are."""
    for axis, r in ((2, ratio[0]), (3, ratio[1])):
        n = a.shape[axis]
        place = np.clip((np.arange(n * r) - (r - 1) // 2) / r, 0, n - 1)
        low = np.floor(place).astype(int)
        part = (place - low).astype(a.dtype).reshape([-1 if d == axis else 1 for d in range(4)])
        a = a.take(low, axis) * (1 - part) + a.take(np.minimum(low + 1, n - 1), axis) * part
    return a


def _added(a: np.ndarray, at: Any, y: np.ndarray) -> np.ndarray:
    out = a.copy()
    np.add.at(out, at, y)
    return out


_FAMILIES: dict[str, Callable[[], Iterator[Case]]] = {
    "convolution": _convolutions, "convolution-back": _backward, "pooling": _poolings, "losses": _losses,
    "layers": _layers,
}
FAMILIES = {name: tuple(cases()) for name, cases in _FAMILIES.items()}
