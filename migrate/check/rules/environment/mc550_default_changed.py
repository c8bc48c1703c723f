"""MC550: defaults that changed in a later release, where an argument is left to them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule


@dataclass(frozen=True)
class Default:
    """An argument: its keywords (another name of it counts too), its position, and its default then and now."""

    argument: str
    position: int
    then: str
    now: str


def _of(names: str, argument: str, position: int, then: str, now: str) -> dict[str, list[Default]]:
    return {name: [Default(argument, position, then, now)] for name in names.split()}


NEVER = 99  # a position that no call reaches: the argument goes by keyword
FORESTS = (
    "sklearn.ensemble.RandomForestClassifier sklearn.ensemble.RandomForestRegressor"
    " sklearn.ensemble.ExtraTreesClassifier sklearn.ensemble.ExtraTreesRegressor sklearn.ensemble.RandomTreesEmbedding"
)
SEARCHES = "sklearn.model_selection.GridSearchCV sklearn.model_selection.RandomizedSearchCV"
PATHS = "LassoCV ElasticNetCV LarsCV LassoLarsCV RidgeCV LogisticRegressionCV MultiTaskLassoCV"
# Read from the signatures of scikit-learn 0.19.2 and 0.22.2, statsmodels 0.11, SciPy 1.0 and 1.4, and of today's.
ROWS = [
    _of("numpy.linalg.lstsq", "rcond", 2, "rcond=-1, which counts every singular value that is not 0 by rounding",
        "eps max(rows, columns) (NumPy 2): another rank and solution; -1 under `theano-compat run`"),
    _of("scipy.stats.mannwhitneyu", "alternative method", 3, "one-sided p-values", "two-sided ones (SciPy 1.7)"),
    _of("scipy.stats.wilcoxon", "mode method", NEVER, "normal approximations", "exact ones of few data (SciPy 1.5)"),
    _of("scipy.stats.kstest", "mode method", 5, "asymptotic p-values", "exact ones (SciPy 1.5)"),
    _of("scipy.optimize.linprog", "method", 6, "the simplex or interior-point method", "HiGHS (SciPy 1.9)"),
    _of(FORESTS, "n_estimators", 0, "10 trees", "100 trees (scikit-learn 0.22)"),
    _of(
        "sklearn.linear_model.LogisticRegression", "solver", 8, "liblinear, which regularises the intercept too",
        "lbfgs (scikit-learn 0.22)",
    ),
    _of(
        "sklearn.svm.SVC sklearn.svm.SVR sklearn.svm.NuSVC sklearn.svm.NuSVR sklearn.svm.OneClassSVM",
        "gamma kernel", 3,
        'gamma="auto", 1 / n_features', 'gamma="scale", which divides by the variance too (scikit-learn 0.22)',
    ),
    _of(SEARCHES, "cv", 7, "3 folds", "5 folds (scikit-learn 0.22)"),
    _of("sklearn.model_selection.cross_val_score sklearn.model_selection.cross_validate"
        " sklearn.model_selection.cross_val_predict sklearn.model_selection.learning_curve"
        " sklearn.model_selection.validation_curve", "cv", 5, "3 folds", "5 folds (scikit-learn 0.22)"),
    _of(" ".join(f"sklearn.linear_model.{name}" for name in PATHS.split() if name != "RidgeCV"), "cv", NEVER,
        "3 folds", "5 folds (scikit-learn 0.22)"),
    _of("sklearn.model_selection.KFold sklearn.model_selection.StratifiedKFold sklearn.model_selection.GroupKFold"
        " sklearn.model_selection.TimeSeriesSplit", "n_splits", 0, "3 folds", "5 folds (scikit-learn 0.22)"),
    _of("sklearn.linear_model.SGDClassifier sklearn.linear_model.SGDRegressor sklearn.linear_model.Perceptron"
        " sklearn.linear_model.PassiveAggressiveClassifier sklearn.linear_model.PassiveAggressiveRegressor",
        "max_iter n_iter", NEVER, "5 epochs", "1000 epochs at most, until nothing improves (scikit-learn 0.21)"),
    _of("sklearn.cluster.KMeans sklearn.cluster.MiniBatchKMeans sklearn.cluster.k_means", "n_init", NEVER,
        "the best of 10 starts (3 in mini-batches)", "one start by k-means++ (scikit-learn 1.4)"),
    _of("sklearn.manifold.TSNE", "init", NEVER, "a random start, learning rate 200",
        "a start by PCA, a learning rate by the number of rows (scikit-learn 1.2)"),
    _of("sklearn.manifold.MDS", "n_init", NEVER, "4 starts, eps=1e-3", "one start, eps=1e-6 (scikit-learn 1.9)"),
    _of("sklearn.manifold.smacof", "n_init", NEVER, "8 starts, eps=1e-3", "one start, eps=1e-6 (scikit-learn 1.9)"),
    _of("sklearn.decomposition.FastICA sklearn.decomposition.fastica", "whiten", NEVER,
        "whitened by the number of rows", "to unit variance (scikit-learn 1.3)"),
    _of("sklearn.ensemble.IsolationForest sklearn.neighbors.LocalOutlierFactor", "contamination", NEVER,
        "a tenth of the rows are outliers", 'a threshold by contamination="auto" (scikit-learn 0.22)'),
    _of("sklearn.linear_model.Ridge sklearn.linear_model.RidgeClassifier sklearn.linear_model.ridge_regression",
        "tol", NEVER, "tol=1e-3 of the iterative solvers", "1e-4 (scikit-learn 1.2)"),
    _of("sklearn.decomposition.randomized_svd", "random_state", NEVER, "random_state=0", "another draw each time"),
    _of("sklearn.preprocessing.FunctionTransformer", "validate", NEVER, "an array is made of the input",
        "it is left as it is (scikit-learn 0.22)"),
    _of("statsmodels.tsa.stattools.acf statsmodels.tsa.api.acf statsmodels.tsa.stattools.pacf statsmodels.tsa.api.pacf",
        "nlags", 2, "40 lags", "10 log10(n) of them at most (statsmodels 0.13)"),
    _of("statsmodels.stats.diagnostic.acorr_ljungbox statsmodels.stats.api.acorr_ljungbox", "return_df", NEVER,
        "a pair of arrays", "a frame (statsmodels 0.13)"),
    _of("statsmodels.tsa.stattools.kpss statsmodels.tsa.api.kpss", "nlags lags", 2, "lags by 12 (n / 100)^(1/4)",
        "chosen by the data (statsmodels 0.13)"),
]  # fmt: skip
DEFAULTS: dict[str, list[Default]] = {}
for _row in ROWS:
    for _name, _defaults in _row.items():
        DEFAULTS.setdefault(_name, []).extend(_defaults)

RULE = Rule(
    code="MC550",
    severity="differs",
    title="default that a later release changed",
    why="The call leaves an argument to its default, which was another in 2014 to 2020: it runs, and gives other"
    " numbers.",
    do="Write the argument with its value of then.",
    about=tuple(DEFAULTS),
)

BEFORE = """
import numpy
from numpy.linalg import lstsq
from scipy import linalg, stats
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score, KFold
from sklearn.cluster import KMeans
from sklearn.svm import SVC
stats.mannwhitneyu(x, y)  # MC550
stats.mannwhitneyu(x, y, alternative="two-sided")
stats.ttest_ind(x, y)
numpy.linalg.lstsq(x, y)[0]  # MC550
lstsq(x, y)  # MC550
lstsq(x, y, None), lstsq(x, y, rcond=-1), linalg.lstsq(x, y)
numpy.polyfit(x, y, 3)
RandomForestClassifier()  # MC550
RandomForestClassifier(50), RandomForestClassifier(n_estimators=50), RandomForestClassifier(**given)
cross_val_score(model, x, y)  # MC550
cross_val_score(model, x, y, cv=KFold(5))
KFold()  # MC550
KMeans(3)  # MC550
KMeans(3, n_init=10)
SVC(C=1.0)  # MC550
SVC(kernel="linear"), SVC(gamma=0.1)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, names in module.named_calls:
        for name in names & DEFAULTS.keys():
            given = {word.arg for word in call.keywords}
            if None in given or any(isinstance(one, ast.Starred) for one in call.args):
                continue
            for default in DEFAULTS[name]:
                if not given & set(default.argument.split()) and len(call.args) <= default.position:
                    yield Hit(call, name, f"by default {default.then} then, {default.now} now")
