"""The parts of variational inference under their legacy address (pymc3.variational.opvi)."""

from compat.pymc3_api.absence import absent_from
from compat.pymc3_api.variational.approximation import Approximation
from compat.pymc3_api.variational.errors import (
    AEVBInferenceError,
    BatchedGroupError,
    ExplicitInferenceError,
    GroupError,
    LocalGroupError,
    ParametrizationError,
    VariationalInferenceError,
)
from compat.pymc3_api.variational.group import Group, group_for_params, group_for_short_name
from compat.pymc3_api.variational.memory import node_property
from compat.pymc3_api.variational.objective import ObjectiveFunction, ObjectiveUpdates, Operator, TestFunction
from compat.pymc3_api.variational.parameters import collect_shared_to_list

__all__ = ["AEVBInferenceError", "Approximation", "BatchedGroupError", "ExplicitInferenceError", "Group", "GroupError",
           "LocalGroupError", "ObjectiveFunction", "ObjectiveUpdates", "Operator", "ParametrizationError",
           "TestFunction", "VariationalInferenceError", "collect_shared_to_list", "group_for_params",
           "group_for_short_name", "node_property"]

__getattr__ = absent_from(__name__)
