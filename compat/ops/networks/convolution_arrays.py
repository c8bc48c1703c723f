"""Correlation of images with kernels and its two transposes, in NumPy (windows and matrix products) and in JAX.

Images are (batch, channels, *lengths), kernels (filters, channels per group, *taps), results (batch, filters,
*lengths); an unshared kernel is (filters, *lengths of the result, channels per group, *taps).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array


@dataclass(frozen=True)
class Geometry:
    """The parameters of a correlation. `lengths`, `taps`, `result`: for each spatial dimension."""

    lengths: tuple[int, ...]
    taps: tuple[int, ...]
    result: tuple[int, ...]
    pads: tuple[tuple[int, int], ...]
    stride: tuple[int, ...]
    dilation: tuple[int, ...]
    groups: int
    unshared: bool

    @property
    def nd(self) -> int:
        return len(self.lengths)

    def parts(self, array: np.ndarray, axis: int) -> list[Any]:
        """Return `array` split into groups along `axis`."""
        return [array] if self.groups == 1 else np.split(array, self.groups, axis=axis)


def windows(image: np.ndarray, at: Geometry) -> np.ndarray:
    """Return (batch, channels, *result, *taps), a view: what each tap reads for each element of the result."""
    padded = np.pad(image, ((0, 0), (0, 0), *at.pads)) if any(map(any, at.pads)) else image
    steps = padded.strides[2:]
    return np.lib.stride_tricks.as_strided(
        padded,
        (*padded.shape[:2], *at.result, *at.taps),
        (
            *padded.strides[:2],
            *(s * n for s, n in zip(steps, at.stride, strict=True)),
            *(s * n for s, n in zip(steps, at.dilation, strict=True)),
        ),
        writeable=False,
    )


def correlate(image: np.ndarray, kernel: np.ndarray, at: Geometry) -> np.ndarray:
    """Return the correlation of an image with a kernel."""
    found, taps = [], tuple(range(2 + at.nd, 2 + 2 * at.nd))
    for part, own in zip(at.parts(windows(image, at), 1), at.parts(kernel, 0), strict=True):
        if at.unshared:
            found.append(np.einsum("bcxykl,fxyckl->bfxy", part, own, optimize=True))
        else:
            product = np.tensordot(part, own, axes=((1, *taps), tuple(range(1, 2 + at.nd))))
            found.append(np.moveaxis(product, -1, 1))
    return np.concatenate(found, axis=1)


def onto_kernel(image: np.ndarray, top: np.ndarray, at: Geometry) -> np.ndarray:
    """Return the transpose of the correlation with respect to the kernel, applied to `top`."""
    found, places = [], tuple(range(2, 2 + at.nd))
    for part, own in zip(at.parts(windows(image, at), 1), at.parts(top, 1), strict=True):
        if at.unshared:
            found.append(np.einsum("bfxy,bcxykl->fxyckl", own, part, optimize=True))
        else:
            found.append(np.tensordot(own, part, axes=((0, *places), (0, *places))))
    return np.concatenate(found, axis=0)


def onto_image(kernel: np.ndarray, top: np.ndarray, at: Geometry) -> np.ndarray:
    """Return the transpose of the correlation with respect to the image, applied to `top`."""
    found = []
    for part, own in zip(at.parts(kernel, 0), at.parts(top, 1), strict=True):
        if at.unshared:
            pieces = np.einsum("bfxy,fxyckl->bcxykl", own, part, optimize=True)
        else:
            pieces = np.moveaxis(np.tensordot(own, part, axes=((1,), (0,))), 1 + at.nd, 1)
        padded = np.zeros(
            (*pieces.shape[:2], *(n + a + b for n, (a, b) in zip(at.lengths, at.pads, strict=True))), pieces.dtype
        )
        for tap in itertools.product(*map(range, at.taps)):
            where = tuple(
                slice(k * d, k * d + (n - 1) * s + 1, s)
                for k, d, n, s in zip(tap, at.dilation, at.result, at.stride, strict=True)
            )
            place: Any = (..., *where)
            padded[place] += pieces[(..., *tap)]
        inside: Any = (..., *(slice(a, a + n) for n, (a, _) in zip(at.lengths, at.pads, strict=True)))
        found.append(padded[inside])
    return np.ascontiguousarray(np.concatenate(found, axis=1))


def correlate_jax(image: Array, kernel: Array, at: Geometry) -> Any:
    """Return the result of `correlate`, computed in JAX."""
    return _in_floats(lambda image, kernel: _correlate_jax(image, kernel, at), image, kernel)


def onto_kernel_jax(image: Array, top: Array, shape: tuple[int, ...], at: Geometry) -> Any:
    """Return the result of `onto_kernel` for a kernel of `shape`, computed in JAX."""
    return _in_floats(
        lambda image, top: _transposed(lambda k: _correlate_jax(image, k, at), shape, top),
        image,
        top,
    )


def onto_image_jax(kernel: Array, top: Array, shape: tuple[int, ...], at: Geometry) -> Any:
    """Return the result of `onto_image` for an image of `shape`, computed in JAX."""
    return _in_floats(
        lambda kernel, top: _transposed(lambda x: _correlate_jax(x, kernel, at), shape, top),
        kernel,
        top,
    )


def _in_floats(function: Callable[[Any, Any], Any], first: Array, second: Array) -> Any:
    """Return `function` of floats: GPUs have no integer convolution, and sums below 2 ** 53 stay exact."""
    if first.dtype.kind not in "iub":
        return function(first, second)
    return function(first.astype("float64"), second.astype("float64")).astype(first.dtype)


def _correlate_jax(image: Any, kernel: Any, at: Geometry) -> Any:
    from jax import lax

    if not kernel.size:  # XLA has no windows of length 0
        import jax.numpy as jnp

        return jnp.zeros((image.shape[0], kernel.shape[0], *at.result), image.dtype)
    options: dict[str, Any] = {"window_strides": at.stride, "padding": at.pads, "rhs_dilation": at.dilation}
    if not at.unshared:
        return lax.conv_general_dilated(image, kernel, feature_group_count=at.groups, **options)
    import jax.numpy as jnp

    patches = lax.conv_general_dilated_patches(image, at.taps, **options)
    batch, channels = image.shape[:2]
    patches = patches.reshape((batch, at.groups, channels // at.groups, *at.taps, *at.result))
    kernel = kernel.reshape((at.groups, -1, *kernel.shape[1:]))
    result = jnp.einsum("bgcklxy,gfxyckl->bgfxy", patches, kernel)
    return result.reshape((batch, -1, *at.result))


def _transposed(forward: Callable[[Any], Any], shape: tuple[int, ...], top: Array) -> Any:
    """Return the transpose of the linear function `forward` of an array of `shape`, applied to `top`."""
    import jax

    [result] = jax.linear_transpose(forward, jax.ShapeDtypeStruct(shape, top.dtype))(top)
    return result
