# Written by `python -m tools.stubs`.
from theano.scalar import GammaLn as GammaLn
from theano.scalar import Psi as Psi
from theano.scalar import gammaln as gammaln
from theano.scalar import psi as psi
from theano_compat.distributions.special import log_i0 as log_i0
from theano_compat.distributions.special import multigammaln as multigammaln
