"""NaN, infinities and zeros come out of a rule's right side as out of its left, but for the rules listed here."""

from __future__ import annotations

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from tests.rules.identities import PATTERNS, SHAPES, Identity, draw
from tests.rules.test_identities import ALL_RULES, _evaluate, _name
from theano_compat.rules.engine import Rule

EDGES = (np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -2.0, 0.5)
# rule: what differs, and why that is wanted
DIFFERENT = {
    "multiply_by_zero": "0 * NaN is 0, as in legacy",
    "zero_divided": "0 / 0 is 0, as in legacy",
    "subtract_itself": "inf - inf is 0, as in legacy",
    "divide_by_itself": "0 / 0 is 1, as in legacy",
    "mask_outside_product": "0 behind the mask, not 0 * NaN, as in legacy",
    "common_factor": "0 * y / 0 is y, as in legacy",
    "factor_cancels_inside": "y / 0 * 0 is y, as in legacy",
    "term_taken_away": "inf + y - inf is y, as in legacy",
    "factor_out_of_sum": "sums that overflow, or s * 0 of an infinite s, once and not per element",
    "quotient_by_one_plus_exp": "inf / inf is 1: it is stable",
    "sigmoid_times_exp": "0 * inf is 1: it is stable",
    "density_over_erfc": "0 / 0 is inf: it is stable",
    "log_of_inverse": "log(-0) of 1 / -inf was -inf",
    "condition_that_holds": "a density of NaN in place of -inf",
    "scaled_scatter": "groups without members become s * 0, NaN for an infinite s",
    "gradient_of_crossentropy_times_its_argument": "y / 0 * 0 is y, as in legacy",
    "softmax_by_hand": "exp(inf) makes one NaN, the largest exponent taken off a row of them",
    "factor_into_cheap_terms": "s * 0 of an infinite s",
}
# Rules of whole matrices: a singular or non-finite matrix may give NaN or LinAlgError on either side. How far one NaN
# spreads in an inverse, a factor or a solution is up to LAPACK's order of steps, and so is whether it is an error. Of
# finite inputs, what is finite on the left has to be the same on the right.
# rule: how its sides come to differ
MATRICES = {
    "transposed_inverse": "LAPACK meets the NaN of P.T in another order",
    "product_with_inverse": "a NaN reaches the inverse or the solution at different entries",
    "solve_with_factor": "back-substitution leaves what lies before a NaN; the general solve spreads it",
    "solve_of_product": "each column of a NaN right-hand side, and 0 * NaN, is solved for or multiplied afterwards",
    "solve_of_column": "of a vector LAPACK solves otherwise than of a matrix with one column",
}


def matrix(rng: np.random.Generator) -> np.ndarray:
    """A matrix (5, 5) with an entry that is not finite, singular, or positive definite."""
    P, kind = draw("P", rng, {}), rng.integers(4)
    i, j = rng.integers(len(P), size=2)
    if kind == 0:
        return rng.choice(EDGES, P.shape)
    if kind == 1:
        P[i, j] = rng.choice(EDGES[:3])
    if kind == 2:
        P[i] = P[:, i] = 0.0
    return P


def matrices_differ(rule: Rule) -> tuple[str, bool]:
    """(the first finite value that is lost, whether a side is an error or the sides differ anywhere)."""
    identity, rng, elsewhere = Identity(rule), np.random.default_rng(0), False
    result = identity.rewritten(identity.left)
    for _ in range(200):
        vectors = EDGES if rng.random() < 0.5 else EDGES[3:]
        values = [matrix(rng) if n == "P" else np.asarray(rng.choice(vectors, SHAPES[n])) for n in identity.names]
        before, after = (_or_nan(identity, side, values) for side in (identity.left, result))
        if np.allclose(after, before, rtol=1e-9, atol=1e-12, equal_nan=True):
            elsewhere |= bool(np.all(np.isnan(before)))  # an error, or as good as one
            continue
        if all(np.all(np.isfinite(v)) for v in (before, *values)):
            return f"{before} became {after} at {dict(zip(identity.names, values, strict=True))}", True
        elsewhere = True
    return "", elsewhere


