"""Values of parameters for a draw, and draws of a given shape.

`draw_values` finds a value for each parameter in the point, or draws the variables that it depends on, each once per
call. `generate_samples` calls a generator with the joint shape of the parameters, the distribution and `size`.
Source of the behaviour: pymc3.distributions.distribution.
"""

from __future__ import annotations

import contextvars
import math
import numbers
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...distributions.blockwise_array import BlockwiseArray
from ...graph.traversal import applies, leaves, replace
from ...graph.variable import Constant, SharedVariable, Variable
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from ..modelling.context import ContextMeta
from .recorded_draws import NOTED
from .shape_utils import (
    broadcast_dist_samples_shape,
    get_broadcastable_dist_samples,
    to_tuple,
)

LARGE = 2**19  # elements from which on a parameter is computed in blocks
# users of PyMC3's internals may set a replacement for `draw_values`: (params, trace=, samples=) -> values
vectorized_ppc: contextvars.ContextVar[Any] = contextvars.ContextVar("vectorized_ppc", default=None)


class _DrawValuesContext(metaclass=ContextMeta, context_class="_DrawValuesContext"):
    """A block in which every random variable is drawn once per size; `drawn_vars` holds the draws."""

    def __new__(cls, *_args: Any, **_kwargs: Any) -> Any:
        instance = super().__new__(cls)
        instance._parent = cls.get_context(error_if_none=False)
        return instance

    def __init__(self) -> None:
        self.drawn_vars: dict[Any, Any] = {} if self.parent is None else self.parent.drawn_vars

    @property
    def parent(self) -> Any:
        return self._parent  # type: ignore[attr-defined]


class _DrawValuesContextBlocker(_DrawValuesContext):
    """A context that starts without the draws of the one around it, so that variables are drawn anew."""

    def __new__(cls, *_args: Any, **_kwargs: Any) -> Any:
        instance = super().__new__(cls)
        instance._parent = None
        return instance

    def __init__(self) -> None:
        self.drawn_vars = {}


def is_fast_drawable(var: TensorLike) -> bool:
    """Return whether a parameter has a value without drawing: a number, an array, a constant or a shared variable.

    var: the parameter, of any shape.
    """
    return isinstance(var, numbers.Number | np.ndarray | Constant | SharedVariable)


def draw_values(
    params: Sequence[Any],
    point: dict[str, Any] | None = None,
    size: int | tuple[int, ...] | None = None,
    blockwise: bool = False,
) -> list[Any]:
    """Return a value for each of several parameters, at a point or drawn.

    params: numbers, arrays, or variables of any shape. point: name -> value of variables that are not drawn.
    size: leading shape of the draws. blockwise: whether the first value may be a BlockwiseArray, if it is large and has
    no name by which others refer to it.
    """
    lead = to_tuple(size)
    instead = vectorized_ppc.get(None)
    if instead is not None:
        return instead(params, trace=point, samples=lead)
    point = {} if point is None else point
    with _DrawValuesContext() as context:
        drawn = context.drawn_vars
        _draw_roots([p for p in params if isinstance(p, Variable) and not is_fast_drawable(p)], point, lead, drawn)
        whole = _first_blockwise(params[0], point, lead, drawn) if blockwise and len(lead) == 1 else None
        return [whole if whole is not None and p is params[0] else _value(p, point, lead, drawn) for p in params]


def _first_blockwise(param: Variable, point: dict[str, Any], size: tuple[int, ...], drawn: dict[Any, Any]) -> Any:
    """Return an expression of drawn variables as a value computed in blocks; None if it is too small for that."""
    if (
        not isinstance(param, Variable)
        or is_fast_drawable(param)
        or param.name is not None
        or (param, size) in drawn
        or getattr(param, "distribution", None) is not None
        or getattr(param.type, "dtype", "") != "float64"
    ):
        return None
    random = [v for v in _random_above(param) if v is not param]
    values = [np.asarray(_value(v, point, size, drawn)) for v in random]
    axes = [value.ndim > v.ndim for v, value in zip(random, values, strict=True)]
    if not any(axes) or any(
        value.shape[: value.ndim - v.ndim] != size for v, value, many in zip(random, values, axes, strict=True) if many
    ):
        return None
    from ...compilation.points.batch_in_numpy import (  # needed only for draws of expressions
        function_at_points,
        number_of_points,
    )

    at_points = function_at_points(_compiled(param, random), values)
    if at_points is None or not number_of_points(values, axes):
        return None
    _, _, first, many = next(at_points.parts(values, axes))
    if not many or size[0] * first.size < LARGE:
        return None
    return BlockwiseArray((*size, *first.shape[1:]), lambda: (part[:3] for part in at_points.parts(values, axes)))


