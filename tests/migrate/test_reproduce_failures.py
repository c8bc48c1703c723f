"""migrate-reproduce: whose fault a failure is, by which cell it came first, and where missing files are."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path, PurePosixPath

import pytest

import theano_environment
from tests.migrate.reproduce_notebooks import format_4
from theano_migrate.reproduce import failures, file_names, posteriors, reproduce
from theano_migrate.reproduce.answer import answer, sentence
from theano_migrate.reproduce.failures import OURS, Before, Failure, Where
from theano_migrate.reproduce.notebook_file import Cell, Output
from theano_migrate.reproduce.own_modules import OwnModules
from theano_migrate.reproduce.reports import junit_report, text_report
from theano_migrate.reproduce.reproduce import Options
from theano_migrate.reproduce.results import CellResult, DocumentResult, Results
from theano_migrate.reproduce.running import kernel, script
from theano_migrate.reproduce.running.limits import Limits, Place
from theano_migrate.reproduce.running.result import Ran, RanCell

DATA, LIBRARY, BEFORE, OWN = "data that are not there", "another library", "an earlier cell", "its own"
SITE = 'File "/v/lib/python3.11/site-packages/'
CAUSES = [  # name, message, traceback, cause
    ("TimeLimit", "it took more than 5 s", "", "time"),
    ("URLError", "<urlopen error the network is refused to this run: a.b>", "", "network"),
    ("ConnectionError", "Max retries exceeded with url", "", "network"),
    ("FileNotFoundError", "No such file or directory: 'a.csv'", "", DATA),
    ("OSError", "'/home/a/b.mpl' is not a valid package style", f"{SITE}x.py", DATA),
    ("OSError", "'b' is not a valid package style", f"{SITE}x.py", LIBRARY),
    ("NameError", "name 'trace' is not defined", "", OWN),
    ("ModuleNotFoundError", "No module named 'daft'", "", "a package that is not there"),
    ("ModuleNotFoundError", "No module named 'scipy.nowhere'", "", LIBRARY),
    ("ModuleNotFoundError", "No module named 'src.nowhere'", "", OWN),
    ("ImportError", "cannot import name 'x' from 'scipy.stats' (/v/site-packages/s.py)", "", LIBRARY),
    ("ImportError", "cannot import name 'x' from 'src.model' (/copy/src/model.py)", "", OWN),
    ("AttributeError", "x", f'{SITE}pandas/core.py:12"', LIBRARY),
    ("AttributeError", "module 'numpy' has no attribute 'x'", "", LIBRARY),
    ("AttributeError", "module 'pymc3.step_methods' has no attribute 'x'", "", "ours"),
    ("ValueError", "x", "File /v/lib/site-packages/theano_compat/graph/ops.py:3", "ours"),
    ("ValueError", "x", "File /v/lib/site-packages/theano_environment/patching.py:3", "ours"),
    ("ValueError", "x", f"File {theano_environment.__file__}:3", "ours"),
    ("ZeroDivisionError", "division by zero", "Cell In[3], line 1", OWN),
]
HEAD = "import numpy as np, pymc3 as pm\nfrom scipy.stats import norm\ndef mine(x, y): pass\n"
WE = f"{SITE}theano_compat/p.py"
KEYWORDS = [  # source, message, traceback, cause
    (
        "np.histogramdd(x, normed=1)",
        "_histogramdd_dispatcher() got an unexpected keyword argument 'normed'",
        "",
        LIBRARY,
    ),
    ("norm(q=1)", "frozen() got an unexpected keyword argument 'q'", "", LIBRARY),
    ("pm.sample(q=1)", "sample() got an unexpected keyword argument 'q'", "", "ours"),
    ("pm.plot(t, q=1)", "plot_x() got an unexpected keyword argument 'q'", f"{WE}\n{SITE}arviz/p.py", "ours"),
    ("plt.hist(x, q=1)", "Rectangle.set() got an unexpected keyword argument 'q'", f"{SITE}matplotlib/a.py", LIBRARY),
    ("mine(q=1)", "mine() got an unexpected keyword argument 'q'", "", OWN),
    ("minimize(mine, x)", "mine() missing 1 required positional argument: 'y'", f"{SITE}scipy/optimize.py", OWN),
    (
        "minimize(lambda: 0, x)",
        "<lambda>() takes 0 positional arguments but 1 was given",
        f"{SITE}scipy/optimize.py",
        OWN,
    ),
]
REPOSITORY = Where(Path("nb"), tuple(map(PurePosixPath, ("data/x.csv", "src/model.py", "nb/Data/a.txt", "old/y.csv"))))


@pytest.mark.parametrize("name, message, trace, cause", CAUSES)
def test_causes(name, message, trace, cause):
    found = failures.failure(Cell(1, "", ()), RanCell((), 1.0, name, message, trace), Before(), REPOSITORY)
    assert found.cause == cause


@pytest.mark.parametrize("source, message, trace, cause", KEYWORDS)
def test_whose_keyword_is_missing(source, message, trace, cause):
    before = Before()
    before.add(Cell(1, HEAD, ()), 0)
    assert failures.failure(Cell(2, source, ()), RanCell((), 1.0, "TypeError", message, trace), before).cause == cause


# cells as (source, error or None); what each that failed is: (cause, first cell)
NO_FILE = ("FileNotFoundError", "[Errno 2] No such file or directory: '{}'")
HISTORIES = [
    ([("a = f('a.csv')", "a.csv"), ("b = f('b.csv')", "b.csv")], [(DATA, 1), (DATA, 2)]),
    ([("a = f('a.csv')\na.to_csv('out/c.csv')", "a.csv"), ("f('out/c.csv')", "out/c.csv")], [(DATA, 1), (BEFORE, 1)]),
    ([("a = f('a.csv')", "a.csv"), ("b = a + 1", "a"), ("print(b)", "b")], [(DATA, 1), (BEFORE, 1), (BEFORE, 1)]),
    ([("a = f('a.csv')", "a.csv"), ("print(c)", "c")], [(DATA, 1), (OWN, 2)]),
    ([("a = f('a.csv')", "a.csv"), ("a = 1", None), ("del a; a", "a")], [(DATA, 1), (OWN, 3)]),
    ([("from x import *\nf('a.csv')", "a.csv"), ("print(c)", "c")], [(DATA, 1), (BEFORE, 1)]),
    (
        [("%matplotlib inline\nfor i in f('a.csv'):\n    with g() as (k, m): pass", "a.csv"), ("m", "m")],
        [(DATA, 1), (BEFORE, 1)],
    ),
    ([("print 'x'\nimport numpy as np", "a.csv"), ("np", "np")], [(DATA, 1), (BEFORE, 1)]),
]


@pytest.mark.parametrize("cells, wanted", HISTORIES, ids=range(len(HISTORIES)))
def test_which_cell_failed_first(cells, wanted):
    before, found = Before(), []
    for number, (source, missed) in enumerate(cells, start=1):
        cell, failed = Cell(number, source, ()), None
        if missed:
            name, said = NO_FILE if "." in missed else ("NameError", "name '{}' is not defined")
            failed = failures.failure(cell, RanCell((), 1.0, name, said.format(missed)), before)
            found.append((failed.cause, failed.first))
        before.add(cell, failed.first if failed else 0)
    assert found == wanted


# cells as (source, line in which it failed or 0); why the last one fails, by a value: (cause, first cell)
VALUES = [
    ([("t = f()", 0), ("t = g()", 1), ("h(t)", 1)], (BEFORE, 2)),
    ([("t = f()", 0), ("t = g()\nh(t)", 2), ("h(t)", 1)], (OWN, 3)),  # it had given its name
    ([("t = f()", 0), ("t = g()", 1), ("t = f()", 0), ("h(t)", 1)], (OWN, 4)),
    ([("t = f()", 0), ("t = g()", 1), ("h(u)", 1)], (OWN, 3)),
    ([("import numpy as np\nimport x", 2), ("np.array(t)", 1)], (OWN, 2)),
]


@pytest.mark.parametrize("cells, wanted", VALUES, ids=range(len(VALUES)))
def test_a_value_of_before_is_no_fault_of_the_cell_that_reads_it(cells, wanted):
    before, found = Before(), None
    for number, (source, line) in enumerate(cells, start=1):
        cell, trace = Cell(number, source, ()), f"Cell In[{number}], line {line}" if line else ""
        failed = failures.failure(cell, RanCell((), 1.0, "ValueError", "no", trace), before) if line else None
        found = (failed.cause, failed.first) if failed else None
        before.add(cell, failed.first if failed else 0, trace)
    assert found == wanted


FILES = [  # the error's message, what is said
    (
        "[Errno 2] No such file or directory: '..\\\\data\\\\x.csv'",
        (OWN, "data/x.csv is there: its path is written as Windows has it"),
    ),
    ("..\\data\\x.csv not found.", (OWN, "data/x.csv is there: its path is written as Windows has it")),
    ("[Errno 2] No such file or directory: 'data/A.txt'", (OWN, "nb/Data/a.txt is there: upper and lower case differ")),
    ("[Errno 2] No such file or directory: 'C:\\\\Users\\\\me\\\\x.csv'", (DATA, "the repository has data/x.csv")),
    ("[Errno 2] No such file or directory: b'data/y.csv'", (DATA, "the repository has old/y.csv")),
    ("[Errno 2] No such file or directory: 'z.csv'", (DATA, "")),
    (
        "Unable to open file (name = 'x.h5', errno = 2, error message = 'No such file or directory')",
        (DATA, ""),
    ),
]


@pytest.mark.parametrize("message, wanted", FILES, ids=range(len(FILES)))
def test_where_a_missing_file_is(message, wanted):
    now = RanCell((), 1.0, "FileNotFoundError", message)
    found = failures.failure(Cell(1, "", ()), now, Before(), REPOSITORY)
    assert (found.cause, found.found) == wanted


@pytest.mark.parametrize("named", ["/home/me/paper/b/x.csv", "C:\\Users\\me\\B\\x.csv", "../../b/x.csv"])
def test_the_longest_end_of_a_path_finds_the_file(named):
    files = [PurePosixPath(one) for one in ("a/x.csv", "deep/er/b/x.csv", "x.csv")]
    assert file_names.instead(named, Path("nb"), files) == ("the repository has deep/er/b/x.csv", False)


def test_files_that_are_wanted_end_the_report():
    failed = "FileNotFoundError: [Errno 2] No such file or directory: 'data/x.csv'"
    cells = [CellResult(i, "", failed=failed, cause=DATA, first=i, found="the repository has x.csv") for i in (2, 5)]
    documents = [DocumentResult(name, tuple(cells)) for name in ("a.ipynb", "b.ipynb")]
    found = "  data/x.csv (a.ipynb cell 2; the repository has x.csv, b.ipynb cell 2; the repository has x.csv)"
    assert f"files wanted (--data NAME=PATH gives one):\n{found}\n" in text_report.text(
        Results("paper", tuple(documents))
    )
    assert "files wanted" not in text_report.text(Results("paper", (DocumentResult("a.ipynb", (CellResult(1, ""),)),)))


NAMED = [
    ("np.loadtxt('data/x.csv')", {"data/x.csv"}),
    ("open(r'..\\data\\x.csv'), open('..\\\\data\\\\y.csv')", {"../data/x.csv", "../data/y.csv"}),
    ("os.path.join('data', \"x.csv\"), Path('in') / 'a' / 'b.txt'", {"data/x.csv", "x.csv", "in/a/b.txt", "b.txt"}),
    ("glob('data/*.csv'), 'out/{}.png'.format(1), 'p%d.png'", {"data", "out"}),
    ("sys.path.append('..'), 'w', 'a b', '/etc/x.csv', 'http://a.b/c.csv', '~/x.csv', 'C:\\\\x.csv'", {".."}),
]


@pytest.mark.parametrize("source, wanted", NAMED)
def test_files_that_a_text_names(source, wanted):
    assert file_names.relative(source) == wanted


@pytest.mark.parametrize(
    "source, wanted",
    [
        ("open('data/x.csv')", "."),
        ("open('../data/x.csv')", "scripts"),
        ("open('beside.csv')", "scripts"),
        ("open('nowhere.csv')", "scripts"),
        ("os.chdir('..')\nopen('data/x.csv')", "scripts"),
        ("savefig('figures/new.png')", "."),
        ("Path('data') / 'x.csv'", "."),
    ],
)
def test_the_folder_that_a_script_was_run_in(tmp_path, source, wanted):
    for name in ("data/x.csv", "scripts/beside.csv", "figures/old.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert file_names.working_folder(source, tmp_path / "scripts", tmp_path) == tmp_path / wanted


def test_where_own_modules_are():
    own = OwnModules(
        dict.fromkeys(
            map(Path, ("lib/mine/__init__.py", "lib/mine/core.py", "src/fit.py", "nb/beside.py", "deep/fit.py")), ""
        )
    )
    text = "import mine, beside, numpy\nfrom fit import f\nfrom src import fit\nimport random"
    assert own.folders(text, Path("nb")) == {"mine": Path("lib"), "fit": Path("src"), "src": Path()}
    assert own.folders("import fit", Path("deep/x")) == {"fit": Path("deep")}
    assert {"mine", "core", "fit", "src"} <= own.names and "__init__" not in own.names


def test_a_line_for_each_first_cause():
    def failed(number, error, cause, first=None):
        return CellResult(number, "", failed=error, cause=cause, first=number if first is None else first)

    no_data = ("FileNotFoundError: a.csv", DATA)
    cells = [
        failed(1, *no_data),
        failed(2, "NameError: name 'a'", BEFORE, 1),
        failed(3, *no_data),
        failed(4, "NameError: name 'b'", BEFORE, 3),
        failed(5, "KeyError: 'x'", OWN),
    ]
    other = [failed(1, *no_data), failed(2, "FileNotFoundError: of another", BEFORE, 0)]
    results = Results("paper", (DocumentResult("a", tuple(cells)), DocumentResult("b", tuple(other))))
    lines = text_report.text(results).partition("failed:\n")[2].partition("\n\n")[0].splitlines()
    assert lines == [
        "  a cell 1: FileNotFoundError: a.csv (data that are not there); 2 more cells fail alike, in 2 documents; "
        "2 later cells need what these would have made",
        "  a cell 5: KeyError: 'x' (its own)",
        "  b cell 2: FileNotFoundError: of another (an earlier cell)",
    ]
    whole = text_report.text(results, None).partition("failed:\n")[2].partition("\n\n")[0].splitlines()
    assert len(whole) == 7 and whole[1] == "  a cell 2: NameError: name 'a' (an earlier cell, 1)"


@pytest.mark.parametrize(
    "then, cause, lost",
    [("", OWN, True), ("KeyError: 'x'", OWN, False), ("ValueError: y", OWN, False), ("KeyError: 'x'", OURS, True)],
)
def test_a_cell_that_failed_when_it_was_stored_is_not_lost(then, cause, lost):
    cells = (CellResult(1, "", failed="KeyError: 'x'", cause=cause, then=then, first=1), CellResult(2, ""))
    results = Results("paper", (DocumentResult("a.ipynb", cells),))
    assert results.documents[0].ran is not lost and ("1 cell failed" in answer(results).said) is lost
    assert ("ran to the end; 1 cell failed, as stored;" in sentence(results)) is not lost
    assert f"<{'error' if lost else 'skipped'}" in junit_report.document(results)


WIDGET = """from comm import create_comm
output = {"_model_module": "@jupyter-widgets/output", "_model_name": "OutputModel", "outputs": []}
widget = create_comm(target_name="jupyter.widget", data={"state": output})
def into(on):
    print(end="", flush=True)
    asked = get_ipython().kernel.get_parent()["header"]["msg_id"] if on else ""
    widget.send(data={"method": "update", "state": {"msg_id": asked}})
