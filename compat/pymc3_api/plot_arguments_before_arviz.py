"""Translate arguments that plots and statistics had before PyMC3 used ArviZ (up to 3.6) to ArviZ's."""

from __future__ import annotations

import inspect
from collections import namedtuple
from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ..emulated_versions import older_than
from ..models.backends.base import MultiTrace
from ..models.modelling.util import is_transformed_name
from .criteria_until_3_7 import loo_until_3_7, of_last_chain, waic_of_3_0, with_loo
from .unconverted_traces import Unconverted

RENAMED: dict[str, dict[str, str]] = {
    "plot_posterior": {"text_size": "textsize"},
    "plot_forest": {"rhat": "r_hat", "models": "model_names"},
    "plot_pair": {"sub_varnames": "var_names", "kwargs_divergence": "divergences_kwargs"},
}
ALPHA = {"plot_posterior": "alpha_level", "plot_forest": "alpha", "summary": "alpha"}  # 1 - the interval's probability
WARNED = {"waic": "var_warn", "loo": "shape_warn"}  # columns that in 3.4 tell of an unreliable criterion
OF_LINES = {"plot_kde": "plot_kwargs", "plot_pair": "scatter_kwargs"}  # where matplotlib's own keywords go now

# For plot_forest: `plot_kwargs` it knew (others had no effect), and methods called on its first axes.
OF_ROWS = {"fontsize": "textsize", "linewidth": "linewidth", "markersize": "markersize"}
AFTER = {"main": "set_title", "xtitle": "set_xlabel", "xlim": "set_xlim", "xrange": "set_xlim"}  # xrange: until 3.3
OF_PLOTS = {  # further arguments of `adapted`; migrate-check reads them here
    "plot_forest": ("ylabels", "vline", "plot_kwargs", "chain_spacing", *AFTER),
    "plot_trace": ("grid", "alpha"),
}
OF_DEVIANCES = ("waic", "loo", "compare")
IN_ONE_ROW = ("plot_posterior", "plot_density")  # their axes came so until 3.9, however they lie in the figure
TRANSFORMED = "plot_transformed"  # an argument of every plot


def asks_for_transformed(name: str, kwargs: dict[str, Any]) -> bool:
    """Say whether a plot shows `sd_log__`: by `plot_transformed`, or by name."""
    if not name.startswith("plot_"):
        return False
    names = kwargs.get("var_names")
    names = [names] if isinstance(names, str) else names or ()
    return bool(kwargs.pop(TRANSFORMED, False)) or any(is_transformed_name(str(n)) for n in names)


def adapted(name: str, real: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]) -> Callable[[Any], Any]:
    """Translate `args` and `kwargs` in place to those of `arviz.<name>`; return a function to apply to its result."""
    takes = inspect.signature(real).parameters
    if "trace" in kwargs and "data" in takes and not args:
        args.append(kwargs.pop("trace"))
    if name == "plot_compare" and args:
        args[0] = _table_of_arviz(args[0])
    _rename(name, takes, args, kwargs)
    if name in OF_DEVIANCES and older_than("3.8"):
        return _of_deviances(name, args, kwargs)
    if name in IN_ONE_ROW and older_than("3.9"):
        return _in_one_row
    if name == "plot_forest":
        return _of_forests(kwargs)
    if name == "plot_trace":
        return _of_traces(kwargs)
    return lambda result: result


def _rename(name: str, takes: Collection[str], args: list[Any], kwargs: dict[str, Any]) -> None:
    """Give arguments ArviZ's names and values, and put matplotlib's own keywords into their dict."""
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
    if name == "plot_posterior":
        _posteriors(kwargs)
    if name == "compare" and len(args) > 1 and isinstance(args[1], str):
        kwargs["ic"] = args.pop(1)
    if name == "compare" and isinstance(kwargs.get("ic"), str):
        kwargs["ic"] = kwargs["ic"].lower()


