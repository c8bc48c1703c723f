"""A small part of `make fidelity SUITE=order`, and what it must see."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.fidelity import order
from tests.fidelity.random_order import shuffled

NEEDS_ANOTHER = """
known = []
def test_first(): known.append(1)
def test_second(): assert known
"""


def test_orders_are_drawn_by_their_seed() -> None:
    items: Any = [SimpleNamespace(nodeid=f"{file}::{test}") for file in "abc" for test in range(4)]
    first, again, other = (shuffled(items, number) for number in (1, 1, 2))
    assert first == again != other and sorted(map(id, first)) == sorted(map(id, other)) == sorted(map(id, items))
    files = [item.nodeid[0] for item in first]
    assert all(files[k : k + 4] == files[k : k + 1] * 4 for k in (0, 4, 8))  # one file after the other


@pytest.mark.slow
def test_what_depends_on_order_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "test_pair.py"
    file.write_text(NEEDS_ANOTHER)
    options = ("-c", "/dev/null", "--rootdir", str(tmp_path))
    failed = [order.in_order(number, (str(file),), 0, options) for number in (0, 1)]
    assert failed[0] == [] and len(failed[1]) == 1 and "test_second" in failed[1][0]


@pytest.mark.slow
def test_alone_with_an_empty_cache() -> None:
    assert order.alone("tests/compilation/test_from_graph.py") == []


def test_every_test_is_in_a_file_that_runs() -> None:
    assert len(order.test_files()) > 150 and "tests/fidelity/test_order.py" in order.test_files()
