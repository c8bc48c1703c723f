"""`theano-compat run`: a script runs as it would under `python`, with us in place."""

import pytest

SCRIPT = """
import os
os.environ["THEANO_FLAGS"] = "floatX=float32"          # before the import, as old scripts do
import sys, theano, theano.tensor as T
import numpy as np

class Mine:
    pass

if __name__ == "__main__":
    import pickle
    print(sys.argv[1:], os.path.basename(__file__), theano.config.floatX, np.float is float)
    print(type(pickle.loads(pickle.dumps(Mine()))) is Mine, sys.path[0] == os.path.dirname(__file__))
    import __main__
    print(__main__.Mine is Mine)
"""

EXPECTED = "['a', '--flag'] script.py float32 True\nTrue True\nTrue\n"


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "a folder" / "script.py"
    path.parent.mkdir()
    path.write_text(SCRIPT)
    return path


def test_script(fresh_python, script):
    assert fresh_python("-m", "compat", str(script), "a", "--flag").stdout == EXPECTED


def test_script_by_relative_path(fresh_python, script):
    assert fresh_python("-m", "compat", "a folder/script.py", "a", "--flag").stdout == EXPECTED


def test_module(fresh_python, tmp_path):
    (tmp_path / "mine.py").write_text("import sys, theano\nprint(__name__, sys.argv[1:])\n")
    assert fresh_python("-m", "compat", "-m", "mine", "a").stdout == "__main__ ['a']\n"


@pytest.mark.slow
def test_code(fresh_python):
    done = fresh_python("-m", "compat", "-c", "import sys, pymc3; print(sys.argv, pymc3.__version__)", "a")
    assert done.stdout == "['-c', 'a'] 3.11.5\n"


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("import sys; sys.exit(3)", 3, ""),
        ("raise ValueError('of mine')", 1, "ValueError: of mine"),
        ("print 1", 1, "Python 2"),
        (None, 2, "can't open"),
    ],
    ids=["exit", "error", "python 2", "no file"],
)
def test_ends(fresh_python, tmp_path, text, status, said):
    if text is not None:
        (tmp_path / "ends.py").write_text(text)
    done = fresh_python("-m", "compat", "ends.py", check=False)
    assert done.returncode == status and said in done.stderr


@pytest.mark.parametrize(
    "arguments", [(), ("--help",), ("run", "--help"), ("run", "-h"), ("-m",), ("cache", "no-such")]
)
def test_bad_use_is_told(fresh_python, arguments):
    done = fresh_python("-m", "compat", *arguments, check=False)
    asked = arguments[-1:] in (("--help",), ("-h",))
    assert done.returncode == (0 if asked else 2) and ("theano-compat run -m MODULE" in done.stdout or not asked)
    assert "theano-compat" in done.stdout + done.stderr


def test_environment_can_be_switched_off(fresh_python):
    code = "import numpy, theano; print(hasattr(numpy, 'int'))"
    assert fresh_python("-m", "compat", "-c", code, COMPAT_ENVIRONMENT="0").stdout == "False\n"


def test_pytest_under_the_runner_leaves_our_modules_alone(fresh_python, tmp_path):
    """Its own finder, which stands before ours, rewrites files of these names and found ours by their paths."""
    (tmp_path / "pytest.ini").write_text("[pytest]\npython_files = *.py\n")
    (tmp_path / "test_old.py").write_text(
        "import pymc3.model\nfrom pymc3.tests.test_distributions import R\nfrom theano.tests import unittest_tools\n"
        "import theano_compat\n\n\ndef test_one():\n"
        "    assert pymc3.model.Model is theano_compat.models.model.Model and R and unittest_tools\n"
    )
    done = fresh_python("-m", "theano_compat", "run", "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_old.py")
    assert "1 passed" in done.stdout, done.stdout
