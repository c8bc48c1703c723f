"""`%load_ext compat` in IPython: cells see us after it, and no more after `%unload_ext`."""

import re

import pytest

SHELL = """
import os, sys
os.environ["IPYTHONDIR"] = os.getcwd()
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
for cell in {cells!r}:
    ran = shell.run_cell(cell)
    if not ran.success:
        print("error:", type(ran.error_in_exec or ran.error_before_exec).__name__)
"""
LOAD = "%load_ext compat"
MODEL = """import theano.tensor as tt, pymc3 as pm, theano
x = tt.dvector("x")
with pm.Model() as model:
    pm.Normal("mu")
print("said:", theano.function([x], (x ** 2).sum())([1, 2, 3]), "compat" in theano.__file__)"""
SHOWN = "print('said:', get_ipython().display_formatter.format(model)[0]['text/latex'][:2])"
SPACED = "% time 1 + 1\nprint('said:', 7\n% 4)"  # `% 4` is no magic
OLD_NAME = "import numpy\nprint('said:', hasattr(numpy, 'float'))"


@pytest.mark.slow
@pytest.mark.wide(11)
@pytest.mark.parametrize(
    "cells, lines",
    [
        ([LOAD, MODEL], ["14.0 True"]),
        ([LOAD, LOAD, MODEL], ["14.0 True"]),
        ([LOAD, "%reload_ext compat", MODEL], ["14.0 True"]),
        ([LOAD, MODEL, "model", SHOWN], ["14.0 True", "$$"]),
        ([LOAD, SPACED], ["3"]),
        ([LOAD, OLD_NAME, "%unload_ext compat", OLD_NAME], ["True", "False"]),
    ],
    ids=["once", "twice", "again", "a model is shown", "% magic", "unloaded"],
)
def test_cells_after_load_ext(fresh_python, cells, lines):
    pytest.importorskip("IPython")
    done = fresh_python("-c", SHELL.format(cells=cells))
    said = [line for line in done.stdout.splitlines() if line.startswith(("said:", "error:"))]
    assert said == [f"said: {line}" for line in lines], done.stdout + done.stderr


FAILS = """
import theano
def mine():
    theano.function([3], 4)
def in_turn():
    try:
        mine()
    except TypeError as error:
        raise ValueError("of mine") from error
"""
FOLDED = "... 4 frames in theano_compat (COMPAT_TRACEBACK=1 shows them)"


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["Context", "Plain", "Verbose"])
@pytest.mark.parametrize("shown", ["", "1"], ids=["folded", "whole"])
def test_our_frames_are_one_line(fresh_python, mode, shown):
    pytest.importorskip("IPython")
    cells = ["%colors NoColor", f"%xmode {mode}", LOAD, FAILS, "mine()", "print('next')", "in_turn()"]
    done = fresh_python("-c", SHELL.format(cells=cells), COMPAT_TRACEBACK=shown)
    both = re.sub(r"\x1b\[[\d;]*m", "", done.stdout).split("next")
    for said, kind in zip(both, ["TypeError: Unknown parameter type", "ValueError: of mine"], strict=True):
        assert ("functions/inputs.py" in said) == bool(shown) and kind in said
        assert [line.strip() for line in said.splitlines()].count(FOLDED) == (not shown)
        assert "theano.function([3], 4)" in said


@pytest.mark.slow
def test_errors_of_the_users_alone_are_shown_as_ever(fresh_python):
    pytest.importorskip("IPython")
    said = [fresh_python("-c", SHELL.format(cells=[*load, "1 / 0", "%nosuch"])) for load in ([], [LOAD])]
    assert said[0].stdout.replace("In[1]", "In[2]") == said[1].stdout.replace("In[1]", "In[2]")
    assert said[0].stderr == said[1].stderr
