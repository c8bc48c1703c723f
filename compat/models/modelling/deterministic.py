"""Expressions that a model records or adds to its log density. Source: pymc3.model.Deterministic, Potential."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...emulated_versions import older_than
from ...graph.traversal import leaves
from ...graph.variable import Variable
from ...ops.tensor_op import as_tensor as to_tensor
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import TensorVariable
from .current_model import modelcontext


class DeterministicWrapper(TensorVariable):
    """An expression that is recorded with every draw, as made by `pm.Deterministic`.

    type, owner, index, name: those of any variable.
    """

    def _str_repr(self, formatting: str = "plain") -> str:
        if "latex" in formatting:
            if formatting == "latex_with_params":
                return f"$\\text{{{self.name}}} \\sim \\text{{Deterministic}}({',~'.join(_roots(self, formatting))})$"
            return f"$\\text{{{self.name}}} \\sim \\text{{Deterministic}}$"
        if formatting == "plain_with_params":
            return f"{self.name} ~ Deterministic({', '.join(_roots(self, formatting))})"
        return f"{self.name} ~ Deterministic"

    def _repr_latex_(self, *, formatting: str = "latex_with_params", **kwargs: Any) -> str:
        return self._str_repr(formatting)

    __latex__ = _repr_latex_

    def __str__(self) -> str:
        return Variable.__str__(self) if older_than("3.9") else self._str_repr("plain")


def _roots(variable: Variable, formatting: str) -> list[str]:
    names = [v.name or "Constant" for v in leaves([variable])]
    return [f"\\text{{{n}}}" if "latex" in formatting else n for n in names]


def Deterministic(name: str, var: TensorLike, model: Any = None, dims: str | Sequence[str] | None = None) -> Any:
    """Record the expression `var` under `name` with every draw.

    name: name in the trace.
    var: an expression of any shape.
    model: the model; that of the `with` block by default.
    dims: names of its dimensions.
    """
    model = modelcontext(model)
    var = to_tensor(var).copy(model.name_for(name))
    model.deterministics.append(var)
    model.add_random_variable(var, dims)
    var.__class__ = DeterministicWrapper
    return var


def Potential(name: str, var: TensorLike, model: Any = None) -> Any:
    """Add the expression `var` to the model's log density.

    name: name in the model.
    var: an expression of any shape, whose sum is added.
    model: the model; that of the `with` block by default.
    """
    model = modelcontext(model)
    var = to_tensor(var)
    var.name = model.name_for(name)
    model.potentials.append(var)
    model.add_random_variable(var)
    return var
