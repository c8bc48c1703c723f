"""conv2d and related functions. Source of names and conventions: theano.tensor.nnet, theano.tensor.nnet.abstract_conv.

Arguments have the meaning that BaseAbstractConv documents. input_shape and filter_shape declare known lengths; values
do not depend on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from theano_common.users_lines import warn

from ...graph.variable import Constant, Variable
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from .convolution import (
    AbstractConv2d,
    AbstractConv2d_gradInputs,
    AbstractConv2d_gradWeights,
    AbstractConv3d,
    AbstractConv3d_gradInputs,
    AbstractConv3d_gradWeights,
)
from .convolution_shapes import get_conv_output_shape


def abstract_conv2d(
    input: TensorLike,
    filters: TensorLike,
    input_shape: Any = None,
    filter_shape: Any = None,
    border_mode: int | str | tuple[Any, ...] = "valid",
    subsample: tuple[int, ...] = (1, 1),
    filter_flip: bool = True,
    filter_dilation: tuple[int, ...] = (1, 1),
    num_groups: int = 1,
    unshared: bool = False,
) -> Any:
    """Convolve images with filters, as `theano.tensor.nnet.conv2d`, without its older arguments.

    input: images, of shape (batch, channels, rows, columns). filters: (filters, channels, rows, columns). input_shape,
    filter_shape, border_mode, subsample, filter_flip, filter_dilation, num_groups, unshared: as in conv2d.

    Example::

        >>> tt.nnet.abstract_conv2d(np.ones((1, 1, 4, 4)), np.ones((2, 1, 3, 3))).eval().shape
        (1, 2, 2, 2)

    Source: theano.tensor.nnet.abstract_conv.
    """
    return AbstractConv2d(
        input_shape, filter_shape, border_mode, subsample, filter_flip, filter_dilation, num_groups, unshared
    )(input, filters)


def conv2d(
    input: TensorLike,
    filters: TensorLike,
    input_shape: Any = None,
    filter_shape: Any = None,
    border_mode: int | str | tuple[Any, ...] = "valid",
    subsample: tuple[int, ...] = (1, 1),
    filter_flip: bool = True,
    image_shape: Any = None,
    filter_dilation: tuple[int, ...] = (1, 1),
    num_groups: int = 1,
    unshared: bool = False,
    **kwargs: Any,
) -> Any:
    """Convolve images with filters.

    input: images, of shape (batch, channels, rows, columns). filters: (filters, channels, rows, columns).
    input_shape, filter_shape: what is known of these shapes, lengths or None; image_shape: older name of input_shape.
    border_mode: "valid", "full", "half", or the number of zeros around the images, for each dimension or one for all.
    subsample: steps between results, down and across. filter_flip: False for a correlation.
    filter_dilation: steps between elements of a filter. num_groups: groups of channels, with filters of their own.
    unshared: filters for each position, (filters, rows out, columns out, channels, rows, columns).

    Other keywords are reported and not used.

    Example::

        >>> images, filters = np.ones((1, 3, 5, 5)), np.ones((2, 3, 3, 3))
        >>> tt.nnet.conv2d(images, filters).eval().shape
        (1, 2, 3, 3)

    Source: theano.tensor.nnet.
    """
    if "imshp_logical" in kwargs or "kshp_logical" in kwargs:
        raise ValueError(
            "Keyword arguments 'imshp_logical' and 'kshp_logical' for conv2d are not supported anymore: "
            "use conv2d_transpose to go up by a factor."
        )
    if kwargs:
        warn(f"{', '.join(kwargs)}: deprecated arguments of conv2d, they are not used.")
    if image_shape is not None:
        warn(
            "The `image_shape` keyword argument to `tensor.nnet.conv2d` is deprecated, it has been renamed "
            "to `input_shape`.",
        )
        if input_shape is not None:
            raise ValueError("input_shape and image_shape should not be provided at the same time.")
        input_shape = image_shape
    return abstract_conv2d(
        input,
        filters,
        input_shape,
        filter_shape,
        border_mode,
        subsample,
        filter_flip,
        filter_dilation,
        num_groups,
        unshared,
    )


def conv3d(
    input: TensorLike,
    filters: TensorLike,
    input_shape: Any = None,
    filter_shape: Any = None,
    border_mode: str | tuple[int, ...] = "valid",
    subsample: tuple[int, ...] = (1, 1, 1),
    filter_flip: bool = True,
    filter_dilation: tuple[int, ...] = (1, 1, 1),
    num_groups: int = 1,
) -> Any:
    """Convolve images of three dimensions with filters.

    input: images, of shape (batch, channels, depth, rows, columns).
    filters: (filters, channels, depth, rows, columns).
    input_shape, filter_shape: what is known of these shapes, lengths or None.
    border_mode: "valid", "full", "half", or the number of zeros around the images, for each dimension or one for all.
    subsample: steps between results. filter_flip: False for a correlation.
    filter_dilation: steps between elements of a filter. num_groups: groups of channels, with filters of their own.

    Example::

        >>> tt.nnet.conv3d(np.ones((1, 1, 4, 4, 4)), np.ones((2, 1, 3, 3, 3))).eval().shape
        (1, 2, 2, 2, 2)

    Source: theano.tensor.nnet.
    """
    return AbstractConv3d(input_shape, filter_shape, border_mode, subsample, filter_flip, filter_dilation, num_groups)(
        input, filters
    )


def _checked(shape: Sequence[Any], fixed: Sequence[int], name: str, error: type[Exception]) -> list[Any]:
    """Return `shape` with None for lengths that are not constant; raise `error` if one of these is in `fixed`."""
    known: list[Any] = []
    for d, n in enumerate(shape):
        symbolic = isinstance(n, Variable) and not isinstance(n, Constant)
        if symbolic and d in fixed:
            raise error(f"{name}[{d}] must be a constant or None, got `{n}`.")
        known.append(None if symbolic else n)
    return known


def _grad_wrt_inputs(
    op: type,
    convdim: int,
    output_grad: Variable,
    filters: Variable,
    input_shape: tuple[Any, ...],
    filter_shape: tuple[int | None, ...] | None,
    border_mode: tuple[Any, ...],
    subsample: tuple[int, ...],
    filter_flip: bool,
    filter_dilation: tuple[int, ...],
    num_groups: int,
    unshared: bool,
) -> Any:
    ndim = 2 + convdim * (2 if unshared else 1)
    known = _checked(input_shape, (0, 1), "input_shape", ValueError)
    if any(n is None for n in input_shape[2:]):
        raise ValueError(f"input_shape[2:] must be numbers or symbolic, got {tuple(input_shape)[2:]}.")
    if filter_shape is not None:
        if len(filter_shape) != ndim:
            raise ValueError(f"The length of filter_shape was {len(filter_shape)}, but we expected {ndim}.")
        _checked(filter_shape, range(ndim), "filter_shape", ValueError)
    return op(known, filter_shape, border_mode, subsample, filter_flip, filter_dilation, num_groups, unshared)(
        filters, output_grad, list(input_shape[-convdim:])
    )


def conv2d_grad_wrt_inputs(
    output_grad: Variable,
    filters: Variable,
    input_shape: tuple[Any, ...],
    filter_shape: tuple[int | None, ...] | None = None,
    border_mode: Any = "valid",
    subsample: tuple[int, ...] = (1, 1),
    filter_flip: bool = True,
    filter_dilation: tuple[int, ...] = (1, 1),
    num_groups: int = 1,
    unshared: bool = False,
) -> Any:
    """Return the gradient of conv2d with respect to images.

    output_grad: the gradient of the result. filters: (filters, channels, rows, columns). input_shape: of the images;
    its last two lengths may be symbolic. filter_shape, border_mode, subsample, filter_flip, filter_dilation,
    num_groups, unshared: as in conv2d.

    Example::

        >>> tt.nnet.conv2d_grad_wrt_inputs(np.ones((1, 1, 1, 2)), np.ones((1, 1, 1, 2)), (1, 1, 1, 3)).eval()
        array([[[[1., 2., 1.]]]])

    Source: theano.tensor.nnet.abstract_conv.
    """
    return _grad_wrt_inputs(
        AbstractConv2d_gradInputs,
        2,
        output_grad,
        filters,
        input_shape,
        filter_shape,
        border_mode,
        subsample,
        filter_flip,
        filter_dilation,
        num_groups,
        unshared,
    )


def conv3d_grad_wrt_inputs(
    output_grad: Any,
    filters: Any,
    input_shape: Any,
    filter_shape: Any = None,
    border_mode: Any = "valid",
    subsample: Any = (1, 1, 1),
    filter_flip: bool = True,
    filter_dilation: Any = (1, 1, 1),
    num_groups: int = 1,
) -> Any:
    """Return the gradient of conv3d with respect to images.

    output_grad: the gradient of the result. filters: (filters, channels, depth, rows, columns). input_shape: of the
    images; its last three lengths may be symbolic. filter_shape, border_mode, subsample, filter_flip, filter_dilation,
    num_groups: as in conv3d.

    Example::

        >>> g, w = np.ones((1, 1, 2, 2, 2)), np.ones((1, 1, 3, 3, 3))
        >>> tt.nnet.abstract_conv.conv3d_grad_wrt_inputs(g, w, (1, 1, 4, 4, 4)).eval().shape
        (1, 1, 4, 4, 4)

    Source: theano.tensor.nnet.abstract_conv.
    """
    return _grad_wrt_inputs(
        AbstractConv3d_gradInputs,
        3,
        output_grad,
        filters,
        input_shape,
        filter_shape,
        border_mode,
        subsample,
        filter_flip,
        filter_dilation,
        num_groups,
        False,
    )


def _grad_wrt_weights(
    op: type,
    convdim: int,
    input: Variable,
    output_grad: Variable,
    filter_shape: tuple[int, ...],
    input_shape: Sequence[TensorLike | None] | None,
    border_mode: tuple[int | tuple[int, ...], ...],
    subsample: tuple[int, ...],
    filter_flip: bool,
    filter_dilation: tuple[int, ...],
    num_groups: int,
    unshared: bool,
) -> Any:
    fixed = range(len(filter_shape) - convdim)
    known = _checked(filter_shape, fixed, "filter_shape", AssertionError)
    if any(n is None for n in filter_shape[-convdim:]):
        raise AssertionError(f"The last {convdim} lengths in filter_shape must be given, got {tuple(filter_shape)}.")
    if input_shape is not None:
        _checked(input_shape, range(len(input_shape)), "input_shape", AssertionError)
    return op(input_shape, known, border_mode, subsample, filter_flip, filter_dilation, num_groups, unshared)(
        input, output_grad, list(filter_shape[-convdim:])
    )


def conv2d_grad_wrt_weights(
    input: Variable,
    output_grad: Variable,
    filter_shape: tuple[int, ...],
    input_shape: Any = None,
    border_mode: Any = "valid",
    subsample: tuple[int, ...] = (1, 1),
    filter_flip: bool = True,
    filter_dilation: tuple[int, ...] = (1, 1),
    num_groups: int = 1,
    unshared: bool = False,
) -> Any:
    """Return the gradient of conv2d with respect to filters.

    input: images, of shape (batch, channels, rows, columns). output_grad: the gradient of the result. filter_shape: of
    the filters; its last two lengths may be symbolic. input_shape, border_mode, subsample, filter_flip,
    filter_dilation, num_groups, unshared: as in conv2d.

    Example::

        >>> x, g = np.ones((1, 1, 4, 4)), np.ones((1, 1, 3, 3))
        >>> theano.tensor.nnet.abstract_conv.conv2d_grad_wrt_weights(x, g, (1, 1, 2, 2)).eval()
        array([[[[9., 9.],
                 [9., 9.]]]])

    Source: theano.tensor.nnet.abstract_conv.
    """
    return _grad_wrt_weights(
        AbstractConv2d_gradWeights,
        2,
        input,
        output_grad,
        filter_shape,
        input_shape,
        border_mode,
        subsample,
        filter_flip,
        filter_dilation,
        num_groups,
        unshared,
    )


def conv3d_grad_wrt_weights(
    input: Any,
    output_grad: Any,
    filter_shape: Any,
    input_shape: Any = None,
    border_mode: Any = "valid",
    subsample: Any = (1, 1, 1),
    filter_flip: bool = True,
    filter_dilation: Any = (1, 1, 1),
    num_groups: int = 1,
) -> Any:
    """Return the gradient of conv3d with respect to filters.

    input: images, of shape (batch, channels, depth, rows, columns). output_grad: the gradient of the result.
    filter_shape: of the filters; its last three lengths may be symbolic. input_shape, border_mode, subsample,
    filter_flip, filter_dilation, num_groups: as in conv3d.

    Example::

        >>> x, g = np.ones((1, 1, 4, 4, 4)), np.ones((1, 1, 2, 2, 2))
        >>> tt.nnet.abstract_conv.conv3d_grad_wrt_weights(x, g, (1, 1, 3, 3, 3)).eval().shape
        (1, 1, 3, 3, 3)

    Source: theano.tensor.nnet.abstract_conv.
    """
    return _grad_wrt_weights(
        AbstractConv3d_gradWeights,
        3,
        input,
        output_grad,
        filter_shape,
        input_shape,
        border_mode,
        subsample,
        filter_flip,
        filter_dilation,
        num_groups,
        False,
    )


def conv2d_transpose(
    input: Variable,
    filters: Variable,
    output_shape: tuple[TensorLike, ...],
    filter_shape: Any = None,
    border_mode: int | str | Sequence[int | Sequence[int]] = "valid",
    input_dilation: tuple[int, ...] = (1, 1),
    filter_flip: bool = True,
    filter_dilation: tuple[int, ...] = (1, 1),
    num_groups: int = 1,
    unshared: bool = False,
) -> Any:
    """Return the transpose of conv2d: conv2d's gradient with respect to images, as a layer of its own.

    input: of shape (batch, channels in, rows, columns). filters: (channels in, channels out, rows, columns).
    output_shape: of the result. input_dilation: the subsample of conv2d. filter_shape, border_mode, filter_flip,
    filter_dilation, num_groups, unshared: as in conv2d.

    Example::

        >>> x, w = np.ones((1, 1, 2, 2)), np.ones((1, 1, 2, 2))
        >>> tt.nnet.conv2d_transpose(x, w, (1, 1, 4, 4), input_dilation=(2, 2)).eval().shape
        (1, 1, 4, 4)

    Source: theano.tensor.nnet.abstract_conv.
    """
    return conv2d_grad_wrt_inputs(
        input,
        filters,
        output_shape,
        filter_shape,
        border_mode,
        input_dilation,
        filter_flip,
        filter_dilation,
        num_groups,
        unshared,
    )


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

    Example::

        >>> x, depthwise, pointwise = np.ones((1, 2, 4, 4)), np.ones((2, 1, 3, 3)), np.ones((5, 2, 1, 1))
        >>> tt.nnet.separable_conv2d(x, depthwise, pointwise, num_channels=2).eval().shape
        (1, 5, 2, 2)

    Source: theano.tensor.nnet.abstract_conv.
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

    Example::

        >>> x, depthwise, pointwise = np.ones((1, 2, 4, 4, 4)), np.ones((2, 1, 3, 3, 3)), np.ones((5, 2, 1, 1, 1))
        >>> tt.nnet.abstract_conv.separable_conv3d(x, depthwise, pointwise, num_channels=2).eval().shape
        (1, 5, 2, 2, 2)

    Source: theano.tensor.nnet.abstract_conv.
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

    Example::

        >>> series = np.array([[[1.0, 2.0, 3.0]]])
        >>> tt.nnet.abstract_conv.causal_conv1d(series, np.ones((1, 1, 2)), (1, 1, 2)).eval()
        array([[[1., 3., 5.]]])

    Source: theano.tensor.nnet.abstract_conv.
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
