"""`%load_ext compat` in IPython: cells see us after it, and no more after `%unload_ext`."""

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
        ([LOAD, OLD_NAME, "%unload_ext compat", OLD_NAME], ["True", "False"]),
    ],
    ids=["once", "twice", "again", "a model is shown", "unloaded"],
)
def test_cells_after_load_ext(fresh_python, cells, lines):
    pytest.importorskip("IPython")
    done = fresh_python("-c", SHELL.format(cells=cells))
    said = [line for line in done.stdout.splitlines() if line.startswith(("said:", "error:"))]
    assert said == [f"said: {line}" for line in lines], done.stdout + done.stderr
