"""Gradients: grad, Lop, Rop, jacobian, and the treatment of disconnected inputs. Source: theano.gradient."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from .graph.dtypes import DISCRETE
from .graph.hooks import HOOKS
from .graph.origin import as_if_from, describe
from .graph.traversal import applies, free_inputs
from .graph.types import DisconnectedType, NullType, TensorType
from .graph.variable import Apply, Variable
from .ops.elementwise.elemwise import Elemwise
from .ops.scan.inner_graph import HANDED, without_test_values
from .ops.shapes.creation import ones_like, zeros_like
from .ops.shapes.shape import addbroadcast
from .ops.tensor_op import TensorOp, as_tensor, zero_gradient
from .ops.tensor_variable import Tensor
from .settings import config


class DisconnectedInputError(ValueError):
    """Raised for a gradient with respect to a variable that the cost does not depend on."""


class NullTypeGradError(TypeError):
    """Raised for a gradient that an Op says is not defined."""


seconds_in_grad = 0.0  # of all calls so far: profiles print it


def grad(
    cost: Any,
    wrt: Any,
    consider_constant: Any = None,
    disconnected_inputs: str = "raise",
    add_names: bool = True,
    known_grads: Any = None,
    return_disconnected: str = "zero",
    null_gradients: str = "raise",
) -> Any:
    """Compute the gradient of the scalar `cost` with respect to `wrt` (a variable, or a list of them).

    disconnected_inputs: "raise", "warn" or "ignore" where the cost does not depend on a variable.
    known_grads: variable -> gradient of the cost with respect to it; then `cost` may be None.

    cost: a scalar. wrt: a variable of any shape, or a list of them.
    add_names: whether gradients get names. return_disconnected: "zero", "None" or "Disconnected" where the cost does
    not depend on a variable. null_gradients: "raise" or "return" where an Op has no gradient.
    consider_constant: variables through which no gradient goes.

    Returns a variable of the type and shape of `wrt`, or a list of them.
    """
    if cost is None and not known_grads:
        raise ValueError("cost and known_grads can't both be None.")
    if cost is not None:
        _check_cost(cost)
    if disconnected_inputs not in ("raise", "warn", "ignore"):
        raise ValueError(
            f"Invalid value for keyword 'disconnected_inputs', valid values are 'ignore', 'warn' and "
            f"'raise': got {disconnected_inputs!r}."
        )
    several = isinstance(wrt, list | tuple)
    targets = list(wrt) if several else [wrt]
    for target in targets:
        if not isinstance(target, Variable):
            raise TypeError(f"Expected Variable, got {target!r} of type {type(target)}")
    global seconds_in_grad
    began = time.perf_counter()
    outputs, starts = _starts(cost, known_grads or {})
    if config.compute_test_value != "off":  # the lengths of gradients are compared with them
        HOOKS.refresh_test_values(outputs)
    found = _gradients(outputs, starts, targets, consider_constant or [])
    seconds_in_grad += time.perf_counter() - began
    results = [
        _finish(t, found.get(t), cost, disconnected_inputs, return_disconnected, null_gradients, add_names)
        for t in targets
    ]
    if isinstance(wrt, tuple):
        return tuple(results)
    return results if several else results[0]


def _check_cost(cost: Tensor) -> None:
    if isinstance(cost.type, NullType):
        raise ValueError("Can't differentiate a NaN cost. cost is NaN because " + cost.type.why_null)
    if cost.ndim != 0:
        raise TypeError(
            f"Cost must be a scalar, got {describe(cost)} with {cost.ndim} dimensions: take its sum or mean."
        )


def _starts(cost: Variable | None, known_grads: Mapping[Any, Any]) -> tuple[list[Any], dict[Any, Any]]:
    """Return the variables where differentiation starts, and the gradients that are given."""
    outputs: list[Any] = []
    starts: dict[Any, Any] = {}
    if cost is not None:
        outputs.append(cost)
        starts[cost] = ones_like(cost, config.floatX if cost.dtype in DISCRETE else None)
    for variable, gradient in known_grads.items():
        if not hasattr(gradient, "owner"):
            gradient = as_tensor(gradient)
        if isinstance(gradient.type, DisconnectedType):
            starts.pop(variable, None)
            continue
        if getattr(gradient.type, "dtype", None) in DISCRETE:
            raise TypeError(
                "Gradients must always be NullType, DisconnectedType, or continuous, but grad was given a "
                f"known_grad of type {gradient.type}."
            )
        starts[variable] = gradient  # for the cost itself too, in place of 1
        outputs.append(variable)
    return outputs, starts


def _finish(
    target: Variable,
    gradient: Variable | None,
    cost: Variable | None,
    disconnected_inputs: str,
    return_disconnected: str,
    null_gradients: str,
    add_names: bool,
) -> Any:
    if gradient is None:
        message = (
            "grad method was asked to compute the gradient with respect to a variable that is not part of the "
            f"computational graph of the cost, or is used only by a non-differentiable operator: "
            f"{describe(target)}"
        )
        if disconnected_inputs == "raise":
            raise DisconnectedInputError(message)
        if disconnected_inputs == "warn":
            warn(message)
        if return_disconnected == "None":
            return None
        if return_disconnected == "Disconnected":
            return DisconnectedType()()
        return zero_gradient(target)
    if isinstance(gradient.type, NullType):
        if null_gradients == "raise":
            raise NullTypeGradError(
                f"The gradient with respect to {describe(target)} is not defined: {gradient.type.why_null}"
            )
        return gradient
    if (
        add_names
        and gradient.name is None
        and gradient.owner is not None
        and target.name
        and cost is not None
        and cost.name
    ):
        gradient.name = f"(d{cost.name}/d{target.name})"
    return gradient


def _gradients(
    outputs: Sequence[Variable], starts: dict[Any, Any], targets: Sequence[Variable], constants: Sequence[Any]
) -> dict[Any, Any]:
    """Compute the gradient of each variable between `outputs` and `targets`; disconnected ones have no entry."""
    stop = set(constants)
    nodes = applies(outputs, stop=list(stop))
    wanted: set[Any] = set(targets)
    relevant: list[Any] = []  # nodes on a path to a target
    for node in nodes:
        if any(v in wanted for v in node.inputs):
            relevant.append(node)
            wanted.update(node.outputs)
    gradients: dict[Any, list[Any]] = {v: [g] for v, g in starts.items()}
    for node in reversed(relevant):
        arrived = [_total(gradients.get(o)) for o in node.outputs]
        if all(g is None for g in arrived):
            continue
        pattern = node.op.compat_connection(node)
        reached = [any(row[k] and g is not None for k, g in enumerate(arrived)) for row in pattern]
        if not any(reached):
            continue
        with as_if_from(node.compat_origin):
            contributions = _op_gradient(node, arrived, pattern)
            for i, (variable, contribution) in enumerate(zip(node.inputs, contributions, strict=True)):
                if reached[i] and variable in wanted and not isinstance(contribution.type, DisconnectedType):
                    gradients.setdefault(variable, []).append(contribution)
    return {v: _total(gradients[v]) for v in wanted if v in gradients}


def _op_gradient(node: Apply, arrived: list[Any], pattern: list[list[bool]]) -> list[Any]:
    """Call the Op's gradient: fill in missing output gradients, and check what it returns."""
    filled = []
    undefined: dict[int, Any] = {}  # by input: it is connected to an output whose gradient is undefined
    for k, (output, g) in enumerate(zip(node.outputs, arrived, strict=True)):
        if g is None:
            g = DisconnectedType()()
        elif isinstance(g.type, NullType):
            undefined.update((i, NullType(g.type.why_null)()) for i, row in enumerate(pattern) if row[k])
            g = DisconnectedType()()
        elif hasattr(output.type, "dtype") and g.dtype != output.type.dtype and output.type.dtype not in DISCRETE:
            g = g.astype(output.type.dtype)
        filled.append(g)
    if undefined and all(isinstance(g.type, DisconnectedType) for g in filled):
        return [undefined.get(i, DisconnectedType()()) for i in range(len(node.inputs))]
    if len(filled) == 1 or not any(isinstance(g.type, DisconnectedType) for g in filled):
        contributions = node.op.compat_gradient(node.inputs, node.outputs, filled)
    else:
        contributions = node.op.compat_gradient(node.inputs, node.outputs, _zeros_for_disconnected(node, filled))
    if len(contributions) != len(node.inputs):
        raise ValueError(
            f"{node.op.compat_plain_name}.grad returned the wrong number of gradient terms: {len(contributions)} for "
            f"{len(node.inputs)} inputs."
        )
    return [_checked(node, i, undefined.get(i, g)) for i, g in enumerate(contributions)]


