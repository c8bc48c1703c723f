"""The results of a step function: outputs, updates, and the condition that ends the loop."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from ...graph.variable import Variable
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor


class until:
    """Ends the loop after the step at which a condition is true.

    condition: a scalar; the step's function returns it behind its results.
    """

    def __init__(self, condition: TensorLike) -> None:
        self.condition = as_tensor(condition)
        if self.condition.ndim != 0:
            raise AssertionError(f"The condition of until must be a scalar, not {self.condition.type}.")


def get_updates_and_outputs(ls: Any) -> tuple[Any, list[Any], OrderedDict[Any, Any]]:
    """Return (condition or None, outputs, updates) from what a step function returned. ValueError if malformed.

    ls: a variable, a list of them, a dict of updates, an `until`, or a tuple of these in that order.
    """
    if not _allowed(ls):
        raise ValueError(
            "The return value of your scan lambda expression may only be made of lists, tuples, or "
            "dictionaries containing Theano variables (or `theano.scan_module.until` objects for "
            "conditions). In particular if you need to use constant values, you can use "
            f"`tensor.constant` to turn them into Theano variables. It returned {ls!r}."
        )
    if _outputs(ls):
        return None, _listed(ls), OrderedDict()
    if _updates(ls):
        return None, [], OrderedDict(ls)
    parts = list(ls) if isinstance(ls, list | tuple) else []
    outputs = _listed(parts.pop(0)) if parts and _outputs(parts[0]) else []
    updates = OrderedDict(parts.pop(0)) if parts and _updates(parts[0]) else OrderedDict()
    condition = parts.pop(0).condition if parts and isinstance(parts[0], until) else None
    if parts or (condition is None and not outputs and not updates):
        if any(_outputs(p) for p in parts):
            raise ValueError(
                "The return value of the lambda function has been restricted. you have to always return "
                "first the outputs (if any), afterwards the updates (if any) and at the end the "
                "condition (`until`)"
            )
        raise ValueError(f"Scan cannot parse the return value of your lambda expression, which is: {ls}")
    return condition, outputs, updates


def _allowed(x: until | Tensor | Sequence[Any]) -> bool:
    if isinstance(x, list | tuple):
        return all(map(_allowed, x))
    if isinstance(x, dict):
        return all(map(_allowed, x.items()))
    return isinstance(x, Variable | until)


def _outputs(x: TensorLike) -> bool:
    return isinstance(x, Variable) or (isinstance(x, list | tuple) and all(isinstance(v, Variable) for v in x))


def _updates(x: until | tuple[until | Tensor, ...]) -> bool:
    return isinstance(x, dict) or (
        isinstance(x, list | tuple) and all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in x)
    )


def _listed(x: Any) -> list[Any]:
    return list(x) if isinstance(x, list | tuple) else [x]
