# Written by `python -m tools.stubs`.
from pymc3.variational import opvi as opvi
from theano_compat.distributions.normal_formulas import rho2sigma as rho2sigma
from theano_compat.models.modelling.hashing import WithMemoization as WithMemoization
from theano_compat.models.variational.flows import AbstractFlow as AbstractFlow
from theano_compat.models.variational.flows import FlowFn as FlowFn
from theano_compat.models.variational.flows import Formula as Formula
from theano_compat.models.variational.flows import HouseholderFlow as HouseholderFlow
from theano_compat.models.variational.flows import LinearFlow as LinearFlow
from theano_compat.models.variational.flows import LocFlow as LocFlow
from theano_compat.models.variational.flows import PlanarFlow as PlanarFlow
from theano_compat.models.variational.flows import Radial as Radial
from theano_compat.models.variational.flows import RadialFlow as RadialFlow
from theano_compat.models.variational.flows import ReferencePointFlow as ReferencePointFlow
from theano_compat.models.variational.flows import ScaleFlow as ScaleFlow
from theano_compat.models.variational.flows import Tanh as Tanh
from theano_compat.models.variational.flows import seems_like_flow_params as seems_like_flow_params
from theano_compat.models.variational.flows import seems_like_formula as seems_like_formula
from theano_compat.models.variational.memory import node_property as node_property
from theano_compat.models.variational.parameters import collect_shared_to_list as collect_shared_to_list
from typing import Any
flow_for_params: Any
"""Return the class of flows with these parameters. KeyError if there is none."""
flow_for_short_name: Any
"""Return the class of flows of this name. KeyError if there is none."""
