# Written by `python -m tools.stubs`.
from theano import config as config
from theano import tensor as tensor
from theano.tensor.nnet import conv as conv
from theano_compat.ops.networks.convolution_old import signal_conv2d as _conv2d
import theano as theano
conv2d = _conv2d
