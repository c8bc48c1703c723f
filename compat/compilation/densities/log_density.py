"""LogDensity: everything that a sampler knows of a model.

It is a density over unconstrained x, (dimension,), in three forms: a Python callable, C functions by address, and JAX
functions. The last two are built on first use. Factories that make one from a model are in `compat.models`; tests and
benchmarks call the constructor.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from theano_common.installing import pip_install

Expanded = tuple[str, tuple[int, ...], str]  # name, shape, dtype


@dataclass(frozen=True)
class Part:
    """The position of a free variable in x: x[start : start + size], row-major. The name may be `sd_log__`."""

    name: str
    shape: tuple[int, ...]
    start: int

    @property
    def size(self) -> int:
        return math.prod(self.shape)


@dataclass(frozen=True)
class CDensity:
    """Addresses of two C functions that several threads may call at once without the interpreter lock.

    int logp(size_t dim, const double *x, double *grad, double *logp, const void *user)
    0: success; > 0: no value here (a divergence, as is a NaN); never < 0.
    int expand(size_t dim, size_t n, const double *x, double *out, const void *user)
    Always 0. `out`: the values of `LogDensity.expanded`, flattened and concatenated.
    """

    logp_address: int
    expand_address: int
    user_data_address: int
    n_expanded: int
    keep_alive: object  # objects that must outlive the addresses
    raised: Callable[[], BaseException | None] | None = None  # the first exception of a Python callback
    expand_user_data_address: int | None = None  # if `expand` has its own `user`

    @property
    def expand_user(self) -> int:
        own = self.expand_user_data_address
        return self.user_data_address if own is None else own


@dataclass(frozen=True)
class JaxDensity:
    """`logp`: (x, data) -> scalar, differentiable by JAX; `expand`: (x, data) -> dict of arrays. Both are pure.

    data: the present arrays that the functions read, in any nesting that JAX accepts.
    programs: what samplers have compiled from these functions, by everything else it depends on. key: distinguishes the
    functions from all others, in other processes too; None if that is impossible.
    wrong: (x, data) -> whether `logp_grad` or `expand` of the LogDensity raises at x, as for an index out of range;
    None if they never do.
    """

    logp: Callable[[Any, Any], Any]
    expand: Callable[[Any, Any], dict[str, Any]]
    data: Any = ()
    programs: dict[Any, Any] = field(default_factory=dict)
    key: str | None = None
    wrong: Callable[[Any, Any], Any] | None = None


class LogDensity:
    """A log density with its gradient, and the values to record for each draw.

    parts: the free variables, in the order of x.    initial: (dimension,), the model's own start.
    logp_grad: x -> (log density, gradient (dimension,)).
    expanded: (name, shape, dtype) of all recorded values, in order, or a function that returns it; `expand`: x -> dict
    of these values.
    c, jax: builders, called once; None if that form is not available.
    has_python_callbacks: whether the C or JAX form calls Python (a user's own Op), or a function that returns it.
    """

    def __init__(
        self,
        *,
        parts: Sequence[Part],
        initial: np.ndarray,
        logp_grad: Callable[[np.ndarray], tuple[float, np.ndarray]],
        expanded: Sequence[Expanded] | Callable[[], Sequence[Expanded]],
        expand: Callable[[np.ndarray], Mapping[str, np.ndarray]],
        c: Callable[[], CDensity | None] | None = None,
        jax: Callable[[], JaxDensity] | None = None,
        has_python_callbacks: bool | Callable[[], bool] = False,
    ):
        self.parts = tuple(parts)
        self.initial = np.asarray(initial, dtype=float)
        self.dimension = self.initial.size
        self.logp_grad = logp_grad
        self._expanded = expanded
        self.expand = expand
        self._has_python_callbacks = has_python_callbacks
        self._build_c, self._build_jax = c, jax
        self._c: CDensity | None = None
        self._c_is_built = False
        self._jax: JaxDensity | None = None
        filled = sum(part.size for part in self.parts)
        if self.initial.ndim != 1 or filled != self.dimension:
            raise ValueError(f"the parts hold {filled} numbers, the start has shape {self.initial.shape}.")

    @cached_property
    def expanded(self) -> tuple[Expanded, ...]:
        return tuple(self._expanded() if callable(self._expanded) else self._expanded)

    @cached_property
    def has_python_callbacks(self) -> bool:
        known = self._has_python_callbacks
        return known() if callable(known) else known

    def c(self) -> CDensity | None:
        """Return the C form; None if there is none (no compiler, or an Op without C)."""
        if not self._c_is_built:
            self._c = self._build_c() if self._build_c is not None else None
            self._c_is_built = True
        return self._c

    def jax(self) -> JaxDensity:
        """Return the JAX form. ImportError with the pip command if JAX is missing."""
        if self._jax is None:
            if self._build_jax is None:
                raise NotImplementedError("this log density has no JAX form; sample it with C or Python.")
            require_jax()
            self._jax = self._build_jax()
        return self._jax

    def point(self, x: np.ndarray) -> dict[str, np.ndarray]:
        """Return the values of the parts of x, name -> array of the part's shape (copies)."""
        return {p.name: np.array(x[p.start : p.start + p.size]).reshape(p.shape) for p in self.parts}

    def vector(self, point: Mapping[str, Any], base: np.ndarray | None = None) -> np.ndarray:
        """Return the vector (dimension,) with the parts in `point`; the others come from `base` or the model's start.

        Names that are not parts are ignored, as PyMC3 ignores `sd` beside `sd_log__` in a start.
        """
        x = np.array(self.initial if base is None else base, dtype=float)
        for part in self.parts:
            if part.name in point:
                value = np.asarray(point[part.name], dtype=float)
                if value.shape != part.shape:
                    raise ValueError(
                        f"the start of `{part.name}` has shape {value.shape}; the variable has {part.shape}."
                    )
                x[part.start : part.start + part.size] = value.ravel()
        return x

    def columns(self, table: np.ndarray) -> dict[str, np.ndarray]:
        """Split (draws, n_expanded), rows that the C `expand` fills, into name -> (draws, *shape), contiguous."""
        out, start = {}, 0
        for name, shape, dtype in self.expanded:
            size = math.prod(shape)
            block = table[:, start : start + size].reshape(len(table), *shape)
            out[name] = np.ascontiguousarray(block, dtype=dtype)
            start += size
        return out

    def expand_all(self, xs: np.ndarray) -> dict[str, np.ndarray]:
        """Return the results of `expand` for each row of (draws, dimension): name -> (draws, *shape)."""
        out = {name: np.empty((len(xs), *shape), dtype) for name, shape, dtype in self.expanded}
        for i, x in enumerate(xs):
            values = self.expand(x)
            for name, column in out.items():
                column[i] = values[name]
        return out


def require_jax() -> None:
    """Import JAX, or raise ImportError with the command that installs it."""
    try:
        import jax  # noqa: F401
    except ImportError as missing:
        raise ImportError(f"JAX is not installed: {pip_install('[jax]')}") from missing
