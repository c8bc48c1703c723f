# Written by `python -m tools.stubs`.
from theano.tensor.signal import conv as conv
from theano.tensor.signal import downsample as downsample
from theano.tensor.signal import pool as pool
