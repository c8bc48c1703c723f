"""What matplotlib's functions took once: a script should not die on its pictures."""

import functools
from collections.abc import Callable
from typing import Any

from compat.legacy_environment import plotting_styles
from compat.legacy_environment.arguments import by_position, dropped, in_old_order, old_keywords
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


def _contours(real: Callable[..., Any]) -> Callable[..., Any]:
    """`contour=` and `fill_last=` of ArviZ 0.6 are parts of `kde_kwargs=`."""

    @functools.wraps(real)
    def wider(*args: Any, **kwargs: Any) -> Any:
        of_kde = {name: kwargs.pop(name) for name in ("contour", "fill_last") if name in kwargs}
        if of_kde:
            kwargs["kde_kwargs"] = {**of_kde, **(kwargs.get("kde_kwargs") or {})}
        return real(*args, **kwargs)

    return wider


def _with_old_styles(real: Callable[..., Any]) -> Callable[..., Any]:
    """ArviZ reloads the library when it is imported: the old names of styles outlast that."""

    @functools.wraps(real)
    def wider() -> None:
        real()
        plotting_styles.apply()

    return wider


_SHAPES = "Arc Circle CirclePolygon Ellipse Rectangle RegularPolygon Wedge"
_SEABORN = {  # in the order of seaborn 0.11
    "kdeplot": "x y shade vertical",
    "scatterplot": "x y hue style size data",
    "lineplot": "x y hue size style data",
    "regplot": "x y data",
    "residplot": "x y data",
    "jointplot": "x y data kind",
    "lmplot": "x y data hue",
    **dict.fromkeys(
        ("boxplot", "violinplot", "boxenplot", "stripplot", "swarmplot", "barplot", "pointplot", "countplot"),
        "x y hue data",
    ),
    **dict.fromkeys(("catplot", "relplot"), "x y hue data"),
}

TABLE = (
    *(
        Narrowed("seaborn", name, in_old_order(*order.split()), "x and y are taken by position", "*")
        for name, order in _SEABORN.items()
    ),
    *(
        Narrowed(f"matplotlib.patches:{name}", "__init__", by_position, "arguments are taken by position", "*")
        for name in _SHAPES.split()
    ),
    *(
        Narrowed(owner, "reload_library", _with_old_styles, "keeps the old names of styles")
        for owner in ("matplotlib.style", "matplotlib.style.core")
    ),
    Narrowed("arviz", "plot_pair", _contours, "contour= and fill_last= are parts of kde_kwargs=", "contour fill_last"),
    Narrowed(
        "matplotlib.axes:Axes",
        "__init__",
        old_keywords(axisbg="facecolor", axis_bgcolor="facecolor"),
        "axisbg= is facecolor=",
        "axisbg axis_bgcolor",
    ),
    *(
        Narrowed(
            "matplotlib.axes:Axes",
            name,
            old_keywords(normed="density", hold=dropped),
            "normed= is density=",
            "normed hold",
        )
        for name in ("hist", "hist2d")
    ),
    *(
        Narrowed("matplotlib.axes:Axes", name, old_keywords(hold=dropped), "hold= says nothing any more", "hold")
        for name in _HELD.split()
    ),
    Narrowed("matplotlib.axes:Axes", "grid", old_keywords(b="visible"), "b= is visible=", "b"),
    *(
        Narrowed(
            owner,
            "boxplot",
            old_keywords(labels="tick_labels", manage_xticks="manage_ticks", hold=dropped),
            "labels= is tick_labels=",
            "labels manage_xticks hold",
        )
        for owner in ("matplotlib.axes:Axes", "matplotlib.pyplot")
    ),
    *(
        Narrowed(
            owner,
            "stem",
            old_keywords(use_line_collection=dropped),
            "use_line_collection= says nothing any more",
            "use_line_collection",
        )
        for owner in ("matplotlib.axes:Axes", "matplotlib.pyplot")
    ),
    *(
        Narrowed("matplotlib.axes:Axes", name, old_keywords(N=dropped), "N= was not used, with a warning", "N")
        for name in ("contour", "contourf")
    ),
    *(
        Narrowed(owner, "gca", _of_a_projection, "gca(projection=...) makes axes", "projection")
        for owner in ("matplotlib.figure:Figure", "matplotlib.pyplot")
    ),
    Narrowed(
        "matplotlib.figure:Figure",
        "savefig",
        old_keywords(frameon=dropped, papertype=dropped),
        "frameon= and papertype= say nothing any more",
        "frameon papertype",
    ),
)