def _posteriors(kwargs: dict[str, Any]) -> None:
    if "kde_plot" in kwargs:
        kwargs.setdefault("kind", "kde" if kwargs.pop("kde_plot") else "hist")
    if isinstance(kwargs.get("ref_val"), tuple | np.ndarray):
        kwargs["ref_val"] = np.asarray(kwargs["ref_val"]).tolist()  # of each panel


def _in_one_row(axes: object) -> Any:
    if not isinstance(axes, np.ndarray):
        return axes
    drawn = [own for own in axes.flat if own is not None and own.has_data()]
    found = np.empty(len(drawn), dtype=object)
    found[:] = drawn
    return found


def _of_deviances(name: str, args: list[Any], kwargs: dict[str, Any]) -> Callable[[Any], Any]:
    """Translate `waic`, `loo` and `compare` of PyMC3 3.7 and earlier: deviance scale, other names."""
    kwargs.pop("progressbar", None)
    digits = kwargs.pop("round_to", 15 if older_than("3.2") else 2)
    kwargs["scale"] = "deviance"
    if name == "compare":
        if older_than("3.4"):
            _by_model(args, kwargs)
        kwargs.setdefault("method", "pseudo-BMA" if older_than("3.2") else "stacking")  # the former: Akaike's weights
        criterion = kwargs.setdefault("ic", "waic")
        compared = args[0] if args else {}
        return lambda table: _table_of_3_4(table, criterion, digits, compared)
    if older_than("3.2") and args:
        args[0] = of_last_chain(args[0])
    if older_than("3.1"):
        return _of_3_0(name, args, kwargs)
    given, model = _trace_and_model(args, kwargs)
    upper = name.upper()
    warned = {} if older_than("3.4") else {"warning": WARNED[name]}
    columns = {f"elpd_{name}": upper, "se": f"{upper}_se", f"p_{name}": f"p_{upper}", **warned}

    def change(found: Any) -> Any:
        if name == "loo" and isinstance(given, MultiTrace):
            found = with_loo(found, loo_until_3_7(given, model))
        values = [int(found[column]) if column in warned else found[column] for column in columns]
        fields = list(columns.values())
        if kwargs.get("pointwise"):
            values, fields = [*values, np.asarray(found[f"{name}_i"])], [*fields, f"{upper}_i"]
        return namedtuple(f"{upper}_r", fields)(*values)

    return change


def _of_3_0(name: str, args: list[Any], kwargs: dict[str, Any]) -> Callable[[Any], Any]:
    """Return criterion and error as a tuple, as 3.0 did; `n_eff` asks for the number of parameters, too."""
    if "pointwise" in kwargs:
        raise TypeError(f"{name}() of PyMC3 3.0 has no argument `pointwise`; it has n_eff, the number of parameters.")
    with_p = kwargs.pop("n_eff", False) or args[2:3] == [True]
    del args[2:]
    given, model = _trace_and_model(args, kwargs)

    def change(found: Any) -> tuple[float, ...]:
        values = waic_of_3_0(given, model) if name == "waic" else loo_until_3_7(given, model)[:3]
        return tuple(float(one) for one in values[: 3 if with_p else 2])

    return change


def _trace_and_model(args: list[Any], kwargs: dict[str, Any]) -> tuple[Any, Any]:
    return args[0] if args else None, args[1] if len(args) > 1 else kwargs.get("model")


def _by_model(args: list[Any], kwargs: dict[str, Any]) -> None:
    """Make the lists of traces and of models that `compare` took before 3.4 a dict by place."""
    traces = args.pop(0) if args else kwargs.pop("traces", ())
    if isinstance(traces, dict):
        args.insert(0, traces)
        return
    models = args.pop(0) if args else kwargs.pop("models", ())
    if len(traces) != len(models):
        raise ValueError("The number of traces and models should be the same")
    if older_than("3.2"):
        traces = [of_last_chain(trace) for trace in traces]
    args.insert(0, {i: Unconverted(trace, model) for i, (trace, model) in enumerate(zip(traces, models, strict=True))})


