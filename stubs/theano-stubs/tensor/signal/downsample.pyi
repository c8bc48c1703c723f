# Written by `python -m tools.stubs`.
from theano_compat.ops.networks.pooling_functions import max_pool_2d as max_pool_2d
