"""`theano.scalar.Scalar`, the type of single numbers: a tensor type of rank 0 here, with conversions to and from it.

So every elementwise function takes scalars as it takes tensors, and returns a tensor of rank 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...docstrings import of_instances, text
from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ...settings import config
from ..c_forms import Access
from ..tensor_op import TensorOp, as_tensor, tensor_type, zero_gradient
from ..tensor_op import constant as tensor_constant
from ..tensor_types import TensorLike

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


class Scalar(TensorType):
    """The type of one number. A call makes a variable of the type, a scalar.

    dtype: a NumPy dtype name, or "floatX". name: of the type.
    """

    __doc__ = of_instances(__doc__, lambda made: _described(made))

    def __init__(self, dtype: DTypeLike, name: str | None = None) -> None:
        super().__init__(config.floatX if str(dtype) == "floatX" else dtype, (), name)

    def __reduce__(self) -> Any:
        return Scalar, (self.dtype,)

    def dtype_specs(self) -> tuple[type, str, str]:
        """Return NumPy's scalar type, the C type, and the name of NumPy's type number, for C code."""
        _, in_c, _ = super().dtype_specs()
        kind = self.dtype.rstrip("0123456789")
        named = "UInt" if kind == "uint" else kind.title()
        return self.compat_numpy_dtype.type, in_c, named + self.dtype.removeprefix(kind)

    def clone(self, dtype: Any = None, broadcastable: Any = None) -> Scalar:
        if broadcastable:
            raise TypeError(f"A Scalar has no dimensions, got the pattern {broadcastable}.")
        return Scalar(self.dtype if dtype is None else dtype)

    @staticmethod
    def values_eq_approx(a: Any, b: Any, tolerance: float = 1e-4) -> bool:  # type: ignore[override]
        """Return whether two numbers differ by at most `tolerance` times the sum of their sizes."""
        return bool(a == b or abs(a - b) <= (abs(a) + abs(b)) * tolerance)

    def compat_to_tensor(self, variable: Variable) -> Any:
        """Return the variable of this type as a tensor of rank 0; one made from a tensor gives that tensor."""
        if variable.owner is not None and isinstance(variable.owner.op, ScalarFromTensor):
            return variable.owner.inputs[0]
        return tensor_from_scalar(variable)

    def __str__(self) -> str:
        return self.name or str(self.dtype)

    def __repr__(self) -> str:
        return f"Scalar({self.dtype})"


def _described(made: Scalar) -> str:
    """Return the docstring of one type, such as `theano.scalar.float64`."""
    return text(
        f"A call makes a variable of this type: one number, {made.dtype}.",
        {"name": "of the variable, shown in errors and printed graphs"},
        f">>> theano.scalar.{made.dtype}('x').type\n{made!r}",
        "theano.scalar.basic",
    )


class _Renamed(TensorOp):
    """The base of the conversions, which change the type and not the value."""

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [()]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x], [g] = inputs, output_gradients
        if x.dtype in DISCRETE:
            return [zero_gradient(x)]
        return [scalar_from_tensor(as_tensor(g)) if isinstance(x.type, Scalar) else as_tensor(g)]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0])]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        return [x]

    def compat_c_view(self, node: Apply, index: tuple[Any, ...], c: Access) -> tuple[Any, Any]:
        return node.inputs[0], ()


@dataclass(frozen=True)
class ScalarFromTensor(_Renamed):
    """Conversion of a tensor of rank 0 to a Scalar.

    Use it as `theano.tensor.scalar_from_tensor`.
    """

    def make_node(self, t: Any) -> Apply:
        return Apply(self, [t], [kind() for kind in self.compat_result_types(t.type)])

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        if x.ndim:
            raise TypeError(f"ScalarFromTensor takes a tensor of rank 0, got {x}.")
        return [Scalar(x.dtype)]


@dataclass(frozen=True)
class TensorFromScalar(_Renamed):
    """Conversion of a Scalar to a tensor of rank 0.

    Use it as `theano.tensor.tensor_from_scalar`.
    """

    def make_node(self, s: Any) -> Apply:
        return Apply(self, [s], [kind() for kind in self.compat_result_types(s.type)])

    def compat_result_types(self, x: TensorLike) -> list[TensorType]:
        if not isinstance(x, Scalar):
            raise TypeError(f"TensorFromScalar takes a Scalar, got {x}.")
        return [tensor_type(x.dtype, ())]


scalar_from_tensor, tensor_from_scalar = ScalarFromTensor(), TensorFromScalar()


def constant(x: TensorLike, name: str | None = None, dtype: Any = None) -> Any:
    """Return a Scalar constant.

    x: a number, or an array of no dimension. name: its name. dtype: None for the smallest dtype that holds a Python
    number.
    """
    value = np.asarray(x, dtype=dtype) if dtype is not None else tensor_constant(x).data
    if value.ndim:
        raise ValueError(f"A scalar constant is one number, got an array of shape {value.shape}.")
    made = Scalar(value.dtype.name).make_constant(value)
    made.name = name
    return made


def as_scalar(x: Any, name: str | None = None) -> Any:
    """Return a value as a Scalar variable.

    x: a number, a Scalar variable, or a tensor variable of rank 0 (a scalar).
    """
    if isinstance(getattr(x, "type", None), TensorType):
        x = as_tensor(x)
        return x if isinstance(x.type, Scalar) else scalar_from_tensor(x)
    try:
        made = constant(x)
        made.name = name
        return made
    except TypeError:
        raise TypeError(f"Cannot convert {x!r} to Scalar: it is a {type(x).__name__}.") from None
