"""The base class of Ops on tensors, and the conversion of users' arguments."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from ..graph.aligned import copied
from ..graph.annotations import MOST_IN_TEXT, Annotation
from ..graph.arrays import Array, ArrayModule
from ..graph.borrowed import borrowed, may_be_borrowed, may_be_written
from ..graph.dtypes import DISCRETE, autocast
from ..graph.hooks import HOOKS
from ..graph.op import Op
from ..graph.types import DisconnectedType, NullType, TensorType
from ..graph.variable import Apply, Constant, Variable, annotated_constant
from ..settings import config
from .tensor_types import TensorLike

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


class AsTensorError(TypeError):
    """Raised if a value cannot be converted to a tensor variable (theano.tensor.basic.AsTensorError)."""


def dimension(axis: Any, x: Any) -> int:
    """Return `axis` of `x` counted from the first dimension.

    An axis out of bounds raises AxisError, which is both a ValueError and an IndexError; Theano's functions raise one
    or the other.
    """
    if not -x.type.ndim <= axis < x.type.ndim:
        raise np.exceptions.AxisError(f"axis {axis} is out of bounds: `{x}` has {x.type.ndim} dimensions.")
    return int(axis) % int(x.type.ndim)


def constant(x: Any, name: str | None = None, ndim: int | None = None, dtype: DTypeLike | None = None) -> Any:
    """Return a tensor constant; Python numbers get the smallest dtype that holds them (`config.cast_policy`).

    x: a number, an array of any shape, or nested lists of numbers. name: shown in errors and printed graphs.
    ndim: the rank of the result, which gets leading dimensions of length 1. dtype: a NumPy dtype, or "floatX".

    Dimensions of length 1 are broadcastable. TypeError for what holds no numbers.
    """
    terms = None
    if isinstance(x, Constant):
        if x.compat_borrowed is not None:
            x.compat_borrowed.check(x.data)
        x, terms = x.data, x.compat_borrowed
    if dtype is not None:
        array = np.asarray(x, dtype=str(np.dtype(dtype)) if dtype != "floatX" else _floatx())
    elif isinstance(x, int | float | complex):
        array = autocast(x)
    elif isinstance(x, list | tuple) and not x:
        array = np.zeros(0, dtype=_floatx())
    else:
        array = np.asarray(x)
        if array.dtype == object or array.dtype.kind in "USO":
            raise TypeError(f"Could not convert {x!r} to a tensor constant: its elements are not numbers.")
    if ndim is not None:
        if array.ndim < ndim:
            array = array.reshape((1,) * (ndim - array.ndim) + array.shape)
        elif array.ndim > ndim:
            raise ValueError(f"ndarray could not be cast to constant with {ndim} dimensions", x)
    if not array.dtype.isnative:
        array = array.astype(array.dtype.newbyteorder("="))
    type_ = TensorType(array.dtype.name, tuple(n == 1 for n in array.shape))
    if _is_new(array, x):
        terms = None
    elif terms is None and may_be_written(array):  # the user may change the array later
        terms = borrowed(array) if may_be_borrowed(array) else None
        array = copied(array) if terms is None else array.view()
    array.flags.writeable = False
    return annotated_constant(type_, array, name, terms)


def _is_new(array: np.ndarray, x: object) -> bool:
    """Return whether `array` was made from `x` and has no other owner."""
    if isinstance(x, np.ndarray):
        return array is not x and not np.may_share_memory(array, x)
    return isinstance(x, list | tuple)


def _floatx() -> str:
    return config.floatX


def structure(positions: TensorLike) -> Constant:
    """Return positions that follow from lengths alone, such as those of a triangle, as a constant that rules may read.

    Many positions are ordinary data, because they would make the compiled text long.
    """
    made = constant(np.asarray(positions, dtype="int64"))
    return (
        made
        if made.data.size > MOST_IN_TEXT
        else annotated_constant(made.type, made.data, None, made.compat_borrowed, Annotation(structure=True))
    )


def as_tensor(x: object, name: str | None = None, ndim: int | None = None) -> Any:
    """Return `x` as a tensor variable: variables pass, numbers and arrays become constants, lists are stacked.

    x: a variable, a number, an array of any shape, or nested lists of them. name: of a new constant.
    ndim: the rank of the result: leading dimensions of length 1 are added or dropped.

    Raises AsTensorError (a TypeError) for what is no tensor, TypeError for True and False.
    """
    convert = getattr(x, "_as_TensorVariable", None)
    if convert is not None:
        return convert()
    if isinstance(x, Apply):
        x = x.default_output()
    if isinstance(x, Variable):
        return _variable_as_tensor(x, ndim)
    if isinstance(x, bool):
        raise TypeError(
            "Cannot cast True or False as a tensor variable. Please use np.array(True) or "
            "np.array(False) if you need these constants. This error might be caused by using the "
            "== operator on Variables. v == w does not do what you think it does, use "
            "theano.tensor.eq(v, w) instead."
        )
    if isinstance(x, list | tuple) and _holds_variable(x):
        if not any(_holds_variable([i]) and not isinstance(i, Constant) for i in x):
            return constant([i.data if isinstance(i, Constant) else i for i in x], name=name, ndim=ndim)
        return HOOKS.stack([as_tensor(item) for item in x])
    try:
        return constant(x, name=name, ndim=ndim)
    except TypeError as error:
        text = str(x)
        raise AsTensorError(
            f"Cannot convert {text if len(text) < 80 else text[:77] + '...'} to TensorType: it is a {type(x).__name__}."
        ) from error


def _variable_as_tensor(x: Any, ndim: int | None) -> Any:
    """Return `x` with `ndim` dimensions, adding or removing leading ones; None keeps its rank."""
    if hasattr(x.type, "compat_to_tensor"):  # a Scalar
        x = x.type.compat_to_tensor(x)
    if isinstance(x.type, NullType | DisconnectedType) or not isinstance(x.type, TensorType):
        raise AsTensorError(f"Variable type field must be a TensorType, got {x.type}.", x)
    more = 0 if ndim is None else ndim - x.type.ndim
    if more > 0:
        return x.dimshuffle(["x"] * more + list(range(x.type.ndim)))
    if more < 0:
        if not all(x.type.broadcastable[:-more]):
            raise ValueError(f"Cannot reduce {x} to {ndim} dimensions: a leading dimension is not 1.")
        return x.dimshuffle(list(range(-more, x.type.ndim)))
    return x


def _holds_variable(items: Sequence[Any]) -> bool:
    return any(isinstance(i, Variable) or (isinstance(i, list | tuple) and _holds_variable(i)) for i in items)


class TensorOp(Op):
    """The base class of our Ops: subclasses are frozen dataclasses with `compat_result_types` and the facets of Op.

    not_finite_for_errors: whether compiled JAX, which cannot raise, gives NaN or infinity for invalid values.
    """

    compat_not_finite_for_errors: ClassVar[bool] = False

    def compat_result_types(self, *types: Any) -> list[Any]:
        """Return the types of the outputs from those of the inputs. TypeError if they do not fit."""
        raise NotImplementedError

    def make_node(self, *inputs: Any, **named: Any) -> Apply:
        """Make the Apply of this Op to `inputs`, which may be given by the names in `compat_result_types`."""
        if named:
            inputs = inspect.signature(self.compat_result_types).bind(*inputs, **named).args
        variables = [as_tensor(v) for v in inputs]
        return Apply(self, variables, [t() for t in self.compat_result_types(*[v.type for v in variables])])

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        node = self.make_node(*inputs)
        connected = [
            row for row, point in zip(self.compat_connection(node), eval_points, strict=True) if point is not None
        ]
        if any(map(any, connected)):
            raise NotImplementedError(f"{self} has no R-operator: use a gradient of a gradient instead.")
        return [None for _ in node.outputs]

    # ---- facts about an output when the graph is built (ops/known_values.py); None if unknown

    def compat_same_element(self, node: Apply) -> Variable | None:
        """Return the variable whose single value fills the output: a broadcast value, or one element of a vector."""
        return None

    def compat_known_number(self, node: Apply) -> int | None:
        """Return the output as a number, such as a length, if it follows from types."""
        return None

    def compat_is_computed_early(self) -> bool:
        """Return whether Theano computes the output of constant inputs when the graph is built."""
        return False

    def compat_element(self, node: Apply, at: int) -> Variable | None:
        """Return element `at` of the output, a vector, if it is a variable by itself."""
        return None

    def compat_elements(self, node: Apply) -> list[Any] | None:
        """Return the scalars that make up the output, a vector."""
        return None

    def compat_known_length(self, node: Apply) -> int | None:
        """Return the length of the output, a vector, where `compat_shapes` cannot give it."""
        return None

    # ---- methods that legacy code calls on an Op; a user's class that overrides one calls ours by `super()`

    def perform(self, node: Apply, inputs: Sequence[Any], outputs: Sequence[list[Any]], *params: Any) -> None:
        """Compute the outputs from arrays, and store them in the cells of `outputs`."""
        compute = self._compat_ours("compat_array")
        if compute is None:
            raise NotImplementedError(f"{self} has no computation of its own: it is a graph of other Ops.")
        for cell, variable, value in zip(outputs, node.outputs, compute(np, node, *inputs), strict=True):
            is_array = isinstance(variable.type, TensorType)
            cell[0] = np.asarray(value, variable.type.dtype) if is_array else value  # type: ignore[attr-defined]

    def infer_shape(self, *given: Any) -> Any:
        """Return the shapes of the outputs, from ([a graph,] node, shapes of the inputs)."""
        node, input_shapes = given[-2:]
        shapes = self._compat_ours("compat_shapes")
        return None if shapes is None else shapes(node, input_shapes)

    def L_op(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> Any:
        if type(self).grad is not TensorOp.grad:
            return self.grad(inputs, output_gradients)
        return self._compat_our_gradient(inputs, outputs, output_gradients)

    def grad(self, inputs: Sequence[Any], output_gradients: Sequence[Any]) -> Any:
        return self._compat_our_gradient(inputs, self.make_node(*inputs).outputs, output_gradients)

    def R_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> Any:
        r_op = self._compat_ours("compat_r_op")
        assert r_op is not None
        return r_op(inputs, eval_points)

    def _compat_our_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> Any:
        gradient = self._compat_ours("compat_gradient")
        if gradient is None:
            raise NotImplementedError(f"The gradient of {self} is not defined.")
        return gradient(inputs, outputs, output_gradients)

    def _compat_ours(self, facet: str) -> Any:
        """Return a facet as defined by the nearest of our classes, skipping those of users; None if no class has it."""
        base = getattr(Op, facet)
        found = next((c for c in type(self).__mro__ if getattr(c, facet, base) is not base), None)
        return None if found is None else getattr(found, facet).__get__(self)

    compat_told: tuple[str, ...] = ()  # the attributes in Theano's text of it: `Eye{dtype='float64'}`

    @property
    def compat_plain_name(self) -> str:
        return type(self).__name__ if type(self).__str__ is TensorOp.__str__ else str(self)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.compat_told)
        return f"{type(self).__name__}{{{told}}}" if told else type(self).__name__

    def __repr__(self) -> str:
        return str(self)


def scalar_function(node: Apply | None) -> Any:
    """Return the function that an Op of ours applies element by element, or reduces by; None if it has none.

    None for a user's Op too, whose `scalar_op` is whatever its class makes of it.
    """
    return getattr(node.op, "scalar_op", None) if node is not None and isinstance(node.op, TensorOp) else None


def tensor_type(dtype: str, broadcastable: Sequence[bool]) -> TensorType:
    """Return the tensor type of `dtype` with this broadcast pattern."""
    return TensorType(dtype, tuple(broadcastable))


# the conversion of a float outside the range of a small integer type is undefined in C, and saturates in XLA; through a
# wider type it wraps around, as in NumPy
THROUGH = {"int8": "int32", "uint8": "int32", "int16": "int32", "uint16": "int32", "uint32": "int64"}


def in_dtype(xp: ArrayModule, x: Array, dtype: str) -> Any:
    """Return the array `x` converted to a dtype; `x` itself if it has that dtype, since `astype` would copy it.

    In JAX a condition is converted to real numbers by `where`: XLA rewrites y times a converted condition to
    `where(condition, y, 0)`, which is wrong if y is NaN or infinite.
    """
    if x.dtype == dtype:
        return x
    if xp is not np and x.dtype == bool and np.dtype(dtype).kind in "fc":
        return xp.where(x, np.ones((), dtype), np.zeros((), dtype))
    if xp is not np and x.dtype.kind == "f" and (dtype in THROUGH or dtype in ("int32", "int64")):
        wide = THROUGH.get(dtype, dtype)
        lowest = float(np.iinfo(wide).min)  # the processors' result for numbers out of range
        x = xp.where(abs(x) < -lowest, x, lowest).astype(wide)
    return x.astype(dtype)


def zero_gradient(x: Variable) -> Any:
    """Return a zero gradient for `x`, a tensor or a sparse matrix, of its dtype or, if that is discrete, floatX."""
    return x.zeros_like(_floatx() if x.type.dtype in DISCRETE else None)


def disconnected() -> Variable:
    """Return the gradient for an input on which the output does not depend."""
    return DisconnectedType()()
