"""Names of packages that stand on NumPy, which old programs import together with others that are still there."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, NoReturn

from compat.legacy_environment.row import Removed


def _gone(sentence: str) -> Callable[[], Callable[..., NoReturn]]:
    def gone(*args: Any, **kwargs: Any) -> NoReturn:
        raise RuntimeError(sentence)

    return lambda: gone


def _moved(name: str, to: str) -> Callable[[], Any]:
    return lambda: getattr(import_module(to), name)


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


TABLE = (
    Removed(
        "astropy.config.configuration",
        "update_default_config",
        _gone(_PROFILE),
        "can be imported; a call says what to do",
    ),
    Removed("sklearn.datasets", "load_boston", _gone(_BOSTON), "can be imported; a call says what to do"),
    Removed("sklearn.datasets", "fetch_mldata", _gone(_MLDATA), "can be imported; a call says what to do"),
    *(
        Removed("astropy.stats", name, _moved(name, "astropy.timeseries"), "that of astropy.timeseries")
        for name in ("BoxLeastSquares", "LombScargle")
    ),
)
