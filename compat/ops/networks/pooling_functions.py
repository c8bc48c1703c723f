"""pool_2d, pool_3d and related functions, with the argument names of all versions. Source: theano.tensor.signal."""

from __future__ import annotations

from typing import Any

from theano_common.users_lines import warn

from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from .pooling import MaxPoolGrad, Pool
from .pooling_arguments import renamed


def _pooled(
    nd: int,
    input: Any,
    ws: Any,
    ignore_border: bool | None,
    stride: Any,
    pad: Any,
    mode: str,
    ds: Any,
    st: Any,
    padding: Any,
) -> Any:
    ws, stride, pad = renamed(ws, stride, pad, ds, st, padding, ((0,) * nd,))
    input = as_tensor(input)
    if input.type.ndim < nd:
        raise NotImplementedError(f"pool_{nd}d requires a dimension >= {nd}")
    if ignore_border is None:
        warn(
            f"pool_{nd}d() was called without ignore_border, which is False then: windows that are not whole "
            "count. Say ignore_border=True or False.",
        )
        ignore_border = False
    return Pool(ignore_border, ndim=nd, mode=mode)(input, ws, stride, pad)


def pool_2d(
    input: Any,
    ws: Any = None,
    ignore_border: bool | None = None,
    stride: Any = None,
    pad: Any = (0, 0),
    mode: str = "max",
    ds: Any = None,
    st: Any = None,
    padding: Any = None,
) -> Any:
    """Reduce windows of the last 2 dimensions to one element each.

    input: images, of any shape with rows and columns last. ws: rows and columns of a window.
    ignore_border: whether windows that are not whole are skipped; a warning where it is not said, then False.
    stride: steps from window to window, `ws` by default. pad: rows and columns added around the images,
    which average_inc_pad counts as zeros and the other modes leave out.
    mode: "max", "sum", "average_inc_pad", "average_exc_pad". ds, st, padding: old names of ws, stride, pad.
    """
    return _pooled(2, input, ws, ignore_border, stride, pad, mode, ds, st, padding)


def pool_3d(
    input: Any,
    ws: Any = None,
    ignore_border: bool | None = None,
    stride: Any = None,
    pad: Any = (0, 0, 0),
    mode: str = "max",
    ds: Any = None,
    st: Any = None,
    padding: Any = None,
) -> Any:
    """Reduce windows of the last 3 dimensions to one element each; `pool_2d` in one dimension more.

    input: any shape with depth, rows and columns last. ws: the three lengths of a window.
    ignore_border: whether windows that are not whole are skipped; a warning where it is not said, then False.
    stride: steps from window to window, `ws` by default. pad: what is added around the
    input in each dimension, which average_inc_pad counts as zeros and the other modes leave out.
    mode: "max", "sum", "average_inc_pad", "average_exc_pad". ds, st, padding: old names of ws, stride, pad.
    """
    return _pooled(3, input, ws, ignore_border, stride, pad, mode, ds, st, padding)


def max_pool_2d_same_size(input: TensorLike, patch_size: TensorLike) -> Any:
    """Return images with zeros where they are not the maximum of their patch; patches do not overlap.

    input: images, of any shape with rows and columns last. patch_size: rows and columns of a patch.
    """
    best = Pool(True)(input, patch_size)
    return MaxPoolGrad(True)(input, best, best, patch_size)


def max_pool_2d(
    input: Any, ds: Any, ignore_border: bool | None = None, st: Any = None, padding: Any = (0, 0), mode: str = "max"
) -> Any:
    """Call pool_2d by its older name.

    input: images, of any shape with rows and columns last. ds: rows and columns of a window.
    ignore_border: whether windows that are not whole are skipped. st: steps from window to window, `ds` by default.
    padding, mode: pad and mode of pool_2d.
    """
    return _pooled(2, input, ds, ignore_border, st, padding, mode, None, None, None)


def max_pool_3d(
    input: Any, ds: Any, ignore_border: bool | None = None, st: Any = None, padding: Any = (0, 0, 0), mode: str = "max"
) -> Any:
    """Call pool_3d by its older name."""
    return _pooled(3, input, ds, ignore_border, st, padding, mode, None, None, None)
