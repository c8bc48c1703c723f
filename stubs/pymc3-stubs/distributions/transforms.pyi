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
from theano_compat.models.factors.variables import FreeRV as FreeRV
from theano_compat.models.modelling.theanof import gradient as gradient
from typing import Any
circular: Any
"""The transform of angles: backward wraps a number to (-pi, pi], element by element, forward changes nothing.

Example::

    >>> pm.distributions.transforms.circular.backward(2 * np.pi + 1).eval().round(4)
    np.float64(1.0)

Source: pymc3.distributions.transforms.
"""
floatX = _floatX
interval = _interval
log: Any
"""Positive numbers, by their logarithm.

Example::

    >>> log = pm.distributions.transforms.Log()
    >>> float(log.forward_val(1.0)), log.backward(tt.constant([0.0, 1.0])).eval().round(3).tolist()
    (0.0, [1.0, 2.718])

Source: pymc3.distributions.transforms.
"""
log_exp_m1: Any
"""Positive numbers, by log(exp(x) - 1).

Example::

    >>> pm.distributions.transforms.LogExpM1().backward(tt.constant([0.0])).eval()
    array([0.69314718])

Source: pymc3.distributions.transforms.
"""
logodds: Any
"""Numbers in the unit interval, by their logit.

Example::

    >>> pm.distributions.transforms.LogOdds().backward(tt.constant([0.0, 2.0])).eval().round(2).tolist()
    [0.5, 0.88]

Source: pymc3.distributions.transforms.
"""
lowerbound = _lowerbound
ordered: Any
"""Increasing vectors, by the first element and the logarithms of the increments.

Example::

    >>> pm.distributions.transforms.Ordered().backward(tt.constant([1.0, 0.0, 0.0])).eval().tolist()
    [1.0, 2.0, 3.0]

Source: pymc3.distributions.transforms.
"""
stick_breaking: Any
"""Points of a simplex, by centered logarithms without the last (the name is that of an earlier transform).

eps: without an effect, which a DeprecationWarning says. Values are vectors, (..., k), free values (..., k - 1).

Example::

    >>> pm.distributions.transforms.StickBreaking().backward(tt.constant([0.0, 0.0])).eval().round(3)
    array([0.333, 0.333, 0.333])

Source: pymc3.distributions.transforms.
"""
sum_to_1: Any
"""Vectors with sum 1, by all elements but the last.

Example::

    >>> pm.distributions.transforms.SumTo1().backward(tt.constant([0.25, 0.25])).eval().tolist()
    [0.25, 0.25, 0.5]

Source: pymc3.distributions.transforms.
"""
transform = _transform
upperbound = _upperbound
