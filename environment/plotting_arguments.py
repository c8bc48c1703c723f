"""Arguments that matplotlib's, seaborn's and ArviZ's functions no longer accept: no script should stop at a plot."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from theano_common import users_lines
from theano_compat.emulated_versions import older_than

from . import plotting_styles
from .argument_adapters import by_position, dropped, in_old_order, old_keywords
from .restored_name import Narrowed

_HELD = "plot scatter imshow contour contourf bar fill_between"


def _of_axes(real: Callable[..., Any]) -> Callable[..., Any]:
    """Make `subplot(axes)` set the current axes."""

    @functools.wraps(real)
    def wider(*args: Any, **kwargs: Any) -> Any:
        if len(args) == 1 and not kwargs and hasattr(args[0], "add_artist"):
            from matplotlib import pyplot

            pyplot.sca(args[0])
            return args[0]
        return real(*args, **kwargs)

    return wider


def _of_a_projection(real: Callable[..., Any]) -> Callable[..., Any]:
    """Make `gca(projection="3d")` create such axes where there are none."""

    @functools.wraps(real)
    def wider(*figure: Any, **kwargs: Any) -> Any:
        if not kwargs:
            return real(*figure)
        if figure:
            return figure[0].add_subplot(**kwargs)
        from matplotlib import pyplot

        return pyplot.subplot(**kwargs)

    return wider


def _of_a_kind(real: Callable[..., Any]) -> Callable[..., Any]:
    """Pass `plot_kwargs=` of ArviZ 0.6 to the kind of plot asked for; `contour=` and `fill_last=` to kde_kwargs."""

    @functools.wraps(real)
    def wider(*args: Any, **kwargs: Any) -> Any:
        of_kde = {name: kwargs.pop(name) for name in ("contour", "fill_last") if name in kwargs}
        more = {"kde_kwargs": of_kde}
        if "plot_kwargs" in kwargs:
            kind = kwargs.get("kind", "scatter")
            name = f"{kind if isinstance(kind, str) else kind[0]}_kwargs"
            more[name] = {**more.get(name, {}), **(kwargs.pop("plot_kwargs") or {})}
        for name, values in more.items():
            if values:
                kwargs[name] = {**values, **(kwargs.get(name) or {})}
        return real(*args, **kwargs)

    return wider


def _upright(real: Callable[..., Any]) -> Callable[..., Any] | None:
    """Take `vert=`, which seaborn 0.13 gives too, for `orientation=`: matplotlib 3.11 warns of it."""
    if "orientation" not in inspect.signature(real).parameters:
        return None

    @functools.wraps(real)
    def wider(*args: Any, vert: Any = None, **kwargs: Any) -> Any:
        if vert is not None:
            kwargs["orientation"] = "vertical" if vert else "horizontal"
        return real(*args, **kwargs)

    return wider


def _whole_range(real: Callable[..., Any]) -> Callable[..., Any]:
    """Draw whiskers to the smallest and the largest value for `whis="range"`, as until matplotlib 3.2."""

    @functools.wraps(real)
    def wider(X: Any, whis: Any = 1.5, *args: Any, **kwargs: Any) -> Any:  # noqa: N803 - matplotlib's name
        whole = isinstance(whis, str) and whis in ("range", "limit", "limits", "min/max")
        return real(X, (0, 100) if whole else whis, *args, **kwargs)

    return wider


def _with_old_styles(real: Callable[..., Any]) -> Callable[..., Any]:
    """Keep the old style names when a library, such as ArviZ, makes matplotlib reload its styles."""

    @functools.wraps(real)
    def wider() -> None:
        real()
        plotting_styles.apply()

    return wider


_HEIGHT = "catplot lmplot jointplot FacetGrid.__init__ PairGrid.__init__ JointGrid.__init__"  # a facet's, in inches
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


def _summary_of_then(real: Callable[..., Any]) -> Callable[..., Any]:
    """Accept `credible_interval=` for hdi_prob=, and name the columns hpd_3%, ess_mean and ess_sd, as in ArviZ 0.8.

    The columns have these names without the keyword too where PyMC3 3.8 is emulated.
    """

    @functools.wraps(real)
    def wider(*args: Any, **kwargs: Any) -> Any:
        if "credible_interval" not in kwargs and not older_than("3.9"):
            return real(*args, **kwargs)
        table = real(*args, **{"hdi_prob" if name == "credible_interval" else name: v for name, v in kwargs.items()})
        if not hasattr(table, "rename"):
            return table
        table = table.rename(columns=lambda name: str(name).replace("hdi_", "hpd_"))
        if "ess_bulk" in table and "coords" not in kwargs:
            import arviz

            data, names = (args or (kwargs.get("data"),))[0], kwargs.get("var_names", args[1] if args[1:] else None)
            for method in ("mean", "sd"):
                sizes = arviz.ess(arviz.convert_to_dataset(data), var_names=names, method=method)
                sizes = [size for variable in sizes.data_vars.values() for size in variable.values.ravel()]
                if len(sizes) == len(table):
                    table.insert(table.columns.get_loc("ess_bulk"), f"ess_{method}", sizes)
        return table

    return wider


def _unused(function: str, name: str) -> Callable[[Any], dict[str, Any]]:
    """Return a translation that drops a keyword, with the warning that matplotlib gave."""

    def warn(value: Any) -> dict[str, Any]:
        users_lines.warn(f"The following kwargs were not used by {function}: '{name}'", UserWarning)
        return {}

    return warn


_ARVIZ = {  # keywords of ArviZ 0.3 to 0.9
    **dict.fromkeys(("plot_posterior", "plot_violin"), {"credible_interval": "hdi_prob"}),
    "plot_forest": {"credible_interval": "hdi_prob", "eff_n": "ess"},
    "plot_density": {"credible_interval": "hdi_prob", "hpd_markers": "hdi_markers"},
    "plot_loo_pit": {"credible_interval": "hdi_prob", "use_hpd": "use_hdi", "hpd_kwargs": "hdi_kwargs"},
    "plot_trace": {"ax": "axes"},
    "plot_rank": {"axes": "ax"},
    "compare": {"dataset_dict": "compare_dict"},
}

TABLE = (
    *(
        Narrowed("seaborn", name, in_old_order(*order.split()), "x and y are taken by position", "*")
        for name, order in _SEABORN.items()
    ),
    *(
        Narrowed(
            ":".join(["seaborn", *name.split(".")[:-1]]),
            name.split(".")[-1],
            old_keywords(size="height"),
            "size= is height=",
            "size",
        )
        for name in _HEIGHT.split()
    ),
    Narrowed("seaborn", "jointplot", old_keywords(stat_func=dropped), "stat_func= wrote no statistic", "stat_func"),
    Narrowed(
        "seaborn",
        "pointplot",
        old_keywords(kind=dropped, size=dropped, aspect=dropped),
        "kind=, size= and aspect=, which are catplot's, say nothing",
        "kind size aspect",
    ),
    *(
        Narrowed(f"matplotlib.patches:{name}", "__init__", by_position, "arguments are taken by position", "*")
        for name in _SHAPES.split()
    ),
    *(
        Narrowed(owner, "reload_library", _with_old_styles, "keeps the old names of styles")
        for owner in ("matplotlib.style", "matplotlib.style.core")
    ),
    Narrowed(
        "arviz",
        "plot_pair",
        _of_a_kind,
        "contour= and fill_last= are parts of kde_kwargs=, plot_kwargs= that of the kind",
        "contour fill_last plot_kwargs",
    ),
    Narrowed(
        "arviz",
        "summary",
        _summary_of_then,
        "credible_interval= is hdi_prob=, with columns hpd_3%, hpd_97%, ess_mean and ess_sd",
        "credible_interval",
    ),
    *(
        Narrowed(
            "arviz",
            name,
            old_keywords(**new),
            ", ".join(f"{old}= is {now}=" for old, now in new.items()),
            " ".join(new),
        )
        for name, new in _ARVIZ.items()
    ),
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
    *(
        Narrowed("matplotlib.axes:Axes", name, _upright, "vert= is orientation=")
        for name in ("bxp", "boxplot", "violin", "violinplot")
    ),
    Narrowed("matplotlib.cbook", "boxplot_stats", _whole_range, 'whis="range" is (0, 100)'),
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
    Narrowed("matplotlib.pyplot", "subplot", _of_axes, "axes are made the current ones", "*"),
    *(
        Narrowed(
            "matplotlib.axes:Axes", name, old_keywords(N=_unused(name, "N")), "N= was not used, with a warning", "N"
        )
        for name in ("contour", "contourf")
    ),
    *(
        Narrowed(owner, "gca", _of_a_projection, "gca(projection=...) makes axes", "projection")
        for owner in ("matplotlib.figure:Figure", "matplotlib.pyplot")
    ),
    Narrowed(
        "matplotlib.figure:Figure",
        "savefig",
        old_keywords(frameon=dropped, papertype=dropped, figsize=dropped, rasterized=dropped),
        "frameon= and papertype= say nothing any more; figsize= and rasterized= never did",
        "frameon papertype figsize rasterized",
    ),
)
