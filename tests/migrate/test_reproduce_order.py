"""Outputs that were stored out of order, or are printed after a failure: they say nothing of what stands above them."""

import json
from dataclasses import replace

import pytest

from theano_migrate.reproduce.documents import Document
from theano_migrate.reproduce.failed_names import resting_on_failures
from theano_migrate.reproduce.judged_document import judged
from theano_migrate.reproduce.notebook_file import Output, of_document
from theano_migrate.reproduce.running.result import Ran, RanCell
from theano_migrate.reproduce.stored_order import out_of_order

# the runs of three cells, and which of them were stored out of order; the second gives `a`, the third needs it
IN_TURN, OTHER = ("import numpy as np", "a = np.zeros(3)", "print(a.sum())"), "of another session"
CASES = [
    (IN_TURN, (1, 2, 3), {}),
    (IN_TURN, (9, 2, 3), {}),  # the import was run again
    (IN_TURN, (1, 5, 3), {3: "stored out of order: cell 3 is of run 3, a of cell 2 of run 5"}),
    (IN_TURN, (1, 5, 5), {3: f"stored out of order: cell 3 is of run 5, a of cell 2 of run 5 {OTHER}"}),
    (IN_TURN, (1, 0, 3), {}),  # no number is kept of it
    (IN_TURN, (1, 5, 0), {}),
    (IN_TURN, (1, 1, 1), {}),
    (
        ("a = 1", "b = a", "print(b)"),
        (7, 3, 4),
        dict.fromkeys((2, 3), "stored out of order: cell 2 is of run 3, a of cell 1 of run 7"),
    ),
    (
        ("a = {}", "a['x'] = 1", "print(a)"),
        (1, 6, 4),
        {3: "stored out of order: cell 3 is of run 4, a of cell 2 of run 6"},
    ),
    (
        ("def f(): return 1", "a = 2", "print(f())"),
        (6, 2, 4),
        {3: "stored out of order: cell 3 is of run 4, f of cell 1 of run 6"},
    ),
    (("x = 1", "print([x for x in range(3)])", "print(2)"), (6, 2, 4), {}),  # an x of its own
    (("for i in range(3): pass", "a = 2", "print(a, lambda i: i)"), (6, 2, 4), {}),
    (("print 1", "a = 2", "print a"), (6, 5, 4), {}),  # Python 2: this Python cannot read what it needs
]


def notebook(sources, runs, printed=("", "", "")):
    held = [
        {"cell_type": "code", "source": one, "execution_count": run or None, "outputs": []}
        for one, run in zip(sources, runs, strict=True)
    ]
    for one, text in zip(held, printed, strict=True):
        one["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}] * bool(text)
    return of_document(json.loads(json.dumps({"nbformat": 4, "metadata": {}, "cells": held}))).cells


@pytest.mark.parametrize(("sources", "runs", "found"), CASES)
def test_which_outputs_are_out_of_order(sources, runs, found):
    assert out_of_order(notebook(sources, runs)) == found


def test_format_3_has_numbers_of_runs_too():
    cells = [
        {"cell_type": "code", "input": one, "prompt_number": run, "outputs": []}
        for one, run in (("a = 1", 2), ("a", 1))
    ]
    assert list(out_of_order(of_document({"worksheets": [{"cells": cells}]}).cells)) == [2]


@pytest.mark.parametrize(("runs", "verdict"), [((1, 2, 3), "differs"), ((1, 5, 3), "cannot tell")])
def test_what_differs_out_of_order_cannot_tell(tmp_path, runs, verdict):
    cells = notebook(IN_TURN, runs, ("", "", "a is 3.25\n"))
    now = of_document(
        {"cells": [{"cell_type": "code", "outputs": [{"output_type": "stream", "text": "a is 4.5\n"}]}]}
    ).cells
    ran = Ran((RanCell(), RanCell(), RanCell(now[0].outputs)))
    [found] = judged(Document(tmp_path / "a.ipynb", cells), ran, {})[2].judged
    assert found.verdict == verdict
    assert ("; stored out of order: cell 3 is of run 3, a of cell 2 of run 5" in found.reason) == (verdict != "differs")


# sources; the cells that failed, and in which of their lines; the cells that rest on them, and why
MODEL = "with pm.Model() as m:\n    a = pm.Normal('a')\n    b = frame['b']"
FAILURES = [
    ((MODEL, "pm.sample(model=m)", "print(2)"), {1: 3}, {2: "1 m"}),
    (("a = 1\nb = nowhere", "print(a)", "print(b)"), {1: 2}, {3: "1 b"}),
    (("b = nowhere", "b = 3", "print(b)"), {1: 1}, {}),
    (("b['x'] = nowhere", "c = b + 1", "print(c)"), {1: 1}, {2: "1 b", 3: "1 b"}),
    (("import np\nimport x\nnp.random.seed(1)", "a = np.random.normal()", "print(np.pi)"), {1: 2}, {2: "1 the_seed"}),
    (("np.random.seed(1)\nimport x", "a = np.random.normal()", "print(a)"), {1: 2}, {}),
    (("import x\nnp.random.seed(1)", "np.random.seed(2)", "a = np.random.normal()"), {1: 1}, {}),
    (("a = 1\nb = nowhere", "print(a)", "print(b)"), {1: 0}, {2: "1 a", 3: "1 b"}),
]


@pytest.mark.parametrize(("sources", "lines", "found"), FAILURES)
def test_which_cells_rest_on_a_failure(sources, lines, found):
    """Line 0: the traceback does not tell it."""
    traces = {number: f"Cell In[7], line {line}\n  File x.py, line 9" * bool(line) for number, line in lines.items()}
    said = {cell: why.split() for cell, why in found.items()}
    told = {
        cell: f"it rests on {name.replace('_', ' ')} of cell {number}, which failed"
        for cell, (number, name) in said.items()
    }
    assert resting_on_failures(notebook(sources, (1, 2, 3)), traces) == told


@pytest.mark.parametrize(("then", "verdict"), [("", "cannot tell"), ("KeyError: 'b'", "differs")])
def test_numbers_that_rest_on_a_failure_cannot_tell(tmp_path, then, verdict):
    """Where what is stored is an error, too, all is as it was then."""
    first, second, third = notebook((MODEL, "x = m.a", "print(x)"), (1, 2, 3), ("", "", "a is 3.25\n"))
    first = replace(first, outputs=(Output(error=then),) if then else ())
    failed = RanCell(name="KeyError", message="'b'", trace="Cell In[1], line 3")
    ran = Ran((failed, RanCell(), RanCell((Output("a is 4.5\n", stream=True),))))
    [found] = judged(Document(tmp_path / "a.ipynb", (first, second, third)), ran, {})[2].judged
    assert found.verdict == verdict and ("it rests on m of cell 1, which failed" in found.reason) is not bool(then)
