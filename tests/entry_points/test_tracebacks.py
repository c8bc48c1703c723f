"""A traceback under `theano-compat run` begins where it would under `python`, at the user's file, and folds our frames.

Notebooks and pytest fold them too: test_ipython.py, test_pytest_plugin.py.
"""

import re

import pytest

import compat.runner
import theano_compat
from theano_compat import folded_tracebacks

PLAIN = "def f():\n    raise ValueError('of mine')\nf()\n"
CAUSED = (
    "def f():\n    try:\n        1 / 0\n    except ArithmeticError as e:\n"
    "        raise ValueError('of mine') from e\nf()\n"
)
SYNTAX = "x = (1,\nprint 3\n"
INSIDE = "import theano\ntheano.function([3], 4)\n"
FRAME = re.compile(r'^  File "(.+?)", line (\d+)', re.MULTILINE)


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    "text, frames, said",
    [
        (PLAIN, [3, 2], "ValueError: of mine"),
        (CAUSED, [3, 6, 5], "ValueError: of mine"),
        (SYNTAX, [1], "SyntaxError: '(' was never closed"),
    ],
    ids=["plain", "caused", "syntax"],
)
@pytest.mark.parametrize("way", ["script", "module", "code"])
def test_only_the_users_frames(fresh_python, tmp_path, way, text, frames, said):
    (tmp_path / "mine.py").write_text(text)
    arguments = {"script": ["mine.py"], "module": ["-m", "mine"], "code": ["-c", text]}[way]
    done = fresh_python("-m", "compat", *arguments, check=False)
    shown = FRAME.findall(done.stderr)
    assert {name.rpartition("/")[2] for name, _ in shown} == {"<string>" if way == "code" else "mine.py"}
    assert [int(line) for _, line in shown] == frames and said in done.stderr and done.returncode == 1


def test_a_syntax_error_of_a_neighbour(fresh_python, tmp_path):
    (tmp_path / "mine.py").write_text("import neighbour\n")
    (tmp_path / "neighbour.py").write_text("x = = 1\n")
    shown = FRAME.findall(fresh_python("-m", "compat", "mine.py", check=False).stderr)
    assert [name.rpartition("/")[2] for name, _ in shown] == ["mine.py", "neighbour.py"]


def test_a_line_stands_for_ours_behind_the_users(fresh_python, tmp_path):
    (tmp_path / "mine.py").write_text(INSIDE)
    said = fresh_python("-m", "compat", "mine.py", check=False).stderr
    assert FRAME.findall(said) == [("mine.py", "2")]
    before, line, error = [line for line in said.splitlines() if line.strip(" ~^")][-3:]
    assert before == "    theano.function([3], 4)" and error.startswith("TypeError: Unknown parameter type")
    assert re.fullmatch(r"  \.\.\. \d+ frames in theano_compat \(COMPAT_TRACEBACK=1 shows them\)", line)


def test_ours_are_shown_on_request(fresh_python, tmp_path):
    (tmp_path / "mine.py").write_text(INSIDE)
    shown = FRAME.findall(fresh_python("-m", "compat", "mine.py", check=False, COMPAT_TRACEBACK="1").stderr)
    assert shown[0] == ("mine.py", "2") and "functions" in shown[-1][0]


CHAINED = """
import theano, theano.tensor as T
from theano.compile.ops import as_op

@as_op([T.dscalar], [T.dscalar])
def mine(x):
    return 1 / 0

x = T.dscalar("x")
try:
    theano.function([x], mine(x))(3.0)
except ZeroDivisionError as error:
    try:
        theano.function([3], 4)
    finally:
        raise ValueError("of mine") from error
"""


def test_chained_errors_and_a_function_of_the_users_that_we_call(fresh_python, tmp_path):
    (tmp_path / "mine.py").write_text(CHAINED)
    said = fresh_python("-m", "compat", "mine.py", check=False).stderr
    assert [line for _, line in FRAME.findall(said)] == ["11", "7", "16"]
    assert [len(re.findall("frames in theano_compat", part)) for part in said.split("direct cause")] == [1, 0]
    assert "ZeroDivisionError: division by zero" in said and said.splitlines()[-1] == "ValueError: of mine"


def test_the_installed_command_precedes_the_user_too(fresh_python, tmp_path):
    (tmp_path / "mine.py").write_text(PLAIN)
    (tmp_path / "command").write_text("import sys\nfrom theano_compat.__main__ import main\nsys.exit(main())\n")
    shown = FRAME.findall(fresh_python("command", "run", "mine.py", check=False).stderr)
    assert shown == [("mine.py", "3"), ("mine.py", "2")]


def test_what_is_folded_is_given_back():
    try:
        theano_compat.function([3], 4)
    except TypeError as caught:
        error = caught
    before = [entry.tb_frame for entry in folded_tracebacks.frames(error.__traceback__)]
    with folded_tracebacks.folded(error):
        assert len(list(folded_tracebacks.frames(error.__traceback__))) == 2
    assert [entry.tb_frame for entry in folded_tracebacks.frames(error.__traceback__)] == before
    assert folded_tracebacks.as_a_line(1) == "... 1 frame in theano_compat (COMPAT_TRACEBACK=1 shows it)"


def test_an_error_of_our_own_is_shown_whole(capsys):
    own = compile("def fails():\n    raise RuntimeError('ours')\n", compat.runner.__file__, "exec")
    names = {}
    exec(own, names)
    try:
        names["fails"]()
    except RuntimeError as error:
        compat.runner.show_from_the_users_line(RuntimeError, error, error.__traceback__.tb_next)
    assert "runner.py" in capsys.readouterr().err


def test_a_hook_of_the_users_counts(fresh_python):
    code = "import sys; sys.excepthook = lambda *a: print('mine:', a[1]); raise ValueError('so')"
    assert fresh_python("-m", "compat", "-c", code, check=False).stdout == "mine: so\n"
