"""`theano.config`: every legacy flag, and some of our own.

config.sampler     who answers `pm.sample`: "nutpie", "pymc3" (the faithful steps), "numpyro", "tfp"
config.emulate     "3.11", "3.8" or "3.4": which release of PyMC3 wins where they disagree
config.fallback    "allow", "warn" or "raise": what is done about a computation that does not run compiled
config.cache_dir   where compiled objects are kept
config.mass_matrix, config.sums_of_squares    see docs/ways-in.md

Flags come from THEANO_FLAGS, then from ~/.theanorc or the files of $THEANORC, as in Theano. Only the
standard library is imported here.
"""

from .flags import EFFECTS, FLAGS, Flag
from .parser import ChangeFlags, TheanoConfigParser, config

change_flags = config.change_flags
is_given = config._is_given

__all__ = ["EFFECTS", "FLAGS", "ChangeFlags", "Flag", "TheanoConfigParser", "change_flags", "config", "is_given"]
