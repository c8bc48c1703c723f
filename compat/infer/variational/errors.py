"""Exceptions of variational inference (pymc3.variational.opvi)."""

from __future__ import annotations


class VariationalInferenceError(Exception):
    """The base class of the exceptions of variational inference."""


class ExplicitInferenceError(VariationalInferenceError, TypeError):
    """Raised if the method of a fit needs log q, which the approximation lacks."""


class AEVBInferenceError(VariationalInferenceError, TypeError):
    """Raised if the method of a fit does not support local variables."""


class ParametrizationError(VariationalInferenceError, ValueError):
    """Raised for parameters that do not fit the family of an approximation."""


class GroupError(VariationalInferenceError, TypeError):
    """Raised for groups that do not cover the model, or overlap."""


class BatchedGroupError(GroupError):
    """Raised for a variable that cannot be approximated row by row."""


class LocalGroupError(BatchedGroupError, AEVBInferenceError):
    """Raised for a misuse of `local_rv`."""
