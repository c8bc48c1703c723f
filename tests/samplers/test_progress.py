"""The progress bar in a notebook: without ipywidgets it is text, and nothing warns that IProgress is not found."""

import sys

import pytest

from theano_compat.infer import progress

NOTEBOOK = """
import sys, warnings
warnings.simplefilter("error")

class ZMQInteractiveShell:
    config = {"IPKernelApp": {}}

class IPython:
    version_info = (9, 0)
    get_ipython = staticmethod(ZMQInteractiveShell)

sys.modules["IPython"] = IPython
sys.modules["ipywidgets"] = None
from theano_compat.infer.progress import ProgressBar
with ProgressBar(3, "Sampling") as bar:
    bar.advance_to(3)
print(bar.shown)
"""


def test_a_notebook_without_ipywidgets(fresh_python):
    done = fresh_python("-c", NOTEBOOK)
    assert done.stdout == "True\n" and "Sampling: 100%" in done.stderr and "IProgress" not in done.stderr


def test_a_pipe_has_no_bar(monkeypatch):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    assert not progress.ProgressBar(3, "Sampling").shown


@pytest.mark.parametrize("asked", [True, "always"])
def test_always_is_always(asked, capsys):
    with progress.ProgressBar(3, "Sampling", asked) as bar:
        bar.advance_to(2)
        bar.advance_to(1)
    assert bar.shown == (asked == "always") == ("2/3" in capsys.readouterr().err)
