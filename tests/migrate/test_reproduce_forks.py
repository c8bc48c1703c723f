"""migrate-reproduce: the rest of a notebook in forked children of its kernel prints what the kernel prints."""

from __future__ import annotations

import json
import random
import shutil
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from tests.migrate.reproduce_notebooks import format_4
from theano_common.system.processes import can_fork
from theano_migrate.reproduce import randomness
from theano_migrate.reproduce.inside.sampler_streams import _words
from theano_migrate.reproduce.notebook_file import Cell, of_document
from theano_migrate.reproduce.running import copies, kernel
from theano_migrate.reproduce.running.forks import CannotFork, Forks
from theano_migrate.reproduce.running.limits import Limits, Place

pytestmark = pytest.mark.skipif(not can_fork(), reason="nothing is forked there")

HEAD = "%matplotlib inline\nimport sys, warnings, numpy as np, pandas as pd, matplotlib.pyplot as plt\nimport time"
PRINTED = {  # cells behind the fork: each prints in a child what it prints in the kernel
    "text": "print('a', 1)\nprint('b')",
    "to the standard error": "print('a')\nprint('wrong', file=sys.stderr)\nprint('b')",
    "a value": "1 + 1",
    "a value that is not shown": "1 + 1;",
    "the value before": "print(_)",
    "a table": "pd.DataFrame({'x': [1.5, 2.5]})",
    "shown in between": "print('a')\ndisplay(pd.Series([1.0]))\nprint('b')",
    "a picture": "plt.plot([1, 2]);",
    "a value and a picture": "plt.figure()\nplt.plot([1, 2])\nprint('plotted')\n3",
    "forgotten at once": "from IPython.display import clear_output\nprint('a')\nclear_output()\nprint('b')",
    "forgotten later": "print('a')\nclear_output(wait=True)\nprint('b')",
    "updated": "shown = display('first', display_id='x')\nshown.update('second')\nprint('behind')",
    "a command of the shell": "!echo from a shell",
    "a magic": "%precision 3\n1 / 3",
    "an error": "print('before')\n1 / 0",
    "behind an error": "print('on', x)",
    "an exit": "import sys\nsys.exit(2)",
    "no Python": "for",
    "captured": "%%capture held\nprint('inside')",
    "a progress bar": "from tqdm import tqdm\nfor _i in tqdm(range(3)):\n    pass\nprint('done')",
    "NumPy's stream": "print(np.random.rand())",
    "a thread": "import threading\none = threading.Thread(target=print, args=('there',))\none.start()\none.join()",
    "a pool": "from multiprocessing import Pool\nwith Pool(2) as pool:\n    print(pool.map(abs, [-1, 2]))",
}
SEED = "np.random.seed(1)"


def cells_of(*sources):
    return of_document(json.loads(format_4([(one, "") for one in sources]))).cells


def with_forks(tmp_path, before, do, seeded=True):
    """Run cells in a kernel, and call `do` with its Forks and what they gave."""
    for name in ("nbclient", "ipykernel", "pandas", "matplotlib"):
        pytest.importorskip(name)
    limits, found = Limits(120, time.monotonic() + 500), []

    def then(ran, ask):
        try:
            found.append(do(Forks(ask, ran, seeded, tmp_path), limits))
        except BaseException as error:  # which the kernel's client would take for its own
            found.append(error)

    more = {"MIGRATE_REPRODUCE_STREAMS": str(tmp_path / "streams"), "MIGRATE_REPRODUCE_REPLICATE": "1"}
    place = Place(sys.executable, tmp_path, tmp_path, more=more)
    ran = kernel.run(cells_of(*before), tmp_path / "a.ipynb", place, limits, lambda number, seconds: None, then)
    assert not ran.stopped
    if isinstance(found[0], BaseException):
        raise found[0]
    return found[0]


