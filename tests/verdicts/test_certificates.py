"""Ports that are wrong, and right ones that look odd: `certificate/*.txt`, each with the verdict that is true.

    == name: verdict | what the report says | !what it does not say
    the old program
    --
    the new program
    -- old/numbers.txt
    a file beside either: they are in the folders old and new

Both stand behind imports of their libraries. The verdict is a status of `theano_common.verdict`, or the word of the
certificate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.migrate.port.conftest import new, new_in_python, old, python  # noqa: F401  # the processes, started once
from theano_common import verdict
from theano_common.verdict import OUTCOMES, Status
from theano_migrate.port.certificate.certify import certified
from theano_migrate.port.certificate.html_report import page
from theano_migrate.port.certificate.process import Side
from theano_migrate.port.certificate.report import ModelReport, Report, Row
from theano_migrate.port.certificate.verdicts import CONSTANT, DIFFERS, EQUAL, NOT_COMPARED, ONE_SIDE
from theano_migrate.port.certificate.whole_run.process import Ending
from theano_migrate.port.certificate.whole_run.rows import judged

DATA = "y = np.array([1.0, 2.0, 4.0])\n"
OLD = f"import numpy as np\nimport pymc3 as pm\nimport theano\nimport theano.tensor as tt\n{DATA}"
NEW = f"import numpy as np\nimport pymc as pm\nimport pytensor\nimport pytensor.tensor as pt\n{DATA}"
HEAD = re.compile(r"^== (.*?): (.*)\n", re.MULTILINE)
PART = re.compile(r"^--(.*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """A pair of programs, with what is true of it. `verdict`: a word; `said`: parts of the report; `files`: by path."""

    table: str
    name: str
    verdict: str
    said: tuple[str, ...]
    old: str
    new: str
    files: dict[str, str]

    def __str__(self) -> str:
        return self.name


def attacks() -> Iterator[Attack]:
    for path in sorted(Path(__file__).with_name("certificate").glob("*.txt")):
        parts = HEAD.split(path.read_text(encoding="utf-8"))[1:]
        for name, head, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            verdict, *said = head.split(" | ")
            before, _, after, *more = PART.split(body)
            files = {path.strip(): text for path, text in zip(more[::2], more[1::2], strict=True)}
            yield Attack(path.stem, name, verdict, tuple(said), OLD + before, NEW + after, files)


@pytest.mark.slow
@pytest.mark.parametrize("attack", [*attacks()], ids=str)
def test_a_certificate_says_what_is_true(
    attack: Attack,
    old: Side,  # noqa: F811
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    new = request.getfixturevalue("new" if attack.table == "as_sampled" else "new_in_python")  # noqa: F811
    files = {"old/model.py": attack.old, "new/model.py": attack.new, **attack.files}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    report = certified(old, new, tmp_path / "old/model.py", tmp_path / "new/model.py", count=10)
    text = report.text()
    assert attack.verdict in (report.status.value, report.verdict), text
    for part in attack.said:
        assert (part[1:] not in text) if part.startswith("!") else (part in text), f"{part}\n{text}"
    assert report.sentence().startswith(f"{report.verdict}: ") and page(report)
    assert (report.exit_code == 0) == (attack.verdict in ("equal", "near"))


KINDS = [  # (a row of numbers, the words of its model)
    (Row("y", "observed", EQUAL), "equal: 1 term agree"),
    (Row("p", "potential", CONSTANT, constant=3.0), "differs by a constant: the potential p differs by a constant +3"),
    (Row("y", "observed", DIFFERS, old=1.0, new=2.0), "differs: the term of y differs: old 1, new 2"),
    (Row("y", "observed", NOT_COMPARED, note="no number"), "not comparable: the term of y was not compared: no number"),
    (Row("gradient", "gradient", NOT_COMPARED, note="none", needed=False), "not comparable: nothing was compared"),
    (Row("d", "deterministic", ONE_SIDE, note="the port lacks it"), "differs: the deterministic d: the port lacks it"),
]


@pytest.mark.parametrize("row, words", KINDS, ids=[row.status for row, _ in KINDS])
def test_a_row_of_numbers_alone(row: Row, words: str) -> None:
    report = Report("old.py", "new.py", {"old": {}, "new": {}}, (ModelReport("1", (row,)),))
    assert report.sentence().startswith(words)
    assert report.exit_code == OUTCOMES[row.said.status].exit_code


STOP = {"line": 40, "kind": "AttributeError", "stops": "no attribute 'a'"}
RUNS = [  # (how the port ran to its end, why its stops are no surprise, exit code, the words of the sentence)
    (Ending("6.4.0", True, (), ()), {}, 0, "equal: 1 term agree"),
    (
        Ending("6.4.0", True, (STOP,), ()),
        {},
        1,
        "differs: the port stops at line 40: AttributeError: no attribute 'a'; its models: equal",
    ),
    (
        Ending("6.4.0", True, (STOP,), ()),
        {0: "marked MP302: it stops"},
        0,
        "Not compared: line 40 of the port (marked MP302: it stops)",
    ),
    (
        Ending("6.4.0", False, (), (), 7, limit=120),
        {},
        0,
        "what the port does from line 7 on (its run was ended after 120 s)",
    ),
    (
        Ending("6.4.0", False, (), (), 7, "its process was ended by signal 6"),
        {},
        1,
        "differs: the port stops at line 7: its",
    ),
]


@pytest.mark.parametrize("ending, why, code, words", RUNS, ids=["runs", "stops", "is marked", "takes long", "breaks"])
def test_how_the_port_ran_decides_too(ending: Ending, why: dict[int, str], code: int, words: str) -> None:
    """Equal models are not all that a port is; what nobody could look at does not forbid `equal`."""
    good, scripts = ModelReport("1", (Row("y", "observed", EQUAL),)), (verdict.Row("the set of models", Status.EQUAL),)
    report = Report("a", "b", {"old": {}, "new": {}}, (good,), others=scripts, run=judged(ending, why))
    assert report.exit_code == code and words in report.sentence(), report.sentence()
    assert words.split(": ")[-1] in report.text() and page(report) and report.json()


def test_a_row_of_another_kind_decides_too() -> None:
    """Rows about starts, predictions or scripts are appended to a model's, or to the report's."""
    good = ModelReport("1", (Row("y", "observed", EQUAL),))
    start = verdict.Row("the start of b", Status.DIFFERS, "0 then, 1 now")
    versions = {"old": {}, "new": {}}
    assert Report("a", "b", versions, (good,)).agrees
    for report in (
        Report("a", "b", versions, (replace(good, others=(start,)),)),
        Report("a", "b", versions, (good,), others=(start,)),
    ):
        assert report.exit_code == 1 and "the start of b: 0 then, 1 now" in report.sentence()
        assert "0 then, 1 now" in report.text() and "0 then, 1 now" in page(report)
    left_out = verdict.Row("the branch in line 3", Status.NOT_COMPARED, "it was not run", needed=False)
    report = Report("a", "b", versions, (replace(good, others=(left_out,)),))
    assert report.agrees and report.sentence().endswith("Not compared: the branch in line 3 (it was not run).")
