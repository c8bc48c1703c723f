"""A plugin of pytest (-p tests.fidelity.random_order): tests in an order drawn by the seed COMPAT_ORDER.

First the files, then the tests of each file: those share what their modules prepare.
"""

from __future__ import annotations

import os
import random

import pytest


def seed() -> int:
    return int(os.environ.get("COMPAT_ORDER", "0"))


def shuffled(items: list[pytest.Item], number: int) -> list[pytest.Item]:
    """`items` file by file, the files and the tests of each in an order drawn by `number`."""
    files: dict[str, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.nodeid.partition("::")[0], []).append(item)
    rng = random.Random(number)
    names = sorted(files)
    rng.shuffle(names)
    for name in names:
        rng.shuffle(files[name])
    return [item for name in names for item in files[name]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = shuffled(items, seed())


def pytest_report_header() -> str:
    return f"order of tests: COMPAT_ORDER={seed()}"
