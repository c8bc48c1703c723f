"""Plots of ArviZ 0.2x, drawn by ArviZ 1's: they return Matplotlib's axes, in the shape that ArviZ 0.2x gave them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from .data import as_trees
from .old_statistics import HDI, hdi_of, setting

PLOTS = {  # old name -> ArviZ 1's
    "plot_autocorr": "plot_autocorr",
    "plot_compare": "plot_compare",
    "plot_density": "plot_dist",
    "plot_dist": "plot_dist",
    "plot_energy": "plot_energy",
    "plot_ess": "plot_ess",
    "plot_forest": "plot_forest",
    "plot_khat": "plot_khat",
    "plot_loo_pit": "plot_loo_pit",
    "plot_mcse": "plot_mcse",
    "plot_pair": "plot_pair",
    "plot_parallel": "plot_parallel",
    "plot_posterior": "plot_dist",
    "plot_ppc": "plot_ppc_dist",
    "plot_rank": "plot_rank_dist",
    "plot_trace": "plot_trace_dist",
    "plot_violin": "plot_dist",
}
# Arguments of plots that stay, under these names.
CARRIED = {
    **{name: name for name in ("var_names", "coords", "filter_vars", "group", "combined", "compact", "point_estimate")},
    "hdi_prob": "ci_prob",
    "kind": "kind",
    "num_pp_samples": "num_samples",
}
OF_ONE = {  # plots that take an argument that others do not
    "hdi_prob": ("plot_posterior", "plot_density", "plot_forest"),
    "kind": ("plot_posterior",),
    "compact": ("plot_trace",),
    "combined": ("plot_trace", "plot_forest", "plot_autocorr"),
    "point_estimate": ("plot_posterior", "plot_density", "plot_forest"),
    "num_pp_samples": ("plot_ppc",),
}
FURTHER = {"plot_posterior": ("ref_val",), "plot_loo_pit": ("y",)}  # what is drawn in another way
LABELS = {"plot_forest": "model_names", "plot_density": "data_labels"}  # arguments that name several posteriors
TABLES = ("plot_trace", "plot_density", "plot_autocorr", "plot_rank")  # of axes, also of one
FIRST = ("plot_energy",)  # whose first axes ArviZ 0.2x had alone
# Arguments then; others were Matplotlib's own.
ARGUMENTS = {
    "plot_pair": "data group var_names filter_vars combine_dims coords marginals figsize textsize kind gridsize "
    "contour plot_kwargs fill_last divergences colorbar labeller ax divergences_kwargs scatter_kwargs kde_kwargs "
    "hexbin_kwargs backend backend_kwargs marginal_kwargs point_estimate point_estimate_kwargs "
    "point_estimate_marker_kwargs reference_values reference_values_kwargs show",
    "plot_kde": "values values2 cumulative rug label bw adaptive quantiles rotated contour hdi_probs fill_last figsize "
    "textsize plot_kwargs fill_kwargs rug_kwargs contour_kwargs contourf_kwargs pcolormesh_kwargs is_circular ax "
    "legend backend backend_kwargs show return_glyph",
}
ROWS = ("plot_forest",)  # of axes
LEFT_OUT = "ArviZ {version} draws `{old}` as `{new}`, in figures of its own; left out: {names}."


def plot_of(arviz: Any, old: str) -> Callable[..., Any]:
    """Return the plot, which reports arguments that only changed the look, and leaves them out."""
    new = PLOTS[old]
    real = getattr(arviz, new)

    def plot(data: Any, *args: Any, **kwargs: Any) -> Any:
        if args:
            kwargs = {"var_names": args[0], **kwargs}
        given = {name: value for name, value in kwargs.items() if value is not None}
        kept = {CARRIED[k]: v for k, v in given.items() if k in CARRIED and old in OF_ONE.get(k, (old,))}
        if old == "plot_posterior":
            kept = {"ci_kind": "hdi", "ci_prob": setting(arviz, HDI), **kept}
        if old == "plot_forest":
            share = kept.pop("ci_prob", setting(arviz, HDI))
            kept |= {"ci_kind": "hdi", "ci_probs": sorted((0.5, share))}
        if "figsize" in given:
            kept["figure_kwargs"] = {"figsize": given["figsize"]}
        shown = {*CARRIED, "figsize", "show", LABELS.get(old), *FURTHER.get(old, ())}
        if dropped := [name for name in given if name not in shown or old not in OF_ONE.get(name, (old,))]:
            said = LEFT_OUT.format(version=arviz.__version__, old=old, new=new, names=", ".join(dropped))
            warn(said, UserWarning)
        if old == "plot_loo_pit":
            kept.setdefault("var_names", given.get("y"))
        drawn = real(data if old == "plot_compare" else as_trees(arviz, data, given.get(LABELS.get(old, ""))), **kept)
        if "ref_val" in given and old == "plot_posterior":
            arviz.add_lines(drawn, given["ref_val"])
        return axes_of(drawn, old)

    plot.__name__ = old
    return with_arguments(plot, old)


def with_arguments(plot: Callable[..., Any], old: str) -> Callable[..., Any]:
    """Return the plot with the signature of then, where the arguments that it has decide what an unknown one is."""
    if old in ARGUMENTS:
        of_any = inspect.Parameter.POSITIONAL_OR_KEYWORD
        names = ARGUMENTS[old].split()
        plot.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [inspect.Parameter(name, of_any) for name in names]
        )
    return plot


def axes_of(drawn: Any, old: str) -> Any:
    """Return the axes of a collection of plots; a single one itself, where ArviZ 0.2x did so."""
    figure = drawn.viz["figure"].item()
    placed = [(axes.get_subplotspec(), axes) for axes in figure.axes]
    known = [(spec, axes) for spec, axes in placed if spec is not None]
    if not known:
        return figure.axes[0] if len(figure.axes) == 1 else np.array(figure.axes, dtype=object)
    rows, columns = (int(n) for n in known[0][0].get_geometry()[:2])
    found = np.full((rows, columns), None, dtype=object)
    for spec, axes in known:
        found[spec.rowspan.start, spec.colspan.start] = axes
    if old in FIRST:
        return found.flat[0]
    if old in ROWS:
        return found.ravel()
    return found[0, 0] if found.size == 1 and old not in TABLES else found


def plot_kde_of(arviz: Any) -> Callable[..., Any]:
    """Return `plot_kde`."""

    def plot_kde(
        values: Any,
        *,
        ax: Any = None,
        label: Any = None,
        plot_kwargs: Any = None,
        fill_kwargs: Any = None,
        figsize: Any = None,
        show: Any = None,
        **more: Any,
    ) -> Any:
        import matplotlib.pyplot as plt  # many programs draw nothing

        if more:
            said = LEFT_OUT.format(version=arviz.__version__, old="plot_kde", new="kde", names=", ".join(more))
            warn(said, UserWarning)
        ax = (plt.figure(figsize=figsize).gca() if figsize else plt.gca()) if ax is None else ax
        grid, density = arviz.kde(np.ravel(values))[:2]
        [line] = ax.plot(grid, density, label=label, **(plot_kwargs or {}))
        if fill_kwargs:
            ax.fill_between(grid, density, **{"color": line.get_color(), **fill_kwargs})
        if label:
            ax.legend()
        return ax

    return with_arguments(plot_kde, "plot_kde")


def plot_hdi_of(arviz: Any) -> Callable[..., Any]:
    """Return `plot_hdi`: the interval of `y` along `x`, filled, with a line at each end."""
    hdi = hdi_of(arviz)

    def plot_hdi(
        x: Any,
        y: Any = None,
        hdi_prob: float | None = None,
        hdi_data: Any = None,
        color: str = "C1",
        circular: bool = False,
        smooth: bool = True,
        smooth_kwargs: Any = None,
        figsize: Any = None,
        fill_kwargs: Any = None,
        plot_kwargs: Any = None,
        hdi_kwargs: Any = None,
        ax: Any = None,
        backend: Any = None,
        backend_kwargs: Any = None,
        show: Any = None,
    ) -> Any:
        import matplotlib.pyplot as plt  # many programs draw nothing

        if y is None and hdi_data is None:
            raise ValueError("One of {y, hdi_data} is required")
        if hdi_data is None:
            hdi_data = hdi(np.asarray(y), hdi_prob=hdi_prob, circular=circular, **(hdi_kwargs or {}))
        x, ends = np.ravel(x), np.asarray(hdi_data).reshape(-1, 2)
        order = np.argsort(x)
        x, ends = x[order], ends[order]
        if smooth:
            x, ends = _smooth(x, ends, **(smooth_kwargs or {}))
        ax = (plt.figure(figsize=figsize).gca() if figsize else plt.gca()) if ax is None else ax
        line = {"color": color, "alpha": 0, **(plot_kwargs or {})}
        ax.plot(x, ends, **line)
        ax.fill_between(x, ends[:, 0], ends[:, 1], **{"color": color, "alpha": 0.5, **(fill_kwargs or {})})
        return ax

    return plot_hdi


def _smooth(x: np.ndarray, ends: np.ndarray, window_length: int = 55, polyorder: int = 2, **more: Any) -> Any:
    """Return 200 points along x, and the ends there, smoothed by a Savitzky-Golay filter as in ArviZ 0.2x."""
    from scipy.interpolate import griddata  # many programs draw nothing
    from scipy.signal import savgol_filter

    grid = np.linspace(x.min(), x.max(), 200)
    grid[0] = (grid[0] + grid[1]) / 2
    return grid, savgol_filter(
        griddata(x, ends, grid), axis=0, window_length=window_length, polyorder=polyorder, **more
    )
