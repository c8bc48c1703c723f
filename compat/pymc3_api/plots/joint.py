"""`plot_joint`, which ArviZ dropped: two variables, with their marginals. Source: arviz.plots.jointplot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..arviz_bridge import through_arviz


def plot_joint(
    data: Any,
    group: str = "posterior",
    var_names: Sequence[str] | None = None,
    coords: Mapping[str, Any] | None = None,
    figsize: tuple[float, float] | None = None,
    textsize: float | None = None,
    kind: str = "scatter",
    gridsize: Any = "auto",
    contour: bool = True,
    fill_last: bool = True,
    joint_kwargs: Mapping[str, Any] | None = None,
    marginal_kwargs: Mapping[str, Any] | None = None,
    **more: Any,
) -> tuple[Any, Any, Any]:
    """Plot two scalar variables against each other, with the distribution of each at the side.

    data: a MultiTrace, InferenceData, or what else ArviZ takes. group: the group of data. var_names: the variables;
    they need not be scalars if coords selects one element. coords: dimension -> label. figsize: inches. textsize:
    points. kind: "scatter", "kde" or "hexbin". gridsize: of "hexbin". contour, fill_last: how a "kde" is drawn.
    joint_kwargs: for the central plot. marginal_kwargs: for those at the sides. more: arguments of `arviz.plot_pair`.

    Returns the axes: central, top, right. Raises ValueError if `kind` is none of these, or there are not two variables.
    """
    kinds = ("scatter", "kde", "hexbin")
    if kind not in kinds:
        raise ValueError(f"Plot type {kind} not recognized. Plot type must be in {list(kinds)}")
    of_kind = dict(joint_kwargs or {})
    if kind == "kde":
        of_kind = {"contour": contour, "fill_last": fill_last, **of_kind}
    axes = through_arviz("plot_pair")(
        data,
        group=group,
        var_names=var_names,
        coords=coords,
        figsize=figsize,
        textsize=textsize,
        kind=kind,
        gridsize=gridsize,
        marginals=True,
        marginal_kwargs=marginal_kwargs,
        **{f"{kind}_kwargs": of_kind or None},
        **more,
    )
    if getattr(axes, "shape", None) != (2, 2):
        raise ValueError("Number of variables to be plotted must be 2: `var_names` says which")
    return axes[1, 0], axes[0, 0], axes[1, 1]
