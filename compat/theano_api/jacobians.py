"""Matrices of derivatives, row by row with `scan`, and gradients in parts. Source: theano.gradient."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..differentiate import grad
from ..graph.variable import Variable
from ..ops.shapes.creation import arange
from ..ops.tensor_op import as_tensor
from ..ops.tensor_variable import Tensor
from .scan_module import scan


def _targets(wrt: Variable) -> list[Variable]:
    return list(wrt) if isinstance(wrt, list | tuple) else [wrt]


def _like(wrt: Variable, results: list[Any]) -> Any:
    return tuple(results) if isinstance(wrt, tuple) else results if isinstance(wrt, list) else results[0]


def jacobian(expression: object, wrt: Any, consider_constant: Any = None, disconnected_inputs: str = "raise") -> Any:
    """Return the derivative of each element of a vector: element i in row i.

    expression: a vector, or a scalar. AssertionError for a matrix.
    wrt: a variable of any shape, or a list or tuple of them; the result has the same form.
    consider_constant: variables through which no gradient goes.
    disconnected_inputs: "raise", "warn" or "ignore" where the expression does not depend on a variable.
    """
    if not isinstance(expression, Variable):
        raise AssertionError("jacobian expects a Variable as `expression`")
    if expression.ndim > 1:  # type: ignore[attr-defined]
        raise AssertionError(
            "jacobian expects a 1 dimensional variable as `expression`. If not use flatten to make it a vector"
        )
    targets = _targets(wrt)
    if expression.ndim == 0:  # type: ignore[attr-defined]
        return _like(wrt, grad(expression, targets, consider_constant, disconnected_inputs))

    def row(i: Tensor, y: Tensor, *xs: Tensor) -> list[Any]:
        return grad(y[i], list(xs), consider_constant, disconnected_inputs)

    rows, updates = scan(
        row,
        sequences=arange(expression.shape[0]),  # type: ignore[attr-defined]
        non_sequences=[expression, *targets],
        name="jacobian",
        return_list=True,
    )
    if updates:
        raise ValueError(
            "The jacobian of an expression with random draws needs updates, which it cannot give: take "
            "grad of its elements inside your own theano.scan."
        )
    return _like(wrt, rows)


def hessian(
    cost: Variable,
    wrt: Any,
    consider_constant: Sequence[Variable] | None = None,
    disconnected_inputs: str = "raise",
) -> Any:
    """Return second derivatives of a scalar.

    cost: the scalar. wrt: a vector, or a list or tuple of them; the result, (n, n), has the same form.
    consider_constant: variables through which no gradient goes.
    disconnected_inputs: "raise", "warn" or "ignore" where the cost does not depend on a variable.
    """
    if not isinstance(cost, Variable):
        raise AssertionError("hessian expects a Variable as `cost`")
    if cost.ndim != 0:  # type: ignore[attr-defined]
        raise AssertionError("hessian expects a 0 dimensional variable as `cost`")
    results = []
    for target in _targets(wrt):
        if not isinstance(target, Variable):
            raise AssertionError("hessian expects a (list of) Variable as `wrt`")
        if target.ndim != 1:  # type: ignore[attr-defined]
            raise AssertionError("hessian expects a (list of) 1 dimensional variable as `wrt`")
        slope = grad(cost, target, consider_constant, disconnected_inputs)
        results.append(jacobian(slope, target, consider_constant, disconnected_inputs="ignore"))
    return _like(wrt, results)


def subgraph_grad(
    wrt: Sequence[Any], end: Sequence[Any], start: Any = None, cost: Variable | None = None, details: bool = False
) -> Any:
    """Return (gradients for `wrt`, gradients for `end`), for backpropagation in parts.

    start: variable -> its gradient, from the part above. cost: a scalar of this part. The gradient does not go
    beyond `end`. details: also return the two terms of these gradients, from `start` and from `cost`.

    wrt, end: lists of variables.
    """
    if start is None and cost is None:
        raise ValueError("`cost` or `start` must be specified.")
    if not isinstance(end, list | tuple) or not isinstance(wrt, list | tuple):
        raise TypeError("`wrt` and `end` must be lists of variables.")
    wanted = [*wrt, *end]
    options: dict[str, Any] = {"consider_constant": list(end), "disconnected_inputs": "ignore"}
    parts: list[Any] = []
    for some_cost, known in ((None, dict(start) if start is not None else None), (cost, None)):
        parts.append(
            None if some_cost is None and known is None else grad(some_cost, wanted, known_grads=known, **options)
        )
    totals = [
        as_tensor(a) + b if a is not None and b is not None else b if a is None else a
        for a, b in zip(parts[0] or [None] * len(wanted), parts[1] or [None] * len(wanted), strict=True)
    ]
    n = len(wrt)
    results = totals[:n], totals[n:]
    return (*results, parts[0], parts[1]) if details else results
