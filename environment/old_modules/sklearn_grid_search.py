"""`sklearn.grid_search`, removed in scikit-learn 0.20: three folds by default, scores in `grid_scores_`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sklearn.base import BaseEstimator, MetaEstimatorMixin, clone
from sklearn.metrics import check_scoring
from sklearn.model_selection import ParameterGrid, ParameterSampler

from .sklearn_cross_validation import check_cv, classifies, scores_of

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["GridSearchCV", "ParameterGrid", "ParameterSampler", "RandomizedSearchCV"]


class Score(NamedTuple):
    """The score of one choice of parameters. cv_validation_scores: one for each fold."""

    parameters: dict[str, Any]
    mean_validation_score: float
    cv_validation_scores: np.ndarray

    def __repr__(self) -> str:
        scores = self.cv_validation_scores
        return f"mean: {self.mean_validation_score:.5f}, std: {np.std(scores):.5f}, params: {self.parameters}"


class _Search(MetaEstimatorMixin, BaseEstimator):  # type: ignore[misc]
    """A search over parameters, each choice scored by cross-validation; after `fit` it acts as the best estimator."""

    estimator: Any
    scoring: Any
    fit_params: dict[str, Any] | None
    n_jobs: int | None
    iid: bool
    refit: bool
    cv: Any
    verbose: int
    pre_dispatch: Any
    error_score: Any

    def _choices(self) -> Iterable[dict[str, Any]]:
        raise NotImplementedError

    def fit(self, X: Any, y: ArrayLike | None = None) -> _Search:
        """Score every choice, and fit the best one to all rows."""
        self.scorer_ = check_scoring(self.estimator, scoring=self.scoring)
        splits = list(check_cv(self.cv, X, y, classifies(self.estimator)))
        choices = list(self._choices())
        if self.verbose > 0:
            total = len(splits) * len(choices)
            print(f"Fitting {len(splits)} folds for each of {len(choices)} candidates, totalling {total} fits")
        weights = [len(test) for _, test in splits] if self.iid else None
        self.grid_scores_ = [self._score(choice, X, y, splits, weights) for choice in choices]
        best = max(self.grid_scores_, key=lambda score: score.mean_validation_score)  # the first of equal ones
        self.best_params_, self.best_score_ = best.parameters, best.mean_validation_score
        if self.refit:
            self.best_estimator_ = clone(self.estimator).set_params(**best.parameters)
            data = (X,) if y is None else (X, y)
            self.best_estimator_.fit(*data, **(self.fit_params or {}))
        return self

    def _score(
        self, choice: dict[str, Any], X: Any, y: ArrayLike | None, splits: list[Any], weights: list[int] | None
    ) -> Score:
        estimator = clone(self.estimator).set_params(**choice)
        how = (self.scoring, self.n_jobs, self.verbose, self.pre_dispatch)
        scores = scores_of(estimator, X, y, splits, self.fit_params, self.error_score, *how)
        return Score(choice, float(np.average(scores, weights=weights)), scores)

    def score(self, X: Any, y: ArrayLike | None = None) -> float:
        """Return the score of the best estimator."""
        return float(self.scorer_(self.best_estimator_, X, y))

    @property
    def classes_(self) -> Any:
        """Return the classes that the best estimator knows."""
        return self.best_estimator_.classes_

    def __getattr__(self, name: str) -> Any:
        if name in ("predict", "predict_proba", "predict_log_proba", "decision_function", "transform"):
            fitted = vars(self).get("best_estimator_", vars(self).get("estimator"))
            return getattr(fitted, name)
        if name == "inverse_transform":
            return self.best_estimator_.inverse_transform
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}.")


class GridSearchCV(_Search):
    """A search over every choice of a grid of parameters."""

    def __init__(
        self,
        estimator: Any,
        param_grid: Any,
        scoring: str | Callable[..., Any] | None = None,
        fit_params: dict[str, Any] | None = None,
        n_jobs: int | None = 1,
        iid: bool = True,
        refit: bool = True,
        cv: Any = None,
        verbose: int = 0,
        pre_dispatch: int | str = "2*n_jobs",
        error_score: str | float = "raise",
    ) -> None:
        self.estimator, self.param_grid, self.scoring, self.fit_params = estimator, param_grid, scoring, fit_params
        self.n_jobs, self.iid, self.refit, self.cv, self.verbose = n_jobs, iid, refit, cv, verbose
        self.pre_dispatch, self.error_score = pre_dispatch, error_score

    def _choices(self) -> Iterable[dict[str, Any]]:
        return ParameterGrid(self.param_grid)


class RandomizedSearchCV(_Search):
    """A search over `n_iter` choices drawn from distributions of parameters."""

    def __init__(
        self,
        estimator: Any,
        param_distributions: Any,
        n_iter: int = 10,
        scoring: str | Callable[..., Any] | None = None,
        fit_params: dict[str, Any] | None = None,
        n_jobs: int | None = 1,
        iid: bool = True,
        refit: bool = True,
        cv: Any = None,
        verbose: int = 0,
        pre_dispatch: int | str = "2*n_jobs",
        random_state: int | np.random.RandomState | None = None,
        error_score: str | float = "raise",
    ) -> None:
        self.estimator, self.param_distributions, self.n_iter = estimator, param_distributions, n_iter
        self.scoring, self.fit_params, self.n_jobs, self.iid, self.refit = scoring, fit_params, n_jobs, iid, refit
        self.cv, self.verbose, self.pre_dispatch = cv, verbose, pre_dispatch
        self.random_state, self.error_score = random_state, error_score

    def _choices(self) -> Iterable[dict[str, Any]]:
        return ParameterSampler(self.param_distributions, self.n_iter, random_state=self.random_state)
