"""Whatever may raise, in the branches of `ifelse` and `switch`: a part of `make fidelity SUITE=laziness`."""

from __future__ import annotations

import importlib.util

import pytest

from tests.fidelity import laziness

PART = [
    (name, mode)
    for k, name in enumerate(laziness.names())
    for m, mode in enumerate(laziness.MODES)
    if (k // 8 + k + 3 * m) % 9 == 0
]


@pytest.mark.wide(9)
@pytest.mark.parametrize(("name", "mode"), PART, ids=lambda v: v if isinstance(v, str) else " | ".join(v))
def test_as_the_real_library(name: tuple[str, str, str, str], mode: str) -> None:
    if mode == "JAX" and importlib.util.find_spec("jax") is None:
        pytest.skip("JAX is not installed")
    assert not laziness.differences(name, mode)


def test_every_case_was_asked() -> None:
    assert sorted(laziness.saved()) == sorted("|".join(name) for name in laziness.names())
    assert laziness.EXPLAINED.keys() <= {name[0] for name in laziness.names()}
