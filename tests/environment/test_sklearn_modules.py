"""`sklearn.cross_validation` and `sklearn.grid_search`, which scikit-learn 0.20 took away, as old programs use them."""

import numpy as np
import pytest

pytest.importorskip("sklearn")

from sklearn.exceptions import FitFailedWarning  # noqa: E402
from sklearn.linear_model import Ridge  # noqa: E402
from sklearn.naive_bayes import GaussianNB  # noqa: E402

from theano_environment.old_modules import sklearn_cross_validation as cross_validation  # noqa: E402
from theano_environment.old_modules import sklearn_grid_search as grid_search  # noqa: E402

# a splitter -> its test parts
PARTS = [
    (lambda cv: cv.KFold(7), [[0, 1, 2], [3, 4], [5, 6]]),
    (lambda cv: cv.StratifiedKFold([0, 1, 0, 1, 1, 0, 1], 2), [[0, 1, 2, 3], [4, 5, 6]]),
    (lambda cv: cv.LeaveOneOut(3), [[0], [1], [2]]),
    (lambda cv: cv.LeavePOut(3, 2), [[0, 1], [0, 2], [1, 2]]),
    (lambda cv: cv.LeaveOneLabelOut([5, 7, 5]), [[0, 2], [1]]),
    (lambda cv: cv.LeavePLabelOut([5, 7, 5], 1), [[0, 2], [1]]),
    (lambda cv: cv.LabelKFold([1, 1, 2, 2], 2), [[2, 3], [0, 1]]),
    (lambda cv: cv.PredefinedSplit([0, 1, -1, 0]), [[0, 3], [1]]),
]


@pytest.mark.parametrize("made, parts", PARTS, ids=range(len(PARTS)))
def test_a_split_is_its_indices(made, parts):
    split = made(cross_validation)
    assert [test.tolist() for _, test in split] == parts
    assert len(split) == len(parts)
    rows = set(range(split.n))
    assert all(set(train) == rows - set(test) for train, test in split)


@pytest.mark.parametrize(
    "split, size",
    [
        (cross_validation.ShuffleSplit(20, 4, random_state=1), 2),
        (cross_validation.StratifiedShuffleSplit([0, 1] * 10, 4, test_size=0.2, random_state=1), 4),
        (cross_validation.LabelShuffleSplit(list(range(10)), 4, random_state=1), 2),
    ],
)
def test_a_random_split_is_the_same_each_time_that_it_is_read(split, size):
    first, second = ([test.tolist() for _, test in split] for _ in range(2))
    assert first == second and [len(test) for test in first] == [size] * 4


def test_three_parts_where_nothing_is_said():
    X, y = np.arange(12.0)[:, None], np.array([0, 1] * 6)
    assert len(cross_validation.cross_val_score(GaussianNB(), X, y)) == 3
    assert len(list(cross_validation.check_cv(None, X, y, classifier=True))) == 3
    assert cross_validation.cross_val_predict(Ridge(), X, X[:, 0]).shape == (12,)


def test_fit_params_reach_the_fit():
    X, y = np.arange(12.0)[:, None], np.arange(12.0)
    with pytest.raises(TypeError, match="nothing_like_it"):
        cross_validation.cross_val_score(Ridge(), X, y, fit_params={"nothing_like_it": 1})


@pytest.mark.parametrize(
    "search",
    [
        lambda: grid_search.GridSearchCV(Ridge(), {"alpha": [100.0, 1e-3, 1.0]}),
        lambda: grid_search.RandomizedSearchCV(Ridge(), {"alpha": [100.0, 1e-3, 1.0]}, n_iter=3, random_state=0),
    ],
)
def test_a_search_keeps_the_scores_of_all_choices(search):
    X = np.random.RandomState(0).normal(size=(10, 2))
    y = X @ [1.0, 2.0]
    found = search().fit(X, y)
    assert found.best_params_ == {"alpha": 1e-3}
    assert sorted(row.parameters["alpha"] for row in found.grid_scores_) == [1e-3, 1.0, 100.0]
    best = max(found.grid_scores_, key=lambda row: row.mean_validation_score)
    assert best.mean_validation_score == found.best_score_ == np.average(best.cv_validation_scores, weights=[4, 3, 3])
    np.testing.assert_allclose(found.predict(X), y, rtol=1e-2, atol=1e-3)
    assert found.score(X, y) > 0.999 and str(best).startswith("mean: 1.00000, std: 0.00000, params: {")


def test_a_fit_that_fails_counts_for_error_score():
    X, y = np.arange(12.0)[:, None], np.arange(12.0)
    search = grid_search.GridSearchCV(Ridge(), {"alpha": [-1.0, 1.0]}, error_score=-5.0)
    with pytest.warns(FitFailedWarning):
        scores = search.fit(X, y).grid_scores_
    assert [row.mean_validation_score == -5.0 for row in scores] == [True, False]


UNSET = """
import compat
compat.install()
from sklearn.base import BaseEstimator
class Part(BaseEstimator):
    def __init__(self, c=1): pass
class Whole(BaseEstimator):
    def __init__(self, a=1, b=2):
        self.a, self.kept = a, Part()
class Broken(BaseEstimator):
    def __init__(self, a=1): pass
    @property
    def a(self): return self.other
whole = Whole(5)
assert whole.get_params() == {"a": 5, "b": None} and sorted(vars(whole)) == ["a", "kept"]
assert Whole(Part()).get_params()["a__c"] is None and Part().get_params(deep=False) == {"c": None}
try:
    Broken().get_params()
except AttributeError as error:
    assert error.name == "other"
else:
    raise AssertionError
"""


def test_a_parameter_that_is_not_set_is_none(fresh_python):
    fresh_python("-c", UNSET)


MOVED = """
import compat, importlib, sys
compat.install()
from theano_environment import modules
for name in modules.TABLE:
    package, _, old = name.rpartition(".")
    if package.startswith("sklearn.") and package != "sklearn.externals":
        public = importlib.import_module(package)
        assert not hasattr(public, old) and importlib.import_module(name) is public, name
from sklearn.preprocessing.label import LabelEncoder
from sklearn.linear_model.logistic import LogisticRegression
"""


def test_a_module_that_became_private_is_its_package(fresh_python):
    fresh_python("-c", MOVED)
