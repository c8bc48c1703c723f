"""MC502: names that NumPy 2 has dropped and that are served by another."""

from __future__ import annotations

from ..rule import Rule

OTHERS = (
    "NINF in1d PZERO NZERO asscalar asfarray trapz cast msort issctype sctypes sctype2char obj2sctype"
    " find_common_type typeDict source who lookfor disp safe_eval byte_bounds recfromcsv recfromtxt"
    " RankWarning ComplexWarning VisibleDeprecationWarning AxisError ModuleDeprecationWarning"
    " TooHardError alen maximum_sctype random.random_integers testing.utils linalg.linalg"
    " lib.function_base lib.shape_base core.umath_tests testing.Tester testing.decorators testing.dec MAXDIMS"
    " math compat.py3k core.memmap sys warnings"
)

RULE = Rule(
    code="MC502",
    severity="breaks",
    title="name that NumPy 2 no longer has",
    why="Reading it raises AttributeError, unless compat.install() or `theano-compat run` is in force.",
    do="Write the name that NumPy itself recommends; older releases have it too.",
    becomes={
        "numpy.bool8": "numpy.bool_",
        "numpy.float_": "numpy.float64",
        "numpy.complex_": "numpy.complex128",
        "numpy.unicode_": "numpy.str_",
        "numpy.string_": "numpy.bytes_",
        "numpy.int0": "numpy.intp",
        "numpy.uint0": "numpy.uintp",
        "numpy.object0": "numpy.object_",
        "numpy.longfloat": "numpy.longdouble",
        "numpy.cfloat": "numpy.complex128",
        "numpy.clongfloat": "numpy.clongdouble",
        "numpy.longcomplex": "numpy.clongdouble",
        "numpy.str0": "numpy.str_",
        "numpy.bytes0": "numpy.bytes_",
        "numpy.void0": "numpy.void",
        "numpy.row_stack": "numpy.vstack",
        "numpy.singlecomplex": "numpy.complex64",
        "numpy.product": "numpy.prod",
        "numpy.cumproduct": "numpy.cumprod",
        "numpy.alltrue": "numpy.all",
        "numpy.sometrue": "numpy.any",
        "numpy.round_": "numpy.round",
        "numpy.mat": "numpy.asmatrix",
        "numpy.rank": "numpy.ndim",
        "numpy.NaN": "numpy.nan",
        "numpy.NAN": "numpy.nan",
        "numpy.Inf": "numpy.inf",
        "numpy.Infinity": "numpy.inf",
        "numpy.infty": "numpy.inf",
        "numpy.PINF": "numpy.inf",
        "numpy.lib.pad": "numpy.pad",
    },
    names=tuple(f"numpy.{name}" for name in OTHERS.split()),
)

BEFORE = """
import numpy as np
from numpy import product, mean  # MC502
mask = np.bool8(1)  # MC502
total = product([1, 2]) * np.product([3])  # MC502
lowest = np.NINF  # MC502
area = np.linalg.norm([1.0])
"""
AFTER = """
import numpy as np
from numpy import prod as product, mean
mask = np.bool_(1)
total = product([1, 2]) * np.prod([3])
lowest = np.NINF  # MC502
area = np.linalg.norm([1.0])
"""
