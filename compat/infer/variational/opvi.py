"""The names of pymc3.variational.opvi."""

from ...importing.module_getattr import absent_from
from .approximation import Approximation
from .errors import (
    AEVBInferenceError,
    BatchedGroupError,
    ExplicitInferenceError,
    GroupError,
    LocalGroupError,
    ParametrizationError,
    VariationalInferenceError,
)
from .group import Group, group_for_params, group_for_short_name
from .memory import node_property
from .objective import ObjectiveFunction, ObjectiveUpdates, Operator, TestFunction
from .parameters import collect_shared_to_list

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
