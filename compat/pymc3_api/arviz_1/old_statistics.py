"""`summary`, `hdi`, `ess`, `rhat`, `mcse`, `autocorr`, ... of ArviZ 0.2x, built from ArviZ 1's: the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from arviz_stats.base import array_stats

from .absent import refuse
from .data import as_trees

HDI = "stats.hdi_prob"  # a setting of ArviZ 0.2x, 0.94; ArviZ 1's is 0.89, of equal-tailed intervals
SUMMARY_ORDER = ("mean", "sd", "lower", "upper", "mcse_mean", "mcse_sd", "ess_bulk", "ess_tail", "r_hat")
TAILS = (0.05, 0.95)  # quantiles of `ess(method="tail")`; ArviZ 1's are the interval's ends
# Settings that ArviZ 1 dropped, as they were.
SETTINGS: dict[str, Any] = {HDI: 0.94, "stats.information_criterion": "loo", "data.log_likelihood": True}


def setting(arviz: Any, name: str) -> Any:
    """Return a setting of ArviZ 0.2x."""
    return arviz.rcParams.get(name, SETTINGS.get(name))


def summary_of(arviz: Any) -> Callable[..., Any]:
    """Return `summary`: 94 % highest density intervals under their old names."""

    def summary(
        data: Any,
        var_names: Sequence[str] | None = None,
        filter_vars: Any = None,
        group: str = "posterior",
        fmt: str = "wide",
        kind: str = "all",
        round_to: Any = None,
        hdi_prob: float | None = None,
        skipna: bool = False,
        stat_funcs: Any = None,
        extend: bool = True,
        stat_focus: str = "mean",
        coords: Any = None,
        **more: Any,
    ) -> Any:
        refuse("summary", more, stat_focus=stat_focus not in ("mean",))
        data = as_trees(arviz, data)
        share = setting(arviz, HDI) if hdi_prob is None else hdi_prob
        made = arviz.summary(
            data,
            var_names=var_names,
            filter_vars=filter_vars,
            group=group,
            coords=coords,
            kind=kind,
            ci_prob=share,
            ci_kind="hdi",
            round_to="none",
            skipna=skipna,
        )
        if "ess_tail" in made:  # of the 5 % and the 95 % quantile, not of the interval's ends
            chosen = {"var_names": var_names, "filter_vars": filter_vars, "group": group, "coords": coords}
            for name, values in dataset(arviz.ess(data, method="tail", prob=TAILS, **chosen)).items():
                rows = [label for label in made.index if label.split("[")[0] == name]
                made.loc[rows, "ess_tail"] = np.ravel(values.values)
        tail = 100 * (1 - share) / 2
        names = {"lower": f"hdi_{tail:g}%", "upper": f"hdi_{100 - tail:g}%"}
        ends = {c: "lower" if c.endswith("_lb") else "upper" for c in made.columns if c.endswith(("_lb", "_ub"))}
        made = made.rename(columns=ends)
        made = made[[c for c in SUMMARY_ORDER if c in made.columns]].rename(columns=names)
        own = _of_functions(stat_funcs, getattr(data, group, data), made)
        made = own if not extend else made.join(own)
        order = list(getattr(getattr(data, group, data), "data_vars", ()))  # ArviZ 1 puts scalars first
        place = {name: i for i, name in enumerate(order)}
        made = made.loc[sorted(made.index, key=lambda label: place.get(label.split("[")[0], len(place)))]
        if round_to in ("none", "None"):
            return made
        if round_to is not None:
            return made.round(round_to)
        return made.round({c: 0 if c.startswith("ess") else 2 if c == "r_hat" else 3 for c in made.columns})

    return summary


def _of_functions(functions: Any, draws: Any, table: Any) -> Any:
    """Return a table with a column for each of the user's functions of all draws of an element."""
    named = functions if isinstance(functions, dict) else {one.__name__: one for one in functions or ()}
    elements: dict[str, list[Any]] = {}
    for name, values in dataset(draws).data_vars.items() if named else ():
        values = np.asarray(values)
        elements[str(name)] = list(values.reshape(*values.shape[:2], -1).transpose(2, 0, 1))
    taken = dict.fromkeys(elements, 0)
    made = table[[]].copy()
    found: dict[str, list[Any]] = {name: [] for name in named}
    for label in table.index if named else ():
        variable = label.split("[")[0]
        of_element = elements[variable][taken[variable]]
        taken[variable] += 1
        for name, function in named.items():
            found[name].append(function(of_element.ravel()))
    for name, column in found.items():
        made[name] = column
    return made


