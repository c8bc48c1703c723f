"""Values that matplotlib's functions once took: error bars with an axis too many, labels for some ticks only."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from .restored_name import Narrowed


def _of_fewer_axes(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take errors of shape (1, 1, n) as those of n points, as until matplotlib 3.2."""

    @functools.wraps(real)
    def errorbar(*args: Any, **kwargs: Any) -> Any:
        given = list(args)
        for place, name in ((3, "yerr"), (4, "xerr")):  # after the axes, x and y
            if name in kwargs:
                kwargs[name] = _flattened(kwargs[name])
            elif len(given) > place:
                given[place] = _flattened(given[place])
        return real(*given, **kwargs)

    return errorbar


def _flattened(errors: Any) -> Any:
    if not isinstance(errors, np.ndarray) or errors.ndim != 3 or errors.shape[:2] not in ((1, 1), (1, 2)):
        return errors
    return errors[0, 0] if errors.shape[1] == 1 else errors[0]


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
