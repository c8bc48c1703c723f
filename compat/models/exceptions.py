"""The exceptions of pymc3.exceptions; SamplingError is the one that our samplers raise."""

from __future__ import annotations

from typing import Any

from ..importing.module_getattr import absent_from

__all__ = ["SamplingError", "IncorrectArgumentsError", "TraceDirectoryError", "ImputationWarning", "ShapeError"]


class SamplingError(RuntimeError):
    """No chain could be drawn, because of a bad start or a failure in every chain.

    message: what is said. chain: the first chain that could not start. start: its start, of shape (dimension,).
    """

    def __init__(self, message: str = "", chain: int | None = None, start: Any = None) -> None:
        super().__init__(message)
        self.chain, self.start = chain, start


class IncorrectArgumentsError(ValueError):
    """Raised for arguments that exclude each other."""


class TraceDirectoryError(ValueError):
    """Raised when the folder of a saved trace is damaged or missing."""


class ImputationWarning(UserWarning):
    """Warns that missing data are imputed from the model."""


def _with_found_and_expected(message: str, actual: object, expected: object) -> str:
    if actual is None and expected is None:
        return message
    if actual is None:
        return f"{message} (expected {expected})"
    return f"{message} (actual {actual})" if expected is None else f"{message} (actual {actual} != expected {expected})"


class ShapeError(Exception):
    """Raised for a wrong shape; the text ends with both shapes if they are given.

    message: what is said. actual: the shape that was found. expected: the one that was expected.
    """

    def __init__(self, message: str, actual: object = None, expected: object = None) -> None:
        super().__init__(_with_found_and_expected(message, actual, expected))


class DtypeError(TypeError):
    """Raised for a wrong dtype; the text ends with both dtypes if they are given.

    message: what is said. actual: the dtype that was found. expected: the one that was expected, of whatever shape.
    """

    def __init__(self, message: str, actual: object = None, expected: object = None) -> None:
        super().__init__(_with_found_and_expected(message, actual, expected))


__getattr__ = absent_from(__name__)
