"""Compiled functions of points and of flat vectors. Source: pymc3.model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from ...compilation.densities.c_entry import CEntry
from ...compilation.points.vector_function import VectorFunction, may_be_made, piece_of
from ...differentiate import grad
from ...graph.other_names import also_named
from ...graph.traversal import replace
from ...graph.types import TensorType
from ...graph.variable import Variable
from ...ops.shapes.join import concatenate
from ...ops.tensor_op import as_tensor
from ...ops.tensor_variable import Tensor, TensorSharedVariable
from ...settings import config
from .blocking import ArrayOrdering
from .current_model import modelcontext
from .util import get_var_name


def Point(*args: Iterable[Any] | Mapping[Any, Any], **kwargs: Any) -> dict[str, np.ndarray]:
    """Return a point: values of the model's free variables from dicts, pairs (variable or name, value) or keywords.

    Names that are no free variables are left out. TypeError outside a model.
    """
    model = modelcontext(kwargs.pop("model", None))
    try:
        given = dict(*args, **kwargs)
    except Exception as error:
        raise TypeError(f"can't turn {list(args)} and {kwargs} into a dict. {error}") from error
    names = {v.name for v in model.vars}
    named = {get_var_name(k) if isinstance(k, Variable) else str(k): v for k, v in given.items()}
    return {k: np.array(v) for k, v in named.items() if k in names}


class DirectCall:
    """Outputs at a point, computed in C from a flat vector.

    It returns None where C fails and for points that do not fit the model; the general function handles these.
    """

    def __init__(self, variables: list[Any], outputs: list[Any], shapes: list[tuple[int, ...]]) -> None:
        self.given = variables, outputs, shapes
        places, size = [], 0
        for v in variables:
            places.append((v.name, size, np.dtype(v.dtype).num, tuple(map(int, v.dshape))))
            size += int(v.dsize)
        self.places, self.several = tuple(places), len(outputs) > 1
        self.terms: dict[Any, Any] = {}  # by element: compiled_steps/elements.py
        self.function = VectorFunction(size, outputs, shapes, variables, partial(flat_view, variables))

    def __reduce__(self) -> Any:
        return DirectCall, self.given

    def compiled(self, exact: bool) -> Any:
        """Return the compiled function; None if it has no C form. exact: points have no other names."""
        return self.function.of_point(self.places, exact)


class _PointFunc:
    """A function of a point.

    direct: handles most points. `f` handles the others and is compiled when first needed. It has one output, or
    several, which are returned as a list.
    """

    exact = False

    def __init__(self, f: Any, model: Any = None, direct: DirectCall | None = None) -> None:
        self.model, self.direct = model, direct
        self.several = direct is not None and direct.several
        self._make, self._made = f, f if direct is None else None
        self._call: Any = None if direct is None else self._first_call

    def __getstate__(self) -> dict[str, Any]:  # the compiled function is left out and compiled again
        return {**self.__dict__, "_call": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        if "f" in state:  # in pickles of PyMC3's own
            state = {"model": None, **state, "direct": None, "several": False, "_make": None, "_made": state["f"]}
            del state["f"]
        self.__dict__.update(state)
        self._call = None if self.direct is None else self._first_call

    @property
    def f(self) -> Any:
        """Return the function of the free variables, by position or name."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def _first_call(self, point: dict[str, Any]) -> Any:
        assert self.direct is not None
        self._call = self.direct.compiled(self.exact)
        return None if self._call is None else self._call(point)


class FastPointFunc(_PointFunc):
    """A function of a point with exactly the free variables, as made by `model.fastfn`.

    f: the compiled function, by name. model: the model. direct: a way to call it faster, or None. Values have the
    shapes of the variables.
    """

    exact = True

    def __call__(self, state: dict[str, Any]) -> Any:
        if self._call is not None:
            outputs = self._call(state)
            if outputs is not None:
                return outputs if self.several else outputs[0]
        return self.f(**state)


class LoosePointFunc(_PointFunc):
    """A function of a point in which further names are ignored, as made by `model.fn`.

    f: the compiled function, by name. model: the model. direct: a way to call it faster, or None. Values have the
    shapes of the variables.
    """

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self._call is not None and len(args) == 1 and not kwargs:
            outputs = self._call(args[0])
            if outputs is not None:
                return outputs if self.several else outputs[0]
        return self.f(**Point(*args, model=self.model, **kwargs))


