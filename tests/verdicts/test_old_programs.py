"""Programs that ran on old releases: names given back, and what `migrate-check --fix` writes, compute what they did."""

import pytest

from tests.verdicts.old_programs import programs as old_programs
from theano_migrate.check import audit as check
from theano_migrate.check.audit import Asked
from theano_migrate.check.names import coverage
from theano_migrate.check.source.source import read

PROGRAMS = old_programs.programs()
OLD = old_programs.old_values()
IS_AN_ALIAS = " is numpy."


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """Program -> its value after `compat.install()`, all run by one process."""
    texts = [one.text for one in PROGRAMS if one.is_run_as_it_is]
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
        if one.is_run_as_it_is and old_programs.agree(OLD[one.release][one.text], ours[one.text]) == bool(one.changes)
    }
    assert wrong == {}


@pytest.fixture(scope="module")
def fixed():
    """Program -> what `migrate-check --fix` leaves of it, and the codes of the findings that remain."""
    asked = Asked(coverage.installed())
    made = {}
    for one in PROGRAMS:
        if IS_AN_ALIAS not in one.text:
            after = check.fixed(read(f"{one.text}\n".encode(), "x.py"), asked, one.unsafe)
            left = check.audit(after.encode(), "x.py", asked).findings
            made[one] = after.rstrip("\n"), [finding.code for finding in left]
    return made


@pytest.mark.slow
def test_a_fix_without_a_finding_left_computes_what_the_program_did(fixed, tmp_path):
    changed = {one: after for one, (after, left) in fixed.items() if after != one.text and not left}
    assert len(changed) > 150
    values = old_programs.values_here(changed.values(), folder=tmp_path)
    wrong = {
        after: (then, value)
        for (one, after), value in zip(changed.items(), values, strict=True)
        if not one.changes and not one.changes_with_fix
        if not (then := OLD[one.release][one.text]).startswith("raises") and not old_programs.agree(then, value)
    }
    assert wrong == {}


@pytest.mark.slow
def test_a_program_without_a_finding_does_not_compute_another_value(fixed, tmp_path):
    """It may raise: no check knows all that is gone. But what runs gives what it gave."""
    clean = [one for one, (after, left) in fixed.items() if after == one.text and not left]
    values = old_programs.values_here([one.text for one in clean], folder=tmp_path)
    wrong = {
        one.text: (then, value)
        for one, value in zip(clean, values, strict=True)
        if not one.changes and not one.changes_with_fix and not value.startswith("raises")
        if not (then := OLD[one.release][one.text]).startswith("raises") and not old_programs.agree(then, value)
    }
    assert wrong == {}
