"""What counts as an old notebook, and the times that one printed."""

import pytest

from tests.gallery.notebooks import seconds_printed
from theano_migrate.reproduce.documents import Document, is_old
from theano_migrate.reproduce.notebook_file import of_document


def test_times():
    text = "Sampling 2 chains took 12 seconds.\nCPU times: user 3 s\nWall time: 1min 3.5s\nWall time: 500 ms"
    assert seconds_printed(text) == pytest.approx(12 + 63.5 + 0.5)


def test_times_of_progress_bars():
    bars = "chain 0:  40%|####      | 800/2000 [00:05<00:08]\n100%|######| 2000/2000 [01:03<00:00, 31.7it/s]\n"
    assert seconds_printed(bars) == 63
    assert seconds_printed(bars + "Average Loss = 1.2: 100%|###| 9/9 [1:00:01<00:00, 3it/s]") == 63 + 3601
    assert seconds_printed(bars + "Wall time: 2.5 s") == 2.5


def test_old_notebooks():
    def holds(text):
        notebook = of_document({"cells": [{"cell_type": "code", "source": [text]}]})
        return is_old(Document("a.ipynb", notebook.cells), {})

    assert holds("import pymc3 as pm") and holds("from theano import tensor")
    assert not holds("import pymc as pm\n# was pymc3") and not holds("import numpy")
