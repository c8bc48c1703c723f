"""`mrg_uniform`: uniform numbers from MRG31k3p states. Source: theano.sandbox.rng_mrg."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ..c_forms import CallAccess
from ..control.gradient_marks import grad_undefined
from ..known_values import extract_constant
from ..shapes.shape import get_vector_length
from ..tensor_op import TensorOp, as_tensor
from ..tensor_types import TensorLike
from .mrg import M1, product_modulo, uniforms


@dataclass(frozen=True, repr=False)
class MRGUniform(TensorOp):
    """The Op of MRG's uniform numbers: (states after the draw, numbers), from states and a shape.

    output_type: the TensorType of the numbers. inplace: whether the new states may overwrite the old ones. States are
    an int32 matrix (streams, 6). Number i, in row-major order, comes from stream i modulo the number of streams.
    """

    output_type: TensorType
    inplace: bool = False
    compat_stops_tangents = True
    compat_impure = True
    compat_may_overwrite: ClassVar[dict[int, int]] = {0: 0}  # output -> the input whose memory it may overwrite

    @classmethod
    def new(cls, rstate: Variable, ndim: int | None, dtype: str, size: TensorLike) -> list[Any]:
        """Return [new states, numbers] for `size`, a vector or lengths."""
        size = as_tensor(np.zeros(0, "int64") if isinstance(size, list | tuple) and not size else size)
        ndim = get_vector_length(size) if ndim is None else ndim
        return cls(TensorType(dtype, (False,) * ndim))(rstate, size)  # type: ignore[no-any-return]

    def make_node(self, rstate: Any, size: Any) -> Apply:
        rstate, size = as_tensor(rstate), as_tensor(size)
        pattern = tuple(extract_constant(size[k]) == 1 or one for k, one in enumerate(self.output_type.broadcastable))
        op = (
            self
            if pattern == self.output_type.broadcastable
            else type(self)(self.output_type.clone(broadcastable=pattern), self.inplace)
        )
        return Apply(op, [rstate, size], [rstate.type(), op.output_type()])

    def compat_result_types(self, rstate: TensorType, size: TensorType) -> list[TensorType]:
        return [rstate, self.output_type]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        size: Any = node.inputs[1]
        return [input_shapes[0], tuple(size[k] for k in range(self.output_type.ndim))]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (1,)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [
            grad_undefined(self, k, v, "No gradient defined through random sampling op") for k, v in enumerate(inputs)
        ]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None, None]

    def compat_array(self, xp: ArrayModule, node: Apply, rstate: Array, size: Any) -> list[Any]:
        size = tuple(int(n) for n in size)
        if len(size) != self.output_type.ndim:
            raise ValueError(f"size must have length {self.output_type.ndim} (not {len(size)})")
        if rstate.ndim != 2 or rstate.shape[1] != 6 or rstate.dtype != "int32":
            raise ValueError(f"rstate must be an int32 matrix of 6 columns, got {rstate.dtype} {rstate.shape}.")
        count = int(np.prod(size, dtype=object)) if size else 1
        if count > M1:
            raise ValueError(f"rng_mrg does not support more then (2**31 -1) samples, size is {size}.")
        if count and not len(rstate):
            raise ValueError(f"rstate has no stream to draw {count} numbers from.")
        states, numbers = uniforms(xp, rstate, count, self.output_type.dtype)
        return [states, numbers.reshape(size)]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        """Write the recurrences in unsigned integers, stream after stream."""
        dtype = self.output_type.dtype
        c.ctype(dtype)  # C has no float16
        rstate, (states, numbers) = node.inputs[0], node.outputs
        count = " * ".join(f"(int64_t)({n})" for n in c.lengths(numbers)) or "1"
        source, target, drawn = c.array(rstate), c.out(states), c.out(numbers)
        scale = "4.6566126e-10f" if dtype == "float32" else "4.656612873077392578125e-10"
        lengths = c.computations.lengths
        total = lengths.joined("*", [lengths.code("(int64_t)({})", n) for n in c.lengths(numbers)])
        wanted = lengths.code(
            "{} == 6 && {} <= {} && ({} == 0 || {} > 0)", c.length(rstate, 1), total, M1, total, c.length(rstate, 0)
        )
        lengths.require(wanted)  # before memory is allocated
        for text in (
            f"if ({count} > 0) {{",
            "    const uint32_t M1 = 2147483647u, M2 = 2147462579u;",
            f"    const int64_t streams = {c.length(rstate, 0)}, count = {count};",
            # a volatile pointer, so that compilers do not assume that it differs from `target`
            f"    const void *volatile before = {source};",
            f"    if (before != {target}) memcpy({target}, {source}, (size_t)streams * 6 * sizeof(int32_t));",
            "    for (int64_t i = 0, k = 0; i < count; i++, k = k + 1 == streams ? 0 : k + 1) {",
            f"        int32_t *const s = {target} + 6 * k;",
            "        const uint32_t x1 = (uint32_t)s[0], x2 = (uint32_t)s[1], x3 = (uint32_t)s[2];",
            "        const uint32_t z1 = (uint32_t)s[3], z2 = (uint32_t)s[4], z3 = (uint32_t)s[5];",
            "        uint32_t y = ((x2 & 511u) << 22) + (x2 >> 9) + ((x3 & 16777215u) << 7) + (x3 >> 24);",
            "        if (y >= M1) y -= M1;",
            "        y += x3;",
            "        if (y >= M1) y -= M1;",
            "        uint32_t a = ((z1 & 65535u) << 15) + 21069u * (z1 >> 16);",
            "        if (a >= M2) a -= M2;",
            "        uint32_t b = ((z3 & 65535u) << 15) + 21069u * (z3 >> 16);",
            "        if (b >= M2) b -= M2;",
            "        b += z3;",
            "        if (b >= M2) b -= M2;",
            "        b += a;",
            "        if (b >= M2) b -= M2;",
            "        s[0] = (int32_t)y; s[1] = (int32_t)x1; s[2] = (int32_t)x2;",
            "        s[3] = (int32_t)b; s[4] = (int32_t)z1; s[5] = (int32_t)z2;",
            "        const int32_t d = (int32_t)(y <= b ? y + M1 - b : y - b);",
            f"        {drawn}[i] = d * {scale};",
            "    }",
            f"}} else memcpy({target}, {source}, (size_t)({c.length(rstate, 0)}) * 6 * sizeof(int32_t));",
        ):
            c.line(text)
        return ""

    def __str__(self) -> str:
        return f"mrg_uniform{{{self.output_type},{'inplace' if self.inplace else 'no_inplace'}}}"


@dataclass(frozen=True, repr=False)
class DotModulo(TensorOp):
    """The Op of two products of a matrix and a vector, each modulo a number, one after the other: MRG's steps.

    Its inputs are A (3, 3), s (3,), m, A2 (3, 3), s2 (3,), m2.
    """

    def compat_result_types(
        self, A: TensorType, s: TensorType, m: TensorType, A2: TensorType, s2: TensorType, m2: TensorType
    ) -> list[Any]:
        return [s]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(input_shapes[0][0] + input_shapes[3][0],)]

    def compat_array(
        self, xp: ArrayModule, node: Apply, A: Array, s: Array, m: Array, A2: Array, s2: Array, m2: Array
    ) -> list[Any]:
        both = [product_modulo(A, s, m), product_modulo(A2, s2, m2)]
        return [np.concatenate(both).astype(node.outputs[0].type.dtype)]
