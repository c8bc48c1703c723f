"""Classes of elementwise Ops and of reductions. Source of the names: theano.tensor.elemwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.op import Op
from ...importing.module_getattr import absent_from
from ...ops.control.gradient_marks import undefined_grad
from ...ops.elementwise import functions as elementwise
from ...ops.elementwise.elemwise import Elemwise
from ...ops.reductions.functions import normal_axis, prod
from ...ops.reductions.ops import All, Any_, Bitwise, Max, Min, Prod, Reduction, Sum
from ...ops.shapes.shape import DimShuffle
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from .stand_in_classes import StandsFor

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


class CAReduce(metaclass=StandsFor):
    """A reduction by a function of two numbers: `CAReduce(scalar_op, axis)(x)`, in x's dtype.

    scalar_op: add, mul, maximum, minimum, and_, or_ or xor of theano.scalar; NotImplementedError for another. axis:
    the dimension or dimensions of x, a tensor of any shape; None for all. pre_scalar_op: is applied to the elements
    first.
    """

    def __init__(self, scalar_op: Any, axis: int | Sequence[int] | None = None, pre_scalar_op: Any = None) -> None:
        if getattr(scalar_op, "name", None) not in _REDUCTIONS:
            raise NotImplementedError(f"CAReduce reduces by {', '.join(_REDUCTIONS)}; {scalar_op} is not among them.")
        self.scalar_op, self.axis, self.pre_scalar_op = scalar_op, axis, pre_scalar_op

    def __call__(self, x: TensorLike) -> Any:
        x = as_tensor(x)
        x = x if self.pre_scalar_op is None else Elemwise(self.pre_scalar_op)(x)
        axis = None if self.axis is None else normal_axis(x, self.axis)
        op = _REDUCTIONS[self.scalar_op.name]
        if isinstance(op, str):
            if op != "xor" and x.type.dtype == "bool":
                return (All if op == "and" else Any_)(axis)(x)
            return Bitwise(op, tuple(range(x.type.ndim)) if axis is None else axis)(x)
        return op(axis, x.type.dtype, x.type.dtype)(x) if op in (Sum, Prod) else op(axis)(x)

    @staticmethod
    def recognises(op: Op) -> bool:
        return isinstance(op, Reduction) or type(op) in (CAReduce, Bitwise)


class CAReduceDtype(metaclass=StandsFor):
    """A sum or product with its own dtypes: `CAReduceDtype(scalar_op, axis, dtype, acc_dtype)(x)`.

    scalar_op: add or mul of theano.scalar. axis: a tuple of dimensions of x, a tensor of any shape; None for all.
    dtype: of the result. acc_dtype: in which it is computed.
    """

    def __new__(
        cls,
        scalar_op: Any,
        axis: int | Sequence[int] | None = None,
        dtype: DTypeLike | None = None,
        acc_dtype: Any = None,
    ) -> Any:
        op = _REDUCTIONS.get(scalar_op.name)
        if op not in (Sum, Prod):
            raise NotImplementedError(f"CAReduceDtype is for add and mul, {scalar_op} is neither.")
        return op(axis, dtype, acc_dtype)

    @staticmethod
    def recognises(op: Op) -> bool:
        return isinstance(op, Sum | Prod)


_REDUCTIONS: dict[str, Any] = {
    "add": Sum,
    "mul": Prod,
    "maximum": Max,
    "minimum": Min,
    "and_": "and",
    "or_": "or",
    "xor": "xor",
}


class ProdWithoutZeros(metaclass=StandsFor):
    """The product of the non-zero elements: `ProdWithoutZeros(axis)(x)`; its gradient is undefined.

    axis: the dimension or dimensions of x, a tensor of any shape; None for all. dtype: of the result. acc_dtype: in
    which it is computed.
    """

    def __init__(
        self, axis: int | Sequence[int] | None = None, dtype: DTypeLike | None = None, acc_dtype: Any = None
    ) -> None:
        self.axis, self.dtype, self.acc_dtype = axis, dtype, acc_dtype

    def __call__(self, x: TensorLike) -> Any:
        x = as_tensor(x)
        one = np.asarray(1, x.type.dtype)
        factors = elementwise.switch(elementwise.eq(x, 0), one, undefined_grad(x))
        acc_dtype = self.acc_dtype
        if acc_dtype is None and self.dtype is None:
            acc_dtype = Prod().accumulator_dtype(x.type.dtype)
        return prod(factors, self.axis, self.dtype, acc_dtype=acc_dtype)

    @staticmethod
    def recognises(op: Op) -> bool:
        return type(op) is ProdWithoutZeros


__all__ = ["All", "CAReduce", "CAReduceDtype", "DimShuffle", "Elemwise", "Prod", "ProdWithoutZeros", "Sum"]
globals()["Any"] = Any_  # Theano's Op of that name; in this file it is typing's
__getattr__ = absent_from(__name__)
