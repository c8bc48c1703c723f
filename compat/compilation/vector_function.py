"""A function of one float64 vector that is compiled as a sampler's density is: what is known of data and lengths is in
its text, and a call adds half a microsecond to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from compat.compilation.c_entry import CEntry
from compat.compilation.entry import Entry, Setting, Written
from compat.compilation.modes import Mode, get_mode
from compat.explain.watching import WATCHED
from compat.graph.annotations import Annotation
from compat.graph.traversal import replace
from compat.graph.types import TensorType
from compat.graph.variable import Variable, annotated
from compat.settings import config


def may_be_made(outputs: Sequence[Variable]) -> bool:
    """Whether `outputs` are of float64, and what is compiled now goes to C alone."""
    mode = get_mode(None)
    alone = type(mode) is Mode and mode.backend == "c" and not mode.own and mode.wrap_linker is None
    return alone and not config.profile and not WATCHED.on and \
        all(v.type.dtype == "float64" for v in outputs)  # type: ignore[attr-defined]


class VectorFunction:
    """`outputs`, float64 arrays of `shapes`, as a function of a vector of `dimension` values. Compiled when first
    called.

    variables: what the outputs are graphs of, by which a plan is found; views: makes, given the vector, what stands for
    each of them.
    """

    def __init__(self, dimension: int, outputs: Sequence[Variable], shapes: Sequence[tuple[int, ...]],
                 variables: Sequence[Variable], views: Callable[[Variable], Mapping[Variable, Variable]]) -> None:
        x = annotated(TensorType("float64", (False,)), Annotation(lengths=(dimension,)), "x")
        self._shapes = tuple(shapes)
        setting = Setting(x, dimension, get_mode(None), threading.Lock())
        about = "a function of a vector", [(v.type.dtype, shape_of(v)) for v in variables]  # type: ignore[attr-defined]
        self._entry = Entry("expand", setting, lambda: replace(list(outputs), dict(views(x))),
                            Written(variables, outputs, about), shapes=self._shapes)
        self._size = dimension

    def of_vector(self) -> Callable[[np.ndarray], list[np.ndarray] | None] | None:
        """The outputs as a function of the vector, compiled now; it gives None where C can't compute them: another form
        words the error. None where there is no C, or no extension that calls it."""
        from compat.backends.c.calling import extension

        built = extension()
        at = None if built is None else self._now()
        if built is None or at is None:
            return None
        call, shapes = built.vector_call, self._shapes
        if self._entry.data.may_change:
            def follow(x: np.ndarray) -> Any:
                now = at()
                return call(now.address, now.user, x, shapes)
            return follow
        fixed = at()
        address, user = fixed.address, fixed.user

        def always(x: np.ndarray, keep: CEntry = fixed) -> Any:
            return call(address, user, x, shapes)
        return always

    def of_point(self, places: tuple[Any, ...], exact: bool) -> Callable[[Any], list[np.ndarray] | None] | None:
        """The same as a function of a dictionary, which gives None too where values are not as `places` says: for each
        name where it begins in the vector, the number of its dtype, its shape. exact: it has no other names."""
        from compat.backends.c.calling import extension

        built = extension()
        at = None if built is None else self._now()
        if built is None or at is None:
            return None
        call, shapes, size = built.point_call, self._shapes, self._size
        if self._entry.data.may_change:
            def follow(point: Any) -> Any:
                now = at()
                return call(now.address, now.user, point, places, size, exact, shapes)
            return follow
        fixed = at()
        address, user = fixed.address, fixed.user

        def always(point: Any, keep: CEntry = fixed) -> Any:
            return call(address, user, point, places, size, exact, shapes)
        return always

    def _now(self) -> Callable[[], CEntry] | None:
        """What gives the C entry of the data of now."""
        entry = self._entry
        if entry.c_entry() is None:
            return None
        data = entry.data

        def at() -> CEntry:
            now = entry.now
            found = now.entry if now is not None and now.values is data.current() else entry.c_entry()
            assert found is not None
            return found
        return at


def shape_of(variable: Any) -> Any:
    """That of the values of a free variable."""
    return getattr(variable, "dshape", None)


__all__ = ["VectorFunction", "may_be_made"]
