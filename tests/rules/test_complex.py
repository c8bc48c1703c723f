"""A rule that holds for real numbers alone leaves complex ones alone: each identity is tried with complex letters."""

import numpy as np
import pytest

from tests.rules import identities
from tests.rules.test_identities import ALL_RULES, _evaluate, _name
from theano_compat.rules.engine import Rule

COMPLEX = "xyzwstuAB"


@pytest.mark.wide(11)
@pytest.mark.parametrize("rule", ALL_RULES, ids=_name)
def test_complex_values_are_kept(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    for letter in COMPLEX:
        monkeypatch.setitem(identities.PATTERNS, letter, ("complex128", identities.PATTERNS[letter][1]))
    try:
        identity = identities.Identity(rule)
    except (TypeError, ValueError, NotImplementedError):
        pytest.skip("the identity is not one of complex numbers")
    result = identity.rewritten(identity.left)
    if result is identity.left or not identity.names:
        return
    assert result.type == identity.left.type
    rng = np.random.default_rng(4)
    for _ in range(3):
        values = [_value(identity, name, rng) for name in identity.names]
        before = _evaluate(identity.inputs, identity.left, values)
        if np.isfinite(before).all():
            np.testing.assert_allclose(_evaluate(identity.inputs, result, values), before, rtol=1e-10, atol=1e-10)


def _value(identity: identities.Identity, name: str, rng: np.random.Generator) -> np.ndarray:
    if name in "dei":
        return identity.letters[name].compat_annotation.array
    if name not in COMPLEX:
        return identities.draw(name, rng, {})
    shape = identities.SHAPES[name]
    return np.asarray(rng.uniform(-4, 4, shape) + 1j * rng.uniform(-4, 4, shape))
