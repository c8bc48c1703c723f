"""A mark for tests of what ArviZ 1 draws otherwise."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import pytest


def _is_1() -> bool:
    try:
        return int(version("arviz").split(".")[0]) >= 1
    except PackageNotFoundError:
        return False


arviz_0 = pytest.mark.skipif(_is_1(), reason="ArviZ 1 draws it otherwise: tests/pymc3_api/test_either_arviz.py")
