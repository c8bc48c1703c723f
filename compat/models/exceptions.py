"""The exceptions of pymc3.exceptions; SamplingError is the one that our samplers raise."""

from __future__ import annotations

from ..importing.module_getattr import absent_from
from ..samplers.errors import SamplingError

__all__ = ["SamplingError", "IncorrectArgumentsError", "TraceDirectoryError", "ImputationWarning", "ShapeError"]


class IncorrectArgumentsError(ValueError):
    """Raised for arguments that exclude each other.

    Example::

        >>> issubclass(pm.exceptions.IncorrectArgumentsError, ValueError)
        True

    Source: pymc3.exceptions.
    """


class TraceDirectoryError(ValueError):
    """Raised when the folder of a saved trace is damaged or missing.

    Example::

        import os, tempfile

        import pytest

        with tempfile.TemporaryDirectory() as folder, pm.Model() as model:
            x = pm.Normal("x", 0, 1)
            with pytest.raises(pm.exceptions.TraceDirectoryError, match="is not a trace directory"):
                pm.backends.ndarray.SerializeNDArray(os.path.join(folder, "0")).load(model)

    Source: pymc3.exceptions.
    """


class ImputationWarning(UserWarning):
    """Warns that missing data are imputed from the model.

    Example::

        import warnings

        with pm.Model(), warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            y = pm.Normal("y", 0, 1, observed=np.ma.masked_invalid([0.3, np.nan]))
        assert any(issubclass(one.category, pm.exceptions.ImputationWarning) for one in caught)

    Source: pymc3.exceptions.
    """


def _with_found_and_expected(message: str, actual: object, expected: object) -> str:
    if actual is None and expected is None:
        return message
    if actual is None:
        return f"{message} (expected {expected})"
    return f"{message} (actual {actual})" if expected is None else f"{message} (actual {actual} != expected {expected})"


class ShapeError(Exception):
    """Raised for a wrong shape; the text ends with both shapes if they are given.

    message: what is said. actual: the shape that was found. expected: the one that was expected.

    Example::

        >>> print(pm.exceptions.ShapeError("Wrong.", actual=(2,), expected=(3,)))
        Wrong. (actual (2,) != expected (3,))

    Source: pymc3.exceptions.
    """

    def __init__(self, message: str, actual: object = None, expected: object = None) -> None:
        super().__init__(_with_found_and_expected(message, actual, expected))


class DtypeError(TypeError):
    """Raised for a wrong dtype; the text ends with both dtypes if they are given.

    message: what is said. actual: the dtype that was found. expected: the one that was expected, of whatever shape.

    Example::

        >>> print(pm.exceptions.DtypeError("Wrong.", actual="int64", expected="float64"))
        Wrong. (actual int64 != expected float64)

    Source: pymc3.exceptions.
    """

    def __init__(self, message: str, actual: object = None, expected: object = None) -> None:
        super().__init__(_with_found_and_expected(message, actual, expected))


__getattr__ = absent_from(__name__)
