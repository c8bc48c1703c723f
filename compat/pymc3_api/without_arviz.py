"""`summary`, `rhat`, `ess`, `mcse` and `hdi` without ArviZ, for their most frequent arguments.

Names, columns, rounding and defaults are those of ArviZ 0.11 and 0.12; the numbers are those of
theano_common/statistics.py.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from theano_common import statistics

from ..models.backends.base import MultiTrace
from ..models.modelling.util import get_default_varnames
from ..models.optional_packages import import_pandas
from .plain_table import Table, Values

PROBABILITY = 0.94
OF_ESS = {
    "bulk": statistics.ess_bulk,
    "tail": statistics.ess_tail,
    "mean": statistics.ess_mean,
    "sd": statistics.ess_sd,
}
OF_MCSE = {"mean": statistics.mcse_mean, "sd": statistics.mcse_sd}
DIAGNOSTICS: dict[str, Callable[[np.ndarray], float]] = {
    "mcse_mean": statistics.mcse_mean,
    "mcse_sd": statistics.mcse_sd,
    "ess_bulk": statistics.ess_bulk,
    "ess_tail": statistics.ess_tail,
    "r_hat": statistics.rhat,
}
DECIMALS = {"ess_bulk": 0, "ess_tail": 0, "r_hat": 2}  # and 3 for the others


def summary(
    data: Any,
    var_names: Any = None,
    kind: str = "all",
    round_to: Any = None,
    hdi_prob: float = PROBABILITY,
    include_transformed: bool = False,
) -> Any:
    """Return a table with a row for each scalar: mean, sd, hdi, mcse_mean, mcse_sd, ess_bulk, ess_tail, r_hat.

    kind: "all", "stats" (the first four), or "diagnostics". round_to: decimals; "none" for all of them. It is a
    DataFrame; without pandas, a `Table`.
    """
    if kind not in ("all", "stats", "diagnostics"):
        raise TypeError(f"Invalid value for kind argument: {kind!r}; it is 'all', 'stats' or 'diagnostics'.")
    stats = _stats(hdi_prob) if kind != "diagnostics" else {}
    columns = {**stats, **(DIAGNOSTICS if kind != "stats" else {})}
    rows: list[str] = []
    found: dict[str, list[float]] = {name: [] for name in columns}
    for name, values in _variables(data, var_names, include_transformed).items():
        rows += _labels(data, name, values.shape[2:])
        flat = values.reshape(*values.shape[:2], -1)
        for column, statistic in columns.items():
            found[column] += [statistic(flat[:, :, i]) for i in range(flat.shape[2])]
    made = {name: np.array(column, dtype=float) for name, column in found.items()}
    if round_to not in ("none", "None"):
        made = {n: c.round(DECIMALS.get(n, 3) if round_to is None else round_to) for n, c in made.items()}
    try:
        pandas = import_pandas()
    except ImportError:
        return Table(rows, made)
    return pandas.DataFrame(made, index=rows)


def rhat(data: Any, var_names: Any = None) -> Any:
    """Return the rank-normalised split R-hat of each variable; for an array, (chains, draws), one number."""
    return _each(statistics.rhat, data, var_names)


def ess(data: Any, var_names: Any = None, method: str = "bulk", relative: bool = False) -> Any:
    """Return effective sample sizes; method: "bulk", "tail", "mean" or "sd"; relative: as shares of the draws."""
    statistic = _chosen(OF_ESS, method)
    return _each(lambda x: statistic(x) / (x.size if relative else 1), data, var_names)


def mcse(data: Any, var_names: Any = None, method: str = "mean") -> Any:
    """Return Monte Carlo standard errors of the mean, or of the standard deviation (method="sd")."""
    return _each(_chosen(OF_MCSE, method), data, var_names)


def hdi(ary: Any, hdi_prob: float = PROBABILITY, var_names: Any = None) -> Any:
    """Return the shortest interval of that probability: (2,) for a vector, name -> (*shape, 2) for a trace."""
    found = {
        name: np.apply_along_axis(shortest, 0, values.reshape(-1, *values.shape[2:]), hdi_prob)
        for name, values in _variables(ary, var_names).items()
    }
    rolled = {name: np.moveaxis(values, 0, -1) for name, values in found.items()}
    return rolled["x"] if isinstance(ary, np.ndarray) else Values(rolled)


def shortest(x: np.ndarray, share: float) -> np.ndarray:
    """Return the shortest interval, (2,), that holds that share of x."""
    x = np.sort(x)
    inside = int(np.floor(share * len(x)))
    widths = x[inside:] - x[: len(x) - inside]
    if not len(widths):
        raise ValueError("Too few elements for interval calculation. ")
    low = int(np.argmin(widths))
    return np.array([x[low], x[low + inside]])


FUNCTIONS = {"summary": summary, "rhat": rhat, "ess": ess, "mcse": mcse, "hdi": hdi}


def stands_in(name: str, args: Sequence[Any], kwargs: dict[str, Any]) -> Callable[..., Any] | None:
    """Return our substitute for this call of `arviz.<name>`; None if only ArviZ can do it."""
    function = FUNCTIONS.get(name)
    if function is None:
        return None
    try:
        bound = inspect.signature(function).bind(*args, **kwargs)
    except TypeError:
        return None
    data = next(iter(bound.arguments.values()), None)
    takes = (MultiTrace, dict) if name == "summary" else (MultiTrace, dict, np.ndarray)
    fits = isinstance(data, takes) and bound.arguments.get("method", "mean") in OF_ESS
    return function if fits and not (name == "hdi" and isinstance(data, np.ndarray) and data.ndim != 1) else None


def _stats(probability: float) -> dict[str, Callable[[np.ndarray], float]]:
    low, high = (100 * p for p in ((1 - probability) / 2, 1 - (1 - probability) / 2))
    return {
        "mean": lambda x: float(x.mean()),
        "sd": lambda x: float(x.std(ddof=1)),
        f"hdi_{low:g}%": lambda x: float(shortest(x.ravel(), probability)[0]),
        f"hdi_{high:g}%": lambda x: float(shortest(x.ravel(), probability)[1]),
    }


def _chosen(table: dict[str, Any], method: str) -> Any:
    if method not in table:
        raise TypeError(f"method {method!r} not found. Valid methods are: {', '.join(table)}")
    return table[method]


def _each(statistic: Callable[[np.ndarray], float], data: object, var_names: Sequence[str]) -> Any:
    found = {n: statistics.per_scalar(statistic, values) for n, values in _variables(data, var_names).items()}
    return float(found["x"]) if isinstance(data, np.ndarray) else Values(found)


def _variables(data: object, var_names: Sequence[str], transformed: bool = False) -> dict[str, np.ndarray]:
    """Return name -> (chains, draws, *shape), without tuning draws; a vector is one chain of `x`."""
    if isinstance(data, MultiTrace):
        known = get_default_varnames(data.varnames, transformed)
        drawn = len(data) if data.report.n_draws is None else min(data.report.n_draws, len(data))
        values = {
            n: np.stack(data.get_values(n, burn=len(data) - drawn, combine=False, squeeze=False))
            for n in _asked_for(known, data.varnames, var_names)
        }
    elif isinstance(data, dict):
        values = {n: np.asarray(data[n]) for n in _asked_for(list(data), data, var_names)}
    else:
        values = {"x": np.asarray(data)}
    return {n: v[None] if v.ndim == 1 else v for n, v in values.items()}


def _asked_for(shown: list[str], known: Any, var_names: Sequence[str]) -> list[str]:
    """Return the selected names: `"~x"` leaves x out. KeyError for an unknown name."""
    if var_names is None:
        return shown
    names = [var_names] if isinstance(var_names, str) else list(var_names)
    unknown = [n for n in names if n.removeprefix("~") not in known]
    if unknown:
        raise KeyError(f"var names: {', '.join(unknown)} are not present: there are {', '.join(known)}")
    left_out = {n[1:] for n in names if n.startswith("~")}
    return [n for n in (shown if left_out else names) if n not in left_out]


def _labels(data: object, name: str, shape: tuple[int, ...]) -> list[str]:
    """Return `theta[0, 1]` for each element, with the model's coordinates if it has them."""
    if not shape:
        return [name]
    model = next(iter(data._straces.values())).model if isinstance(data, MultiTrace) else None
    dims = getattr(model, "RV_dims", {}).get(name) or [None] * len(shape)
    coords = getattr(model, "coords", {})
    axes = [list(coords[d]) if coords.get(d) is not None else range(n) for d, n in zip(dims, shape, strict=True)]
    return [f"{name}[{', '.join(map(str, place))}]" for place in itertools.product(*axes)]


__all__ = ["FUNCTIONS", "ess", "hdi", "mcse", "rhat", "shortest", "stands_in", "summary"]
