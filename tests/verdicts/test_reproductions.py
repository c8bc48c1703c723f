"""What migrate-reproduce says of runs that tempt it to claim more, in every form of its report."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from tests.verdicts.reproductions import ATTACKS
from theano_common.draws import Chain, Draws
from theano_common.verdict import OUTCOMES, Status
from theano_migrate.compare.comparison import compare
from theano_migrate.reproduce.answer import answer, badge, exit_code
from theano_migrate.reproduce.documents import Document
from theano_migrate.reproduce.posteriors import Saved, of_report
from theano_migrate.reproduce.reports import html_report, json_report, junit_report, text_report


@pytest.mark.parametrize("attack", ATTACKS, ids=[one.name for one in ATTACKS])
def test_a_run_says_what_is_true_of_it(attack):
    text = text_report.text(attack.run)
    for words in attack.words:
        assert words in text
    for words in attack.without:
        assert words not in text
    assert (exit_code(attack.run, False), exit_code(attack.run, True)) == attack.codes
    held = json.loads(json_report.document(attack.run, True))
    assert (held["status"], held["exit_code"]) == (attack.status.value, attack.codes[1])
    said, outcome = answer(attack.run).said, OUTCOMES[attack.status]
    head = re.search(r"<p class='answer (\w+)'>(.*?)</p>", html_report.page(attack.run))
    assert (head[1], head[2]) == (outcome.css, said)
    assert said in text and badge(attack.run).endswith(f"-{outcome.badge})")
    suites = junit_report.document(attack.run)
    if attack.status not in (Status.EQUAL, Status.NEAR):
        assert re.search("<(?:failure|error|skipped) ", suites)
    assert ("<failure " in suites) == (attack.status in (Status.DIFFERS, Status.ONE_SIDE))


def draws(*names, shift=0.0):
    rng = np.random.default_rng(len(names) + int(10 * shift))
    return Draws(tuple(Chain({name: rng.normal(shift, 1.0, 2500) for name in names}, {}) for _ in range(4)))


COMPARISONS = [  # saved, new, the verdict on the saved posterior
    (draws("x", "theta"), draws("x", "theta"), "agrees"),
    (draws("x"), draws("x", "theta"), "not there on one side"),
    (draws("x", "theta"), draws("x"), "not there on one side"),
    (draws("x", "old"), draws("x", "new"), "not there on one side"),
    (draws("x", "theta"), draws("x", "theta", shift=2.0), "differs"),
]


@pytest.mark.parametrize(("saved", "new", "wanted"), COMPARISONS)
def test_variables_that_one_side_lacks_are_no_numbers_that_differ(saved, new, wanted):
    held = json.loads(compare(saved, new).json())
    found = of_report(Saved(Path("trace.nc"), Document(Path("a.py"), ())), held)
    assert found.verdict == wanted


def test_what_the_comparison_states_is_told():
    held = {
        "answer": "differ",
        "reason": "theta is not in the file",
        "status": Status.ONE_SIDE.value,
        "not_compared": "Not compared: tau (infinite on both sides).",
    }
    found = of_report(Saved(Path("t.nc"), Document(Path("a.py"), ())), held)
    assert found.verdict == "not there on one side"
    assert found.reason == "theta is not in the file. Not compared: tau (infinite on both sides)."
