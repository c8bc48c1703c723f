"""Pooling over the last dimensions, with its first and second gradients. Source: theano.tensor.signal.pool."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.variable import Apply, Variable
from ..c_forms import CallAccess
from ..shapes.creation import zeros_like
from ..tensor_op import TensorOp, as_tensor, disconnected, tensor_type
from ..tensor_types import TensorLike
from .pooling_arguments import renamed
from .pooling_c import PoolingC, window_loops
from .pooling_windows import Windows, added_at, entries, neutral_of_max, pooled_length, static

MODES = ("max", "sum", "average_inc_pad", "average_exc_pad")


@dataclass(frozen=True)
class _Pooling(TensorOp):
    """The base of pooling and its gradients; the last three inputs are ws, stride and pad, integer vectors.

    `mode`: "max", "sum", "average_inc_pad" (padding counts as zeros), "average_exc_pad". ignore_border: skip incomplete
    windows. `openmp` does not change values.
    """

    ignore_border: bool = False
    mode: str = "max"
    ndim: int = 2
    openmp: Any = field(default=None, compare=False, repr=False)
    compat_told = ("ignore_border", "mode", "ndim")
    _checks_pad: ClassVar[bool] = True  # Theano's MaxPoolGrad and AveragePoolGrad accept any padding

    def __post_init__(self) -> None:
        if self.mode == "max_deterministic":
            object.__setattr__(self, "mode", "max")
        if self.mode not in MODES:
            raise ValueError(f"Pool mode parameter only support {', '.join(map(repr, MODES))}. Got {self.mode!r}.")

    def _geometry(self, x: Variable, ws: TensorLike, stride: TensorLike | None, pad: TensorLike | None) -> list[Any]:
        """Return the three vectors, checked as far as they are known."""
        if x.type.ndim < self.ndim:
            raise TypeError(f"`{x}` has {x.type.ndim} dimensions, pooling over {self.ndim} needs as many.")
        stride = ws if stride is None else stride
        pad = (0,) * self.ndim if pad is None else pad
        if self._checks_pad and isinstance(pad, tuple | list) and not any(hasattr(p, "type") for p in pad):
            if max(pad) != 0 and not self.ignore_border:
                raise NotImplementedError("padding works only with ignore_border=True")
            if isinstance(ws, tuple | list) and any(
                p >= w for p, w in zip(pad, ws, strict=False) if not hasattr(w, "type")
            ):
                raise NotImplementedError("padding must be smaller than the window")
        vectors = [as_tensor(v) for v in (ws, stride, pad)]
        for v, what in zip(vectors, ("Pool downsample", "Stride", "Padding"), strict=True):
            assert v.type.ndim == 1, f"{what} parameters must be a vector, got {v.type}."
            if v.type.dtype not in DISCRETE:
                raise TypeError(f"{what} parameters must be ints.")
        return vectors

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return range(len(node.inputs) - 3, len(node.inputs))

    def windows(self, x: Array, geometry: Sequence[Any]) -> Windows:
        ws, stride, pad = geometry
        return static(np.shape(x)[np.ndim(x) - self.ndim :], ws, stride, pad, self.ignore_border)

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[k < len(node.inputs) - 3] for k in range(len(node.inputs))]

    def _result(self, x: Variable) -> Any:
        return tensor_type(x.type.dtype, (*x.type.broadcastable[: x.type.ndim - self.ndim], *(False,) * self.ndim))()

    def _pooled(self, node: Apply, input_shapes: Sequence[Any]) -> tuple[Any, ...]:
        shape = tuple(input_shapes[0])
        lead = len(shape) - self.ndim
        geometry = [entries(v, self.ndim) for v in node.inputs[-3:]]
        return (
            *shape[:lead],
            *(
                pooled_length(n, w, s, p, self.ignore_border)
                for n, w, s, p in zip(shape[lead:], *geometry, strict=True)
            ),
        )


@dataclass(frozen=True)
class Pool(_Pooling, PoolingC):
    """Each window of x reduced to one element. `pool_2d` and `pool_3d` make it.

    Inputs: x, a tensor, ws, stride (ws by default), pad (0 by default), vectors of length ndim.

    ignore_border: whether windows that are not whole are skipped. mode: "max", "sum", "average_inc_pad" or
    "average_exc_pad". ndim: the number of last dimensions that are pooled. openmp: without an effect.
    """

    @staticmethod
    def out_shape(
        imgshape: Sequence[Any],
        ws: Any = None,
        ignore_border: bool = False,
        stride: Any = None,
        pad: Any = None,
        ndim: int | None = 2,
        ds: Any = None,
        st: Any = None,
        padding: Any = None,
    ) -> list[Any]:
        """Return the shape of the result for an array of shape `imgshape`, as ints or graphs."""
        ws, stride, pad = renamed(ws, stride, pad, ds, st, padding, (None,))
        ndim = 2 if ndim is None else ndim
        if len(imgshape) < ndim:
            raise TypeError(f"imgshape must have at least {ndim} dimensions")
        stride = ws if stride is None else stride
        pad = (0,) * ndim if pad is None else pad
        lead = len(imgshape) - ndim
        return [
            *imgshape[:lead],
            *(
                pooled_length(n, w, s, p, ignore_border)
                for n, w, s, p in zip(imgshape[lead:], ws, stride, pad, strict=False)
            ),
        ]

    def make_node(self, x: Any, ws: Any, stride: Any = None, pad: Any = None) -> Apply:
        x = as_tensor(x)
        return Apply(self, [x, *self._geometry(x, ws, stride, pad)], [self._result(x)])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [self._pooled(node, input_shapes)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        (x, *geometry), [g] = inputs, output_gradients
        if self.mode == "max":
            gx = MaxPoolGrad(self.ignore_border, self.ndim)(x, outputs[0], g, *geometry)
        else:
            gx = AveragePoolGrad(self.ignore_border, self.mode, self.ndim)(x, g, *geometry)
        return [gx, *(disconnected() for _ in geometry)]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        (x, *geometry), point = inputs, eval_points[0]
        if point is None:
            return [None]
        if self.mode != "max":
            return [self(point, *geometry)]
        return [DownsampleFactorMaxGradGrad(self.ignore_border, ndim=self.ndim)(x, self(*inputs), point, *geometry)]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, *geometry: Array) -> list[Any]:
        windows = self.windows(x, geometry)
        dtype = node.outputs[0].type.dtype
        if self.mode == "max":
            return [windows.folded(xp, xp.asarray(x), xp.maximum, neutral_of_max(dtype))]
        total = windows.folded(xp, xp.asarray(x), xp.add, 0)
        if self.mode != "sum":
            total = windows.divided(total, self.mode == "average_inc_pad", _divisor_dtype(dtype))
        return [total.astype(dtype)]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        return self.c_fold(node, c)


@dataclass(frozen=True)
class MaxPoolGrad(_Pooling):
    """The gradient of max-pooling: gz at every place of x with the maximum of its window.

    Inputs: x, maxout, the maxima, gz, their gradient, of maxout's shape, ws, stride, pad. ignore_border, ndim, openmp:
    as in Pool.
    """

    _checks_pad: ClassVar[bool] = False

    def __init__(self, ignore_border: bool = False, ndim: int = 2, openmp: bool | None = None) -> None:
        _Pooling.__init__(self, ignore_border, "max", ndim, openmp)

    def make_node(self, x: Any, maxout: Any, gz: Any, ws: Any, stride: Any = None, pad: Any = None) -> Apply:
        x, maxout, gz = as_tensor(x), as_tensor(maxout), as_tensor(gz)
        return Apply(
            self,
            [x, maxout, gz, *self._geometry(x, ws, stride, pad)],
            [tensor_type(gz.type.dtype, x.type.broadcastable)()],
        )

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        (x, maxout, _, *geometry), [g] = inputs, output_gradients
        back = DownsampleFactorMaxGradGrad(self.ignore_border, ndim=self.ndim)(x, maxout, g, *geometry)
        return [zeros_like(x), zeros_like(maxout), back, *(disconnected() for _ in geometry)]

    def compat_array(
        self, xp: ArrayModule, node: Apply, x: Array, maxout: Array, gz: Array, *geometry: Array
    ) -> list[Any]:
        windows = self.windows(x, geometry)
        padded = windows.padded(xp, xp.asarray(x), 0)
        maxout, gz = xp.asarray(maxout), xp.asarray(gz).astype(node.outputs[0].type.dtype)
        out = xp.zeros(padded.shape, gz.dtype)
        for part in windows.parts():
            out = added_at(xp, out, part, xp.where(padded[part] == maxout, gz, xp.zeros_like(gz)))
        return [xp.asarray(windows.cropped(out))]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        x, maxout, gz = (c.array(v) for v in node.inputs[:3])
        out = c.out(node.outputs[0])
        loops = window_loops(self, node, node.inputs[0], node.inputs[1], c)
        c.line(f"memset({out}, 0, (size_t)({loops.size}) * sizeof *{out});")
        t = c.ctype(node.outputs[0].type.dtype)
        # read and written unconditionally, as in DownsampleFactorMaxGradGrad
        loops.write(c, (), f"const {t} value = {gz}[o]; {out}[i] += {x}[i] == {maxout}[o] ? value : 0;", ())
        return ""


@dataclass(frozen=True)
class AveragePoolGrad(_Pooling):
    """The gradient of pooling by sums or averages.

    Inputs: x (for its shape), gz, the gradient of the result, ws, stride, pad. ignore_border, mode, ndim, openmp: as
    in Pool.
    """

    _checks_pad: ClassVar[bool] = False

    def __init__(
        self, ignore_border: bool = False, mode: str = "average_inc_pad", ndim: int = 2, openmp: bool | None = None
    ) -> None:
        if mode not in ("sum", "average_inc_pad", "average_exc_pad"):
            raise ValueError(f"AveragePoolGrad is about sums and averages, got mode {mode!r}.")
        _Pooling.__init__(self, ignore_border, mode, ndim, openmp)

    def make_node(
        self, x: Any, gz: Any, ws: Any, stride: Any = None, pad: Any = None, dummy: TensorLike | None = None
    ) -> Apply:
        x, gz = as_tensor(x), as_tensor(gz)
        return Apply(
            self, [x, gz, *self._geometry(x, ws, stride, pad)], [tensor_type(gz.type.dtype, x.type.broadcastable)()]
        )

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        (x, _, *geometry), [g] = inputs, output_gradients
        return [
            zeros_like(x),
            Pool(self.ignore_border, self.mode, self.ndim)(g, *geometry),
            *(disconnected() for _ in geometry),
        ]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, gz: Array, *geometry: Array) -> list[Any]:
        windows = self.windows(x, geometry)
        dtype = node.outputs[0].type.dtype
        gz = xp.asarray(gz)
        if self.mode != "sum":
            gz = windows.divided(gz, self.mode == "average_inc_pad", _divisor_dtype(dtype))
        return [xp.asarray(windows.spread(xp, gz.astype(dtype)))]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        gz, out = c.array(node.inputs[1]), c.out(node.outputs[0])
        loops = window_loops(self, node, node.inputs[0], node.inputs[1], c)
        t = c.ctype(node.outputs[0].type.dtype)
        c.line(f"memset({out}, 0, (size_t)({loops.size}) * sizeof *{out});")
        share = f"{gz}[o]" if self.mode == "sum" else f"{gz}[o] / ({t})({loops.divisor(self.mode)})"
        loops.write(c, (f"const {t} share = {share};",), f"{out}[i] += share;", ())
        return ""


@dataclass(frozen=True)
class DownsampleFactorMaxGradGrad(_Pooling):
    """The transpose of MaxPoolGrad: the sum of gz over the places of each window where x is maxout.

    Inputs: x, maxout, gz, of x's shape, ws, stride, pad. ignore_border, mode, ndim, openmp: as in Pool.
    """

    def make_node(self, x: Any, maxout: Any, gz: Any, ws: Any, stride: Any = None, pad: Any = None) -> Apply:
        x, maxout, gz = as_tensor(x), as_tensor(maxout), as_tensor(gz)
        return Apply(
            self,
            [x, maxout, gz, *self._geometry(x, ws, stride, pad)],
            [tensor_type(gz.type.dtype, maxout.type.broadcastable)()],
        )

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[1]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        (x, maxout, _, *geometry), [g] = inputs, output_gradients
        return [
            zeros_like(x),
            zeros_like(maxout),
            MaxPoolGrad(self.ignore_border, self.ndim)(x, maxout, g, *geometry),
            *(disconnected() for _ in geometry),
        ]

    def compat_array(
        self, xp: ArrayModule, node: Apply, x: Array, maxout: Array, gz: Array, *geometry: Array
    ) -> list[Any]:
        windows = self.windows(x, geometry)
        padded, gz = windows.padded(xp, xp.asarray(x), 0), windows.padded(xp, xp.asarray(gz), 0)
        maxout = xp.asarray(maxout)
        total = xp.zeros(maxout.shape, gz.dtype)
        for part in windows.parts():
            total = total + xp.where(padded[part] == maxout, gz[part], xp.zeros_like(gz[part]))
        return [total.astype(node.outputs[0].type.dtype)]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        x, maxout, gz = (c.array(v) for v in node.inputs[:3])
        out, t = c.out(node.outputs[0]), c.ctype(node.outputs[0].type.dtype)
        # read unconditionally: gcc 12 with AVX-512 reads neighbouring elements when it vectorises conditional reads
        inner = f"const {t} value = {gz}[i]; if ({x}[i] == {maxout}[o]) total += value;"
        window_loops(self, node, node.inputs[0], node.inputs[1], c).write(
            c, (f"{t} total = 0;",), inner, (f"{out}[o] = total;",)
        )
        return ""


def _divisor_dtype(dtype: str) -> str:
    return dtype if np.dtype(dtype).kind == "f" else "float64"
