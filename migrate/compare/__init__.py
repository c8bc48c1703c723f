"""Comparing a saved posterior with a new one: `load` a file, `compare` two `Draws`.

>>> from migrate.compare import compare, load
>>> print(compare(load("saved_trace.pkl"), new_draws).text())

`replay_model` evaluates a model at saved draws; `assert_posteriors_agree` is for tests; `Settings` holds margins.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from theano_common.saved.any_file import load

    from .comparison import compare
    from .replay import replay_model
    from .settings import Settings
    from .testing import assert_posteriors_agree

__all__ = ["Settings", "assert_posteriors_agree", "compare", "load", "replay_model"]

HOMES = {
    "Settings": "theano_migrate.compare.settings",
    "assert_posteriors_agree": "theano_migrate.compare.testing",
    "compare": "theano_migrate.compare.comparison",
    "load": "theano_common.saved.any_file",
    "replay_model": "theano_migrate.compare.replay",
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that the child process of a replay loads only what it needs."""
    if name in HOMES:
        return getattr(importlib.import_module(HOMES[name]), name)
    raise AttributeError(f"module 'migrate.compare' has no attribute {name!r}")