"""
PRINTS = """from IPython.display import clear_output
print("before", 1)
into(True)
print("inside", 2)
clear_output(wait=True)
print("inside", 3)
into(False)
print("after", 4)
"""


def ran(folder, cells):
    place = Place(sys.executable, folder, folder)
    held = [Cell(i, source, ()) for i, source in enumerate(cells, start=1)]
    return kernel.run(held, folder / "a.ipynb", place, Limits(60, time.monotonic() + 300), lambda number, seconds: None)


@pytest.mark.slow
def test_what_is_printed_into_a_widget_is_the_cells(tmp_path):
    pytest.importorskip("nbclient")
    _, cell = ran(tmp_path, [WIDGET, PRINTS]).cells
    texts = "".join(one.text for one in cell.outputs)
    assert not cell.name and sorted(texts.split("\n")) == ["", "after 4", "before 1", "inside 3"]


def test_a_missed_answer_is_found_by_looking_again(monkeypatch):
    """pyzmq's poll misses an answer that comes while nbclient sends the state of a widget."""
    pytest.importorskip("nbclient")
    import asyncio
    from queue import Empty

    from jupyter_client.session import Session
    from zmq.asyncio import Context

    from theano_migrate.reproduce.running import kernel_client

    monkeypatch.setattr(kernel_client, "SLICE", 0.05)
    waited = []

    async def poll(timeout):
        waited.append(timeout)
        await asyncio.sleep(timeout / 1000)
        return len(waited) == answers

    async def asked(seconds):
        with Context() as context, context.socket(5) as socket:
            socket.poll = poll
            channel = kernel_client.ShellChannel(socket, Session(key=b""))
            channel._recv = lambda: asyncio.sleep(0, {"content": "the answer"})
            return await channel.get_msg(timeout=seconds)

    answers = 3
    assert asyncio.run(asked(60))["content"] == "the answer" and waited == [50, 50, 50]
    answers = 0
    with pytest.raises(Empty):
        asyncio.run(asked(0.1))


