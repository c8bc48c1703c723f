"""What a structural case is: inputs, the graph over them, and what NumPy says it is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from theano_compat.graph.types import TensorType


@dataclass(frozen=True)
class Given:
    """An input: `shape`, and where its elements are drawn. dtype "float" is the one under test.

    ones: dimensions declared broadcastable (length 1). values: these elements instead of drawn ones.
    low, high: bounds of the draws; integers are drawn with `high` left out.
    """

    shape: tuple[int, ...]
    dtype: str = "float"
    low: float = -2.0
    high: float = 2.0
    ones: tuple[int, ...] = ()
    values: tuple[Any, ...] | None = None
    seed: int = 0

    def array(self, dtype: str) -> np.ndarray:
        own = dtype if self.dtype == "float" else self.dtype
        if self.values is not None:
            return np.array(self.values, dtype=own).reshape(self.shape)
        rng = np.random.default_rng([self.seed, *self.shape])
        if np.dtype(own).kind == "b":
            return rng.integers(0, 2, self.shape).astype(bool)
        if np.dtype(own).kind in "iu":
            return rng.integers(int(self.low), int(self.high), self.shape).astype(own)
        return rng.uniform(self.low, self.high, self.shape).astype(own)

    def variable(self, dtype: str) -> Any:
        own = dtype if self.dtype == "float" else self.dtype
        return TensorType(own, tuple(d in self.ones for d in range(len(self.shape))))()


@dataclass(frozen=True)
class Limit:
    """A backend that does not do a case as the others do, and why. "c" then says so, and Python runs the function.

    raises: the exception with which a backend refuses (JAX, which has nobody to fall back on).
    """

    backend: str
    reason: str
    raises: type[BaseException] | None = None


@dataclass(frozen=True)
class Case:
    """`build(*variables)` and `reference(*arrays)` give one output or a list of them.

    gradient: whether finite differences of the reference make sense here.
    exact: no rounding is allowed in the values (views, indexing, integers).
    in_python: why a part of it runs in Python also where the rest is compiled; "" if none does.
    """

    name: str
    inputs: tuple[Given, ...]
    build: Callable[..., Any]
    reference: Callable[..., Any]
    gradient: bool = True
    exact: bool = False
    limits: tuple[Limit, ...] = ()
    in_python: str = ""

    def limit(self, backend: str) -> Limit | None:
        return next((known for known in self.limits if known.backend == backend), None)

    def outputs(self, variables: list[Any]) -> list[Any]:
        return listed(self.build(*variables))

    @cache  # noqa: B019  (cases live as long as the tests)
    def wanted(self, dtype: str) -> list[np.ndarray]:
        with np.errstate(all="ignore"):
            return [np.asarray(v) for v in listed(self.reference(*(g.array(dtype) for g in self.inputs)))]

    @property
    def float_inputs(self) -> list[int]:
        return [k for k, g in enumerate(self.inputs) if g.dtype == "float"]


def listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


__all__ = ["Case", "Given", "Limit", "listed"]
