"""Convolutions and pooling; and random numbers, which are refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ....graph.variable import Apply
from ....ops.networks.convolution import AbstractConv, AbstractConv_gradInputs, AbstractConv_gradWeights
from ....ops.networks.convolution_shapes import border_mode_to_pad, dilated
from ....ops.networks.pooling import AveragePoolGrad, DownsampleFactorMaxGradGrad, MaxPoolGrad, Pool
from ....ops.networks.pooling_windows import Windows, neutral_of_max
from ....ops.random.function import RandomFunction
from ....ops.random.mrg_uniform import MRGUniform
from ...errors import CannotExport
from ..namespace import Namespace
from ..onnx_graph import Graph
from ..tensor import Tensor
from .arrays import known_number
from .convolution_products import correlated, spaced, transposed
from .indexing import flat_places, scattered
from .table import form


@form(MRGUniform, RandomFunction)
def _random_numbers(graph: Graph, node: Apply, *_: Any) -> list[Any]:
    raise CannotExport("random numbers are not exported: draw them outside, and make them an input")


def _flipped(op: Any, kernel: Tensor) -> Tensor:
    return kernel[(..., *[slice(None, None, -1)] * op.convdim)] if op.filter_flip else kernel


def _pads(op: Any, taps: Sequence[Tensor]) -> Any:
    """Return the margins of each dimension: numbers, or scalars of the graph where they follow from the kernel."""
    reach = [dilated(n, d) for n, d in zip(taps, op.filter_dilation, strict=True)]
    return border_mode_to_pad(op.border_mode, op.convdim, reach)


def _taps(op: Any, kernel: Tensor) -> list[Tensor]:
    return [kernel.length(d - op.convdim) for d in range(op.convdim)]


def _padded(graph: Graph, x: Tensor, pads: Sequence[tuple[Any, Any]]) -> Tensor:
    if all(not isinstance(p, Tensor) and p == 0 for pair in pads for p in pair):
        return x
    return Namespace(graph).pad(x, [(0, 0), (0, 0), *pads])


@form(AbstractConv)
def _convolution(graph: Graph, node: Apply, image: Any, kernel: Any) -> list[Any]:
    """Correlate with the flipped kernel."""
    op: Any = node.op
    dtype = _dtype(node)
    image, kernel = graph.value(image, dtype), graph.value(kernel, dtype)
    padded = _padded(graph, image, _pads(op, _taps(op, kernel)))
    return [correlated(graph, padded, _flipped(op, kernel), op.subsample, op.filter_dilation, op.num_groups)]


def _dtype(node: Apply) -> np.dtype:
    """Return the dtype of a convolution. Raises CannotExport for one with unshared kernels."""
    if node.op.unshared:  # type: ignore[attr-defined]
        raise CannotExport("ONNX has no convolution with a kernel of its own for each place")
    return np.dtype(node.outputs[0].type.dtype)  # type: ignore[attr-defined]


@form(AbstractConv_gradInputs)
def _onto_image(graph: Graph, node: Apply, kernel: Any, top: Any, lengths: Any) -> list[Any]:
    """Transpose a convolution: what is left over on the right is cut, or filled with zeros."""
    op: Any = node.op
    dtype = _dtype(node)
    kernel, top = graph.value(kernel, dtype), graph.value(top, dtype)
    whole = transposed(graph, top, _flipped(op, kernel), op.subsample, op.filter_dilation, op.num_groups)
    pads = _pads(op, _taps(op, kernel))
    wanted = [graph.value(lengths, "int64")[d] for d in range(op.convdim)]
    xp = Namespace(graph)
    missing = [n + p[0] - whole.length(2 + d) for d, (n, p) in enumerate(zip(wanted, pads, strict=True))]
    filled = xp.pad(whole, [(0, 0), (0, 0), *((0, xp.maximum(m, np.int64(0))) for m in missing)])
    cut = tuple(slice(p[0], n + p[0], 1) for n, p in zip(wanted, pads, strict=True))
    return [filled[(slice(None), slice(None), *cut)]]


@form(AbstractConv_gradWeights)
def _onto_kernel(graph: Graph, node: Apply, image: Any, top: Any, lengths: Any) -> list[Any]:
    """Correlate the image with the gradient, batch and channels exchanged; strides become dilations."""
    op: Any = node.op
    dtype = _dtype(node)
    image, top = graph.value(image, dtype), graph.value(top, dtype)
    taps = [graph.value(lengths, "int64")[d] for d in range(op.convdim)]
    padded = _padded(graph, image, _pads(op, taps))
    exchanged, groups = [1, 0, *range(2, image.ndim)], np.int64(op.num_groups)
    batch, channels, *lengths = padded.shape
    parts = graph.reshape(padded, [batch, groups, channels // groups, *lengths])
    parts = graph.transpose(parts, [2, 1, 0, *range(3, parts.ndim)])
    parts = graph.reshape(parts, [channels // groups, groups * batch, *lengths])
    found = correlated(graph, parts, graph.transpose(top, exchanged), op.filter_dilation, op.subsample, op.num_groups)
    kernel = graph.transpose(found, exchanged)[(slice(None), slice(None), *(slice(0, n, 1) for n in taps))]
    return [_flipped(op, kernel)]


class _Windows(Windows):
    """Windows of known sizes over the last dimensions of an array whose lengths are known only when the model runs."""

    def __init__(self, graph: Graph, op: Any, x: Tensor, geometry: Sequence[Any]) -> None:
        sizes = (tuple(known_number(v[k], "the size of a pool") for k in range(op.ndim)) for v in geometry)
        window, stride, pad = sizes
        lengths: Any = tuple(x.length(d - op.ndim) for d in range(op.ndim))
        super().__init__(lengths, window, stride, pad, op.ignore_border)
        object.__setattr__(self, "xp", Namespace(graph))  # the base is frozen

    @property
    def counts(self) -> tuple[Any, ...]:
        """The number of windows along each dimension, as `pooled_length` has it."""
        return tuple(self._count(*one) for one in zip(self.lengths, self.window, self.stride, self.pad, strict=True))

    def _count(self, n: Any, window: int, stride: int, pad: int) -> Any:
        xp: Any = self.xp  # type: ignore[attr-defined]
        n = n + 2 * pad
        if self.ignore_border:
            return xp.maximum((n - window) // stride + 1, np.int64(0))
        return xp.minimum((n - 1) // stride, xp.maximum((n - 1 - window + stride) // stride, np.int64(0))) + 1

    def _reach(self, d: int) -> Any:
        whole = (self.counts[d] - 1) * self.stride[d] + self.window[d]
        return self.xp.maximum(whole, self.lengths[d] + 2 * self.pad[d])  # type: ignore[attr-defined]

    def _margins(self, x: Tensor) -> list[Any]:
        own = [(p, self._reach(d) - n - p) for d, (n, p) in enumerate(zip(self.lengths, self.pad, strict=True))]
        return [(0, 0)] * (x.ndim - len(own)) + own

    def padded(self, xp: Any, x: Any, value: object) -> Any:
        return xp.pad(x, self._margins(x), value)

    def _every(self, d: int, offset: int) -> slice:
        stop = (self.counts[d] - 1) * self.stride[d] + (offset + 1)
        return slice(offset, self.xp.maximum(stop, np.int64(offset)), self.stride[d])  # type: ignore[attr-defined]

    def divided(self, values: Any, with_padding: bool, dtype: str) -> Any:
        xp: Any = self.xp  # type: ignore[attr-defined]
        sizes: Any = np.ones((), dtype)
        for n, w, s, p, count in zip(self.lengths, self.window, self.stride, self.pad, self.counts, strict=True):
            start = xp.arange(count) * s
            first, last = (np.int64(0), n + 2 * p) if with_padding else (np.int64(p), n + p)
            size = xp.maximum(xp.minimum(start + w, last) - xp.maximum(start, first), np.int64(0))
            sizes = xp.graph.unsqueezed(sizes, [np.ndim(sizes)]) * size.astype(dtype)
        return xp.true_divide(values, sizes)

    def spread(self, xp: Any, z: Any) -> Any:
        for d in reversed(range(len(self.window))):
            axis = z.ndim - len(self.window) + d
            wide = spaced(xp.graph, z, axis, self.stride[d])
            parts = []
            for k in range(self.window[d]):
                margins: list[tuple[Any, Any]] = [(0, 0)] * z.ndim
                margins[axis] = (k, self._reach(d) - wide.length(axis) - k)
                parts.append(xp.pad(wide, margins))
            z = sum(parts[1:], parts[0])
        return self.cropped(z)


@form(Pool)
def _pool(graph: Graph, node: Apply, x: Any, *geometry: Any) -> list[Any]:
    op: Any = node.op
    windows, dtype = _Windows(graph, op, x, geometry), node.outputs[0].type.dtype  # type: ignore[attr-defined]
    xp: Any = Namespace(graph)
    if op.mode == "max":
        return [windows.folded(xp, x, xp.maximum, neutral_of_max(dtype))]
    total = windows.folded(xp, x, xp.add, 0)
    if op.mode != "sum":
        total = windows.divided(total, op.mode == "average_inc_pad", dtype)
    return [total.astype(dtype)]


@form(MaxPoolGrad)
def _max_pool_gradient(graph: Graph, node: Apply, x: Tensor, top: Any, gz: Any, *geometry: Any) -> list[Any]:
    """Give gz to every place of x that has the maximum of its window."""
    windows, dtype = _Windows(graph, node.op, x, geometry), node.outputs[0].type.dtype  # type: ignore[attr-defined]
    top, gz, xp = graph.value(top), graph.value(gz, dtype), Namespace(graph)
    padded = windows.padded(xp, x, 0)
    places, out = flat_places(graph, padded), xp.zeros_like(padded).astype(dtype)
    for part in windows.parts():
        chosen = xp.where(padded[part] == top, gz, np.zeros((), dtype))
        out = scattered(graph, out, places[part], chosen, set_=False)
    return [windows.cropped(out)]


@form(DownsampleFactorMaxGradGrad)
def _max_pool_second_gradient(graph: Graph, node: Apply, x: Tensor, top: Any, gz: Any, *geometry: Any) -> list[Any]:
    """Sum gz over the places of each window that have its maximum."""
    windows, dtype = _Windows(graph, node.op, x, geometry), node.outputs[0].type.dtype  # type: ignore[attr-defined]
    xp, top = Namespace(graph), graph.value(top)
    padded, given = windows.padded(xp, x, 0), windows.padded(xp, graph.value(gz, dtype), 0)
    chosen = [xp.where(padded[part] == top, given[part], np.zeros((), dtype)) for part in windows.parts()]
    return [sum(chosen[1:], chosen[0])]


@form(AveragePoolGrad)
def _average_pool_gradient(graph: Graph, node: Apply, x: Tensor, gz: Any, *geometry: Any) -> list[Any]:
    op: Any = node.op
    windows, dtype = _Windows(graph, op, x, geometry), node.outputs[0].type.dtype  # type: ignore[attr-defined]
    gz = graph.value(gz, dtype)
    if op.mode != "sum":
        gz = windows.divided(gz, op.mode == "average_inc_pad", dtype)
    return [windows.spread(Namespace(graph), gz)]
