"""Sums of regression trees (Chipman and others, 2010, doi:10.1214/09-AOAS285). Source: pymc3.distributions.bart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ....importing.module_getattr import absent_from
from ....models.distributions.distribution import NoDistribution
from .tree import LeafNode, SplitNode, Tree

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["BART"]


class BaseBART(NoDistribution):
    """The base class of BART: a sum of regression trees, (n,), of the columns of a matrix.

    X: (n, variables). Y: the data, (n,). m: number of trees. alpha: prior probability of a node at depth d to be
    parted, alpha ** d. split_prior: weights of the variables, equal by default. inv_link: "logistic", "exp", or a pair
    (inverse link, link). jitter: whether equal values of X are spread a little.
    """

    def __init__(
        self,
        X: ArrayLike,
        Y: ArrayLike,
        m: int = 50,
        alpha: float = 0.25,
        split_prior: ArrayLike | None = None,
        inv_link: str | Sequence[Callable[..., Any]] | None = None,
        jitter: bool = False,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        self.jitter = jitter
        self.X, self.Y, self.missing_data = self.preprocess_XY(X, Y)
        super().__init__(*args, shape=self.X.shape[0], dtype="float64", testval=self.Y.mean(), **kwargs)
        _check(self.X, self.Y, m, alpha)
        self.m, self.alpha = m, alpha
        self.inv_link, self.link = self._links(inv_link)
        self.init_mean = self.link(self.Y.mean())
        self.Y_un = self.link(self.Y)
        self.num_observations, self.num_variates = self.X.shape
        self.available_predictors = list(range(self.num_variates))
        self.ssv = SampleSplittingVariable(split_prior, self.num_variates)
        self.initial_value_leaf_nodes = self.init_mean / m
        self.trees = self.init_list_of_trees()
        self.all_trees: list[Any] = []
        self.mean = np.mean
        self.prior_prob_leaf_node = compute_prior_probability(alpha)

    def _links(self, inv_link: str | Sequence[Callable[..., Any]] | None) -> tuple[Any, Any]:
        if inv_link is None:
            return (lambda x: x), (lambda x: x)
        if inv_link == "logistic":
            from scipy.special import expit

            return expit, lambda x: (x - 0.5) * 2 * self.m**0.5  # approximate, since it only scales the leaves
        if inv_link == "exp":
            self.Y[self.Y == 0] += 0.0001
            return np.exp, np.log
        if isinstance(inv_link, str):
            raise ValueError("Accepted strings are 'logistic' or 'exp'")
        return inv_link[0], inv_link[1]

    def preprocess_XY(self, X: Any, Y: Any) -> tuple[np.ndarray, np.ndarray, bool]:
        """Return X and Y as arrays, and whether X has missing values."""
        X, Y = (v.to_numpy() if hasattr(v, "to_numpy") else v for v in (X, Y))
        missing = bool(np.any(np.isnan(X)))
        if self.jitter:
            X = np.random.normal(X, np.nanstd(X, 0) / 100000)
        return X, Y.astype(float), missing

    def init_list_of_trees(self) -> list[Tree]:
        """Return `m` trees of one leaf and set `sum_trees_output`, the sum of all trees."""
        points = np.arange(self.num_observations, dtype="int32")
        self.sum_trees_output = np.full_like(self.Y, self.init_mean)
        return [Tree.init_tree(i, self.initial_value_leaf_nodes, points) for i in range(self.m)]

    def __iter__(self) -> Any:
        return iter(self.trees)

    def get_available_splitting_rules(
        self, idx_data_points_split_node: np.ndarray, idx_split_variable: int
    ) -> np.ndarray:
        """Return the values of a variable at which the observations can be split; missing values are excluded."""
        x = self.X[idx_data_points_split_node, idx_split_variable]
        return np.unique(x[~np.isnan(x)] if self.missing_data else x)[:-1]

    def grow_tree(self, tree: Tree, index_leaf_node: int) -> tuple[bool, int | None]:
        """Split a leaf at a random value of a random variable; return (whether that was possible, the variable)."""
        leaf = tree[index_leaf_node]
        chosen = self.ssv.rvs()
        predictor = self.available_predictors[chosen]
        rules = self.get_available_splitting_rules(leaf.idx_data_points, predictor)
        if rules.size == 0:
            return False, None
        split = SplitNode(index_leaf_node, predictor, rules[discrete_uniform_sampler(len(rules))])
        left, right = self.get_new_idx_data_points(split, leaf.idx_data_points)
        tree.grow_tree(
            index_leaf_node,
            split,
            LeafNode(leaf.get_idx_left_child(), self.draw_leaf_value(left), left),
            LeafNode(leaf.get_idx_right_child(), self.draw_leaf_value(right), right),
        )
        return True, chosen

    def get_new_idx_data_points(
        self, current_split_node: SplitNode, idx_data_points: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        left = self.X[idx_data_points, current_split_node.idx_split_variable] <= current_split_node.split_value
        return idx_data_points[left], idx_data_points[~left]

    def get_residuals(self) -> np.ndarray:
        """Return the residuals of the sum of trees."""
        return self.Y_un - self.sum_trees_output

    def draw_leaf_value(self, idx_data_points: np.ndarray) -> float:
        """Return the mean residual of the given observations."""
        return self.mean(self.get_residuals()[idx_data_points])

    def predict(self, X_new: np.ndarray) -> np.ndarray:
        """Return predictions at new points, (draws, points), from all draws of the trees."""
        sums = [
            np.sum([[tree.predict_out_of_sample(x) for x in X_new] for tree in trees], axis=0)
            for trees in self.all_trees
        ]
        return self.inv_link(np.array(sums).reshape(len(self.all_trees), len(X_new)))


def _check(X: np.ndarray, Y: np.ndarray, m: object, alpha: float) -> None:
    if X.ndim != 2:
        raise ValueError("The design matrix X must have two dimensions")
    if Y.ndim != 1:
        raise ValueError("The response matrix Y must have one dimension")
    if X.shape[0] != Y.shape[0]:
        raise ValueError("The design matrix X and the response matrix Y must have the same number of elements")
    if not isinstance(m, int):
        raise ValueError("The number of trees m type must be int")
    if m < 1:
        raise ValueError("The number of trees m must be greater than zero")
    if not 0 < alpha < 1:
        raise ValueError("The value for the alpha parameter for the tree structure must be in the interval (0, 1)")


def compute_prior_probability(alpha: float) -> list[float]:
    """Return by depth the probability that a node of a tree stays a leaf.

    alpha: a scalar, above 0 and below 1. Depth d has 1 - alpha ** d; the list ends where that is 1 in floating point.
    """
    found = [0.0]
    while found[-1] < 1:
        found.append(1 - alpha ** len(found))
    return found


def discrete_uniform_sampler(upper_value: int) -> int:
    """Return an integer from 0, below an upper value, drawn with one uniform number.

    upper_value: an integer, a scalar.
    """
    return int(np.random.random() * upper_value)


class SampleSplittingVariable:
    """Draws the index of the variable by which a node is parted: `rvs()`.

    prior: weights, a vector of num_variates elements, or None for equal ones. num_variates: number of variables.
    """

    def __init__(self, prior: Any, num_variates: int) -> None:
        self.num_variates, self.bounds = num_variates, None
        if prior is not None:
            prior = np.asarray(prior) / np.sum(prior)
            if prior.size != num_variates:
                raise ValueError(
                    f"The size of split_prior ({prior.size}) should be the same as the number of "
                    f"covariates ({num_variates})"
                )
            self.bounds = np.cumsum(prior)

    def rvs(self) -> int:
        if self.bounds is None:
            return discrete_uniform_sampler(self.num_variates)
        return min(int(np.searchsorted(self.bounds, np.random.random())), self.num_variates - 1)


class BART(BaseBART):
    """A sum of Bayesian additive regression trees, for a vector of n observations.

    X: (n, variables). Y: the data, (n,). m: number of trees. alpha: prior probability of a node at depth d to be
    parted, alpha ** d. split_prior: weights of the variables, equal by default. inv_link: "logistic", "exp", or a pair
    (inverse link, link). jitter: whether equal values of X are spread a little.

    PGBART samples it, which `pm.sample` chooses.
    """

    def __init__(
        self,
        X: ArrayLike,
        Y: ArrayLike,
        m: int = 50,
        alpha: float = 0.25,
        split_prior: ArrayLike | None = None,
        inv_link: str | Sequence[Callable[..., Any]] | None = None,
        jitter: bool = False,
    ) -> None:
        super().__init__(X, Y, m, alpha, split_prior, inv_link, jitter)

    def _str_repr(self, name: str | None = None, dist: Any = None, formatting: str = "plain") -> str:
        dist = self if dist is None else dist
        if "latex" in formatting:
            return (
                f"$\\text{{{name}}} \\sim  \\text{{BART}}(\\text{{alpha = }}\\text{{{dist.alpha}}}, "
                f"\\text{{m = }}\\text{{{dist.m}}})$"
            )
        return f"{name} ~ BART(alpha = {dist.alpha}, m = {dist.m})"


__getattr__ = absent_from(__name__)
