"""`loo`, `waic` and `compare` of ArviZ 0.2x, from ArviZ 1's `loo` and `compare`, and WAIC by its formula."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ..unconverted_traces import Unconverted
from .absent import refuse
from .elpd import SCALES, ELPDData, elpd_data
from .old_statistics import setting

COLUMNS = ["rank", "elpd", "p", "elpd_diff", "weight", "se", "dse", "warning", "scale"]
SHAKY = 0.4  # variance of a datum's log likelihood, above which WAIC may fail


def loo_of(arviz: Any) -> Callable[..., Any]:
    """Return `loo`."""

    def loo(data: Any, pointwise: bool | None = None, var_name: Any = None, reff: Any = None, scale: Any = None) -> Any:
        found = arviz.loo(data, pointwise=True, var_name=var_name, reff=reff)
        return _as_then(arviz, "loo", found, pointwise, scale)

    return loo


def waic_of(arviz: Any) -> Callable[..., Any]:
    """Return `waic`, which ArviZ 1 dropped."""

    def waic(
        data: Any, pointwise: bool | None = None, var_name: Any = None, scale: Any = None, dask_kwargs: Any = None
    ) -> Any:
        return _as_then(arviz, "waic", _waic(arviz, data, var_name), pointwise, scale)

    return waic


def _as_then(arviz: Any, kind: str, found: Any, pointwise: bool | None, scale: str | None) -> Any:
    pointwise = arviz.rcParams["stats.ic_pointwise"] if pointwise is None else pointwise
    return elpd_data(kind, (scale or setting(arviz, "stats.ic_scale")).lower(), found, pointwise)


def _waic(arviz: Any, data: Any, var_name: str | None) -> Any:
    """Return WAIC on the scale "log" in the form of ArviZ 1's results."""
    logs = arviz.get_log_likelihood(arviz.convert_to_datatree(data), var_name=var_name)
    logs = logs.stack(__sample__=("chain", "draw"))
    most = logs.max("__sample__")
    parameters = logs.var("__sample__")
    pointwise = most + np.log(np.exp(logs - most).mean("__sample__")) - parameters
    shaky = bool((parameters > SHAKY).any())
    if shaky:
        warn(
            "For one or more samples the posterior variance of the log predictive densities exceeds 0.4. This could"
            " be indication of WAIC starting to fail. \nSee http://arxiv.org/abs/1507.04544 for details",
            UserWarning,
        )
    return arviz.ELPDData(
        elpd=float(pointwise.sum()),
        se=float(np.sqrt(pointwise.size * pointwise.values.var())),
        p=float(parameters.sum()),
        n_samples=logs.sizes["__sample__"],
        n_data_points=pointwise.size,
        scale="log",
        warning=shaky,
        good_k=None,
        elpd_i=pointwise,
    )


def compare_of(arviz: Any) -> Callable[..., Any]:
    """Return `compare`."""

    def compare(
        compare_dict: Any,
        ic: str | None = None,
        method: str | None = "stacking",
        b_samples: int = 1000,
        alpha: float = 1,
        seed: Any = None,
        scale: str | None = None,
        var_name: str | None = None,
    ) -> Any:
        if method is not None and method.lower() == "bb-pseudo-bma":
            refuse("compare", {"seed": seed}, b_samples=b_samples != 1000, alpha=alpha != 1)
        given = [one for one in compare_dict.values() if isinstance(one, ELPDData)]
        kinds, scales = {one.criterion for one in given}, {one["scale"] for one in given}
        if len(kinds) > 1:
            raise ValueError("All information criteria to be compared must be the same but found both loo and waic.")
        if len(scales) > 1:
            raise ValueError("All information criteria to be compared must use the same scale")
        kind = kinds.pop() if kinds else (ic or setting(arviz, "stats.information_criterion")).lower()
        scale = scales.pop() if scales else (scale or setting(arviz, "stats.ic_scale")).lower()
        if kind not in ("loo", "waic"):
            raise NotImplementedError(f"The information criterion {kind} is not supported.")
        factor = SCALES[scale][1]
        made = arviz.compare(
            {name: _of_arviz_1(arviz, one, kind, var_name) for name, one in compare_dict.items()},
            method=method,
            round_to="none",
        )
        warned = [bool(said) for said in made.get("diag_elpd", [""] * len(made))]
        made = made.assign(warning=warned, scale=scale)[COLUMNS]
        made["elpd"] *= factor
        made["elpd_diff"] = made["elpd_diff"].abs() * abs(factor)
        made[["se", "dse"]] *= abs(factor)
        return made.rename(columns={"elpd": f"elpd_{kind}", "p": f"p_{kind}"})

    return compare


def _of_arviz_1(arviz: Any, one: Any, kind: str, var_name: str | None) -> Any:
    """Return what ArviZ 1 compares: a criterion that it knows, made of draws where that is what was given."""
    if hasattr(one, "attrs") and "of_arviz_1" in one.attrs:
        return one.attrs["of_arviz_1"]
    if isinstance(one, arviz.ELPDData):
        return one
    if not isinstance(one, Unconverted):
        return _criterion(arviz, one, kind, var_name)
    made = _criterion(arviz, one.inference_data(), kind, var_name)
    gc.collect()  # groups know their parent, and arrays their accessor: such cycles would keep all log densities
    return made


def _criterion(arviz: Any, data: Any, kind: str, var_name: str | None) -> Any:
    if kind == "waic":
        return _waic(arviz, data, var_name)
    made = arviz.loo(data, pointwise=True, var_name=var_name)
    made.log_weights = None  # as large as the draws' log densities, and not compared
    return made
