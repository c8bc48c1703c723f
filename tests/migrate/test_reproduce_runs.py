"""migrate-reproduce as a command: notebooks in a kernel, scripts, failures and their causes, every report."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from importlib.resources import files

import pytest

from tests.migrate.reproduce_notebooks import PNG, format_3, format_4
from theano_common.system.processes import can_fork
from theano_migrate.reproduce import reports
from theano_migrate.reproduce.answer import sentence
from theano_migrate.reproduce.command import main
from theano_migrate.reproduce.documents import Document
from theano_migrate.reproduce.errors import CannotReproduce
from theano_migrate.reproduce.judged_document import judged
from theano_migrate.reproduce.notebook_file import of_document
from theano_migrate.reproduce.releases import Release
from theano_migrate.reproduce.reports import html_report
from theano_migrate.reproduce.results import DocumentResult, Results
from theano_migrate.reproduce.running import kernel, script
from theano_migrate.reproduce.running.limits import Limits, Place
from theano_migrate.reproduce.running.result import Ran, RanCell

PYTHON_2 = [
    ("import theano\nprint 'half', 7 / 2", "half 3"),
    ("from __future__ import division\nprint 'half', 7 / 2", "half 3.5"),
    ("print 'again', 7 / 2, xrange(3)[2]", "again 3.5 2"),
]
DEAF = """import os, signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
child = os.fork()
while not child:
    with open("beats", "a") as file:
        file.write(".")
    time.sleep(0.1)
print("begun 1", flush=True)
while True:
    time.sleep(60)
