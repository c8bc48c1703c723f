"""MC510: methods of arrays that NumPy 2 has dropped."""

from __future__ import annotations

from ..rule import Rule

RULE = Rule(
    code="MC510",
    severity="breaks",
    title="method that arrays no longer have",
    why="NumPy 2 dropped ptp, newbyteorder and itemset, NumPy 2.3 tostring: AttributeError.",
    do="np.ptp(a), a.view(a.dtype.newbyteorder()), a[i] = value, a.tobytes().",
    becomes={"numpy.ndarray.tostring": "numpy.ndarray.tobytes"},
    names=("numpy.ndarray.ptp", "numpy.ndarray.newbyteorder", "numpy.ndarray.itemset"),
)

BEFORE = """
import numpy as np
a = np.zeros(3)
a.ptp()  # MC510
a.tostring()  # MC510
(a + a).itemset(0, 1)  # MC510
np.ptp(a)
b.ptp()
a.sum()
"""
AFTER = """
import numpy as np
a = np.zeros(3)
a.ptp()  # MC510
a.tobytes()
(a + a).itemset(0, 1)  # MC510
np.ptp(a)
b.ptp()
a.sum()
"""
