"""The command line of migrate-compare: exit codes and output."""

import json

import pytest

from tests.migrate.legacy_pickle import multitrace_bytes, normal_trace
from theano_migrate.compare.command import main


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, trace in {
        "old.pkl": normal_trace(0, draws=2500),
        "same.pkl": normal_trace(1, draws=2500),
        "shifted.pkl": normal_trace(2, draws=2500, shift=0.5),
        "short.pkl": normal_trace(3, draws=50),
    }.items():
        (tmp_path / name).write_bytes(multitrace_bytes(*trace))
    (tmp_path / "cut.pkl").write_bytes((tmp_path / "old.pkl").read_bytes()[:5000])
    (tmp_path / "script.py").write_text("raise SystemExit('no model here')")
    (tmp_path / "dir").mkdir()
    return tmp_path


@pytest.mark.wide(11)
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["old.pkl", "same.pkl"], 0),
        (["old.pkl", "shifted.pkl"], 1),
        (["old.pkl", "short.pkl"], 4),
        (["old.pkl"], 2),
        (["old.pkl", "nowhere.pkl"], 2),
        (["old.pkl", "same.pkl", "--no-sample"], 2),
        (["old.pkl", "cut.pkl"], 3),
        (["cut.pkl", "old.pkl"], 3),
        (["old.pkl", "dir"], 3),
        (["cut.pkl", "script.py"], 3),
        (["--help"], 0),
    ],
)
def test_exit_code(folder, capsys, arguments, code):
    assert main(arguments) == code
    said = capsys.readouterr()
    assert bool(said.err) == (code in (2, 3))
    assert "Traceback" not in said.err


def test_text(folder, capsys):
    main(["old.pkl", "shifted.pkl"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "saved: old.pkl: pymc3, 4 chains of 2500 draws"
    assert lines[5].startswith("mu ") and lines[5].endswith("differs")
    assert lines[-1].startswith("differ: mu: ")


def test_json(folder, capsys):
    main(["old.pkl", "same.pkl", "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    assert document["answer"] == "agree" and document["exit_code"] == 0
    assert {one["name"] for one in document["scalars"]} == {"mu", "sd", "sd_log__", "theta[0]", "theta[1]", "theta[2]"}
