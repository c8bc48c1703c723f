"""One form for equivalent expressions: shapes without values, no fills, folded literals, sorted factors."""

from __future__ import annotations

from .broadcast_fills import FILLS
from .cancelling import CANCELLING
from .choices import CHOICES
from .columns import COLUMNS
from .dimensions import DIMENSIONS
from .engine import Rule
from .indexed_writes import WRITES
from .indexing import INDEXING
from .lengths import LENGTHS
from .linalg import DIAGONALS, MATRICES
from .literals import LITERALS
from .masks import MASKS
from .neutral import NEUTRAL
from .powers import POWERS
from .products import PRODUCTS
from .reductions import TOTALS
from .scatters import SCATTERS
from .sums import TERMS
from .transposes import TRANSPOSES

# Literals first, so that later rules meet few of them; fills before arithmetic rules, which would rewrite them.
CANONICALISE: tuple[Rule, ...] = (
    *LITERALS,
    *FILLS,
    *LENGTHS,
    *DIMENSIONS,
    *TRANSPOSES,
    *INDEXING,
    *WRITES,
    *SCATTERS,
    *COLUMNS,
    *NEUTRAL,
    *POWERS,
    *CHOICES,
    *MASKS,
    *PRODUCTS,
    *CANCELLING,
    *TERMS,
    *TOTALS,
    *DIAGONALS,
    *MATRICES,
)
