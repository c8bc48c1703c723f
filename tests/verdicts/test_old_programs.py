"""Names of other libraries that are given back: they compute what the old release computed."""

import pytest

from tests.verdicts.old_programs import programs as old_programs

PROGRAMS = old_programs.programs()
OLD = old_programs.old_values()


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """Program -> its value after `compat.install()`, all run by one process."""
    texts = [one.text for one in PROGRAMS]
    return dict(zip(texts, old_programs.values_here(texts, "shim", folder=tmp_path_factory.mktemp("run")), strict=True))


def test_each_name_has_a_value_of_then_or_a_reason():
    known = old_programs.names_with_programs() | old_programs.names_with_reasons().keys()
    assert sorted(set(old_programs.given_back()) - known) == []
    assert sorted(known - set(old_programs.given_back())) == []


def test_each_program_has_run_on_its_release():
    wanted = {(one.release, one.text) for one in PROGRAMS}
    assert {(release, text) for release, values in OLD.items() for text in values} == wanted


@pytest.mark.slow
def test_values_are_those_of_then(ours):
    wrong = {
        one.text: (OLD[one.release][one.text], ours[one.text])
        for one in PROGRAMS
        if old_programs.agree(OLD[one.release][one.text], ours[one.text]) == bool(one.changes)
    }
    assert wrong == {}
