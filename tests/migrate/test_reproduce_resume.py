"""migrate-reproduce --resume: what ended in an earlier report and is unchanged is not run again."""

from __future__ import annotations

import json
import math
from importlib.resources import files

import pytest

from tests.migrate.reproduce_notebooks import PNG, format_4
from theano_migrate.reproduce import documents, earlier_report, inputs, reports, reproduce
from theano_migrate.reproduce.answer import answer, badge
from theano_migrate.reproduce.command import main
from theano_migrate.reproduce.notebook_file import Output
from theano_migrate.reproduce.reports import html_report, json_report, text_report
from theano_migrate.reproduce.reproduce import Options
from theano_migrate.reproduce.running import kernel
from theano_migrate.reproduce.running.limits import OVER
from theano_migrate.reproduce.running.result import Ran, RanCell

PICTURE = {"image/png": PNG, "text/plain": "<F>"}


class StandsIn:
    """In place of `kernel.run`: prints 1.5 in each cell, but of `late`, which do not begin; notes what ran."""

    def __init__(self, *late):
        self.late, self.ran = late, []

    def __call__(self, cells, path, place, limits, progress, then=None):
        self.ran.append(path.name)
        if path.name in self.late:
            return Ran((), stopped=OVER)
        return Ran(tuple(map(self.cell, cells)), seconds=1.0)

    def cell(self, one):
        fails = ("KeyError", "'x'") if "fails" in one.source else ()
        return RanCell((Output("a 1.5 b 7", stream=True),), 0.5, *fails)


def paper(tmp_path, **more):
    """Three notebooks: the second one reads what the first one writes, if it does."""
    head = ("import pymc3 as pm", "a 1.5 b 7")
    books = {
        "1.ipynb": [head, (more.get("writes", "x = 1"), "a 1.6 b 8"), ("pm.sample()", "a 1.5 b 7")],
        "2.ipynb": [head, ("open('trace.txt')", "a 1.5 b 9"), ("# fails", "a 1.5")],
        "3.ipynb": [head, ("x = 1", PICTURE)],
    }
    tmp_path.mkdir(exist_ok=True)
    for name, cells in books.items():
        (tmp_path / name).write_text(format_4(cells))
    return tmp_path


def run(tmp_path, monkeypatch, stands_in, resume=None):
    """Run it as it lies there; what was found, and its report in JSON."""
    monkeypatch.setattr(kernel, "run", stands_in)
    earlier = earlier_report.read(resume) if resume else None
    found = reproduce.reproduce(tmp_path / "paper", Options(resume=earlier), lambda said: None)
    report = tmp_path / "report.json"
    report.write_text(json_report.document(found, strict=False))
    return found, report


def test_a_report_is_written_though_another_cannot_be(tmp_path, monkeypatch, capsys):
    paper(tmp_path / "paper")
    monkeypatch.setattr(kernel, "run", StandsIn())
    report = tmp_path / "report.json"
    page = tmp_path / "nowhere" / "page.html"
    options = ["--html", str(page), "--format", "json", "-o", str(report), "--runs", "1"]
    assert main([str(tmp_path / "paper"), *options]) == 2
    assert f"{page} could not be written" in capsys.readouterr().err
    assert len(json.loads(report.read_text())["documents"]) == 3


def test_what_ended_is_as_it_was(tmp_path, monkeypatch):
    jsonschema = pytest.importorskip("jsonschema")
    paper(tmp_path / "paper")
    first, report = run(tmp_path, monkeypatch, StandsIn("3.ipynb"))
    before = json.loads(report.read_text())
    second, report = run(tmp_path, monkeypatch, stands_in := StandsIn(), report)
    after = json.loads(report.read_text())
    jsonschema.validate(after, json.loads(files(reports).joinpath("report.schema.json").read_text()))
    assert stands_in.ran == ["3.ipynb"]
    for then, now in zip(before["documents"][:2], after["documents"][:2], strict=True):
        assert now.pop("kept") == before["day"] and then.pop("kept") is None
        for one in (*then["cells"], *now["cells"]):
            one.pop("pictures")  # those of the first run are not in its report
        assert then == now
    assert [one.path for one in second.documents] == ["1.ipynb", "2.ipynb", "3.ipynb"] and second.documents[2].ran
    told = text_report.text(second)
    assert f"1.ipynb did not run again: its rows are those of {report}" in told
    page = html_report.page(second)
    assert (
        page.count(f"these are the numbers of the report of {before['day']}") == 2
        and "<td data-v='1.6'>1.6</td>" in page
    )
    assert badge(second) != badge(first) and answer(second).verdict.status is answer(first).verdict.status


def test_a_report_of_a_report(tmp_path, monkeypatch):
    paper(tmp_path / "paper")
    _, report = run(tmp_path, monkeypatch, StandsIn())
    held = json.loads(report.read_text())
    report.write_text(json.dumps({**held, "day": "2001-02-03"}))
    _, report = run(tmp_path, monkeypatch, StandsIn(), report)
    found, _ = run(tmp_path, monkeypatch, stands_in := StandsIn(), report)
    assert not stands_in.ran and {one.kept for one in found.documents} == {"2001-02-03"}


