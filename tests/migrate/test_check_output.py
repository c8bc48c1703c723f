"""The formats for readers and programs: text, concise, github, statistics, JSON against its schema."""

import json
from importlib import resources
from pathlib import Path

import pytest

from theano_migrate import check
from theano_migrate.check.command import main
from theano_migrate.check.control.formats import FORMATS
from theano_migrate.check.output import json_document

jsonschema = pytest.importorskip("jsonschema")
SCHEMA = json.loads((resources.files("theano_migrate.check.output") / "findings.schema.json").read_text())

NOTEBOOK = {
    "nbformat": 4, "nbformat_minor": 5, "metadata": {},
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Title"]},
        {"cell_type": "code", "id": "b", "metadata": {}, "outputs": [], "execution_count": None,
         "source": ["import numpy as np\n", "%matplotlib inline\n", "x = np.float(3)"]},
    ],
}  # fmt: skip
# Findings with and without fixes, one that breaks, names in no table, a name that only the run knows, odd characters.
FILES = {
    "old.py": "import numpy as np\nimport theano.tensor as T\nx = np.float(3)\ny = np.float(4), 'é', np.Inf\n"
              "T.nonsense\nT.nonsense\n\tT.nonsense2\n".replace("\tT", "T"),
    "pkg/dynamic & <odd>.py": "import theano.tensor as T\nf = getattr(T, input())\nT.none_such\n",
    "note.ipynb": json.dumps(NOTEBOOK),
    "bad.py": "x = = 1\n",
    "two.py": "import theano\nprint 'x'\n",
    "clean.py": "import numpy as np\n",
}  # fmt: skip


@pytest.fixture
def project(tmp_path, monkeypatch):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_json_obeys_its_schema_and_tells_all(project, capsys):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert main([".", "--format", "json"]) == 3
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, SCHEMA)
    assert {one["path"] for one in document["findings"]} == {str(Path(n)) for n in FILES} - {"clean.py"}
    assert document["summary"]["unreadable"] == ["bad.py"]
    assert sum(document["summary"]["by_severity"].values()) == len(document["findings"])
    assert sum(document["summary"]["by_code"].values()) == len(document["findings"])
    assert document["coverage"]["unknown"] == {
        "theano.tensor.nonsense": 2,
        "theano.tensor.nonsense2": 1,
        "theano.tensor.none_such": 1,
    }
    assert document["coverage"]["unseen"] == [{"path": "pkg/dynamic & <odd>.py", "line": 2, "of": "theano.tensor"}]
    [note] = [one for one in document["findings"] if one["path"] == "note.ipynb"]
    assert (note["cell"], note["line"], note["excerpt"]) == (2, 3, "x = np.float(3)")


def test_the_edits_in_json_are_the_fix(project, capsys):
    main(["old.py", "--select", "MC501", "--format", "json"])
    lines = FILES["old.py"].split("\n")
    for finding in json.loads(capsys.readouterr().out)["findings"]:
        [edit] = finding["fix"]["edits"]
        assert finding["fix"]["safe"] and edit["line"] == edit["end_line"]
        assert lines[edit["line"] - 1][edit["column"] - 1 : edit["end_column"] - 1] == "np.float"
        assert edit["text"] == "float"


MUTATIONS = {
    "severity": lambda d: d["findings"][0].update(severity="error"),
    "line 0": lambda d: d["findings"][0].update(line=0),
    "a key more": lambda d: d.update(more=1),
    "a key less": lambda d: d["findings"][0].pop("fix"),
    "another version": lambda d: d.update(version=1),
    "an edit without its text": lambda d: d["findings"][0].update(fix={"safe": True, "edits": [{"line": 1}]}),
    "a code that is none": lambda d: d["summary"]["by_code"].update(X1=1),
}


