"""Formulas that lose digits or overflow, replaced by stable ones: those of Theano, and more.

Legacy models write the naive form and rely on the library. Source: theano.tensor.opt, theano.tensor.nnet.sigm.
"""

from __future__ import annotations

from ..density.softmaxes import SOFTMAXES
from ..engine import Rule
from ..linalg import STABLE_MATRICES
from .error_functions import ERROR_FUNCTIONS
from .logarithms import LOGARITHMS
from .sigmoids import SIGMOIDS
from .sums import SUMS

# Sums before logarithms, which would split log(exp(x) / sum(exp(x))) while the sum can still overflow.
STABILISE: tuple[Rule, ...] = (*SUMS, *SOFTMAXES, *SIGMOIDS, *ERROR_FUNCTIONS, *STABLE_MATRICES, *LOGARITHMS)
