"""Exceptions of variational inference (pymc3.variational.opvi)."""

from __future__ import annotations


class VariationalInferenceError(Exception):
    """The base class of the exceptions of variational inference.

    Example::

        >>> issubclass(pm.variational.opvi.GroupError, pm.variational.opvi.VariationalInferenceError)
        True

    Source: pymc3.variational.opvi.
    """


class ExplicitInferenceError(VariationalInferenceError, TypeError):
    """Raised if the method of a fit needs log q, which the approximation lacks.

    Example::

        import pytest

        with pm.Model():
            x = pm.Normal("x", 0, 1)
            with pytest.raises(pm.variational.opvi.ExplicitInferenceError, match="requires logq"):
                pm.KLqp(pm.Empirical(size=10))

    Source: pymc3.variational.opvi.
    """


class AEVBInferenceError(VariationalInferenceError, TypeError):
    """Raised if the method of a fit does not support local variables.

    Example::

        >>> issubclass(pm.variational.opvi.AEVBInferenceError, pm.variational.opvi.VariationalInferenceError)
        True

    Source: pymc3.variational.opvi.
    """


class ParametrizationError(VariationalInferenceError, ValueError):
    """Raised for parameters that do not fit the family of an approximation.

    Example::

        import pytest

        with pm.Model():
            x = pm.Normal("x", 0, 1)
            with pytest.raises(pm.variational.opvi.ParametrizationError, match="Need `trace` or `size`"):
                pm.Empirical()

    Source: pymc3.variational.opvi.
    """


class GroupError(VariationalInferenceError, TypeError):
    """Raised for groups that do not cover the model, or overlap.

    Example::

        import pytest

        with pm.Model():
            x, y = pm.Normal("x", 0, 1), pm.Normal("y", 0, 1)
            with pytest.raises(pm.variational.opvi.GroupError, match="No approximation is specified"):
                pm.Approximation([pm.Group([x], vfam="mean_field")])

    Source: pymc3.variational.opvi.
    """


class BatchedGroupError(GroupError):
    """Raised for a variable that cannot be approximated row by row.

    Example::

        import pytest

        with pm.Model():
            x = pm.Normal("x", 0, 1)
            with pytest.raises(pm.variational.opvi.BatchedGroupError):
                pm.Group([x], vfam="mean_field", rowwise=True)

    Source: pymc3.variational.opvi.
    """


class LocalGroupError(BatchedGroupError, AEVBInferenceError):
    """Raised for a misuse of `local_rv`.

    Example::

        import pytest

        with pm.Model():
            x = pm.Normal("x", 0, 1, shape=2)
            with pytest.raises(pm.variational.opvi.LocalGroupError, match="does not support local grouping"):
                pm.Group([x], vfam="mean_field", local=True, rowwise=True)

    Source: pymc3.variational.opvi.
    """