def _checked(node: Apply, i: int, g: Variable) -> Any:
    """Check the gradient that an Op returned for its input `i`, and return it."""
    variable = node.inputs[i]
    if g is None:
        raise TypeError(
            f"{node.op.compat_plain_name}.grad returned NoneType, expected Variable: return zeros, or "
            "theano.gradient.DisconnectedType()()."
        )
    g = g if isinstance(g, Variable) else as_tensor(g)
    if hasattr(g.type, "ndim") and hasattr(variable.type, "ndim") and g.type.ndim != variable.type.ndim:
        raise ValueError(
            f"{node.op.compat_plain_name}.grad returned a term with {g.type.ndim} dimensions, but {variable} has "
            f"{variable.type.ndim}."
        )
    g = _with_ones_of(variable, g)
    if config.compute_test_value != "off":
        _compare_lengths(node, i, variable, g)
    return g


def _compare_lengths(node: Apply, i: int, variable: Variable, g: Variable) -> None:
    """Raise ValueError where test values are known and a gradient differs in shape from its variable."""
    if not isinstance(variable.type, TensorType) or not isinstance(g.type, TensorType):
        return
    try:
        wanted, found = (np.shape(v.tag.test_value) for v in (variable, g))
    except AttributeError:
        return
    if wanted != found:
        raise ValueError(
            f"{node.op.compat_plain_name}.grad returned object of shape {found} as gradient term on input {i} of shape "
            f"{wanted}: {describe(variable)}."
        )


