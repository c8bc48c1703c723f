# Written by `python -m tools.stubs`.
from pymc3.variational import flows as flows
from pymc3.variational import opvi as opvi
from theano_compat.distributions.block_diagonal import batched_diag as batched_diag
from theano_compat.distributions.normal_formulas import rho2sigma as rho2sigma
from theano_compat.models.modelling.util import update_start_vals as update_start_vals
from theano_compat.models.variational.approximation import Approximation as Approximation
from theano_compat.models.variational.approximations import Empirical as Empirical
from theano_compat.models.variational.approximations import FullRank as FullRank
from theano_compat.models.variational.approximations import MeanField as MeanField
from theano_compat.models.variational.approximations import NormalizingFlow as NormalizingFlow
from theano_compat.models.variational.approximations import SingleGroupApproximation as SingleGroupApproximation
from theano_compat.models.variational.approximations import sample_approx as sample_approx
from theano_compat.models.variational.empirical_group import EmpiricalGroup as EmpiricalGroup
from theano_compat.models.variational.flow_group import NormalizingFlowGroup as NormalizingFlowGroup
from theano_compat.models.variational.gaussian_groups import FullRankGroup as FullRankGroup
from theano_compat.models.variational.gaussian_groups import MeanFieldGroup as MeanFieldGroup
from theano_compat.models.variational.group import Group as Group
from theano_compat.models.variational.memory import node_property as node_property
import pymc3 as _pm
pm = _pm
