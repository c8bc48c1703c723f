"""Correlations of images with kernels: ONNX's nodes, or one product of matrices for each tap of the kernel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..namespace import Namespace
from ..onnx_graph import Graph
from ..tensor import Tensor
from .repetition import repeated


def correlated(
    graph: Graph, image: Tensor, kernel: Tensor, strides: Sequence[int], dilations: Sequence[int], groups: int
) -> Tensor:
    """Return the correlation (batch, kernels, ...) of image (batch, channels, ...) and kernel (kernels, channels, ...).

    onnxruntime has a node for floats that are not float64.
    """
    if graph.has("Conv", image.dtype):
        named = {"strides": list(strides), "dilations": list(dilations), "group": groups}
        return graph.node("Conv", [image, kernel], image.dtype, image.ndim, **named)
    return _by_taps(graph, image, kernel, strides, dilations, groups)


def transposed(
    graph: Graph, top: Tensor, kernel: Tensor, strides: Sequence[int], dilations: Sequence[int], groups: int
) -> Tensor:
    """Return the transpose of `correlated` at `top`, without what no kernel reached on the right."""
    if graph.has("ConvTranspose", top.dtype):
        named = {"strides": list(strides), "dilations": list(dilations), "group": groups}
        return graph.node("ConvTranspose", [top, kernel], top.dtype, top.ndim, **named)
    xp, rank = Namespace(graph), len(strides)
    for d, stride in enumerate(strides):
        top = spaced(graph, top, 2 + d, stride)
    margins = [(kernel.length(2 + d) - np.int64(1)) * np.int64(dilations[d]) for d in range(rank)]
    wide = xp.pad(top, [(0, 0), (0, 0), *((m, m) for m in margins)])
    taps = [kernel.length(2 + d) for d in range(rank)]
    count, channels = kernel.length(0) // np.int64(groups), kernel.length(1)
    parts = graph.reshape(kernel, [np.int64(groups), count, channels, *taps])
    turned = graph.transpose(parts, [0, 2, 1, *range(3, 3 + rank)])
    turned = graph.reshape(turned, [channels * np.int64(groups), count, *taps])
    flipped = turned[(..., *[slice(None, None, -1)] * rank)]
    return _by_taps(graph, wide, flipped, [1] * rank, dilations, groups)


def _by_taps(
    graph: Graph, image: Tensor, kernel: Tensor, strides: Sequence[int], dilations: Sequence[int], groups: int
) -> Tensor:
    """Add up, over the taps of the kernel, the product of its channels and of those of the image below it."""
    xp, rank = Namespace(graph), len(strides)
    taps = [kernel.length(2 + d) for d in range(rank)]
    counts = [
        xp.maximum((image.length(2 + d) - (n - np.int64(1)) * np.int64(w) - np.int64(1)) // np.int64(s) + 1, 0)
        for d, (n, s, w) in enumerate(zip(taps, strides, dilations, strict=True))
    ]
    batch, channels, kernels = image.length(0), kernel.length(1), kernel.length(0) // np.int64(groups)
    one, group = np.int64(1), np.int64(groups)
    every, places = (math.prod(n[1:], start=n[0]) for n in (taps, counts))
    weights = graph.reshape(kernel, [group, kernels, channels, every])
    start = xp.full([batch, group, kernels, places], np.zeros((), image.dtype))

    def step(inner: Any, k: Tensor, values: list[Tensor]) -> tuple[list[Any], list[Any]]:
        [total], rest, index = values, k, []
        for n, d in zip(taps[::-1], range(rank)[::-1], strict=True):
            first = (rest % n) * np.int64(dilations[d])
            last = first + inner.maximum((counts[d] - one) * np.int64(strides[d]) + one, np.int64(0))
            index.append(slice(first, last, strides[d]))
            rest = rest // n
        below = image[(slice(None), slice(None), *index[::-1])]
        below = inner.graph.reshape(below, [batch, group, channels, places])
        return [total + inner.matmul(inner.graph.gather(weights, k, 3), below)], []

    [found] = repeated(graph, every, [start], step)
    return graph.reshape(found, [batch, kernel.length(0), *counts])


def spaced(graph: Graph, z: Tensor, axis: int, stride: int) -> Tensor:
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
