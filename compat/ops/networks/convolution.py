"""Convolution of images with kernels in two or three dimensions, and its gradients.

Source of names and conventions: theano.tensor.nnet.abstract_conv. Array operations: convolution_arrays.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...docstrings import text
from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE, upcast
from ...graph.variable import Apply, Variable
from ..known_values import NotScalarConstantError, get_scalar_constant_value
from ..shapes.shape import patternbroadcast
from ..tensor_op import TensorOp, as_tensor, disconnected, tensor_type
from ..tensor_types import TensorLike
from .convolution_arrays import (
    Geometry,
    correlate,
    correlate_jax,
    onto_image,
    onto_image_jax,
    onto_kernel,
    onto_kernel_jax,
)
from .convolution_c import ConvolutionC
from .convolution_shapes import (
    assert_shape,
    border_mode_to_pad,
    dilated,
    get_conv_output_shape,
    get_conv_shape_1axis,
    is_int,
)
from .pooling_windows import entries


class BaseAbstractConv(ConvolutionC, TensorOp):
    """The base of a convolution and its two gradients.

    border_mode: "valid", "half", "full", a number of zeros around the image, or one number or pair (before, after) for
    each dimension. subsample: stride of the result. filter_flip: whether kernels are mirrored (convolution) or not
    (correlation). filter_dilation: distance between taps. num_groups: groups of channels that do not mix. unshared:
    each element of the result has its own kernel. imshp, kshp: lengths that the user declares, checked under
    `config.conv.assert_shape`; values do not depend on them.

    convdim: 2 for images, 3 for volumes.
    """

    strict = False
    filter_dilation: tuple[int, ...] = (1, 1)  # this field and the next two are missing in pickles of Theano 0.8
    num_groups = 1
    unshared = False
    __props__: tuple[str, ...] = (
        "convdim",
        "border_mode",
        "subsample",
        "filter_flip",
        "filter_dilation",
        "num_groups",
        "unshared",
    )

    def __init__(
        self,
        convdim: int,
        imshp: Any = None,
        kshp: Any = None,
        border_mode: int | str | Sequence[int | Sequence[int]] = "valid",
        subsample: Any = None,
        filter_flip: bool = True,
        filter_dilation: Any = None,
        num_groups: int = 1,
        unshared: bool = False,
    ) -> None:
        if convdim not in (2, 3):
            raise ValueError(f"convolution dimension {convdim} is not supported")
        if num_groups < 1:
            raise ValueError("num_groups must have value greater than zero")
        if unshared and convdim != 2:
            raise NotImplementedError(f"Unshared convolution not implemented for {convdim}D")
        self.convdim = convdim
        self.border_mode = _border_mode(border_mode, convdim)
        self.subsample = _steps(subsample, convdim, "subsample")
        self.filter_dilation = _steps(filter_dilation, convdim, "filter_dilation")
        self.filter_flip, self.num_groups, self.unshared = bool(filter_flip), num_groups, bool(unshared)
        self.imshp = _promised(imshp, 2 + convdim, "imshp")
        self.kshp = _promised(kshp, (2 + 2 * convdim) if unshared else (2 + convdim), "kshp")

    @property
    def kernel_ndim(self) -> int:
        return 2 + self.convdim * (2 if self.unshared else 1)

    def options(self) -> dict[str, Any]:
        """Return the keywords for a related Op with the same options."""
        return {p: getattr(self, p) for p in ("imshp", "kshp", *self.__props__) if p != "convdim"}

    def relative(self, role: str) -> BaseAbstractConv:
        """Return the corresponding convolution ("forward") or gradient ("weights", "inputs")."""
        return _CLASSES[role, self.convdim](**self.options())

    def operands(self, *pairs: tuple[Any, str, int]) -> list[Any]:
        """Return variables for (value, name, rank) triples. TypeError for another rank."""
        found = []
        for value, name, ndim in pairs:
            variable = as_tensor(value)
            if variable.type.ndim != ndim:
                raise TypeError(f"{name} must be {ndim}D tensor, `{variable}` has {variable.type.ndim} dimensions.")
            found.append(variable)
        return found

    def geometry(self, lengths: Sequence[int], taps: Sequence[int], result: Sequence[int] | None = None) -> Geometry:
        """Return the geometry. ValueError if the result would be empty, or its lengths are not those of `result`."""
        lengths, taps = tuple(map(int, lengths)), tuple(map(int, taps))
        reach = [dilated(k, d) for k, d in zip(taps, self.filter_dilation, strict=True)]
        pads = border_mode_to_pad(self.border_mode, self.convdim, reach)
        own = tuple(
            get_conv_shape_1axis(n, k, p, s, d)
            for n, k, p, s, d in zip(lengths, taps, pads, self.subsample, self.filter_dilation, strict=True)
        )
        if any(n <= 0 for n in own) or (result is not None and tuple(result) != own):
            raise ValueError(
                f"{self}: an image of {lengths} and a kernel of {taps} make a result of {own}"
                + (f", not {tuple(result)}." if result is not None else ": each must be positive.")
            )
        return Geometry(lengths, taps, own, pads, self.subsample, self.filter_dilation, self.num_groups, self.unshared)

    def check_promises(self, image: Sequence[int], kernel: Sequence[int]) -> None:
        """Raise ValueError if the shapes differ from those declared for this Op, if it is strict (as ConvOp is)."""
        for found, given, what in ((image, self.imshp, "image"), (kernel, self.kshp, "filter")):
            if self.strict and any(n is not None and int(n) != f for n, f in zip(given, found, strict=True)):
                raise ValueError(
                    f"The {what} shape provided at build time {given} is different from the one passed at "
                    f"run time {tuple(found)}"
                )

    def flipped(self, kernel: Any) -> Any:
        """Return the kernel of the equivalent correlation; applied twice it is the identity."""
        return kernel[(..., *[slice(None, None, -1)] * self.convdim)] if self.filter_flip else kernel

    def check_channels(self, channels: int, per_group: int, filters: int) -> None:
        """Raise ValueError if the channels of image and kernel do not match."""
        if channels != per_group * self.num_groups or filters % self.num_groups:
            raise ValueError(
                f"{self}: an image of {channels} channels meets {filters} kernels of {per_group} channels "
                f"in {self.num_groups} group(s)."
            )

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        (a, b, *rest), (pa, pb, *_) = inputs, eval_points
        terms = [self(pa, b, *rest)] if pa is not None else []
        if pb is not None:
            terms.append(self(a, pb, *rest))
        return [None if not terms else terms[0] if len(terms) == 1 else terms[0] + terms[1]]

    def __str__(self) -> str:
        shown = ", ".join(f"{p}={getattr(self, p)!r}" for p in self.__props__)
        return f"{type(self).__name__}{{{shown}}}"


class AbstractConv(BaseAbstractConv):
    """The convolution of images with kernels. Inputs: images, kernels.

    Shapes of images: (batch, channels, *lengths), of kernels: (filters, channels, *lengths), of the result: (batch,
    filters, *lengths). convdim, imshp, kshp, border_mode, subsample, filter_flip, filter_dilation, num_groups,
    unshared: as in BaseAbstractConv.
    """

    role = "forward"

    def make_node(self, img: Any, kern: Any) -> Apply:
        img, kern = self.operands((img, "img", 2 + self.convdim), (kern, "kern", self.kernel_ndim))
        img = assert_shape(img, self.imshp, "AbstractConv shape mismatch: shape of image does not match given imshp.")
        kern = assert_shape(kern, self.kshp, "AbstractConv shape mismatch: shape of filters does not match given kshp.")
        return Apply(
            self,
            [img, kern],
            [
                tensor_type(
                    _dtype(img, kern), (img.type.broadcastable[0], kern.type.broadcastable[0], *(False,) * self.convdim)
                )()
            ],
        )

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        image, kernel = input_shapes
        return [get_conv_output_shape(image, kernel, self.border_mode, self.subsample, self.filter_dilation)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        (image, kernel), [top] = inputs, output_gradients
        return _like(
            (
                self.relative("inputs")(kernel, top, self._lengths(image, self.imshp)),
                self.relative("weights")(image, top, self._lengths(kernel, self.kshp)),
            ),
            (image, kernel),
        )

    def _lengths(self, x: Variable, given: Sequence[int | None] | None) -> Any:
        """Return the lengths of `x` along its last dimensions.

        A strict Op (ConvOp) uses the declared lengths without reading `x`: programs take gradients with respect to an
        image that is not among their inputs.
        """
        known = tuple(given or (None,))[-self.convdim :]
        return known if self.strict and None not in known else x.shape[-self.convdim :]

    def compat_array(self, xp: ArrayModule, node: Apply, image: Array, kernel: Array) -> list[Any]:
        d, dtype = self.convdim, node.outputs[0].type.dtype
        at = self.geometry(image.shape[2:], kernel.shape[-d:])
        self.check_channels(image.shape[1], kernel.shape[-d - 1], kernel.shape[0])
        self.check_promises(image.shape, kernel.shape)
        if self.unshared and kernel.shape[1 : 1 + d] != at.result:
            raise ValueError(f"Kernel shape {kernel.shape[1 : 1 + d]} does not match computed output size {at.result}")
        image, kernel = xp.asarray(image).astype(dtype), self.flipped(xp.asarray(kernel).astype(dtype))
        return [(correlate if xp is np else correlate_jax)(image, kernel, at)]


class AbstractConv_gradWeights(BaseAbstractConv):
    """The gradient with respect to the kernels. Inputs: images, gradient of the result, lengths of the kernels.

    convdim, imshp, kshp, border_mode, subsample, filter_flip, filter_dilation, num_groups, unshared: as in
    BaseAbstractConv, those of the convolution. The result has the shape of the kernels.
    """

    role = "weights"

    def make_node(self, img: Any, topgrad: Any, shape: Any, add_assert_shape: bool = True) -> Apply:
        img, topgrad = self.operands((img, "img", 2 + self.convdim), (topgrad, "topgrad", 2 + self.convdim))
        if add_assert_shape:
            img = assert_shape(
                img, self.imshp, "AbstractConv_gradWeights shape mismatch: shape of image does not match given imshp."
            )
        inner = (False,) * self.convdim
        pattern = (
            topgrad.type.broadcastable[1],
            *(inner if self.unshared else ()),
            self.num_groups == 1 and img.type.broadcastable[1],
            *inner,
        )
        return Apply(self, [img, topgrad, _vector(shape)], [tensor_type(_dtype(img, topgrad), pattern)()])

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (2,)

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        image, top = input_shapes[:2]
        channels = image[1] if self.num_groups == 1 else image[1] // self.num_groups
        return [(top[1], *(top[2:] if self.unshared else ()), channels, *entries(node.inputs[2], self.convdim))]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        (image, top, _), [kernel] = inputs, output_gradients
        return [
            *_like(
                (
                    self.relative("inputs")(kernel, top, image.shape[-self.convdim :]),
                    self.relative("forward")(image, kernel),
                ),
                (image, top),
            ),
            disconnected(),
        ]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [True], [False]]

    def compat_array(self, xp: ArrayModule, node: Apply, image: Array, top: Array, shape: Any) -> list[Any]:
        dtype = node.outputs[0].type.dtype
        at = self.geometry(image.shape[2:], shape, top.shape[2:])
        channels = image.shape[1] // self.num_groups
        self.check_channels(image.shape[1], channels, top.shape[1])
        image, top = xp.asarray(image).astype(dtype), xp.asarray(top).astype(dtype)
        if xp is np:
            return [self.flipped(onto_kernel(image, top, at))]
        kernel = (top.shape[1], *(at.result if self.unshared else ()), channels, *at.taps)
        return [self.flipped(onto_kernel_jax(image, top, kernel, at))]


class AbstractConv_gradInputs(BaseAbstractConv):
    """The gradient with respect to the images. Inputs: kernels, gradient of the result, lengths of the images.

    convdim, imshp, kshp, border_mode, subsample, filter_flip, filter_dilation, num_groups, unshared: as in
    BaseAbstractConv, those of the convolution. The result has the shape of the images.
    """

    role = "inputs"

    def make_node(self, kern: Any, topgrad: Any, shape: Any, add_assert_shape: bool = True) -> Apply:
        kern, topgrad = self.operands((kern, "kern", self.kernel_ndim), (topgrad, "topgrad", 2 + self.convdim))
        if add_assert_shape:
            kern = assert_shape(
                kern, self.kshp, "AbstractConv_gradInputs shape mismatch: shape of filters does not match given kshp."
            )
        pattern = (
            topgrad.type.broadcastable[0],
            self.num_groups == 1 and kern.type.broadcastable[-self.convdim - 1],
            *(False,) * self.convdim,
        )
        return Apply(self, [kern, topgrad, _vector(shape)], [tensor_type(_dtype(kern, topgrad), pattern)()])

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (2,)

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        kernel, top = input_shapes[:2]
        channels = kernel[-self.convdim - 1]
        return [
            (
                top[0],
                channels if self.num_groups == 1 else channels * self.num_groups,
                *entries(node.inputs[2], self.convdim),
            )
        ]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        (kernel, top, _), [image] = inputs, output_gradients
        return [
            *_like(
                (
                    self.relative("weights")(image, top, kernel.shape[-self.convdim :]),
                    self.relative("forward")(image, kernel),
                ),
                (kernel, top),
            ),
            disconnected(),
        ]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [True], [False]]

    def compat_array(self, xp: ArrayModule, node: Apply, kernel: Array, top: Array, shape: Any) -> list[Any]:
        d, dtype = self.convdim, node.outputs[0].type.dtype
        at = self.geometry(shape, kernel.shape[-d:], top.shape[2:])
        channels = kernel.shape[-d - 1] * self.num_groups
        if top.shape[1] != kernel.shape[0]:
            raise ValueError(f"{self}: the gradient has {top.shape[1]} channels, there are {kernel.shape[0]} kernels.")
        self.check_channels(channels, kernel.shape[-d - 1], kernel.shape[0])
        kernel, top = self.flipped(xp.asarray(kernel).astype(dtype)), xp.asarray(top).astype(dtype)
        if xp is np:
            return [onto_image(kernel, top, at)]
        image = (top.shape[0], channels, *at.lengths)
        return [onto_image_jax(kernel, top, image, at)]


def _dtype(first: Any, second: Any) -> str:
    """Return the dtype of the first operand, as Theano does, or the upcast if the first is discrete."""
    return upcast(first.type.dtype, second.type.dtype) if first.type.dtype in DISCRETE else first.type.dtype


def _vector(shape: TensorLike) -> Any:
    vector = as_tensor(shape)
    if vector.type.ndim != 1 or vector.type.dtype not in DISCRETE:
        raise TypeError(f"lengths must be a vector of integers, got {vector.type}.")
    return vector


def _like(gradients: Sequence[Any], inputs: Sequence[Any]) -> list[Any]:
    """Return `gradients` with the patterns of `inputs`, and with their dtypes if these are floats."""
    return [
        patternbroadcast(
            g if v.type.dtype in DISCRETE or g.dtype == v.type.dtype else g.astype(v.type.dtype), v.type.broadcastable
        )
        for g, v in zip(gradients, inputs, strict=True)
    ]


def _border_mode(mode: Any, convdim: int) -> Any:
    """Return a border mode in canonical form: a name, or a tuple of ints and pairs. ValueError if it is not valid."""
    if is_int(mode):
        if mode < 0:
            raise ValueError(f"invalid border_mode {mode}, which must be a non-negative integer")
        mode = (int(mode),) * convdim
    if isinstance(mode, list):
        mode = tuple(tuple(m) if isinstance(m, list) else m for m in mode)
    if not isinstance(mode, tuple):
        border_mode_to_pad(mode, convdim, (1,) * convdim)
        return mode
    pads = border_mode_to_pad(mode, convdim, (1,) * convdim)
    if any(isinstance(m, str) for m in mode):
        return mode
    if convdim != 2 and any(isinstance(m, tuple) for m in mode):
        raise NotImplementedError(f"Asymmetric padding not implemented for {convdim}D")
    if not any(map(any, pads)):
        return "valid"
    return tuple(int(a) if a == b else (int(a), int(b)) for a, b in pads)


def _steps(steps: tuple[int, ...], convdim: int, name: str) -> tuple[int, ...]:
    if steps is None:
        return (1,) * convdim
    if len(steps) != convdim:
        raise ValueError(f"{name} must have {convdim} elements")
    found = tuple(int(get_scalar_constant_value(s)) for s in steps)
    if min(found) < 1:
        raise ValueError(f"{name} must be positive, got {found}.")
    return found


def _promised(shape: Sequence[Any] | None, count: int, name: str) -> tuple[Any, ...]:
    if isinstance(shape, Variable):
        shape = [shape[d] for d in range(count)]  # type: ignore[index]
    if shape is None or len(shape) == 0:
        return (None,) * count
    try:
        for n in shape:
            if n is not None:
                get_scalar_constant_value(n, only_process_constants=True)
    except NotScalarConstantError:
        raise ValueError(f"{name} should be None or a tuple of constant int values, got {tuple(shape)}.") from None
    return tuple(shape)


SOURCE = "theano.tensor.nnet.abstract_conv"
WORDS = {
    "imshp, kshp": "shapes of images and filters as far as they are known, None for others",
    "border_mode": '"valid", "full", "half", or the numbers of zeros around the images',
    "subsample": "steps between results",
    "filter_flip": "False for a correlation",
    "filter_dilation": "steps between elements of a filter",
    "num_groups": "groups of channels, with filters of their own",
    "unshared": "whether each position has its filters",
}


def said(made: type) -> str:
    """Return the first sentences of a class's docstring."""
    return (made.__doc__ or "").partition("\n\n")[0]


