"""What variational inference raises (pymc3.variational.opvi)."""

from __future__ import annotations


class VariationalInferenceError(Exception):
    """The parent of all."""


class ExplicitInferenceError(VariationalInferenceError, TypeError):
    """The method needs log q, which the approximation has not."""


class AEVBInferenceError(VariationalInferenceError, TypeError):
    """The method has no local variables."""


class ParametrizationError(VariationalInferenceError, ValueError):
    """Parameters that do not fit the family."""


class GroupError(VariationalInferenceError, TypeError):
    """Groups that do not cover the model, or do so twice."""


class BatchedGroupError(GroupError):
    """A variable that cannot be approximated row by row."""


class LocalGroupError(BatchedGroupError, AEVBInferenceError):
    """A misuse of `local_rv`."""
