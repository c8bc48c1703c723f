"""Upsampling of images by bilinear interpolation. Source of the names: theano.tensor.nnet.abstract_conv."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ....ops.indexing.writing import set_subtensor
from ....ops.networks.convolution import AbstractConv2d
from ....ops.networks.convolution_functions import conv2d_grad_wrt_inputs
from ....ops.shapes.creation import alloc, arange
from ....ops.shapes.join import concatenate
from ....ops.tensor_op import as_tensor, constant
from ....ops.tensor_variable import Tensor
from ....settings import config


def bilinear_kernel_1D(ratio: Any, normalize: bool = True) -> Any:
    """Return the triangle 1, 2, ..., ratio, ..., 2, 1, a vector.

    ratio: an int or an integer scalar. normalize: whether it is divided by ratio.
    """
    rising = arange(1, ratio + 1, dtype=config.floatX)
    triangle = concatenate([rising, rising[-2::-1]])
    return triangle / as_tensor(ratio).astype(config.floatX) if normalize else triangle


def bilinear_kernel_2D(ratio: int | tuple[int, ...], normalize: bool = True) -> Any:
    """Return the pyramid that is the product of two triangles, a matrix.

    ratio: an int, an integer scalar, or (rows, columns). normalize: whether it is divided by their product.
    """
    rows, columns = ratio if isinstance(ratio, tuple) else (ratio, ratio)
    down, across = bilinear_kernel_1D(rows, normalize), bilinear_kernel_1D(columns, normalize)
    return down.dimshuffle(0, "x") * across.dimshuffle("x", 0)


def _with_borders_repeated(images: Tensor) -> Any:
    taller = concatenate([images[:, :, :1], images, images[:, :, -1:]], axis=2)
    return concatenate([taller[:, :, :, :1], taller, taller[:, :, :, -1:]], axis=3)


def bilinear_upsampling(
    input: Any,
    ratio: Any = None,
    frac_ratio: tuple[tuple[int, ...], ...] | None = None,
    batch_size: Any = None,
    num_input_channels: Any = None,
    use_1D_kernel: bool = True,
) -> Any:
    """Return images enlarged a number of times, by linear interpolation in both directions.

    input: of shape (batch, channels, rows, columns). ratio: the factor, an int. frac_ratio: in its place a fraction
    (numerator, denominator), or a pair of these for rows and columns. use_1D_kernel: rows first, then columns, with
    the same result; ValueError with frac_ratio. batch_size, num_input_channels: known lengths, which do not change
    values.
    """
    if ratio and frac_ratio:
        raise ValueError("can't use ratio and frac_ratio together")
    if not (ratio or frac_ratio):
        raise ValueError("No ratio (or frac_ratio) provided")
    if frac_ratio:
        if use_1D_kernel:
            raise ValueError(
                "For fractional ratios 1D kernel method not implemented. You may want to pass use_1D_kernel as False"
            )
        return frac_bilinear_upsampling(input, frac_ratio)
    input = as_tensor(input)
    rows, columns = input.shape[2], input.shape[3]
    images = _with_borders_repeated(input.reshape((-1, 1, rows, columns)))
    count = None if batch_size is None or num_input_channels is None else batch_size * num_input_channels
    pad = 2 * ratio - (ratio - 1) // 2 - 1
    if use_1D_kernel:
        kernel = bilinear_kernel_1D(ratio)
        taller = conv2d_grad_wrt_inputs(
            images,
            kernel.dimshuffle("x", "x", 0, "x"),
            (count, 1, rows * ratio, columns + 2),
            (1, 1, None, 1),
            (pad, 0),
            (ratio, 1),
        )
        larger = conv2d_grad_wrt_inputs(
            taller,
            kernel.dimshuffle("x", "x", "x", 0),
            (count, 1, rows * ratio, columns * ratio),
            (1, 1, 1, None),
            (0, pad),
            (1, ratio),
        )
    else:
        larger = conv2d_grad_wrt_inputs(
            images,
            bilinear_kernel_2D(ratio).dimshuffle("x", "x", 0, 1),
            (count, 1, rows * ratio, columns * ratio),
            (1, 1, None, None),
            (pad, pad),
            (ratio, ratio),
        )
    return larger.reshape((input.shape[0], input.shape[1], rows * ratio, columns * ratio))


def _fraction(fraction: tuple[int, ...]) -> tuple[int, int]:
    up, down = (int(n) for n in fraction)
    return up // math.gcd(up, down), down // math.gcd(up, down)


def frac_bilinear_upsampling(input: Any, frac_ratio: tuple[tuple[int, ...], ...]) -> Any:
    """Return images enlarged by a fraction, as the transpose of a convolution.

    input: of shape (batch, channels, rows, columns). frac_ratio: (numerator, denominator), or a pair of these for rows
    and columns. The images are the kernels of a dilated convolution over a padded pyramid; its strides are the
    denominators.
    """
    if not isinstance(frac_ratio, tuple):
        raise ValueError("frac_ratio must be a tuple")
    fractions = [_fraction(f) for f in (frac_ratio if isinstance(frac_ratio[0], tuple) else (frac_ratio, frac_ratio))]
    ratio, steps = tuple(f[0] for f in fractions), tuple(f[1] for f in fractions)
    input = as_tensor(input)
    lengths = (input.shape[2], input.shape[3])
    images = _with_borders_repeated(input.reshape((-1, 1, *lengths)))
    pyramid = bilinear_kernel_2D(ratio).astype(config.floatX)
    around = [(2 * n - 1) * r + 1 for n, r in zip(lengths, ratio, strict=True)]
    blank = alloc(constant(np.zeros((), config.floatX)), *(a + 2 * r - 1 for a, r in zip(around, ratio, strict=True)))
    inside = tuple(slice(a // 2, a // 2 + 2 * r - 1) for a, r in zip(around, ratio, strict=True))
    padded = set_subtensor(blank[inside], pyramid)
    larger = AbstractConv2d(filter_dilation=ratio, subsample=steps)(padded.dimshuffle("x", "x", 0, 1), images)
    return larger.reshape((input.shape[0], input.shape[1], larger.shape[2], larger.shape[3]))
