# Written by `python -m tools.stubs`.
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
"""Elementwise: exp(-|x|) times I of order 0."""
I1e: Any
"""Elementwise: exp(-|x|) times I of order 1."""
f = _f
floatX = _floatX
gammaln: Any
"""Elementwise: log |gamma(x)|, at -inf inf as in libm."""
i0e: Any
"""Elementwise: exp(-|x|) times I of order 0."""
i1e: Any
"""Elementwise: exp(-|x|) times I of order 1."""
incomplete_beta: Any
"""Elementwise: the regularised incomplete beta function I_z(x, y)."""
rho2sd = _rho2sd
sd2rho = _sd2rho
upgrade_to_float_no_complex: Any
"""Return the float type that the types upcast to. TypeError for complex inputs."""
