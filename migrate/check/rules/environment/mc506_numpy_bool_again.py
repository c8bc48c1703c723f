"""MC506: np.bool and np.long, which NumPy 2 has again, with another meaning."""

from __future__ import annotations

from ..rule import Rule

RULE = Rule(
    code="MC506",
    severity="differs",
    title="name that meant a Python type and is a NumPy type since NumPy 2",
    why="np.bool was Python's bool until NumPy 1.24 dropped it; NumPy 2 gives the name to np.bool_"
    " (and np.long to C's long), so isinstance and `is` answer otherwise.",
    do="Write bool or int for Python's type, np.bool_ or np.int64 for NumPy's.",
    becomes={"numpy.bool": "bool", "numpy.long": "int"},
)

BEFORE = """
import numpy as np
mask = np.zeros(3, dtype=np.bool)  # MC506
np.bool_(1)
"""
AFTER = """
import numpy as np
mask = np.zeros(3, dtype=bool)
np.bool_(1)
"""
