"""Programs on which migrate-check said what is not so, or in wrong words."""

import tomllib
from pathlib import Path

import pytest

from theano_migrate.check.audit import Asked, audit
from theano_migrate.check.names import coverage

ATTACKS = tomllib.loads(Path(__file__).with_name("findings.toml").read_text(encoding="utf-8"))["attack"]


@pytest.fixture(scope="module")
def asked():
    return Asked(coverage.installed())


@pytest.mark.parametrize("attack", ATTACKS, ids=[one["source"].replace("\n", "; ") for one in ATTACKS])
def test_what_is_found_is_so(attack, asked):
    source = f"import numpy as np\n{attack['source']}\n"
    said = [f"{one.code} {one.message}" for one in audit(source.encode(), "x.py", asked).findings]
    wanted = attack.get("found", [])
    assert len(said) == len(wanted), said
    assert all(one.startswith(words) for one, words in zip(said, wanted, strict=True)), said
