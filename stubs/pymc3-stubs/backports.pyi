# Written by `python -m tools.stubs`.
from theano_compat.models.distributions.distribution import Distribution as Distribution
from theano_compat.models.factors.factor import Factor as Factor
from theano_compat.ops.tensor_variable import TensorVariable as TensorVariable
from theano_compat.pymc3_api.backports import logp as logp
