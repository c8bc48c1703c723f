"""ArviZ 1's functions with the names and arguments of the ArviZ 0.2x that PyMC3 called.

Statistics give the same results: summaries have 94 % highest density intervals under their old names. Plots are
those of ArviZ 1, which return plot collections; arguments that only changed the look are dropped, and reported.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from theano_common.installing import pip_install

HDI = 0.94  # of ArviZ 0.2x; ArviZ 1's default is 0.89, equal-tailed
SUMMARY_ORDER = ("mean", "sd", "lower", "upper", "mcse_mean", "mcse_sd", "ess_bulk", "ess_tail", "r_hat")
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
CARRIED = ("var_names", "coords", "filter_vars", "group", "num_pp_samples", "combined")  # arguments of plots that stay
RENAMED = {"hdi_prob": "ci_prob", "num_pp_samples": "num_samples"}
LEFT_OUT = "ArviZ {version} draws `{old}` as `{new}`, in figures of its own; left out: {names}."
FROM_DICT = (  # arguments that are no groups
    *("name", "sample_dims", "save_warmup", "index_origin", "coords", "dims", "pred_dims", "pred_coords"),
    *("check_conventions", "attrs"),
)


def _gone(arviz: ModuleType, name: str) -> str:
    return f"ArviZ {arviz.__version__} has no `{name}`; ArviZ 0.2x has: {pip_install('arviz<1')}."


def is_1(arviz: ModuleType) -> bool:
    """Say whether this is ArviZ 1 or newer."""
    return int(str(arviz.__version__).split(".")[0]) >= 1


def function(arviz: Any, name: str) -> Callable[..., Any]:
    """Return ArviZ 0.2x's function of that name, built from ArviZ 1's.

    Raises AttributeError, with advice, if it has no equivalent.
    """
    if name in STATISTICS:
        return STATISTICS[name](arviz)
    if name == "plot_kde":
        return _plot_kde(arviz)
    if name in PLOTS and hasattr(arviz, PLOTS[name]):
        return _plot(arviz, name)
    if hasattr(arviz, name) and not name.startswith("plot_"):
        return getattr(arviz, name)  # type: ignore[no-any-return]
    raise AttributeError(_gone(arviz, name))


def _summary(arviz: Any) -> Callable[..., Any]:
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
        _refused(
            "summary", {"stat_funcs": stat_funcs, **more}, stat_focus=stat_focus not in ("mean",), extend=not extend
        )
        share = HDI if hdi_prob is None else hdi_prob
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
            for name, values in _dataset(arviz.ess(data, method="tail", prob=(0.05, 0.95), **chosen)).items():
                rows = [label for label in made.index if label.split("[")[0] == name]
                made.loc[rows, "ess_tail"] = np.ravel(values.values)
        tail = 100 * (1 - share) / 2
        names = {"lower": f"hdi_{tail:g}%", "upper": f"hdi_{100 - tail:g}%"}
        ends = {c: "lower" if c.endswith("_lb") else "upper" for c in made.columns if c.endswith(("_lb", "_ub"))}
        made = made.rename(columns=ends)
        made = made[[c for c in SUMMARY_ORDER if c in made.columns]].rename(columns=names)
        order = list(getattr(getattr(data, group, data), "data_vars", ()))  # ArviZ 1 puts scalars first
        place = {name: i for i, name in enumerate(order)}
        made = made.loc[sorted(made.index, key=lambda label: place.get(label.split("[")[0], len(place)))]
        if round_to in ("none", "None"):
            return made
        if round_to is not None:
            return made.round(round_to)
        return made.round({c: 0 if c.startswith("ess") else 2 if c == "r_hat" else 3 for c in made.columns})

    return summary


def _hdi(arviz: Any) -> Callable[..., Any]:
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
        _refused("hdi", more)
        how = {"prob": HDI if hdi_prob is None else hdi_prob, "circular": circular, "skipna": skipna}
        how |= {"method": "multimodal"} if multimodal else {}
        if isinstance(ary, np.ndarray | list | tuple):
            ary = np.asarray(ary)
            return arviz.hdi(ary if ary.ndim < 2 else ary.reshape(-1, *ary.shape[2:]), axis=0, **how)
        found = arviz.hdi(ary, group=group, var_names=var_names, filter_vars=filter_vars, coords=coords, **how)
        return _dataset(found).rename({"ci_bound": "hdi"}).assign_coords(hdi=["lower", "higher"])

    return hdi


def _diagnostic(name: str) -> Callable[[Any], Callable[..., Any]]:
    def of(arviz: Any) -> Callable[..., Any]:
        real = getattr(arviz, name)

        def diagnostic(
            data: object, *, var_names: Sequence[str] | None = None, method: str | None = None, **more: Any
        ) -> Any:
            more.pop("dask_kwargs", None)
            how = {**more, **({} if method is None else {"method": method})}
            if isinstance(data, np.ndarray | list | tuple):
                array = np.asarray(data)
                return real(array[None] if array.ndim == 1 else array, **how)
            return _dataset(real(data, var_names=var_names, **how))

        diagnostic.__name__ = name
        return diagnostic

    return of


def _loo(arviz: Any) -> Callable[..., Any]:
    def loo(data: Any, pointwise: bool | None = None, var_name: Any = None, reff: Any = None, scale: Any = None) -> Any:
        if scale not in (None, "log"):
            raise ValueError(f"ArviZ {arviz.__version__} gives `loo` on the scale 'log' alone, not {scale!r}.")
        return arviz.loo(data, pointwise=pointwise, var_name=var_name, reff=reff)

    return loo


def _compare(arviz: Any) -> Callable[..., Any]:
    def compare(
        compare_dict: Any,
        ic: str | None = None,
        method: str = "stacking",
        b_samples: int = 1000,
        alpha: float = 1,
        seed: Any = None,
        scale: Any = None,
        var_name: Any = None,
    ) -> Any:
        if ic not in (None, "loo"):
            raise ValueError(_gone(arviz, ic) + " Or compare by ic='loo'.")
        if scale not in (None, "log"):
            raise ValueError(f"ArviZ {arviz.__version__} compares on the scale 'log' alone, not {scale!r}.")
        made = arviz.compare(compare_dict, method=method, var_name=var_name, round_to="none")
        warned = [bool(said) for said in made.get("diag_elpd", [""] * len(made))]
        made = made.rename(columns={"elpd": "elpd_loo", "p": "p_loo"}).assign(warning=warned, scale="log")
        return made[["rank", "elpd_loo", "p_loo", "elpd_diff", "weight", "se", "dse", "warning", "scale"]]

    return compare


def from_dict(real: Callable[..., Any]) -> Callable[..., Any]:
    """Return ArviZ 1's `from_dict`, made to accept groups as arguments, and a posterior alone, as in ArviZ 0.2x."""

    @functools.wraps(real)
    def function(posterior: Any = None, **more: Any) -> Any:
        if posterior is not None and all(isinstance(one, Mapping) for one in posterior.values()):
            return real(posterior, **more)
        groups = {} if posterior is None else {"posterior": posterior}
        attrs = {} if more.get("attrs") is None else {"/": more["attrs"]}
        for name in [name for name in more if name not in FROM_DICT]:
            value = more.pop(name)
            if value is None:
                continue
            if name.endswith("_attrs"):
                attrs[name.removesuffix("_attrs")] = value
            else:
                groups[name] = value
        return real(groups, **more | ({"attrs": attrs} if attrs else {}))

    return function


