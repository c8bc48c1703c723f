"""Programs of 2014 to 2020 under `theano-compat run`: they print what they did then, or migrate-check has their line.

Each program runs twice, emulating PyMC3 3.11.5 and 3.8, whose environments had other NumPy, SciPy and pandas. Lines
beside those of each rule of changed meanings, which mean what they did, have no finding.
"""

import re
import tomllib
from pathlib import Path

import pytest

from tests.verdicts.changed_meanings.table import programs, today
from theano_common.verdict import Row, Status, headline
from theano_migrate.check.audit import Asked, audit
from theano_migrate.check.names.coverage import installed

PROGRAMS = programs()
INNOCENT = tomllib.loads((Path(__file__).parent / "innocent_lines.toml").read_text(encoding="utf-8"))
ASKED = Asked(installed())
SEVERE = ("breaks", "differs")


@pytest.fixture(scope="module", params=["3.11", "3.8"])
def run(request):
    for library in ("pandas", "scipy", "matplotlib"):
        pytest.importorskip(library)
    return request.param, today(request.param)


def findings(text):
    return [(one.code, one.line, one.severity) for one in audit(text.encode(), "x.py", ASKED).findings]


def row(program, emulated, printed):
    """The row of one program: what was printed then and now, or what the audit says of it."""
    found = [f"{code}:{line}" for code, line, severity in findings(program.text) if severity in SEVERE]
    if printed == program.printed_in(emulated):
        return Row(program.name, Status.EQUAL)
    if found:
        return Row(program.name, Status.NOT_COMPARED, f"found by {' '.join(found)}", needed=False)
    return Row(program.name, Status.DIFFERS, "with no finding")


@pytest.mark.slow
def test_no_program_differs_with_no_finding(run):
    emulated, printed = run
    compared = [one for one in PROGRAMS if not one.needs and not one.then.startswith("missed: ")]
    said = headline([row(one, emulated, printed[one.name]) for one in compared])
    assert said.status is Status.EQUAL, said.reasons
    same = [one.name for one in compared if one.then == "same" and printed[one.name] != one.printed_in(emulated)]
    assert not same


@pytest.mark.slow
def test_what_is_missed_is_missed_still(run):
    """A program that prints what it did is no miss any more: its row and docs/audit.md want a change."""
    emulated, printed = run
    missed = [one for one in PROGRAMS if one.then.startswith("missed: ")]
    assert len(missed) < 4
    if emulated == "3.8":
        assert all(printed[one.name] != one.printed for one in missed)


@pytest.mark.parametrize("program", PROGRAMS, ids=[one.name for one in PROGRAMS])
def test_findings_of_a_program(program):
    """Those that its row names, and for one that prints the same none that it breaks."""
    found = findings(program.text)
    if re.match(r"MC\d", program.then):
        severe = [f"{code}:{line}" for code, line, severity in found if severity in SEVERE]
        assert severe == program.then.split()
    elif "Error" not in program.printed and "__" not in program.text:
        breaks = [one for one in found if one[2] == "breaks" and one[0] not in BY_RUN_ALONE]
        assert [one for one in breaks if f"{one[0]}:{one[1]}" not in NOT_REACHED] == []


BY_RUN_ALONE = {"MC534"}  # `theano-compat run` gives the old meaning back; a program that imports us has today's
NOT_REACHED = {
    "MC528:4",  # in a branch that is not taken
    "MC512:2",  # factorial(5.0), which the run of an old program takes; MC512 looks at all floats
}


@pytest.mark.parametrize("code", INNOCENT)
def test_innocent_lines(code):
    lines = INNOCENT[code]["lines"].strip("\n")
    assert lines.count("\n") >= 29
    text = INNOCENT[code]["before"] + lines + "\n"
    assert [one for one in findings(text) if one[0] == code] == []
