"""ArviZ's functions for our traces: conversion of arguments, and `arviz.from_pymc3` restored."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np

from theano_common.arviz_release import release_of
from theano_common.users_lines import warn

from ..emulated_versions import older_than
from ..models.backends.base import MultiTrace
from ..models.backends.inference_data import from_pymc3
from ..models.model import Model
from ..models.optional_packages import import_arviz
from .arviz_words import described
from .criteria_until_3_7 import loo_until_3_7, with_loo
from .plot_arguments_before_arviz import adapted, asks_for_transformed
from .unconverted_traces import Unconverted
from .without_arviz import stands_in

NEED_LOG_LIKELIHOOD = frozenset({"loo", "waic", "compare", "loo_pit", "plot_loo_pit", "plot_khat", "reloo"})

RENAMED = {  # vars: in the drafts of PyMC3 3.0, from which programs of 2013 to 2015 are
    "vars": "var_names",
    "varnames": "var_names",
    "credible_interval": "hdi_prob",
}


def converted(value: object, log_likelihood: bool = False, transformed: bool = False) -> Any:
    """Return a MultiTrace as InferenceData, also inside lists and dicts; other objects as they are."""
    if isinstance(value, MultiTrace):
        return from_pymc3(value, log_likelihood=log_likelihood, include_transformed=transformed)
    if isinstance(value, list | tuple) and any(isinstance(v, MultiTrace) for v in value):
        return type(value)(converted(v, log_likelihood, transformed) for v in value)
    if isinstance(value, dict) and any(isinstance(v, MultiTrace) for v in value.values()):
        return {k: converted(v, log_likelihood, transformed) for k, v in value.items()}
    return value


def lines_of(lines: dict[str, Any], data: Any, compact: bool) -> list[tuple[str, dict[str, Any], Any]]:
    """Convert PyMC3's reference lines by variable, `{"a": 0}`, to ArviZ's (name, selected element, values).

    If each element has its own panel (compact=False), a value of the variable's shape is split.
    """
    found: list[tuple[str, dict[str, Any], Any]] = []
    posterior = None if compact else import_arviz().convert_to_dataset(data)
    for name, value in lines.items():
        value = np.asarray(value)
        own = None if compact else posterior.get(name)
        if own is None or own.ndim == 2:
            found.append((name, {}, value.ravel()))
            continue
        dims = own.dims[2:]
        labels = [own[dim].values for dim in dims]
        for place in np.ndindex(own.shape[2:]):
            chosen = {dim: label[i] for dim, label, i in zip(dims, labels, place, strict=True)}
            found.append((name, chosen, value[place] if value.shape == own.shape[2:] else value.ravel()))
    return found


def with_models(name: str, args: list[Any], kwargs: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """Read `loo(trace, model)` and `compare({model: trace})`: attach the model's log likelihood to the traces."""
    if name in ("loo", "waic"):
        model = args.pop(1) if len(args) > 1 and isinstance(args[1], Model) else kwargs.pop("model", None)
        if model is not None and args and isinstance(args[0], MultiTrace):
            args[0] = from_pymc3(args[0], model=model, log_likelihood=True)
    if name == "compare" and args and isinstance(args[0], dict):
        args[0] = {
            key.name or i if isinstance(key, Model) else key: Unconverted(
                trace, key if isinstance(key, Model) else None
            )
            if isinstance(trace, MultiTrace)
            else trace
            for i, (key, trace) in enumerate(args[0].items())
        }
        if kwargs.get("ic") == "loo" and older_than("3.8"):
            args[0] = {key: _earlier_loo(one) for key, one in args[0].items()}
    return args, kwargs


def _earlier_loo(one: Any) -> Any:
    """Return the criterion of a trace as the emulated release counted it; anything else as it is."""
    if not isinstance(one, Unconverted):
        return one
    todays = of_any_release("loo")(one.inference_data(), pointwise=True, scale="deviance")
    return with_loo(todays, loo_until_3_7(one.trace, one.model))


