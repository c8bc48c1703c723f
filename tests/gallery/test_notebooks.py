"""What counts as an old notebook, and the times that one printed."""

import pytest

from tests.gallery.notebooks import seconds_printed
from theano_migrate.reproduce.documents import Document, is_old
from theano_migrate.reproduce.notebook_file import of_document


def test_times():
    text = "Sampling 2 chains took 12 seconds.\nCPU times: user 3 s\nWall time: 1min 3.5s\nWall time: 500 ms"
    assert seconds_printed(text) == pytest.approx(12 + 63.5 + 0.5)


def test_old_notebooks():
    def holds(text):
        notebook = of_document({"cells": [{"cell_type": "code", "source": [text]}]})
        return is_old(Document("a.ipynb", notebook.cells), {})

    assert holds("import pymc3 as pm") and holds("from theano import tensor")
    assert not holds("import pymc as pm\n# was pymc3") and not holds("import numpy")
