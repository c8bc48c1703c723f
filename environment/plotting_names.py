"""Names that matplotlib and pandas have dropped; `arviz.from_pymc3` comes back with `import pymc3`."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Self

import numpy as np

from . import mlab_functions
from .restored_name import Removed, renamed
from .seaborn_tsplot import tsplot


def _get_cmap(name: Any = None, lut: int | None = None) -> Any:
    import matplotlib

    if isinstance(name, matplotlib.colors.Colormap):
        return name
    wanted = matplotlib.rcParams["image.cmap"] if name is None else name
    if wanted not in matplotlib.colormaps:
        raise ValueError(f"Colormap {wanted} is not recognized. Possible values are: {', '.join(matplotlib.colormaps)}")
    colormap = matplotlib.colormaps[wanted]
    return colormap if lut is None else colormap.resampled(lut)


def _append(
    self: Any, other: Any, ignore_index: bool = False, verify_integrity: bool = False, sort: bool = False
) -> Any:
    import pandas as pd

    if isinstance(other, dict):
        other = pd.Series(other)
    if isinstance(self, pd.DataFrame) and isinstance(other, pd.Series):
        other = other.to_frame().T
    others = list(other) if isinstance(other, list | tuple) else [other]
    if isinstance(self, pd.DataFrame) and others and not isinstance(others[0], pd.DataFrame):
        rows = [pd.Series(one) if isinstance(one, dict) else one for one in others]  # lists are rows, too
        others = [pd.DataFrame(rows)]
    return pd.concat([self, *others], ignore_index=ignore_index, verify_integrity=verify_integrity, sort=sort)


def _append_series(self: Any, to_append: Any, ignore_index: bool = False, check: bool = False) -> Any:
    return _append(self, to_append, ignore_index, check)


def _as_matrix(self: Any, columns: Any = None) -> np.ndarray:
    return self.to_numpy() if columns is None else self[columns].to_numpy()


def _factorplot(*args: Any, kind: str = "point", **kwargs: Any) -> Any:
    import seaborn

    return seaborn.catplot(*args, kind=kind, **kwargs)


def _plot_hpd(x: Any, y: Any, credible_interval: float | None = None, color: Any = "C1", **kwargs: Any) -> Any:
    import arviz

    return arviz.plot_hdi(x, y, hdi_prob=credible_interval, color=color, **kwargs)


def _hpd(*args: Any, **kwargs: Any) -> Any:
    """Call PyMC3's `hpd`, as ArviZ 0.8 and earlier did; for 0.9 to 0.11, `hdi` with the old keywords."""
    import arviz

    from theano_compat.pymc3_api.stats import hpd  # imported only where a script asks for it

    return arviz.hdi(*args, **kwargs) if "hdi_prob" in kwargs else hpd(*args, **kwargs)


def _effective_sample_size(*args: Any, method: str = "mean", **kwargs: Any) -> Any:
    import arviz

    return arviz.ess(*args, method=method, **kwargs)


def _set_smart_bounds(self: Any, value: bool) -> None:
    """Let a spine end at the data, or at the tick beyond, as in matplotlib 3.2 and earlier."""
    vars(self).pop("_get_bounds_or_viewLim", None)  # the method that gives a spine's extent
    if value:
        self._get_bounds_or_viewLim = partial(_around_the_data, self)
    self.stale = True


def _around_the_data(spine: Any) -> tuple[float, float]:
    axes, upright = spine.axes, spine.spine_type in ("left", "right")
    low, high = sorted(axes.viewLim.intervaly if upright else axes.viewLim.intervalx)
    first, last = sorted(axes.dataLim.intervaly if upright else axes.dataLim.intervalx)
    ticks = np.asarray(axes.get_yticks() if upright else axes.get_xticks())
    if first >= low:
        low = max([low, *ticks[(ticks >= low) & (ticks <= first)]]) if (ticks <= first).any() else first
    if last <= high:
        high = min([high, *ticks[(ticks <= high) & (ticks >= last)]]) if (ticks >= last).any() else last
    return float(low), float(high)


def _other_name(name: str) -> property:
    return property(lambda self: getattr(self, name))


class _Properties:
    """The iterator `ax._get_lines.prop_cycler` of matplotlib 3.7; it does not advance the colours of the next line."""

    def __init__(self, given: Any) -> None:
        self._held = getattr(given, "_prop_cycle", given)  # the attribute with the cycle, in matplotlib 3.11 and 3.8

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> dict[str, Any]:
        items, at = self._held._cycler_items, self._held._idx
        self._held._idx = (at + 1) % len(items)
        return dict(items[at])


def _join(self: Any, *axes: Any) -> None:
    """Let the limits of axes follow each other, as `ax.get_shared_x_axes().join(...)` did until matplotlib 3.8."""
    self._grouper.join(*axes)


class _Cycle:
    """Gives an axes' iterator where it has none of its own: matplotlib 3.7 sets one."""

    def __get__(self, lines: Any, owner: type) -> Any:
        return self if lines is None else _Properties(lines)


