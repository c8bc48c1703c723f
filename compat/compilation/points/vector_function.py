"""A function of one float64 vector, compiled like a sampler's density.

Known data and lengths are in its text, and a call costs half a microsecond more than the C function.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ...backends.c.extension import extension
from ...explain.watching import WATCHED
from ...graph.annotations import Annotation
from ...graph.traversal import replace
from ...graph.types import TensorType
from ...graph.variable import SharedVariable, Variable, annotated
from ...ops.shapes.shape import patternbroadcast
from ...settings import config
from ..data_stage.data_as_inputs import TRIES, Following
from ..densities.c_entry import CEntry
from ..densities.entry import Entry, Graphs, Setting
from ..equal_values import equal_values_as_numbers
from ..modes import Mode, get_mode
from ..stages import Written

Call = Callable[[Any], list[np.ndarray] | None]


def may_be_made(outputs: Sequence[Variable]) -> bool:
    """Return whether `outputs` are of float64, and functions are currently compiled entirely to C."""
    mode = get_mode(None)
    alone = type(mode) is Mode and mode.backend == "c" and not mode.own and mode.wrap_linker is None
    return alone and not config.profile and not WATCHED.on and all(v.type.dtype == "float64" for v in outputs)  # type: ignore[attr-defined]


class VectorFunction(Graphs):
    """`outputs`, float64 arrays of `shapes`, as a function of a vector of `dimension` values.

    Compiled when first called.

    variables: those that the outputs are graphs of, part of the cache key. views: (the vector) -> a replacement for
    each of them. derived: makes the outputs from the given graphs, if there is no cache entry; `about` tells how.
    following: shared variables that have other values at each call. They are inputs of the compiled function, after the
    vector, and not data for its stage.
    """

    def __init__(
        self,
        dimension: int,
        outputs: Sequence[Variable],
        shapes: Sequence[tuple[int, ...]],
        variables: Sequence[Variable],
        views: Callable[[Variable], Mapping[Variable, Variable]],
        following: Sequence[SharedVariable] = (),
        derived: Callable[[Sequence[Variable]], Sequence[Variable]] | None = None,
        about: str = "",
    ) -> None:
        super().__init__()
        self.dimension, self._shapes, self._following = dimension, tuple(shapes), list(following)
        self._outputs, self._variables, self._views = outputs, variables, views
        self._derived, self._about = derived, about
        outputs = self._entry_outputs = equal_values_as_numbers([*variables, *self._following], outputs)
        self._lengths = [np.shape(v.get_value(borrow=True)) for v in self._following]
        size = dimension + sum(map(math.prod, self._lengths))
        x = annotated(TensorType("float64", (False,)), Annotation(lengths=(size,)), "x")
        self._x, self._versions = np.zeros(size), [-1] * len(self._following)
        setting = Setting(x, size, get_mode(None), threading.Lock())
        depends_on = (
            "a function of a vector",
            about,
            [(v.type.dtype, getattr(v, "dshape", None)) for v in variables],  # type: ignore
            [(v.type.dtype, shape) for v, shape in zip(self._following, self._lengths, strict=True)],
        )  # type: ignore
        written = Written([*variables, *self._following], outputs, depends_on)
        self._entry = Entry("expand", setting, self, written, shapes=self._shapes)

    def make(self) -> Mapping[str, list[Variable]]:
        x, start = self._entry.setting.x, self.dimension
        given = dict(self._views(x))
        for v, shape in zip(self._following, self._lengths, strict=True):
            given[v] = piece_of(x, start, v.type, shape)
            start += math.prod(shape)
        outputs = self._entry_outputs if self._derived is None else self._derived(self._entry_outputs)
        return {"expand": replace(list(outputs), given)}

    def __reduce__(self) -> Any:
        """Return the arguments of the constructor: a copy compiles again."""
        return VectorFunction, self._given(self._following)

    def _given(self, following: Sequence[SharedVariable]) -> tuple[Any, ...]:
        given = self.dimension, self._outputs, self._shapes, self._variables, self._views
        return *given, following, self._derived, self._about

    def derive(self) -> None:
        """Make the derived graphs, unless a cache entry shows that this is possible."""
        if self._entry.cached is None:
            self._entry.graphs()

    def of_vector(self) -> Call | None:
        """Return the outputs as a function of the vector, compiled now; None without C, or without the call extension.

        That function returns None if C fails; the caller then uses another form, which raises the error.
        """
        chosen = self._of_vector()
        if chosen is None:
            return None
        if not self._following:
            return Switching(self) if self._entry.data.may_change else chosen

        def with_following(x: np.ndarray) -> Any:
            whole = self._whole(x)
            return None if whole is None else chosen(whole)

        return with_following

    def _of_vector(self) -> Call | None:
        """Return the C function of the whole vector, over the current data."""
        built = extension()
        at = None if built is None else self._now()
        if built is None or at is None:
            return None
        call, shapes, fixed = built.vector_call, self._shapes, at()
        address, user = fixed.address, fixed.user

        def always(x: np.ndarray, keep: CEntry = fixed) -> Any:
            return call(address, user, x, shapes)

        def with_data(x: np.ndarray) -> Any:
            entry = at()
            return call(entry.address, entry.user, x, shapes)

        return with_data if self._entry.data.may_change else always

    def _with(self, following: Sequence[SharedVariable]) -> VectorFunction:
        """Return the same function with these variables following the vector."""
        return VectorFunction(*self._given(following))

    def _whole(self, x: np.ndarray) -> np.ndarray | None:
        """Return `x` joined with the current values that follow it; None if the shape of one has changed."""
        whole, start = self._x, self.dimension
        for k, v in enumerate(self._following):
            shape = self._lengths[k]
            end = start + math.prod(shape)
            container = v.container
            if container.version != self._versions[k]:
                value = np.asarray(container.held)
                if value.shape != shape:
                    return None
                whole[start:end] = value.ravel()
                self._versions[k] = container.version
            start = end
        whole = whole.copy()  # several threads may be here
        whole[: self.dimension] = x
        return whole

    def of_point(self, places: tuple[Any, ...], exact: bool) -> Call | None:
        """Return the outputs as a function of a dictionary, which also returns None if a value does not match `places`.

        places: name -> where it begins in the vector, the number of its dtype, its shape. exact: there are no other
        names.
        """
        chosen = self._of_point(places, exact)
        return Switching(self, places, exact) if chosen is not None and self._entry.data.may_change else chosen

    def _of_point(self, places: tuple[Any, ...], exact: bool) -> Call | None:
        """Return the C function of a point, over the current data."""
        built = extension()
        at = None if built is None else self._now()
        if built is None or at is None:
            return None
        call, shapes, size, fixed = built.point_call, self._shapes, self.dimension, at()
        address, user = fixed.address, fixed.user

        def always(point: Mapping[Any, Any], keep: CEntry = fixed) -> Any:
            return call(address, user, point, places, size, exact, shapes)

        def with_data(point: Mapping[Any, Any]) -> Any:
            entry = at()
            return call(entry.address, entry.user, point, places, size, exact, shapes)

        return with_data if self._entry.data.may_change else always

    def of_point_and_values(self, places: tuple[Any, ...], exact: bool) -> Call | None:
        """Return the function of `of_point`, with the current values of what follows the vector.

        It also returns None if the type of one is not accepted from points.
        """
        built = extension()
        if built is None or any(v.type.dtype not in ("float64", "int64") for v in self._following):  # type: ignore
            return None
        at = self._now()
        if at is None:
            return None
        start, more = self.dimension, []
        for v, shape in zip(self._following, self._lengths, strict=True):
            more.append((v, start, np.dtype(v.type.dtype).num, shape))  # type: ignore[attr-defined]
            start += math.prod(shape)
        call, shapes, every, size = built.point_call, self._shapes, (*places, *more), start
        containers = [(v, v.container) for v in self._following]

        def with_values(point: Mapping[Any, Any]) -> Any:
            entry = at()
            whole = {**point, **{v: container.held for v, container in containers}}
            return call(entry.address, entry.user, whole, every, size, exact, shapes)

        return with_values

    def c_entry(self) -> CEntry | None:
        """Return its C function over the current data, for other C code; its vector ends with the following values.

        None if `of_vector` is None, or if it would run Python.
        """
        entry = None if extension() is None else self._entry.c_entry()
        return None if entry is None or self._entry.ops_in_python() else entry

    @property
    def lengths_of_following(self) -> list[tuple[int, ...]]:
        """Return the shapes of what follows the vector."""
        return list(self._lengths)

    def _now(self) -> Callable[[], CEntry] | None:
        """Return a function that returns the C entry for the current data."""
        entry = self._entry
        if entry.c_entry() is None:
            return None
        data = entry.data

        def at() -> CEntry:
            bound = entry.bound
            found = bound.entry if bound is not None and bound.values is data.current() else entry.c_entry()
            assert found is not None
            return found

        return at


class Switching:
    """A function over data with two forms: the usual one, and another while some shared variables change often.

    The other form takes these as arguments; it is made again when others change. Its calls return None if it cannot be
    used. places, exact: as in `of_point`; without them, of a vector.
    """

    def __init__(self, function: VectorFunction, places: tuple[Any, ...] | None = None, exact: bool = False) -> None:
        self._function, self._places, self._exact = function, places, exact
        self._changes = function._entry.data.changes
        self._usual: Any = function._of_vector() if places is None else function._of_point(places, exact)
        self._instead: tuple[Call, Following] | None = None
        self._tries = TRIES

    def __call__(self, given: Any) -> Any:
        instead = self._instead
        if instead is not None:
            other, following = instead
            if following.is_last():
                self._instead = None
            result = other(given)
            if result is not None:
                return result
            self._instead = None
        changes = self._changes
        changes.calls += 1
        result = self._usual(given)
        if changes.noted and self._tries and (often := changes.often()):
            self._tries -= 1
            form = self._form_over(often)
            self._instead = None if form is None else (form, Following(often))
        return result

    def _form_over(self, often: Sequence[SharedVariable]) -> Call | None:
        other = self._function._with(often)
        return other.of_vector() if self._places is None else other.of_point_and_values(self._places, self._exact)


def piece_of(x: Any, start: int, type_: Any, shape: tuple[int, ...]) -> Any:
    """Return a variable of that type and shape with the elements of the vector `x` from `start` on."""
    if shape == ():
        piece = x[start]
    else:
        piece = x[start : start + math.prod(shape)]
        if len(shape) != 1:
            piece = piece.reshape(shape)
        piece = patternbroadcast(piece, type_.broadcastable)
    return piece if piece.dtype == type_.dtype else piece.astype(type_.dtype)


__all__ = ["VectorFunction", "may_be_made", "piece_of"]
