"""The joint system of an ordinary differential equation and its sensitivities. Source: pymc3.ode.utils."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce
from operator import add
from typing import Any

import numpy as np

from ...compilation.points.vector_function import VectorFunction, piece_of
from ...differentiate import grad
from ...functions.function import function
from ...graph.traversal import applies, replace
from ...graph.types import TensorType
from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...ops.indexing.subtensor import Subtensor
from ...ops.indexing.subtensor_index import Index
from ...ops.linear_algebra.blas import dot
from ...ops.shapes.join import join, stack
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ..exceptions import ShapeError

# systems with at most so many products of derivatives and sensitivities are written element by element
WRITTEN_OUT = 200


def make_sens_ic(n_states: int, n_theta: int, floatX: str) -> np.ndarray:
    """Return the flat sensitivities at the start: 1 for a state's own initial value, 0 for the rest.

    n_states, n_theta: numbers of states and parameters. floatX: the dtype. The result has shape
    (n_states * (n_states + n_theta),).
    """
    return np.eye(n_states, n_states + n_theta, dtype=floatX).ravel()


def augment_system(ode_func: Callable[..., Any], n_states: int, n_theta: int) -> Any:
    """Return a compiled function (y, t, p, s) -> (dy/dt, ds/dt) of float64 arrays, for dy/dt = ode_func(y, t, theta).

    ode_func: a function of y, of shape (n_states,), t and theta (n_theta,) that returns symbolic derivatives.
    n_states, n_theta: numbers of states and parameters. p holds the initial values and theta; s is the flat sensitivity
    of y with respect to p, (n_states, n_states + n_theta).
    """
    y, t, p, s = inputs = _arguments(n_states, n_theta)
    slopes = _slopes(ode_func, y, t, p[n_states:], n_states)
    return function(inputs, [stack(slopes), _change(slopes, y, p, s, n_states, n_theta)], on_unused_input="ignore")


def whole_system(ode_func: Callable[..., Any], n_states: int, n_theta: int) -> tuple[list[Any], Any]:
    """Return ([y and s in one vector, t, p], all derivatives in one vector): the graph for an integrator."""
    y, t, p, s = _arguments(n_states, n_theta)
    whole = TensorType("float64", (False,))("whole")
    theta = p[n_states:]
    slopes = _slopes(ode_func, y, t, theta, n_states)
    small = n_states**2 * (n_states + n_theta) <= WRITTEN_OUT
    change = _change_by_elements(slopes, y, theta, s, n_states, n_theta) if small else None
    both = (
        join(0, stack(slopes), _change(slopes, y, p, s, n_states, n_theta))
        if change is None
        else stack([*slopes, *change])
    )
    return [whole, t, p], replace([both], {y: whole[:n_states], s: whole[n_states:]})[0]


def system_of_a_vector(inputs: list[Any], slopes: Variable, n_states: int, n_theta: int) -> VectorFunction:
    """Return the joint system as a function of one vector, which C can call."""
    n_p = n_states + n_theta
    size = n_states * (1 + n_p)
    return VectorFunction(size + 1 + n_p, [slopes], [(size,)], inputs, partial(_pieces, inputs, size, n_p))


def _pieces(inputs: list[Any], size: int, n_p: int, x: Variable) -> dict[Any, Any]:
    """Return the slices of the vector x that are the inputs of the joint system."""
    places = ((0, (size,)), (size, ()), (size + 1, (n_p,)))
    return {v: piece_of(x, start, v.type, shape) for v, (start, shape) in zip(inputs, places, strict=True)}


def _arguments(n_states: int, n_theta: int) -> list[Any]:
    """Return y, t, p and s, with test values."""
    y, p, s = (TensorType("float64", (False,))(name) for name in ("y", "p", "dydp"))
    t = TensorType("float64", ())("t")
    for variable, value in (
        (y, np.ones(n_states)),
        (p, np.ones(n_states + n_theta)),
        (t, np.asarray(2.459)),
        (s, make_sens_ic(n_states, n_theta, "float64")),
    ):
        variable.tag.test_value = value
    return [y, t, p, s]


def _slopes(ode_func: Callable[..., Any], y: Variable, t: Variable, theta: TensorLike, n_states: int) -> list[Any]:
    """Return the elements of dy/dt. ShapeError if `ode_func` gives the wrong number of them."""
    slopes = ode_func(y, t, theta)
    slopes = [as_tensor(v) for v in (slopes if isinstance(slopes, list | tuple) else (slopes,))]
    if len(slopes) == 1 and slopes[0].type.ndim == 1:
        slopes = [slopes[0][k] for k in range(n_states)]
    if len(slopes) != n_states:
        raise ShapeError(
            "The function of the differential equation gives a wrong number of derivatives.",
            actual=(len(slopes),),
            expected=(n_states,),
        )
    return slopes


def _change(slopes: list[Any], y: Variable, p: Variable, s: Any, n_states: int, n_theta: int) -> Any:
    """Return the flat ds/dt."""
    rows = [grad(slope, [y, p], disconnected_inputs="ignore") for slope in slopes]
    by_state, by_parameter = (stack([row[k] for row in rows]) for k in range(2))
    # with one state PyMC3 accepts any number of sensitivities: its rewrites made a dimshuffle of that reshape
    sensitivities = s.dimshuffle("x", 0) if n_states == 1 else s.reshape((n_states, n_states + n_theta))
    return (dot(by_state, sensitivities) + by_parameter).flatten()


def _change_by_elements(slopes: list[Any], y: Any, theta: Any, s: Any, n_states: int, n_theta: int) -> list[Any] | None:
    """Return ds/dt by elements, so that a small system computes with scalars instead of arrays.

    None if the derivatives read y or theta in other ways than element by element.
    """
    states, parameters = _elements(slopes, y), _elements(slopes, theta)
    if states is None or parameters is None:
        return None
    read = [*states, *((v, n_states + k) for v, k in parameters)]
    n_p = n_states + n_theta
    found = []
    for slope in slopes:
        gradients = grad(slope, [v for v, _ in read], disconnected_inputs="ignore", return_disconnected="None")
        by: dict[int, Any] = {}  # position among states and parameters -> derivative
        for (_, k), gradient in zip(read, gradients, strict=True):
            if gradient is not None:
                by[k] = by[k] + gradient if k in by else gradient
        for j in range(n_p):
            terms = [by[k] * s[k * n_p + j] for k in range(n_states) if k in by]
            terms += [by[j]] if j >= n_states and j in by else []
            found.append(reduce(add, terms) if terms else as_tensor(np.float64(0)))
    return found


def _elements(slopes: list[Any], vector: Variable) -> list[tuple[Any, int]] | None:
    """Return the elements of a vector that the graphs read, with their positions; None if they read it otherwise."""
    found = []
    for node in applies(slopes):
        if vector in node.inputs:
            if not isinstance(node.op, Subtensor) or node.inputs[0] is not vector:
                return None
            [entry, *others] = node.op.entries
            if others or not isinstance(entry, Index) or not isinstance(entry.at, int) or entry.at < 0:
                return None
            found.append((node.outputs[0], entry.at))
    return None if any(slope is vector for slope in slopes) else found


__getattr__ = absent_from(__name__)
