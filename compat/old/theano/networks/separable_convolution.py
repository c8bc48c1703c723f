"""Convolution by channels, and of series without later times. Source of names: theano.tensor.nnet.abstract_conv."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....graph.variable import Variable
from ....ops.networks.convolution import AbstractConv2d, AbstractConv3d
from ....ops.networks.convolution_shapes import get_conv_output_shape
from ....ops.tensor_op import as_tensor
from ....ops.tensor_types import TensorLike


def _separable(
    op: type,
    input: Variable,
    depthwise: Variable,
    pointwise: Variable,
    num_channels: int,
    input_shape: Sequence[TensorLike | None] | None,
    depthwise_shape: Sequence[TensorLike | None] | None,
    pointwise_shape: Sequence[TensorLike | None] | None,
    border_mode: str,
    subsample: tuple[int, ...],
    filter_flip: bool,
    filter_dilation: tuple[int, ...],
) -> Any:
    convdim = len(subsample)
    first = op(input_shape, depthwise_shape, border_mode, subsample, filter_flip, filter_dilation, num_channels)
    between = (
        None
        if input_shape is None or depthwise_shape is None
        else get_conv_output_shape(input_shape, depthwise_shape, border_mode, subsample, filter_dilation)
    )
    ones = (1,) * convdim
    return op(between, pointwise_shape, "valid", ones, filter_flip, ones)(first(input, depthwise), pointwise)


def separable_conv2d(
    input: Variable,
    depthwise_filters: Variable,
    pointwise_filters: Variable,
    num_channels: int,
    input_shape: Any = None,
    depthwise_filter_shape: Any = None,
    pointwise_filter_shape: Any = None,
    border_mode: str = "valid",
    subsample: tuple[int, ...] = (1, 1),
    filter_flip: bool = True,
    filter_dilation: tuple[int, ...] = (1, 1),
) -> Any:
    """Convolve each channel separately, then combine channels by a 1 by 1 convolution.

    input: images, of shape (batch, channels, rows, columns). depthwise_filters: (channels * multiplier, 1, rows,
    columns). pointwise_filters: (filters, channels * multiplier, 1, 1). num_channels: channels of the images.
    input_shape, depthwise_filter_shape, pointwise_filter_shape: what is known of these shapes. border_mode, subsample,
    filter_flip, filter_dilation: of the first convolution, as in conv2d.
    """
    return _separable(
        AbstractConv2d,
        input,
        depthwise_filters,
        pointwise_filters,
        num_channels,
        input_shape,
        depthwise_filter_shape,
        pointwise_filter_shape,
        border_mode,
        subsample,
        filter_flip,
        filter_dilation,
    )


def separable_conv3d(
    input: Any,
    depthwise_filters: Any,
    pointwise_filters: Any,
    num_channels: int,
    input_shape: Any = None,
    depthwise_filter_shape: Any = None,
    pointwise_filter_shape: Any = None,
    border_mode: Any = "valid",
    subsample: Any = (1, 1, 1),
    filter_flip: bool = True,
    filter_dilation: Any = (1, 1, 1),
) -> Any:
    """Convolve each channel separately in three dimensions, then combine channels by a 1 by 1 by 1 convolution.

    input: images, of shape (batch, channels, depth, rows, columns). The other arguments are those of separable_conv2d,
    with three lengths in place of two: depthwise_filters, pointwise_filters, num_channels, input_shape,
    depthwise_filter_shape, pointwise_filter_shape, border_mode, subsample, filter_flip, filter_dilation: as there.
    """
    return _separable(
        AbstractConv3d,
        input,
        depthwise_filters,
        pointwise_filters,
        num_channels,
        input_shape,
        depthwise_filter_shape,
        pointwise_filter_shape,
        border_mode,
        subsample,
        filter_flip,
        filter_dilation,
    )


def causal_conv1d(
    input: Any,
    filters: Any,
    filter_shape: Sequence[Any],
    input_shape: Any = None,
    subsample: int = 1,
    filter_flip: bool = True,
    filter_dilation: int = 1,
    num_groups: int = 1,
    unshared: bool = False,
) -> Any:
    """Convolve series so that nothing depends on later times.

    input: of shape (batch, channels, time). filters: (filters, channels, time). filter_shape: of the filters; its last
    length must be a number, since it sets the padding before the series. input_shape: what is known of that shape.
    subsample: the step between results. filter_dilation: the step between elements of a filter. filter_flip,
    num_groups, unshared: as in conv2d.
    """
    input, filters = as_tensor(input), as_tensor(filters)
    if input.ndim != 3:
        raise ValueError("Input should be 3D for causal convolution.")
    if filters.ndim != 3:
        raise ValueError("Filters should be 3D for causal convolution")
    assert len(filter_shape) == 3 and (input_shape is None or len(input_shape) == 3)
    pad = filter_dilation * (filter_shape[2] - 1)
    op = AbstractConv2d(
        input_shape and (*input_shape, 1),
        (*filter_shape, 1),
        ((pad, 0), 0),
        (subsample, 1),
        filter_flip,
        (filter_dilation, 1),
        num_groups,
        unshared,
    )
    return op(input.dimshuffle(0, 1, 2, "x"), filters.dimshuffle(0, 1, 2, "x"))[:, :, :, 0]
