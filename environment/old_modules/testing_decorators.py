"""`numpy.testing.dec`: NumPy's test decorators for nose, implemented with `unittest`."""

import unittest
import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any

__all__ = ["deprecated", "knownfailureif", "setastest", "skipif", "slow"]


def _true(condition: Any) -> bool:
    return bool(condition() if callable(condition) else condition)


def skipif(skip_condition: Any, msg: str | None = None) -> Callable[[Any], Any]:
    """Skip the test where the condition (a value, or a function asked when the test runs) holds."""

    def decorator(test: Any) -> Any:
        @wraps(test)
        def run(*args: Any, **kwargs: Any) -> Any:
            if _true(skip_condition):
                raise unittest.SkipTest(msg or "Test skipped due to test condition")
            return test(*args, **kwargs)

        return run

    return decorator


def knownfailureif(fail_condition: Any, msg: str | None = None) -> Callable[[Any], Any]:
    """Skip a test that is known to fail, where the condition holds."""
    return skipif(fail_condition, msg or "Test skipped due to known failure")


def deprecated(conditional: Any = True) -> Callable[[Any], Any]:
    """Ask a test to warn of what is deprecated, where the condition holds."""

    def decorator(test: Any) -> Any:
        @wraps(test)
        def run(*args: Any, **kwargs: Any) -> Any:
            with warnings.catch_warnings(record=True) as seen:
                warnings.simplefilter("always")
                test(*args, **kwargs)
            if not any(issubclass(one.category, DeprecationWarning) for one in seen):
                raise AssertionError(f"No warning raised when calling {test.__name__}")

        return run if _true(conditional) else test

    return decorator


def slow(test: Any) -> Any:
    """Mark a test as slow."""
    test.slow = True
    return test


def setastest(tf: bool = True) -> Callable[[Any], Any]:
    """Say whether a function is a test."""

    def decorator(test: Any) -> Any:
        test.__test__ = tf
        return test

    return decorator
