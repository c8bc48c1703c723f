# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano import tensor as tensor
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.ops.networks.fourier import Fourier as Fourier
from typing import Any
fft: Any
