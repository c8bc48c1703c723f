"""Several step methods, one after the other. Source: pymc3.step_methods.compound."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...importing.module_getattr import absent_from

__all__ = ["CompoundStep"]


class CompoundStep:
    """Runs step methods in turn; statistics are a list with a dict for each method that has some.

    methods: a list of step methods; `pm.sample(step=[...])` makes a CompoundStep of it.
    """

    def __init__(self, methods: Iterable[Any]) -> None:
        self.methods = list(methods)
        self.generates_stats = any(m.generates_stats for m in self.methods)
        self.stats_dtypes = [dtypes for m in self.methods if m.generates_stats for dtypes in m.stats_dtypes]

    def step(self, point: dict[str, Any]) -> Any:
        states: list[Any] = []
        for method in self.methods:
            made = method.step(point)
            if method.generates_stats:
                point, own = made
                states.extend(own)
            else:
                point = made
        if not self.generates_stats:
            return point
        # the methods that follow have moved the point, so only the last log density belongs to the draw
        for state in states[:-1]:
            if isinstance(state, dict):
                state.pop("model_logp", None)
        return point, states

    def warnings(self) -> list[Any]:
        return [w for m in self.methods if hasattr(m, "warnings") for w in m.warnings()]

    def stop_tuning(self) -> None:
        for method in self.methods:
            method.stop_tuning()

    def reset_tuning(self) -> None:
        for method in self.methods:
            if hasattr(method, "reset_tuning"):
                method.reset_tuning()

    @property
    def vars(self) -> list[Any]:
        return [v for m in self.methods for v in m.vars]

    @property
    def vars_shape_dtype(self) -> dict[str, Any]:
        return {name: kind for m in self.methods for name, kind in m.vars_shape_dtype.items()}


__getattr__ = absent_from(__name__)