"""
SECOND = [("import theano\nprint('length', len(open('new.txt').read()))", "length 3")]


def called(*arguments):
    """Run the command in a process of its own: (exit code, what it printed)."""
    command = [sys.executable, "-m", "theano_migrate", "reproduce", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def results():
    """The notebook of the tests, as if it had run: nothing is started."""
    notebook = of_document(json.loads(format_4()))
    cells = notebook.cells
    new = [RanCell(cell.outputs, 0.5) for cell in cells[:-1]]
    new[1] = RanCell(of_document(json.loads(format_4([("", "wrong 4.0")]))).cells[0].outputs, 0.5)
    new[2] = RanCell((), 0.1, "ZeroDivisionError", "division by <b>zero</b>", "Cell In[3]")
    found = judged(Document("a.ipynb", cells), Ran(tuple(new), 5.0, "the kernel died in cell 10"), {})
    one = DocumentResult(
        "a.ipynb", tuple(found), {"pymc3": Release("3.8", "<it> printed it")}, "3.8", 5.0, "the kernel died"
    )
    return Results("paper", (one,), versions={"Python": "3.11"}, day="2026-11-28", digest="0" * 64, remarks=("<r>",))


def test_the_page_is_inert_and_whole():
    page = html_report.page(results())
    body = page.partition("<body>")[2]
    assert body.count("<script") == 1 and "alert(" not in page and "onerror" not in page  # the script is ours
    assert "evil.invalid" not in page and "<r>" not in page and "<it>" not in page and "<b>zero" not in page
    assert not re.findall(r"""(?:src|href)=['"](?!data:image/png;base64,|#)""", page)
    assert body.count(f"data:image/png;base64,{PNG}") == 2
    assert re.search(r"<b class='differ' title='[^']*no random draws enter it'>5.0</b>", body)
    assert "1 number differs" in page and "division by" in page


def test_pictures_that_are_none_are_left_out():
    held = [("", {"image/png": "aGVsbG8=", "text/plain": ""}), ("", {"image/png": "x", "text/plain": ""})]
    notebook = of_document(json.loads(format_4(held)))
    cells = judged(Document("a", notebook.cells), Ran(tuple(RanCell(c.outputs) for c in notebook.cells)), {})
    assert "<img" not in html_report.page(Results("a", (DocumentResult("a", tuple(cells)),)))


def test_what_tells_of_the_machine_is_not_compared():
    told = "Compiler : MSC v.1916\nCPU cores : 6"
    held = [("%load_ext watermark\n%watermark -n", told), ("print(6)\n%watermark", told), ("pm.__version__", "3.8")]
    notebook = of_document(json.loads(format_4(held)))
    cells = judged(Document("a", notebook.cells), Ran(tuple(RanCell(c.outputs) for c in notebook.cells)), {})
    assert [bool(cell.judged) for cell in cells] == [False, True, False]


def test_the_sentence():
    said = sentence(results())
    assert said.startswith(
        "0 of 1 document ran to the end; it was run once; of 7 printed numbers 4 stand (4 the same, "
    )
    assert "2 cannot tell, 1 differs; Python 3.11; 2026-11-28; SHA-256 0000000000000000." in said


def test_wrong_use(tmp_path, capsys):
    (tmp_path / "a.py").write_text("import theano")
    (tmp_path / "b.json").write_text("{}")
    for arguments, said in [
        ([tmp_path / "none"], "no such file or folder"),
        ([tmp_path / "a.py", "--limit", "0"], "--limit takes seconds above zero"),
        ([tmp_path / "a.py", "--runs", "0"], "--runs takes 1, or 5 and more"),
        ([tmp_path / "a.py", "--runs", "4"], "fewer runs tell nothing"),
        ([tmp_path / "a.py", "--baseline", tmp_path / "b.json"], "is no report of migrate-reproduce"),
        ([tmp_path / "a.py", "--baseline", tmp_path / "c.json"], "No such file"),
        ([tmp_path / "a.py", "--keep", tmp_path], "the folder is not empty"),
    ]:
        assert main([str(one) for one in arguments]) == 2
        assert said in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert main([str(tmp_path / "empty")]) == 3


def test_what_is_missing_is_said_with_the_command(tmp_path, capsys, monkeypatch):
    (tmp_path / "a.ipynb").write_text(format_4())
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main([str(tmp_path)]) == 3
    assert re.search(
        r"notebooks need nbclient, nbformat, ipykernel: .* -m pip install .*nbclient", capsys.readouterr().err
    )


@pytest.mark.slow
def test_a_script(tmp_path):
    (tmp_path / "a.py").write_text("import theano.tensor as tt\nprint('value', tt.ones(2).sum().eval() * 1.0)\n1 / 0\n")
    (tmp_path / "a.out").write_text("value 2.0\n")
    code, said = called(tmp_path)
    assert code == 3
    assert "a.py cell 1: ZeroDivisionError: division by zero (its own)" in said and "1 the same" in said


@pytest.mark.slow
def test_a_script_that_wants_arguments(tmp_path):
    (tmp_path / "a-b.py").write_text(
        "import argparse\np = argparse.ArgumentParser()\np.add_argument('x')\np.parse_args()"
    )
    assert (
        "a-b.py cell 1: Exit: it ended with 2: a-b.py: error: the following arguments are required: x"
        in called(tmp_path / "a-b.py")[1]
    )


@pytest.mark.slow
def test_a_script_that_takes_too_long(tmp_path):
    (tmp_path / "a.py").write_text("import theano, time\nprint(1, flush=True)\ntime.sleep(60)\n")
    code, said = called(tmp_path / "a.py", "--cell-limit", "8")
    assert code == 3 and "TimeLimit: it took more than 8 s (time)" in said


def test_a_script_ends_where_we_are_interrupted(tmp_path, monkeypatch):
    """It has a session of its own, which hears of no Ctrl-C."""
    begun = []

    class Interrupted(subprocess.Popen):
        def wait(self, timeout=None):
            begun.append(self)
            if len(begun) == 1:
                raise KeyboardInterrupt
            return super().wait(timeout)

    monkeypatch.setattr(subprocess, "Popen", Interrupted)
    place = Place(sys.executable, tmp_path, tmp_path)
    with pytest.raises(KeyboardInterrupt):
        script.run(tmp_path / "a.py", tmp_path, place, Limits(60, time.monotonic() + 60))
    assert begun[0].poll() is not None


@pytest.mark.slow
def test_notebooks(tmp_path):
    for name in ("nbclient", "ipykernel", "pandas", "matplotlib", "jsonschema"):
        pytest.importorskip(name)
    paper = tmp_path / "paper"
    paper.mkdir()
    (paper / "1.ipynb").write_text(format_4())
    (paper / "2.ipynb").write_text(format_3(SECOND))
    (paper / "3.ipynb").write_text(format_4(PYTHON_2))
    before = {one.name: one.read_bytes() for one in paper.iterdir()}
    page, report, suites = (tmp_path / name for name in ("page.html", "report.json", "junit.xml"))
    assert called(paper, "--html", page, "--junit", suites, "--format", "json", "-o", report)[0] == 3
    assert {one.name: one.read_bytes() for one in paper.iterdir()} == before  # it ran in a copy
    held = json.loads(report.read_text())
    import jsonschema

    jsonschema.validate(held, json.loads(files(reports).joinpath("report.schema.json").read_text()))
    first, second, third = held["documents"]
    assert third["ran"] and third["counts"]["same"] == 4
    cells = {cell["cell"]: cell for cell in first["cells"]}
    assert [cells[i]["verdict"] for i in (1, 2, 6, 8, 10)] == ["same", "differs", "same", "same", "same"]
    assert {i: cells[i]["cause"] for i in cells if cells[i]["failed"]} == {
        3: "its own",
        4: "network",
        5: "network",
        7: "data that are not there",
    }
    assert cells[3]["numbers"][0]["reason"] == "the cell failed"
    assert cells[9]["pictures"] == {"stored": 1, "new": 1}
    assert second["ran"] and second["verdict"] == "same" and second["counts"]["same"] == 1
    assert page.read_text().count("data:image/png;base64,") == 2
    root = ElementTree.parse(suites).getroot()
    assert [(one.get("failures"), one.get("errors")) for one in root] == [("1", "4"), ("0", "0"), ("0", "0")]
    code, said = called(paper, "--baseline", report, "--strict")
    assert code == 3 and "differs:" not in said  # nothing new differs
    code, said = called(paper / "1.ipynb", "--strict", "--cell-limit", "60")
    assert code == 1 and "1.ipynb cell 2: wrong: 5.0 then, 4.0 now (no random draws enter it)" in said


@pytest.mark.slow
def test_draws_are_judged(tmp_path):
    head = "import numpy as np, pymc3 as pm\nwith pm.Model():\n    mu = pm.Normal('mu', 0, 1)\n"
    sample = head + "    trace = pm.sample(1000, random_seed=1, progressbar=False)\npm.summary(trace, kind='stats')"
    table = "     mean     sd  hdi_3%  hdi_97%\nmu  0.010  1.005  -1.880    1.890\n"
    code, [cell] = run_cells(tmp_path, [(sample, {"text/plain": table})])
    assert code == 0
    assert {one["place"]: one["verdict"] for one in cell["numbers"]} == dict.fromkeys(
        ("mu, mean", "mu, sd", "mu, hdi_3%", "mu, hdi_97%"), "agrees"
    )
    assert all(one["error"] > 0 for one in cell["numbers"])  # from our draws: the row prints none


@pytest.mark.slow
def test_a_cell_has_a_limit(tmp_path):
    cells = [("import time; time.sleep(600)", ""), ("print('on', 1)", "on 1")]
    code, [slow, after] = run_cells(tmp_path, cells, "--cell-limit", "5")
    assert code == 3 and slow["cause"] == "time" and after["verdict"] == "same"


@pytest.mark.slow
def test_texts_are_drawn_without_latex(tmp_path):
    pytest.importorskip("matplotlib")
    draws = "plt.rc('text', usetex=True)\nplt.title('a', usetex=True)\nplt.savefig('a.png')\nprint('drawn', 1)"
    code, [cell] = run_cells(tmp_path, [(f"import matplotlib.pyplot as plt\n{draws}", "drawn 1")])
    assert code == 0 and cell["verdict"] == "same" and not cell["failed"]


TAKES_A_PORT = """#!{python}
import json, os, pathlib, socket, subprocess, sys
starts = pathlib.Path({folder!r}) / "starts"
file = json.loads(pathlib.Path(sys.argv[sys.argv.index("-f") + 1]).read_text())
with starts.open("a") as written:
    print(file[{port!r}], file=written)
held = socket.socket()
if len(starts.read_text().split()) <= {times}:
    held.bind((file["ip"], file[{port!r}]))
    held.listen()
    print("somebody else listens", flush=True)
sys.exit(subprocess.call([{python!r}, *sys.argv[1:]]))
"""


def run_where_ports_are_taken(tmp_path, port, times):
    """Run a cell where somebody else takes a port of the first `times` kernels; what ran, and the ports given."""
    stand_in = tmp_path / "python"
    stand_in.write_text(TAKES_A_PORT.format(python=sys.executable, folder=str(tmp_path), port=port, times=times))
    stand_in.chmod(0o755)
    [cell] = of_document(json.loads(format_4([("print('on', 1)", "on 1")]))).cells
    place = Place(str(stand_in), tmp_path, tmp_path)
    limits = Limits(60, time.monotonic() + 300)
    try:
        ran = kernel.run([cell], tmp_path / "a.ipynb", place, limits, lambda number, seconds: None)
    except CannotReproduce as error:
        ran = error
    return ran, (tmp_path / "starts").read_text().split()


@pytest.mark.slow
@pytest.mark.skipif(not can_fork(), reason="a script stands for a Python")
@pytest.mark.parametrize(("port", "times"), [("shell_port", 1), ("iopub_port", 3), ("control_port", 2)])
def test_a_kernel_whose_port_is_taken_is_started_again_with_others(tmp_path, port, times):
    pytest.importorskip("nbclient")
    ran, given = run_where_ports_are_taken(tmp_path, port, times)
    assert len(given) == len(set(given)) == times + 1
    assert not ran.stopped and [one.outputs[0].text for one in ran.cells] == ["on 1\n"]


@pytest.mark.slow
@pytest.mark.skipif(not can_fork(), reason="a script stands for a Python")
def test_a_kernel_whose_ports_are_always_taken_is_started_four_times(tmp_path):
    pytest.importorskip("nbclient")
    error, given = run_where_ports_are_taken(tmp_path, "stdin_port", 9)
    assert len(given) == 4 and isinstance(error, CannotReproduce)
    assert re.search("^no kernel started: .*already in use", str(error))


@pytest.mark.slow
def test_a_kernel_that_ends_for_another_reason_is_started_once(tmp_path):
    pytest.importorskip("nbclient")
    stand_in = tmp_path / "python"
    stand_in.write_text(f"#!/bin/sh\necho start >> {tmp_path}/starts\necho no room >&2\nexit 3\n")
    stand_in.chmod(0o755)
    place = Place(str(stand_in), tmp_path, tmp_path)
    with pytest.raises(CannotReproduce, match="no kernel started: .*: no room"):
        kernel.run([], tmp_path / "a.ipynb", place, Limits(9, time.monotonic() + 60), lambda number, seconds: None)
    assert (tmp_path / "starts").read_text() == "start\n"


@pytest.mark.slow
@pytest.mark.skipif(not can_fork(), reason="its cell starts a process by os.fork")
def test_a_kernel_that_does_not_stop_is_ended_with_its_processes(tmp_path, monkeypatch):
    pytest.importorskip("nbclient")
    monkeypatch.setattr(kernel, "GRACE", 1.0)
    cells = of_document(json.loads(format_4([(DEAF, ""), ("print('on', 1)", "on 1")]))).cells
    limits = Limits(10, time.monotonic() + 300)
    place = Place(sys.executable, tmp_path, tmp_path)
    ran = kernel.run(cells, tmp_path / "a.ipynb", place, limits, lambda number, seconds: None)
    assert ran.stopped == "cell 1 did not stop at its limit, and its kernel was ended"
    [deaf] = ran.cells
    assert (deaf.name, [one.text for one in deaf.outputs]) == (kernel.TIMED_OUT, ["begun 1\n"])
    assert deaf.ended and deaf.message == "it took more than 10 s; it did not stop when it was interrupted"
    assert deaf.seconds < 18  # and not the limit a second time
    written = (tmp_path / "beats").stat().st_size
    time.sleep(1)
    assert 0 < written == (tmp_path / "beats").stat().st_size  # nobody writes any more


LOOP = """import time
print("begun", 1)
for i in range(4):
    try:
        time.sleep(30)
    except KeyboardInterrupt:
        print("fit", i)
"""


@pytest.mark.slow
@pytest.mark.skipif(not can_fork(), reason="Windows has no signal for one process")
def test_a_loop_over_fits_that_each_take_an_interrupt_ends(tmp_path, monkeypatch):
    pytest.importorskip("nbclient")
    monkeypatch.setattr(kernel, "AGAIN", 0.5)
    cells = of_document(json.loads(format_4([(LOOP, ""), ("print('on', i)", "on 3")]))).cells
    place = Place(sys.executable, tmp_path, tmp_path)
    limits = Limits(5, time.monotonic() + 100)
    ran = kernel.run(cells, tmp_path / "a.ipynb", place, limits, lambda number, seconds: None)
    assert not ran.stopped and [cell.name for cell in ran.cells] == [kernel.TIMED_OUT, ""]
    assert "".join(one.text for one in ran.cells[0].outputs) == "begun 1\nfit 0\nfit 1\nfit 2\nfit 3\n"
    assert ran.cells[0].seconds < 30 and ran.cells[1].outputs[0].text == "on 3\n"


def run_cells(folder, cells, *options):
    """Run a notebook of these cells; return the exit status and what the report says of each cell."""
    for name in ("nbclient", "ipykernel", "pandas", "arviz"):
        pytest.importorskip(name)
    (folder / "a.ipynb").write_text(format_4(cells))
    report = folder / "r.json"
    code, _ = called(folder / "a.ipynb", *options, "--format", "json", "-o", report)
    return code, json.loads(report.read_text())["documents"][0]["cells"]


@pytest.mark.slow
def test_documents_that_the_limit_does_not_let_begin(tmp_path):
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("import theano\nprint(1.5)\n")
        (tmp_path / name).with_suffix(".out").write_text("1.5\n")
    code, said = called(tmp_path, "--limit", "0.001", "--html", tmp_path / "page.html")
    assert code == 3 and "nothing was compared: 2 of 2 documents did not begin, 2 of 2 numbers open" in said
    assert "0 of 1" in said and "1 of 1" not in said
    page = (tmp_path / "page.html").read_text()
    assert "<p class='answer open'>nothing was compared" in page and "not begun" in page
