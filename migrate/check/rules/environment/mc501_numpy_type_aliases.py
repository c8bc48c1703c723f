"""MC501: np.float and the other aliases of Python's own types."""

from __future__ import annotations

from ..rule import Rule

RULE = Rule(
    code="MC501",
    severity="breaks",
    title="alias of a Python type, gone since NumPy 1.24",
    why="It was Python's own type under another name; reading it raises AttributeError,"
    " unless compat.install() or `theano-compat run` is in force.",
    do="Write the Python type, or np.float64 where the width matters.",
    becomes={
        "numpy.float": "float",
        "numpy.int": "int",
        "numpy.object": "object",
        "numpy.str": "str",
        "numpy.complex": "complex",
        "numpy.unicode": "str",
    },
)
# numpy.bool and numpy.long are MC506: NumPy 2 has those names again, with another meaning

BEFORE = """
import numpy as np
import numpy
from numpy import float64
x = np.zeros(3, dtype=np.float) + np.float64(1)  # MC501
y = numpy.asarray(x, numpy.int)  # MC501
z = np.random.randint(3)
np.bool(1)  # MC506
"""
AFTER = """
import numpy as np
import numpy
from numpy import float64
x = np.zeros(3, dtype=float) + np.float64(1)
y = numpy.asarray(x, int)
z = np.random.randint(3)
bool(1)
"""
