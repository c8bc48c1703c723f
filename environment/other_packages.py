"""Names of packages built on NumPy, which old programs import together with others that still exist."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any, NoReturn

from .argument_adapters import by_position, old_keywords
from .restored_name import Narrowed, Removed, same_as


def _gone(sentence: str) -> Callable[[], Callable[..., NoReturn]]:
    def gone(*args: Any, **kwargs: Any) -> NoReturn:
        raise RuntimeError(sentence)

    return lambda: gone


def _moved(name: str, to: str) -> Callable[[], Any]:
    return lambda: getattr(import_module(to), name)


def _of_figures(name: str) -> Callable[[], Callable[..., Any]]:
    """Return a function that IPython 9 moved to matplotlib_inline, which imports IPython: loaded at the first call."""

    def function(*args: Any, **kwargs: Any) -> Any:
        return _moved(name, "matplotlib_inline.backend_inline")()(*args, **kwargs)

    return lambda: function


def _without_loader(real: Callable[..., Any]) -> Callable[..., Any] | None:
    """Let `load` and `load_all` of PyYAML read without a Loader, as from 5.1 to 5.4."""
    if inspect.signature(real).parameters["Loader"].default is not inspect.Parameter.empty:
        return None

    @functools.wraps(real)
    def load(stream: Any, Loader: Any = None) -> Any:
        return real(stream, import_module("yaml").FullLoader if Loader is None else Loader)

    return load


def _unset_is_none(real: Callable[..., Any]) -> Callable[..., Any]:
    """Give None in `get_params` for parameters that an estimator has not set, as until scikit-learn 0.24."""

    @functools.wraps(real)
    def get_params(self: Any, deep: bool = True) -> Any:
        unset: list[str] = []
        try:
            while True:
                try:
                    return real(self, deep)
                except AttributeError as error:
                    name = str(error.name)
                    if error.obj is not self or name not in inspect.signature(type(self)).parameters or name in unset:
                        raise
                setattr(self, name, None)  # during the call only
                unset.append(name)
        finally:
            for name in unset:
                delattr(self, name)

    return get_params


def _breaks_of_a_series(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take breaks of a scale as a Series, whose last one mizani asks for by position."""

    @functools.wraps(real)
    def minor(self: Any, major: Any, *args: Any, **kwargs: Any) -> Any:
        return real(self, getattr(major, "values", major), *args, **kwargs)

    return minor


def _positional_scope(real: Callable[..., Any]) -> Callable[..., Any]:
    """Accept `pytest.fixture("module", params)` by position, as until pytest 5."""

    @functools.wraps(real)
    def fixture(*args: Any, **kwargs: Any) -> Any:
        if args and isinstance(args[0], str):
            return real(**dict(zip(("scope", "params", "autouse", "ids", "name"), args, strict=False)), **kwargs)
        return real(*args, **kwargs)

    return fixture


_BOSTON = (
    "sklearn.datasets.load_boston: scikit-learn 1.2 took these data away, and has them no more. Read them from a file "
    "of your own, or take fetch_california_housing()."
)
_MLDATA = (
    "sklearn.datasets.fetch_mldata: mldata.org is no more, and scikit-learn 0.24 took its reader away. "
    "fetch_openml('mnist_784') has MNIST."
)
_PROFILE = (
    "astropy.config.configuration.update_default_config: astropy 6.1 took it away; it wrote a package's defaults "
    "to the user's folder. astropy.config.create_config_file(package) writes such a file."
)


_DATA_SETS = (  # of scikit-learn, whose arguments have to be named since 1.0
    "load_iris load_digits load_wine load_breast_cancer load_diabetes load_linnerud load_files make_blobs make_circles"
    " make_classification make_friedman1 make_friedman2 make_friedman3 make_gaussian_quantiles make_hastie_10_2"
    " make_low_rank_matrix make_moons make_multilabel_classification make_regression make_s_curve make_swiss_roll"
)

_DABEST = {  # keywords of `plot` until 2024
    **{f"{kind}_{part}": f"raw_{part}" for kind in ("swarm", "bar") for part in ("label", "ylim", "desat")},
    **{f"halfviolin_{part}": f"contrast_{part}" for part in ("desat", "alpha")},
    **{
        f"es_{part}": f"contrast_{part}" for part in ("marker_size", "marker_kwargs", "errorbar_kwargs", "paired_lines")
    },
}

_MODELS = "OLS GLS WLS GLSAR GLM RLM Logit Probit MNLogit Poisson NegativeBinomial"

TABLE = (
    *(
        Removed("IPython.display", name, _of_figures(name), "is that of matplotlib_inline.backend_inline")
        for name in ("set_matplotlib_formats", "set_matplotlib_close")
    ),
    *same_as("statsmodels.formula.api", _MODELS, "statsmodels.api", "is that of statsmodels.api"),
    Removed(
        "astropy.config.configuration",
        "update_default_config",
        _gone(_PROFILE),
        "can be imported; a call says what to do",
    ),
    Removed("sklearn.datasets", "load_boston", _gone(_BOSTON), "can be imported; a call says what to do"),
    Removed("sklearn.datasets", "fetch_mldata", _gone(_MLDATA), "can be imported; a call says what to do"),
    *(
        Narrowed("sklearn.datasets", name, by_position, "arguments are taken by position", "*")
        for name in _DATA_SETS.split()
    ),
    Narrowed(
        "dabest._effsize_objects:EffectSizeDataFrame",
        "plot",
        old_keywords(**_DABEST),
        "swarm_label= is raw_label=, es_marker_size= contrast_marker_size=, and their like",
        " ".join(_DABEST),
    ),
    *(
        Removed("astropy.stats", name, _moved(name, "astropy.timeseries"), "that of astropy.timeseries")
        for name in ("BoxLeastSquares", "LombScargle")
    ),
    Narrowed("sklearn.base:BaseEstimator", "get_params", _unset_is_none, "None for a parameter that is not set, again"),
    Narrowed("mizani.breaks:minor_breaks", "__call__", _breaks_of_a_series, "takes breaks that are a Series again"),
    Narrowed("pytest", "fixture", _positional_scope, "takes its scope by position again", "*"),
    *(
        Narrowed("yaml", name, _without_loader, "no Loader: that of PyYAML 5.1 to 5.4, FullLoader", again="Loader")
        for name in ("load", "load_all")
    ),
)