class _InsetPosition:
    """Where axes stand in others, as a locator: `inset.set_axes_locator(InsetPosition(axes, [0.5, 0.5, 0.4, 0.2]))`."""

    def __init__(self, parent: Any, lbwh: Any) -> None:
        self.parent, self.lbwh = parent, lbwh  # left, bottom, width, height: fractions of the parent's

    def __call__(self, ax: Any, renderer: Any) -> Any:
        from matplotlib.transforms import Bbox, BboxTransformTo, TransformedBbox

        parent = self.parent.get_position(original=False)
        return TransformedBbox(Bbox.from_bounds(*self.lbwh), BboxTransformTo(parent))


class _Aliases:
    """The mapping `Artist._alias_map` of matplotlib 3.10, property -> its aliases, which ArviZ 0.23 reads."""

    def __get__(self, artist: Any, owner: type) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for alias, name in getattr(owner, "_alias_to_prop", {}).items():
            found.setdefault(name, []).append(alias)
        return found


SEABORN = (
    Removed("seaborn", "factorplot", lambda: _factorplot, 'is seaborn.catplot, of kind="point"'),
    Removed("seaborn", "tsplot", lambda: tsplot, "draws a series over its units, with errors, by matplotlib"),
)

MATPLOTLIB = (
    Removed("matplotlib.cm", "get_cmap", lambda: _get_cmap, "is matplotlib.colormaps[name]"),
    *mlab_functions.TABLE,
    *(
        Removed("matplotlib.projections:Axes3D", f"w_{axis}", partial(_other_name, axis), f"is {axis}")
        for axis in ("xaxis", "yaxis", "zaxis")
    ),
    Removed(
        "mpl_toolkits.axes_grid1.inset_locator",
        "InsetPosition",
        lambda: _InsetPosition,
        "puts axes into others, as Axes.inset_axes",
    ),
    Removed("matplotlib.axis:Tick", "label", lambda: property(lambda tick: tick.label1), "is label1"),
    Removed(
        "matplotlib.legend:Legend",
        "legendHandles",
        lambda: property(lambda legend: legend.legend_handles),
        "is legend_handles",
    ),
    *renamed("matplotlib.cbook", "numpy", iterable="iterable"),
    Removed("matplotlib.cbook:GrouperView", "join", lambda: _join, "lets the limits of axes follow each other"),
    *renamed("matplotlib.axes:Axes", "matplotlib.axes", set_axis_bgcolor="Axes.set_facecolor"),
    Removed("matplotlib.artist:Artist", "_alias_map", _Aliases, "ArviZ knows by it that lw= is linewidth="),
    Removed("matplotlib.spines:Spine", "set_smart_bounds", lambda: _set_smart_bounds, "ends the spine at the data"),
    Removed(
        "matplotlib.axes._base:_process_plot_var_args",
        "prop_cycler",
        _Cycle,
        "an iterator over the cycle of colours, which the next line goes on with",
    ),
)

PANDAS = (
    *renamed("pandas", "datetime", datetime="datetime"),
    Removed("pandas", "np", lambda: np, "is numpy"),
    Removed("pandas:DataFrame", "append", lambda: _append, "is pd.concat"),
    Removed("pandas:Series", "append", lambda: _append_series, "is pd.concat"),
    *renamed("pandas:DataFrame", "pandas", iteritems="DataFrame.items", applymap="DataFrame.map"),
    *renamed("pandas:Series", "pandas", iteritems="Series.items"),
    Removed("pandas:DataFrame", "as_matrix", lambda: _as_matrix, "is to_numpy()"),
    Removed("pandas:Series", "as_matrix", lambda: _as_matrix, "is to_numpy()"),
)

ARVIZ = (
    Removed("arviz", "hpd", lambda: _hpd, "is arviz.hdi"),
    *renamed(
        "arviz",
        "theano_compat.pymc3_api.plots",
        plot_joint="plot_joint",
        **{
            old: old
            for old in (
                *("autocorrplot", "compareplot", "densityplot", "energyplot", "forestplot"),
                *("kdeplot", "pairplot", "traceplot"),
            )
        },
    ),
    *renamed(
        "arviz",
        "theano_compat.pymc3_api.stats",
        gelman_rubin="gelman_rubin",
        effective_n="effective_n",
        geweke="geweke",
    ),
    Removed("arviz", "effective_sample_size", lambda: _effective_sample_size, 'is arviz.ess, of method="mean"'),
    Removed("arviz", "plot_hpd", lambda: _plot_hpd, "is arviz.plot_hdi"),
)

TABLE = (*MATPLOTLIB, *SEABORN, *PANDAS, *ARVIZ)


def renamed_styles(library: Mapping[str, Any]) -> dict[str, str]:
    """Map old style names to those of matplotlib 3.6: "seaborn-darkgrid" -> "seaborn-v0_8-darkgrid"."""
    new = [name for name in library if name.startswith("seaborn-v0_8")]
    old = {name.replace("-v0_8", ""): name for name in new}
    return {name: present for name, present in old.items() if name not in library}
