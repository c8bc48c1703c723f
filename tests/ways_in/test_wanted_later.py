"""What a script's later lines want and is not installed, said before it runs."""

import subprocess
import sys

import pytest

from compat import wanted_later

HEAD = "import pymc3 as pm\nfrom pymc3 import plot_posterior as show, glm\nimport theano.tensor as tt\n"
CASES = [  # what stands below, what is said of it
    ("pm.traceplot(t)", "arviz (pm.traceplot, line 4)"),
    ("def f():\n    pm.plots.plot_forest(t)", "arviz (pm.plots.plot_forest, line 5)"),
    ("show(t)", "arviz (import pymc3.plot_posterior, line 2)"),
    ("import compat.pymc3 as q\nq.loo(t)", "arviz (q.loo, line 5)"),
    ("pm.stats.waic(t)", "arviz (pm.stats.waic, line 4)"),
    ("pm.trace_to_dataframe(t)", "pandas (pm.trace_to_dataframe, line 4)"),
    ("pm.backends.tracetab.trace_to_dataframe(t)", "pandas (pm.backends.tracetab.trace_to_dataframe, line 4)"),
    ("glm.GLM.from_formula('y ~ x', d)", "patsy (glm.GLM.from_formula, line 4)"),
    ("pm.model_to_graphviz(m)", "graphviz (pm.model_to_graphviz, line 4)"),
    ("import matplotlib.pyplot as plt", "matplotlib (import matplotlib.pyplot, line 4)"),
    ("if last:\n    from pandas import DataFrame", "pandas (import pandas.DataFrame, line 5)"),
    ("pm.summary(t); pm.rhat(t); pm.ess(t); pm.hdi(t); pm.hpd(t['x'])", ""),
    ("try:\n    import seaborn\nexcept ImportError:\n    seaborn = None", ""),
    ("try:\n    import seaborn\nexcept ValueError:\n    pass", "seaborn (import seaborn, line 5)"),
    ("t.plot_trace(); other.loo", ""),
    ("print 'Python 2'; pm.traceplot(t)", ""),
]


@pytest.fixture
def bare(monkeypatch):
    monkeypatch.setattr(wanted_later, "PathFinder", type("Nothing", (), {"find_spec": staticmethod(lambda name: None)}))


@pytest.mark.parametrize(("below", "wanted"), CASES)
def test_what_is_said(bare, below, wanted):
    source = HEAD.replace("plot_posterior as show, ", "") if "show" not in below else HEAD
    said = wanted_later.said_before((source + below).encode(), "script.py")
    if not wanted:
        assert said == ""
    else:
        assert said.startswith("theano-compat run: script.py will want ") and wanted in said
        assert "not installed here: pip install" in said and "\n" not in said


def test_each_package_once_and_one_command(bare):
    said = wanted_later.said_before(HEAD + "pm.traceplot(t)\nimport pandas, h5py\npm.loo(t)", "s.py")
    assert said.count("arviz (") == 1 and said.endswith('pip install "theano-compat[arviz]" h5py')


def test_nothing_where_all_is_there(monkeypatch):
    there = type("All", (), {"find_spec": staticmethod(lambda name: name)})
    monkeypatch.setattr(wanted_later, "PathFinder", there)
    assert wanted_later.said_before(HEAD + "pm.traceplot(t)", "s.py") == ""


def test_the_runner_says_it_and_goes_on(tmp_path):
    (tmp_path / "script.py").write_text("print('ran')\nif False:\n    import seaborn\n")
    code = "import sys; from compat import runner, wanted_later\n"
    code += "wanted_later.EXTRAS = {'no_such_package_here': 'x', 'seaborn': 'no-such'}\n"
    code += "wanted_later.PathFinder = type('Nothing', (), {'find_spec': staticmethod(lambda name: None)})\n"
    code += "sys.exit(runner.run_script('script.py', []))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "ran\n")
    assert ran.stderr == (
        "theano-compat run: script.py will want seaborn (import seaborn, line 3), not installed here: "
        "pip install no-such\n"
    )