STATISTICS: dict[str, Callable[[Any], Callable[..., Any]]] = {
    "summary": _summary,
    "hdi": _hdi,
    "loo": _loo,
    "compare": _compare,
    **{name: _diagnostic(name) for name in ("ess", "rhat", "mcse")},
}


def _plot(arviz: Any, old: str) -> Callable[..., Any]:
    new = PLOTS[old]
    real = getattr(arviz, new)

    def plot(data: Any, *args: Any, **kwargs: Any) -> Any:
        if args:
            kwargs = {"var_names": args[0], **kwargs}
        kept = {RENAMED.get(k, k): v for k, v in kwargs.items() if k in CARRIED or k == "hdi_prob"}
        dropped = [k for k, v in kwargs.items() if k not in CARRIED and k != "hdi_prob" and v is not None]
        if old == "plot_posterior":
            kept = {"ci_kind": "hdi", "ci_prob": HDI, **kept}
        if dropped:
            names = ", ".join(dropped)
            said = LEFT_OUT.format(version=arviz.__version__, old=old, new=new, names=names)
            warnings.warn(said, UserWarning, stacklevel=3)
        return real(_tree(arviz, data, old), **{k: v for k, v in kept.items() if v is not None})

    plot.__name__ = old
    return plot


def _plot_kde(arviz: Any) -> Callable[..., Any]:
    def plot_kde(values: Any, *, ax: Any = None, label: Any = None, plot_kwargs: Any = None, **more: Any) -> Any:
        import matplotlib.pyplot as plt  # many programs draw nothing

        ax = plt.gca() if ax is None else ax
        if more:
            said = LEFT_OUT.format(version=arviz.__version__, old="plot_kde", new="kde", names=", ".join(more))
            warnings.warn(said, UserWarning, stacklevel=3)
        grid, density = arviz.kde(np.ravel(values))[:2]
        ax.plot(grid, density, label=label, **(plot_kwargs or {}))
        return ax

    return plot_kde


def _tree(arviz: Any, data: object, old: str) -> Any:
    """Return draws in an array as a tree with one variable, for ArviZ 1."""
    if old == "plot_compare" or not isinstance(data, np.ndarray | list | tuple):
        return data
    return arviz.from_dict({"posterior": {"x": np.asarray(data)[None]}})


def _dataset(found: Any) -> Any:
    return found.to_dataset() if hasattr(found, "to_dataset") and hasattr(found, "children") else found


def _refused(name: str, given: dict[str, Any], **refused: bool) -> None:
    wrong = [key for key, value in given.items() if value is not None] + [
        key for key, is_so in refused.items() if is_so
    ]
    if wrong:
        raise TypeError(
            f"{name}() has no {' and no '.join(wrong)} with ArviZ 1; ArviZ 0.2x has: {pip_install('arviz<1')}."
        )
