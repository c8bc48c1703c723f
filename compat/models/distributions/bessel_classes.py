"""The classes that `pymc3.distributions.dist_math` had of scaled Bessel functions."""

from ...theano_api.scalar.classes import class_of

I0e, I1e = class_of("I0e", "i0e"), class_of("I1e", "i1e")

__all__ = ["I0e", "I1e"]