@pytest.mark.wide(7)
@pytest.mark.parametrize("mutate", MUTATIONS.values(), ids=MUTATIONS)
def test_the_schema_refuses_what_is_no_report(project, mutate):
    document = json.loads(json.dumps(json_document.document(check.run(["old.py"]))))
    jsonschema.validate(document, SCHEMA)
    mutate(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


def test_text_shows_each_kind_once_with_its_line_and_its_other_places(project, capsys):
    main(["old.py"])
    out = capsys.readouterr().out
    assert "old.py:3:5: MC501 style: numpy.float: alias" in out and "[fixable]" in out
    assert "    3 | x = np.float(3)\n      |     ^^^^^^^^ Write the Python type" in out
    assert "      = also at 4:5\n" in out
    assert out.count("np.float(3)") == 1 and "\x1b" not in out
    assert out.index("MC501") < out.index("MC102")
    assert "  theano.tensor.nonsense (2 times)\n  theano.tensor.nonsense2\n" in out
    assert out.count("theano.tensor.nonsense2") == 2  # the finding, and the list of what is not in the table


def test_text_of_a_notebook_names_the_cell(project, capsys):
    main(["note.ipynb"])
    assert "note.ipynb:cell 2:3:5: MC501 style" in capsys.readouterr().out


def test_concise_is_one_line_for_each_finding(project, capsys):
    main(["old.py", "--format", "concise"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("old.py:3:5: MC501 style numpy.float: alias of a Python type")
    assert [line.split(": ")[0] for line in lines if line.startswith("old.py")] == [
        "old.py:3:5",
        "old.py:4:5",
        "old.py:4:23",
        "old.py:5:1",
        "old.py:6:1",
        "old.py:7:1",
    ]


def test_github_annotates_and_escapes(project, capsys):
    main(["pkg", "--format", "github", "--severity", "breaks"])
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith(
        "::error file=pkg/dynamic & <odd>.py,line=3,endLine=3,col=1,endColumn=12,title=MC102 breaks::"
    )
    (project / "a,b:c%.py").write_text("import theano.tensor as T\nT.none_such\n")
    main(["a,b:c%.py", "--format", "github", "--severity", "breaks"])
    assert "file=a%2Cb%3Ac%25.py,line=2" in capsys.readouterr().out


def test_statistics_count_by_rule(project, capsys):
    main(["old.py", "--statistics"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in lines[:3]] == [
        ["3", "MC102", "breaks"],
        ["2", "MC501", "style"],
        ["1", "MC502", "style"],
    ]
    assert "2 fixable" in lines[1] and "fixable" not in lines[0]


COLOURS = [({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False), ({}, False),
           ({"NO_COLOR": "1"}, False), ({"FORCE_COLOR": ""}, False)]  # fmt: skip


@pytest.mark.wide(7)
@pytest.mark.parametrize(("environment", "coloured"), COLOURS)
def test_colours(project, monkeypatch, capsys, environment, coloured):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    main(["old.py"])
    assert ("\x1b[31;1mMC102 breaks\x1b[0m" in capsys.readouterr().out) is coloured
    main(["old.py", "-o", "out.txt"])
    assert "\x1b" not in (project / "out.txt").read_text()


def test_colours_on_a_terminal_change_no_other_character(project):
    import re

    report = check.run(["old.py", "pkg"])
    coloured = check.render(report, "text", colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == check.render(report, "text") != coloured


@pytest.mark.wide(7)
@pytest.mark.parametrize("format", FORMATS)
def test_every_format_ends_its_last_line_and_takes_an_empty_report(project, format):
    for paths in (["."], ["clean.py"]):
        text = check.render(check.run(paths), format)
        assert text.endswith("\n") and not text.endswith("\n\n")


def test_what_fixes_there_are_is_said(project, capsys):
    (project / "clean.py").write_text("import numpy as np\nx = np.float(3)\n")
    assert main(["clean.py"]) == 1
    assert "Fixable: 1 with --fix.\n" in capsys.readouterr().out
    assert main(["clean.py", "--diff"]) == 1
    out = capsys.readouterr().out
    assert "+x = float(3)\n" in out and "1 fix shown.\n" in out and "with --fix" not in out
    assert main(["clean.py", "--fix"]) == 0
    assert "1 fix carried out.\n" in capsys.readouterr().out
    assert main(["clean.py", "--unsafe"]) == 2


def test_a_file_whose_fixed_text_would_not_parse_is_left_alone_and_named(project, monkeypatch, capsys):
    from theano_migrate.check import audit

    (project / "clean.py").write_text("import numpy as np\nx = np.float(3)\n")
    monkeypatch.setattr(audit, "applied", lambda text, fixes: ("x = = 1\n", len(list(fixes))))
    assert main(["clean.py", "--fix"]) == 1
    assert "clean.py: fixes were left out, because the file would not parse with them" in capsys.readouterr().out
    assert (project / "clean.py").read_text() == "import numpy as np\nx = np.float(3)\n"


@pytest.mark.slow
def test_rules_as_json_and_as_text(capsys):
    assert main(["--list-rules", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert main(["--list-rules"]) == 0
    assert [line[:5] for line in capsys.readouterr().out.splitlines()] == [one["code"] for one in listed]
    for one in listed:
        assert main(["--explain", one["code"].lower()]) == 0
        told = capsys.readouterr().out
        assert told.startswith(f"{one['code']} ({one['severity']}): {one['title']}\n") and one["why"] in told
        assert all(line.strip() in told for line in one["before"].splitlines() + one["after"].splitlines())