def of_any_release(name: str) -> Callable[..., Any]:
    """Return the function of ArviZ that PyMC3 called by that name, in the form of ArviZ 0.2x.

    Raises ImportError without ArviZ, AttributeError if ArviZ 1 has no equivalent.
    """
    arviz = import_arviz()
    return _of_1().function(arviz, name) if release_of(arviz).trees else getattr(arviz, name)


def _of_1() -> ModuleType:
    from . import arviz_1  # needs pandas and xarray, which ArviZ 1 has imported already

    return arviz_1


def through_arviz(name: str, alias: str = "") -> Callable[..., Any]:
    """Return `arviz.<name>` for legacy arguments: traces, old names of keywords, `lines` as a dict."""

    def function(*args: Any, **kwargs: Any) -> Any:
        try:
            real = of_any_release(name)
        except ImportError as missing:
            real, absent = None, missing
        if alias:
            warn(
                f"The function `{alias}` from PyMC3 is just an alias for `{name}` from ArviZ. Please switch "
                f"to `pymc3.{name}` or `arviz.{name}`.",
                DeprecationWarning,
            )
        for old, new in RENAMED.items():
            if old in kwargs:
                if new in kwargs:
                    raise TypeError(f"{function.__name__} was given both `{old}` and `{new}`, its new name.")
                warn(f"Keyword argument `{old}` renamed to `{new}`.", DeprecationWarning)
                kwargs[new] = kwargs.pop(old)
        given, needs = list(args), name in NEED_LOG_LIKELIHOOD
        if real is None:
            own = stands_in(name, given, kwargs)
            if own is None:
                raise absent
            return own(*given, **kwargs)
        transformed = asks_for_transformed(name, kwargs)
        finish = adapted(name, real, given, kwargs)
        if needs:
            given, kwargs = with_models(name, given, kwargs)
        args = [converted(a, needs, transformed) for a in given]
        kwargs = {k: converted(v, needs, transformed) for k, v in kwargs.items()}
        if name == "plot_trace" and isinstance(kwargs.get("lines"), dict):
            data = args[0] if args else kwargs.get("data")
            kwargs["lines"] = lines_of(kwargs["lines"], data, kwargs.get("compact", True))
        return finish(real(*args, **kwargs))

    function.__name__ = function.__qualname__ = alias or name
    function.arviz_name = name  # type: ignore[attr-defined]
    function.__doc__ = described(name, alias)
    return function


def give_back(arviz: ModuleType) -> None:
    """Add `from_pymc3` to an ArviZ that lacks it, and make all its functions accept our traces."""
    for name in ("from_pymc3", "from_pymc3_predictions"):
        if not hasattr(arviz, name):
            setattr(arviz, name, from_pymc3 if name == "from_pymc3" else from_pymc3_predictions)
    converter = release_of(arviz).converter
    if release_of(arviz).trees:
        _of_1().give_back(arviz, through_arviz)
    original = getattr(arviz, converter)
    if getattr(original, "__wrapped__", None) is not None:
        return

    @functools.wraps(original)
    def convert_to_inference_data(obj: object, *args: Any, **kwargs: Any) -> Any:
        if isinstance(obj, MultiTrace):
            kwargs.pop("group", None)
            return from_pymc3(obj, **kwargs)
        if isinstance(obj, Unconverted):
            return obj.inference_data()
        return original(obj, *args, **kwargs)

    packages = ("arviz", "arviz_base", "arviz_stats", "arviz_plots")
    for module in [m for n, m in list(sys.modules.items()) if n.split(".")[0] in packages]:
        if vars(module).get(converter) is original:
            setattr(module, converter, convert_to_inference_data)


def from_pymc3_predictions(
    predictions: Any,
    posterior_trace: Any = None,
    model: Model | None = None,
    coords: Any = None,
    dims: Any = None,
    idata_orig: Any = None,
    inplace: bool = False,
) -> Any:
    """Return InferenceData of predictions, alone or added to `idata_orig`."""
    if inplace and not idata_orig:
        raise ValueError("Do not pass True for inplace unless passingan existing InferenceData as idata_orig")
    new = from_pymc3(posterior_trace, predictions=predictions, model=model, coords=coords, dims=dims)
    if idata_orig is None:
        return new
    target = idata_orig if inplace else idata_orig.copy()
    target.extend(new)
    return target
