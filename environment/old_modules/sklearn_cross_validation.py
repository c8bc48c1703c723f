"""`sklearn.cross_validation`, removed in scikit-learn 0.20: splits that are given their data when they are made.

The classes of `sklearn.model_selection` get the data later, in `split`; those here yield the indices themselves:
`for train, test in KFold(10, n_folds=5)`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn import model_selection
from sklearn.base import is_classifier
from sklearn.exceptions import FitFailedWarning
from sklearn.model_selection import train_test_split
from sklearn.utils.multiclass import type_of_target

from theano_common.users_lines import warn

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = [
    "KFold",
    "LabelKFold",
    "LabelShuffleSplit",
    "LeaveOneLabelOut",
    "LeaveOneOut",
    "LeavePLabelOut",
    "LeavePOut",
    "PredefinedSplit",
    "ShuffleSplit",
    "StratifiedKFold",
    "StratifiedShuffleSplit",
    "check_cv",
    "cross_val_predict",
    "cross_val_score",
    "permutation_test_score",
    "train_test_split",
]

Split = tuple[np.ndarray, np.ndarray]
DEFAULT_FOLDS = 3  # five since 0.22


class _Known:
    """Pairs of indices made by a class of today for data that are already given."""

    def __init__(self, splitter: Any, y: Any = None, groups: Any = None, n: int | None = None) -> None:
        self.n = len(y if y is not None else groups) if n is None else n
        self._splitter, self._y, self._groups = splitter, y, groups

    def __iter__(self) -> Iterator[Split]:
        return iter(self._splitter.split(np.zeros(self.n), self._y, self._groups))

    def __len__(self) -> int:
        return int(self._splitter.get_n_splits(np.zeros(self.n), self._y, self._groups))

    def __repr__(self) -> str:
        shown = ", ".join(f"{k}={v}" for k, v in vars(self).items() if not k.startswith("_"))
        return f"{type(self).__module__}.{type(self).__name__}({shown})"


class KFold(_Known):
    """Splits of `n` rows into `n_folds` consecutive folds, each the test set once."""

    def __init__(
        self, n: int, n_folds: int = 3, shuffle: bool = False, random_state: int | np.random.RandomState | None = None
    ) -> None:
        super().__init__(_folds(n_folds, shuffle, random_state), n=n)
        self.n_folds, self.shuffle, self.random_state = n_folds, shuffle, random_state


class StratifiedKFold(_Known):
    """Splits into `n_folds` folds with the same share of each class of `y`, as far as possible.

    Within a class, the i-th row goes to the fold that `KFold` of that class alone would give it; scikit-learn orders
    them differently since 0.22.
    """

    def __init__(
        self,
        y: ArrayLike,
        n_folds: int = 3,
        shuffle: bool = False,
        random_state: int | np.random.RandomState | None = None,
    ) -> None:
        y = np.asarray(y)
        counts = np.unique(y, return_counts=True)[1]
        if np.all(n_folds > counts):
            raise ValueError(f"n_folds={n_folds} is more than every class of y has rows: {counts.max()} at most.")
        part = np.zeros(len(y), dtype=int)
        random = np.random.RandomState(random_state) if isinstance(random_state, int) else random_state
        for value in np.unique(y):
            rows = np.flatnonzero(y == value)
            own = _folds(n_folds, shuffle, random).split(np.zeros(max(len(rows), n_folds)))
            for number, (_, test) in enumerate(own):
                part[rows[test[test < len(rows)]]] = number
        super().__init__(model_selection.PredefinedSplit(part), y=y)
        self.y, self.n_folds, self.shuffle, self.random_state = y, n_folds, shuffle, random_state

    def __len__(self) -> int:
        return self.n_folds


class LabelKFold(_Known):
    """Folds in which all rows of a label are together."""

    def __init__(self, labels: ArrayLike, n_folds: int = 3) -> None:
        super().__init__(model_selection.GroupKFold(n_folds), groups=np.asarray(labels))
        self.n_folds = n_folds


class LeaveOneOut(_Known):
    """Splits with each of `n` rows as the test set."""

    def __init__(self, n: int) -> None:
        super().__init__(model_selection.LeaveOneOut(), n=n)


class LeavePOut(_Known):
    """Splits with each choice of `p` of `n` rows as the test set."""

    def __init__(self, n: int, p: int) -> None:
        super().__init__(model_selection.LeavePOut(p), n=n)
        self.p = p


class LeaveOneLabelOut(_Known):
    """Splits with the rows of each label as the test set."""

    def __init__(self, labels: ArrayLike) -> None:
        super().__init__(model_selection.LeaveOneGroupOut(), groups=np.asarray(labels))
        self.labels = np.asarray(labels)


class LeavePLabelOut(_Known):
    """Splits with the rows of each choice of `p` labels as the test set."""

    def __init__(self, labels: ArrayLike, p: int) -> None:
        super().__init__(model_selection.LeavePGroupsOut(p), groups=np.asarray(labels))
        self.labels, self.p = np.asarray(labels), p


class ShuffleSplit(_Known):
    """`n_iter` random splits of `n` rows."""

    def __init__(
        self,
        n: int,
        n_iter: int = 10,
        test_size: float | None = 0.1,
        train_size: float | None = None,
        random_state: int | np.random.RandomState | None = None,
    ) -> None:
        given = {"test_size": test_size, "train_size": train_size, "random_state": random_state}
        super().__init__(model_selection.ShuffleSplit(n_iter, **given), n=n)
        self.n_iter, self.test_size, self.train_size, self.random_state = n_iter, test_size, train_size, random_state


class StratifiedShuffleSplit(_Known):
    """`n_iter` random splits, each with the classes of `y` in their proportion."""

    def __init__(
        self,
        y: ArrayLike,
        n_iter: int = 10,
        test_size: float | None = 0.1,
        train_size: float | None = None,
        random_state: int | np.random.RandomState | None = None,
    ) -> None:
        given = {"test_size": test_size, "train_size": train_size, "random_state": random_state}
        super().__init__(model_selection.StratifiedShuffleSplit(n_iter, **given), y=np.asarray(y))
        self.y, self.n_iter = np.asarray(y), n_iter
        self.test_size, self.train_size, self.random_state = test_size, train_size, random_state


class LabelShuffleSplit(_Known):
    """`n_iter` random choices of labels, each with all its rows."""

    def __init__(
        self,
        labels: ArrayLike,
        n_iter: int = 5,
        test_size: float | None = 0.2,
        train_size: float | None = None,
        random_state: int | np.random.RandomState | None = None,
    ) -> None:
        given = {"test_size": test_size, "train_size": train_size, "random_state": random_state}
        super().__init__(model_selection.GroupShuffleSplit(n_iter, **given), groups=np.asarray(labels))
        self.labels, self.n_iter = np.asarray(labels), n_iter
        self.test_size, self.train_size, self.random_state = test_size, train_size, random_state


class PredefinedSplit(_Known):
    """Splits by the given fold of each row; -1 marks rows that are never tested."""

    def __init__(self, test_fold: Any) -> None:
        super().__init__(model_selection.PredefinedSplit(test_fold), n=len(test_fold))
        self.test_fold = np.asarray(test_fold)


def check_cv(cv: object, X: Any = None, y: ArrayLike | None = None, classifier: bool = False) -> Any:
    """Return the splits that `cv` stands for: three folds for None; a number makes stratified ones for a classifier."""
    if cv is not None and not isinstance(cv, int | np.integer):
        return cv.split(X, y) if hasattr(cv, "split") else cv
    folds = DEFAULT_FOLDS if cv is None else int(cv)
    if classifier and y is not None and type_of_target(y) in ("binary", "multiclass"):
        return StratifiedKFold(y, folds)
    return KFold(_rows(X if X is not None else y), folds)


def cross_val_score(
    estimator: Any,
    X: Any,
    y: ArrayLike | None = None,
    scoring: str | Callable[..., Any] | None = None,
    cv: Any = None,
    n_jobs: int | None = 1,
    verbose: int = 0,
    fit_params: dict[str, Any] | None = None,
    pre_dispatch: int | str = "2*n_jobs",
) -> np.ndarray:
    """Return the score on each test set of the estimator fitted to the other rows."""
    splits = list(check_cv(cv, X, y, classifies(estimator)))
    return scores_of(estimator, X, y, splits, fit_params, "raise", scoring, n_jobs, verbose, pre_dispatch)


def scores_of(
    estimator: Any,
    X: Any,
    y: ArrayLike | None,
    splits: list[Split],
    fit_params: dict[str, Any] | None,
    error_score: str | float,
    scoring: str | Callable[..., Any] | None,
    n_jobs: int | None,
    verbose: int,
    pre_dispatch: int | str,
) -> np.ndarray:
    """Return the score on each test set. error_score: the score of a failed fit, or "raise"."""
    ask = model_selection.cross_val_score
    given = {"scoring": scoring, "n_jobs": n_jobs, "verbose": verbose, "pre_dispatch": pre_dispatch}
    given |= _fit(ask, fit_params)
    try:
        scores: np.ndarray = ask(estimator, X, y, cv=splits, error_score=error_score, **given)
    except ValueError as error:  # raised since 1.1 where every fit failed
        if error_score == "raise" or "fits failed" not in str(error):
            raise
        warn(str(error), FitFailedWarning)
        return np.full(len(splits), error_score, dtype=float)
    return scores


def classifies(estimator: Any) -> bool:
    """Say whether it is a classifier, or the search for one."""
    return bool(is_classifier(getattr(estimator, "estimator", estimator)))


def cross_val_predict(
    estimator: Any,
    X: Any,
    y: ArrayLike | None = None,
    cv: Any = None,
    n_jobs: int | None = 1,
    verbose: int = 0,
    fit_params: dict[str, Any] | None = None,
    pre_dispatch: int | str = "2*n_jobs",
) -> Any:
    """Return the prediction for each row from the split that tests it."""
    splits = list(check_cv(cv, X, y, classifies(estimator)))
    ask = model_selection.cross_val_predict
    given = {"n_jobs": n_jobs, "verbose": verbose, "pre_dispatch": pre_dispatch}
    return ask(estimator, X, y, cv=splits, **given, **_fit(ask, fit_params))


def permutation_test_score(
    estimator: Any,
    X: Any,
    y: ArrayLike | None,
    cv: Any = None,
    n_permutations: int = 100,
    n_jobs: int | None = 1,
    labels: ArrayLike | None = None,
    random_state: int | np.random.RandomState | None = 0,
    verbose: int = 0,
    scoring: str | Callable[..., Any] | None = None,
) -> tuple[float, np.ndarray, float]:
    """Return the score, the scores with `n_permutations` permuted targets, and the share of these that are as good."""
    splits = list(check_cv(cv, X, y, classifies(estimator)))
    given = {"n_permutations": n_permutations, "n_jobs": n_jobs, "groups": labels, "random_state": random_state}
    found: tuple[float, np.ndarray, float] = model_selection.permutation_test_score(
        estimator, X, y, cv=splits, verbose=verbose, scoring=scoring, **given
    )
    return found


def _folds(number: int, shuffle: bool, random_state: int | np.random.RandomState | None) -> Any:
    return model_selection.KFold(number, shuffle=shuffle, random_state=random_state if shuffle else None)


def _rows(data: Any) -> int:
    return int(data.shape[0]) if hasattr(data, "shape") else len(data)


def _fit(function: Any, fit_params: dict[str, Any] | None) -> dict[str, Any]:
    """Return `fit_params` as keywords of the function: as `params` since scikit-learn 1.4."""
    if not fit_params:
        return {}
    return {"params" if "params" in inspect.signature(function).parameters else "fit_params": fit_params}
