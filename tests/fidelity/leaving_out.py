"""Rewriting without some rules and passes, by name (`rewriting/passes.py`): a value may depend on none of them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from unittest import mock

os.environ.setdefault("COMPAT_CHECK", "1")  # before compat is imported, as tests/conftest.py

from theano_compat.compilation.cache import compile_cache  # noqa: E402
from theano_compat.compilation.rewriting.passes import passes  # noqa: E402
from theano_compat.rules import firing  # noqa: E402


def every_name() -> list[str]:
    """All that can be left out, in the order of the stages."""
    return [one.name for one in passes()]


@contextmanager
def without(left_out: Collection[str]) -> Iterator[None]:
    """Rewrite without these, and neither use nor keep cache entries."""
    unknown = set(left_out) - set(every_name())
    if unknown:
        raise ValueError(f"no rule is called {', '.join(sorted(unknown))}")
    no_entry = mock.patch.multiple(compile_cache, recall=lambda key: None, remember=lambda *given: None)
    with firing.leaving_out(left_out), no_entry:
        yield
