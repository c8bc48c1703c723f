# Written by `python -m tools.stubs`.
from pymc3.distributions import distribution as distribution
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.distributions.formulas import invlogit as invlogit
from theano_compat.distributions.formulas import logit as logit
from theano_compat.distributions.formulas import logsumexp as logsumexp
from theano_compat.distributions.transforms import Chain as Chain
from theano_compat.distributions.transforms import Circular as Circular
from theano_compat.distributions.transforms import ElemwiseTransform as ElemwiseTransform
from theano_compat.distributions.transforms import Interval as Interval
from theano_compat.distributions.transforms import Interval as _interval
from theano_compat.distributions.transforms import Log as Log
from theano_compat.distributions.transforms import LogExpM1 as LogExpM1
from theano_compat.distributions.transforms import LogOdds as LogOdds
from theano_compat.distributions.transforms import LowerBound as LowerBound
from theano_compat.distributions.transforms import LowerBound as _lowerbound
from theano_compat.distributions.transforms import Transform as Transform
from theano_compat.distributions.transforms import Transform as _transform
from theano_compat.distributions.transforms import UpperBound as UpperBound
from theano_compat.distributions.transforms import UpperBound as _upperbound
from theano_compat.distributions.vector_transforms import CholeskyCovPacked as CholeskyCovPacked
from theano_compat.distributions.vector_transforms import Ordered as Ordered
from theano_compat.distributions.vector_transforms import StickBreaking as StickBreaking
from theano_compat.distributions.vector_transforms import SumTo1 as SumTo1
from theano_compat.models.distributions.drawing import draw_values as draw_values
from theano_compat.models.distributions.transforms import TransformedDistribution as TransformedDistribution
from theano_compat.models.distributions.transforms import t_stick_breaking as t_stick_breaking
from theano_compat.models.modelling.variables import FreeRV as FreeRV
from theano_compat.models.theanof import gradient as gradient
from typing import Any
circular: Any
floatX = _floatX
interval = _interval
log: Any
"""An instance of `Log`: Positive numbers, by their logarithm."""
log_exp_m1: Any
"""An instance of `LogExpM1`: Positive numbers, by log(exp(x) - 1)."""
logodds: Any
"""An instance of `LogOdds`: Numbers in the unit interval, by their logit."""
lowerbound = _lowerbound
ordered: Any
"""An instance of `Ordered`: Increasing vectors, by the first element and the logarithms of the increments."""
stick_breaking: Any
sum_to_1: Any
"""An instance of `SumTo1`: Vectors with sum 1, by all elements but the last."""
transform = _transform
upperbound = _upperbound
