"""Values that matplotlib once took: error bars with an axis too many, labels for some ticks only, other orders."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any

import numpy as np

from .restored_name import Narrowed


def _of_fewer_axes(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take errors of shape (1, 1, n) as those of n points, or of one point, as until matplotlib 3.2."""

    @functools.wraps(real)
    def errorbar(*args: Any, **kwargs: Any) -> Any:
        given = list(args)  # the axes, x and y, and the errors
        points = np.size(given[1] if len(given) > 1 else kwargs.get("x", ()))
        for place, name in ((3, "yerr"), (4, "xerr")):
            if name in kwargs:
                kwargs[name] = _flattened(kwargs[name], points)
            elif len(given) > place:
                given[place] = _flattened(given[place], points)
        return real(*given, **kwargs)

    return errorbar


def _flattened(errors: Any, points: int) -> Any:
    try:
        shape = np.shape(errors)
    except ValueError:  # rows of other lengths
        return errors
    if len(shape) != 3 or shape[:2] not in ((1, 1), (1, 2)):
        return errors
    found = np.asarray(errors)[0]
    if shape[1] == 2:
        return found
    # Several errors of one point were drawn over each other, each to both sides: the longest is what was seen.
    return np.abs(found).max(axis=1) if points == 1 else found[0]


def _minor_by_position(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take True or False behind the ticks for `minor`, as until matplotlib 3.4: it is `labels` now."""

    @functools.wraps(real)
    def set_ticks(self: Any, ticks: Any, labels: Any = None, **kwargs: Any) -> Any:
        if isinstance(labels, bool | np.bool_) and "minor" not in kwargs:
            return real(self, ticks, minor=bool(labels), **kwargs)
        return real(self, ticks, labels, **kwargs)

    return set_ticks


def _beside_the_current_axes(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take the space of a colour bar from the current axes where what it shows stands on none, as until 3.5."""

    @functools.wraps(real)
    def colorbar(self: Any, mappable: Any, cax: Any = None, ax: Any = None, *args: Any, **kwargs: Any) -> Any:
        if cax is None and ax is None and getattr(mappable, "axes", None) is None:
            ax = self.gca()
        return real(self, mappable, cax, ax, *args, **kwargs)

    return colorbar


def _for_some_ticks(real: Callable[..., Any]) -> Callable[..., Any]:
    """Give the first labels to the ticks, and none to the rest, where there are more of the one or the other."""

    @functools.wraps(real)
    def set_ticklabels(self: Any, labels: Any, *args: Any, minor: bool = False, **kwargs: Any) -> Any:
        labels = list(labels)
        try:
            return real(self, labels, *args, minor=minor, **kwargs)
        except ValueError as error:
            if "FixedLocator" not in str(error):
                raise
        ticks = len(self.get_minorticklocs() if minor else self.get_majorticklocs())
        return real(self, [*labels, *[""] * ticks][:ticks], *args, minor=minor, **kwargs)

    return set_ticklabels


def _with_pyplot(real: Callable[..., Any]) -> Callable[..., Any]:
    """Let `matplotlib.pyplot` be read without its import, which `import pymc3` once brought."""

    @functools.wraps(real)
    def __getattr__(name: str) -> Any:
        return import_module("matplotlib.pyplot") if name == "pyplot" else real(name)

    return __getattr__


def _of_single_elements(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take lists in which numbers stand beside arrays of one element, of which NumPy 1.23 made numbers."""

    @functools.wraps(real)
    def plot(*args: Any, **kwargs: Any) -> Any:
        return real(*map(_as_numbers, args), **{name: _as_numbers(value) for name, value in kwargs.items()})

    return plot


def _as_numbers(values: Any) -> Any:
    if not isinstance(values, list | tuple) or not any(isinstance(one, np.ndarray) for one in values):
        return values
    shapes = {one.shape if isinstance(one, np.ndarray) else () for one in values}
    if len(shapes) == 1 or any(np.size(one) != 1 or isinstance(one, list | tuple | str) for one in values):
        return values
    return np.array([one.item() if isinstance(one, np.ndarray) else one for one in values])


def _of_any_count(real: Callable[..., Any]) -> Callable[..., Any]:
    """Repeat or cut sizes to the number of points, and let colors be those of the points without NaN."""

    @functools.wraps(real)
    def scatter(self: Any, x: Any, y: Any, s: Any = None, c: Any = None, *args: Any, **kwargs: Any) -> Any:
        try:
            return real(self, x, y, s, c, *args, **kwargs)
        except ValueError as error:
            told = str(error)
        if told.startswith("s (size"):  # matplotlib 3.1 and earlier went round the sizes
            data = kwargs.get("data")
            count = np.size(data[x] if data is not None and isinstance(x, str) else x)
            return scatter(self, x, y, np.resize(np.ravel(s), count), c, *args, **kwargs)
        are_numbers = all(np.asarray(one).dtype.kind in "iuf" for one in (x, y))
        if are_numbers and told.startswith("'c' argument has"):  # matplotlib 2 left out the points, with them no color
            seen = np.isfinite(np.ravel(x)) & np.isfinite(np.ravel(y))
            colors = next(one for one in (c, *map(kwargs.get, _COLORS)) if one is not None)
            if len(colors) == seen.sum() < len(seen):
                s = np.ravel(s)[seen] if np.size(s) == len(seen) else s
                return real(self, np.ravel(x)[seen], np.ravel(y)[seen], s, c, *args, **kwargs)
        return real(self, x, y, s, c, *args, **kwargs)

    return scatter


def _at_numbers(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take a Series as positions: matplotlib adds widths of two rows to them, which pandas refuses."""

    @functools.wraps(real)
    def violins(self: Any, stats: Any, positions: Any = None, *args: Any, **kwargs: Any) -> Any:
        return real(self, stats, None if positions is None else np.asarray(positions), *args, **kwargs)

    return violins


def _as_then(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take settings of then: the preamble of LaTeX as a list of lines (until 3.2), axes.color_cycle (until 2.1)."""

    @functools.wraps(real)
    def __setitem__(self: Any, key: str, value: Any) -> None:
        if key == "axes.color_cycle":
            from cycler import cycler  # matplotlib's own: it is there where matplotlib is

            colors = [one.strip() for one in value.split(",")] if isinstance(value, str) else list(value)
            real(self, "axes.prop_cycle", cycler(color=colors))
        elif key not in _AS_EVER or value not in _AS_EVER[key]:
            real(self, key, "\n".join(value) if key in _PREAMBLES and isinstance(value, list | tuple) else value)

    return __setitem__


def _of_text(real: Callable[..., Any]) -> Callable[..., Any]:
    """Turn a text by "90", as until matplotlib 3.2."""

    @functools.wraps(real)
    def set_rotation(self: Any, s: Any) -> Any:
        try:
            return real(self, s)
        except ValueError:
            with suppress(ValueError, TypeError):
                s = float(s)
            return real(self, s)

    return set_rotation


# Settings that matplotlib no longer has, at the values at which it now always is.
_AS_EVER = {"text.latex.unicode": (True,), "axes.hold": (True, None), "savefig.frameon": (True,)}
_PREAMBLES = ("text.latex.preamble", "pgf.preamble")
_COLORS = ("color", "facecolors", "facecolor")
_OF_NUMBERS = "plot step scatter bar barh vlines hlines fill_between fill_betweenx errorbar stem"

TABLE = (
    Narrowed("matplotlib", "__getattr__", _with_pyplot, "matplotlib.pyplot is there without its import"),
    *(
        Narrowed("matplotlib.axes:Axes", name, _of_single_elements, "arrays of one element are numbers in lists")
        for name in _OF_NUMBERS.split()
    ),
    Narrowed("matplotlib.axes:Axes", "violin", _at_numbers, "positions may be a Series"),
    Narrowed("matplotlib.axes:Axes", "scatter", _of_any_count, "sizes of any count, colors of the points without NaN"),
    Narrowed(
        "matplotlib:RcParams",
        "__setitem__",
        _as_then,
        "a preamble of LaTeX may be a list of lines; axes.color_cycle is axes.prop_cycle",
        "preamble",
    ),
    Narrowed("matplotlib.text:Text", "set_rotation", _of_text, "degrees may be a text"),
    Narrowed("matplotlib.axes:Axes", "errorbar", _of_fewer_axes, "errors of shape (1, 1, n) are those of n points"),
    Narrowed("matplotlib.figure:FigureBase", "colorbar", _beside_the_current_axes, "stands beside the current axes"),
    Narrowed("matplotlib.axis:Axis", "set_ticks", _minor_by_position, "minor may stand behind the ticks", "*"),
    Narrowed("matplotlib.axis:Axis", "set_ticklabels", _for_some_ticks, "labels of another number than the ticks"),
)