@pytest.mark.slow
def test_a_child_prints_what_the_kernel_prints(tmp_path):
    def do(forks, limits):
        cells = cells_of(*PRINTED.values())
        children = [forks.run(cells, run, limits, 10.0).cells[2:] for run in (1, 2)]
        return [*children, [forks.ask(cell.source, 60) for cell in cells]]

    first, second, plain = with_forks(tmp_path, [HEAD, SEED], do)
    for name, *cells in zip(PRINTED, first, second, plain, strict=True):
        printed = [
            (
                "".join(one.text for one in cell.outputs if not one.to_errors),
                [one.html for one in cell.outputs if one.html],
            )
            for cell in cells
        ]
        assert printed[0] == printed[1] == printed[2], name
        assert len({(cell.name, cell.message) for cell in cells}) == 1, name


@pytest.mark.slow
def test_a_child_ends_at_the_limit_of_a_cell_and_runs_the_next(tmp_path):
    def do(forks, limits):
        cells = cells_of("print('begun')\ntime.sleep(60)", "print('on')")
        return forks.run(cells, 1, Limits(2, limits.end), 5.0).cells[1:]

    late, after = with_forks(tmp_path, [HEAD], do)
    assert (late.name, late.message) == (kernel.TIMED_OUT, "it took more than 2 s")
    assert late.outputs[0].text == "begun\n" and after.outputs[0].text == "on\n"


NO_HINDRANCE = {
    "a large output, for which ZeroMQ begins a thread": "print('x' * 500_000)",
    "a font, which matplotlib keeps open": "from matplotlib.font_manager import *\nget_font(findfont('DejaVu Sans'))",
}


@pytest.mark.slow
@pytest.mark.parametrize("before", NO_HINDRANCE)
def test_what_does_not_hinder(tmp_path, before):
    def do(forks, limits):
        return forks.run(cells_of("print('on')"), 1, limits, 1.0).cells[-1]

    assert with_forks(tmp_path, [HEAD, NO_HINDRANCE[before]], do).outputs[0].text == "on\n"


@pytest.mark.slow
def test_arviz_is_imported_once_for_all_children(tmp_path):
    def do(forks, limits):
        return forks.run(cells_of("print('arviz' in sys.modules)"), 1, limits, 20.0).cells[-1]

    pytest.importorskip("arviz")
    assert with_forks(tmp_path, [HEAD, "import pymc3\nprint('arviz' in sys.modules)"], do).outputs[0].text == "True\n"


