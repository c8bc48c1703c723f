"""Values that matplotlib's functions once took: error bars with an axis too many, labels for some ticks only."""

from __future__ import annotations

import functools
from collections.abc import Callable
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


TABLE = (
    Narrowed("matplotlib.axes:Axes", "errorbar", _of_fewer_axes, "errors of shape (1, 1, n) are those of n points"),
    Narrowed("matplotlib.axis:Axis", "set_ticklabels", _for_some_ticks, "labels of another number than the ticks"),
)
