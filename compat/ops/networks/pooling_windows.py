"""Windows over the last dimensions of an array: their positions and number, sums and maxima over them.

Windows are clipped to the padded array and move by `stride`; `pad` is added on both sides.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.variable import Constant, Variable
from ..elementwise.functions import maximum, minimum
from ..shapes.join import MakeVector
from ..tensor_types import TensorLike


def entries(vector: Any, count: int) -> list[Any]:
    """Return the `count` elements of an integer vector: ints if known, else scalar graphs."""
    if isinstance(vector, Constant):
        if len(vector.data) != count:
            raise ValueError(
                f"`{vector}` has {len(vector.data)} elements, one for each of {count} dimensions is needed."
            )
        return [int(n) for n in vector.data]
    if vector.owner is not None and isinstance(vector.owner.op, MakeVector):
        return [int(v.data) if isinstance(v, Constant) else v.astype("int64") for v in vector.owner.inputs]
    return [vector[i].astype("int64") for i in range(count)]


def least(a: Variable, b: Variable) -> Any:
    """Return the lesser of two integers, as a graph if one is a variable."""
    return minimum(a, b) if isinstance(a, Variable) or isinstance(b, Variable) else min(a, b)


def largest(a: Variable, b: TensorLike) -> Any:
    """Return the greater of two integers, as a graph if one is a variable."""
    return maximum(a, b) if isinstance(a, Variable) or isinstance(b, Variable) else max(a, b)


def pooled_length(n: Any, window: Any, stride: Any, pad: Any, ignore_border: bool) -> Any:
    """Return the number of windows in a length n, as an int or a graph.

    With ignore_border False, the last one may end outside.
    """
    n = n + 2 * pad if not (isinstance(pad, int) and pad == 0) else n
    if ignore_border:
        return largest((n - window) // stride + 1, 0)
    return least((n - 1) // stride, largest((n - 1 - window + stride) // stride, 0)) + 1


@dataclass(frozen=True)
class Windows:
    """Windows over the last len(window) dimensions of arrays; `lengths` are those of these dimensions. All are ints."""

    lengths: tuple[int, ...]
    window: tuple[int, ...]
    stride: tuple[int, ...]
    pad: tuple[int, ...]
    ignore_border: bool

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(
            pooled_length(n, w, s, p, self.ignore_border)
            for n, w, s, p in zip(self.lengths, self.window, self.stride, self.pad, strict=True)
        )

    def _reach(self, d: int) -> int:
        """Return the padded length of dimension d that makes all windows complete."""
        return max((self.counts[d] - 1) * self.stride[d] + self.window[d], self.lengths[d] + 2 * self.pad[d])

    def padded(self, xp: ArrayModule, x: Any, value: object) -> Any:
        """Return `x` padded with `value` so that every window is complete."""
        margins = [(0, 0)] * (np.ndim(x) - len(self.window)) + [
            (p, self._reach(d) - n - p) for d, (n, p) in enumerate(zip(self.lengths, self.pad, strict=True))
        ]
        return xp.pad(x, margins, constant_values=value) if any(map(any, margins)) else x

    def cropped(self, padded: Any) -> Any:
        """Return the array without the padding of `padded`."""
        return padded[(..., *(slice(p, p + n) for p, n in zip(self.pad, self.lengths, strict=True)))]

    def parts(self) -> Iterator[tuple[Any, ...]]:
        """Yield, for each position in a window, the index of these elements in the padded array."""
        for offset in itertools.product(*map(range, self.window)):
            yield (..., *(self._every(d, k) for d, k in enumerate(offset)))

    def _every(self, d: int, offset: int) -> slice:
        return slice(
            offset, offset + (self.counts[d] - 1) * self.stride[d] + 1 if self.counts[d] else offset, self.stride[d]
        )

    def folded(self, xp: ArrayModule, x: TensorLike, function: Any, value: object) -> Any:
        """Reduce each window by `function`, an associative function of two arrays with neutral element `value`.

        Dimensions are reduced one after the other.
        """
        y = self.padded(xp, x, value)
        for d, window in enumerate(self.window):
            rest = (slice(None),) * (len(self.window) - 1 - d)
            whole = y
            for k in range(window):
                part = whole[(..., self._every(d, k), *rest)]
                y = part if k == 0 else function(y, part)
        return y

    def spread(self, xp: ArrayModule, z: Array) -> Any:
        """Return the transpose of window sums: each element of `z` added to all places of its window."""
        for d in reversed(range(len(self.window))):
            rest = (slice(None),) * (len(self.window) - 1 - d)
            axis = np.ndim(z) - len(self.window) + d
            shape = (*np.shape(z)[:axis], self._reach(d), *np.shape(z)[axis + 1 :])
            out = xp.zeros(shape, z.dtype)
            for k in range(self.window[d]):
                out = added_at(xp, out, (..., self._every(d, k), *rest), z)
            z = out
        return self.cropped(z)

    def divided(self, values: Array, with_padding: bool, dtype: str) -> Any:
        """Return `values` divided by the number of elements in each window, with or without those of the padding.

        0 divided by no elements is NaN.
        """
        sizes = np.ones((), dtype)
        for n, w, s, p, count in zip(self.lengths, self.window, self.stride, self.pad, self.counts, strict=True):
            start = np.arange(count) * s
            first, last = (0, n + 2 * p) if with_padding else (p, p + n)
            size = np.minimum(start + w, last) - np.maximum(start, first)
            sizes = sizes[..., None] * np.maximum(size, 0).astype(dtype)
        with np.errstate(all="ignore"):
            return values / sizes


def added_at(xp: ArrayModule, whole: Any, index: Any, value: object) -> Any:
    """Return `whole` with `value` added at `index`, in place if the array module can."""
    if xp is np:
        whole[index] += value
        return whole
    return whole.at[index].add(value)


def neutral_of_max(dtype: str) -> Any:
    """Return the smallest value of `dtype`."""
    return -np.inf if np.dtype(dtype).kind == "f" else np.iinfo(dtype).min


def static(lengths: Sequence[int], window: Array, stride: Array, pad: Array, ignore_border: bool) -> Windows:
    """Return windows from run-time vectors. ValueError if these do not have one element for each dimension."""
    nd = len(lengths)
    for name, vector in (("ws", window), ("stride", stride), ("pad", pad)):
        if len(vector) != nd:
            raise ValueError(
                f"{name} has {len(vector)} elements: one for each of the {nd} pooled dimensions is needed."
            )
    if any(int(s) < 1 for s in stride) or any(int(w) < 1 for w in window):
        raise ValueError(f"Windows {tuple(window)} and strides {tuple(stride)} must be positive.")
    return Windows(
        tuple(int(n) for n in lengths),
        tuple(int(w) for w in window),
        tuple(int(s) for s in stride),
        tuple(int(p) for p in pad),
        ignore_border,
    )