def _with_ones_of(variable: Variable, g: Variable) -> Any:
    """Return `g` with the axes of length 1 that `variable` declares.

    An Op that drops such an axis drops the gradient's too.
    """
    if not isinstance(g.type, TensorType) or not isinstance(variable.type, TensorType):
        return g
    pairs = zip(variable.type.broadcastable, g.type.broadcastable, strict=True)
    missing = [d for d, (one, declared) in enumerate(pairs) if one and not declared]
    return addbroadcast(g, *missing) if missing else g


def _zeros_for_disconnected(node: Apply, gradients: list[Any]) -> list[Any]:
    """Give users' Ops DisconnectedType, as Theano did; ours get zeros, which constant folding removes."""
    if not isinstance(node.op, TensorOp) or getattr(node.op, "compat_keeps_disconnected", False):
        return gradients
    return [
        zero_gradient(o) if isinstance(g.type, DisconnectedType) and isinstance(o.type, TensorType) else g
        for o, g in zip(node.outputs, gradients, strict=True)
    ]


def _total(terms: list[Any] | None) -> Any:
    if not terms:
        return None
    if len(terms) > 1:
        for t in terms:
            if isinstance(t.type, NullType):
                return t
        total = terms[0]
        for t in terms[1:]:
            total = total + t
        terms[:] = [total]
    return terms[0]


def Lop(
    f: Any,
    wrt: Variable | Sequence[Variable],
    eval_points: Variable | Sequence[Variable],
    consider_constant: Sequence[Variable] | None = None,
    disconnected_inputs: str = "raise",
) -> Any:
    """Multiply a vector by the Jacobian of `f` with respect to `wrt`, from the left.

    f: a variable, or a list of them. wrt: a variable of any shape, or a list of them.
    eval_points: the vector: for each output one of its shape.
    consider_constant: variables through which no gradient goes.
    disconnected_inputs: "raise", "warn" or "ignore" where f does not depend on a variable of wrt.

    Returns a variable of the shape of `wrt`, or a list of them.
    """
    outputs = list(f) if isinstance(f, list | tuple) else [f]
    points = list(eval_points) if isinstance(eval_points, list | tuple) else [eval_points]
    known = dict(zip(outputs, [as_tensor(p) for p in points], strict=True))
    return grad(None, wrt, consider_constant, disconnected_inputs, known_grads=known)


def Rop(
    f: Any,
    wrt: Any,
    eval_points: Any,
    disconnected_outputs: str = "raise",
    return_disconnected: str = "zero",
) -> Any:
    """Multiply the Jacobian of `f` with respect to `wrt` by a vector, from the right.

    f: a variable, or a list of them. wrt: a variable of any shape, or a list of them.
    eval_points: the vector: for each variable of wrt one of its shape.
    disconnected_outputs: "raise" or "ignore" where an output does not depend on wrt.
    return_disconnected: "zero" or "None" for such an output.

    Returns a variable of the shape of `f`, or a list of them.
    """
    several = isinstance(f, list | tuple)
    outputs = list(f) if several else [f]
    variables = list(wrt) if isinstance(wrt, list | tuple) else [wrt]
    points = list(eval_points) if isinstance(eval_points, list | tuple) else [eval_points]
    if len(variables) != len(points):
        raise ValueError("`wrt` must be the same length as `eval_points`.")
    moved: dict[Any, Any] = {}
    for variable, point in zip(variables, points, strict=True):
        point = as_tensor(point)
        if point.ndim != variable.ndim:
            raise ValueError(
                f"Element of wrt/eval_point have mismatched dimensionality: {variable.ndim} versus {point.ndim}."
            )
        moved[variable] = point
    if config.compute_test_value != "off":
        HOOKS.refresh_test_values(outputs)
    stopped = _move(outputs, moved)
    results = []
    for output in outputs:
        value = moved.get(output)
        if value is None:
            still = _still(output, stopped)
            if disconnected_outputs == "raise" and not still:
                raise DisconnectedInputError(f"Rop: {describe(output)} does not depend on the given variables.")
            value = zeros_like(output) if still or return_disconnected == "zero" else None
        if value is not None:  # Theano's Rop has a zero tangent for every other input, so these are inputs of it
            value.tag.also_of = (*getattr(value.tag, "also_of", ()), *free_inputs([output]))
        results.append(value)
    return tuple(results) if isinstance(f, tuple) else results if several else results[0]


