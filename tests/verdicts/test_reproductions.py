"""What migrate-reproduce says of runs that tempt it to claim more, in every form of its report."""

from __future__ import annotations

import json
import re

import pytest

from tests.verdicts.reproductions import ATTACKS
from theano_common.verdict import OUTCOMES, Status
from theano_migrate.reproduce import html_report, json_report, junit_report, text_report
from theano_migrate.reproduce.answer import answer, badge, exit_code


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