def test_a_document_whose_files_another_reads_runs_again(tmp_path, monkeypatch):
    paper(tmp_path / "paper", writes="open('trace.txt', 'w')")
    _, report = run(tmp_path, monkeypatch, StandsIn("2.ipynb"))
    run(tmp_path, monkeypatch, stands_in := StandsIn(), report)
    assert stands_in.ran == ["1.ipynb", "2.ipynb"]


OF_TIME = {"failed": "TimeLimit: it took more than 600 s", "cause": "time"}
CHANGES = {  # to a report, or the folder -> what runs again
    "nothing": (lambda held, folder: None, []),
    "a notebook": (
        lambda held, folder: (folder / "1.ipynb").write_text(format_4([("import pymc3", "1.5")])),
        ["1.ipynb"],
    ),
    "a file that one names": (lambda held, folder: (folder / "trace.txt").write_text("other"), ["2.ipynb"]),
    "a file that none names": (lambda held, folder: (folder / "other.txt").write_text("other"), []),
    "a cell that came to its limit": (
        lambda held, folder: held["documents"][1]["cells"][1].update(OF_TIME),
        ["2.ipynb"],
    ),
    "another release": (lambda held, folder: held["versions"].update(numpy="0.1"), ["1.ipynb", "2.ipynb", "3.ipynb"]),
    "a report without hashes": (lambda held, folder: [one.pop("sha256") for one in held["documents"]], None),
    "a document that is no longer there": (lambda held, folder: (folder / "2.ipynb").unlink(), []),
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_has_changed_runs_again(tmp_path, monkeypatch, case):
    change, again = CHANGES[case]
    paper(tmp_path / "paper")
    _, report = run(tmp_path, monkeypatch, StandsIn())
    held = json.loads(report.read_text())
    change(held, tmp_path / "paper")
    report.write_text(json.dumps(held))
    found, _ = run(tmp_path, monkeypatch, stands_in := StandsIn(), report)
    assert stands_in.ran == (["1.ipynb", "2.ipynb", "3.ipynb"] if again is None else again)
    none = f"{report} has no document that ended, is unchanged and had the same releases, which no other needs"
    assert (none in found.remarks) == (len(stands_in.ran) == 3)


@pytest.mark.parametrize("text, said", [("{}", "is no report of migrate-reproduce"), (None, "No such file")])
def test_a_report_that_is_none(tmp_path, capsys, text, said):
    (tmp_path / "a.py").write_text("import theano")
    if text is not None:
        (tmp_path / "r.json").write_text(text)
    assert main([str(tmp_path), "--resume", str(tmp_path / "r.json")]) == 2
    assert said in capsys.readouterr().err


def test_numbers_of_a_report():
    held = {"place": "mu, mean", "stored": "1.50", "new": None, "verdict": "cannot tell", "reason": "why"}
    held |= {"standard_errors": "inf", "error": None, "inferred": True, "label": False, "runs": [1.0], "sees": 2.5}
    (found,) = earlier_report._judged([held])
    assert (found.old.value, found.old.half, found.new, found.z, found.sees) == (1.5, 0.005, None, math.inf, 2.5)
    assert math.isnan(found.error) and found.runs == (1.0,) and found.inferred


NAMED = {  # what changes -> whether a notebook that imports `own` and names data/x.csv depends on it
    "own.py": True,
    "data/x.csv": True,
    "deep/data/x.csv": True,
    "data/y.csv": False,
    "of_nobody.py": False,
}


@pytest.mark.parametrize("file", NAMED)
def test_what_a_notebook_depends_on(tmp_path, file):
    for name in NAMED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x = 1")
    (tmp_path / "a.ipynb").write_text(format_4([("import pymc3\nimport own\nopen('data/x.csv')", "1.5")]))

    def digest(**options):
        (found,) = inputs.digests(documents.found(tmp_path / "a.ipynb"), {}, **options).values()
        return found

    before = digest(emulate="")
    assert before == digest(emulate="") != digest(emulate="3.8")
    (tmp_path / file).write_text("x = 2")
    assert (digest(emulate="") != before) == NAMED[file]


def test_files_of_a_folder_that_is_named_and_given_files(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "1.csv").write_text("1")
    (tmp_path / "a.ipynb").write_text(format_4([("import pymc3, glob\nglob.glob('../data/*.csv')", "1.5")]))
    contents, given = documents.found(tmp_path), tmp_path / "given"
    given.write_text("1")
    first = inputs.digests(contents, {"x.csv": given})
    (tmp_path / "data" / "2.csv").write_text("2")
    second = inputs.digests(contents, {"x.csv": given})
    given.write_text("2")
    assert len({str(one) for one in (first, second, inputs.digests(contents, {"x.csv": given}))}) == 3
