"""`RandomFunction`: draws from a RandomState that is a value of the graph. Source: theano.tensor.raw_random."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.origin import describe
from ...graph.types import Type
from ...graph.variable import Apply, Constant
from ..control.gradient_marks import grad_undefined
from ..random_state import RandomStateType, copy_of
from ..tensor_op import TensorOp, as_tensor


class RandomFunction(TensorOp):
    """(the state after the draw, the numbers), from (state, shape, arguments).

    fn: the name of a method of RandomState, or a function of (state, *arguments, shape). outtype: the type of the
    numbers. inplace: taken, without an effect: the given state is never changed, the new one is a copy.
    ndim_added: the number of dimensions that `fn` adds to `shape`. An empty shape means the arguments' shape.
    """

    __props__ = ("fn", "outtype", "inplace", "ndim_added")
    compat_stops_tangents = True
    compat_impure = True  # draws are never constant-folded

    def __init__(self, fn: str | Callable[..., Any], outtype: Type, inplace: bool = False, ndim_added: int = 0) -> None:
        self.fn, self.outtype, self.inplace, self.ndim_added = fn, outtype, inplace, ndim_added
        if inplace:
            self.destroy_map = {0: [0]}

    @property
    def exec_fn(self) -> Any:
        return getattr(np.random.RandomState, self.fn) if isinstance(self.fn, str) else self.fn

    def make_node(self, r: Any, shape: Any, *args: Any) -> Apply:
        if not isinstance(getattr(r, "type", None), RandomStateType):
            raise TypeError(f"{self} draws from a variable of RandomStateType, got {describe(r)}.")
        empty = isinstance(shape, list | tuple) and not shape
        shape = as_tensor(np.zeros(0, "int64") if empty else shape, ndim=1)
        if shape.type.dtype not in ("int64", "int32"):
            raise TypeError(f"{self}: a shape is a vector of int64 or int32, `{shape}` is {shape.type}.")
        return Apply(self, [r, shape, *map(as_tensor, args)], [r.type(), self.outtype()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        shape: Any = node.inputs[1]
        known = shape.data if isinstance(shape, Constant) else shape.compat_annotation.array
        if self.ndim_added or (known is not None and not len(known)):
            return None  # the arguments determine it
        return [None, tuple(shape[i] for i in range(self.outtype.ndim))]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (1,)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [
            grad_undefined(self, k, v, "No gradient defined through raw random numbers op")
            for k, v in enumerate(inputs)
        ]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None, None]

    def compat_array(self, xp: ArrayModule, node: Apply, r: Array, shape: Any, *args: Any) -> list[Any]:
        if xp is not np:
            raise NotImplementedError(
                f"{self}: NumPy's random states have no form in JAX. Draw with "
                "MRG_RandomStreams, which has, or outside the function that JAX traces."
            )
        state = copy_of(r)
        wanted = None if len(shape) == 0 else tuple(map(int, shape))
        if wanted is not None and self.outtype.ndim != len(wanted) + self.ndim_added:
            raise ValueError(
                f"Shape mismatch: {describe(node.outputs[1])} has {self.outtype.ndim} dimensions, "
                f"the shape {wanted} has {len(wanted)}"
                + (f" and {self} adds {self.ndim_added}." if self.ndim_added else ".")
            )
        drawn = np.asarray(self.exec_fn(state, *args, wanted)).astype(self.outtype.dtype, copy=False)
        if wanted is None and drawn.ndim == 0:
            drawn = drawn.reshape((1,) * self.outtype.ndim)
        leading = drawn.shape[: drawn.ndim - self.ndim_added] if self.ndim_added else drawn.shape
        if drawn.ndim != self.outtype.ndim or (wanted is not None and leading != wanted):
            raise ValueError(
                f"Shape mismatch: {self} was asked for "
                f"{f'the shape {wanted}' if wanted is not None else f'{self.outtype.ndim} dimensions'}, "
                f"and gave an array of shape {drawn.shape}."
            )
        return [state, drawn]

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(*(state[p] for p in self.__props__))  # type: ignore[misc]

    def __str__(self) -> str:
        return f"RandomFunction{{{self.exec_fn.__name__}}}"
