"""NaN, infinities and zeros come out of a rule's right side as out of its left, but for the rules listed here."""

from __future__ import annotations

import numpy as np
import pytest

from compat.rules.engine import Rule
from tests.rules.identities import PATTERNS, SHAPES, Identity, draw
from tests.rules.test_identities import ALL_RULES, _evaluate, _name

EDGES = (np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -2.0, 0.5)
# rule: what differs, and why that is wanted
DIFFERENT = {
    "multiply_by_zero": "0 * NaN is 0, as in legacy", "zero_divided": "0 / 0 is 0, as in legacy",
    "subtract_itself": "inf - inf is 0, as in legacy", "divide_by_itself": "0 / 0 is 1, as in legacy",
    "mask_outside_product": "0 behind the mask, not 0 * NaN, as in legacy",
    "common_factor": "0 * y / 0 is y, as in legacy", "factor_cancels_inside": "y / 0 * 0 is y, as in legacy",
    "term_taken_away": "inf + y - inf is y, as in legacy",
    "factor_out_of_sum": "sums that overflow, or s * 0 of an infinite s, once and not per element",
    "quotient_by_one_plus_exp": "inf / inf is 1: it is stable", "sigmoid_times_exp": "0 * inf is 1: it is stable",
    "density_over_erfc": "0 / 0 is inf: it is stable", "log_of_inverse": "log(-0) of 1 / -inf was -inf",
    "condition_that_holds": "a density of NaN in place of -inf",
    "scaled_scatter": "groups without members become s * 0, NaN for an infinite s",
    "gradient_of_crossentropy_times_its_argument": "y / 0 * 0 is y, as in legacy",
    "factor_into_cheap_terms": "s * 0 of an infinite s",
}


def differs(rule: Rule) -> str:
    """The first edge at which the sides differ; empty if there is none."""
    identity, rng = Identity(rule), np.random.default_rng(0)
    result = identity.rewritten(identity.left)
    for _ in range(60):
        values = [identity.letters[n].array if n in "dei" else draw(n, rng, {}) if PATTERNS[n][0] != "float64"
                  else np.asarray(rng.choice(EDGES, SHAPES[n])) for n in identity.names]
        with np.errstate(all="ignore"):
            before = _evaluate(identity.inputs, identity.left, values)
            after = _evaluate(identity.inputs, result, values)
            same = np.isclose(after, before, rtol=1e-9, atol=1e-300, equal_nan=True)
        if not np.all(same):
            return f"{before} became {after} at {dict(zip(identity.names, values, strict=True))}"
    return ""


@pytest.mark.parametrize("rule", ALL_RULES, ids=_name)
def test_edges_are_kept(rule: Rule) -> None:
    found = differs(rule)
    if rule.__name__ in DIFFERENT:
        assert found, "no difference: take the rule off the list"
    else:
        assert not found


def test_list_names_rules() -> None:
    assert set(DIFFERENT) <= {rule.__name__ for rule in ALL_RULES}
