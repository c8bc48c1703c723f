"""A mark for tests of what ArviZ 1 does not have: figures in Matplotlib's axes, `waic`, scales of `loo`."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import pytest


def _is_1() -> bool:
    try:
        return int(version("arviz").split(".")[0]) >= 1
    except PackageNotFoundError:
        return False


arviz_0 = pytest.mark.skipif(_is_1(), reason="ArviZ 1 has other plots, and no waic: tests/pymc3_api/test_arviz_1.py")
