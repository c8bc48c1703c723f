"""Helpers of Gaussian processes: jitter, inducing points, conditioned attributes, a plot. Source: pymc3.gp.util."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from theano_common.installing import optional_module
from theano_common.users_lines import warn

from ...graph.variable import Constant, Variable
from ...importing.module_getattr import absent_from
from ...ops.linear_algebra.cholesky import cholesky
from ...ops.linear_algebra.solve import Solve
from ...ops.shapes.creation import identity_like
from ...ops.shapes.shape import known_lengths
from ...ops.tensor_types import TensorLike

solve_lower = Solve(A_structure="lower_triangular")
solve_upper = Solve(A_structure="upper_triangular")
solve = Solve(A_structure="general")

__all__ = [
    "cholesky",
    "conditioned_vars",
    "infer_shape",
    "kmeans_inducing_points",
    "plot_gp_dist",
    "solve",
    "solve_lower",
    "solve_upper",
    "stabilize",
]


def infer_shape(X: TensorLike, n_points: int | None = None) -> Any:
    """Return the number of rows of inputs. TypeError if they do not show it.

    X: inputs, of shape (n, columns). n_points: that number, if it is known.
    """
    if n_points is not None:
        return n_points
    rows = known_lengths(X)[0] if isinstance(X, Variable) else np.shape(X)[0]
    if rows is None:
        raise TypeError("Cannot infer 'shape', provide as an argument")
    return int(rows)


def stabilize(K: TensorLike) -> Any:
    """Return a covariance with 1e-6 added to its diagonal, so that its Cholesky factor exists.

    K: a matrix (n, n).
    """
    return K + 1e-6 * identity_like(K)


def kmeans_inducing_points(n_inducing: int, X: TensorLike) -> np.ndarray:
    """Return centers of clusters of the rows of X, found on standardized columns: inducing points for MarginalSparse.

    n_inducing: their number. X: inputs, of shape (n, columns).
    """
    from scipy.cluster.vq import kmeans

    if isinstance(X, Constant):
        X = X.data
    elif not isinstance(X, np.ndarray | tuple | list):
        raise TypeError(
            "To use K-means initialization, please provide X as a type that can be cast to np.ndarray, "
            f"instead of {type(X)}"
        )
    X = np.asarray(X)
    scale = np.std(X, axis=0)
    scale[scale <= 1e-6] = 1.0  # a constant column
    centres, _ = kmeans(X / scale, n_inducing)
    return centres * scale


class _Conditioned:
    """An attribute that must be set before it is read."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        value = instance.__dict__.get(f"_{self.name}")
        if value is None:
            raise AttributeError(f"'{self.name}' not set.  Provide as argument to condition, or call 'prior' first")
        return value

    def __set__(self, instance: Any, value: object) -> None:
        instance.__dict__[f"_{self.name}"] = value


def conditioned_vars(varnames: Sequence[str]) -> Callable[[type], type]:
    """Return a class decorator that makes reading an attribute before it is set an AttributeError.

    varnames: names of the attributes. A value is kept in `_name`.
    """

    def wrap(cls: type) -> type:
        for name in varnames:
            setattr(cls, name, _Conditioned(name))
        return cls

    return wrap


def plot_gp_dist(
    ax: Any,
    samples: np.ndarray,
    x: np.ndarray,
    plot_samples: bool = True,
    palette: str = "Reds",
    fill_alpha: float = 0.8,
    samples_alpha: float = 0.1,
    fill_kwargs: dict[str, Any] | None = None,
    samples_kwargs: dict[str, Any] | None = None,
) -> Any:
    """Draw the distribution of functions of one variable on `ax`: bands of percentiles, and 30 functions.

    ax: matplotlib axes. samples: values of the functions, of shape (draws, points). x: where the points are, (points,).
    plot_samples: whether 30 of the functions are drawn. palette: name of a color map of matplotlib.
    fill_alpha, samples_alpha: opacity of bands and functions. fill_kwargs, samples_kwargs: further arguments of
    `ax.fill_between` and `ax.plot`.
    """
    plt = optional_module("matplotlib.pyplot", "plot_gp_dist needs", "matplotlib")
    if np.any(np.isnan(samples)):
        warn(
            "There are `nan` entries in the [samples] arguments. The plot will not contain a band!",
            UserWarning,
        )
    colours = plt.get_cmap(palette)
    at, levels = np.ravel(x), np.linspace(51, 99, 40)
    for level, shade in zip(levels[::-1], np.linspace(0, 1, 40), strict=True):
        high, low = np.percentile(samples, [level, 100 - level], axis=0)
        ax.fill_between(at, high, low, color=colours(shade), alpha=fill_alpha, **(fill_kwargs or {}))
    if plot_samples:
        chosen = np.random.randint(0, len(samples), 30)
        ax.plot(at, samples[chosen].T, color=colours(0.9), lw=1, alpha=samples_alpha, **(samples_kwargs or {}))
    return ax


__getattr__ = absent_from(__name__)
