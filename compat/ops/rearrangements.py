"""The methods of tensors that few models call: sorting, searching, repeating, running sums, diagonals."""

from compat.ops.indexing.choose import choose
from compat.ops.indexing.nonzero import nonzero, nonzero_values
from compat.ops.ordering.searching import searchsorted
from compat.ops.ordering.sorting import argsort, sort
from compat.ops.reductions.cumulative import cumprod, cumsum
from compat.ops.shapes.diagonals import diagonal
from compat.ops.shapes.tiling import repeat

__all__ = [
    "argsort",
    "choose",
    "cumprod",
    "cumsum",
    "diagonal",
    "nonzero",
    "nonzero_values",
    "repeat",
    "searchsorted",
    "sort",
]