def _of_rank(base: type, convdim: int, name: str) -> type:
    """Return the class `name`: `base` for images of `convdim` dimensions, with Theano's order of arguments."""

    def __init__(
        self: Any,
        imshp: Any = None,
        kshp: Any = None,
        border_mode: int | str | Sequence[int | Sequence[int]] = "valid",
        subsample: int | Sequence[int] = (1,) * convdim,
        filter_flip: bool = True,
        filter_dilation: int | Sequence[int] = (1,) * convdim,
        num_groups: int = 1,
        unshared: bool = False,
    ) -> None:
        base.__init__(  # type: ignore[misc]
            self,
            convdim,
            imshp,
            kshp,
            border_mode,
            subsample,
            filter_flip,
            filter_dilation,
            num_groups,
            unshared,
        )

    told = text(said(base), WORDS, f"op = theano.tensor.nnet.abstract_conv.{name}()", SOURCE)
    return type(name, (base,), {"__init__": __init__, "convdim": convdim, "__doc__": told, "__module__": __name__})


AbstractConv2d = _of_rank(AbstractConv, 2, "AbstractConv2d")
AbstractConv3d = _of_rank(AbstractConv, 3, "AbstractConv3d")
AbstractConv2d_gradWeights = _of_rank(AbstractConv_gradWeights, 2, "AbstractConv2d_gradWeights")
AbstractConv3d_gradWeights = _of_rank(AbstractConv_gradWeights, 3, "AbstractConv3d_gradWeights")
AbstractConv2d_gradInputs = _of_rank(AbstractConv_gradInputs, 2, "AbstractConv2d_gradInputs")
AbstractConv3d_gradInputs = _of_rank(AbstractConv_gradInputs, 3, "AbstractConv3d_gradInputs")
_CLASSES: dict[tuple[str, int], Any] = {
    ("forward", 2): AbstractConv2d,
    ("forward", 3): AbstractConv3d,
    ("weights", 2): AbstractConv2d_gradWeights,
    ("weights", 3): AbstractConv3d_gradWeights,
    ("inputs", 2): AbstractConv2d_gradInputs,
    ("inputs", 3): AbstractConv3d_gradInputs,
}
