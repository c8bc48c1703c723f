"""migrate-compare's answer to pairs of posteriors whose true verdict is known."""

import numpy as np
import pytest

from tests.verdicts.posteriors import ATTACKS, OPEN
from theano_common.verdict import Status
from theano_migrate.compare import compare


@pytest.mark.wide(7)
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.name.replace(" ", "_"))
def test_answer(attack):
    for seed in range(attack.seeds):
        old, new, replay = attack.make(np.random.default_rng([seed, len(attack.name)]))
        report = compare(old, new, replay)
        text = report.text()
        assert report.answer in attack.must, text
        assert [word for word in attack.words if word not in text] == [], text
        assert (report.status is Status.NOT_COMPARED) == (report.answer == OPEN)


def test_a_true_difference_is_not_explained_away():
    [attack] = [one for one in ATTACKS if one.name.startswith("a true difference")]
    old, new, _ = attack.make(np.random.default_rng(0))
    assert compare(old, new).explanations == ()


def test_names_are_unique():
    assert len({one.name for one in ATTACKS}) == len(ATTACKS) >= 50
