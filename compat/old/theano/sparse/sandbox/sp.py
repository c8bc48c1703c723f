"""Convolution and pooling by sparse matrices. Source of the names: theano.sparse.sandbox.sp."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .....graph.op import Op
from .....importing.module_getattr import absent_from, names_of
from .....ops.linear_algebra.blas import dot
from .....ops.shapes.join import stack
from .....ops.tensor_op import as_tensor
from .....ops.tensor_types import TensorLike
from .....theano_api.sparse.basic import CSM, structured_dot

if TYPE_CHECKING:
    from .....theano_api.sparse.basic import ColScaleCSC as ColScaleCSC
    from .....theano_api.sparse.basic import Diag as Diag
    from .....theano_api.sparse.basic import EnsureSortedIndices as EnsureSortedIndices
    from .....theano_api.sparse.basic import Remove0 as Remove0
    from .....theano_api.sparse.basic import RowScaleCSC as RowScaleCSC
    from .....theano_api.sparse.basic import SpSum as SpSum
    from .....theano_api.sparse.basic import SquareDiagonal as SquareDiagonal
    from .....theano_api.sparse.basic import clean as clean
    from .....theano_api.sparse.basic import col_scale as col_scale
    from .....theano_api.sparse.basic import diag as diag
    from .....theano_api.sparse.basic import ensure_sorted_indices as ensure_sorted_indices
    from .....theano_api.sparse.basic import remove0 as remove0
    from .....theano_api.sparse.basic import row_scale as row_scale
    from .....theano_api.sparse.basic import sp_sum as sp_sum
    from .....theano_api.sparse.basic import square_diagonal as square_diagonal
    from ...tensor.opt import register_specialize as register_specialize


class ConvolutionIndices(Op):
    """The indices of a sparse matrix that cuts images into patches, one row a patch and value.

    `evaluate` and `conv_eval` compute them for shapes that are numbers; the class is no Op to apply.
    """

    __props__ = ()

    @staticmethod
    def conv_eval(
        inshp: tuple[int, ...], kshp: tuple[int, int], strides: tuple[int, int] = (1, 1), mode: str = "valid"
    ) -> tuple[Any, ...]:
        """Return the same as `evaluate`."""
        return ConvolutionIndices.evaluate(inshp, kshp, strides, mode=mode)

    @staticmethod
    def evaluate(
        inshp: tuple[int, ...],
        kshp: tuple[int, int],
        strides: tuple[int, int] = (1, 1),
        nkern: int = 1,
        mode: str = "valid",
        ws: bool = True,
    ) -> tuple[Any, ...]:
        """Return (indices, indptr, shape, "csc", shape of the output image) of the matrix.

        inshp: (height, width) of an image, or (features, height, width). kshp: (height, width) of a patch.
        strides: (columns, rows) from patch to patch. nkern: 1. mode: "valid" for patches within the image, "full" for
        all that touch it. ws: True.

        ValueError if no patch fits.
        """
        import scipy.sparse  # slow to load, and used only here

        if not ws or nkern != 1:
            raise Exception("ws must be True, and nkern 1: kernels are shared by all patches.")
        features, *size = inshp if len(inshp) == 3 else (1, *inshp)
        image, patch = np.array(size), np.array(kshp)
        steps = np.array(strides[::-1])
        around = 0 if mode == "valid" else patch - 1
        places = image + 2 * around - patch + 1
        out = -(-places // steps)
        if (places <= 0).any():
            raise ValueError(f"A patch of {tuple(kshp)} does not fit in images of {tuple(size)}.")
        # For each patch, feature and position in the patch: where that pixel is, or nowhere.
        y, x = (
            (np.arange(out[k]) * steps[k] - (0 if mode == "valid" else around[k]))[:, None] + np.arange(patch[k])
            for k in (0, 1)
        )
        rows, columns = y[:, None, None, :, None], x[None, :, None, None, :]
        pixel = (np.arange(features)[:, None, None] * image[0] + rows) * image[1] + columns
        inside = (rows >= 0) & (rows < image[0]) & (columns >= 0) & (columns < image[1])
        inside = np.broadcast_to(inside, pixel.shape).ravel()
        shape = (pixel.size, features * int(image.prod()))
        entries = np.flatnonzero(inside), pixel.ravel()[inside]
        matrix = scipy.sparse.csc_matrix((np.ones(len(entries[0])), entries), shape=shape)
        matrix.sort_indices()
        return matrix.indices, matrix.indptr, shape, "csc", out


convolution_indices = ConvolutionIndices()


def _patches(images: Any, indices: tuple[Any, ...]) -> Any:
    """Return the images' patches as (images, values of all patches)."""
    places, starts, shape, kind, _ = indices
    matrix = CSM(kind)(np.ones(places.size), places, starts, np.asarray(shape))
    return structured_dot(matrix, images.T).T


