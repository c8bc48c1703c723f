"""Compiled functions of points and of flat vectors. Source: pymc3.model."""

from __future__ import annotations

from typing import Any

import numpy as np

from compat.graph.traversal import replace
from compat.graph.types import TensorType
from compat.graph.variable import Variable
from compat.ops.tensor_variable import TensorSharedVariable
from compat.pymc3_api.blocking import ArrayOrdering
from compat.pymc3_api.modelling.find import modelcontext
from compat.pymc3_api.util import get_var_name
from compat.settings import config


def Point(*args: Any, **kwargs: Any) -> dict[str, np.ndarray]:
    """A point: values of the model's free variables, from dicts, pairs (variable or name, value) or keywords."""
    model = modelcontext(kwargs.pop("model", None))
    try:
        given = dict(*args, **kwargs)
    except Exception as error:
        raise TypeError(f"can't turn {list(args)} and {kwargs} into a dict. {error}") from error
    names = {v.name for v in model.vars}
    named = {get_var_name(k) if isinstance(k, Variable) else str(k): v for k, v in given.items()}
    return {k: np.array(v) for k, v in named.items() if k in names}


class FastPointFunc:
    """A function of a point that has the free variables and nothing else."""

    def __init__(self, f: Any) -> None:
        self.f = f

    def __call__(self, state: dict[str, Any]) -> Any:
        return self.f(**state)


class LoosePointFunc:
    """A function of a point; names that are not free variables are left aside."""

    def __init__(self, f: Any, model: Any) -> None:
        self.f, self.model = f, model

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.f(**Point(*args, model=self.model, **kwargs))


def flat_view(variables: list[Any], x: Any) -> dict[Any, Any]:
    """Each variable as a piece of the flat vector `x`, of its own shape, dtype and broadcast pattern."""
    from compat.ops.shape import patternbroadcast

    pieces, start = {}, 0
    for v in variables:
        if v.dshape == ():
            piece = x[start]
        else:
            piece = x[start: start + v.dsize]
            if len(v.dshape) != 1:
                piece = piece.reshape(v.dshape)
            piece = patternbroadcast(piece, v.type.broadcastable)
        piece = piece if piece.dtype == v.dtype else piece.astype(v.dtype)
        piece.name = v.name
        pieces[v] = piece
        start += v.dsize
    return pieces


