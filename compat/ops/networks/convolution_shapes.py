"""Lengths of convolutions: ints, scalar graphs, or None if unknown.

Source of the names and of the formulas: theano.tensor.nnet.abstract_conv.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...settings import config
from ..control.assertion import Assert
from ..elementwise.functions import eq, ge, gt
from ..known_values import NotScalarConstantError, get_scalar_constant_value
from ..tensor_types import TensorLike
from ..tensor_variable import Tensor

Pads = tuple[tuple[Any, Any], ...]


def is_int(value: object) -> bool:
    """Return whether `value` is an integer and not a bool."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def dilated(length: Any, dilation: Any) -> Any:
    """Return the extent of a dilated kernel of `length` taps."""
    return length if is_int(dilation) and dilation == 1 else (length - 1) * dilation + 1


def pads_1axis(border_mode: object, reach: Any) -> tuple[Any, Any]:
    """Return the numbers of zeros before and after, for a kernel of extent `reach`. ValueError if one is negative."""
    if border_mode == "half":
        return reach // 2, reach // 2
    if border_mode == "full":
        return reach - 1, reach - 1
    if border_mode == "valid":
        return 0, 0
    low, high = border_mode if isinstance(border_mode, tuple) else (border_mode, border_mode)
    if is_int(low) and is_int(high) and (low < 0 or high < 0):
        raise ValueError(f"border_mode must be >= 0, got {border_mode}.")
    return low, high


def _plus(a: Any, b: Any) -> Any:
    return a if is_int(b) and b == 0 else a + b


