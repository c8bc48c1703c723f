# Written by `python -m tools.stubs`.
from theano.sandbox import cuda as cuda
from theano.sandbox import linalg as linalg
from theano.sandbox import multinomial as multinomial
from theano.sandbox import rng_mrg as rng_mrg
from theano_compat.old.theano.sandbox import gpuarray as gpuarray
