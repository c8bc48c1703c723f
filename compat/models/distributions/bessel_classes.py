"""Classes for scaled Bessel functions that were in `pymc3.distributions.dist_math`."""

from ...theano_api.scalar.classes import class_of

I0e, I1e = (class_of(name, name.lower(), "pymc3.distributions.dist_math") for name in ("I0e", "I1e"))

__all__ = ["I0e", "I1e"]
