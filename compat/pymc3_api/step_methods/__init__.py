"""Step methods under their legacy package: NUTS so far."""

from compat.pymc3_api.step_methods.nuts import NUTS

__all__ = ["NUTS"]
