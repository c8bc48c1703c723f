"""Tensor methods that few models call: sorting, searching, repeating, cumulative sums, diagonals."""

from .indexing.choose import choose
from .indexing.nonzero import nonzero, nonzero_values
from .indexing.reading import take
from .ordering.searching import searchsorted
from .ordering.sorting import argsort, sort
from .reductions.cumulative import cumprod, cumsum
from .shapes.diagonals import diagonal
from .shapes.tiling import repeat

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
    "take",
]
