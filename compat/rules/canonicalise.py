"""One form for what can be written in many: shapes without values, no fills, literals folded, factors in order."""

from __future__ import annotations

from .cancelling import CANCELLING
from .choices import CHOICES
from .columns import COLUMNS
from .dimensions import DIMENSIONS
from .engine import Rule
from .fills import FILLS
from .indexing import INDEXING
from .lengths import LENGTHS
from .linalg import DIAGONALS, MATRICES
from .literals import LITERALS
from .masks import MASKS
from .neutral import NEUTRAL
from .powers import POWERS
from .products import PRODUCTS
from .scatters import SCATTERS
from .terms import TERMS
from .totals import TOTALS
from .transposes import TRANSPOSES
from .writes import WRITES

# Literals first, so that later rules meet few of them; fills before arithmetic, which would work on them.
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
