"""The command line of migrate-check: exit codes, output, what it writes, what it does not import."""

import json
import os
import stat
import subprocess
import sys

import pytest

from theano_migrate import atomic_write
from theano_migrate.check import audit
from theano_migrate.check.command import main
from theano_migrate.check.names import values
from theano_migrate.check.source import json_spans

CLEAN = "import numpy as np\nprint(np.zeros(3))\n"
DIRTY = "import numpy as np\nx = np.zeros(3, np.float)\n"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "clean.py").write_text(CLEAN)
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg" / "dirty.py").write_text(DIRTY)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "dirty.py").write_text(DIRTY)
    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "pyvenv.cfg").write_text("")
    (tmp_path / "env" / "dirty.py").write_text(DIRTY)
    return tmp_path


@pytest.mark.wide(11)
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean.py"], 0),
        (["."], 1),
        (["pkg", "clean.py", "--ignore", "MC5"], 0),
        (["pkg", "--select", "MC1"], 0),
        (["pkg", "--select", "MC501", "--ignore", "MC5"], 1),
        ([], 2),
        (["nowhere.py"], 2),
        (["clean.py", "--select", "MC7"], 2),
        (["clean.py", "--nonsense"], 2),
        (["clean.py", "--diff", "--fix"], 2),
        (["--explain", "MC999"], 2),
        (["--explain", "mc501"], 0),
        (["--list-rules"], 0),
        (["--help"], 0),
    ],
)
def test_exit_code(project, monkeypatch, capsys, arguments, code):
    monkeypatch.chdir(project)
    assert main(arguments) == code
    said = capsys.readouterr()
    assert bool(said.err) == (code == 2)


UNREADABLE = {
    "of two languages": (b"print 'x'\nf'{1}'\nasync = 1\nx = = 1\n", "MC901", 1),
    "syntax": (b"x = = 1\n", "MC901", 1),
    "not UTF-8": (b"x = 1\ny = '\xff'\n", "MC901", 2),
    "unknown encoding": (b"# coding: klingon\n", "MC901", 1),
    "NUL": (b"x = '\0'\n", "MC901", 1),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", "MC901", 1),
    "nested too deeply": (b"(" * 5000 + b")" * 5000, "MC901", 1),
}


@pytest.mark.wide(7)
@pytest.mark.parametrize("case", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_a_finding_and_the_rest_is_audited(project, capsys, case):
    data, code, line = case
    (project / "bad.py").write_bytes(data)
    assert main([str(project), "--format", "json"]) == 3
    document = json.loads(capsys.readouterr().out)
    found = {(f["path"].rpartition("/")[2], f["code"], f["line"]) for f in document["findings"]}
    assert found == {("bad.py", code, line), ("dirty.py", "MC501", 2)}
    assert [path.rpartition("/")[2] for path in document["summary"]["unreadable"]] == ["bad.py"]


def failing(*arguments):
    raise IndexError("list index out of range")


FAULTS = {  # of our own: where, over which file
    "in names": (values, "of_method", "bad.py", "import theano\ntheano.shared(1).eval()\n"),
    "in a notebook": (json_spans, "parsed", "bad.ipynb", "{}"),
}


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS)
def test_a_fault_of_ours_is_a_finding_and_the_rest_is_checked(project, capsys, monkeypatch, case):
    module, function, name, text = case
    (project / name).write_text(text)
    monkeypatch.setattr(module, function, failing)
    assert main([str(project), "--no-cache", "--format", "json"]) == 3
    document = json.loads(capsys.readouterr().out)
    notes = {one["code"]: one["note"] for one in document["findings"]}
    assert set(notes) == {"MC905", "MC501"}
    assert notes["MC905"].startswith("IndexError in test_check_command.py, line ")
    assert [path.rpartition("/")[2] for path in document["summary"]["unreadable"]] == [name]


def test_a_fault_of_ours_in_a_fix_leaves_the_file_alone(project, capsys, monkeypatch):
    monkeypatch.setattr(audit, "applied", failing)
    assert main([str(project), "--fix"]) == 3
    assert "MC905" in capsys.readouterr().out and (project / "pkg" / "dirty.py").read_text() == DIRTY


