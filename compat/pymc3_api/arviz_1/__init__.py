"""ArviZ 1's functions with the names and arguments of the ArviZ 0.2x that PyMC3 called.

Statistics give the same results: summaries have 94 % highest density intervals under their old names. Plots are
those of ArviZ 1; arguments that only changed the look are dropped, and reported. What is missing raises, with advice.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

from ...models.backends.inference_tree import InferenceData
from . import criteria, data, old_statistics, plots
from .absent import gone

OF_ARRAYS = ("psislw", "r2_score", "r2_samples", "autocorr", "autocov")


def _as_it_is(function: Callable[..., Any]) -> Callable[[Any], Callable[..., Any]]:
    return lambda arviz: function


# name -> what makes the function for the ArviZ that is installed
FUNCTIONS: dict[str, Callable[[Any], Callable[..., Any]]] = {
    "summary": old_statistics.summary_of,
    "hdi": old_statistics.hdi_of,
    "loo": criteria.loo_of,
    "waic": criteria.waic_of,
    "compare": criteria.compare_of,
    "bfmi": old_statistics.bfmi_of,
    "loo_pit": old_statistics.loo_pit_of,
    **{name: _as_it_is(getattr(old_statistics, name)) for name in OF_ARRAYS},
    "concat": _as_it_is(data.concat),
    "plot_kde": plots.plot_kde_of,
    "plot_hdi": plots.plot_hdi_of,
    **{name: old_statistics.diagnostic_of(name) for name in ("ess", "rhat", "mcse")},
    "to_netcdf": data.to_netcdf_of,
    "extract_dataset": lambda arviz: arviz.extract,
    "convert_to_inference_data": lambda arviz: data.with_methods(arviz.convert_to_datatree),
}
# What ArviZ 0.2x had besides, and PyMC3 named: a call raises.
ABSENT = ("apply_test_function", "make_ufunc", "wrap_xarray_ufunc", "plot_bpv", "plot_dist_comparison", "plot_elpd")
ABSENT += ("plot_separation", "plot_ts", "from_json", "to_json")
# Arguments that only ArviZ 1 has: a call with one of them means its function.
OF_NOW = frozenset({"dt", "ci_prob", "ci_probs", "ci_kind", "sample_dims", "plot_collection", "visuals", "stats"})
UNCHANGED = "_as_installed"  # the attribute that keeps ArviZ's own functions, from which ours are built
OF_TREES = ("from_netcdf", "from_zarr", "load_arviz_data")  # functions of both, whose trees are InferenceData


def function(arviz: Any, name: str) -> Callable[..., Any]:
    """Return ArviZ 0.2x's function of that name, built from ArviZ 1's.

    Raises AttributeError, with advice, if it has no equivalent.
    """
    arviz = vars(arviz).get(UNCHANGED, arviz)
    if name in FUNCTIONS:
        return FUNCTIONS[name](arviz)
    if name in plots.PLOTS and hasattr(arviz, plots.PLOTS[name]):
        return plots.plot_of(arviz, name)
    if name in vars(arviz) and not name.startswith("plot_"):
        return getattr(arviz, name)  # type: ignore[no-any-return]
    raise AttributeError(gone(arviz, name))


def give_back(arviz: ModuleType, through: Callable[[str], Callable[..., Any]]) -> None:
    """Give an ArviZ 1 the names, results and settings that ArviZ 0.2x had.

    through: makes a function that takes our traces, and calls `function(arviz, name)`.
    """
    if "InferenceData" in vars(arviz):  # else its __getattr__ gives a DataTree, and warns
        return
    setattr(arviz, UNCHANGED, SimpleNamespace(**vars(arviz)))
    arviz.InferenceData = InferenceData  # type: ignore[attr-defined]
    arviz.from_dict = data.from_dict(arviz.from_dict)
    for name in OF_TREES:
        setattr(arviz, name, data.with_methods(getattr(arviz, name)))
    for name, value in old_statistics.SETTINGS.items():
        if name not in arviz.rcParams:
            arviz.rcParams.validate[name] = lambda given: given
            arviz.rcParams[name] = value
    for name in (*FUNCTIONS, *plots.PLOTS, *ABSENT):
        real = vars(arviz).get(name)
        setattr(arviz, name, through(name) if real is None else of_both(name, real, through(name)))


def of_both(name: str, real: Callable[..., Any], old: Callable[..., Any]) -> Callable[..., Any]:
    """Return the older function, and ArviZ 1's for a call with an argument that only that one has."""

    @functools.wraps(real)
    def function(*args: Any, **kwargs: Any) -> Any:
        new = OF_NOW & kwargs.keys() or name == "hdi" and "prob" in kwargs
        return real(*args, **kwargs) if new else old(*args, **kwargs)

    return function