def _columns_of_3_4(criterion: str, warned: str) -> dict[str, str]:
    upper = criterion.upper()
    columns = {f"elpd_{criterion}": upper, f"p_{criterion}": f"p{upper}", "elpd_diff": f"d{upper}", "weight": "weight"}
    return columns | {"se": "SE", "dse": "dSE", "warning": warned}


def _table_of_3_4(table: Any, criterion: str, digits: int, compared: Any) -> Any:
    warned = "warning" if older_than("3.4") else WARNED[criterion]
    columns = _columns_of_3_4(criterion, warned)
    table = table.rename(columns={criterion: f"elpd_{criterion}", f"d_{criterion}": "elpd_diff"})  # given back to ArviZ
    made = table[list(columns)].rename(columns=columns)
    made[warned] = made[warned].astype(int)
    if older_than("3.2"):  # the variance of a difference stood for its standard deviation
        number = next((one.terms[0] for one in compared.values() if isinstance(one, Unconverted) and one.terms), 1)
        made["dSE"] = made["dSE"] ** 2 / number**0.5
    return made.round(digits).sort_values(criterion.upper())


def _table_of_arviz(table: Any) -> Any:
    """Return a table of 3.4's `compare` with the columns that ArviZ plots; any other as it is."""
    criterion = next((name for name in WARNED if name.upper() in getattr(table, "columns", ())), None)
    if criterion is None:
        return table
    warned = "warning" if "warning" in table.columns else WARNED[criterion]
    made = table.rename(columns={old: new for new, old in _columns_of_3_4(criterion, warned).items()})
    return made.assign(rank=range(len(made)), scale="deviance")


def _of_forests(kwargs: dict[str, Any]) -> Callable[[Any], Any]:
    """Apply `plot_kwargs` to the rows; labels, line and title to the first axes."""
    if kwargs.pop("chain_spacing", None) is not None:
        warn("forestplot: ArviZ spaces chains itself; chain_spacing= does nothing.")
    own = kwargs.pop("plot_kwargs", None) or {}
    kwargs |= {new: own[old] for old, new in OF_ROWS.items() if old in own}
    last = {AFTER[key]: kwargs.pop(key) for key in AFTER if kwargs.get(key, 0) is not None and key in kwargs}
    return _with_labels(kwargs.pop("ylabels", None), kwargs.pop("vline", None), last)


def _of_traces(kwargs: dict[str, Any]) -> Callable[[Any], Any]:
    """Apply `grid` to the densities, and `alpha` to the lines of draws."""
    grid = kwargs.pop("grid", None)
    if (alpha := kwargs.pop("alpha", None)) is not None:
        kwargs["trace_kwargs"] = {"alpha": alpha, **(kwargs.get("trace_kwargs") or {})}

    def change(axes: Any) -> Any:
        for row in axes if grid is not None else ():
            row[0].grid(grid)
        return axes

    return change


def _with_labels(labels: Sequence[str], line: Any, last: dict[str, Any]) -> Callable[[Any], Any]:
    """Return a function that sets row labels from the top, a vertical line, and calls methods of the axes."""

    def change(axes: Any) -> Any:
        rows = axes[0].get_yticks() if labels is not None else ()
        if labels is not None and len(axes) > 1 and not len(rows):  # ArviZ 1 has them in axes of their own
            warn("forestplot: ArviZ 1 writes its own labels; ylabels= does nothing.")
        elif labels is not None:
            if len(rows) != len(labels):
                raise ValueError(f"ylabels has {len(labels)} labels; the plot has {len(rows)} rows.")
            axes[0].set_yticks(sorted(rows, reverse=True), list(labels))
        if line is not None:
            axes[0].axvline(line, color="k", linestyle="--")
        for method, value in last.items():
            getattr(axes[0], method)("" if value is False else value)
        return axes

    return change
