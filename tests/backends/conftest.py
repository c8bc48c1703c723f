"""A cache folder of a test's own."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakValueDictionary

import pytest

from theano_compat.backends.c.compilers import build, cache
from theano_compat.settings import config


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where compiled objects are kept during a test, and nothing loaded yet. Nothing is there before the first use."""
    chosen = tmp_path / "with a space, ü"
    monkeypatch.setattr(config, "cache_dir", str(chosen))
    monkeypatch.setattr(build, "_loaded", WeakValueDictionary())
    cache._usable.cache_clear()
    return chosen
