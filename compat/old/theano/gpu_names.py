"""Names of Theano's GPU back-ends: moves are the identity, and GPU versions of functions are the functions."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.op import Op
from ...graph.other_names import also_named
from ...graph.types import TensorType
from ...ops.networks.convolution_functions import abstract_conv2d
from ...ops.networks.convolution_functions import conv3d as plain_conv3d
from ...ops.networks.pooling import Pool
from ...ops.networks.softmax_ops import Softmax
from ...ops.shared import shared
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...settings import config


@also_named(input="x")
def same(x: TensorLike) -> Any:
    """Return `x` as a variable: functions that moved it to or from a device do nothing here.

    x: a variable, a number or an array, of any shape.
    """
    return as_tensor(x)


def as_float32(x: TensorLike) -> Any:
    """Return `x` as a float32 variable, the one dtype of the older back-end.

    x: a variable, a number or an array, of any shape.
    """
    x = as_tensor(x)
    return x if x.type.dtype == "float32" else x.astype("float32")


def float32_shared(
    value: object,
    name: str | None = None,
    strict: bool = False,
    allow_downcast: Any = None,
    borrow: bool = False,
    broadcastable: Any = None,
    target: str = "gpu",
) -> Any:
    """Return a shared variable of a float32 array; TypeError for other values, so that another constructor is tried.

    value: a float32 array of any shape. name, strict, allow_downcast, borrow, broadcastable: as for `theano.shared`.
    target: without an effect: JAX decides where the array is stored.
    """
    if not isinstance(value, np.ndarray) or value.dtype != np.float32:
        raise TypeError(f"A float32 array is needed, got {type(value).__name__}.")
    given = {} if broadcastable is None else {"broadcastable": broadcastable}
    return shared(value, name=name, strict=strict, allow_downcast=allow_downcast, borrow=borrow, **given)


class _ArrayType(type):
    def __call__(cls, *arguments: Any, **keywords: Any) -> Any:
        if cls.__dict__.get("float32_only"):
            return TensorType("float32", *arguments, **keywords)
        return TensorType(*arguments, **{k: v for k, v in keywords.items() if k != "context_name"})


class CudaNdarrayType(metaclass=_ArrayType):
    """`CudaNdarrayType(broadcastable)` is the float32 TensorType. It has no instances: no variable is on a GPU."""

    float32_only = True


class GpuArrayType(metaclass=_ArrayType):
    """`GpuArrayType(dtype, broadcastable)` is the TensorType. It has no instances: no variable is on a GPU."""


class GpuOp(Op):
    """The base of users' GPU Ops. One with `perform` runs; one with only CUDA code raises, as any Op without code."""


def dnn_available(*context_name: Any) -> bool:
    """Return False: we do not call cuDNN. JAX calls it where it has a GPU."""
    return False


dnn_available.msg = "cuDNN is not called directly: functions run through JAX"  # type: ignore[attr-defined]


def dnn_conv(
    img: Any,
    kerns: Any,
    border_mode: Any = "valid",
    subsample: Any = (1, 1),
    dilation: Any = (1, 1),
    conv_mode: str = "conv",
    direction_hint: str | None = None,
    workmem: str | None = None,
    algo: str | None = None,
    precision: str | None = None,
    num_groups: int = 1,
) -> Any:
    """Convolve images with filters, as `tt.nnet.conv2d` does.

    img: images, of shape (batch, channels, rows, columns). kerns: filters, (filters, channels, rows, columns).
    border_mode: "valid", "full", "half", or numbers of zeros around the images. subsample: steps between results.
    dilation: steps between elements of a filter. conv_mode: "conv", or "cross" for a correlation; ValueError for
    others.
    num_groups: groups of channels. direction_hint, workmem, algo, precision: they chose cuDNN's algorithm; without an
    effect.
    """
    return abstract_conv2d(img, kerns, None, None, border_mode, subsample, _flips(conv_mode), dilation, num_groups)


def dnn_conv3d(
    img: Any,
    kerns: Any,
    border_mode: Any = "valid",
    subsample: Any = (1, 1, 1),
    dilation: Any = (1, 1, 1),
    conv_mode: str = "conv",
    direction_hint: str | None = None,
    algo: str | None = None,
    precision: str | None = None,
    num_groups: int = 1,
) -> Any:
    """Call `theano.tensor.nnet.conv3d`.

    img: images, of shape (batch, channels, depth, rows, columns). kerns: filters, (filters, channels, depth, rows,
    columns). border_mode, subsample, dilation, conv_mode, direction_hint, algo, precision, num_groups: as in dnn_conv.
    """
    return plain_conv3d(img, kerns, None, None, border_mode, subsample, _flips(conv_mode), dilation, num_groups)


def _flips(conv_mode: str) -> bool:
    if conv_mode not in ("conv", "cross"):
        raise ValueError(f"conv_mode is 'conv' or 'cross', got {conv_mode!r}.")
    return conv_mode == "conv"


def dnn_pool(
    img: TensorLike, ws: Any, stride: TensorLike | None = None, mode: str = "max", pad: TensorLike | None = None
) -> Any:
    """Pool over the last dimensions, whole windows only.

    img: images, of any shape with as many dimensions last as ws has. ws: lengths of a window.
    stride: steps from window to window, 1 by default. mode: "max", "sum", "average_inc_pad", "average_exc_pad".
    pad: what is added around the images in each dimension.
    """
    count = len(ws)
    return Pool(True, mode, count)(img, ws, (1,) * count if stride is None else stride, pad)


def dnn_softmax(x: TensorLike) -> Any:
    """Return the softmax of each row of a matrix."""
    return Softmax()(x)


def use(device: str, *options: Any, **legacy: Any) -> None:
    """Run functions through JAX from now on, on its device, unless a mode is set.

    device: such as "cuda" or "gpu0"; "cpu" changes nothing. Further arguments are taken, without an effect.
    """
    if not str(device).startswith("cpu") and config.mode in ("Mode", "FAST_RUN"):
        config.mode = "JAX"


def unuse() -> None:
    """Undo `use`."""
    if config.mode == "JAX":
        config.mode = "Mode"
