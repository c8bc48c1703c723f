"""sklearn.cross_validation, which scikit-learn 0.20 took away: what model_selection takes in the same way.

Its classes are made otherwise there (`KFold(n, n_folds)`), so they are not given.
"""

from typing import Any

__all__ = ["cross_val_predict", "cross_val_score", "train_test_split"]  # noqa: F822


def __getattr__(name: str) -> Any:
    if name in __all__:
        from sklearn import model_selection  # one of many packages that a script may have

        return getattr(model_selection, name)
    raise AttributeError(
        f"sklearn.cross_validation.{name} went with scikit-learn 0.20: see {name} of sklearn.model_selection, whose "
        "arguments are others."
    )
