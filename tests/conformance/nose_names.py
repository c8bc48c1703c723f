"""The few names of nose that the old suites import, on pytest and unittest: nose itself no longer imports."""

from __future__ import annotations

import sys
import unittest
from functools import wraps
from types import ModuleType
from typing import Any

import pytest


def raises(*exceptions: type[BaseException]) -> Any:
    def decorate(function: Any) -> Any:
        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> None:
            with pytest.raises(exceptions):
                function(*args, **kwargs)

        return run

    return decorate


def _unchanged(*args: Any, **kwargs: Any) -> Any:
    return lambda function: function


def install() -> None:
    """Make `import nose` and what lies below it work in this process."""
    case = unittest.TestCase()
    tools = {
        "raises": raises,
        "assert_raises": case.assertRaises,
        "assert_true": case.assertTrue,
        "assert_equal": case.assertEqual,
        "assert_equals": case.assertEqual,
    }
    names: dict[str, dict[str, Any]] = {
        "nose": {"SkipTest": unittest.SkipTest, "with_setup": _unchanged},
        "nose.plugins": {},
        "nose.plugins.skip": {"SkipTest": unittest.SkipTest},
        "nose.plugins.attrib": {"attr": _unchanged},
        "nose.tools": tools,
    }
    for name, contents in names.items():
        module = ModuleType(name)
        module.__path__ = []
        vars(module).update(contents)
        sys.modules[name] = module
        parent, _, tail = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], tail, module)
