"""conv2d and related functions. Source of names and conventions: theano.tensor.nnet, theano.tensor.nnet.abstract_conv.

Arguments have the meaning that BaseAbstractConv documents. input_shape and filter_shape declare known lengths; values
do not depend on them.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from theano_common.users_lines import warn

from ...graph.variable import Constant, Variable
from ...importing.legacy_modules import home
from ..tensor_types import TensorLike
from .convolution import (
    AbstractConv2d,
    AbstractConv2d_gradInputs,
    AbstractConv2d_gradWeights,
    AbstractConv3d,
    AbstractConv3d_gradInputs,
    AbstractConv3d_gradWeights,
)


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


def __getattr__(name: str) -> Any:
    """Return a function that stood here when a pickle was written."""
    if name in ("causal_conv1d", "separable_conv2d", "separable_conv3d"):
        return getattr(importlib.import_module(home("theano.networks.separable_convolution")), name)
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'", name=name)
