"""Convolutions and pooling; and random numbers, which are refused."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from ....graph.variable import Apply
from ....ops.networks.convolution import AbstractConv, AbstractConv_gradInputs, AbstractConv_gradWeights
from ....ops.networks.pooling import AveragePoolGrad, DownsampleFactorMaxGradGrad, MaxPoolGrad, Pool
from ....ops.networks.pooling_windows import neutral_of_max
from ....ops.random.function import RandomFunction
from ....ops.random.mrg_uniform import MRGUniform
from ...errors import CannotExport
from ..namespace import Namespace
from ..onnx_graph import Graph
from ..tensor import Tensor
from .arrays import known_number
from .table import form


@form(MRGUniform, RandomFunction)
def _random_numbers(graph: Graph, node: Apply, *_: Any) -> list[Any]:
    raise CannotExport("random numbers are not exported: draw them outside, and make them an input")


def _flipped(op: Any, kernel: Tensor) -> Tensor:
    return kernel[(..., *[slice(None, None, -1)] * op.convdim)] if op.filter_flip else kernel


def _pads(op: Any, graph: Graph, kernel: Tensor) -> list[tuple[Any, Any]]:
    """Return the margins of each dimension: numbers, or scalars of the graph where they follow from the kernel."""
    if isinstance(op.border_mode, str):
        if op.border_mode == "valid":
            return [(0, 0)] * op.convdim
        found = []
        for d, dilation in enumerate(op.filter_dilation):
            n = kernel.length(kernel.ndim - op.convdim + d)
            reach = (n - np.int64(1)) * np.int64(dilation)
            pad = reach if op.border_mode == "full" else graph.floor_quotient(reach + np.int64(1), np.int64(2))
            found.append((pad, pad))
        return found
    given = op.border_mode if isinstance(op.border_mode, tuple | list) else [op.border_mode] * op.convdim
    return [(p, p) if isinstance(p, int) else tuple(p) for p in given]


def _padded(graph: Graph, x: Tensor, pads: Sequence[tuple[Any, Any]]) -> Tensor:
    if all(not isinstance(p, Tensor) and p == 0 for pair in pads for p in pair):
        return x
    return Namespace(graph).pad(x, [(0, 0), (0, 0), *pads])


@form(AbstractConv)
def _convolution(graph: Graph, node: Apply, image: Any, kernel: Any) -> list[Any]:
    """Correlate with the flipped kernel."""
    op: Any = node.op
    dtype = _of_floats(node)
    image, kernel = graph.value(image, dtype), graph.value(kernel, dtype)
    padded = _padded(graph, image, _pads(op, graph, kernel))
    return [_correlated(graph, op, padded, _flipped(op, kernel))]


def _of_floats(node: Apply) -> np.dtype:
    """Return the dtype of a convolution. Raises CannotExport for one of integers or with unshared kernels."""
    dtype = np.dtype(node.outputs[0].type.dtype)  # type: ignore[attr-defined]
    if dtype.kind != "f":
        raise CannotExport("ONNX has convolutions of floats alone")
    if node.op.unshared:  # type: ignore[attr-defined]
        raise CannotExport("ONNX has no convolution with a kernel of its own for each place")
    return dtype


def _correlated(graph: Graph, op: Any, image: Tensor, kernel: Tensor) -> Tensor:
    return graph.node(
        "Conv",
        [image.astype(graph.computed("Conv", image.dtype)), kernel],
        image.dtype,
        image.ndim,
        strides=list(op.subsample),
        dilations=list(op.filter_dilation),
        group=op.num_groups,
    )


@form(AbstractConv_gradInputs)
def _onto_image(graph: Graph, node: Apply, kernel: Any, top: Any, lengths: Any) -> list[Any]:
    """Transpose a convolution: what is left over on the right is cut, or filled with zeros."""
    op: Any = node.op
    dtype = _of_floats(node)
    kernel, top = graph.value(kernel, dtype), graph.value(top, dtype)
    graph.computed("Conv", dtype)
    whole = graph.node(
        "ConvTranspose",
        [top, _flipped(op, kernel)],
        dtype,
        top.ndim,
        strides=list(op.subsample),
        dilations=list(op.filter_dilation),
        group=op.num_groups,
    )
    pads = _pads(op, graph, kernel)
    wanted = [graph.value(lengths, "int64")[d] for d in range(op.convdim)]
    xp = Namespace(graph)
    missing = [
        xp.maximum(n + np.asarray(p[0], "int64") if not isinstance(p[0], Tensor) else n + p[0], np.int64(0))
        - whole.length(2 + d)
        for d, (n, p) in enumerate(zip(wanted, pads, strict=True))
    ]
    filled = xp.pad(whole, [(0, 0), (0, 0), *((0, xp.maximum(m, np.int64(0))) for m in missing)])
    cut = tuple(
        slice(p[0], n + (p[0] if isinstance(p[0], Tensor) else np.int64(p[0])), 1)
        for n, p in zip(wanted, pads, strict=True)
    )
    return [filled[(slice(None), slice(None), *cut)]]


@form(AbstractConv_gradWeights)
def _onto_kernel(graph: Graph, node: Apply, image: Any, top: Any, lengths: Any) -> list[Any]:
    """Correlate the image with the gradient, batch and channels exchanged; strides become dilations."""
    op: Any = node.op
    dtype = _of_floats(node)
    if op.num_groups != 1:
        raise CannotExport("the gradient of a convolution in groups has no form in ONNX")
    image, top = graph.value(image, dtype), graph.value(top, dtype)
    taps = [graph.value(lengths, "int64")[d] for d in range(op.convdim)]
    pads = _pads_for(op, graph, taps)
    padded = _padded(graph, image, pads)
    exchanged = [1, 0, *range(2, image.ndim)]
    found = graph.node(
        "Conv",
        [graph.transpose(padded, exchanged).astype(graph.computed("Conv", dtype)), graph.transpose(top, exchanged)],
        dtype,
        image.ndim,
        strides=list(op.filter_dilation),
        dilations=list(op.subsample),
    )
    kernel = graph.transpose(found, exchanged)[(slice(None), slice(None), *(slice(0, n, 1) for n in taps))]
    return [_flipped(op, kernel)]


def _pads_for(op: Any, graph: Graph, taps: Sequence[Tensor]) -> list[tuple[Any, Any]]:
    if op.border_mode not in ("half", "full"):
        return _pads(op, graph, taps[0])
    found = []
    for n, dilation in zip(taps, op.filter_dilation, strict=True):
        reach = (n - np.int64(1)) * np.int64(dilation)
        pad = reach if op.border_mode == "full" else graph.floor_quotient(reach + np.int64(1), np.int64(2))
        found.append((pad, pad))
    return found


class _Windows:
    """Windows of known sizes over the last dimensions of an array whose lengths are known only when the model runs."""

    def __init__(self, graph: Graph, op: Any, x: Tensor, geometry: Sequence[Any]) -> None:
        self.graph, self.xp, self.nd = graph, Namespace(graph), op.ndim
        numbers = [[known_number(n, "the size of a pool") for n in _elements(v, op.ndim)] for v in geometry]
        self.window, self.stride, self.pad = numbers
        self.lengths = [x.length(x.ndim - self.nd + d) for d in range(self.nd)]
        self.counts = [self._count(d, op.ignore_border) for d in range(self.nd)]

    def _count(self, d: int, ignore_border: bool) -> Tensor:
        w, s, p = (np.int64(v[d]) for v in (self.window, self.stride, self.pad))
        n, g = self.lengths[d] + np.int64(2) * p, self.graph
        if ignore_border:
            return self.xp.maximum(g.floor_quotient(n - w, s) + np.int64(1), np.int64(0))
        inner = self.xp.maximum(g.floor_quotient(n - np.int64(1) - w + s, s), np.int64(0))
        return self.xp.minimum(g.floor_quotient(n - np.int64(1), s), inner) + np.int64(1)

    def padded(self, x: Tensor, value: Any) -> Tensor:
        """Return `x` with margins that make all windows complete."""
        margins: list[tuple[Any, Any]] = [(0, 0)] * (x.ndim - self.nd)
        for d, n in enumerate(self.lengths):
            p = np.int64(self.pad[d])
            reach = (self.counts[d] - np.int64(1)) * np.int64(self.stride[d]) + np.int64(self.window[d])
            whole = self.xp.maximum(reach, n + np.int64(2) * p)
            margins.append((self.pad[d], whole - n - p))
        return self.xp.pad(x, margins, value)

    def cropped(self, x: Tensor) -> Tensor:
        """Return an array without the margins."""
        cut = [slice(p, n + np.int64(p), 1) for p, n in zip(self.pad, self.lengths, strict=True)]
        return x[(..., *cut)]

    def parts(self) -> list[tuple[Any, ...]]:
        """Return, for each place in a window, the index of these elements in the padded array."""
        return [
            (..., *(self._every(d, k) for d, k in enumerate(at))) for at in itertools.product(*map(range, self.window))
        ]

    def _every(self, d: int, offset: int) -> slice:
        stop = (self.counts[d] - np.int64(1)) * np.int64(self.stride[d]) + np.int64(offset + 1)
        return slice(offset, self.xp.maximum(stop, np.int64(offset)), self.stride[d])

    def folded(self, x: Tensor, function: Any, value: Any) -> Tensor:
        """Reduce each window, one dimension after the other."""
        y = self.padded(x, value)
        for d, window in enumerate(self.window):
            rest = (slice(None),) * (self.nd - 1 - d)
            whole = y
            for k in range(window):
                part = whole[(..., self._every(d, k), *rest)]
                y = part if k == 0 else function(y, part)
        return y

    def sizes(self, with_padding: bool, dtype: np.dtype) -> Any:
        """Return the number of elements in each window, for the last dimensions."""
        total: Any = None
        for d in range(self.nd):
            n, p = self.lengths[d], np.int64(self.pad[d])
            first = self.graph.node("Range", [np.int64(0), self.counts[d], np.int64(1)], "int64", 1)
            start = first * np.int64(self.stride[d])
            low, high = (np.int64(0), n + np.int64(2) * p) if with_padding else (p, n + p)
            size = self.xp.minimum(start + np.int64(self.window[d]), high) - self.xp.maximum(start, low)
            size = self.graph.unsqueezed(self.xp.maximum(size, np.int64(0)).astype(dtype), range(1, self.nd - d))
            total = size if total is None else total * size
        return total

    def spread(self, z: Tensor) -> Tensor:
        """Return each element of `z` added to all places of its window."""
        out = None
        for d in reversed(range(self.nd)):
            axis = z.ndim - self.nd + d
            reach = (self.counts[d] - np.int64(1)) * np.int64(self.stride[d]) + np.int64(self.window[d])
            whole = self.xp.maximum(reach, self.lengths[d] + np.int64(2 * self.pad[d]))
            wide = _dilated(self.graph, z, axis, self.stride[d])
            out = None
            for k in range(self.window[d]):
                margins: list[tuple[Any, Any]] = [(0, 0)] * z.ndim
                margins[axis] = (k, whole - wide.length(axis) - np.int64(k))
                part = self.xp.pad(wide, margins)
                out = part if out is None else out + part
            z = out  # type: ignore[assignment]
        return self.cropped(z)


def _dilated(graph: Graph, z: Tensor, axis: int, stride: int) -> Tensor:
    """Return `z` with stride - 1 zeros between its elements along a dimension."""
    if stride == 1:
        return z
    wide = graph.unsqueezed(z, [axis + 1])
    margins: list[tuple[Any, Any]] = [(0, 0)] * wide.ndim
    margins[axis + 1] = (0, stride - 1)
    filled = Namespace(graph).pad(wide, margins)
    lengths: list[Any] = list(z.shape)
    lengths[axis] = z.length(axis) * np.int64(stride)
    found = graph.reshape(filled, lengths)
    index: list[Any] = [slice(None)] * z.ndim
    index[axis] = slice(0, Namespace(graph).maximum(lengths[axis] - np.int64(stride - 1), np.int64(0)), 1)
    return found[tuple(index)]


def _elements(vector: Any, count: int) -> list[Any]:
    return [vector[k] for k in range(count)]


@form(Pool)
def _pool(graph: Graph, node: Apply, x: Tensor, *geometry: Any) -> list[Any]:
    op: Any = node.op
    windows, dtype = _Windows(graph, op, x, geometry), np.dtype(node.outputs[0].type.dtype)  # type: ignore[attr-defined]
    xp = Namespace(graph)
    if op.mode == "max":
        return [windows.folded(x, xp.maximum, neutral_of_max(dtype.name))]
    total = windows.folded(x, xp.add, 0)
    if op.mode != "sum":
        total = xp.true_divide(total, windows.sizes(op.mode == "average_inc_pad", dtype))
    return [total.astype(dtype)]


@form(MaxPoolGrad)
def _max_pool_gradient(graph: Graph, node: Apply, x: Tensor, top: Any, gz: Any, *geometry: Any) -> list[Any]:
    """Give gz to every place of x that has the maximum of its window."""
    windows, dtype = _Windows(graph, node.op, x, geometry), node.outputs[0].type.dtype  # type: ignore[attr-defined]
    top, gz, xp = graph.value(top), graph.value(gz, dtype), Namespace(graph)
    padded = windows.padded(x, 0)
    places = _places(graph, padded)
    size = graph.node("Size", [padded], "int64", 0)
    out = graph.expanded(np.zeros((), dtype), [size], 1)
    for part in windows.parts():
        chosen = xp.where(padded[part] == top, gz, np.zeros((), dtype))
        where = graph.unsqueezed(graph.reshape(places[part], np.asarray([-1]), 1), [1])
        out = graph.node(
            "ScatterND", [out, where, graph.reshape(chosen, np.asarray([-1]), 1)], dtype, 1, reduction="add"
        )
    return [windows.cropped(graph.reshape(out, padded.shape_vector(), x.ndim))]


def _places(graph: Graph, x: Tensor) -> Tensor:
    size = graph.node("Size", [x], "int64", 0)
    flat = graph.node("Range", [np.int64(0), size, np.int64(1)], "int64", 1)
    return graph.reshape(flat, x.shape_vector(), x.ndim)


@form(DownsampleFactorMaxGradGrad)
def _max_pool_second_gradient(graph: Graph, node: Apply, x: Tensor, top: Any, gz: Any, *geometry: Any) -> list[Any]:
    """Sum gz over the places of each window that have its maximum."""
    windows, dtype = _Windows(graph, node.op, x, geometry), node.outputs[0].type.dtype  # type: ignore[attr-defined]
    xp, top = Namespace(graph), graph.value(top)
    padded, given = windows.padded(x, 0), windows.padded(graph.value(gz, dtype), 0)
    chosen = [xp.where(padded[part] == top, given[part], np.zeros((), dtype)) for part in windows.parts()]
    return [sum(chosen[1:], chosen[0])]


@form(AveragePoolGrad)
def _average_pool_gradient(graph: Graph, node: Apply, x: Tensor, gz: Any, *geometry: Any) -> list[Any]:
    op: Any = node.op
    windows, dtype = _Windows(graph, op, x, geometry), np.dtype(node.outputs[0].type.dtype)  # type: ignore[attr-defined]
    gz = graph.value(gz, dtype)
    if op.mode != "sum":
        gz = Namespace(graph).true_divide(gz, windows.sizes(op.mode == "average_inc_pad", dtype))
    return [windows.spread(gz)]
