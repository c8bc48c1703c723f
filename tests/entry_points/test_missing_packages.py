"""What a script's later lines want and is not installed, said before it runs."""

import os
import subprocess
import sys

import pytest

from compat import missing_packages

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
    ("print 'Python 2'\npm.traceplot(t)", "arviz (pm.traceplot, line 5)"),
    ("neither of them: pm.traceplot(t", ""),
]


@pytest.fixture
def bare(monkeypatch):
    monkeypatch.setattr(
        missing_packages, "PathFinder", type("Nothing", (), {"find_spec": staticmethod(lambda name: None)})
    )


@pytest.mark.parametrize(("below", "wanted"), CASES)
def test_what_is_said(bare, below, wanted):
    source = HEAD.replace("plot_posterior as show, ", "") if "show" not in below else HEAD
    said = missing_packages.said_before((source + below).encode(), "script.py")
    if not wanted:
        assert said == ""
    else:
        assert said.startswith("theano-compat: script.py will want ") and wanted in said
        assert "-m pip install" in said and "\n" not in said


def test_each_package_once_and_one_command(bare):
    said = missing_packages.said_before(HEAD + "pm.traceplot(t)\nimport pandas, h5py\npm.loo(t)", "s.py")
    assert said.count("arviz (") == 1 and said.endswith(" h5py") and said.count('"arviz') == 1


def test_nothing_where_all_is_there(monkeypatch):
    there = type("All", (), {"find_spec": staticmethod(lambda name: name)})
    monkeypatch.setattr(missing_packages, "PathFinder", there)
    assert missing_packages.said_before(HEAD + "pm.traceplot(t)", "s.py") == ""


WAYS = {  # how a program is started -> what it is given
    "run": ["-m", "theano_compat", "run", "script.py"],
    "run -m": ["-m", "theano_compat", "run", "-m", "script"],
    "run, as Python 2": ["-m", "theano_compat", "run", "--from-python2", "script.py"],
    "Python alone": ["script.py"],
}
SCRIPT = """
import compat as theano; theano.install()
import pymc3 as pm
with pm.Model():
    pm.Normal("x")
    {sample}
print("ran")
if False:
    import no_such_package
"""
SAMPLINGS = {
    "pm.sample(5, tune=5, chains=1, progressbar=False)": list(WAYS),
    "pm.fit(5, progressbar=False)": ["Python alone"],
    "pm.sample_smc(5, chains=1)": ["Python alone"],
}


@pytest.mark.parametrize(("sample", "way"), [(sample, way) for sample, ways in SAMPLINGS.items() for way in ways])
def test_it_is_said_before_sampling_and_the_program_goes_on(sample, way, tmp_path):
    (tmp_path / "script.py").write_text(SCRIPT.format(sample=sample))
    (tmp_path / "sitecustomize.py").write_text(
        "from theano_compat import missing_packages\nmissing_packages.EXTRAS = {'no_such_package': 'it'}\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, *WAYS[way]], capture_output=True, text=True, cwd=tmp_path, env=environment, check=True
    )
    [said] = [line for line in ran.stderr.splitlines() if line.startswith("theano-compat: ")]
    assert "will want no_such_package (import no_such_package, line 9), not installed here: " in said
    assert said.endswith("-m pip install it")
    assert ran.stderr.index(said) < ran.stderr.find("Sampling") or "fit" in sample
    assert ran.stdout == "ran\n"
