"""A notebook, a document and a script of our own, through the doors that those of others take."""

import json
import os
import sys
from pathlib import Path

import pytest

import compat as theano
from tests.clients.environments import Environment
from tests.gallery import documents, notebooks, scripts
from tests.gallery.inside import one_document
from theano_migrate.reproduce.documents import document

CELLS = [
    "%matplotlib inline\nimport numpy as np, pandas as pd, pymc3 as pm, matplotlib.pyplot as plt",
    "import urllib.request\ntable = pd.read_csv(urllib.request.urlopen('https://nowhere.invalid/data/few.csv'))",
    "with pm.Model():\n    mu = pm.Normal('mu', 0, sd=10)\n    pm.Normal('y', mu, sd=1, observed=table.y.values)\n"
    "    trace = pm.sample(1000, random_seed=1, progressbar=False)\npm.traceplot(trace);",
    "pm.summary(trace)",
    "pm.summary(trace)",
]
PRINTED = """\
     mean     sd  hpd_3%  hpd_97%  mcse_mean  mcse_sd  ess_bulk
mu  {}  0.500   0.510    2.390      0.015     0.01    1200.0
"""
DOCUMENT = """
>>> x = T.dvector('x')
>>> theano.function([x], 2 * x)([1, 2])
array([ 2.,  4.])

.. testcode::

    print(theano.pp(x ** 2))

.. testoutput::

    (x ** TensorConstant{2})
"""
SCRIPT = """
import gzip, pickle, theano, theano.tensor as T, numpy as np
def train(epochs):
    with gzip.open('../data/mnist.pkl.gz') as file:
        x, y = pickle.load(file, encoding='latin1')[0]
    w = theano.shared(np.zeros(784))
    step = theano.function([], T.sum((T.dot(x, w) - y) ** 2), updates=[(w, w + 1e-9)])
    for epoch in range(epochs):
        print('epoch %d, loss %f' % (epoch, step()))
    print('ran for %.1fs' % 3.25)
"""


@pytest.fixture
def place(tmp_path):
    (tmp_path / "code").mkdir()
    return Environment(Path(sys.executable), tmp_path, tmp_path, "")


@pytest.mark.slow
def test_notebook(place, monkeypatch):
    for name in ("arviz", "nbclient", "ipykernel"):
        pytest.importorskip(name)
    monkeypatch.setattr(notebooks, "data_folder", lambda: place.source)
    (place.source / "few.csv").write_text("y\n1.5\n1.0\n2.2\n1.1\n")
    notebook = {"cells": [{"cell_type": "code", "source": c, "outputs": []} for c in CELLS]}
    for cell, mean in zip(notebook["cells"][-2:], ("1.450", "2.000"), strict=True):  # the second is another
        cell["outputs"] = [{"data": {"text/plain": PRINTED.format(mean)}}]
    path = place.source / "code" / "one.ipynb"
    path.write_text(json.dumps(notebook))
    row = notebooks.run(document(path, place.source), place, 120, "")
    assert row["failed"] == "" and row["cells"] == "5 of 5" and row["figures"] == 1 and row["compiled"]
    assert (row["agree"], row["rows"]) == (1, 2) and row["missed"][0].startswith("mu, mean: ")


def test_document():
    names = {"theano": theano, "T": theano.tensor}
    done = [(source, wanted, *one_document.run(source, names)) for source, wanted in one_document.examples(DOCUMENT)]
    assert [(bool(wanted), raised) for _, wanted, _, raised in done] == [(False, ""), (True, ""), (True, "")]
    assert all(documents.alike(one, one) for one in done)
    assert not documents.alike((*done[1][:2], "array([ 2.,  5.])\n", ""), done[1])


def test_script(place, monkeypatch):
    (place.source / "code" / "one.py").write_text(SCRIPT)
    stand_in = place.source / "python"
    stand_in.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m theano_compat run "$@"\n')
    stand_in.chmod(0o755)
    monkeypatch.setattr(scripts, "real_interpreter", lambda: stand_in)
    monkeypatch.setattr(scripts, "variables_of_real", lambda: os.environ | {"PYTHONPATH": str(notebooks.ROOT)})
    row = scripts.run(place.source / "code" / "one.py", "one.train(2)", "pictures", place, 120)
    assert row["failed"] == "" and (row["agree"], row["rows"]) == (2, 2) and row["compiled"]


@pytest.mark.parametrize(
    ("ours", "alike"), [("loss 1.20001 %", True), ("loss 1.25 %", False), ("lost 1.2 %", False), ("loss nan %", False)]
)
def test_lines_of_scripts(ours, alike):
    assert scripts.alike(ours, "loss 1.2 %") is alike