def flat_view(variables: list[Any], x: Tensor) -> dict[Any, Any]:
    """Return each variable as a slice of the flat vector `x`, with its own shape, dtype and broadcast pattern."""
    pieces, start = {}, 0
    for v in variables:
        pieces[v] = piece_of(x, start, v.type, v.dshape)
        pieces[v].name = v.name
        start += v.dsize
    return pieces


class ValueGradFunction:
    """Log density and gradient as a function of one vector of all variables, as made by `model.logp_dlogp_function`.

    costs: scalar graphs, of which the first counts whole and the others by their weights. grad_vars: the variables, of
    any shape. extra_vars: variables that `set_extra_values` sets. dtype: of the vector. casting: which casts of
    variables to it are allowed, as in NumPy. compute_grads: whether a gradient is returned, too. kwargs: of
    theano.function.
    """

    @also_named(cost="costs")
    def __init__(
        self,
        costs: list[Any],
        grad_vars: list[Any],
        extra_vars: list[Any] | None = None,
        dtype: str | None = None,
        casting: str = "no",
        compute_grads: bool = True,
        **kwargs: Any,
    ) -> None:
        costs = costs if isinstance(costs, list | tuple) else [costs]  # PyMC3 3.8 took one
        extra_vars = extra_vars or []
        _check_names([*grad_vars, *extra_vars])
        if not costs:
            raise ValueError("At least one cost is required.")
        self._grad_vars, self._extra_vars = grad_vars, extra_vars
        self.dtype = config.floatX if dtype is None else dtype
        self._n_costs = len(costs)
        self._weights = _shared(np.ones(len(costs) - 1, dtype=self.dtype), "__weights")
        self._cost = _weighted(costs, self._weights)
        self._ordering = ArrayOrdering(grad_vars)
        self.size = self._ordering.size
        self._extra_are_set = False
        _check_dtypes(grad_vars, self.dtype, casting)
        self._made: Any = None
        self._call: Any = None
        self._extra_vars_shared = {v.name: _shared(v.tag.test_value, f"{v.name}_shared__", v.type) for v in extra_vars}
        self._vars_joined = TensorType(self.dtype, (False,))("__args_joined")
        self._vars_joined.tag.test_value = np.zeros(self.size, dtype=self.dtype)
        [cost] = replace([self._cost], {v: self._extra_vars_shared[v.name] for v in extra_vars})
        derived = partial(_with_gradient, grad_vars, self.dtype) if compute_grads else None
        self._make: Any = partial(_of_vector, self._vars_joined, cost, grad_vars, derived, **kwargs)
        self._direct: VectorFunction | None = None
        if kwargs or self.dtype != "float64" or not may_be_made([cost]):
            self._made = self._make()
            return
        following = [*self._extra_vars_shared.values(), *([self._weights] if len(costs) > 1 else [])]
        self._direct = VectorFunction(
            self.size,
            [cost],
            [(), (self.size,)] if compute_grads else [()],
            grad_vars,
            partial(flat_view, grad_vars),
            following,
            derived,
            "and its gradient" if compute_grads else "",
        )
        self._direct.derive()  # raises here if there is no gradient
        self._call = self._first_call
        self._one_output = not compute_grads

    def __getstate__(self) -> dict[str, Any]:  # the compiled function is left out and compiled again
        made = {"_made": None} if self._direct is not None else {"_make": None}
        return {**self.__dict__, **made, "_call": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        if "_theano_function" in state:  # in pickles of PyMC3's own
            state = {**state, "_direct": None, "_make": None, "_made": state["_theano_function"]}
            del state["_theano_function"]
        self.__dict__.update(state)
        self._call = None if self._direct is None else self._first_call

    @property
    def _theano_function(self) -> Any:
        """Return the function of the vector alone; it reads the extra values from shared variables."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def _first_call(self, array: np.ndarray) -> Any:
        assert self._direct is not None
        self._call = self._direct.of_vector()
        return None if self._call is None else self._call(array)

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
        output = None if self._call is None else self._call(array)
        if output is None:
            output = self._theano_function(array)
        elif self._one_output:
            [output] = output
        if grad_out is None:
            return output
        np.copyto(grad_out, output[1])
        return output[0]

    def c_entry(self) -> CEntry | None:
        """Return the C function for other C code; its vector ends with the values of the extra variables.

        None if no C function gives both the value and the gradient.
        """
        if self._direct is None or self._call is None or self._one_output or self._n_costs > 1:
            return None
        return self._direct.c_entry()

    def extra_shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the shapes of the extra variables, in their order after the vector that C reads."""
        if self._direct is None:
            return {}
        return dict(zip(self._extra_vars_shared, self._direct.lengths_of_following, strict=True))

    def dict_to_array(self, point: dict[str, Any]) -> np.ndarray:
        """Return a point as a flat vector."""
        array = np.empty(self.size, dtype=self.dtype)
        for place in self._ordering.vmap:
            array[place.slc] = np.ravel(point[place.var]).astype(self.dtype)
        return array

    def array_to_dict(self, array: np.ndarray) -> dict[str, np.ndarray]:
        """Return a flat vector as a point."""
        if array.shape != (self.size,):
            raise ValueError(f"Array should have shape ({self.size},) but has {array.shape}")
        if array.dtype != self.dtype:
            raise ValueError(f"Array has invalid dtype. Should be {self.dtype} but is {array.dtype}")
        return {p.var: array[p.slc].reshape(p.shp).astype(p.dtyp) for p in self._ordering.vmap}

    def array_to_full_dict(self, array: np.ndarray) -> dict[str, np.ndarray]:
        """Return a flat vector as a point that includes the extra variables."""
        return {**self.array_to_dict(array), **{n: v.get_value() for n, v in self._extra_vars_shared.items()}}


def _check_names(variables: list[Any]) -> None:
    names = [v.name for v in variables]
    if any(n is None for n in names):
        raise ValueError("Arguments must be named.")
    if len(set(names)) != len(names):
        raise ValueError("Names of the arguments are not unique.")


def _weighted(costs: list[Any], weights: Tensor) -> Any:
    """Return the first cost plus each further cost times its weight."""
    total = costs[0]
    for i, other in enumerate(costs[1:]):
        if total.ndim > 0 or other.ndim > 0:
            raise ValueError("All costs must be scalar.")
        total = total + weights[i] * other
    return total


def _check_dtypes(variables: list[Any], dtype: str, casting: Any) -> None:
    for v in variables:
        if not np.can_cast(v.dtype, dtype, casting):
            raise TypeError(
                f"Invalid dtype for variable {v.name}. Can not cast to {dtype} with casting rule {casting}."
            )
        if not np.issubdtype(v.dtype, np.floating):
            raise TypeError(f"Invalid dtype for variable {v.name}. Must be floating point but is {v.dtype}.")


def _with_gradient(variables: list[Any], dtype: str, costs: Sequence[Variable]) -> list[Any]:
    """Return a cost and its gradient."""
    [cost] = rewritten(list(costs))
    return [cost, flat_gradient(grad(cost, list(variables), disconnected_inputs="ignore"), dtype)]


def _of_vector(x: Any, cost: Variable, variables: list[Any], derived: Callable[..., Any] | None, **kwargs: Any) -> Any:
    """Return `cost`, or what `derived` makes of it, as a function of the vector `x` of `variables`."""
    from ...functions.function import function  # sampling does not need it

    views = flat_view(variables, x)
    if derived is None:
        return function([x], replace([cost], views)[0], **kwargs)
    return function([x], replace(derived([cost]), views), **kwargs)


def rewritten(outputs: list[Any]) -> list[Any]:
    """Return densities after the rules that run before a gradient is taken."""
    from ...rules.before_gradient import before_gradient  # imports all rules, which are not needed earlier

    return before_gradient(outputs)


def flat_gradient(pieces: list[Any], dtype: str) -> Any:
    """Return the gradients of several variables as one vector."""
    if not pieces:
        return as_tensor(np.zeros(0, dtype=dtype))
    flat = [g.dimshuffle("x") if g.ndim == 0 else g if g.ndim == 1 else g.flatten() for g in pieces]
    return concatenate([g if g.dtype == dtype else g.astype(dtype) for g in flat])


def _shared(value: np.ndarray, name: str, type_: TensorType | None = None) -> Any:
    value = np.asarray(value)
    type_ = TensorType(value.dtype.name, (False,) * value.ndim) if type_ is None else type_
    return TensorSharedVariable(name, type_, np.array(value, dtype=type_.dtype))
