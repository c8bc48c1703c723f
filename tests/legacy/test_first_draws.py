"""The first draws of the scripts, unchanged, are those of the release that they were written for, under one seed.

Half of the scripts; all: `make fidelity SUITE=numbers`.
"""

import pytest

from tools.fixture_table.fixtures import with_file
from tools.fixture_table.measure import FEWER, first_draws


@pytest.mark.slow
@pytest.mark.fidelity
@pytest.mark.part(2)
@pytest.mark.parametrize("name", with_file("first_draws.npz"))
def test_first_draws(name):
    found = first_draws(name, "c")
    assert "failed" not in found, found["failed"]
    assert found["equal"] >= (FEWER[name][0] if name in FEWER else found["of"])
