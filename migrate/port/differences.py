"""Where a name means another thing today: whether a port says so by a mark, or by a note.

The sentences are those of the table of differences. `site.tell(node, row, case)` says one of them.
"""

from __future__ import annotations

from theano_common.differences.table import difference

# (row, case) -> the code of its mark. The others are notes: the new code gives the old numbers, or others as said.
MARKS = {
    ("draws/slice-of-a-trace", "backwards"): "MP301",
    ("draws/tuning-kept", "kept or not"): "MP401",
    ("statistics/hpd-until-3-8", "a release that cannot be told"): "MP307",
    ("statistics/scale-of-a-criterion", ""): "MP307",
    ("statistics/criterion-of-compare", ""): "MP307",
    ("densities/lkj-constant", "random eta"): "MP206",
    ("densities/binomial-of-127", ""): "MP206",
    ("densities/wald-logcdf", ""): "MP206",
    ("densities/count-with-a-fraction", ""): "MP206",
    ("densities/walk-of-a-matrix", ""): "MP206",
    ("densities/lkj-corr-matrix", ""): "MP206",
    ("densities/start-of-a-walk", ""): "MP206",
    ("densities/start-of-a-multivariate-walk", ""): "MP206",
    ("densities/ar1-gone", ""): "MP206",
    ("densities/bounds-of-interval", ""): "MP206",
    ("densities/names-of-transforms", ""): "MP206",
}


def words(row: str, case: str = "") -> str:
    """Return what the table says to who ports it."""
    return difference(row).port[case]