def _or_nan(identity: Identity, side: object, values: list) -> np.ndarray:
    with np.errstate(all="ignore"):
        try:
            return _evaluate(identity.inputs, side, values)
        except np.linalg.LinAlgError:
            return np.asarray(np.nan)


def differs(rule: Rule) -> str:
    """The first edge at which the sides differ; empty if there is none."""
    identity, rng = Identity(rule), np.random.default_rng(0)
    result = identity.rewritten(identity.left)
    for _ in range(60):
        values = [
            identity.letters[n].compat_annotation.array
            if n in "dei"
            else draw(n, rng, {})
            if PATTERNS[n][0] != "float64"
            else np.asarray(rng.choice(EDGES, SHAPES[n]))
            for n in identity.names
        ]
        with np.errstate(all="ignore"):
            try:
                before = _evaluate(identity.inputs, identity.left, values)
            except ValueError:  # a length that is not finite: what was an error may be one or not
                continue
            after = _evaluate(identity.inputs, result, values)
            same = np.isclose(after, before, rtol=1e-9, atol=1e-300, equal_nan=True)
        if not np.all(same):
            return f"{before} became {after} at {dict(zip(identity.names, values, strict=True))}"
    return ""


@pytest.mark.wide(23)
@pytest.mark.parametrize("rule", ALL_RULES, ids=_name)
def test_edges_are_kept(rule: Rule) -> None:
    if rule.__name__ in MATRICES:
        lost, elsewhere = matrices_differ(rule)
        assert not lost
        assert elsewhere, "no difference: take the rule off the list"
        return
    found = differs(rule)
    if rule.__name__ in DIFFERENT:
        assert found, "no difference: take the rule off the list"
    else:
        assert not found


def test_list_names_rules() -> None:
    assert DIFFERENT.keys() | MATRICES.keys() <= {rule.__name__ for rule in ALL_RULES}
    assert not DIFFERENT.keys() & MATRICES.keys()


ZEROS = [  # a function of the vector x, its constant c, what Theano 1.0.5 makes of x = [nan, 1, inf]
    (lambda x, c: x * c, np.zeros(3), [0.0, 0.0, 0.0]),
    (lambda x, c: x * c, np.zeros(3, int), [0.0, 0.0, 0.0]),
    (lambda x, c: x * c, np.array([0.0, 0.0, 1.0]), [np.nan, 0.0, np.inf]),
    (lambda x, c: tt.sqr(x).dimshuffle("x", 0) * c, np.zeros(3), [[0.0, 0.0, 0.0]]),
    (lambda x, c: x * c, np.zeros((2, 1)), [[0.0, 0.0, 0.0]] * 2),
    (lambda x, c: c / (x - x[1]), np.zeros(3), [0.0, 0.0, 0.0]),
    (lambda x, c: tt.grad(((tt.exp(x) * c) ** (x[1] / 2)).sum(), x), np.zeros(3), [0.0, 0.0, 0.0]),
]


def test_zeros_do_not_absorb_as_written() -> None:
    """In FAST_COMPILE, as in Theano 1.0.5."""
    x = tt.dvector("x")
    found = theano.function([x], [x * np.zeros(3), np.zeros(3, int) / (x - x[1])], mode="FAST_COMPILE")
    np.testing.assert_array_equal(found([np.nan, 1.0, np.inf]), [[np.nan, 0.0, np.nan], [np.nan, np.nan, 0.0]])


@pytest.mark.parametrize("mode", ["FAST_RUN", "JAX"])
@pytest.mark.parametrize(("formula", "constant", "legacy"), ZEROS)
def test_constant_zeros_absorb(formula, constant, legacy, mode) -> None:
    """A constant array of zeros counts as the number 0, as in legacy; one with another element does not."""
    if mode == "JAX":
        pytest.importorskip("jax")
    x = tt.dvector("x")
    found = theano.function([x], formula(x, constant), mode=mode)([np.nan, 1.0, np.inf])
    assert np.allclose(found, legacy, atol=1e-3, equal_nan=True)
