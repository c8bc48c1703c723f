"""Linear equations. Source: theano.tensor.slinalg.Solve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...docstrings import of_instances, text
from ...graph.arrays import Array, ArrayModule
from ...graph.types import TensorType
from ...graph.variable import Apply
from ..c_forms import CallAccess
from ..shapes.diagonals import tril, triu
from ..tensor_op import TensorOp, tensor_type
from ..tensor_types import TensorLike
from .blas import _of_types, c_matrix, outer
from .lapack import triangular_solution
from .matrix import by_lapack, c_kind, c_square, check_matrix, check_square, lapack_dtype

MATRIX_STRUCTURES = (
    "general",
    "symmetric",
    "lower_triangular",
    "upper_triangular",
    "hermitian",
    "banded",
    "diagonal",
    "toeplitz",
)
LARGEST_WRITTEN_OUT = 4  # number of equations; smaller triangular systems become expressions in JAX, which XLA fuses
_TURNED = {"lower_triangular": "upper_triangular", "upper_triangular": "lower_triangular"}


def _described(made: Solve) -> str:
    """Return the docstring of one solver, such as `theano.tensor.slinalg.solve_lower_triangular`."""
    reads = f" It reads the {made.triangle} triangle of a alone." if made.triangle else ""
    words = {"a": "a matrix of shape (n, n)", "b": "a vector (n,) or a matrix (n, k)"}
    call = f'theano.tensor.slinalg.Solve("{made.A_structure}")([[2.0, 0.0], [0.0, 4.0]], [1.0, 1.0])'
    example = f">>> {call}.eval()\narray([0.5 , 0.25])"
    return text(
        f"Return x with a x = b.\n\nA singular a raises LinAlgError (JAX: inf or NaN).{reads}",
        words,
        example,
        "theano.tensor.slinalg",
    )


@dataclass(frozen=True)
class Solve(TensorOp):
    """x with a x = b, for a (n, n) and b (n,) or (n, k). A singular a raises LinAlgError (JAX: inf or NaN).

    A_structure: "general", or "lower_triangular" and "upper_triangular", which read one triangle of `a` and use
    substitution; all others are solved as general matrices, as in Theano.
    lower, overwrite_A, overwrite_b: without an effect on values, as in Theano.
    """

    __doc__ = of_instances(__doc__, lambda made: _described(made))

    compat_not_finite_for_errors = True

    A_structure: str = "general"
    lower: bool = False
    overwrite_A: bool = False
    overwrite_b: bool = False

    def __post_init__(self) -> None:
        if self.A_structure not in MATRIX_STRUCTURES:
            raise ValueError("Invalid matrix structure argument", self.A_structure)

    @property
    def triangle(self) -> str | None:
        """Return "lower", "upper" or None."""
        return self.A_structure.split("_")[0] if self.A_structure in _TURNED else None

    def compat_result_types(self, A: TensorType, b: TensorType) -> list[TensorType]:
        check_matrix(self, A)
        if b.ndim not in (1, 2):
            raise AssertionError(f"{self} takes a vector or a matrix on the right-hand side, got {b.ndim} dimensions.")
        return [tensor_type(lapack_dtype(A.dtype, b.dtype), b.broadcastable)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(input_shapes[0][1], *input_shapes[1][1:])]

    @property
    def transposed(self) -> Solve:
        """Return the solver for aᵀ."""
        return Solve(_TURNED.get(self.A_structure, self.A_structure), not self.lower)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        (a, b), [x], [g] = inputs, outputs, output_gradients
        slope_b = self.transposed(a.T, g)
        slope_a = -outer(slope_b, x) if x.type.ndim == 1 else -slope_b.dot(x.T)
        return _of_types((self._part(slope_a), slope_b), (a, b))

    def _part(self, a: TensorLike) -> Any:
        """Return the part of a change of the matrix that affects the solution."""
        return tril(a) if self.triangle == "lower" else triu(a) if self.triangle == "upper" else a

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        (a, b), (da, db) = inputs, eval_points
        terms = [] if db is None else [db]
        if da is not None:
            terms.append(-self._part(da).dot(self(a, b)))
        return [None if not terms else self(a, terms[0] if len(terms) == 1 else terms[0] + terms[1])]

    def compat_array(self, xp: ArrayModule, node: Apply, a: Array, b: Array) -> list[Any]:
        check_square(self, a)
        if np.shape(a)[0] != np.shape(b)[0]:
            raise ValueError(
                f"Shape mismatch: {np.shape(a)[0]} equations of `{node.inputs[0]}` meet "
                f"{np.shape(b)[0]} rows of `{node.inputs[1]}`."
            )
        if xp is not np and self.triangle and np.shape(a)[0] <= LARGEST_WRITTEN_OUT:
            dtype = node.outputs[0].type.dtype
            return [_substituted(xp.asarray(a).astype(dtype), xp.asarray(b).astype(dtype), self.triangle == "lower")]
        return self._by_lapack(xp, node, a, b)

    @by_lapack
    def _by_lapack(self, xp: ArrayModule, node: Apply, a: Array, b: Array) -> list[Any]:
        dtype = node.outputs[0].type.dtype
        a, b = xp.asarray(a).astype(dtype), xp.asarray(b).astype(dtype)
        lower = self.triangle == "lower"
        if self.triangle and xp is np:
            if not np.size(b):
                return [np.zeros(np.shape(b), dtype)]
            return [triangular_solution(a, b, lower)]
        if self.triangle:
            from jax.scipy.linalg import solve_triangular as jax_solve_triangular

            return [jax_solve_triangular(a, b, lower=lower)]
        x = xp.linalg.solve(a, b if b.ndim == 2 else b[:, None])
        return [x if b.ndim == 2 else x[:, 0]]

    def flops(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> Any:
        n, columns = inputs[0][0], inputs[1][1] if len(inputs[1]) == 2 else 1
        return n**2 * columns + (0 if self.triangle else 2 * n**3 / 3)

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        (a, b), out = node.inputs, node.outputs[0]
        end, n = c_kind(node, c), c_square(c, a)
        c.computations.lengths.require_equal(c.length(a, 0), c.length(b, 0))
        k = f"(int){c.length(b, 1)}" if b.type.ndim == 2 else "1"
        if self.triangle:
            held, transposed = c_matrix(a, c)
            function = c.matrix_function("compat_triangular" + end)
            c.flag(
                f"{function}({n}, {k}, {held}, {c.array(b)}, {c.out(out)}, {int(self.triangle == 'lower')}, "
                f"{int(transposed)})",
                undefined=True,
            )
        else:
            function = c.matrix_function("compat_solve" + end)
            c.flag(f"{function}({n}, {k}, {c.array(a)}, {c.array(b)}, {c.out(out)})", undefined=True)
        return ""

    @property
    def compat_plain_name(self) -> str:
        return f"Solve{{{self.A_structure}}}"

    def __str__(self) -> str:
        return (
            f"{type(self).__name__}{{A_structure={self.A_structure!r}, lower={self.lower}, overwrite_A=False, "
            "overwrite_b=False}"
        )


def _substituted(a: Array, b: Array, lower: bool) -> Any:
    """Return the solution of a small triangular system in a traced program, as one expression per row."""
    import jax.numpy as jnp

    n = len(a)
    rows: dict[int, Any] = {}
    for i in range(n) if lower else range(n - 1, -1, -1):
        rest = b[i]
        for j, x in rows.items():
            rest = rest - a[i, j] * x
        rows[i] = rest * (1 / a[i, i])
    return jnp.stack([rows[i] for i in range(n)]) if n else jnp.zeros_like(b)


solve = Solve()
solve_lower_triangular = Solve("lower_triangular", True)
solve_upper_triangular = Solve("upper_triangular", False)
solve_symmetric = Solve("symmetric")
