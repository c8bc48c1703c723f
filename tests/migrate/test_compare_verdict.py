"""The verdict: its parts on made-up numbers, and its rates against the simulation it was designed by."""

import numpy as np
import pytest

from theano_migrate.compare import verdict
from theano_migrate.compare.verdict import AGREE, DIFFER, MARGINS, UNDECIDED, draws_needed, holm, judge

NAN = float("nan")


@pytest.mark.parametrize(
    ("difference", "error", "answer"),
    [
        (np.zeros((3, 5)), np.zeros((3, 5)), AGREE),  # a posterior against itself
        (np.zeros((3, 5)), np.full((3, 5), 0.05), AGREE),
        (np.zeros((3, 5)), np.full((3, 5), 0.10), UNDECIDED),  # 1.645 * 0.1 > 0.15
        (np.full((1, 5), 0.16), np.full((1, 5), 0.001), DIFFER),
        (np.full((1, 5), 0.14), np.full((1, 5), 0.001), AGREE),  # sure, and of no matter
        (np.full((1, 5), 1.0), np.full((1, 5), 0.5), UNDECIDED),
        (np.array([[0.0, 0.0, NAN, NAN, NAN]]), np.array([[0.01, 0.01, NAN, NAN, NAN]]), AGREE),
        (np.array([[0.5, 0.0, NAN, NAN, NAN]]), np.array([[0.01, 0.01, NAN, NAN, NAN]]), DIFFER),
        (np.array([[0.5, 0, 0, 0, 0]]), np.zeros((1, 5)), DIFFER),  # a difference without any error
    ],
)
def test_answer(difference, error, answer):
    assert judge(difference, error).answer == answer


def test_holm_steps_down():
    # Levels 1e-3/4, 1e-3/3, 1e-3/2, 1e-3: two-sided p of these z are 2.0e-4, 3.1e-4, 6.2e-4, 0.32.
    z = np.array([[3.719, 3.606, 3.423, 1.0]])
    assert holm(z, np.ones_like(z, dtype=bool)).tolist() == [[True, True, False, False]]
    assert holm(z[:, 1:], np.ones((1, 3), dtype=bool)).tolist() == [[True, False, False]]
    assert not holm(z[:, ::-1] * 0.5, np.ones_like(z, dtype=bool)).any()


def test_draws_needed_would_be_enough():
    difference, old, new = np.zeros((4, 5)), np.full((4, 5), 0.01), np.full((4, 5), 0.10)
    needed, both = draws_needed(difference, old, new, 1000)
    assert not both and needed > 1000
    judged = judge(difference, np.hypot(old, new * np.sqrt(1000 / needed)))
    assert judged.answer == AGREE
    needed, both = draws_needed(difference, new, new, 1000)
    assert both and needed > 2000


def errors_of(ess):
    """Standard errors of the five statistics of `ess` independent standard normal draws."""
    density = np.array([0.10313564, 0.39894228, 0.10313564])  # at the 5 %, 50 % and 95 % points
    p = np.array([0.05, 0.5, 0.95])
    return np.array([1.0, 1 / np.sqrt(2), *np.sqrt(p * (1 - p)) / density]) / np.sqrt(ess)


def statistics_of(x):
    return np.stack([x.mean(-1), np.log(x.std(-1)), *np.quantile(x, [0.05, 0.5, 0.95], axis=-1)], axis=-1)


# Shares of `agree` and `differ` by the shift of the mean of one scalar of 18, in its sd.
RATES = [
    (1000, 4000, 0.0, 0.48, 0.00),
    (2000, 4000, 0.0, 0.98, 0.00),
    (2000, 4000, 0.2, 0.00, 0.97),
    (1000, 4000, 0.3, 0.00, 1.00),
    (4000, 4000, 0.1, 0.72, 0.01),
]


@pytest.mark.wide(7)
@pytest.mark.parametrize(("old", "new", "shift", "agree", "differ"), RATES)
def test_rates_are_those_of_the_design(old, new, shift, agree, differ):
    rng = np.random.default_rng(20201120)
    runs, error = 60, np.hypot(errors_of(old), errors_of(new))
    answers = []
    for _ in range(runs):
        difference = statistics_of(rng.normal(size=(18, new))) - statistics_of(rng.normal(size=(18, old)))
        difference[0, [0, 2, 3, 4]] += shift
        answers.append(judge(difference, np.broadcast_to(error, (18, 5))).answer)
    for answer, share in ((AGREE, agree), (DIFFER, differ)):
        slack = 4 * np.sqrt(max(share * (1 - share), 0.01) / runs)  # four standard errors of the share
        assert abs(answers.count(answer) / runs - share) <= slack


def test_margins_belong_to_their_statistics():
    assert dict(zip(verdict.STATISTICS, MARGINS, strict=True)) == {
        "mean": 0.15,
        "log sd": 0.15,
        "q05": 0.3,
        "median": 0.2,
        "q95": 0.3,
    }
