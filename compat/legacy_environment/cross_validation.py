"""sklearn.cross_validation, which scikit-learn 0.20 took away: what model_selection takes in the same way.

Its classes are made otherwise there (`KFold(n, n_folds)`), so they are not given.
"""

from typing import Any

from sklearn.model_selection import cross_val_predict, cross_val_score, train_test_split

__all__ = ["cross_val_predict", "cross_val_score", "train_test_split"]


def __getattr__(name: str) -> Any:
    raise AttributeError(
        f"sklearn.cross_validation.{name} went with scikit-learn 0.20: see {name} of sklearn.model_selection, whose "
        "arguments are others."
    )
