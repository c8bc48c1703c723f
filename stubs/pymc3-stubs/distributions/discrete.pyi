# Written by `python -m tools.stubs`.
from theano.tensor.nnet import scalar_sigmoid as _sigmoid
from theano_compat.distributions.choices import random_choice as random_choice
from theano_compat.distributions.choices import take_along_axis as take_along_axis
from theano_compat.distributions.formulas import betaln as betaln
from theano_compat.distributions.formulas import binomln as binomln
from theano_compat.distributions.formulas import factln as factln
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.distributions.formulas import int_x as _intX
from theano_compat.distributions.formulas import log1mexp as log1mexp
from theano_compat.distributions.formulas import log1pexp as log1pexp
from theano_compat.distributions.formulas import logaddexp as logaddexp
from theano_compat.distributions.formulas import logit as logit
from theano_compat.distributions.formulas import logpow as logpow
from theano_compat.distributions.formulas import logsumexp as logsumexp
from theano_compat.distributions.normal_formulas import log_diff_normal_cdf as log_diff_normal_cdf
from theano_compat.distributions.normal_formulas import normal_lccdf as normal_lccdf
from theano_compat.distributions.normal_formulas import normal_lcdf as normal_lcdf
from theano_compat.models.distributions.categorical import Categorical as Categorical
from theano_compat.models.distributions.categorical import OrderedLogistic as OrderedLogistic
from theano_compat.models.distributions.categorical import OrderedProbit as OrderedProbit
from theano_compat.models.distributions.discrete import Bernoulli as Bernoulli
from theano_compat.models.distributions.discrete import BetaBinomial as BetaBinomial
from theano_compat.models.distributions.discrete import Binomial as Binomial
from theano_compat.models.distributions.discrete import DiscreteUniform as DiscreteUniform
from theano_compat.models.distributions.discrete import DiscreteWeibull as DiscreteWeibull
from theano_compat.models.distributions.discrete import Geometric as Geometric
from theano_compat.models.distributions.discrete import HyperGeometric as HyperGeometric
from theano_compat.models.distributions.discrete import NegativeBinomial as NegativeBinomial
from theano_compat.models.distributions.discrete import Poisson as Poisson
from theano_compat.models.distributions.discrete_classes import Constant as Constant
from theano_compat.models.distributions.discrete_classes import Constant as _ConstantDist
from theano_compat.models.distributions.dist_math import bound as bound
from theano_compat.models.distributions.distribution import Discrete as Discrete
from theano_compat.models.distributions.drawing import draw_values as draw_values
from theano_compat.models.distributions.drawing import generate_samples as generate_samples
from theano_compat.models.distributions.shape_utils import broadcast_distribution_samples as broadcast_distribution_samples
from theano_compat.models.distributions.zero_inflated import ZeroInflatedBinomial as ZeroInflatedBinomial
from theano_compat.models.distributions.zero_inflated import ZeroInflatedNegativeBinomial as ZeroInflatedNegativeBinomial
from theano_compat.models.distributions.zero_inflated import ZeroInflatedPoisson as ZeroInflatedPoisson
from theano_compat.models.math import tround as tround
from typing import Any
ConstantDist = _ConstantDist
floatX = _floatX
incomplete_beta: Any
"""incomplete_beta(x, y, z), element by element: the regularised incomplete beta function I_z(x, y).

Integers give floats.

x, y, z: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> pm.distributions.dist_math.incomplete_beta([1.2, 4.1], [3.1, 2.2], [0.8, 0.2]).eval()
    array([0.99067063, 0.00723927])

Source: pymc3.distributions.dist_math.
"""
intX = _intX
sigmoid = _sigmoid
