"""MC503: functions that left scipy.misc and its neighbours."""

from __future__ import annotations

from migrate.check.rule import Rule

RULE = Rule(
    code="MC503",
    severity="breaks",
    title="name that SciPy has moved or dropped",
    why="scipy.misc is empty now; importing from it raises ImportError,"
    " unless compat.install() or `python -m compat` is in force.",
    do="Import it from its new place; pictures are read by imageio or Pillow today.",
    becomes={
        "scipy.misc.logsumexp": "scipy.special.logsumexp", "scipy.misc.factorial": "scipy.special.factorial",
        "scipy.misc.factorial2": "scipy.special.factorial2", "scipy.misc.comb": "scipy.special.comb",
        "scipy.integrate.cumtrapz": "scipy.integrate.cumulative_trapezoid",
        "scipy.integrate.trapz": "scipy.integrate.trapezoid",
        "scipy.integrate.simps": "scipy.integrate.simpson",
    },
    names=("scipy.misc.imread", "scipy.misc.imsave", "scipy.misc.imresize", "scipy.misc.imrotate",
           "scipy.misc.toimage", "scipy.misc.imshow", "scipy.misc.derivative", "scipy.misc.face",
           "scipy.misc.ascent", "scipy.misc.electrocardiogram", "scipy.misc.central_diff_weights",
           "scipy.misc.pilutil", "scipy.misc.doccer", "scipy.misc.bytescale", "scipy.misc.info",
           "scipy.stats.binom_test", "scipy.stats.betai", "scipy.linalg.tri", "scipy.linalg.tril",
           "scipy.linalg.triu", "scipy.signal.gaussian", "scipy.signal.hann", "scipy.signal.hamming"),
)  # fmt: skip

BEFORE = """
import scipy
import scipy as sp
from scipy import misc
from scipy.misc import comb, imread  # MC503 MC503
from scipy.misc import logsumexp as lse  # MC503
print(sp.misc.factorial(3))  # MC503
print(misc.factorial(3))  # MC503
"""
AFTER = """
import scipy
import scipy as sp
from scipy import misc
from scipy.misc import imread  # MC503
from scipy.special import comb
from scipy.special import logsumexp as lse
print(sp.special.factorial(3))
print(misc.factorial(3))  # MC503
"""
