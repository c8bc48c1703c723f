# Written by `python -m tools.stubs`.
from pymc3.distributions.discrete import incomplete_beta as incomplete_beta
from theano.scalar import gammaln as gammaln
from theano_compat.distributions.choices import random_choice as random_choice
from theano_compat.distributions.formulas import betaln as betaln
from theano_compat.distributions.formulas import binomln as binomln
from theano_compat.distributions.formulas import factln as factln
from theano_compat.distributions.formulas import float_x as _f
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.distributions.formulas import logpow as logpow
from theano_compat.distributions.normal_formulas import log_diff_normal_cdf as log_diff_normal_cdf
from theano_compat.distributions.normal_formulas import log_normal as log_normal
from theano_compat.distributions.normal_formulas import normal_lccdf as normal_lccdf
from theano_compat.distributions.normal_formulas import normal_lcdf as normal_lcdf
from theano_compat.distributions.normal_formulas import rho2sigma as _rho2sd
from theano_compat.distributions.normal_formulas import rho2sigma as rho2sigma
from theano_compat.distributions.normal_formulas import sigma2rho as _sd2rho
from theano_compat.distributions.normal_formulas import sigma2rho as sigma2rho
from theano_compat.distributions.normal_formulas import std_cdf as std_cdf
from theano_compat.distributions.normal_formulas import zvalue as zvalue
from theano_compat.distributions.spline import SplineWrapper as SplineWrapper
from theano_compat.functions.graphs.from_graph import OpFromGraph as OpFromGraph
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.models.distributions.dist_math import MvNormalLogp as MvNormalLogp
from theano_compat.models.distributions.dist_math import alltrue_elemwise as alltrue_elemwise
from theano_compat.models.distributions.dist_math import alltrue_scalar as alltrue_scalar
from theano_compat.models.distributions.dist_math import bound as bound
from theano_compat.models.distributions.dist_math import clipped_beta_rvs as clipped_beta_rvs
from theano_compat.models.distributions.dist_math import incomplete_beta_cfe as incomplete_beta_cfe
from theano_compat.models.distributions.dist_math import incomplete_beta_ps as incomplete_beta_ps
from theano_compat.models.distributions.shape_utils import to_tuple as to_tuple
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.ops.elementwise.user_scalar_op import UnaryScalarOp as UnaryScalarOp
from theano_compat.ops.linear_algebra.cholesky import Cholesky as Cholesky
from theano_compat.theano_api.scan_module.scan import scan as scan
from theano_compat.theano_api.scan_module.step_results import until as until
from typing import Any
I0e: Any
"""The class that Theano had for `i0e`: exp(-|x|) times I of order 0. A call gives the function.

Example::

    >>> isinstance(pm.distributions.dist_math.i0e, pm.distributions.dist_math.I0e)
    True

Source: pymc3.distributions.dist_math.
"""
I1e: Any
"""The class that Theano had for `i1e`: exp(-|x|) times I of order 1. A call gives the function.

Example::

    >>> isinstance(pm.distributions.dist_math.i1e, pm.distributions.dist_math.I1e)
    True

Source: pymc3.distributions.dist_math.
"""
f = _f
floatX = _floatX
i0e: Any
"""i0e(x), element by element: exp(-|x|) times I of order 0.

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> pm.distributions.dist_math.i0e([-3.0, 3.0]).eval()
    array([0.24300035, 0.24300035])

Source: pymc3.distributions.dist_math.
"""
i1e: Any
"""i1e(x), element by element: exp(-|x|) times I of order 1.

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> pm.distributions.dist_math.i1e([-3.0, 3.0]).eval()
    array([-0.19682671,  0.19682671])

Source: pymc3.distributions.dist_math.
"""
rho2sd = _rho2sd
sd2rho = _sd2rho
upgrade_to_float_no_complex: Any
"""Return the float type that the types upcast to. TypeError for complex inputs."""
