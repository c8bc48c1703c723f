"""Rows of names that few programs used: (dotted name, what a program does with it, what the real library gave)."""

import importlib
import re

import numpy as np
import pytest

from theano_compat.importing.legacy_modules import home


def named(dotted):
    """The object of ours under a legacy name."""
    module, _, name = dotted.rpartition(".")
    return getattr(importlib.import_module(home(module)), name)


def check(dotted, use, expected):
    """`use` of the object gives what is expected; an exception is raised, with its text within the message."""
    if isinstance(expected, Exception):
        with pytest.raises(type(expected), match=re.escape(expected.args[0]) if expected.args else None):
            use(named(dotted))
    else:
        agree(use(named(dotted)), expected)


def agree(found, expected):
    """Equal but for the last digits of floats; dtypes of arrays count."""
    if isinstance(expected, list | tuple):
        assert type(found) is type(expected) and len(found) == len(expected), found
        for one, other in zip(found, expected, strict=True):
            agree(one, other)
    elif isinstance(expected, np.ndarray | float):
        if isinstance(expected, np.ndarray):
            assert found.dtype == expected.dtype and found.shape == expected.shape, found
        np.testing.assert_allclose(found, expected, rtol=1e-12)
    else:
        assert found == expected and isinstance(found, bool | np.bool_) == isinstance(expected, bool), found
