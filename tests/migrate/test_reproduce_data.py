"""migrate-reproduce: files that are given, and those of the repository that are asked for by their author's paths."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.migrate.test_reproduce_runs import called
from theano_migrate.reproduce.command import main
from theano_migrate.reproduce.file_names import last_parts
from theano_migrate.reproduce.inside.found_files import FoundFiles, nearest, parts_of
from theano_migrate.reproduce.running.limits import INSIDE

FILES = ["data/x.csv", "data/old/y.csv", "more/y.csv", "a/b/z.csv", "c/b/z.csv", "README", "b/__init__.py"]
MEANT = {  # what is asked for -> the file of the repository; all names are in the document's text
    "/home/me/paper/data/x.csv": "data/x.csv",
    "/Users/me/Desktop/x.csv": "data/x.csv",
    "~/x.csv": "data/x.csv",
    "C:\\Users\\me\\paper\\data\\x.csv": "data/x.csv",
    "D:/paper/x.csv": "data/x.csv",
    "..\\data\\x.csv": "data/x.csv",
    "../../data/x.csv": "data/x.csv",
    "../x.csv": "data/x.csv",
    "/home/me/old/y.csv": "data/old/y.csv",
    "/home/me/y.csv": None,  # two have its end
    "/home/me/b/z.csv": None,
    "/home/me/a/b/z.csv": "a/b/z.csv",
    "x.csv": None,  # no path of the author's machine
    "data/x.csv": None,
    "/home/me/absent.csv": None,
    "/usr/lib/b/__init__.py": None,
    "": None,
    "/": None,
}


def found_files(tmp_path, given=None, names=None):
    for file in FILES:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(file)
    named = {parts_of(one)[-1] for one in (*MEANT, *FILES) if parts_of(one)} if names is None else names
    return FoundFiles(given or {}, named, str(tmp_path), str(tmp_path / "log"))


@pytest.mark.parametrize("asked", MEANT)
def test_which_file_of_the_repository_is_meant(tmp_path, asked):
    wanted = MEANT[asked]
    assert found_files(tmp_path).instead(asked) == (wanted and str(tmp_path / wanted))


def test_what_the_text_does_not_name_is_not_looked_for(tmp_path):
    """Libraries ask for files of their own."""
    assert found_files(tmp_path, names={"x.csv"}).instead("/etc/README") is None


GIVEN = {"x.csv": "/given/1", "b/z.csv": "/given/2", "a\\b\\z.csv": "/given/3"}
MEANT_BY_GIVEN = {
    "x.csv": "/given/1",
    "/home/me/x.csv": "/given/1",
    "C:\\x.csv": "/given/1",
    "b/z.csv": "/given/2",
    "/home/c/b/z.csv": "/given/2",
    "../a/b/z.csv": "/given/3",
    "z.csv": None,
    "xx.csv": None,
}


@pytest.mark.parametrize("asked", MEANT_BY_GIVEN)
def test_which_given_file_is_meant(tmp_path, asked):
    assert found_files(tmp_path, GIVEN, names=set()).instead(asked) == MEANT_BY_GIVEN[asked]


def test_the_longest_common_end_wins():
    assert nearest(["a", "b", "c"], ["/c", "/b/c", "/x/b/d"]) == "/b/c"
    assert nearest(["a"], []) is None


TEXTS = {
    "open('/home/me/x.csv')": {"x.csv"},
    "open('C:\\\\data\\\\x.csv')": {"x.csv"},
    "read(r'..\\data\\x.csv', \"y.npz\")": {"x.csv", "y.npz"},
    "print('no file')": set(),
}


@pytest.mark.parametrize("text", TEXTS)
def test_names_of_files_in_a_text(text):
    assert last_parts(text) == TEXTS[text]


READS = {  # programs that print what they read of data/x.csv by a path that is not there
    "open": "print(open(PATH).read())",
    "with a mode": "print(open(PATH, mode='rb').read().decode())",
    "io": "import io\nprint(io.open(PATH).read())",
    "pathlib": "import pathlib\nprint(pathlib.Path(PATH).read_text())",
    "whether it is there": "from os.path import exists, isfile\nprint(17 * exists(PATH) * isfile(PATH))",
    "NumPy": "import numpy as np\nprint(int(np.loadtxt(PATH)))",
    "NumPy again": "import numpy as np\nprint(int(np.genfromtxt(PATH)))",
    "pandas": "import pandas as pd\nprint(pd.read_csv(PATH, header=None)[0][0])",
    "a copy": "import shutil\nprint(open(shutil.copy(PATH, 'copy')).read())",
}
NOT_READ = {
    "writing": "open(PATH, 'w')",
    "appending": "open(PATH, 'a')",
    "changing": "open(PATH, 'r+')",
    "another name": "open('/nowhere/absent.csv')",
}


def run(tmp_path, text):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.csv").write_text("17")
    held = {"given": {}, "names": ["x.csv"], "top": str(tmp_path), "log": str(tmp_path / "log")}
    (tmp_path / "files.json").write_text(json.dumps(held))
    more = {"PYTHONPATH": str(INSIDE), "MIGRATE_REPRODUCE_FILES": str(tmp_path / "files.json")}
    command = [sys.executable, "-c", f"PATH = '/nowhere/data/x.csv'\n{text}"]
    return subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **more}, cwd=tmp_path, check=False
    )


@pytest.mark.parametrize("case", READS)
def test_what_reads_a_file_that_is_elsewhere(tmp_path, case):
    if "pandas" in READS[case]:
        pytest.importorskip("pandas")
    done = run(tmp_path, READS[case])
    assert (done.returncode, done.stdout) == (0, "17\n"), done.stderr
    noted = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert noted == [["/nowhere/data/x.csv", str(tmp_path / "data" / "x.csv")]]


@pytest.mark.parametrize("case", NOT_READ)
def test_what_reads_nothing(tmp_path, case):
    done = run(tmp_path, NOT_READ[case])
    assert "FileNotFoundError: [Errno 2] No such file or directory: '/nowhere/" in done.stderr
    assert (tmp_path / "data" / "x.csv").read_text() == "17" and not (tmp_path / "log").exists()


@pytest.mark.parametrize("given", ["x.csv", "=x", "x.csv=", "x.csv=absent"])
def test_a_file_that_is_given_wrongly(tmp_path, capsys, given):
    (tmp_path / "a.py").write_text("import theano")
    assert main([str(tmp_path), "--data", given]) == 2
    assert f"--data takes NAME=PATH, a file that is there: {given}" in capsys.readouterr().err


@pytest.mark.slow
def test_the_report_says_what_was_read(tmp_path):
    paper, given = tmp_path / "paper", tmp_path / "given.csv"
    (paper / "data").mkdir(parents=True)
    (paper / "data" / "x.csv").write_text("2.0\n")
    given.write_text("3.0\n")
    (tmp_path / "other.csv").write_text("")
    reads = (
        "import theano, numpy as np\nprint('x', np.loadtxt('/home/me/data/x.csv'))\nprint('y', np.loadtxt('in/y.csv'))"
    )
    (paper / "a.py").write_text(reads)
    (paper / "a.out").write_text("x 2.0\ny 3.0\n")
    code, said = called(paper, "--data", f"y.csv={given}", "--data", f"z.csv={tmp_path / 'other.csv'}")
    assert code == 0 and "2 of 2 numbers stand" in said
    assert "a.py read data/x.csv of the repository for /home/me/data/x.csv" in said
    assert f"a.py read {given} for in/y.csv" in said
    assert "no document asked for z.csv, or it was there" in said
    code, said = called(paper)
    assert code == 3 and "files wanted (--data NAME=PATH gives one):\n  in/y.csv (a.py cell 1)" in said
