"""Outputs that a notebook stored out of order: they say nothing of what stands above them."""

import json

import pytest

from theano_migrate.reproduce.documents import Document
from theano_migrate.reproduce.judged_document import judged
from theano_migrate.reproduce.notebook_file import of_document
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