@pytest.mark.slow
def test_what_nbclient_does_not_foresee_is_the_cells(tmp_path, monkeypatch):
    client = pytest.importorskip("nbclient").NotebookClient
    real = client.process_message

    def process_message(self, message, *more):
        if "trips" in message["content"].get("text", ""):
            raise KeyError("trips")
        return real(self, message, *more)

    monkeypatch.setattr(client, "process_message", process_message)
    found = ran(tmp_path, ["print('on', 1)", "print('trips', 2)", "print('on', 3)"])
    assert not found.stopped and [one.name for one in found.cells] == ["", "KeyError", ""]
    assert found.cells[1].message == "nbclient: 'trips'" and found.cells[2].outputs[0].text == "on 3\n"
    assert failures.failure(Cell(2, "", ()), found.cells[1], Before()) == Failure(LIBRARY, 2)


def test_a_fault_of_ours_is_one_document_and_one_posterior(tmp_path, monkeypatch, capsys):
    """The report of the others is made in any case."""
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("import theano\nprint(1.5)\n")
        (tmp_path / name).with_suffix(".out").write_text("1.5\n")
    cell = RanCell((Output("1.5\n", stream=True),), 1.0)
    monkeypatch.setattr(script, "run", lambda path, *more: {"b.py": Ran((cell,))}[path.name])
    saved = posteriors.Saved(Path("t.nc"), reproduce.documents.found(tmp_path).documents[1])
    monkeypatch.setattr(posteriors, "found", lambda contents: ([saved], []))
    monkeypatch.setattr(posteriors, "compare", lambda *all_: 1 / 0)
    found = reproduce.reproduce(tmp_path, Options(), lambda said: None)
    first, second = found.documents
    assert first.stopped == "migrate-reproduce itself failed (KeyError: 'a.py'): please report it"
    assert second.ran and second.verdict == "same"
    assert found.posteriors[0].reason.startswith("migrate-reproduce itself failed (ZeroDivisionError")
    assert "not a verdict: please report it" in capsys.readouterr().err


@pytest.mark.slow
def test_scripts_and_modules_are_found_where_their_author_had_them(tmp_path):
    for name, text in {
        "data/x.csv": "1\n3\n",
        "scripts/fit.py": "import theano, numpy as np, lib.helper as h\nprint('mean', h.f(np.loadtxt('data/x.csv')))",
        "scripts/fit.out": "mean 2.0\n",
        "lib/helper.py": "def f(x):\n    return x.mean()",
        "nb/a.ipynb": format_4([("import theano\nfrom helper import f\nf(open('../data/X.csv'))", "")]),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    command = [sys.executable, "-m", "theano_migrate", "reproduce", str(tmp_path), "--format", "json"]
    held = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    notebook, script = held["documents"]
    assert script["ran"] and script["counts"]["same"] == 1
    assert held["remarks"] == ["scripts/fit.py ran in the top folder, where the files are that it names"]
    assert notebook["cells"][0]["cause"] == OWN
    assert notebook["cells"][0]["found"] == "data/x.csv is there: upper and lower case differ"
