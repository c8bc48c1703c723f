"""`theano-compat run --from-python2`: a script of Python 2, as it is."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from compat import python_2

ROOT = Path(__file__).parents[2]
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


ROUNDED = [  # (number, digits, what Python 2.7.18 gave)
    (2.5, 0, 3.0), (-2.5, 0, -3.0), (0.5, 0, 1.0), (1.5, 0, 2.0), (3, 0, 3.0), (0.49999999999999994, 0, 0.0),
    (2.675, 2, 2.67), (1250, -2, 1300.0), (0.125, 2, 0.13), (1e300, 2, 1e300), (5e-324, 5, 0.0),
    (np.float32(2.5), 0, 3.0),
]  # fmt: skip


@pytest.mark.parametrize(("number", "digits", "then"), ROUNDED)
def test_round_is_that_of_python_2(number, digits, then):
    found = python_2.rounded(number, digits)
    assert (found, type(found)) == (then, float)


def test_a_round_of_the_file_is_its_own(tmp_path):
    (tmp_path / "own.py").write_text("def f(round):\n    return round\nprint f(3), round(2.5)\n")
    (tmp_path / "old.py").write_text("print round(2.5), map(round, [0.5]), 'x'\n")
    assert run(tmp_path, "run", "--from-python2", "own.py").stdout == "3 2\n"
    assert run(tmp_path, "run", "--from-python2", "old.py").stdout == "3.0 [1.0] x\n"


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
    assert run(project, "--from-python2").returncode == run(project, "--from-python2", "-m").returncode == 2
    assert run(project, "--from-python2", "nowhere.py").returncode == 2


PACKAGE = {  # of a project whose script is in a folder of its own
    "net/__init__.py": "import base\nfrom layers import Dense\n",
    "net/base.py": "import os.path, tools.numbers as numbers, tools\nimport tools.numbers\nfrom tools import *\n"
    "half = numbers.half(3), tools.numbers.half(5), word, os.path.sep\n",
    "net/layers.py": "from base import half\nfrom tools.numbers import half as halve\nimport json\n"
    "class Dense:\n    size = halve(9), json.dumps(1)\n",
    "net/tools/__init__.py": "from words import word\n",
    "net/tools/words.py": "word = unicode('w')\n",
    "net/tools/numbers.py": "def half(n):\n    return n / 2\n",
    "net/newer.py": "from __future__ import absolute_import\n"
    "try:\n    import layers\nexcept ImportError, e:\n    print 'none'\n",
    "net/test_net.py": "import unittest\nimport base\nclass TestHalf(unittest.TestCase):\n    def test_half(self):\n"
    "        print 'tested',\n        self.assertEquals(base.half[0], 7 / 4)\n",
    "net/__main__.py": "import sys\nimport base\nprint base.half[0], sys.argv[1:]\n",
    "scripts/train.py": "import os, sys\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), '..'))\n"
    "import net, net.newer\nprint net.base.half, net.Dense.size\n",
    "scripts/plain.py": "import net\nprint net.base.half[:2]\n",
}


@pytest.fixture
def package(tmp_path):
    for name, text in PACKAGE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments, said",
    [
        (["scripts/train.py"], "none\n(1, 2, 'w', '/') (4, '1')\n"),
        (["-m", "net", "1"], "1 ['1']\n"),
        (["-m", "scripts.plain"], "(1, 2)\n"),
    ],
    ids=["path put in", "a package", "a module"],
)
def test_neighbours_within_a_package(package, arguments, said):
    done = run(package, "--from-python2", *arguments)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", said)
    assert list(package.rglob("*.pyc")) == []


@pytest.mark.slow
def test_a_package_in_the_path(package, fresh_python):
    script = str(package / "scripts" / "plain.py")
    paths = os.pathsep.join([str(package), str(ROOT)])
    done = fresh_python("-m", "theano_compat", "--from-python2", script, PYTHONPATH=paths)
    assert done.stdout == "(1, 2)\n"


@pytest.mark.slow
def test_what_pip_put_into_a_folder_of_the_path_is_python_3(tmp_path, fresh_python):
    """`pip install --target`: translated as Python 2, PyYAML no longer reads its files."""
    (tmp_path / "site" / "new-1.0.dist-info").mkdir(parents=True)
    (tmp_path / "site" / "new.py").write_text("half = 7 / 2\n")
    script = tmp_path / "scripts" / "old.py"
    script.parent.mkdir()
    script.write_text("from new import half\nprint half, 7 / 2\n")
    paths = os.pathsep.join([str(tmp_path / "site"), str(ROOT)])
    done = fresh_python("-m", "theano_compat", "--from-python2", str(script), PYTHONPATH=paths)
    assert done.stdout == "3.5 3\n"


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["unittest", "net.test_net"], ["pytest", "-q", "-p", "no:cacheprovider", "net"]])
def test_suites_of_python_2_run(package, arguments):
    done = run(package, "--from-python2", "-m", *arguments)
    assert done.returncode == 0 and ("1 passed" in done.stdout or "OK" in done.stderr), done.stdout + done.stderr


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