def _still(output: Any, stopped: set[Any]) -> bool:
    """Say whether a tangent reaches `output` if each leaf of its graph has one: Theano's Rop then gives zeros.

    It does not where an Op on the way has no tangent. An elementwise function has one if any input has, most Ops
    only if all have.
    """
    reached: set[Any] = set()
    for node in applies([output]):
        if node.op.compat_stops_tangents:
            continue
        given = [v in reached or v.owner is None and isinstance(v.type, TensorType) for v in node.inputs]
        asked = (
            None
            if isinstance(node.op, TensorOp)
            else node.op.compat_r_op(
                node.inputs, [zeros_like(v) if known else None for v, known in zip(node.inputs, given, strict=True)]
            )
        )
        rows = node.op.compat_connection(node)
        for k, o in enumerate(node.outputs):
            read = [known for known, row in zip(given, rows, strict=True) if row[k]]
            enough = any(read) if isinstance(node.op, Elemwise) else bool(read) and all(read)
            if enough and o not in stopped and (asked is None or asked[k] is not None):
                reached.add(o)
    return output in reached


def _move(outputs: Sequence[Variable], moved: dict[Any, Any]) -> set[Any]:
    """Add to `moved` (variable -> tangent) the tangents of all variables between it and `outputs`.

    Return the variables that depend on a moving one but have no tangent, because their Op, or one before it, has none.
    """
    stopped: set[Any] = set()
    for node in applies(outputs, stop=list(moved)):
        if not isinstance(node.op, Elemwise) and any(v in stopped for v in node.inputs):
            rows = [row for row, v in zip(node.op.compat_connection(node), node.inputs, strict=True) if v in stopped]
            stopped.update(o for k, o in enumerate(node.outputs) if any(row[k] for row in rows))
        inputs = [_in_dtype_of(v, moved.get(v)) for v in node.inputs]
        if any(p is not None for p in inputs):
            with as_if_from(node.compat_origin):
                rows = [row for row, p in zip(node.op.compat_connection(node), inputs, strict=True) if p is not None]
                for k, (output, value) in enumerate(
                    zip(node.outputs, node.op.compat_r_op(node.inputs, inputs), strict=True)
                ):
                    if value is None or isinstance(value.type, DisconnectedType):
                        if any(row[k] for row in rows):
                            stopped.add(output)
                        continue
                    if output in stopped:
                        continue
                    if isinstance(value.type, NullType):
                        raise NullTypeGradError(
                            f"Rop: the derivative of {describe(output)} is not defined: {value.type.why_null}"
                        )
                    moved[output] = value
    return stopped


def _in_dtype_of(v: Variable, tangent: Variable | None) -> Any:
    """Convert a tangent of `v` to the dtype of `v`, as Theano did; for integers it stays as it is."""
    dtype = getattr(v.type, "dtype", None)
    if tangent is None or dtype is None or dtype in DISCRETE or tangent.type.dtype == dtype:
        return tangent
    return tangent.astype(dtype)


def _inner_gradients(
    outputs: Sequence[Variable], starts: dict[Any, Any], targets: Sequence[Variable]
) -> dict[Any, Any]:
    """Compute gradients inside a graph; disconnected targets have no entry."""
    with without_test_values():
        return _gradients(outputs, starts, targets, [])


def _inner_tangents(outputs: Sequence[Variable], tangents: dict[Any, Any]) -> dict[Any, Any]:
    """Compute the tangents of `outputs` from those of their inputs; outputs that do not move have no entry."""
    moved = dict(tangents)
    with without_test_values():
        _move(outputs, moved)
    return {o: moved[o] for o in outputs if o in moved}


HANDED["gradients"] = _inner_gradients
HANDED["tangents"] = _inner_tangents
