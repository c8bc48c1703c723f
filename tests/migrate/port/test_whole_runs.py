"""Ports that run to their end: which lines stop, which of them are the port's fault, and what stays untouched.

The cases are in whole_runs.txt, run by a stand-in for PyMC that starts at once; `test_under_pymc` has the real one.

    == name: how the table's word begins | what the rows say | !what they do not say
    the script, whose first line is the fourth
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from theano_common.verdict import Row, Status, headline
from theano_migrate.port.certificate.environment import port_python
from theano_migrate.port.certificate.whole_run.process import Run
from theano_migrate.port.certificate.whole_run.rows import WholeRun, whole_run

STAND_IN = Path(__file__).with_name("stand_in_pymc")
HEAD = "import os, sys\nimport numpy as np\nimport pymc as pm\n"  # lines 1 to 3

CASE = re.compile(r"^== (.*?): (.*)\n", re.MULTILINE)
OLD_ERRORS = [{"kind": "NameError", "text": "name 'undefined' is not defined", "line": 4}]


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(STAND_IN))


def made(folder: Path, text: str, head: str = HEAD, python: str = sys.executable, limit: float = 60.0) -> WholeRun:
    """Run a script in a folder with data and modules."""
    place = folder / "project"
    place.mkdir()
    files = {
        "../above.txt": "1 2\n",
        "numbers.txt": "1 2\n",
        "beside.py": "VALUE = 3\n",
        "old_module.py": "import pymc3\n",
    }
    for name, content in {**files, "port.py": head + text + "\n"}.items():
        (place / name).write_text(content, encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with Run(place / "port.py", python, None, 0, limit) as run:
        found = whole_run(run, (head + text, head + text), OLD_ERRORS)
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "__pycache__" not in str(path)}
    assert after == before
    return found


def said(rows: tuple[Row, ...]) -> str:
    return "\n".join(f"{row.name}: {row.why}" for row in rows)


def cases() -> dict[str, tuple[list[str], str]]:
    """Return name -> (the word and parts of rows, the script) of whole_runs.txt."""
    parts = CASE.split(Path(__file__).with_name("whole_runs.txt").read_text(encoding="utf-8"))[1:]
    assert len(set(parts[::3])) == len(parts[::3])
    return {
        name: (head.split(" | "), text) for name, head, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    }


CASES = cases()


@pytest.mark.usefixtures("stand_in")
@pytest.mark.wide(6)
@pytest.mark.parametrize("name", CASES)
def test_what_is_said_of_it(name: str, tmp_path: Path) -> None:
    (word, *parts), text = CASES[name]
    found = made(tmp_path, text)
    status = Status.DIFFERS if word == "stops" else Status.EQUAL
    assert found.word.startswith(word) and headline(found.rows).status is status, said(found.rows)
    assert word != "yes" or len(found.rows) == 1
    for part in parts:
        assert (part[1:] not in said(found.rows)) if part[0] == "!" else (part in said(found.rows)), said(found.rows)


@pytest.mark.usefixtures("stand_in")
def test_the_limit_of_time(tmp_path: Path) -> None:
    found = made(tmp_path, "pm.Model()\nwhile True:\n    pass", limit=2.0)
    assert re.fullmatch("what the port does from line [56] on: its run was ended after 2 s", said(found.rows))
    assert found.word.startswith("not run: ")


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need a right on Windows")
@pytest.mark.usefixtures("stand_in")
def test_a_large_file_is_read_but_not_written(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    with (tmp_path / "project" / "large.bin").open("wb") as file:
        file.truncate(30_000_000)
    (tmp_path / "project" / "port.py").write_text(HEAD + "open('large.bin', 'rb').read(3)\nopen('large.bin', 'wb')\n")
    with Run(tmp_path / "project" / "port.py", sys.executable, None, 0, 60.0) as run:
        found = whole_run(run, ("", ""), [])
    assert "line 5 of the port: it raises WritesElsewhere" in said(found.rows)
    assert (tmp_path / "project" / "large.bin").stat().st_size == 30_000_000


UNDER_PYMC = """
import numpy as np
import arviz as az
import matplotlib.pyplot as plt
import pymc as pm
y = np.array([1.0, 2.0, 4.0])
with pm.Model() as model:
    a = pm.Normal("a", 0, 1)
    s = pm.HalfNormal("s", 1)
    pm.Normal("y", a, s, observed=y)
    t = pm.sample(2000, tune=1000, chains=4, random_seed=[1, 2, 3, 4])
    few = pm.sample(100, step=pm.Metropolis(), return_inferencedata=False, chains=2)
    prior = pm.sample_prior_predictive(50)
    pm.sample_posterior_predictive(t, extend_inferencedata=True)
    alone = pm.sample_posterior_predictive(t, predictions=True)
    pm.compute_log_likelihood(t)
    approx = pm.fit(10000)
    start = pm.find_MAP()
assert t.posterior["a"].shape == (4, 2000) and t.sample_stats["diverging"].shape == (4, 2000)
assert t.posterior_predictive["y"].shape == alone.predictions["y"].shape == (4, 2000, 3)
assert prior.prior["a"].shape == (1, 50) and approx.hist.shape == (10000,)
assert t.log_likelihood["y"].shape == (4, 2000, 3) and np.isfinite(few["a"]).all()
burned = t.posterior["a"][:, 1500:]
assert float(burned.std()) > 0 and az.summary(t).shape[0] == 2
az.loo(t)
az.plot_trace_dist(t)
plt.savefig("out.png")
plt.show()
t.a
pm.bfmi(t)[0]
"""


@pytest.mark.slow
@pytest.mark.skipif(port_python() is None, reason="no interpreter with PyMC 6: `make port-venv` makes one")
def test_under_pymc(tmp_path: Path) -> None:
    found = made(tmp_path, UNDER_PYMC, head="", python=str(port_python()), limit=300.0)
    lines = UNDER_PYMC.split("\n")
    places = [row.why.partition("line ")[2].partition(":")[0] for row in found.rows]
    assert [lines[int(place) - 1] for place in places] == ["t.a", "pm.bfmi(t)[0]"], said(found.rows)
