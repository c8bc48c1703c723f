"""Names of packages that stand on NumPy, which old programs import together with others that are still there."""

from __future__ import annotations

from typing import Any, NoReturn

from compat.legacy_environment.row import Removed


def _load_boston(*args: Any, **kwargs: Any) -> NoReturn:
    raise RuntimeError(
        "sklearn.datasets.load_boston: scikit-learn 1.2 took these data away, and has them no more. Read them from a "
        "file of your own, or take fetch_california_housing()."
    )


TABLE = (Removed("sklearn.datasets", "load_boston", lambda: _load_boston, "can be imported; a call says what to do"),)
