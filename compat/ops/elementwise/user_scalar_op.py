"""Scalar Ops that users write or compose, applied to tensors by `Elemwise`. Source: theano.scalar.basic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...docstrings import of_instances, text
from ...graph.arrays import ArrayModule
from ...graph.dtypes import upcast
from ...graph.jax_callback import called_back
from ...graph.traversal import applies, leaves
from ...graph.variable import Constant, Variable
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from .elemwise import Elementwise, Elemwise
from .functions import and_, ge, gt, le, lt
from .scalar_type import Scalar, ScalarFromTensor, TensorFromScalar


class ScalarOp:
    """A function of numbers; subclasses define `nin`, `impl(*numbers)`, and `grad(inputs, output_gradients)`.

    output_types_preference: types of the inputs -> types of the outputs; the upcast of the inputs by default.
    It runs number by number in Python; `c_code` is not used.

    name: how the Op is printed. Through `Elemwise` it is applied to tensors of any shape.
    """

    nin = -1
    nout = 1
    output_types_preference: Any = None
    name: str | None = None

    def __init__(self, output_types_preference: Callable[..., Any] | None = None, name: str | None = None) -> None:
        self.name = name
        if output_types_preference is not None:
            self.output_types_preference = output_types_preference

    def output_types(self, types: Sequence[Any]) -> list[Any]:
        if self.output_types_preference is not None:
            return list(self.output_types_preference(*types))
        return [Scalar(upcast(*(t.dtype for t in types)))] * self.nout

    def impl(self, *inputs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} defines no `impl`.")

    def grad(self, inputs: Sequence[Any], output_gradients: Sequence[Any]) -> Sequence[Any]:
        raise NotImplementedError(f"The gradient of {self} is not defined: its class has no `grad`.")

    def L_op(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> Sequence[Any]:
        return self.grad(inputs, output_gradients)

    def compat_entry(self) -> Elementwise:
        """Return the entry for Elemwise, which equal Ops share."""
        return _ROWS.setdefault(self, self._new_row())

    def _new_row(self) -> Elementwise:
        def result(*dtypes: str) -> str:
            if self.nin >= 0 and len(dtypes) != self.nin:
                raise TypeError(f"{self} takes {self.nin} inputs, got {len(dtypes)}.")
            return self.output_types([Scalar(d) for d in dtypes])[0].dtype

        def array(xp: ArrayModule, *values: Any) -> Any:
            if xp is not np:
                return self._called_back(result(*(v.dtype.name for v in values)), values)
            return np.frompyfunc(self.impl, len(values), 1)(*values)

        def pullback(g: Variable, *inputs: Any) -> tuple[Any, ...]:
            outputs = Elemwise(self)(*inputs, return_list=True)
            return tuple(self.L_op(list(inputs), outputs, [g]))

        return _UserRow(
            name=str(self),
            result=result,
            array=array,
            c={},
            compute="own",
            nin=self.nin,
            pullback=pullback,
            made_by=self,
        )

    def _called_back(self, dtype: str, values: Sequence[Any]) -> Any:
        """Return the value in a traced JAX program by a callback to Python."""

        def host(*concrete: Any) -> list[Any]:
            return [np.asarray(np.frompyfunc(self.impl, len(concrete), 1)(*concrete)).astype(dtype)]

        shape = np.broadcast_shapes(*(v.shape for v in values))
        return called_back(host, [shape], [dtype], values, "broadcast_all", str(self))[0]

    def __call__(self, *inputs: Any, **keywords: Any) -> Any:
        return Elemwise(self)(*inputs, **keywords)

    def make_node(self, *inputs: Any) -> Any:
        return Elemwise(self).make_node(*inputs)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), str(self)))

    def __str__(self) -> str:
        return self.name or type(self).__name__


@dataclass(frozen=True, eq=False)
class _UserRow(Elementwise):
    """An entry made from a ScalarOp, whose docstring it has."""

    __doc__ = of_instances(__doc__, lambda row: type(row.made_by).__doc__ or "")
    made_by: Any = None

    def __reduce__(self) -> Any:
        return _row_of, (self.made_by,)


_ROWS: dict[ScalarOp, Elementwise] = {}


def _row_of(op: ScalarOp) -> Elementwise:
    return op.compat_entry()


class UnaryScalarOp(ScalarOp):
    """A scalar Op of one number: subclasses define `impl(x)`.

    output_types_preference, name: as in ScalarOp.
    """

    nin = 1


class BinaryScalarOp(ScalarOp):
    """A scalar Op of two numbers: subclasses define `impl(x, y)`.

    output_types_preference, name: as in ScalarOp.
    """

    nin = 2
    commutative = associative = False
    identity: Any = None


class Composite:
    """A function of numbers that is made of a graph; a call, also through `Elemwise` on tensors, gives that graph.

    inputs: Scalar variables. outputs: Scalar variables that are computed from them.
    """

    def __init__(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
        self.inputs, self.outputs = list(inputs), list(outputs)
        self.nin, self.nout = len(self.inputs), len(self.outputs)
        foreign = [v for v in leaves(self.outputs) if not isinstance(v, Constant) and v not in self.inputs]
        if foreign:
            raise ValueError(f"Composite: the outputs depend on `{foreign[0]}`, which is not among the inputs.")

    def compat_inline(self, *inputs: Any) -> list[Any]:
        """Return the graphs of the outputs over `inputs`."""
        if len(inputs) != self.nin:
            raise TypeError(f"This Composite takes {self.nin} inputs, got {len(inputs)}.")
        made: dict[Any, Any] = {}
        for own, given in zip(self.inputs, inputs, strict=True):
            given = as_tensor(given)
            made[own] = given if given.type.dtype == own.type.dtype else given.astype(own.type.dtype)
        for node in applies(self.outputs):
            if isinstance(node.op, ScalarFromTensor | TensorFromScalar):  # scalars are represented by tensors
                made[node.outputs[0]] = made.get(node.inputs[0], node.inputs[0])
                continue
            new = node.op(*[made.get(v, v) for v in node.inputs], return_list=True)
            made.update(zip(node.outputs, new, strict=True))
        return [made.get(v, v) for v in self.outputs]

    def __call__(self, *inputs: TensorLike, return_list: bool = False) -> Any:
        outputs = self.compat_inline(*inputs)
        return outputs if return_list or len(outputs) != 1 else outputs[0]

    def impl(self, *numbers: Any) -> Any:
        """Return the values of the outputs for numbers: a list, or the only value."""
        values = [output.eval()[()] for output in self.compat_inline(*map(np.asarray, numbers))]
        return values if len(values) != 1 else values[0]

    def __str__(self) -> str:
        return f"Composite{{{', '.join(map(str, self.outputs))}}}"


def _between(made: InRange) -> str:
    """Return the docstring of one of them, such as `theano.scalar.inopenrange`."""
    low, high = ("<" if is_open else "<=" for is_open in (made.openlow, made.openhi))
    inside = (not made.openlow, True, not made.openhi)
    return text(
        f"Return whether low {low} x {high} hi.",
        {"x, low, hi": "numbers; through `Elemwise` tensors of any shape", "return_list": "whether it is in a list"},
        f">>> inside = theano.scalar.InRange({made.openlow}, {made.openhi})\n"
        f">>> tt.Elemwise(inside)([0, 1, 2], 0, 2).eval().tolist()\n{[*inside]}",
        "theano.scalar.basic",
    )


class InRange:
    """Whether x lies between two bounds: `InRange(openlow, openhi)(x, low, hi)`.

    openlow, openhi: whether the bound itself is excluded. x, low, hi: numbers; through `Elemwise` tensors of any
    shape. return_list: whether a call returns a list.
    """

    __doc__ = of_instances(__doc__, lambda made: _between(made))

    nin = 3

    def __init__(self, openlow: bool, openhi: bool) -> None:
        self.openlow, self.openhi = openlow, openhi

    def compat_inline(self, x: TensorLike, low: TensorLike, hi: TensorLike) -> list[Any]:
        return [and_((gt if self.openlow else ge)(x, low), (lt if self.openhi else le)(x, hi))]

    def __call__(self, *inputs: Any, return_list: bool = False) -> Any:
        outputs = self.compat_inline(*inputs)
        return outputs if return_list else outputs[0]

    def impl(self, x: Any, low: Any, hi: Any) -> Any:
        """Return the value for numbers."""
        return (x > low if self.openlow else x >= low) and (x < hi if self.openhi else x <= hi)


inopenrange, inclosedrange = InRange(True, True), InRange(False, False)