def convolve(
    kerns: TensorLike,
    kshp: tuple[int, int],
    nkern: int,
    images: TensorLike,
    imgshp: tuple[int, ...],
    step: tuple[int, int] = (1, 1),
    bias: TensorLike | None = None,
    mode: str = "valid",
    flatten: bool = True,
) -> tuple[Any, np.ndarray]:
    """Return (each kernel's dot product with each patch of the images, shape of one result as (nkern, height, width)).

    Kernels are not flipped: this is a correlation.

    kerns: (nkern, features * patch size). kshp: (height, width) of a kernel. nkern: their number.
    images: (images, features * height * width), row by row. imgshp: (height, width) or (features, height, width).
    step: (columns, rows) from patch to patch. bias: added, of shape (nkern,). mode: "valid" or "full".
    flatten: give (images, nkern * patches) in place of (images, nkern, patches).

    ValueError if no patch fits.
    """
    images = as_tensor(images)
    indices = convolution_indices.conv_eval(imgshp, kshp, step, mode)
    out = indices[-1]
    features = imgshp[0] if len(imgshp) == 3 else 1
    cut = _patches(images, indices).reshape((-1, features * int(np.prod(kshp))))
    result = dot(cut, as_tensor(kerns).T)
    if bias is not None:
        result = result + bias
    result = result.reshape(stack([images.shape[0], int(out.prod()), nkern]), ndim=3).dimshuffle(0, 2, 1)
    return result.flatten(2) if flatten else result, np.hstack((nkern, out))


def max_pool(images: TensorLike, imgshp: tuple[int, ...], maxpoolshp: tuple[int, int]) -> tuple[Any, np.ndarray]:
    """Return (the largest value of each patch, as (images, features * patches), the shape of one result).

    images: (images, features * height * width), row by row. imgshp: (height, width) or (features, height, width).
    maxpoolshp: (height, width) of a patch, and the steps (columns, rows) to the next.
    """
    images = as_tensor(images)
    indices = convolution_indices.conv_eval(imgshp, maxpoolshp, maxpoolshp)
    out = indices[-1]
    features, size = imgshp[0] if len(imgshp) == 3 else 1, int(np.prod(maxpoolshp))
    cut = _patches(images, indices).reshape((-1, features, size)).max(axis=2)
    shape = stack([images.shape[0], int(out.prod()), features])
    return cut.reshape(shape, ndim=3).dimshuffle(0, 2, 1).flatten(2), out


_LATER = names_of(
    **{
        "theano_compat.theano_api.sparse.basic": (
            "ColScaleCSC Diag EnsureSortedIndices Remove0 RowScaleCSC SpSum SquareDiagonal clean col_scale diag "
            "ensure_sorted_indices remove0 row_scale sp_sum square_diagonal"
        ),
        "theano_compat.old.theano.tensor.opt": "register_specialize",
    }
)
__all__ = ["ConvolutionIndices", "convolution_indices", "convolve", "max_pool"]
__getattr__ = absent_from(__name__, _LATER)
