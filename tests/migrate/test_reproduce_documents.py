"""migrate-reproduce: what lies in a folder, in which order it runs, and which releases it was written for."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.migrate.reproduce_notebooks import CELLS, HOSTILE, PNG, format_3, format_4
from theano_migrate.reproduce import documents, explained, notebook_file, randomness, releases
from theano_migrate.reproduce.errors import CannotReproduce
from theano_migrate.reproduce.judging import CANNOT_TELL, DIFFERS, EXPLAINED, SAME, STILL, UNKNOWN_ERROR, Judged
from theano_migrate.reproduce.notebook_file import Cell, Output
from theano_migrate.reproduce.numbers import number
from theano_migrate.reproduce.reasons.behind_samplers import behind_samplers
from theano_migrate.reproduce.runner import Runner
from theano_migrate.reproduce.running.limits import Limits, Place


@pytest.mark.parametrize("made", [format_3, format_4])
def test_both_formats_are_read_alike(tmp_path, made):
    (tmp_path / "a.ipynb").write_text(made(CELLS))
    cells = notebook_file.read(tmp_path / "a.ipynb").cells
    assert [cell.number for cell in cells] == list(range(1, len(CELLS) + 1))
    assert [cell.source for cell in cells] == [source for source, _ in CELLS]
    assert cells[0].outputs[0].text == "value 9.0" and cells[0].outputs[0].stream
    assert cells[7].outputs[0].html == HOSTILE and cells[8].outputs[0].png == PNG


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"cells": 3}', '{"cells": [{"cell_type": "code", "outputs": 1}]}'])
def test_what_is_no_notebook(tmp_path, text):
    (tmp_path / "a.ipynb").write_text(text)
    with pytest.raises(CannotReproduce, match="no notebook can be read"):
        notebook_file.read(tmp_path / "a.ipynb")


def test_errors_are_kept_and_what_was_written_over_is_not():
    error = notebook_file.output({"output_type": "pyerr", "ename": "KeyError", "evalue": "'x'"})
    assert error.error == "KeyError: 'x'"
    stream = notebook_file.output({"output_type": "stream", "text": ["10%\r", "90%\r\n", "\x1b[31mred\x1b[0m\n"]})
    assert stream.text == "90%\nred\n"
    assert notebook_file.output({"output_type": "display_data", "data": {"image/png": "<script>"}}).png == ""


def test_a_folder_that_reads_from_above_it_is_copied_with_its_repository(tmp_path):
    (tmp_path / "paper" / "study").mkdir(parents=True)
    (tmp_path / "paper" / "study" / "a.ipynb").write_text(format_4([("import pymc3; read('../data.csv')", "")]))
    folder = tmp_path / "paper" / "study"
    assert documents.found(folder).root == folder  # no repository is around it
    (tmp_path / "paper" / ".git").mkdir()
    for asked in (folder, folder / "a.ipynb"):
        found = documents.found(asked)
        assert (found.root, [str(one.path) for one in found.documents]) == (tmp_path / "paper", ["study/a.ipynb"])
    (folder / "a.ipynb").write_text(format_4([("import pymc3; read('data.csv')", "")]))
    assert documents.found(folder).root == folder


@pytest.mark.parametrize(
    "name, text, whole",
    [
        ("a.py", "import pymc3\nread('data/x.csv')", True),
        ("a.py", "import pymc3\nread('beside.csv')", False),
        ("a.ipynb", "import pymc3\nfrom package.fit import f", True),
        ("a.ipynb", "import pymc3, beside", False),
        ("a.ipynb", "import pymc3\nread('data/x.csv')", False),  # Jupyter runs a notebook in its own folder
    ],
)
def test_a_folder_that_needs_more_of_its_repository_is_copied_with_it(tmp_path, name, text, whole):
    for file in (".git/config", "data/x.csv", "package/fit.py", "study/beside.py", "study/beside.csv"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).touch()
    (tmp_path / "study" / name).write_text(format_4([(text, "")]) if name.endswith("ipynb") else text)
    for asked in (tmp_path / "study", tmp_path / "study" / name):
        assert documents.found(asked).root == (tmp_path if whole else tmp_path / "study")


def test_contents(tmp_path):
    for name, text in {
        "10_last.ipynb": format_4([("import pymc3; pd.read_csv('made.csv')", "")]),
        "9_first.ipynb": format_4([("import pymc3 as pm", "")]),
        "z_writes.ipynb": format_4([("import theano\nframe.to_csv('out/made.csv')", "")]),
        "other.ipynb": format_4([("import numpy", "")]),
        "in_r.ipynb": format_4([("library(theano)", "")], kernelspec={"name": "ir", "language": "R"}),
        "broken.ipynb": "{",
        "model.py": "import theano",
        "run.py": "import model\nprint(1)",
        "run.log": "1\n",
        "setup.py": "import theano",
        "old.py": "import pymc3\nprint 'a'",
        ".ipynb_checkpoints/9_first-checkpoint.ipynb": format_4([("import pymc3", "")]),
        "trace.pkl": "x",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    found = documents.found(tmp_path)
    paths = [str(one.path) for one in found.documents]
    assert paths == [
        "9_first.ipynb",
        "broken.ipynb",
        "in_r.ipynb",
        "old.py",
        "run.py",
        "z_writes.ipynb",
        "10_last.ipynb",
    ]
    by_path = dict(zip(paths, found.documents, strict=True))
    assert by_path["in_r.ipynb"].why_not == "its language is r" and by_path["broken.ipynb"].why_not
    assert by_path["old.py"].python_2 and not by_path["run.py"].python_2
    assert by_path["run.py"].cells[0].outputs[0].text == "1\n"
    assert found.modules == {"model": "import theano"} and found.passed_over == 1
    assert [str(one) for one in found.posteriors] == ["trace.pkl"]


@pytest.mark.parametrize("asks", [True, False])
def test_what_stands_on_the_old_libraries_is_run_where_the_repository_asks_for_them(tmp_path, asks):
    (tmp_path / "a.ipynb").write_text(format_4([("import bambi as bmb", "")]))
    (tmp_path / "b.ipynb").write_text(format_4([("import pymc3", "")]))
    (tmp_path / "environment.yml").write_text("dependencies:\n  - bambi=0.8.0\n" + "  - pymc3=3.11.5\n" * asks)
    found = documents.found(tmp_path)
    assert [str(one.path) for one in found.documents] == ["a.ipynb"] * asks + ["b.ipynb"]


KERAS = [  # what it imports, what it printed, whether it is run
    ("import keras", "Using Theano backend.\n", True),
    ("from keras.models import Sequential", "Using TensorFlow backend.\n", False),
    ("import keras", "", False),
    ("import os; os.environ['KERAS_BACKEND'] = 'theano'\nimport keras", "", True),
]


@pytest.mark.parametrize(("source", "printed", "runs"), KERAS)
def test_keras_is_run_where_it_stood_on_theano(tmp_path, source, printed, runs):
    (tmp_path / "a.ipynb").write_text(format_4([(source, printed)]))
    (tmp_path / "b.py").write_text("import theano")
    (tmp_path / "requirements.txt").write_text("theano\nkeras\n")
    assert [str(one.path) for one in documents.found(tmp_path).documents] == ["a.ipynb"] * runs + ["b.py"]


OWN = [  # what is installed, whether the repository's own package is taken
    ((), True),
    (("carl/__init__.py",), True),  # another package of that name
    (("carl/__init__.py", "carl/distributions.py"), False),
    (("carl/__init__.py", "carl/distributions/normal.py"), False),
]


@pytest.mark.parametrize(("there", "own"), OWN)
def test_a_package_without_the_modules_that_are_imported_is_not_the_repositorys(tmp_path, monkeypatch, there, own):
    for file in ("carl/__init__.py", "carl/distributions.py", "examples/a.py"):
        (tmp_path / "paper" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "paper" / file).touch()
    (tmp_path / "paper" / "examples" / "a.py").write_text("import theano\nfrom carl.distributions import Normal")
    for file in there:
        (tmp_path / "installed" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "installed" / file).touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "installed"))
    contents = documents.found(tmp_path / "paper")
    place = Place(sys.executable, tmp_path / "paper", tmp_path)
    runner = Runner(contents, place, Limits(1.0, 1.0), lambda said: None)
    [one] = contents.documents
    assert (str(tmp_path / "paper") in runner.place_of(one).path) == own


def test_modules_in_folders_and_what_they_import_count(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "a.ipynb").write_text(format_4([("from src.model import fit", "")]))
    (tmp_path / "b.ipynb").write_text(format_4([("import numpy  # not model", "")]))
    (tmp_path / "src" / "model.py").write_text("from src import priors")
    (tmp_path / "src" / "priors.py").write_text("import model, pymc3\npymc3.sample()")
    found = documents.found(tmp_path)
    assert [str(one.path) for one in found.documents] == ["a.ipynb"] and set(found.modules) == {"model", "priors"}
    assert randomness.drawn(found.documents[0].cells, found.modules) == [True]


def test_folders_that_git_does_not_keep(tmp_path):
    assert documents.kept_empty(tmp_path) == []
    (tmp_path / "there").mkdir()
    (tmp_path / ".gitignore").write_text("*.pyc\n/out/plots/*\nthere/*\n!kept/*\nfit*/*\n../up/*\nmodel/\n/*\n")
    assert documents.kept_empty(tmp_path) == [Path("out/plots")]


def test_a_trace_is_saved_before_it_is_loaded(tmp_path):
    (tmp_path / "analyze.py").write_text("import pymc3 as pm\ntrace = pm.load_trace('iso')")
    for name, call in [
        ("sample", "pm.save_trace(trace, directory='iso', overwrite=True)"),
        ("z", "save_trace(t, 'iso/')"),
    ]:
        (tmp_path / f"{name}.py").write_text(f"import pymc3 as pm\n{call}")
        assert [str(one.path) for one in documents.found(tmp_path).documents] == [f"{name}.py", "analyze.py"]
        (tmp_path / f"{name}.py").unlink()


def test_nothing_to_run(tmp_path):
    with pytest.raises(CannotReproduce, match="no notebook or script there imports"):
        documents.found(tmp_path)
    with pytest.raises(CannotReproduce, match="no such file"):
        documents.found(tmp_path / "x")


def printed(text, source=""):
    return (Cell(1, source, (Output(text, stream=True),)),)


def test_releases_by_files_output_and_date(tmp_path):
    (tmp_path / "requirements.txt").write_text("numpy==1.16.4\npymc3>=3.6  # or later\nscikit-learn~=0.20.1\n")
    (tmp_path / "binder").mkdir()
    (tmp_path / "binder" / "environment.yml").write_text("dependencies:\n  - pandas=0.24\n  - numpy=1.15\n")
    asked = releases.of_repository(tmp_path)
    assert {name: one.version for name, one in asked.items()} == {
        "numpy": "1.16.4",
        "pymc3": "3.6",
        "scikit-learn": "0.20.1",
        "pandas": "0.24",
    }
    known = releases.of_document(printed("Running on PyMC3 v3.8\nnumpy 1.17.2"), tmp_path, tmp_path / "a.ipynb", asked)
    assert (known["pymc3"].version, known["pymc3"].evidence) == ("3.8", "it printed it")
    assert known["numpy"].version == "1.17.2" and releases.emulation(known) == "3.8"
    shown = releases.of_document(printed("  mean sd mc_error hpd_2.5 hpd_97.5"), tmp_path, tmp_path / "a.ipynb", {})
    assert releases.emulation(shown) == "3.7"
    beside = releases.of_document(
        printed("hpd_3%\n  WAIC pWAIC dWAIC weight SE dSE"), tmp_path, tmp_path / "a.ipynb", {}
    )
    assert releases.emulation(beside) == "3.7"  # which summed up by an ArviZ beside it
    of_arviz = releases.of_document(printed("  mean sd hpd_2.5% hpd_97.5%"), tmp_path, tmp_path / "a.ipynb", {})
    assert releases.emulation(of_arviz) == "3.8"
    for source, version in [
        ("row['hpd_2.5']", "3.7"),
        ('row["hpd_3%"]', "3.8"),
        ("row['hdi_3%']", ""),
        ("hpd_2.5", ""),
    ]:
        read = releases.of_document(printed("", source), tmp_path, tmp_path / "a.ipynb", {})
        assert releases.emulation(read) == version
    assert releases.shown(printed("'3.7'", "pm.__version__")) == {"pymc3": "3.7"}
    assert releases.emulation(releases.of_document(printed("hdi_3%"), tmp_path, tmp_path / "a.ipynb", {})) == ""


def test_pymc3_before_its_first_release():
    assert releases.by_date(datetime(2016, 6, 1, tzinfo=UTC))["pymc3"].version == "3.0"


def test_releases_by_the_last_commit(tmp_path):
    (tmp_path / "a.ipynb").write_text("{}")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b"]
    environment = {"GIT_COMMITTER_DATE": "2018-08-15T12:00:00Z", "GIT_AUTHOR_DATE": "2018-08-15T12:00:00Z", "HOME": "/"}
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        done = subprocess.run([*git, *command], env={**environment, "PATH": "/usr/bin:/bin"}, check=False)
        if done.returncode:
            pytest.skip("no git")
    known = releases.of_document((), tmp_path, tmp_path / "a.ipynb", {})
    assert known["pymc3"].version == "3.5" and known["theano"].version == "1.0" and known["numpy"].version == "1.15"
    assert releases.emulation(known) == "3.5"
    of_text = releases.of_document(printed("Mean  SD  MC Error  95% HPD interval"), tmp_path, tmp_path / "b.ipynb", {})
    assert releases.emulation(of_text) == "3.2"
    several = releases.of_document(printed("mean sd mc_error hpd_2.5"), tmp_path, tmp_path / "a.ipynb", {})
    assert several["pymc3"].version == "3.5"  # of those with these columns the one of its date


def test_where_draws_enter():
    def cells(*sources):
        return [Cell(i, source, ()) for i, source in enumerate(sources, start=1)]

    assert randomness.drawn(cells("x = 1", "pm.sample()", "y"), {}) == [False, True, True]
    assert randomness.drawn(cells("import helper", "y"), {"helper": "np.random.randn()"}) == [True, True]


HELPER = """import numpy as np
def make(n):
    return np.random.randn(n)
