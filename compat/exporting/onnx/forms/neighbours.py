"""Neighbourhoods of pixels as rows of a matrix, and back: by the positions of their pixels."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....graph.variable import Apply
from ....ops.networks.neighbours import (
    Images2Neibs,
    Neibs2ImagesSum,
    neighbourhood_count,
    neighbourhood_shift,
)
from ..namespace import Namespace
from ..onnx_graph import Graph
from ..tensor import Tensor
from .arrays import known_number
from .indexing import flat_places, scattered
from .table import form


def _rows(graph: Graph, op: Any, images: Tensor, sizes: Any, steps: Any) -> Tensor:
    """Return neighbourhoods as rows. What does not cover the image exactly is left out: a file cannot raise."""
    xp, x = Namespace(graph), images
    for d in range(2):
        size, step = (known_number(v[d], "the size of a neighbourhood") for v in (sizes, steps))
        axis, shift = 2 + 2 * d, neighbourhood_shift(op.mode, size)
        n = x.length(axis)
        starts = xp.arange(neighbourhood_count(op.mode, n, size, step)) * np.int64(step)
        places = starts[:, None] + np.arange(size)
        if op.mode == "wrap_centered":
            places = (places - np.int64(shift)) % n
        else:
            x = xp.pad(x, [(shift, shift) if k == axis else (0, 0) for k in range(x.ndim)]) if shift else x
        x = graph.gather(x, places, axis)
    width = np.int64(known_number(sizes[0], "") * known_number(sizes[1], ""))
    return graph.reshape(graph.transpose(x, [0, 1, 2, 4, 3, 5]), [np.int64(-1), width])


@form(Images2Neibs)
def _neighbourhoods(graph: Graph, node: Apply, images: Any, sizes: Any, steps: Any) -> list[Any]:
    return [_rows(graph, node.op, graph.value(images), sizes, steps)]


@form(Neibs2ImagesSum)
def _images(graph: Graph, node: Apply, rows: Any, sizes: Any, steps: Any, lengths: Any) -> list[Any]:
    """Add elements at their places."""
    rows = graph.value(rows)
    out = Namespace(graph).full([lengths[d] for d in range(4)], np.zeros((), rows.dtype))
    places = _rows(graph, node.op, flat_places(graph, out), sizes, steps)
    return [scattered(graph, out, places, rows, set_=False)]
