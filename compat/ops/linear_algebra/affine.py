"""Sums of products with strong cancellation, computed in twice the precision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.types import TensorType
from ...graph.variable import Apply
from ..c_forms import CallAccess
from ..tensor_op import TensorOp, tensor_type


@dataclass(frozen=True)
class Affine(TensorOp):
    """q + sum_j t_j a_j + b S', in twice the precision of float64, rounded once.

    Inputs: q (n,); t_j (n,) and a_j (n,) for each of `terms`; S' (width, n) and b (width,) if there is a width. q, t_j
    and S' come in two parts each, a number and its rounding error, as `TriangularForm` gives them.
    """

    terms: int
    width: int

    def compat_result_types(self, *given: TensorType) -> list[Any]:
        return [tensor_type("float64", (False,))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_array(self, xp: ArrayModule, node: Apply, q: Array, q_low: Array, *given: Array) -> list[Any]:
        products = [given[3 * j : 3 * j + 3] for j in range(self.terms)]
        if self.width:
            S, S_low, b = given[3 * self.terms :]
            products += [(S[k], S_low[k], b[k]) for k in range(self.width)]
        total, error = q, q_low
        with np.errstate(all="ignore"):
            for t, t_low, a in products:
                product, of_product = _product(xp, t, a)
                total, of_sum = _sum(total, product)
                error = error + (of_sum + (of_product + t_low * a))
            # the errors of overflowing numbers are not finite
            return [xp.where(xp.isfinite(error), total + error, total)]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        arrays = [str(c.array(v)) for v in node.inputs]
        of_terms, of_matrix = arrays[2 : 2 + 3 * self.terms], arrays[2 + 3 * self.terms :]
        function = c.matrix_function("compat_affine")
        c.line(
            f"{function}({c.length(node.inputs[0], 0)}, {_pointers(arrays[:2])}, {self.terms}, {_pointers(of_terms)}, "
            f"{self.width}, {_pointers(of_matrix)}, {c.out(node.outputs[0])});"
        )
        return ""


def _pointers(arrays: Sequence[str]) -> str:
    return f"(const double *const[]){{{', '.join(arrays)}}}" if arrays else "0"


def _sum(a: Array, b: Array) -> tuple[Any, Any]:
    """Return a + b and its rounding error. Source: Knuth, TAOCP 2, 4.2.2."""
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


def _product(xp: ArrayModule, a: Array, b: Array) -> tuple[Any, Any]:
    """Return a * b and its rounding error. Source: Dekker 1971, a product of halves."""
    product = a * b
    (a_high, a_low), (b_high, b_low) = _halves(a), _halves(b)
    return product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low


def _halves(a: Array) -> tuple[Any, Any]:
    scaled = np.float64(2.0**27 + 1) * a
    high = scaled - (scaled - a)
    return high, a - high


__all__ = ["Affine"]
