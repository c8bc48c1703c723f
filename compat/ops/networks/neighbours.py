"""Neighbourhoods of pixels as rows of a matrix, and back. Source of names and modes: theano.tensor.nnet.neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.types import NullType
from ...graph.variable import Apply, Variable
from ..c_forms import CallAccess
from ..indexing.writing import set_subtensor
from ..shapes.creation import zeros
from ..tensor_op import TensorOp, as_tensor, disconnected, tensor_type
from ..tensor_types import TensorLike
from .pooling_windows import entries

MODES = ("valid", "half", "full", "wrap_centered", "ignore_borders")


def neighbourhood_shift(mode: str, size: Any) -> Any:
    """Return how far before the image the first neighbourhood begins."""
    return size // 2 if mode in ("half", "wrap_centered") else size - 1 if mode == "full" else 0


def _spare(mode: str, length: Any, size: Any) -> Any:
    """Return by how much the padded image is longer than one neighbourhood."""
    return length - size % 2 if mode == "half" else length + size - 2 if mode == "full" else length - size


def neighbourhood_count(mode: str, length: Any, size: int | Sequence[int], step: Any) -> Any:
    """Return how many neighbourhoods there are along a dimension."""
    return (length + step - 1) // step if mode == "wrap_centered" else 1 + _spare(mode, length, size) // step


@dataclass(frozen=True)
class _Neighbourhoods(TensorOp):
    """The base of both directions.

    Neighbourhoods lie on a grid of steps inside the image ("valid": they must cover it exactly; "ignore_borders": the
    remainder is ignored), inside the image padded with zeros ("half", "full"), or around every step-th pixel of the
    periodically continued image ("wrap_centered").
    """

    mode: str = "valid"

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise NotImplementedError(f"{type(self).__name__} has the modes {', '.join(MODES)}, not {self.mode!r}.")

    def _vectors(self, *values: TensorLike) -> list[Any]:
        vectors = [as_tensor(v) for v in values]
        for v in vectors:
            assert v.type.ndim == 1 and v.type.dtype in DISCRETE, f"`{v}` must be a vector of integers, got {v.type}."
        return vectors

    def places(self, lengths: Sequence[int], sizes: Array, steps: Array) -> list[np.ndarray]:
        """Return for rows and columns the position in the image of each element of each neighbourhood, (count, size).

        TypeError if the grid does not fit, in Theano's words.
        """
        found = []
        for d, (n, size, step) in enumerate(zip(lengths, map(int, sizes), map(int, steps), strict=True)):
            if step <= 0:
                raise ValueError(f"neib_step wrong step ; values <= 0. Got {steps}")
            if size <= 0:
                raise ValueError(f"neib_shape values <=0. Got {sizes}")
            if self.mode == "wrap_centered" and size % 2 != 1:
                raise TypeError("Images2Neibs: in mode wrap_centered need patch with odd shapes")
            if n < size or (self.mode in ("valid", "half", "full") and _spare(self.mode, n, size) % step):
                raise TypeError(
                    f"neib_shape[{d}]={size}, neib_step[{d}]={step} and ten4.shape[{2 + d}]={n} not consistent"
                )
            starts = np.arange(neighbourhood_count(self.mode, n, size, step)) * step - neighbourhood_shift(
                self.mode, size
            )
            places = starts[:, None] + np.arange(size)
            found.append(places % n if self.mode == "wrap_centered" else places)
        return found

    def c_loops(self, image: Variable, vectors: Sequence[Any], statement: str, c: CallAccess) -> None:
        """Write `statement` for each element of each neighbourhood; `i` is its index in the images, `z` in the matrix.

        `inside` is true if it lies inside the image.
        """
        lengths, own, graph = c.computations.lengths, c.lengths(image), c.computations.lengths.graph(image)
        c.line("{")
        for d, (size, step) in enumerate(zip(*(entries(v, 2) for v in vectors), strict=True)):
            n, s, t = own[2 + d], c.value(size), c.value(step)
            lengths.require(lengths.code("{} > 0 && {} > 0 && {} >= {}", s, t, n, s))
            if self.mode == "wrap_centered":
                lengths.require(lengths.code("{} % 2 == 1", s))
            elif self.mode != "ignore_borders":
                spare = c.value(_spare(self.mode, graph[2 + d], size))
                lengths.require(lengths.code("{} % {} == 0", spare, t))
            count = c.value(neighbourhood_count(self.mode, graph[2 + d], size, step))
            c.line(
                f"    const int64_t n{d}_ = {n}, s{d}_ = {s}, t{d}_ = {t}, g{d}_ = {count}, "
                f"f{d}_ = {c.value(neighbourhood_shift(self.mode, size))};"
            )
        wrap = (
            "p{d} = p{d} < 0 ? p{d} + n{d}_ : p{d} >= n{d}_ ? p{d} - n{d}_ : p{d};"
            if self.mode == "wrap_centered"
            else ""
        )
        for text in (
            "    int64_t z = 0;",
            f"    for (int64_t q = 0; q < {own[0]} * {own[1]}; q++)",
            "    for (int64_t a = 0; a < g0_; a++)",
            "    for (int64_t b = 0; b < g1_; b++)",
            "    for (int64_t k = 0; k < s0_; k++) {",
            f"        int64_t p0 = a * t0_ + k - f0_; {wrap.format(d=0)}",
            "        for (int64_t l = 0; l < s1_; l++, z++) {",
            f"            int64_t p1 = b * t1_ + l - f1_; {wrap.format(d=1)}",
            "            const int inside = p0 >= 0 && p0 < n0_ && p1 >= 0 && p1 < n1_;",
            "            const int64_t i = (q * n0_ + p0) * n1_ + p1;",
            f"            {statement}",
            "        }",
            "    }",
            "}",
        ):
            c.line(text)


@dataclass(frozen=True)
class Images2Neibs(_Neighbourhoods):
    """The neighborhoods of each image as rows. `images2neibs` makes it.

    Inputs: ten4 (4 dimensions), neib_shape, neib_step (vectors of length 2). mode: "valid", "ignore_borders",
    "wrap_centered", "half" or "full": what happens at the border.
    """

    def make_node(self, ten4: Any, neib_shape: TensorLike, neib_step: TensorLike | None = None) -> Apply:
        ten4 = as_tensor(ten4)
        [shape] = self._vectors(neib_shape)
        step = shape if neib_step is None else self._vectors(neib_step)[0]
        assert ten4.type.ndim == 4, f"`{ten4}` must have 4 dimensions, it has {ten4.type.ndim}."
        return Apply(self, [ten4, shape, step], [tensor_type(ten4.type.dtype, (False, False))()])

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (1, 2)

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [False], [False]]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        batch, channels, *lengths = input_shapes[0]
        sizes, steps = (entries(v, 2) for v in node.inputs[1:])
        rows, columns = (neighbourhood_count(self.mode, n, s, t) for n, s, t in zip(lengths, sizes, steps, strict=True))
        return [(batch * channels * rows * columns, sizes[0] * sizes[1])]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        ten4, shape, step = inputs
        if self.mode not in ("valid", "ignore_borders"):
            return [
                NullType(
                    f"Images2Neibs has no gradient in mode {self.mode!r}, as in legacy: put zeros around the "
                    "images and use mode 'valid'."
                )(),
                disconnected(),
                disconnected(),
            ]
        gradient = Neibs2ImagesSum(self.mode)(output_gradients[0], shape, step, ten4.shape)
        return [gradient, disconnected(), disconnected()]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0], *inputs[1:])]

    def compat_array(self, xp: ArrayModule, node: Apply, ten4: Array, shape: Array, step: Array) -> list[Any]:
        rows, columns = self.places(np.shape(ten4)[2:], shape, step)
        x = xp.asarray(ten4)
        if self.mode in ("half", "full"):
            margins = [(neighbourhood_shift(self.mode, int(s)),) * 2 for s in shape]
            x = xp.pad(x, [(0, 0), (0, 0), *margins])
            rows, columns = rows + margins[0][0], columns + margins[1][0]
        picked = x[:, :, rows[:, None, :, None], columns[None, :, None, :]]
        return [picked.reshape((-1, rows.shape[1] * columns.shape[1]))]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        x, out = c.array(node.inputs[0]), c.out(node.outputs[0])
        self.c_loops(node.inputs[0], node.inputs[1:], f"{out}[z] = inside ? {x}[i] : 0;", c)
        return ""

    def __str__(self) -> str:
        return f"Images2Neibs{{{self.mode}}}"


@dataclass(frozen=True)
class Neibs2ImagesSum(_Neighbourhoods):
    """The transpose of Images2Neibs: elements of neighbourhoods are added at their places in the images.

    Inputs: the matrix, neib_shape, neib_step, the shape of the images.
    """

    def make_node(self, neibs: Any, neib_shape: Any, neib_step: Any, images: Any) -> Apply:
        neibs = as_tensor(neibs)
        return Apply(
            self,
            [neibs, *self._vectors(neib_shape, neib_step, images)],
            [tensor_type(neibs.type.dtype, (False,) * 4)()],
        )

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (1, 2, 3)

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [False], [False], [False]]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [tuple(entries(node.inputs[3], 4))]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [Images2Neibs(self.mode)(output_gradients[0], *inputs[1:3]), *(disconnected() for _ in range(3))]

    def compat_array(
        self, xp: ArrayModule, node: Apply, neibs: Array, shape: Array, step: Array, images: Array
    ) -> list[Any]:
        size = tuple(int(n) for n in images)
        rows, columns = self.places(size[2:], shape, step)
        parts = xp.asarray(neibs).reshape((*size[:2], len(rows), len(columns), rows.shape[1], columns.shape[1]))
        at: Any = (slice(None), slice(None), rows[:, None, :, None], columns[None, :, None, :])
        out = xp.zeros(size, parts.dtype)
        if xp is not np:
            return [out.at[at].add(parts)]
        np.add.at(out, at, parts)
        return [out]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        z, out = c.array(node.inputs[0]), c.out(node.outputs[0])
        size = " * ".join(str(n) for n in c.lengths(node.outputs[0]))
        c.line(f"memset({out}, 0, (size_t)({size}) * sizeof *{out});")
        self.c_loops(node.outputs[0], node.inputs[1:3], f"if (inside) {out}[i] += {z}[z];", c)
        return ""


def images2neibs(
    ten4: TensorLike, neib_shape: tuple[int, ...], neib_step: tuple[int, ...] | None = None, mode: str = "valid"
) -> Any:
    """Return a matrix whose rows are neighbourhoods.

    ten4: images, of shape (batch, channels, rows, columns). neib_shape: (rows, columns) of a neighborhood. neib_step:
    steps between them, neib_shape by default. mode: see Images2Neibs. TypeError at run time if "valid", "half" or
    "full" neighborhoods do not cover the image exactly.
    """
    return Images2Neibs(mode)(ten4, neib_shape, neib_step)


def neibs2images(neibs: Any, neib_shape: tuple[int, ...], original_shape: TensorLike, mode: str = "valid") -> Any:
    """Return images whose disjoint neighborhoods are given. Elements in no neighborhood are 0.

    neibs: a matrix, a row for each neighborhood. neib_shape: their (rows, columns). original_shape: of the images,
    (batch, channels, rows, columns). mode: "valid" or "ignore_borders", as in images2neibs.
    """
    if mode not in ("valid", "ignore_borders"):
        raise NotImplementedError(f"neibs2images has the modes valid and ignore_borders, not {mode!r}.")
    neibs = as_tensor(neibs)
    (r, c), size = entries(as_tensor(neib_shape), 2), entries(as_tensor(original_shape), 4)
    down, across = size[2] // r, size[3] // c
    parts = neibs.reshape((size[0], size[1], down, across, r, c)).dimshuffle(0, 1, 2, 4, 3, 5)
    if mode == "valid":
        return parts.reshape(size)
    whole = parts.reshape((size[0], size[1], down * r, across * c))
    return set_subtensor(zeros(size, neibs.type.dtype)[:, :, : down * r, : across * c], whole)