class ValueGradFunction:
    """Log density and gradient as a function of a flat vector of `grad_vars`; `extra_vars` are set beside it."""

    def __init__(self, costs: list[Any], grad_vars: list[Any], extra_vars: list[Any] | None = None, *,
                 dtype: Any = None, casting: str = "no", compute_grads: bool = True, **kwargs: Any) -> None:
        from compat.compilation.function import function
        from compat.differentiate import grad

        extra_vars = extra_vars or []
        names = [v.name for v in [*grad_vars, *extra_vars]]
        if any(n is None for n in names):
            raise ValueError("Arguments must be named.")
        if len(set(names)) != len(names):
            raise ValueError("Names of the arguments are not unique.")
        if not costs:
            raise ValueError("At least one cost is required.")
        self._grad_vars, self._extra_vars = grad_vars, extra_vars
        self.dtype = config.floatX if dtype is None else dtype
        self._n_costs = len(costs)
        self._weights = _shared(np.ones(len(costs) - 1, dtype=self.dtype), "__weights")
        cost = costs[0]
        for i, other in enumerate(costs[1:]):
            if cost.ndim > 0 or other.ndim > 0:
                raise ValueError("All costs must be scalar.")
            cost = cost + self._weights[i] * other
        self._cost = cost
        self._ordering = ArrayOrdering(grad_vars)
        self.size = self._ordering.size
        self._extra_are_set = False
        for v in grad_vars:
            if not np.can_cast(v.dtype, self.dtype, casting):
                raise TypeError(f"Invalid dtype for variable {v.name}. Can not cast to {self.dtype} with casting rule "
                                f"{casting}.")
            if not np.issubdtype(v.dtype, np.floating):
                raise TypeError(f"Invalid dtype for variable {v.name}. Must be floating point but is {v.dtype}.")
        self._extra_vars_shared = {v.name: _shared(v.tag.test_value, f"{v.name}_shared__", v.type) for v in extra_vars}
        givens = {v: self._extra_vars_shared[v.name] for v in extra_vars}
        self._vars_joined = TensorType(self.dtype, (False,))("__args_joined")
        self._vars_joined.tag.test_value = np.zeros(self.size, dtype=self.dtype)
        pieces = flat_view(grad_vars, self._vars_joined)
        outputs = [cost]
        if compute_grads:
            outputs.append(flat_gradient(grad(cost, list(grad_vars), disconnected_inputs="ignore"), self.dtype))
        outputs = replace(outputs, {**pieces, **givens})
        self._cost_joined = outputs[0]
        self._theano_function = function([self._vars_joined], outputs if compute_grads else outputs[0], **kwargs)

    def set_weights(self, values: np.ndarray) -> None:
        if values.shape != (self._n_costs - 1,):
            raise ValueError("Invalid shape. Must be (n_costs - 1,).")
        self._weights.set_value(values)

    def set_extra_values(self, extra_vars: dict[str, Any]) -> None:
        self._extra_are_set = True
        for v in self._extra_vars:
            self._extra_vars_shared[v.name].set_value(np.asarray(extra_vars[v.name], dtype=v.dtype))

    def get_extra_values(self) -> dict[str, Any]:
        if not self._extra_are_set:
            raise ValueError("Extra values are not set.")
        return {v.name: self._extra_vars_shared[v.name].get_value() for v in self._extra_vars}

    def __call__(self, array: np.ndarray, grad_out: np.ndarray | None = None, extra_vars: Any = None) -> Any:
        if extra_vars is not None:
            self.set_extra_values(extra_vars)
        if not self._extra_are_set:
            raise ValueError("Extra values are not set.")
        if array.shape != (self.size,):
            raise ValueError(f"Invalid shape for array. Must be {(self.size,)} but is {array.shape}.")
        output = self._theano_function(array)
        if grad_out is None:
            return output
        np.copyto(grad_out, output[1])
        return output[0]

    def dict_to_array(self, point: dict[str, Any]) -> np.ndarray:
        """The flat vector of a point."""
        array = np.empty(self.size, dtype=self.dtype)
        for place in self._ordering.vmap:
            array[place.slc] = np.ravel(point[place.var]).astype(self.dtype)
        return array

    def array_to_dict(self, array: np.ndarray) -> dict[str, np.ndarray]:
        """The point of a flat vector."""
        if array.shape != (self.size,):
            raise ValueError(f"Array should have shape ({self.size},) but has {array.shape}")
        if array.dtype != self.dtype:
            raise ValueError(f"Array has invalid dtype. Should be {self.dtype} but is {array.dtype}")
        return {p.var: array[p.slc].reshape(p.shp).astype(p.dtyp) for p in self._ordering.vmap}

    def array_to_full_dict(self, array: np.ndarray) -> dict[str, np.ndarray]:
        """`array_to_dict`, with the extra variables."""
        return {**self.array_to_dict(array), **{n: v.get_value() for n, v in self._extra_vars_shared.items()}}


def flat_gradient(pieces: list[Any], dtype: str) -> Any:
    """Gradients of several variables as one vector."""
    from compat.ops.join import concatenate
    from compat.ops.tensor_op import as_tensor

    if not pieces:
        return as_tensor(np.zeros(0, dtype=dtype))
    flat = [g.dimshuffle("x") if g.ndim == 0 else g if g.ndim == 1 else g.flatten() for g in pieces]
    return concatenate([g if g.dtype == dtype else g.astype(dtype) for g in flat])


def _shared(value: Any, name: str, type_: Any = None) -> Any:
    value = np.asarray(value)
    type_ = TensorType(value.dtype.name, (False,) * value.ndim) if type_ is None else type_
    return TensorSharedVariable(name, type_, np.array(value, dtype=type_.dtype))
