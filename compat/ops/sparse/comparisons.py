"""Elementwise comparisons, uint8: sparse for two sparse matrices of one format, else dense.

Source: theano.sparse.basic.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ...docstrings import text
from ...graph.op import Op
from ...graph.types import TensorType
from ...graph.variable import Apply
from ..tensor_op import as_tensor, disconnected
from ..tensor_types import TensorLike
from .arithmetic import both
from .op import SparseOp, as_sparse_variable, same_shape
from .type import SparseLike, SparseType

_WORDS = {
    "eq": "equal to",
    "ne": "not equal to",
    "lt": "less than",
    "gt": "greater than",
    "le": "less than or equal to",
    "ge": "greater than or equal to",
}


class _Comparison(SparseOp):
    compare: ClassVar[Callable[[Any, Any], Any]]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False], [False]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [disconnected(), disconnected()]

    def values(self, node: Apply, *inputs: Any) -> Any:
        x, y = inputs
        same_shape(x, y, self)
        return type(self).compare(x.toarray(), y if isinstance(y, np.ndarray) else y.toarray())


class _SparseSparse(_Comparison):
    def make_node(self, x: SparseLike, y: SparseLike) -> Apply:
        x, y = as_sparse_variable(x), as_sparse_variable(y)
        if x.type.format != y.type.format:
            raise NotImplementedError(f"{self} takes matrices of one format, not {x.type.format} and {y.type.format}.")
        return Apply(self, [x, y], [SparseType(x.type.format, "uint8")()])


class _SparseDense(_Comparison):
    def make_node(self, x: Any, y: Any) -> Apply:
        x, y = as_sparse_variable(x), as_tensor(y)
        if y.type.ndim != 2:
            raise TypeError(f"{self} takes a matrix, `{y}` is {y.type}.")
        return Apply(self, [x, y], [TensorType("uint8", (False, False))()])


def _described(name: str, kind: str, kinds: str, compare: Callable[[Any, Any], Any]) -> str:
    """Return the docstring of one comparison, with its result at 1 and 1, and at 2 and 3."""
    instance = "_".join([*re.findall("[A-Z][a-z]+", name), *kind]).lower()
    other = (
        "scipy.sparse.csr_matrix([[1.0, 3.0]])).eval().toarray()" if kind == "SS" else "np.array([[1.0, 3.0]])).eval()"
    )
    example = f""">>> import scipy.sparse
>>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
>>> theano.sparse.{instance}(x, {other}
array([[{int(compare(1, 1))}, {int(compare(2, 3))}]], dtype=uint8)"""
    said = f"Whether x is {_WORDS[compare.__name__]} y, element by element, as uint8, for {kinds}."
    return text(f"{said}\n\n`theano.sparse.{instance}` is an instance.", {}, example, "theano.sparse.basic")


def _classes(name: str, compare: Callable[[Any, Any], Any]) -> tuple[type, type]:
    made: list[type] = [
        dataclass(frozen=True, repr=False)(
            type(
                f"{name}{kind}",
                (base,),
                {
                    "compare": staticmethod(compare),
                    "__module__": __name__,
                    "__doc__": _described(name, kind, kinds, compare),
                },
            )
        )
        for kind, base, kinds in (
            ("SS", _SparseSparse, "two sparse matrices of one format"),
            ("SD", _SparseDense, "a sparse and a dense matrix"),
        )
    ]
    return made[0], made[1]


EqualSS, EqualSD = _classes("Equal", operator.eq)
NotEqualSS, NotEqualSD = _classes("NotEqual", operator.ne)
LessThanSS, LessThanSD = _classes("LessThan", operator.lt)
GreaterThanSS, GreaterThanSD = _classes("GreaterThan", operator.gt)
LessEqualSS, LessEqualSD = _classes("LessEqual", operator.le)
GreaterEqualSS, GreaterEqualSD = _classes("GreaterEqual", operator.ge)

equal_s_s, equal_s_d = EqualSS(), EqualSD()
not_equal_s_s, not_equal_s_d = NotEqualSS(), NotEqualSD()
less_than_s_s, less_than_s_d = LessThanSS(), LessThanSD()
greater_than_s_s, greater_than_s_d = GreaterThanSS(), GreaterThanSD()
less_equal_s_s, less_equal_s_d = LessEqualSS(), LessEqualSD()
greater_equal_s_s, greater_equal_s_d = GreaterEqualSS(), GreaterEqualSD()


def _switch(what: str, sparse_sparse: Op, sparse_dense: Op, mirrored: Op) -> Any:
    def compare(x: TensorLike, y: TensorLike) -> Any:
        x, y, x_sparse, y_sparse = both(x, y, what)
        if x_sparse and y_sparse:
            return sparse_sparse(x, y)
        return sparse_dense(x, y) if x_sparse else mirrored(y, x)

    compare.__name__ = what
    compare.__doc__ = text(
        f"Return whether `x {what} y`, element by element, as uint8.",
        {"x, y": "matrices of one shape, at least one of them sparse; two sparse ones have one format"},
        f"x, y = theano.sparse.csr_matrix('x'), tt.dmatrix('y')\nis_so = theano.sparse.{what}(x, y)",
        "theano.sparse.basic",
    )
    return compare


eq = _switch("eq", equal_s_s, equal_s_d, equal_s_d)
neq = _switch("neq", not_equal_s_s, not_equal_s_d, not_equal_s_d)
lt = _switch("lt", less_than_s_s, less_than_s_d, greater_than_s_d)
gt = _switch("gt", greater_than_s_s, greater_than_s_d, less_than_s_d)
le = _switch("le", less_equal_s_s, less_equal_s_d, greater_equal_s_d)
ge = _switch("ge", greater_equal_s_s, greater_equal_s_d, less_equal_s_d)
