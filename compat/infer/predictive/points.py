"""The points of a trace, one by one, and one variable's values at all points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ...models.backends.base import MultiTrace


class TracePoints:
    """The draws of a MultiTrace as points, chain after chain, made on access."""

    def __init__(self, trace: MultiTrace) -> None:
        self.chains = list(trace._straces.values())
        self.length = len(trace)

    def __len__(self) -> int:
        return sum(len(chain) for chain in self.chains)

    def __getitem__(self, i: int) -> dict[str, Any]:
        chain, draw = divmod(i, self.length)
        return self.chains[chain % len(self.chains)].point(draw)


def points_of(trace: Any) -> tuple[Any, int, int]:
    """Return (points by number, number of chains, draws per chain)."""
    if isinstance(trace, MultiTrace):
        return TracePoints(trace), trace.nchains, len(trace)
    if isinstance(trace, list | tuple) and all(isinstance(p, dict) for p in trace):
        return trace, 1, len(trace)
    posterior = getattr(trace, "posterior", trace)
    if not hasattr(posterior, "data_vars"):
        raise TypeError(f"Do not know how to compute number of samples for trace argument of type {type(trace)}")
    arrays = {name: posterior[name].values for name in posterior.data_vars}
    chains, length = posterior.sizes["chain"], posterior.sizes["draw"]
    return [{n: a[c, d] for n, a in arrays.items()} for c in range(chains) for d in range(length)], chains, length


class Columns(Mapping[str, np.ndarray]):
    """Values by name at points start to stop - 1 of a sequence of points that repeats without end.

    ValueError if the points differ in variables or shapes.
    """

    def __init__(self, points: Any) -> None:
        self._points, self._whole = points, {}  # type: ignore[var-annotated]
        self.start, self.stop = 0, len(points)
        if isinstance(points, TracePoints):
            if any(len(chain) != points.length for chain in points.chains):
                raise ValueError("chains of several lengths")
            self._names = tuple(points.chains[0].varnames)
        else:
            self._names = tuple(points[0])
            if any(p.keys() != points[0].keys() for p in points):
                raise ValueError("points of several kinds")

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self._whole:
            if isinstance(self._points, TracePoints):
                self._whole[name] = np.concatenate([chain.get_values(name) for chain in self._points.chains])
            else:
                self._whole[name] = np.stack([p[name] for p in self._points])
        whole = self._whole[name]
        if self.stop <= len(whole):
            return whole[self.start : self.stop]
        return whole[np.arange(self.start, self.stop) % len(whole)]
