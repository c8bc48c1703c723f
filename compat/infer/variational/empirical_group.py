"""Approximations by particles, from a trace or moved by Stein's method.

Source: pymc3.variational.approximations.EmpiricalGroup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.variable import SharedVariable, Variable
from ...models.modelling.theanof import floatX
from ...models.modelling.util import update_start_vals
from ...ops.elementwise.functions import sqrt, switch
from ...ops.shapes.diagonals import diag
from ...ops.shapes.tiling import repeat
from ...ops.shared import shared
from .errors import ParametrizationError
from .group import Group
from .memory import node_property

if TYPE_CHECKING:
    from ...models.backends.base import MultiTrace


@Group.register
class EmpiricalGroup(Group):
    """A group whose draws are rows of a histogram. `pm.Empirical` has one.

    group: the variables; None for the rest. vfam: "empirical", set by the class. params: the user's histogram, a matrix
    (particles, d). Further keywords are trace, whose draws are the particles, or size, jitter and start, and Group's.
    """

    supports_batched = False
    has_logq = False
    __param_spec__ = dict(histogram=("s", "d"))
    short_name = "empirical"

    def _make_parameters(self) -> None:
        trace = self._kwargs.get("trace")
        if trace is not None and not all(var.name in trace.varnames for var in self.group):
            raise ValueError("trace has not all FreeRV in the group")
        if not self._check_user_params(s=-1):
            given = {name: self._kwargs[name] for name in ("trace", "size", "jitter", "start") if name in self._kwargs}
            self.shared_params = self.create_shared_params(**given)

    def create_shared_params(
        self,
        trace: MultiTrace | None = None,
        size: int | Sequence[int] | None = None,
        jitter: float = 1,  # type: ignore[override]
        start: Any = None,
    ) -> dict[str, Any]:
        """Return particles from a trace, or `size` of them around the start."""
        if trace is not None:
            rows = [self.bij.map(trace.point(i, chain)) for chain in trace.chains for i in range(len(trace))]
            return {"histogram": shared(floatX(np.array(rows)), "histogram")}
        if size is None:
            raise ParametrizationError("Need `trace` or `size` to initialize")
        point = dict(self.model.test_point)
        if start is not None:
            update_start_vals(point, start, self.model)
        rows = np.tile(floatX(self.bij.map(point)), (size, 1))
        return {"histogram": shared(floatX(rows + floatX(np.random.normal(0, jitter, rows.shape))), "histogram")}

    @property
    def histogram(self) -> Any:
        return self.params_dict["histogram"]

    def randidx(self, size: int | Sequence[int] | None = None) -> Any:
        """Return indices of particles drawn at random."""
        if size is None:
            size = (1,)
        elif isinstance(size, Variable):
            if size.type.ndim > 1:  # type: ignore[attr-defined]
                raise ValueError("size ndim should be no more than 1d")
            size = size[None] if size.type.ndim == 0 else size  # type: ignore[attr-defined, index]
        else:
            size = tuple(np.atleast_1d(size))
        high = floatX(self.histogram.shape[0]) - floatX(1e-16)
        return self._rng.uniform(size=size, low=floatX(0), high=high).astype("int32")

    def _new_initial(self, size: Any, deterministic: Any, more_replacements: dict[Any, Any] | None = None) -> Any:
        count = 1 if size is None else size
        if not isinstance(deterministic, Variable):
            return self._centre(count) if deterministic else self.histogram[self.randidx(size)]
        return switch(deterministic, self._centre(count), self.histogram[self.randidx(size)])

    def _centre(self, count: Any) -> Any:
        return repeat(self.mean.dimshuffle("x", 0), count, -1)

    @property
    def symbolic_random(self) -> Any:
        return self.symbolic_initial

    @node_property
    def mean(self) -> Any:
        return self.histogram.mean(0)

    @node_property
    def cov(self) -> Any:
        centred = self.histogram - self.mean
        return centred.T.dot(centred) / floatX(self.histogram.shape[0])

    @node_property
    def std(self) -> Any:
        return sqrt(diag(self.cov))

    def __str__(self) -> str:
        if isinstance(self.histogram, SharedVariable):
            lengths = ", ".join(map(str, self.histogram.get_value(borrow=True).shape))
        else:
            lengths = f"None, {self.ddim}"
        return f"{type(self).__name__}[{lengths}]"
