"""The module of the samplers that run through JAX."""

from pymc3.sampling import sample as sample_numpyro_nuts  # noqa: F401
