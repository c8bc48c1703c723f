"""Sorting; as a function, `sort` itself. Source of the names: theano.tensor.sort."""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from ...ops.ordering.sorting import ArgSortOp, SortOp, argsort, sort
from ...ops.ordering.top_k import TopKOp, argtopk, topk, topk_and_argtopk
from ..callable_module import make_callable

make_callable(__name__, sort)

__all__ = ["ArgSortOp", "SortOp", "TopKOp", "argsort", "argtopk", "sort", "topk", "topk_and_argtopk"]
__getattr__ = absent_from(__name__)
