"""One form for what can be written in many: shapes without values, no fills, literals folded, factors in order."""

from __future__ import annotations

from compat.rules.cancelling import CANCELLING
from compat.rules.choices import CHOICES
from compat.rules.columns import COLUMNS
from compat.rules.dimensions import DIMENSIONS
from compat.rules.engine import Rule
from compat.rules.fills import FILLS
from compat.rules.indexing import INDEXING
from compat.rules.lengths import LENGTHS
from compat.rules.linalg import DIAGONALS, MATRICES
from compat.rules.literals import LITERALS
from compat.rules.masks import MASKS
from compat.rules.neutral import NEUTRAL
from compat.rules.powers import POWERS
from compat.rules.products import PRODUCTS
from compat.rules.rows_in_order import ALL_IN_ORDER
from compat.rules.scatters import SCATTERS
from compat.rules.terms import TERMS
from compat.rules.totals import TOTALS
from compat.rules.transposes import TRANSPOSES
from compat.rules.writes import WRITES

# Literals first, so that later rules meet few of them; fills before arithmetic, which would work on them.
CANONICALISE: tuple[Rule, ...] = (
    *LITERALS,
    *FILLS,
    *LENGTHS,
    *DIMENSIONS,
    *TRANSPOSES,
    *INDEXING,
    *ALL_IN_ORDER,
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
