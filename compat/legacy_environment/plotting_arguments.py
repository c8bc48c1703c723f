"""What matplotlib's functions took once: a script should not die on its pictures."""

import functools
from collections.abc import Callable
from typing import Any

from compat.legacy_environment.arguments import dropped, old_keywords
from compat.legacy_environment.row import Narrowed

_HELD = "plot scatter imshow contour contourf bar fill_between"


def _of_a_projection(real: Callable[..., Any]) -> Callable[..., Any]:
    """`gca(projection="3d")` made such axes where there were none."""
    @functools.wraps(real)
    def wider(*figure: Any, **kwargs: Any) -> Any:
        if not kwargs:
            return real(*figure)
        if figure:
            return figure[0].add_subplot(**kwargs)
        from matplotlib import pyplot

        return pyplot.subplot(**kwargs)
    return wider


TABLE = (
    Narrowed("matplotlib.axes:Axes", "__init__", old_keywords(axisbg="facecolor", axis_bgcolor="facecolor"),
             "axisbg= is facecolor=", "axisbg axis_bgcolor"),
    *(Narrowed("matplotlib.axes:Axes", name, old_keywords(normed="density", hold=dropped), "normed= is density=",
               "normed hold") for name in ("hist", "hist2d")),
    *(Narrowed("matplotlib.axes:Axes", name, old_keywords(hold=dropped), "hold= says nothing any more", "hold")
      for name in _HELD.split()),
    Narrowed("matplotlib.axes:Axes", "grid", old_keywords(b="visible"), "b= is visible=", "b"),
    *(Narrowed(owner, "boxplot", old_keywords(labels="tick_labels", manage_xticks="manage_ticks", hold=dropped),
               "labels= is tick_labels=", "labels manage_xticks hold")
      for owner in ("matplotlib.axes:Axes", "matplotlib.pyplot")),
    *(Narrowed(owner, "stem", old_keywords(use_line_collection=dropped), "use_line_collection= says nothing any more",
               "use_line_collection") for owner in ("matplotlib.axes:Axes", "matplotlib.pyplot")),
    *(Narrowed(owner, "gca", _of_a_projection, "gca(projection=...) makes axes", "projection")
      for owner in ("matplotlib.figure:Figure", "matplotlib.pyplot")),
    Narrowed("matplotlib.figure:Figure", "savefig", old_keywords(frameon=dropped, papertype=dropped),
             "frameon= and papertype= say nothing any more", "frameon papertype"),
)
