"""The base class of Gaussian processes. Source: pymc3.gp.gp."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from theano_common.users_lines import warn

from ...ops.tensor_types import TensorLike
from .covariance import Covariance
from .kernels import Constant
from .mean import Mean, Zero


class Base:
    """The base class of Gaussian processes: a mean and a covariance function. Processes of one kind can be added.

    mean_func: a mean function, Zero by default. cov_func: a covariance function of inputs of shape (n, columns). A
    subclass defines those of `prior`, `marginal_likelihood`, `conditional` and `predict` that it has.
    """

    def __init__(self, mean_func: Mean = Zero(), cov_func: Covariance = Constant(0.0)) -> None:  # noqa: B008
        self.mean_func, self.cov_func = mean_func, cov_func

    def __add__(self, other: Base) -> Any:
        if not isinstance(self, type(other)) or set(vars(self)) != set(vars(other)):
            raise TypeError("Cannot add different GP types")
        return type(self)(self.mean_func + other.mean_func, self.cov_func + other.cov_func)

    def prior(self, name: str, X: TensorLike, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} has no prior.")

    def marginal_likelihood(self, name: str, X: TensorLike, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} has no marginal_likelihood.")

    def conditional(self, name: str, Xnew: TensorLike, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} has no conditional.")

    def predict(
        self,
        Xnew: TensorLike,
        point: dict[str, Any] | None = None,
        given: Mapping[str, Any] | None = None,
        diag: bool = False,
    ) -> Any:
        raise NotImplementedError(f"{type(self).__name__} has no predict.")

    def _given(self, given: dict[str, Any] | None, names: Sequence[str]) -> list[Any]:
        """Return the values of `names`, then the covariance and the mean function of the observed process.

        They come from `given` and its "gp" if these have them, else from this process.
        """
        given = dict(given or {})
        total = given.pop("gp", self)
        unknown = set(given) - set(names)
        if unknown:
            raise ValueError(
                f"given={{{', '.join(map(repr, sorted(unknown)))}: ...}} is unknown: it may hold "
                f"{', '.join(map(repr, (*names, 'gp')))}."
            )
        missing = [name for name in names if name not in given]
        if given and missing:
            warn(
                f"given lacks {', '.join(map(repr, missing))}: without that the process's own "
                f"{', '.join(names)} are used, and none of `given`.",
                UserWarning,
            )
        values = [getattr(self, name) if missing else given[name] for name in names]
        return [*values, total.cov_func, total.mean_func]
