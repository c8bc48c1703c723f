"""A traceback under `theano-compat run` begins where it would under `python`: at the user's file."""

import re

import pytest

import compat.runner

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


def test_ours_behind_the_users_line_stay(fresh_python, tmp_path):
    (tmp_path / "mine.py").write_text(INSIDE)
    shown = FRAME.findall(fresh_python("-m", "compat", "mine.py", check=False).stderr)
    assert shown[0] == ("mine.py", "2") and "functions" in shown[-1][0]


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