def _draw_value(
    param: object, point: dict[str, Any] | None = None, givens: Any = None, size: int | tuple[int, ...] | None = None
) -> Any:
    """Return a new draw of one parameter. ValueError if it cannot be drawn.

    param: a random variable, a number, an array or a graph. point: values that are taken as they are, name -> value of
    the shape of the variable. givens: pairs (variable, value). size: shape of the draws before that of the parameter.
    """
    drawn: dict[Any, Any] = {}
    lead = to_tuple(size)
    for variable, value in givens or ():
        drawn[variable, lead] = value
    if not givens or not isinstance(param, Variable) or getattr(param, "distribution", None) is not None:
        return _value(param, point or {}, lead, drawn)
    names = {f"_given{i}": pair for i, pair in enumerate(givens)}
    return _evaluated(param, [v for v, _ in names.values()], [x for _, x in names.values()])


def _draw_roots(params: list[Any], point: dict[str, Any], size: tuple[int, ...], drawn: dict[Any, Any]) -> None:
    """Draw the random variables that `params` depend on, in PyMC3's order.

    Free variables that can be drawn come first, as they are met; then untransformed ones, and observed ones.
    """
    later: list[Any] = []
    for leaf, below in (pair for p in params if (p, size) not in drawn for pair in _roots(p)):
        if isinstance(leaf, Constant | SharedVariable):
            if hasattr(below, "observations"):
                later.append(below)
        elif leaf.name not in point and (leaf, size) not in drawn:
            if _generator_of(leaf) is not None:
                _value(leaf, point, size, drawn)
            elif below is not None:
                later.append(below)
    for variable in later:
        if _generator_of(variable) is not None:
            _value(variable, point, size, drawn)


def _roots(param: Variable) -> list[tuple[Any, Any]]:
    """Return (named leaf, nearest named variable below it) pairs in the order of a depth-first walk."""
    found = param.__dict__.get("_drawn_from")
    if found is None:
        found, seen = [], set()
        stack: list[tuple[Any, Any]] = [(param, None)]
        while stack:
            variable, below = stack.pop()
            if variable in seen:
                continue
            seen.add(variable)
            named = variable.name is not None
            if variable.owner is not None:
                stack += [(v, variable if named else below) for v in reversed(variable.owner.inputs)]
            elif named:
                found.append((variable, below))
        param.__dict__["_drawn_from"] = found
    return found


def _own_value(var: TensorLike) -> Any:
    if isinstance(var, Constant):
        return var.data
    return var.get_value() if isinstance(var, SharedVariable) else var


def _check_drawable(param: Variable) -> None:
    if not isinstance(param, Variable) and getattr(param, "distribution", None) is None:
        raise ValueError(f"Unexpected type in draw_value: {type(param)}")


def _value(param: Any, point: dict[str, Any], size: tuple[int, ...], drawn: dict[Any, Any]) -> Any:
    if is_fast_drawable(param):
        return _own_value(param)
    _check_drawable(param)
    key = (param, size)
    if key not in drawn:
        if param.name is not None and hasattr(param, "model") and param.name in point:
            drawn[key] = point[param.name]
        elif getattr(getattr(param, "transformed", None), "name", None) in point:
            drawn[key] = _computed(param, point, size, drawn)  # the point has `sd_log__`, not `sd`
        elif _generator_of(param) is not None:
            note = NOTED.get()
            if note is not None:
                note.variables.append(param)
            drawn[key] = _generator_of(param)(point=point, size=size or None)  # type: ignore[misc]
        else:
            drawn[key] = _computed(param, point, size, drawn)
    return drawn[key]


def _generator_of(param: Tensor) -> Callable[..., Any] | None:
    """Return the function that draws `param`; None for expressions and for free variables that another one draws."""
    own = getattr(param, "random", None)
    if own is not None:
        return own
    distribution = getattr(param, "distribution", None)
    if getattr(distribution, "random", None) is None:
        return None
    if not hasattr(param, "observations"):
        return distribution.random
    return lambda point, size: _draw_observed(param, point, size)


def _draw_observed(param: Any, point: dict[str, Any], size: tuple[int, ...] | None) -> Any:
    """Draw in the shape of the data, which remains the distribution's shape afterwards, as in PyMC3.

    A distribution that cannot be drawn in that shape shows its shape by a draw.
    """
    distribution = param.distribution
    data = param.observations
    distribution.shape = to_tuple(data.shape.eval() if isinstance(data, Variable) else data.shape)
    try:
        return distribution.random(point=point, size=size)
    except np.linalg.LinAlgError:  # a ValueError only since NumPy 2
        raise
    except (ValueError, TypeError):
        distribution.shape = ()
        with _DrawValuesContextBlocker():
            one = np.shape(np.atleast_1d(distribution.random(point=point, size=None)))
        lead = to_tuple(size)
        if point:
            distribution.shape = one[len(lead) :] if one[: len(lead)] == lead else one
        return distribution.random(point=point, size=size)


