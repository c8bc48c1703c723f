"""MC999: a name that never was, as an example of a check."""

from __future__ import annotations

from migrate.check.rules.rule import Rule

RULE = Rule(
    code="MC999",
    severity="breaks",
    title="numpy.trapz, gone since NumPy 2.4",
    why="It is called trapezoid now; reading the old name raises AttributeError.",
    do="Write np.trapezoid.",
    becomes={"numpy.row_stack": "numpy.vstack"},
)

BEFORE = """
import numpy as np
np.row_stack([x, y])  # MC999
np.vstack([x, y])
"""
AFTER = """
import numpy as np
np.vstack([x, y])
np.vstack([x, y])
"""