def outer(n):
    return make(n) + 1
def fixed(n):
    np.random.seed(1)
    return np.random.randn(n)
"""
MODULES = {"helper": HELPER, "draws": "import numpy as np\nX = np.random.randn(3)", "seeds": "np.random.seed(1)"}
UNSEEDED = [  # cells, the first that draws data without a seed
    (["x = 1", "np.random.seed(1)", "np.random.randn(3)"], None),
    (["x = 1", "y = np.random.randn(3)"], 2),
    (["y = stats.norm.rvs(size=3)"], 1),
    (["y = stats.norm.rvs(size=3, random_state=1)"], None),
    (["trace = pm.sample()  # np.random.randn()", "color = '#fff'"], None),
    (["print 'of Python 2'\nx = np.random.randn(3)"], 1),
    # functions of the document draw where they are called
    (["def f():\n    return np.random.randn(3)", "np.random.seed(3)", "f()"], None),
    (["def f():\n    return np.random.randn(3)", "x = 1", "g = '#f'; f()"], 3),
    # and so do those of the repository's modules
    (["import helper", "x = 1", "y = helper.make(3)"], 3),
    (["from helper import outer as o", "y = o(3)"], 2),
    (["from src import helper as h", "y = h.outer(3)"], 2),
    (["from helper import *", "y = fixed(3)"], None),
    (["import numpy as np\nimport helper\nnp.random.seed(1)\nhelper.make(3)"], None),
    (["import helper", "helper.plot()", "other.make(3)"], None),
    (["import draws"], 1),
    (["import seeds", "np.random.randn(3)"], None),
    # rows of a data frame
    (["train = df.sample(frac=0.8)"], 1),
    (["train = df.sample(100)"], 1),
    (["x = pd.read_csv('a').dropna()", "y = x[x.a > 1].sample(5)"], 2),
    (["train = df.sample(100, random_state=1)"], None),
    (["np.random.seed(1)\nx = df.sample(5)"], None),
    (["trace = pm.sample(100)", "approx.sample(100)"], None),
]


@pytest.mark.parametrize("sources, first", UNSEEDED, ids=range(len(UNSEEDED)))
def test_where_data_are_drawn_without_a_seed(sources, first):
    cells = [Cell(i, source, ()) for i, source in enumerate(sources, start=1)]
    assert randomness.unseeded(cells, MODULES) == first


SEEDED, RUN = "import pymc3 as pm\nnp.random.seed(1)", "trace = pm.sample(random_seed=3)"
BEHIND = [  # cells, cell -> that which draws its data behind a sampler
    ([SEEDED, "y = np.random.randn(3)", RUN, "y"], {}),
    ([SEEDED, RUN, "y = np.random.randn(3)", "y.mean()", "trace"], {3: 3, 4: 3}),
    ([SEEDED, RUN, "np.random.seed(2)\ny = np.random.randn(3)", "y"], {}),
    ([SEEDED, RUN + "\nnp.random.seed(2)", "y = np.random.randn(3)"], {}),
    # what rests on them: a model that observes them, its trace, and what is computed of that
    ([SEEDED, RUN, "y = np.random.randn(3)", "with pm.Model() as m:\n    pm.Normal('y', 0, observed=y)",
      f"with m:\n    {RUN}", "pm.summary(trace)", "y = 1", "y"], {3: 3, 4: 3, 5: 3, 6: 3}),
    ([SEEDED, "m = pm.Model()", RUN, "y = np.random.randn(3)", "with m:\n    pm.Normal('y', 0, observed=y)", "m"],
     {4: 4, 5: 4, 6: 4}),
    ([SEEDED, RUN, "frame['y'] = np.random.randn(3)", "frame", "jitter = np.random.randn(3)", RUN, "trace"],
     {3: 3, 4: 3, 5: 5}),
    # in one statement: a draw stands before the sampler, or behind it, or the loop comes again
    ([SEEDED, f"with pm.Model():\n    y = np.random.randn(3)\n    {RUN}", "y"], {}),
    ([SEEDED, f"with pm.Model():\n    {RUN}\n    y = np.random.randn(3)", "y"], {2: 2, 3: 2}),
    ([SEEDED, f"for i in range(2):\n    y = np.random.randn(3)\n    {RUN}", "y"], {2: 2, 3: 2}),
    ([SEEDED, f"for i in range(2):\n    np.random.seed(i)\n    y = np.random.randn(3)\n    {RUN}", "y"], {}),
    # functions, predictive draws, and streams of their own
    ([SEEDED, f"def run():\n    {RUN}\n    return trace", "run()", "def f():\n    return np.random.randn(3)",
      "y = f()"], {5: 5}),
    ([SEEDED, "p = pm.sample_posterior_predictive(held)", "y = stats.norm(p).rvs(3)", "y"], {3: 3, 4: 3}),
    ([SEEDED, RUN, "rng = np.random.default_rng(1)\ny = rng.random(3)", "y = stats.norm.rvs(3, random_state=1)"], {}),
    ([SEEDED, "pm.find_MAP()", "y = np.random.randn(3)"], {}),
    ([SEEDED, "print 'of Python 2'", RUN, "y = np.random.randn(3)"], {4: 4}),
]  # fmt: skip


@pytest.mark.parametrize("sources, resting", BEHIND, ids=range(len(BEHIND)))
def test_what_rests_on_data_drawn_behind_a_sampler(sources, resting):
    cells = [Cell(i, source, ()) for i, source in enumerate(sources, start=1)]
    assert behind_samplers(cells, {}) == resting


@pytest.mark.parametrize(
    "verdict, reason, now",
    [
        (DIFFERS, "", EXPLAINED),
        (CANNOT_TELL, STILL, EXPLAINED),
        (CANNOT_TELL, f"{STILL}; of our own chains 3 of 5 runs had not settled", EXPLAINED),
        (CANNOT_TELL, UNKNOWN_ERROR, CANNOT_TELL),
        (SAME, "", SAME),
    ],
)
def test_other_data_explain_what_differs_or_no_run_moved(verdict, reason, now):
    one = Judged("m", number("1.5"), number("1.6"), verdict, reason)
    assert [each.verdict for each in explained.behind_a_sampler([one], 3)] == [now]
