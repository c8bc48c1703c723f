"""Arguments of plots and statistics that PyMC3 had before ArviZ drew them (up to 3.6), as ArviZ's."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

RENAMED: dict[str, dict[str, str]] = {
    "plot_posterior": {"text_size": "textsize"},
    "plot_forest": {"rhat": "r_hat"},
    "plot_pair": {"sub_varnames": "var_names", "kwargs_divergence": "divergences_kwargs"},
}
ALPHA = {"plot_posterior": "alpha_level", "plot_forest": "alpha", "summary": "alpha"}  # 1 - the interval's probability
OF_LINES = {"plot_kde": "plot_kwargs", "plot_pair": "scatter_kwargs"}  # where matplotlib's own keywords go now


def adapted(name: str, real: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]) -> Callable[[Any], Any]:
    """Change `args` and `kwargs` in place to what `arviz.<name>` takes; what remains to be done to its result."""
    takes = inspect.signature(real).parameters
    if "trace" in kwargs and "data" in takes and not args:
        args.append(kwargs.pop("trace"))
    for old, new in RENAMED.get(name, {}).items():
        if old in kwargs:
            kwargs[new] = kwargs.pop(old)
    if (alpha := ALPHA.get(name)) in kwargs:
        kwargs["hdi_prob"] = 1 - kwargs.pop(str(alpha))
    if name == "plot_kde" and (shade := kwargs.pop("shade", None)):
        kwargs["fill_kwargs"] = {"alpha": shade, **(kwargs.pop("kwargs_shade", None) or {})}
    if name in OF_LINES:
        own = {key: kwargs.pop(key) for key in list(kwargs) if key not in takes}
        if own:
            kwargs[OF_LINES[name]] = {**own, **(kwargs.get(OF_LINES[name]) or {})}
    if name == "plot_posterior" and "kde_plot" in kwargs:
        kwargs.setdefault("kind", "kde" if kwargs.pop("kde_plot") else "hist")
    if name == "compare" and isinstance(kwargs.get("ic"), str):
        kwargs["ic"] = kwargs["ic"].lower()
    if name == "plot_forest":
        return _with_labels(kwargs.pop("ylabels", None), kwargs.pop("vline", None))
    return lambda result: result


def _with_labels(labels: Any, line: Any) -> Callable[[Any], Any]:
    """Labels of the rows, from the top; a vertical line."""

    def change(axes: Any) -> Any:
        if labels is not None:
            rows = axes[0].get_yticks()
            if len(rows) != len(labels):
                raise ValueError(f"ylabels has {len(labels)} labels; the plot has {len(rows)} rows.")
            axes[0].set_yticks(sorted(rows, reverse=True), list(labels))
        if line is not None:
            axes[0].axvline(line, color="k", linestyle="--")
        return axes

    return change
