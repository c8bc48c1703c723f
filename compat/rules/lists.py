"""The lists of rules, in the order in which they run."""

from __future__ import annotations

from .branches import BRANCHES
from .canonicalise import CANONICALISE
from .complements import COMPLEMENTS
from .density.shifts import SHIFTS
from .density.softmaxes import SOFTMAXES, SOFTMAXES_BEFORE_GRADIENT
from .engine import Rule
from .loops.lists import LOOPS, LOOPS_KEEP_LITTLE
from .rule_sets import RULE_SETS
from .shared_divisors import shared_divisors
from .specialise import SPECIALISE
from .stability.lists import STABILISE
from .stability.logarithms import LOGARITHMS_BEFORE_GRADIENT
from .static_data import DATA_ALONE
from .static_data_dtypes import DATA_DTYPES

RULE_SETS.update(
    {
        "none": (("branches", BRANCHES),),  # an ifelse is lazy under any rule set
        "canonicalise": (
            ("canonicalise", CANONICALISE + SOFTMAXES),
            ("loops", LOOPS_KEEP_LITTLE),
            ("branches", BRANCHES),
        ),
        "all": (
            ("softmaxes", SOFTMAXES_BEFORE_GRADIENT),  # of the graph as written; later their sums have other forms
            ("canonicalise", CANONICALISE),
            ("loops", LOOPS),
            ("stabilise", CANONICALISE + STABILISE),
            ("complements", COMPLEMENTS),
            ("specialise", CANONICALISE + STABILISE + SPECIALISE),
            ("branches", BRANCHES),
            ("data", DATA_ALONE + DATA_DTYPES),
            ("shared divisors", shared_divisors),
        ),
    }
)

# Rules for a log density before it is differentiated: other forms have a shorter gradient.
BEFORE_GRADIENT: tuple[Rule, ...] = SHIFTS + SOFTMAXES_BEFORE_GRADIENT + LOGARITHMS_BEFORE_GRADIENT

__all__ = ["BEFORE_GRADIENT", "RULE_SETS"]
