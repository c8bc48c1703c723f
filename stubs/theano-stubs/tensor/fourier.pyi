# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano import tensor as tensor
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.ops.networks.fourier import Fourier as Fourier
from typing import Any
fft: Any
"""The transform numpy.fft.fft(a, n, axis), as complex128. Use it as `theano.tensor.fourier.fft`.

Inputs: a, a tensor of any shape, n, the length of the transform (None: that of a), axis (None: the last).

Example::

    >>> tt.fourier.fft(np.array([1.0, 2.0, 3.0]), 3, 0).eval().round(3)
    array([ 6. +0.j   , -1.5+0.866j, -1.5-0.866j])

Source: theano.tensor.fourier.
"""
