"""Convolutions under the names before abstract_conv: ConvOp, CorrMM, conv.conv2d, signal.conv2d, conv3D.

All are the Ops of convolution.py. Arguments that chose among old implementations (unrolling, versions, threads) have
no effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from theano_common.users_lines import warn

from ....docstrings import arguments, text
from ....graph.dtypes import DISCRETE
from ....graph.other_names import also_named
from ....ops.known_values import NotScalarConstantError, get_scalar_constant_value
from ....ops.networks.convolution import (
    WORDS,
    AbstractConv2d,
    AbstractConv2d_gradInputs,
    AbstractConv2d_gradWeights,
    AbstractConv3d,
    AbstractConv3d_gradInputs,
    AbstractConv3d_gradWeights,
    said,
)
from ....ops.networks.convolution_shapes import (
    get_conv_gradinputs_shape,
    get_conv_gradweights_shape,
    get_conv_output_shape,
)
from ....ops.shapes.shape import shape_of
from ....ops.tensor_op import as_tensor
from ....ops.tensor_types import TensorLike


class ConvOp(AbstractConv2d):  # type: ignore[valid-type,misc]
    """The convolution of images (batch, channels, rows, columns) of the oldest code.

    imshp: (channels, rows, columns) or (rows, columns). kshp: (rows, columns). nkern: the number of kernels. bsize:
    that of images. ValueError at run time if the shapes differ. dx, dy: steps between results. output_mode: "valid" or
    "full". imshp_logical, kshp_logical, kshp_logical_top_aligned: not supported, NotImplementedError.

    unroll_batch, unroll_kern, unroll_patch, verbose, version, direction_hint, openmp: how Theano computed it, without
    an effect.
    """

    strict = True
    __props__ = (*AbstractConv2d.__props__, "imshp", "kshp")  # type: ignore[attr-defined]

    def __init__(
        self,
        imshp: Any = None,
        kshp: Any = None,
        nkern: Any = None,
        bsize: Any = None,
        dx: int = 1,
        dy: int = 1,
        output_mode: str = "valid",
        unroll_batch: int | None = None,
        unroll_kern: int | None = None,
        unroll_patch: int | None = None,
        imshp_logical: Sequence[int] | None = None,
        kshp_logical: Sequence[int] | None = None,
        kshp_logical_top_aligned: bool = True,
        verbose: int = 0,
        version: int = -1,
        direction_hint: str = "forward",
        openmp: bool | None = None,
    ) -> None:
        if imshp_logical is not None or kshp_logical is not None:
            raise NotImplementedError(
                "Logical shapes of ConvOp: use conv2d_transpose to go up by a factor, or filter_dilation of conv2d."
            )
        if output_mode not in ("valid", "full"):
            raise NotImplementedError(f"ConvOp has the modes valid and full, not {output_mode!r}: use nnet.conv2d.")
        image = (None,) * 3 if imshp is None else tuple(imshp)
        if len(image) not in (2, 3):
            raise ValueError(f"len(imshp) must be 2 or 3, got {len(image)}")
        image = (1, *image) if len(image) == 2 else image
        taps = (None, None) if kshp is None else tuple(kshp)
        if len(taps) != 2:
            raise ValueError(f"len(kshp) must be 2, got {len(taps)}")
        super().__init__((bsize, *image), (nkern, None, *taps), output_mode, (dx, dy))
        self.out_mode, self.dx, self.dy, self.bsize, self.nkern = output_mode, dx, dy, bsize, nkern

    @staticmethod
    def getOutputShape(
        inshp: Sequence[Any], kshp: Sequence[Any], stride: Sequence[Any] = (1, 1), mode: str = "valid"
    ) -> tuple[Any, ...]:
        """Return rows and columns of the result, given those of image and kernel."""
        return get_conv_output_shape((1, 1, *inshp), (1, 1, *kshp), mode, stride)[2:]

    make_node = also_named(inputs="img", kerns="kern")(AbstractConv2d.make_node)  # type: ignore[attr-defined]


def _known(shape: Sequence[TensorLike | None] | None, what: str) -> list[Any] | None:
    """Return `shape` as ints and Nones. NotScalarConstantError for a length that is not constant."""
    if shape is None:
        return None
    known: list[Any] = []
    for n in list(shape) if isinstance(shape, list | tuple) else [shape[i] for i in range(4)]:
        if n is None:
            known.append(None)
            continue
        try:
            value = get_scalar_constant_value(as_tensor(n))
        except (NotScalarConstantError, TypeError) as error:
            raise NotScalarConstantError(
                "The convolution need that the shape information are constant values. We got "
                f"{n} for the {what} parameter"
            ) from error
        assert value.dtype.name in DISCRETE, f"{what} must be integers, got {value!r}"
        known.append(int(value))
    return known


def conv2d(
    input: Any,
    filters: Any,
    image_shape: Any = None,
    filter_shape: Any = None,
    border_mode: str = "valid",
    subsample: Any = (1, 1),
    **kargs: Any,
) -> Any:
    """Convolve images with filters: the interface before `theano.tensor.nnet.conv2d`, with a warning.

    input: images, of shape (batch, channels, rows, columns). filters: (filters, channels, rows, columns).
    image_shape, filter_shape: these shapes, as far as they are known. border_mode: "valid" or "full".
    subsample: steps between results, down and across. Further keywords are those of ConvOp.
    """
    warn("theano.tensor.nnet.conv.conv2d is deprecated. Use theano.tensor.nnet.conv2d instead.")
    image, kernel = _known(image_shape, "image_shape"), _known(filter_shape, "filter_shape")
    if image and kernel and None not in (image[1], kernel[1]):
        assert image[1] == kernel[1], f"image {image} filters {kernel}"
    op = ConvOp(
        output_mode=border_mode,
        dx=subsample[0],
        dy=subsample[1],
        imshp=image and image[1:],
        kshp=kernel and kernel[2:],
        nkern=kernel and kernel[0],
        bsize=image and image[0],
        **kargs,
    )
    return op(input, filters)


def signal_conv2d(
    input: Any,
    filters: Any,
    image_shape: Any = None,
    filter_shape: Any = None,
    border_mode: str = "valid",
    subsample: tuple[int, ...] = (1, 1),
    **kargs: Any,
) -> Any:
    """Convolve each of one or several images with each of one or several filters.

    input: (rows, columns), or images of shape (n, rows, columns). filters: (rows, columns), or (k, rows, columns).
    image_shape, filter_shape: these shapes, where both are known. border_mode: "valid" or "full".
    subsample: steps between results, down and across.

    The result has a dimension for images and one for filters, where there are several.
    """
    input, filters = as_tensor(input), as_tensor(filters)
    assert input.ndim in (2, 3), f"`{input}` must have 2 or 3 dimensions"
    assert filters.ndim in (2, 3), f"`{filters}` must have 2 or 3 dimensions"
    known: dict[str, Any] = {}
    if filter_shape and image_shape:
        known = {
            "bsize": image_shape[0] if input.ndim == 3 else 1,
            "imshp": (1, *tuple(image_shape)[-2:]),
            "nkern": filter_shape[0] if filters.ndim == 3 else 1,
            "kshp": tuple(filter_shape)[-2:],
        }
    op = ConvOp(output_mode=border_mode, dx=subsample[0], dy=subsample[1], **known, **kargs)
    images = input.dimshuffle(0, "x", 1, 2) if input.ndim == 3 else input.dimshuffle("x", "x", 0, 1)
    kernels = filters.dimshuffle(0, "x", 1, 2) if filters.ndim == 3 else filters.dimshuffle("x", "x", 0, 1)
    output = op(images, kernels)
    if input.ndim == filters.ndim == 2:
        return output[0, 0]
    return output[0] if input.ndim == 2 else output[:, 0] if filters.ndim == 2 else output


NAMED = {"weights": ("img", "topgrad"), "inputs": ("kern", "topgrad")}  # what the two tensors are of which gradient


def _corr(base: Any, name: str, convdim: int, role: str) -> Any:
    """Return the class `name`: `base` as a correlation, with the arguments of CorrMM."""

    def __init__(
        self: Any,
        border_mode: int | str | Sequence[int | Sequence[int]] = "valid",
        subsample: int | Sequence[int] = (1,) * convdim,
        filter_dilation: int | Sequence[int] = (1,) * convdim,
        num_groups: int = 1,
        unshared: bool = False,
        openmp: bool | None = None,
    ) -> None:
        base.__init__(self, None, None, border_mode, subsample, False, filter_dilation, num_groups, unshared)

    def of_three(
        self: Any,
        border_mode: int | str | Sequence[int | Sequence[int]] = "valid",
        subsample: int | Sequence[int] = (1, 1, 1),
        filter_dilation: int | Sequence[int] = (1, 1, 1),
        openmp: bool | None = None,
        num_groups: int = 1,
    ) -> None:
        __init__(self, border_mode, subsample, filter_dilation, num_groups)

    def make_node(self: Any, first: TensorLike, second: TensorLike, shape: Any = None) -> Any:
        first, second = as_tensor(first), as_tensor(second)
        if shape is None:
            of = get_conv_gradweights_shape if role == "weights" else get_conv_gradinputs_shape
            shape = of(
                shape_of(first),
                shape_of(second),
                self.border_mode,
                self.subsample,
                self.filter_dilation,
                self.num_groups,
            )[-convdim:]
            if None in shape:
                raise ValueError(f"{name} needs shape if subsample != 1 or border_mode is half")
        return base.make_node(self, first, second, shape)

    home = f"theano.tensor.nnet.{'corr' if convdim == 2 else 'corr3d'}"
    own = {word: WORDS[word] for word in arguments(base) if word in WORDS and word != "filter_flip"}
    words = {**own, "openmp": "without an effect"}
    summary = f"{said(base)} Filters are not mirrored. The shapes are those of conv2d or conv3d."
    told = text(summary, words, f"op = {home}.{name}()", home)
    body = {"__init__": __init__ if convdim == 2 else of_three, "__doc__": told, "__module__": __name__}
    made = also_named(**dict(zip(NAMED[role], ("first", "second"), strict=True)))(make_node) if role in NAMED else None
    return type(name, (base,), body if made is None else {**body, "make_node": made})


CorrMM = _corr(AbstractConv2d, "CorrMM", 2, "forward")
CorrMM_gradWeights = _corr(AbstractConv2d_gradWeights, "CorrMM_gradWeights", 2, "weights")
CorrMM_gradInputs = _corr(AbstractConv2d_gradInputs, "CorrMM_gradInputs", 2, "inputs")
Corr3dMM = _corr(AbstractConv3d, "Corr3dMM", 3, "forward")
Corr3dMM_gradWeights = _corr(AbstractConv3d_gradWeights, "Corr3dMM_gradWeights", 3, "weights")
Corr3dMM_gradInputs = _corr(AbstractConv3d_gradInputs, "Corr3dMM_gradInputs", 3, "inputs")


def conv3D(V: TensorLike, W: TensorLike, b: TensorLike, d: TensorLike) -> Any:
    """Return the correlation of V with W, plus b (`theano.tensor.nnet.conv3D` until Theano 0.9).

    V: (batch, rows, columns, time, channels). W: (filters, rows, columns, time, channels). b: a vector (filters). d:
    steps between results, a vector of three.
    """
    steps = tuple(int(get_scalar_constant_value(as_tensor(d)[i])) for i in range(3))
    image, kernel = as_tensor(V).dimshuffle(0, 4, 1, 2, 3), as_tensor(W).dimshuffle(0, 4, 1, 2, 3)
    return AbstractConv3d(subsample=steps, filter_flip=False)(image, kernel).dimshuffle(0, 2, 3, 4, 1) + b


__all__ = [
    "ConvOp",
    "Corr3dMM",
    "Corr3dMM_gradInputs",
    "Corr3dMM_gradWeights",
    "CorrMM",
    "CorrMM_gradInputs",
    "CorrMM_gradWeights",
    "conv2d",
    "conv3D",
    "signal_conv2d",
]
