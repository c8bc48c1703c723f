"""`theano.config`: every legacy flag, and some of our own.

config.sampler     which sampler runs `pm.sample`: "nutpie", "pymc3" (the exact step methods), "numpyro", "tfp",
                   "snaper" (many chains at once)
config.emulate     "3.0" to "3.8", or "3.11": the release of PyMC3 to follow where they differ
config.fallback    "allow", "warn" or "raise", for computations that do not run compiled
config.reproducible    True: what is compiled to C gives the same bits on every machine, or is refused
config.cache_dir   the folder of compiled objects
config.checkpoint  the folder in which runs keep their draws while they are made
config.checkpoint_unchecked    True: kept runs go on although code that their model calls changed
config.mass_matrix, config.sums_of_squares    see docs/entry-points.md

Flags come from THEANO_FLAGS, then from ~/.theanorc or the files of $THEANORC, as in Theano. Only the
standard library is imported here.
"""

from .flags import EFFECTS, FLAGS, Flag
from .parser import ChangeFlags, TheanoConfigParser, config

change_flags = config.change_flags
is_given = config._is_given

__all__ = ["EFFECTS", "FLAGS", "ChangeFlags", "Flag", "TheanoConfigParser", "change_flags", "config", "is_given"]
