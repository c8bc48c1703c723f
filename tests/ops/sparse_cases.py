"""Sparse Ops: the expression, its operands (s a sparse matrix, d a dense array), and what NumPy makes of dense ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

import theano_compat.theano_api.sparse as sparse
from theano_compat.ops.elementwise.functions import sigmoid

_RNG = np.random.default_rng(5)


def stored(*shape: int) -> np.ndarray:
    """A matrix half of zeros, the others in [0.5, 1.5)."""
    return (_RNG.uniform(0.5, 1.5, shape)) * (_RNG.uniform(size=shape) < 0.5)


@dataclass(frozen=True)
class Case:
    """`kinds` says of each operand whether it is sparse ("s") or dense ("d").

    structured: the gradient is taken where the operand stores elements. gradient: whether there is one.
    """

    name: str
    build: Callable[..., Any]
    reference: Callable[..., Any]
    kinds: str
    operands: tuple[np.ndarray, ...]
    structured: bool = False
    gradient: bool = True


def _where_stored(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda x, *rest: np.where(x != 0, function(np.where(x != 0, x, 1.0), *rest), 0.0)


A, B = stored(3, 4), stored(3, 4)
SQUARE = stored(4, 4)
D, V3, V4 = _RNG.normal(size=(3, 4)), _RNG.normal(size=3), _RNG.normal(size=4)
M42, M23 = _RNG.normal(size=(4, 2)), _RNG.normal(size=(2, 3))
KEEPING_ZERO = [(name, getattr(sparse, name), getattr(np, name)) for name in (
    "sin", "tan", "arctan", "sinh", "arcsinh", "tanh", "log1p", "expm1", "sqrt", "deg2rad", "rad2deg")]
PARTLY_A, PARTLY_D = np.where(B > 0, A, B + SQUARE[:3]), np.where(B > 0, A, D)  # some elements are those of A
COMPARISONS = {"eq": np.equal, "neq": np.not_equal, "lt": np.less, "gt": np.greater, "le": np.less_equal,
               "ge": np.greater_equal}

CASES = (
    Case("add_ss", sparse.add, np.add, "ss", (A, B)),
    Case("add_ss_of_the_same_places", sparse.add_s_s_data, np.add, "ss", (A, A * 3), structured=True),
    Case("sub_ss", sparse.sub, np.subtract, "ss", (A, B)),
    Case("add_sd", sparse.add, np.add, "sd", (A, D), structured=True),
    Case("sub_ds", lambda d, s: d - s, np.subtract, "ds", (D, A), structured=True),
    Case("mul_ss", sparse.mul, np.multiply, "ss", (A, B)),
    Case("mul_sd", lambda s, d: s * d, np.multiply, "sd", (A, D)),
    Case("mul_ds", lambda d, s: d * s, np.multiply, "ds", (D, A)),
    Case("mul_scalar", lambda s, d: s * d, np.multiply, "sd", (A, np.float64(2.5))),
    Case("mul_s_v", sparse.mul_s_v, np.multiply, "sd", (A, V4)),
    Case("structured_add_s_v", sparse.structured_add_s_v, _where_stored(lambda x, v: x + v), "sd", (A, V4),
         structured=True),
    Case("neg", lambda s: -s, np.negative, "s", (A,)),
    Case("transpose", lambda s: s.T, np.transpose, "s", (A,)),
    Case("dot_sd", sparse.dot, np.dot, "sd", (A, M42)),
    Case("dot_ds", sparse.dot, np.dot, "ds", (M23, A)),
    Case("dot_ss", sparse.dot, np.dot, "ss", (A, SQUARE)),
    Case("dot_vector", sparse.dot, np.dot, "sd", (A, V4)),
    Case("dot_vector_left", sparse.dot, np.dot, "ds", (V3, A)),
    Case("structured_dot_sd", sparse.structured_dot, np.dot, "sd", (A, M42), structured=True),
    Case("structured_dot_ds", sparse.structured_dot, np.dot, "ds", (M23, A), structured=True),
    Case("structured_dot_ss", sparse.structured_dot, np.dot, "ss", (A, SQUARE), structured=True),
    Case("true_dot_ss", sparse.true_dot, np.dot, "ss", (A, SQUARE)),
    Case("true_dot_sd", sparse.true_dot, np.dot, "sd", (A, M42)),
    Case("sampling_dot", sparse.sampling_dot, lambda x, y, p: p * (x @ y.T), "dds", (M23.T, M42, A), gradient=False),
    Case("usmm", sparse.usmm, lambda a, x, y, z: a * (x @ y) + z, "dsdd", (np.float64(2.0), A, M42, M23.T),
         gradient=False),
    Case("col_scale", sparse.col_scale, lambda x, s: x * s, "sd", (A, V4), structured=True),
    Case("row_scale", sparse.row_scale, lambda x, s: x * s[:, None], "sd", (A, V3), structured=True),
    *(Case(f"sp_sum_{axis}", lambda s, axis=axis: sparse.sp_sum(s, axis), lambda x, axis=axis: x.sum(axis), "s", (A,))
      for axis in (None, 0, 1)),
    *(Case(f"sp_sum_structured_{axis}", lambda s, axis=axis: sparse.sp_sum(s, axis, sparse_grad=True),
           lambda x, axis=axis: x.sum(axis), "s", (A,), structured=True) for axis in (None, 0, 1)),
    Case("diag", sparse.diag, np.diag, "s", (SQUARE,)),
    Case("square_diagonal", sparse.square_diagonal, np.diag, "d", (V4,)),
    Case("clean", sparse.clean, lambda x: x, "s", (A,)),
    Case("cast", lambda s: s.astype("float32").astype("float64"), lambda x: x.astype("float32"), "s", (A,),
         gradient=False),
    Case("hstack", lambda a, b: sparse.hstack([a, b]), lambda a, b: np.hstack([a, b]), "ss", (A, B)),
    Case("vstack", lambda a, b: sparse.vstack([a, b], format="csr"), lambda a, b: np.vstack([a, b]), "ss", (A, B)),
    Case("rows", lambda s: s[[2, 0, 2]], lambda x: x[[2, 0, 2]], "s", (A,)),
    Case("elements", lambda s: s[[2, 0, 2], [1, 3, 1]], lambda x: x[[2, 0, 2], [1, 3, 1]], "s", (A,)),
    Case("block", lambda s: s[1:, :3:2], lambda x: x[1:, :3:2], "s", (A,), gradient=False),
    Case("element", lambda s: s[1, 2], lambda x: x[1, 2], "s", (A,), gradient=False),
    *(Case(f"{name}_{kinds}", getattr(sparse, name), lambda x, y, ufunc=ufunc: ufunc(x, y).astype("uint8"), kinds, operands,
           gradient=False) for name, ufunc in COMPARISONS.items()
      for kinds, operands in (("ss", (A, PARTLY_A)), ("sd", (A, PARTLY_D)), ("ds", (PARTLY_D, A)))),
    Case("dense", sparse.dense_from_sparse, lambda x: x, "s", (A,), structured=True),
    Case("from_dense", sparse.csr_from_dense, lambda x: x, "d", (D,)),
    Case("structured_sigmoid", sparse.structured_sigmoid, _where_stored(lambda x: 1 / (1 + np.exp(-x))), "s", (A,),
         structured=True),
    Case("structured_monoid", sparse.structured_monoid(sigmoid)(sparse.tanh),
         _where_stored(lambda x: 1 / (1 + np.exp(-x))), "s", (A,), structured=True),
    Case("structured_pow", lambda s: sparse.structured_pow(s, 3), lambda x: x ** 3, "s", (A,), structured=True),
    *(Case(name, function, reference, "s", (A,), structured=True) for name, function, reference in KEEPING_ZERO),
)
