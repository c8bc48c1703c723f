"""Gradients and inputs of log densities. Source: pymc3.theanof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...differentiate import grad
from ...distributions.formulas import float_x as floatX
from ...distributions.formulas import int_x as intX
from ...graph.origin import describe
from ...graph.traversal import leaves, replace
from ...graph.types import TensorType
from ...graph.variable import SharedVariable, Variable
from ...importing.module_getattr import absent_from, names_of
from ...ops.shapes.creation import zeros
from ...ops.shapes.join import concatenate, stack
from ...ops.shapes.shape import patternbroadcast
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor, TensorSharedVariable, TensorVariable
from ...settings import change_flags as change_flags
from ...settings import config
from ..vartypes import continuous_types, typefilter
from .blocking import ArrayOrdering
from .functions import rewritten
from .generator import GeneratorOp as GeneratorOp
from .generator import generator

if TYPE_CHECKING:  # for type checkers
    from ...distributions.choices import take_along_axis as take_along_axis
    from ..scalar_identity import IdentityOp as IdentityOp
    from ..scalar_identity import empty_gradient as empty_gradient
    from ..scalar_identity import identity as identity
    from ..scalar_identity import scalar_identity as scalar_identity

__all__ = [
    "gradient",
    "hessian",
    "hessian_diag",
    "inputvars",
    "cont_inputs",
    "floatX",
    "intX",
    "smartfloatX",
    "jacobian",
    "CallableTensor",
    "join_nonshared_inputs",
    "make_shared_replacements",
    "generator",
    "set_theano_conf",
    "set_tt_rng",
    "tt_rng",
    "take_along_axis",
]


def set_theano_conf(values: dict[str, Any]) -> dict[str, Any]:
    """Set flags and return their old values. ValueError for an unknown flag.

    values: flag -> value, none of which has a shape, such as {"compute_test_value": "off"}.
    """
    unknown = {name for name in values if not hasattr(config, name)}
    if unknown:
        raise ValueError(f"Unknown theano config settings: {unknown}")
    before = {name: getattr(config, name) for name in values}
    for name, value in values.items():
        setattr(config, name, value)
    return before


_conversion_map = {"float64": "int32", "float32": "int16", "float16": "int8", "float8": "int8"}


def makeiter(a: Variable | Sequence[Variable]) -> Any:
    """Return a list or tuple as it is, another thing in a list.

    a: a variable of any shape, or several.
    """
    return a if isinstance(a, tuple | list) else [a]


def inputvars(a: Variable | Sequence[Variable]) -> list[Any]:
    """Return the variables that something depends on, without constants and shared variables.

    a: a variable of any shape, or a list of them.
    """
    return [v for v in leaves(makeiter(a)) if isinstance(v, TensorVariable) and not isinstance(v, SharedVariable)]


def cont_inputs(f: Tensor) -> list[Any]:
    """Return the continuous variables on which a graph depends, without shared ones and constants.

    f: a graph of any shape.
    """
    return typefilter(inputvars(f), continuous_types)


def smartfloatX(x: np.ndarray) -> Any:
    """Return an array of floats in floatX, any other one unchanged.

    x: an array of any shape.
    """
    return floatX(x) if str(x.dtype).startswith("float") else x


def gradient1(f: Tensor, v: Tensor) -> Any:
    """Return the gradient with respect to one variable, a vector.

    f: a scalar graph. v: a variable of any shape.
    """
    return grad(f, v, disconnected_inputs="warn").flatten()


def gradient(f: Any, vars: Any = None) -> Any:
    """Return the gradient of the scalar f, flat and concatenated.

    f: a scalar variable. vars: variables of any shape; all continuous inputs by default.
    """
    vars = cont_inputs(f) if vars is None else vars
    if vars and all(v.owner is None for v in vars):
        [f] = rewritten([f])  # as in every other gradient of a density
    return concatenate([gradient1(f, v) for v in vars], axis=0) if vars else zeros((0,), dtype="float32")


def _rows(f: Tensor, vars: Sequence[Variable]) -> Any:
    """Return the Jacobian of the vector f, row by row; its length must be known when the graph is built."""
    f = f.flatten()
    length = int(np.size(f.tag.test_value))
    return stack([gradient(f[i], vars) for i in range(length)]) if length else as_tensor(np.zeros((0, 0)))


def jacobian(f: Tensor, vars: Sequence[Variable] | None = None) -> Any:
    """Return the Jacobian of a vector, its columns by the elements of all variables.

    f: a vector. vars: variables of any shape; all continuous inputs by default.
    """
    vars = cont_inputs(f) if vars is None else vars
    return _rows(f, vars) if vars else zeros((0,), dtype="float32")


def hessian(f: Tensor, vars: Sequence[Variable] | None = None) -> Any:
    """Return the Hessian of the negative of the scalar f, (n, n).

    f: a scalar variable. vars: variables of any shape with test values; all continuous inputs by default.
    """
    vars = cont_inputs(f) if vars is None else vars
    return -jacobian(gradient(f, vars), vars)


def jacobian1(f: Tensor, v: Tensor) -> Any:
    """Return the derivatives of each element of a vector with respect to one variable.

    f: a vector with a test value. v: a variable of any shape. The result is a matrix (size of f, size of v).
    """
    return _rows(f, [v])


def jacobian_diag(f: Tensor, x: Tensor) -> Any:
    """Return the derivative of each element of a vector with respect to the same element of another one.

    f: a vector with a test value. x: a vector of as many elements, on which f depends.
    """
    derivatives = _rows(f, [x])
    n = np.arange(int(f.tag.test_value.shape[0]))
    return derivatives[n, n]


def hessian_diag1(f: Tensor, v: Tensor) -> Any:
    """Return the diagonal of the Hessian with respect to one variable, without PyMC3's change of sign.

    f: a scalar graph. v: a variable of any shape, with a test value. The result is a vector.
    """
    return jacobian_diag(gradient1(f, v), v)


def hessian_diag(f: Tensor, vars: Sequence[Variable] | None = None) -> Any:
    """Return the diagonal of `pm.hessian`, which has PyMC3's change of sign: that of -f.

    f: a scalar graph. vars: continuous variables of any shape; all on which f depends by default. The result is a
    vector.
    """
    full = hessian(f, vars)
    n = int(full.tag.test_value.shape[0])
    return full[np.arange(n), np.arange(n)]


def make_shared_replacements(vars: Sequence[Variable], model: Any) -> dict[Any, Any]:
    """Return a shared variable in place of every free variable but some.

    vars: these, of any shape. model: the model. The result is variable -> shared variable.
    """
    return {
        v: _shared(v.tag.test_value, v.type, f"{v.name}_shared") for v in model.vars if not any(v is w for w in vars)
    }


def _shared(value: Any, type_: Any, name: str) -> Any:
    return TensorSharedVariable(name, type_, np.array(value, dtype=type_.dtype))


def join_nonshared_inputs(xs: Any, vars: Any, shared: Any, make_shared: bool = False) -> tuple[list[Any], Any]:
    """Return (graphs as functions of one vector that holds all variables, that vector).

    xs: a list of graphs. vars: variables of any shape; ValueError for none. shared: variable -> what takes its place.
    make_shared: whether the vector is a shared variable.
    """
    if not vars:
        raise ValueError("Empty list of variables.")
    joined = concatenate([v.flatten() for v in vars])
    type_ = TensorType(joined.dtype, (False,))
    value = joined.tag.test_value
    inarray = _shared(value, type_, "inarray") if make_shared else type_("inarray")
    if not make_shared:
        inarray.tag.test_value = value
    by_name = {v.name: v for v in vars}
    swap = {
        by_name[name]: patternbroadcast(reshape_t(inarray[slc], shape).astype(dtype), by_name[name].broadcastable)
        for name, slc, shape, dtype in ArrayOrdering(vars).vmap
    }
    swap.update(shared)
    return replace(xs, swap), inarray


def reshape_t(x: Tensor, shape: TensorLike) -> Any:
    """Return a vector in another shape.

    x: the vector. shape: a tuple; () for its first element.
    """
    return x.reshape(shape) if shape != () else x[0]


class CallableTensor:
    """A graph of one input as a function of another graph. ValueError when it is called if it has more or none.

    tensor: a graph of any shape.
    """

    def __init__(self, tensor: Variable) -> None:
        self.tensor = tensor

    def __call__(self, input: Variable) -> Any:
        inputs = inputvars(self.tensor)
        if len(inputs) != 1:
            raise ValueError(
                "A tensor that is called has one input, and this one needs "
                f"{', '.join(map(describe, inputs)) or 'none'}: what is no variable of the model needs a value, "
                "by `theano.shared`."
            )
        return replace([self.tensor], {inputs[0]: input})[0]


# ---- the package's random streams

_absent = absent_from(
    __name__,
    names_of(
        **{
            "theano_compat.distributions.choices": "take_along_axis",
            "theano_compat.models.scalar_identity": "IdentityOp empty_gradient identity scalar_identity",
        }
    ),
)


def __getattr__(name: str) -> Any:
    if name == "MRG_RandomStreams":  # scripts import the class from here
        from ...ops.random.mrg_streams import MRG_RandomStreams  # imports large tables

        return MRG_RandomStreams
    return _absent(name)


_tt_rng: Any = None


def tt_rng(random_seed: int | None = None) -> Any:
    """Return the package's random streams, or new ones.

    random_seed: None for the package's; a number for new streams, whose draws of any shape start from it.
    """
    global _tt_rng
    from ...ops.random.mrg_streams import MRG_RandomStreams  # imports large tables

    if random_seed is not None:
        return MRG_RandomStreams(random_seed)
    if _tt_rng is None:
        _tt_rng = MRG_RandomStreams()
    return _tt_rng


def set_tt_rng(new_rng: Any) -> None:
    """Set the package's random streams, which variational inference uses.

    new_rng: MRG_RandomStreams, or a seed, an int.
    """
    global _tt_rng
    _tt_rng = tt_rng(int(new_rng)) if isinstance(new_rng, int | np.integer) else new_rng


# ---- arrays and indices


def floatX_array(x: Any) -> np.ndarray:
    """Return numbers as an array in floatX.

    x: numbers of any shape.
    """
    return floatX(np.array(x))


def largest_common_dtype(tensors: Iterable[Variable]) -> np.dtype:
    """Return the common dtype of tensors; numbers count as floatX.

    tensors: a list of tensors or numbers, of any shape.
    """
    return np.result_type(
        *(np.dtype(str(t.dtype)) if hasattr(t, "dtype") else smartfloatX(np.asarray(t)).dtype for t in tensors)
    )


def ix_(*args: Any) -> tuple[Any, ...]:
    """Return `numpy.ix_` of vectors of integers: indices of the rows, columns and so on that are taken together.

    args: vectors, or None for a whole dimension. ValueError for another rank.
    """
    found: list[Any] = []
    for axis, one in enumerate(args):
        if one is None:
            found.append(slice(None))
            continue
        vector = as_tensor(one)
        if vector.ndim != 1:
            raise ValueError("Cross index must be 1 dimensional")
        found.append(vector.dimshuffle(["x"] * axis + [0] + ["x"] * (len(args) - axis - 1)))
    return tuple(found)