def get_conv_shape_1axis(
    image_shape: TensorLike,
    kernel_shape: TensorLike,
    border_mode: int | str | tuple[int, ...],
    subsample: int,
    dilation: int = 1,
) -> Any:
    """Return the length of a convolution's result along one dimension; None if an argument is None.

    image_shape, kernel_shape: lengths of image and kernel. border_mode: "valid", "full", "half" or a number of zeros
    before and after. subsample: the step between results. dilation: the step between elements of the kernel.
    """
    if any(v is None for v in (image_shape, kernel_shape, border_mode, subsample, dilation)):
        return None
    reach = dilated(kernel_shape, dilation)
    low, high = pads_1axis(border_mode, reach)
    length = _plus(_plus(image_shape - reach, low), high)
    return (length if is_int(subsample) and subsample == 1 else length // subsample) + 1


def _along(
    function: Callable[..., Any],
    first: Sequence[Any],
    second: Sequence[Any],
    border_mode: str | tuple[Any, ...],
    subsample: tuple[int, ...],
    filter_dilation: tuple[int, ...],
) -> tuple[Any, ...]:
    count = len(subsample)
    dilation = (1,) * count if filter_dilation is None else filter_dilation
    return tuple(
        function(
            first[i],
            second[i],
            border_mode[i] if isinstance(border_mode, tuple) else border_mode,
            subsample[i],
            dilation[i],
        )
        for i in range(count)
    )


def get_conv_output_shape(
    image_shape: Sequence[Any],
    kernel_shape: Sequence[Any],
    border_mode: Any,
    subsample: Any,
    filter_dilation: Any = None,
) -> tuple[Any, ...]:
    """Return the shape of a convolution's result.

    image_shape: (batch, channels, *lengths). kernel_shape: (filters, channels, *lengths). None stands for what is not
    known. border_mode, subsample, filter_dilation: as in conv2d, one entry for each length.
    """
    convdim = len(image_shape) - 2
    return (
        image_shape[0],
        kernel_shape[0],
        *_along(
            get_conv_shape_1axis,
            tuple(image_shape)[2:],
            tuple(kernel_shape)[-convdim:],
            border_mode,
            subsample,
            filter_dilation,
        ),
    )


def get_conv_gradweights_shape_1axis(
    image_shape: Tensor, top_shape: Tensor, border_mode: str, subsample: int, dilation: Any
) -> Any:
    """Return the length of the kernel that gives `top_shape` from `image_shape`; None if it is not unique.

    image_shape, top_shape: lengths of image and result. border_mode, subsample, dilation: as in get_conv_shape_1axis.
    """
    if any(v is None for v in (image_shape, top_shape, border_mode, subsample, dilation)):
        return None
    if not (is_int(subsample) and subsample == 1) or border_mode == "half":
        return None
    if border_mode == "full":
        taps = top_shape - image_shape
    else:
        low, high = pads_1axis(border_mode, 0)
        taps = _plus(_plus(image_shape, low), high) - top_shape
    return (taps // dilation if not is_int(dilation) or dilation > 1 else taps) + 1


def get_conv_gradweights_shape(
    image_shape: Sequence[Any],
    top_shape: Sequence[Any],
    border_mode: str,
    subsample: tuple[int, ...],
    filter_dilation: Any = None,
    num_groups: int = 1,
    unshared: bool = False,
) -> tuple[Any, ...]:
    """Return the shape of the kernel, as far as the shapes of image and result determine it.

    image_shape: (batch, channels, *lengths). top_shape: of the result, (batch, filters, *lengths). border_mode,
    subsample, filter_dilation, num_groups, unshared: as in conv2d.
    """
    nkern, nchan = image_shape[1], top_shape[1]
    if num_groups > 1:
        nchan = nchan // num_groups
    taps = _along(
        get_conv_gradweights_shape_1axis,
        tuple(image_shape)[2:],
        tuple(top_shape)[2:],
        border_mode,
        subsample,
        filter_dilation,
    )
    return (nchan, *tuple(top_shape)[2:], nkern, *taps) if unshared else (nchan, nkern, *taps)


def get_conv_gradinputs_shape_1axis(
    kernel_shape: TensorLike, top_shape: TensorLike, border_mode: str, subsample: int, dilation: int
) -> Any:
    """Return the length of the image from which the kernel gives `top_shape`; None if it is not unique.

    kernel_shape, top_shape: lengths of kernel and result. border_mode, subsample, dilation: as in
    get_conv_shape_1axis.
    """
    if any(v is None for v in (kernel_shape, top_shape, border_mode, subsample, dilation)):
        return None
    if not (is_int(subsample) and subsample == 1):
        return None
    reach = dilated(kernel_shape, dilation)
    low, high = pads_1axis(border_mode, reach)
    length = top_shape + reach - 1
    for pad in (low, high):
        if not (is_int(pad) and pad == 0):
            length = length - pad
    return length


def get_conv_gradinputs_shape(
    kernel_shape: Sequence[Any],
    top_shape: Sequence[Any],
    border_mode: str,
    subsample: tuple[int, ...],
    filter_dilation: Any = None,
    num_groups: int = 1,
) -> tuple[Any, ...]:
    """Return the shape of the image, as far as the shapes of kernel and result determine it.

    kernel_shape: (filters, channels, *lengths). top_shape: of the result, (batch, filters, *lengths). border_mode,
    subsample, filter_dilation, num_groups: as in conv2d.
    """
    convdim = len(top_shape) - 2
    channels = kernel_shape[1] if num_groups == 1 else kernel_shape[1] * num_groups
    return (
        top_shape[0],
        channels,
        *_along(
            get_conv_gradinputs_shape_1axis,
            tuple(kernel_shape)[-convdim:],
            tuple(top_shape)[2:],
            border_mode,
            subsample,
            filter_dilation,
        ),
    )


def check_conv_gradinputs_shape(
    image_shape: Sequence[Any],
    kernel_shape: Sequence[Any],
    output_shape: Sequence[Any],
    border_mode: int | str | Sequence[int | Sequence[int]],
    subsample: Any,
    filter_dilation: Any = None,
) -> bool:
    """Return False if a convolution of such shapes would not give `output_shape`; True also if that is unknown.

    image_shape: (batch, channels, *lengths). kernel_shape: (filters, channels, *lengths). output_shape: (batch,
    filters, *lengths). border_mode, subsample, filter_dilation: as in conv2d.
    """
    if not len(image_shape) == len(kernel_shape) == len(output_shape) == len(subsample) + 2:
        return False
    if filter_dilation is not None and len(filter_dilation) != len(subsample):
        return False
    computed = get_conv_output_shape(image_shape, kernel_shape, border_mode, subsample, filter_dilation)
    for given, wanted in zip(output_shape, computed, strict=True):
        if given is None or wanted is None:
            continue
        try:
            if int(get_scalar_constant_value(given)) != int(get_scalar_constant_value(wanted)):
                return False
        except NotScalarConstantError:
            continue
    return True


def assert_conv_shape(shape: Sequence[Any]) -> tuple[Any, ...]:
    """Return a shape, checked: lengths of images and kernels are positive; the first two may be 0.

    shape: ints and integer scalars. ValueError for known lengths; unknown ones are wrapped in an Assert.
    """
    checked = []
    for i, n in enumerate(shape):
        wrong = f"The convolution would produce an invalid shape (dim[{i}]"
        try:
            known = int(get_scalar_constant_value(n))
        except NotScalarConstantError:
            checked.append(Assert(f"{wrong} < 0)." if i < 2 else f"{wrong} <= 0).")(n, ge(n, 0) if i < 2 else gt(n, 0)))
            continue
        if known < (0 if i < 2 else 1):
            raise ValueError(f"{wrong}: {known} {'< 0' if i < 2 else '<= 0'}).")
        checked.append(n)
    return tuple(checked)


def assert_shape(x: TensorLike, expected_shape: Sequence[Any] | None, msg: str = "Unexpected shape.") -> Any:
    """Return `x`, with an Assert of its shape if `config.conv.assert_shape`.

    The Assert checks the lengths in `expected_shape` that are not None.

    x: a tensor. expected_shape: a length or None for each dimension. msg: begins the error's text.
    """
    return assert_shape_always(x, expected_shape, msg) if config.conv.assert_shape else x


def assert_shape_always(x: Any, expected_shape: Sequence[Any] | None, msg: str) -> Any:
    """Return `x`, with an Assert of the lengths in `expected_shape` that are not None."""
    tests = [eq(x.shape[i], n) for i, n in enumerate(expected_shape or ()) if n is not None]
    return Assert(msg)(x, *tests) if tests else x


def border_mode_to_pad(mode: str | tuple[Any, ...], convdim: int, kshp: Sequence[Any]) -> Pads:
    """Return the numbers of zeros (before, after) along each dimension of an image.

    mode: a border mode in any spelling of conv2d's. convdim: the number of dimensions. kshp: the shape of the kernel
    without channels, with its dilation.
    """
    if isinstance(mode, tuple):
        if len(mode) != convdim:
            raise ValueError(f"invalid border_mode {mode} which must be a tuple of length {convdim}")
        pads = []
        for d, m in enumerate(mode):
            # ours: Theano accepts one name for all dimensions only
            if isinstance(m, str) and m in ("valid", "half", "full"):
                pads.append(pads_1axis(m, kshp[d]))
            elif is_int(m) and m >= 0:
                pads.append((m, m))
            elif isinstance(m, tuple) and all(map(is_int, m)) and min(m) >= 0:
                if len(m) != 2:
                    raise NotImplementedError(f"Asymmetric padding not implemented for {len(m)}d")
                pads.append(m)
            else:
                raise ValueError(
                    f"invalid border mode {mode}. The tuple can only contain integers or tuples of length 2"
                )
        return tuple(pads)
    if mode not in ("valid", "half", "full"):
        raise ValueError(
            f'invalid border_mode {mode}, which must be either "valid", "full", "half", an integer or a '
            f"tuple of length {convdim}"
        )
    return tuple(pads_1axis(mode, kshp[i]) for i in range(convdim))
