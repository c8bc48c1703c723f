"""`theano-compat run --from-python2`: a script of Python 2, as it is."""

import subprocess
import sys

import numpy as np
import pytest

from compat import python_2

SCRIPT = """# -*- coding: latin-1 -*-
import cPickle
import theano, theano.tensor as T
from neighbour import half
from pkg.inner import third
x = T.lvector('x')
total = reduce(lambda a, b: a + b, [1, 2, 3])
print 'loss', total / 4, half(3), third(7), theano.function([x], x / 2)([3, 5]), unicode(1L)
"""
NEIGHBOUR = "def half(n):\n    print 'halving',\n    return n / 2\n"


def run(folder, *arguments):
    command = [sys.executable, "-m", "compat", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder)


@pytest.fixture
def project(tmp_path):
    (tmp_path / "script.py").write_bytes(SCRIPT.encode("latin-1"))
    (tmp_path / "neighbour.py").write_text(NEIGHBOUR)
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg" / "__init__.py").write_text("")
    (tmp_path / "pkg" / "inner.py").write_text("from __future__ import division\ndef third(n):\n    return n / 2\n")
    return tmp_path


@pytest.mark.slow
@pytest.mark.compiler
def test_script_and_the_modules_beside_it(project):
    done = run(project, "--from-python2", "script.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "halving loss 1 1 3.5 [1 2] 1\n"
    assert sorted(path.name for path in project.rglob("*.pyc")) == []


def test_without_the_option_the_error_says_what_there_is(project):
    done = run(project, "script.py")
    assert done.returncode == 1 and "--from-python2" in done.stderr


def test_tracebacks_have_the_lines_of_the_file(project):
    (project / "bad.py").write_text("import os\nprint reduce(max, [1])\ndef f():\n    raise ValueError, 'x'\nf()\n")
    done = run(project, "--from-python2", "bad.py")
    assert 'bad.py", line 5, in <module>' in done.stderr and 'bad.py", line 4, in f' in done.stderr
    assert "ValueError: x" in done.stderr


@pytest.mark.slow
def test_what_is_neither_is_a_syntax_error(project):
    (project / "bad.py").write_text("x = = 1\n")
    done = run(project, "--from-python2", "bad.py")
    assert done.returncode == 1 and "SyntaxError" in done.stderr
    assert run(project, "--from-python2").returncode == 2
    assert run(project, "--from-python2", "nowhere.py").returncode == 2


# Statements, and what `x` is then: as Python 2.7 says.
DIVISIONS = {
    "x = 7 / 2": 3, "x = -7 / 2": -4, "x = 7. / 2": 3.5, "x = 7 / 2 / 2.": 1.5, "x = True / 2": 0, "x = 7L / 2": 3,
    "x = 7; x /= 2": 3, "x = 7; x /= 2.": 3.5, "x = [7]; x[0] /= 2": [3], "x = [[7]]; x[0][-1] /= 2": [[3]],
    "class A: b = 7\na = A(); a.b /= 2; x = a.b": 3, "d = {'k': 7}; d['k'] /= 2; x = d": {"k": 3},
    "x = [7, 8]; i = iter([0, 1]); x[i.next()] /= 2": [3, 8],
    "x = int(np.int64(7) / 2)": 3, "x = list(np.array([7, -7]) / 2)": [3, -4], "x = list(np.array([7.]) / 2)": [3.5],
    "a = np.array([7, 9]); b = a; a /= 2; x = list(b)": [3, 4],
    "a = np.arange(6); a[1:4] /= 2; x = list(a)": [0, 0, 1, 1, 4, 5],
    "a = np.arange(4).reshape(2, 2); a[:, 0] /= 2; x = a.tolist()": [[0, 1], [1, 3]],
    "x = (lambda a, b: a / b)(7, 2)": 3, "x = [a / 2 for a in (7, 8)]": [3, 4],
    "def f():\n    global x\n    x /= 2\nx = 7\nf()": 3, "x = 7 % 2 // 1": 1,
    "from __future__ import division\nx = 7 / 2": 3.5,
}  # fmt: skip


@pytest.mark.parametrize("text", DIVISIONS)
def test_division_is_that_of_python_2(text, monkeypatch):
    import builtins

    monkeypatch.setattr(builtins, python_2.DIVIDED, python_2.divided, raising=False)
    monkeypatch.setattr(builtins, python_2.DIVIDED_IN_PLACE, python_2.divided_in_place, raising=False)
    space = {"np": np, "__name__": "x"}
    exec(python_2.compiled(text.encode(), "x.py"), space)
    assert space["x"] == DIVISIONS[text] and type(space["x"]) is type(DIVISIONS[text])