def bfmi_of(arviz: Any) -> Callable[..., Any]:
    """Return `bfmi`: a number for each chain."""

    def bfmi(data: Any) -> Any:
        if isinstance(data, np.ndarray | list | tuple):
            data = arviz.from_dict({"sample_stats": {"energy": np.atleast_2d(data)}})
        return dataset(arviz.bfmi(data))["energy"].values

    return bfmi


def loo_pit_of(arviz: Any) -> Callable[..., Any]:
    """Return `loo_pit`, for an observed variable by its name."""

    def loo_pit(idata: Any = None, *, y: Any, y_hat: Any = None, log_weights: Any = None) -> Any:
        refuse("loo_pit", {"log_weights": log_weights}, y_hat=y_hat not in (None, y), y=not isinstance(y, str))
        return dataset(arviz.loo_pit(idata, var_names=y))[y].values

    return loo_pit


def hdi_of(arviz: Any) -> Callable[..., Any]:
    """Return `hdi`."""

    def hdi(
        ary: object,
        hdi_prob: float | None = None,
        circular: bool = False,
        multimodal: bool = False,
        skipna: bool = False,
        group: str = "posterior",
        var_names: Sequence[str] | None = None,
        filter_vars: Any = None,
        coords: Any = None,
        **more: Any,
    ) -> Any:
        refuse("hdi", more)
        how = {"prob": setting(arviz, HDI) if hdi_prob is None else hdi_prob, "circular": circular, "skipna": skipna}
        how |= {"method": "multimodal"} if multimodal else {}
        if isinstance(ary, np.ndarray | list | tuple):
            ary = np.asarray(ary)
            draws = ary.reshape(-1, *ary.shape[2:]) if ary.ndim > 2 else ary  # two dimensions: draws of a vector
            return arviz.hdi(draws, axis=0, **how)
        found = arviz.hdi(ary, group=group, var_names=var_names, filter_vars=filter_vars, coords=coords, **how)
        return dataset(found).rename({"ci_bound": "hdi"}).assign_coords(hdi=["lower", "higher"])

    return hdi


def diagnostic_of(name: str) -> Callable[[Any], Callable[..., Any]]:
    """Return what makes `ess`, `rhat` or `mcse`."""

    def of(arviz: Any) -> Callable[..., Any]:
        real = getattr(arviz, name)

        def diagnostic(
            data: object, *, var_names: Sequence[str] | None = None, method: str | None = None, **more: Any
        ) -> Any:
            more.pop("dask_kwargs", None)
            how = {**more, **({} if method is None else {"method": method})}
            if method == "tail":
                how.setdefault("prob", TAILS)
            if isinstance(data, np.ndarray | list | tuple):
                array = np.asarray(data)
                return real(array[None] if array.ndim == 1 else array, **how)
            return dataset(real(data, var_names=var_names, **how))

        diagnostic.__name__ = name
        return diagnostic

    return of


def autocorr(ary: Any, axis: int = -1) -> Any:
    """Return autocorrelations along an axis."""
    return array_stats.autocorr(np.asarray(ary), axis=axis)


def autocov(ary: Any, axis: int = -1) -> Any:
    """Return autocovariances along an axis."""
    return array_stats.autocov(np.asarray(ary), axis=axis)


def psislw(log_weights: Any, reff: float = 1.0, normalize: bool = True) -> Any:
    """Return smoothed logarithms of weights, the last axis normalised, and the shapes of their tails."""
    refuse("psislw", {}, normalize=not normalize)
    return array_stats.psislw(np.asarray(log_weights), r_eff=reff)


def r2_score(y_true: Any, y_pred: Any) -> Any:
    """Return mean and standard deviation of what `r2_samples` gives."""
    found = r2_samples(y_true, y_pred)
    return pd.Series([found.mean(), found.std()], index=["r2", "r2_std"])


def r2_samples(y_true: Any, y_pred: Any) -> Any:
    """Return Bayesian R2 for each draw of predictions, which are the rows of `y_pred`."""
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if y_pred.ndim == 1:
        explained, left = np.var(y_pred), np.var(y_true - y_pred)
    else:
        explained, left = np.var(y_pred, axis=1), np.var(y_true - y_pred, axis=1)
    return np.atleast_1d(explained / (explained + left))


def dataset(found: Any) -> Any:
    """Return a tree as the dataset in it; anything else as it is."""
    return found.to_dataset() if hasattr(found, "to_dataset") and hasattr(found, "children") else found