DYING = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
REFUSED = {  # cells, whether they give a seed, why no child runs the rest
    "draws without a seed": ("np.random.rand()", False, "random numbers were drawn before, without a seed"),
    "draws of Python": ("import random\nrandom.random()", False, "random numbers were drawn before, without a seed"),
    "a thread": ("import threading\nthreading.Timer(300, print).start()", True, "a thread runs there"),
    "an open file": ("lines = open('of-the-cell', 'w+')", True, r"a file is open there \(of-the-cell\)"),
    "a child that dies": ("x = 1", True, "a forked child died"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_forked(tmp_path, case):
    source, seeded, why = REFUSED[case]

    def do(forks, limits):
        with pytest.raises(CannotFork, match=why):
            forks.run(cells_of(DYING if "dies" in case else "print(1)"), 1, limits, 1.0)
        return True

    assert with_forks(tmp_path, [HEAD, source], do, seeded)


PRIOR = "import pymc3 as pm\nwith pm.Model():\n    pm.Normal('x')\n    print(pm.sample_prior_predictive(2)['x'])"


@pytest.mark.slow
@pytest.mark.parametrize("alike", [True, False])
def test_data_that_are_not_those_of_the_first_run(tmp_path, alike):
    """The text has a seed; the child meets NumPy's stream as the first run did, or not."""
    state = np.random.get_state()
    np.random.seed(1)
    words = _words(np.random.get_state())
    np.random.set_state(state)
    (tmp_path / "streams").write_text(json.dumps({"before": words if alike else [1, 2, 3, 4], "after": None}) + "\n")

    def do(forks, limits):
        if alike:
            return forks.run(cells_of(PRIOR), 1, limits, 20.0).cells[-1].name
        with pytest.raises(CannotFork, match="random numbers that were drawn before are others in each run"):
            forks.run(cells_of(PRIOR), 1, limits, 20.0)
        return ""

    assert with_forks(tmp_path, [HEAD, SEED], do) == ""


@pytest.mark.slow
def test_children_draw_data_of_their_own_where_nobody_gives_a_seed(tmp_path):
    def do(forks, limits):
        cells = cells_of("import random\nprint(np.random.rand(), random.random())")
        return [forks.run(cells, run, limits, 1.0).cells[1].outputs[0].text.split() for run in (1, 2)]

    (a, b), (c, d) = with_forks(tmp_path, [HEAD], do, seeded=False)
    assert a != c and b != d


# ---- in this process


@pytest.fixture
def forked_run(monkeypatch):
    pytest.importorskip("IPython")
    from theano_migrate.reproduce.inside import forked_run

    for name in forked_run.THREADED:  # another test may have imported them in this process
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "jax._src.xla_bridge", SimpleNamespace(backends_are_initialized=lambda: False))
    monkeypatch.setattr(forked_run, "_at_start", {})
    state, plain = np.random.get_state(), random.getstate()
    forked_run.note_start()
    yield forked_run
    np.random.set_state(state)
    random.setstate(plain)


@pytest.mark.parametrize("store_history", [True, False])
def test_lines_that_a_kernel_runs_at_its_start_are_no_cells(forked_run, monkeypatch, tmp_path, store_history):
    """A kernel draws from Python's stream behind them, for its ports."""
    monkeypatch.setenv("MIGRATE_REPRODUCE_STREAMS", str(tmp_path / "streams"))
    info = SimpleNamespace(store_history=store_history)
    monkeypatch.setattr(forked_run, "_at_start", {})
    forked_run.note_start(info)
    forked_run.note_streams(SimpleNamespace(info=info))
    assert bool(forked_run._at_start) == (tmp_path / "streams.cells").exists() == store_history


LIBRARIES = {
    "tensorflow": (object(), "tensorflow runs there"),
    "jax._src.xla_bridge": (SimpleNamespace(backends_are_initialized=lambda: True), "JAX runs there"),
}


@pytest.mark.parametrize("name", LIBRARIES)
def test_libraries_whose_threads_do_not_survive_a_fork(forked_run, monkeypatch, name):
    module, why = LIBRARIES[name]
    assert forked_run.why_not(False) == ""
    monkeypatch.setitem(sys.modules, name, module)
    assert forked_run.why_not(False) == why


CALLS = {  # of samplers, for Theano's streams
    (1, 0): "a sampler was called before",
    (0, 1): "a fit or minibatches were made before, with a stream of Theano",
}


@pytest.mark.parametrize("calls", CALLS)
def test_what_was_called_before(forked_run, monkeypatch, calls):
    monkeypatch.setitem(sys.modules, "jax._src.xla_bridge", None)
    monkeypatch.setattr(forked_run, "calls_so_far", lambda: calls)
    assert forked_run.why_not(True) == CALLS[calls]


STREAMS_THEN = {  # what the second cell does now, in place of `random.random(); np.random.rand()` -> why not
    "the same": (lambda: (random.random(), np.random.rand()), ""),
    "nothing of Python's": (lambda: np.random.rand(), ""),  # it is given a seed in each child
    "more of NumPy's": (lambda: (random.random(), np.random.rand(2)), "are others in each run"),
    "more of Python's": (lambda: (random.random(), random.random(), np.random.rand()), "are others in each run"),
}


@pytest.mark.parametrize("case", STREAMS_THEN)
def test_streams_that_are_not_where_the_first_run_had_them(forked_run, monkeypatch, tmp_path, case):
    monkeypatch.setitem(sys.modules, "jax._src.xla_bridge", None)
    monkeypatch.setenv("MIGRATE_REPRODUCE_STREAMS", str(tmp_path / "streams"))
    monkeypatch.delenv("MIGRATE_REPRODUCE_REPLICATE", raising=False)
    now, why = STREAMS_THEN[case]
    plain, numpys = random.getstate(), np.random.get_state()
    forked_run.note_streams()
    random.random(), np.random.rand()
    forked_run.note_streams()
    random.setstate(plain)
    np.random.set_state(numpys)
    monkeypatch.setenv("MIGRATE_REPRODUCE_REPLICATE", "1")
    now()
    forked_run.note_streams()  # which only the first run does
    assert (tmp_path / "streams.cells").read_text().count("\n") == 2
    found = forked_run.why_not(True, 2)
    assert why in found and bool(why) == bool(found)


def test_no_fork_on_this_system(forked_run, monkeypatch):
    monkeypatch.delattr("os.fork")
    assert forked_run.why_not(True) == "this system has no fork"


FIRST_DRAWING = {  # sources of cells -> the number of the first one that another run may change
    "a sampler": (["x = 1", "with m:\n    t = pm.sample()"], 2),
    "a fit": (["x = 1", "y = 2", "pm.find_MAP()"], 3),
    "a function that samples": (["def f():\n    return pm.sample()", "f()"], 2),
    "data without a seed": (["import numpy as np", "y = np.random.randn(5)", "pm.sample()"], 2),
    "data with a seed": (["np.random.seed(1)", "y = np.random.randn(5)", "pm.sample()"], 3),
    "a stream of its own without a seed": (["r = np.random.default_rng()", "y = r.normal()", "pm.sample()"], 1),
    "a stream of its own with a seed": (["r = np.random.default_rng(1)", "y = r.normal()", "pm.sample()"], 3),
    "a stream of no seed": (["r = np.random.default_rng(None)", "y = r.normal()", "pm.sample()"], 1),
    "a stream whose seed is None": (["r = np.random.RandomState(seed=None)", "y = r.normal()", "pm.sample()"], 1),
    "the system's": (["r = random.SystemRandom()", "pm.sample()"], 1),
    "nothing": (["x = 1"], 2),
}


@pytest.mark.parametrize("case", FIRST_DRAWING)
def test_where_a_document_first_draws(case):
    sources, number = FIRST_DRAWING[case]
    sources = ["import pymc3 as pm", *sources]
    cells = [Cell(i, source, ()) for i, source in enumerate(sources, start=1)]
    assert randomness.first_drawing(cells, {}) == number + 1


CHANGES = {  # what a run does in a folder
    "writes a file": lambda folder: (folder / "new").write_text("x"),
    "writes a folder": lambda folder: (folder / "more").mkdir() or (folder / "more" / "new").write_text("x"),
    "makes a folder": lambda folder: (folder / "more" / "deep").mkdir(parents=True),
    "a folder for a file": lambda folder: (folder / "data" / "a").unlink() or (folder / "data" / "a").mkdir(),
    "a file for a folder": lambda folder: shutil.rmtree(folder / "data") or (folder / "data").write_text("x"),
    "changes a file": lambda folder: (folder / "data" / "a").write_text("another"),
    "deletes a file": lambda folder: (folder / "data" / "a").unlink(),
    "deletes a folder": lambda folder: (folder / "data" / "a").unlink() or (folder / "data").rmdir(),
    "links": lambda folder: (folder / "link").symlink_to("data"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_folder_is_as_it_was(tmp_path, case):
    folder, kept = tmp_path / "folder", tmp_path / "kept"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "a").write_text("a")
    copies.whole(folder, kept)
    CHANGES[case](folder)
    copies.restore(kept, folder)
    assert {str(one.relative_to(folder)) for one in folder.rglob("*")} == {"data", str(Path("data/a"))}
    assert (folder / "data" / "a").read_text() == "a" and not (folder / "link").is_symlink()
