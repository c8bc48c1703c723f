# Written by `python -m tools.stubs`.
from pymc3.distributions import transforms as transforms
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.models.distributions.bound import Bound as Bound
from theano_compat.models.distributions.bound import _Bounded as _Bounded
from theano_compat.models.distributions.bound import _ContinuousBounded as _ContinuousBounded
from theano_compat.models.distributions.bound import _DiscreteBounded as _DiscreteBounded
from theano_compat.models.distributions.dist_math import bound as bound
from theano_compat.models.distributions.distribution import Continuous as Continuous
from theano_compat.models.distributions.distribution import Discrete as Discrete
from theano_compat.models.distributions.distribution import Distribution as Distribution
from theano_compat.models.distributions.drawing import draw_values as draw_values
from theano_compat.models.distributions.drawing import generate_samples as generate_samples
floatX = _floatX
