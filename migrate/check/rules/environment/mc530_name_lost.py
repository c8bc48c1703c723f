"""MC530: names that other libraries had and have no more, found by asking their releases."""

from __future__ import annotations

from ...names import dropped_names
from ..rule import Rule

RULE = Rule(
    code="MC530",
    severity="breaks",
    title="name that today's release no longer has",
    why="A release of 2016 to 2022 had it, the newest has not: AttributeError or ImportError.",
    do="The library's release notes say what took its place.",
    names=tuple(dropped_names.names()),
    generated=True,
)

BEFORE = """
import numpy as np
import matplotlib.pyplot as plt
import sys, operator
from scipy.stats import norm
from scipy.stats import rvs_ratio_uniforms  # MC530
import scipy.sparse.csr
np.tracemalloc_domain  # MC530
np.fft.helper.fftfreq(3)  # MC530
plt.register_cmap  # MC530
sys.setcheckinterval(3)  # MC530
operator.isCallable(len)  # MC530
np.fft.fftfreq(3), norm.pdf(0)
try:
    from numpy.dual import inv
except ImportError:
    from numpy.linalg import inv
"""
