"""migrate-reproduce: an environment of its own, and saved posteriors beside the documents."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from datetime import datetime
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from tests.migrate.reproduce_notebooks import format_4
from theano_migrate.reproduce import documents, environment, installed, posteriors, releases, requirements
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
    assert all(set(environment.BOUNDS) <= set(command) for command in installs)
    assert "numpy>=1.26,<2.4" in environment.BOUNDS and not any("scikit-learn" in command for command in installs)
    assert any(command[-1] == f"{ROOT}{environment.EXTRAS}" for command in installs)


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


def test_a_wheel_that_was_given_wins_over_an_index(tmp_path):
    for name in ("Lasagne-0.2.dev1", "lasagne-0.10", "a_b-1.0", "a_b_c-2"):
        (tmp_path / f"{name}-py3-none-any.whl").touch()
    source = Source((str(tmp_path), "https://a.example/wheels"))
    given = {name: Path(source.wheel(name)).name for name in ("Lasagne", "a-b", "c")}
    assert given == {"Lasagne": "lasagne-0.10-py3-none-any.whl", "a-b": "a_b-1.0-py3-none-any.whl", "c": "c"}


KERAS = [  # what the repository asks, what pip is told in turn, which of it can be had, what is said
    ("", ["keras==1.2.0"], "keras==1.2.0", "keras is 1.2.0, of the time"),
    ("keras<1.0", ["keras<1.0,<=1.2.0"], "keras<1.0,<=1.2.0", "keras<1.0, as requirements.txt asks"),
    ("keras>=0.3", ["keras>=0.3,<=1.2.0"], "keras>=0.3,<=1.2.0", "keras>=0.3, as requirements.txt asks"),
    (
        "keras==2.2.4",  # the document is older
        ["keras==2.2.4,<=1.2.0", "keras==2.2.4,<=2.3.1"],
        "keras==2.2.4,<=2.3.1",
        "keras==2.2.4, as requirements.txt asks",
    ),
    (
        "keras==2.7",
        ["keras==2.7,<=1.2.0", "keras==2.7,<=2.3.1", "keras==1.2.0"],
        "keras==1.2.0",
        "keras is 1.2.0, of the time",
    ),
]


@pytest.mark.parametrize(("asked", "told", "there", "said"), KERAS, ids=[row[0] for row in KERAS])
def test_keras_is_one_on_theano(tmp_path, monkeypatch, asked, told, there, said):
    (tmp_path / "a.ipynb").write_text(format_4([("import keras", "Using Theano backend.\n")]))
    (tmp_path / "requirements.txt").write_text(asked)
    tried = []
    monkeypatch.setattr(
        environment,
        "_try",
        lambda command: "keras" in command[-1] and tried.append(command[-1]) or command[-1] == there,
    )
    monkeypatch.setattr(environment, "_run", lambda command, said: None)
    monkeypatch.setattr(releases, "date_of", lambda root, path: datetime.fromisoformat("2017-01-05"))
    monkeypatch.setattr(subprocess, "run", lambda command, **more: subprocess.CompletedProcess(command, 0, "", ""))
    made = environment.make(tmp_path / "venv", documents.found(tmp_path), Source(), lambda said: None)
    assert made.remarks == (environment.NUMPY, f"{said}: later ones stand on TensorFlow")
    assert [one for one in tried if "find_spec" not in one] == told


def test_a_package_of_the_same_name_is_no_substitute_for_that_of_an_address(tmp_path, monkeypatch):
    (tmp_path / "a.py").write_text("import pymc3, carl, other\nfrom carl.distributions import Normal\nimport other.x")
    address = "git+https://a.example/b/carl.git"
    (tmp_path / "environment.yml").write_text(f"- pip:\n  - {address}\n  - git+https://a.example/b/other@dev\n")
    folder = tmp_path / "venv"
    python = environment._interpreter(folder)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    [packages] = folder.glob("lib/*/site-packages")
    for file in ("carl/__init__.py", "other/x.py", "other/__init__.py", "ipykernel.py", "theano_compat.py"):
        (packages / file).parent.mkdir(exist_ok=True)
        (packages / file).write_text("import theano")  # which is not there: nothing is imported to find it out
    real, removed = environment._try, []
    monkeypatch.setattr(environment, "_try", lambda command: removed.append(command[-1]) or real(command))
    text = (tmp_path / "a.py").read_text()
    assert [environment.has_all(python, name, text) for name in ("carl", "other", "elsewhere")] == [False, True, False]
    contents = documents.found(tmp_path)
    said = environment._of_the_same_name(python, ["carl", "other", "elsewhere"], contents)
    assert said == [f"carl was not installed: the index has another package of that name, not {address}"]
    assert "carl" in removed


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


ASKED = [  # file, its text, package, what pip is told
    ("requirements.txt", "numpy==1.16\nemcee==2.2.1  # then\n", "emcee", "==2.2.1"),
    ("requirements-dev.txt", "emcee [all] >= 2.0, <3\n", "emcee", ">=2.0,<3"),
    ("requirements.txt", "emcee\nemcee3==1.0\nemcee-more==1.0", "emcee", ""),
    ("requirements/run.txt", "emcee==2", "emcee", ""),  # no file of that name
    ("requirements/requirements.txt", "Scikit_Image~=0.15", "scikit-image", "~=0.15"),
    ("environment.yml", "dependencies:\n  - emcee=2.2=py36_0\n  - pip:\n    - corner==2.0.1\n", "emcee", "==2.2.*"),
    ("environment.yml", "dependencies:\n  - emcee\n  - pip:\n    - corner==2.0.1\n", "corner", "==2.0.1"),
    ("setup.py", "setup(install_requires=['emcee>=2.0', \"corner==2\"])", "corner", "==2"),
    ("setup.cfg", "[options]\ninstall_requires =\n  emcee>2\n", "emcee", ">2"),
    ("Pipfile", '[packages]\nemcee = "==2.2"\ncorner = "*"\n', "emcee", "==2.2"),
    ("Pipfile", '[packages]\nemcee = "==2.2"\ncorner = "*"\n', "corner", ""),
    ("pyproject.toml", '[tool.poetry.dependencies]\nemcee = "^2.2"\n', "emcee", ">=2.2"),
    ("pyproject.toml", '[project]\ndependencies = ["emcee==2.2", "corner>=2"]\n', "corner", ">=2"),
]


@pytest.mark.parametrize("file, text, package, bound", ASKED, ids=range(len(ASKED)))
def test_what_the_repository_asks_of_a_package(tmp_path, file, text, package, bound):
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    assert requirements.asked(tmp_path, package) == (bound, file if bound else "")


def test_files_of_the_repository_around_ask_too(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "study").mkdir()
    (tmp_path / "requirements.txt").write_text("emcee==2.2\npymc3==3.8")
    assert requirements.asked(tmp_path / "study", "emcee") == ("==2.2", "requirements.txt")
    assert releases.of_repository(tmp_path / "study")["pymc3"].version == "3.8"


def test_what_requirement_files_list(tmp_path):
    (tmp_path / "requirements.txt").write_text(
        "-r other.txt\nopenpyxl\nPyWavelets==1.0  # waves\ngit+https://a.b/c.git@x\n"
        "mine @ https://a.b/m.zip\nx; python_version<'3'\n"
    )
    found, addresses = requirements.listed(tmp_path)
    assert found == {"openpyxl": "", "pywavelets": "==1.0", "x": ""}
    assert addresses == ["git+https://a.b/c.git@x", "mine @ https://a.b/m.zip"]
    (tmp_path / "requirements.txt").write_text("\n".join(f"name{i}==1.0" for i in range(40)))  # of pip freeze
    assert requirements.listed(tmp_path) == ({}, [])


def asked_for(tmp_path, monkeypatch, refused=()):
    """The packages that are installed, and the remarks; refused: those that cannot be."""
    commands = []

    def try_(command):
        if "install" not in command:
            return (
                "importlib.metadata" not in command[-1] and "emcee" not in command[-1] and "seaborn" not in command[-1]
            )
        commands.append([one for one in command[command.index("install") + 1 :] if one not in environment.BOUNDS])
        return not any(one in command for one in refused)

    monkeypatch.setattr(environment, "_try", try_)
    made = environment.make(tmp_path / "venv", documents.found(tmp_path), Source(), lambda said: None)
    return commands, made.remarks[1:]


def test_releases_that_the_repository_asks_for(tmp_path, monkeypatch):
    """seaborn's is today's: old code is adapted to it. What is listed and not imported is wanted, too."""
    (tmp_path / "a.py").write_text("import pymc3, emcee, seaborn")
    (tmp_path / "requirements.txt").write_text(
        "emcee==2.2\nseaborn==0.8\npymc3\nopenpyxl==3.0.7\njupyter\ngit+https://a.b/c"
    )
    commands, remarks = asked_for(tmp_path, monkeypatch)
    assert [one for one in commands[-1] if not one.startswith("-")] == ["emcee==2.2", "seaborn", "openpyxl"]
    assert remarks == ("git+https://a.b/c was not installed: it is an address, and no package of an index",)
    commands, remarks = asked_for(tmp_path, monkeypatch, ["emcee==2.2"])
    assert [commands[-1][-1], commands[-3][-1]] == ["openpyxl", "emcee"]
    assert remarks[1] == "emcee==2.2, as requirements.txt asks, could not be installed: another release is there"


def test_imports_of_the_repositorys_packages_are_read(tmp_path, monkeypatch):
    for name, text in {
        "nb/a.py": "import pymc3\nfrom mine import f",
        "src/mine/__init__.py": "from .core import f",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "src/mine/core.py").write_text("import emcee")
    assert environment.imported(documents.found(tmp_path)) == ["emcee"]


def distribution_of(folder, names):
    """An installed distribution of ours, with a script and compiled files beside its own."""
    info = folder / "site" / "theano_compat-0.9.dist-info"
    record = []
    for name in names:
        path = info.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("def f():\n    return 7\n")
        record.append(f"{name},,")
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: theano-compat\nVersion: 0.9\n")
    (info / "WHEEL").write_text("Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    for name in ("METADATA", "WHEEL", "RECORD", "INSTALLER", "direct_url.json"):
        (info / name).touch()
        record.append(f"{info.name}/{name},,")
    (info / "RECORD").write_text("\n".join(record))
    return Distribution.at(info)


def test_what_is_installed_is_a_wheel_again(tmp_path):
    own = ["theano_compat/__init__.py", "theano_migrate/page.css"]
    there = distribution_of(tmp_path, [*own, "theano_compat/__pycache__/a.pyc", "../bin/theano-compat"])
    file = installed.wheel(there, tmp_path)
    assert file.name == "theano_compat-0.9-py3-none-any.whl"
    with zipfile.ZipFile(file) as held:
        kept = {f"theano_compat-0.9.dist-info/{name}" for name in ("METADATA", "WHEEL", "RECORD")}
        assert set(held.namelist()) == {*own, *kept}
    target = tmp_path / "target"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-index",
        "--no-deps",
        "--target",
        str(target),
        str(file),
    ]
    subprocess.run(command, check=True)  # pip compares the sums of RECORD
    assert (target / "theano_compat" / "__init__.py").read_text() == "def f():\n    return 7\n"


def test_ours_is_what_is_installed(tmp_path, monkeypatch):
    assert installed.requirement("[x]", tmp_path) == f"{ROOT}[x]"
    monkeypatch.setattr(installed, "__file__", str(tmp_path / "site" / "theano_migrate" / "reproduce" / "installed.py"))
    there = distribution_of(tmp_path, ["theano_compat/__init__.py"])
    monkeypatch.setattr(installed, "distribution", lambda name: there)
    assert installed.requirement("[x]", tmp_path) == (
        f"theano-compat[x] @ {(tmp_path / 'theano_compat-0.9-py3-none-any.whl').as_uri()}"
    )


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
