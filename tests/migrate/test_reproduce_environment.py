"""migrate-reproduce: an environment of its own, and saved posteriors beside the documents."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.migrate.reproduce_notebooks import format_4
from theano_migrate.reproduce import documents, environment, posteriors, releases
from theano_migrate.reproduce.environment import Source
from theano_migrate.reproduce.errors import CannotReproduce

ROOT = Path(__file__).resolve().parents[2]
SCHOOLS = ROOT / "fixtures" / "legacy_models" / "eight_schools"
IMPORTS = """import pymc3 as pm, seaborn as sns, os.path
from sklearn.linear_model import LogisticRegression  # and more
from helper import f
    import yaml
import PIL.Image, daft
import theano.tensor as tt
"""


def folder(tmp_path):
    (tmp_path / "a.ipynb").write_text(format_4([(IMPORTS, "")]))
    (tmp_path / "helper.py").write_text("import statsmodels.api as sm")
    return documents.found(tmp_path)


def test_imports(tmp_path):
    names = environment.imported(folder(tmp_path))
    assert names == ["seaborn", "sklearn", "yaml", "PIL", "daft", "statsmodels"]
    assert [environment.PACKAGES.get(name, name) for name in names] == [
        *("seaborn", "scikit-learn", "PyYAML", "pillow", "daft", "statsmodels"),
    ]


def test_extensions_that_a_notebook_loads_are_wanted(tmp_path):
    first = ("%load_ext autoreload\n%load_ext lab_black\n  %reload_ext watermark\nimport pymc3", "")
    (tmp_path / "a.ipynb").write_text(format_4([first]))
    names = environment.imported(documents.found(tmp_path))
    assert [environment.PACKAGES.get(name, name) for name in names] == ["nb-black-only", "watermark"]


def test_what_is_not_to_be_had_is_a_line(tmp_path, monkeypatch):
    asked = []

    def try_(command):
        asked.append(command)
        return "-c" in command and "find_spec('sklearn')" in command[-1] or "daft" not in command and "pip" in command

    monkeypatch.setattr(environment, "_try", try_)
    monkeypatch.setattr(environment, "_run", lambda command, said: asked.append(command))
    source = Source(("wheels",), True)
    made = environment.make(tmp_path / "venv", folder(tmp_path), source, lambda said: None)
    assert made.remarks == (environment.NUMPY, "daft could not be installed")
    installs = [command for command in asked if "install" in command]
    assert all(["--find-links", "wheels", "--no-index"] == c[c.index("--find-links") :][:3] for c in installs)
    assert all("numpy<2.4" in command for command in installs) and not any("scikit-learn" in c for c in installs)
    assert any(command[-1] == environment.ours() for command in installs)


def test_a_package_on_pymc3_is_that_of_its_time(tmp_path, monkeypatch):
    (tmp_path / "a.ipynb").write_text(format_4([("import pymc3\nfrom bambi import Model", "")]))
    told = "pymc3>=3.8\nnumpy<1.2\nTheano-PyMC\ntheano\nformulae==0.0.9\npystan\npytest; extra == 'dev'\nTheanoFriend\n"
    asked = []
    monkeypatch.setattr(
        environment, "_try", lambda command: asked.append(command) or "find_spec('bambi')" not in command[-1]
    )
    monkeypatch.setattr(environment, "_run", lambda command, said: None)
    monkeypatch.setattr(subprocess, "run", lambda command, **more: subprocess.CompletedProcess(command, 0, told, ""))
    for day, release in [(None, "0.8.0"), ("2020-09-01", "0.2.0"), ("2015-01-01", "0.1.0")]:
        found = None if day is None else datetime.fromisoformat(day)
        monkeypatch.setattr(releases, "date_of", lambda root, path, found=found: found)
        made = environment.make(tmp_path / "venv", documents.found(tmp_path), Source(), lambda said: None)
        assert made.remarks == (
            environment.NUMPY,
            f"bambi is {release}, of the time: later ones stand on PyMC 4 or newer",
        )
        assert asked[-2][-2:] == ["--no-deps", f"bambi=={release}"] and asked[-1][-2:] == [
            "formulae==0.0.9",
            "TheanoFriend",
        ]


def test_what_a_package_on_pymc3_needs_of_its_like_is_of_its_time(tmp_path, monkeypatch):
    (tmp_path / "a.py").write_text("import pymc3\nfrom own import model")
    (tmp_path / "own.py").write_text("import murefi")
    told = {"murefi": "calibr8>=6.0\nh5py\n", "calibr8": "fastprogress\n"}
    asked = []
    monkeypatch.setattr(environment, "_try", lambda command: asked.append(command[-1]) or "murefi')" not in command[-1])
    monkeypatch.setattr(environment, "_run", lambda command, said: None)
    monkeypatch.setattr(releases, "date_of", lambda root, path: datetime.fromisoformat("2021-10-05"))
    monkeypatch.setattr(
        subprocess,
        "run",
        lambda command, **more: subprocess.CompletedProcess(
            command, 0, next(text for name, text in told.items() if f"({name!r})" in command[-1]), ""
        ),
    )
    environment.make(tmp_path / "venv", documents.found(tmp_path), Source(), lambda said: None)
    assert [one for one in asked if "find_spec" not in one] == ["murefi==5.0.1", "calibr8==6.1.2", "fastprogress"]


def test_what_pandas_wants_beside_it(tmp_path, monkeypatch):
    (tmp_path / "a.py").write_text(
        "import pymc3\nfrom tables import table\nframe = read('b.xlsx')\npm.model_to_graphviz(m)"
    )
    (tmp_path / "tables.py").write_text("def table(frame):\n    return frame.to_latex('a.tex')")
    asked = []
    monkeypatch.setattr(environment, "_try", lambda command: asked.append(command) or True)
    monkeypatch.setattr(environment, "_run", lambda command, said: None)
    environment.make(tmp_path / "venv", documents.found(tmp_path), Source(), lambda said: None)
    assert asked[-1][-3:] == ["openpyxl", "jinja2", "graphviz"]


@pytest.mark.slow
def test_ours_is_wanted(tmp_path):
    with pytest.raises(CannotReproduce, match="theano-compat could not be installed there"):
        environment.make(tmp_path / "venv", folder(tmp_path), Source((str(tmp_path),), True), lambda said: None)


def test_a_saved_posterior_is_found_with_its_document(tmp_path):
    if not (SCHOOLS / "saved_trace.pkl.xz").exists():
        pytest.skip("the sdist has no saved posteriors")
    shutil.copy(SCHOOLS / "saved_trace.pkl.xz", tmp_path)
    (tmp_path / "other.pkl").write_bytes(b"no pickle")
    (tmp_path / "a.py").write_text("import pymc3")
    (tmp_path / "b.ipynb").write_text(
        format_4([("%matplotlib inline\nimport pymc3\n!ls\nload('saved_trace.pkl.xz')", "")])
    )
    there, remarks = posteriors.found(documents.found(tmp_path))
    assert [(str(one.path), str(one.document.path)) for one in there] == [("saved_trace.pkl.xz", "b.ipynb")]
    compile(posteriors.as_script(there[0].document), "script", "exec")
    (tmp_path / "b.ipynb").write_text(format_4([("import pymc3", "")]))
    assert posteriors.found(documents.found(tmp_path)) == (
        [],
        ["saved_trace.pkl.xz holds a posterior, and no document names it"],
    )
    assert not remarks


@pytest.mark.slow
def test_a_saved_posterior_is_compared(tmp_path):
    if not (SCHOOLS / "saved_trace.pkl.xz").exists():
        pytest.skip("the sdist has no saved posteriors")
    paper = tmp_path / "paper"
    paper.mkdir()
    for name in ("model.py", "saved_trace.pkl.xz"):
        shutil.copy(SCHOOLS / name, paper)
    report = tmp_path / "report.json"
    command = [sys.executable, "-m", "theano_migrate", "reproduce", str(paper), "--format", "json", "-o", str(report)]
    assert subprocess.run(command, check=False).returncode == 0
    (found,) = json.loads(report.read_text())["posteriors"]
    assert found["verdict"] == "agrees" and found["reason"].startswith("agree (replayed): model_logp agrees")
