# Written by `python -m tools.stubs`.
from theano_compat.ops.networks.convolution_old import conv3D as conv3D
