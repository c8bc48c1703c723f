"""The table of differences: its rows are whole, its page is what the table says, and tools take their words from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import theano_migrate.port
from theano_common.differences.table import EFFECTS, ENVIRONMENTS, FAMILIES, Difference, difference, differences, family
from theano_common.saved.versions import Version
from theano_common.version_numbers import version_numbers
from theano_compat import emulated_versions
from theano_compat.settings import config
from theano_migrate.check.output import rule_help
from theano_migrate.compare.hints import UNKNOWN, hints, text
from theano_migrate.port.codes import CODES
from theano_migrate.port.differences import MARKS, words
from tools.differences import checks
from tools.differences.page import PAGE, page
from tools.differences.uses import uses

ROWS = list(differences())
RULES = {one.code for one in rule_help.rules()}
QUESTIONS = {  # what somebody types into the documentation's search -> its row
    "hpd 0.05": "statistics/hpd-until-3-8",
    "tune=0": "sampling/no-tuning",
    "lp sign": "files/sign-of-lp",
    "LKJ constant": "densities/lkj-constant",
    "integer data": "data/integers-beyond-32-bits",
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_is_whole(row: Difference) -> None:
    clauses = (row.what, row.library, row.then, row.now, row.right, row.source, *row.port.values())
    assert all(clauses) and not [one for one in clauses if one.endswith(".") or "\n" in one]
    assert row.effect in EFFECTS and set(row.rules) <= RULES
    assert bool(row.checks) != bool(row.unchecked), "a row has checks, or the reason why not"
    assert row.since == "" or row.before == "" or version_numbers(row.since) < version_numbers(row.before)
    re.compile(row.faulty)
    assert not row.emulated or row.library == "PyMC3" and row.before
    for check in row.checks:
        assert check.prints and set(check.prints) <= set(ENVIRONMENTS)
        assert all(printed.endswith("\n") for printed in check.prints.values())
        compile(check.program, row.name, "exec")


def test_names_and_headings_are_their_own() -> None:
    assert len({row.anchor for row in ROWS}) == len({row.name for row in ROWS}) == len(ROWS) >= 60
    assert sum(1 for row in ROWS if row.checks) >= 60
    typed = [word.lower() for row in ROWS for word in row.typed]
    assert len(typed) == len(set(typed))


def test_a_row_that_is_not_whole_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from theano_common.differences import table

    with pytest.raises(ValueError, match="the row draws/new of the table of differences is not whole.*'right'"):
        table._row("draws/new", {"what": "x", "library": "y", "then": "", "now": "", "effect": "", "source": ""})


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tools.differences --page"


@pytest.mark.parametrize("typed", QUESTIONS)
def test_a_question_finds_its_row(typed: str) -> None:
    """Search takes an entry of its index that is what was typed first: the entry stands below the row's heading."""
    from tools.docs import written

    text = dict(written.pages())["differences"]
    row = difference(QUESTIONS[typed])
    below = text.partition(f"### {row.what}\n")[2].partition("\n### ")[0]
    assert re.search(rf"```{{index}} [^\n]*! {re.escape(typed)}(,|\n)", below)


def test_every_tool_uses_rows() -> None:
    counted = uses(ROWS)
    assert counted["documentation"] == len(ROWS) and all(counted.values()), counted


@pytest.mark.parametrize(
    "release, row", [("3.8", "sampling/number-of-draws"), ("3.4", "statistics/bfmi-of-all-chains")]
)
def test_emulation_says_what_it_covers(release: str, row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert emulated_versions.emulated() == ""
    monkeypatch.setattr(emulated_versions, "_release", lambda: release)
    said = emulated_versions.emulated()
    assert difference(row).then in said
    wanted = [one for one in ROWS if one.emulated and version_numbers(release) < version_numbers(one.before)]
    assert all(one.then in said for one in wanted) and config.emulate == "3.11"


def test_hints_are_rows() -> None:
    ported = "import pymc as pm\nwith pm.Model():\n    pm.LKJCorr('r', eta=eta, n=2)\n"
    [said] = hints(ported, {"pymc3": Version("3.11.5", "3.11.5", "")})
    assert said.startswith(f"In PyMC3 {difference('densities/lkj-constant').then}; today ")
    assert hints(ported.replace("pymc ", "pymc3 "), {"pymc3": Version("3.11.5", "3.11.5", "")}) == ()
    assert all(text(row, UNKNOWN).endswith(").") for row in ROWS if row.faulty)


@pytest.mark.parametrize("environment", [one for one in ENVIRONMENTS if one != "ours"])
@pytest.mark.slow
def test_a_sample_of_checks_holds(environment: str) -> None:
    """Where the environment is there: the first checks of each family that sample nothing."""
    python = checks.python_of(environment, make=False)
    if python is None:
        pytest.skip(f"{environment} is not there: make differences")
    quick = [
        one
        for name in FAMILIES
        for one in [one for one in checks.asked(family(name).rows.values()) if "sample" not in one.program]
        if one.environment == environment
    ][::12]
    assert quick and [one.name for one, printed in checks.printed(quick, python) if printed != one.prints] == []


PORT = "".join(one.read_text() for one in sorted(Path(theano_migrate.port.__file__).parent.rglob("*.py")))


@pytest.mark.parametrize("row", [one for one in differences() if one.port], ids=lambda row: row.name)
def test_what_is_for_migrate_port_is_read_there(row: Difference) -> None:
    assert f'"{row.name}"' in PORT
    assert all(f'"{case}"' in PORT for case in row.port if case)


@pytest.mark.parametrize("row, case", MARKS)
def test_a_mark_of_migrate_port_is_of_a_row(row: str, case: str) -> None:
    assert words(row, case) and MARKS[row, case] in CODES
