"""A part of what `make fidelity` asks of the comparison: simulated pairs, mutated models, known posteriors."""

import pytest

from tests.fidelity import calibration, mutations, verdicts
from theano_migrate.compare.verdict import AGREE, DIFFER


@pytest.mark.slow
@pytest.mark.parametrize("case", verdicts.EQUAL[::4], ids=lambda case: case.name)
def test_equal_targets_are_not_said_to_differ(case):
    assert verdicts.answers(case, 0, 8)[DIFFER] == 0


@pytest.mark.slow
def test_a_shift_twice_the_margin_is_never_said_to_agree():
    case = verdicts.Case("gaussian", 0.5, 1000, "shift", 0.3)
    found = verdicts.answers(case, 0, 8)
    assert found[AGREE] == 0 and found[DIFFER] >= 6


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_every_mutation_of_eight_schools_is_seen_by_replay():
    _, found = mutations.by_replay("eight_schools")
    outcomes = [outcome for _, outcome, _ in found]
    assert set(outcomes) == {mutations.CAUGHT, mutations.SAME}
    assert outcomes.count(mutations.CAUGHT) == 10 and outcomes.count(mutations.SAME) == 1  # sigma = 1, squared
    blamed = [mutations.blamed_right(m, told) for m, outcome, told in found if outcome == mutations.CAUGHT]
    assert all(blamed)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_closed_forms():
    pytest.importorskip("nutpie")
    found = calibration.closed_forms("nutpie, C")
    assert len(found) == 9 and [one for one in found if not one[-1]] == []