NO_NOTEBOOKS = {"empty": b"", "a merge": b"<<<<<<< HEAD\n{}", "a pointer": b"version https://git-lfs", "a dict": b"{}",
                "not UTF-8": b'{"cells": ["\xff"]}', "half": b'{"cells": [', "a list": b"[]"}  # fmt: skip


@pytest.mark.parametrize("data", NO_NOTEBOOKS.values(), ids=NO_NOTEBOOKS)
def test_what_is_no_notebook_is_a_finding_like_others(project, capsys, data):
    (project / "bad.ipynb").write_bytes(data)
    assert main([str(project), "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert {one["code"] for one in document["findings"]} == {"MC901", "MC501"}
    assert document["summary"]["unreadable"] == []


def test_text_shows_the_line_and_what_to_do(project, capsys):
    main([str(project / "pkg")])
    out = capsys.readouterr().out
    assert "dirty.py:2:17: MC501 style: numpy.float: alias of a Python type" in out
    assert "    2 | x = np.zeros(3, np.float)\n      |                 ^^^^^^^^ Write the Python type" in out
    assert "1 finding in 1 of 1 file: 1 style.\nFixable: 1 with --fix.\n" in out
    assert "Coverage: " in out


def test_diff_changes_nothing_and_fix_changes_once(project, capsys):
    file = project / "pkg" / "dirty.py"
    file.chmod(0o750)
    assert main([str(file), "--diff"]) == 1
    assert "-x = np.zeros(3, np.float)\n+x = np.zeros(3, float)\n" in capsys.readouterr().out
    assert file.read_text() == DIRTY
    assert main([str(file), "--fix"]) == 0
    assert file.read_text() == DIRTY.replace("np.float", "float")
    assert file.stat().st_mode & 0o777 == 0o750
    assert [path.name for path in file.parent.iterdir()] == ["dirty.py"]


def test_fix_keeps_all_names_of_a_file(project, capsys, monkeypatch):
    """Hard links: one file that two folders have, or two trees of a store such as pnpm's and uv's."""
    file = project / "links.py"
    file.write_text("import numpy as np\nnp.bool\n")
    os.link(file, project / "other.txt")
    assert main(["--fix", "--unsafe", str(file)]) == 0
    assert (project / "other.txt").read_text() == file.read_text() != "import numpy as np\nnp.bool\n"
    assert file.stat().st_nlink == 2
    before = file.read_bytes()
    over = atomic_write._over

    def fails(opened, data):
        if data == before:
            return over(opened, data)
        opened.write(data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_write, "_over", fails)
    with pytest.raises(OSError, match="No space"):
        atomic_write.write(file, b"another")
    assert (project / "other.txt").read_bytes() == before


def test_a_report_goes_into_a_pipe_that_is_named(project):
    """As `-o /dev/stderr` and `-o /dev/null` ask for: nothing is put in the place of what is there."""
    os.mkfifo(project / "pipe")
    read = os.open(project / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    main(["--format", "json", "-o", str(project / "pipe"), str(project)])
    assert stat.S_ISFIFO(os.stat(project / "pipe").st_mode) and os.read(read, 10).startswith(b"{")
    os.close(read)


@pytest.mark.parametrize("arguments", [["--baseline", "pipe"], ["--with-runtime", "pipe"], []])
def test_what_never_ends_is_not_read(project, monkeypatch, capsys, arguments):
    monkeypatch.chdir(project)
    os.mkfifo("pipe")
    os.symlink("/dev/zero", "zero.py")
    assert main([*arguments, "."]) == (2 if arguments else 3)
    said = capsys.readouterr()
    assert "it is no regular file" in said.err + said.out


def test_imports_neither_compat_nor_the_audited_code_nor_what_is_heavy(project):
    (project / "trap.py").write_text("raise SystemExit('imported')\nimport theano, pymc3, numpy\n")
    program = (
        "import sys; from migrate.check.command import main; code = main([sys.argv[1]]);"
        "print(code, sorted({'compat', 'jax', 'numpy', 'rich', 'fissix', 'theano', 'trap'} & set(sys.modules)))"
    )
    run = [sys.executable, "-c", program, str(project)]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.endswith("1 []\n")


def test_module_entry_point(project):
    run = [sys.executable, "-m", "theano_migrate", "check", str(project / "clean.py")]
    assert subprocess.run(run, capture_output=True).returncode == 0
    assert subprocess.run(run[:3], capture_output=True).returncode == 2
