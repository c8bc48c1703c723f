"""The parts of variational inference under their legacy address (pymc3.variational.opvi)."""

from compat.models.variational.approximation import Approximation
from compat.models.variational.errors import (
    AEVBInferenceError,
    BatchedGroupError,
    ExplicitInferenceError,
    GroupError,
    LocalGroupError,
    ParametrizationError,
    VariationalInferenceError,
)
from compat.models.variational.group import Group, group_for_params, group_for_short_name
from compat.models.variational.memory import node_property
from compat.models.variational.objective import ObjectiveFunction, ObjectiveUpdates, Operator, TestFunction
from compat.models.variational.parameters import collect_shared_to_list
from compat.names_not_here import absent_from

__all__ = [
    "AEVBInferenceError",
    "Approximation",
    "BatchedGroupError",
    "ExplicitInferenceError",
    "Group",
    "GroupError",
    "LocalGroupError",
    "ObjectiveFunction",
    "ObjectiveUpdates",
    "Operator",
    "ParametrizationError",
    "TestFunction",
    "VariationalInferenceError",
    "collect_shared_to_list",
    "group_for_params",
    "group_for_short_name",
    "node_property",
]

__getattr__ = absent_from(__name__)
