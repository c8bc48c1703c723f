# Written by `python -m tools.stubs`.
from theano_compat.pymc3_api.sampling_jax import sample_numpyro_nuts as sample_numpyro_nuts
from theano_compat.pymc3_api.sampling_jax import sample_tfp_nuts as sample_tfp_nuts