def _computed(param: Variable, point: dict[str, Any], size: tuple[int, ...], drawn: dict[Any, Any]) -> Any:
    """Return the value of an expression, computed from values of the random variables above it."""
    random = [v for v in _random_above(param) if v is not param]
    return _evaluated(param, random, [_value(v, point, size, drawn) for v in random])


def _evaluated(param: Variable, random: list[Any], values: list[Any]) -> Any:
    """Return `param` at values of the variables `random`; with leading axes there is one value per draw."""
    function = _compiled(param, random)
    batched = [np.ndim(value) > v.ndim for v, value in zip(random, values, strict=True)]
    if not any(batched):
        return function(*values)
    # one value per draw: loop over the leading axes
    lead = np.broadcast_shapes(*(np.shape(x)[: np.ndim(x) - v.ndim] for x, v in zip(values, random, strict=True)))
    inner = [np.shape(x)[np.ndim(x) - v.ndim :] for x, v in zip(values, random, strict=True)]
    flat = [
        np.broadcast_to(x, lead + own).reshape((-1, *own)) if many else x
        for x, own, many in zip(values, inner, batched, strict=True)
    ]
    if not math.prod(lead):
        return np.empty((0,))
    from ...compilation.points.batch_in_numpy import outputs_at_points  # needed only for draws of expressions

    results = outputs_at_points(function, flat, batched)
    return results.reshape(lead + results.shape[1:])


def _random_above(param: Variable) -> list[Any]:
    """Return the nearest random variables above `param`, in the order of a walk.

    ValueError for a free variable that nothing draws.
    """
    stops = []
    for node in applies([param]):
        stops += [v for v in (*node.inputs, *node.outputs) if v is not param and _is_random(v)]
    found = []
    for leaf in leaves([param], blockers=stops):
        if leaf is not param and _is_random(leaf):
            found.append(leaf)
        elif leaf.owner is None and not isinstance(leaf, Constant | SharedVariable):
            raise ValueError(f"Cannot resolve inputs for {[param.name or str(param)]}: `{leaf}` has no value.")
    return found


def _is_random(variable: Variable) -> bool:
    return getattr(variable, "distribution", None) is not None


def _compiled(param: Variable, inputs: list[Any]) -> Callable[..., Any]:
    cache = param.__dict__.setdefault("_drawn_by", {})
    key = tuple(map(id, inputs))
    if key not in cache:
        from ...functions.function import function  # needed only for draws of expressions

        fresh = [v.type(v.name) for v in inputs]
        expression = replace([param], dict(zip(inputs, fresh, strict=True)))[0]
        cache[key] = function(
            fresh, expression, mode="FAST_COMPILE", on_unused_input="ignore", allow_input_downcast=True
        )
    return cache[key]


def generate_samples(
    generator: Callable[..., Any], *args: float | np.ndarray | list[np.ndarray], **kwargs: Any
) -> np.ndarray:
    """Draw with `generator(*args, size=..., **kwargs)`, the parameters broadcast against `dist_shape` and `size`.

    generator: a function such as np.random.normal. dist_shape: the distribution's own shape. size: leading axes.
    broadcast_shape: the parameters' joint shape where the caller knows better. not_broadcast_kwargs: passed as they
    are.
    """
    dist_shape = to_tuple(kwargs.pop("dist_shape", ()))
    size = kwargs.pop("size", None)
    joint = kwargs.pop("broadcast_shape", None)
    untouched = kwargs.pop("not_broadcast_kwargs", None) or {}
    lead = to_tuple(size)
    args = tuple(a[0] if isinstance(a, tuple) else a for a in args)
    kwargs = {k: v[0] if isinstance(v, tuple) else v for k, v in kwargs.items()}
    if dist_shape[: len(lead)] == lead:
        # otherwise a shape that begins like `size` would be read as one value per draw
        dist_shape = lead + dist_shape
    if joint is None:
        inputs = (*args, *kwargs.values())
        joint = broadcast_dist_samples_shape([np.shape(i) for i in inputs] + [dist_shape], size=lead)
        inputs = get_broadcastable_dist_samples(inputs, size=lead, must_bcast_with=joint)
        args, kwargs = tuple(inputs[: len(args)]), dict(zip(kwargs, inputs[len(args) :], strict=True))
    try:
        full = broadcast_dist_samples_shape([dist_shape, to_tuple(joint)], size=size)
    except (ValueError, TypeError):
        raise TypeError(
            f"Attempted to generate values with incompatible shapes: size {size}, shape of the "
            f"distribution {dist_shape}, shape of its parameters {joint}."
        ) from None
    shape = full if full[: len(lead)] == lead else lead + full
    return np.asarray(generator(*args, size=shape, **kwargs, **untouched))


__all__ = ["draw_values", "generate_samples", "is_fast_drawable"]
