"""The page of an explanation: it is whole HTML that asks nobody, and holds every kernel and buffer."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt

pytestmark = pytest.mark.compiler
VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Refuses ends without a beginning; keeps attributes."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def explanation():
    y = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
    with pm.Model() as model:
        mu = pm.Normal("mu<b>&", 0.0, 5.0)
        tau = pm.HalfCauchy("tau", 5.0)
        eta = pm.Normal("eta", 0.0, 1.0, shape=8)
        pm.Normal("y", mu + tau * eta, sigma=10.0 + np.arange(8.0), observed=y)
    return model.explain()


def test_names_of_free_variables(explanation):
    text = str(explanation)
    assert "x[0] mu<b>&; x[1] tau_log__; x[2:10] eta." in text and "exp(tau_log__)" in text
    assert re.search(r"sum over i0: .*eta\[i0\]\^2", text)
    [x] = [b for b in explanation.buffers if b.role == "input"]
    assert x.bytes(explanation.lengths) == 80 and {b.role for b in explanation.buffers} >= {"data", "output"}


def test_every_kernel_is_on_the_page(explanation):
    reader = Reader()
    reader.feed(explanation.html())
    reader.close()
    assert reader.open == []
    boxes = [a["data-kernel"] for _, a in reader.seen if "data-kernel" in a]
    rows = [a["id"] for tag, a in reader.seen if tag == "tr" and "id" in a]
    names = [k.name for k in explanation.kernels]
    assert boxes == names and rows == names
    shown = {a["data-buffer"] for _, a in reader.seen if "data-buffer" in a}
    assert shown >= {b.name for b in explanation.buffers if b.role != "scratch"}
    words = "".join(reader.words)
    assert all(line in words for line in explanation.program)


def test_a_notebook_shows_text_and_html(explanation):
    """What IPython asks of the last line of a cell; a plain shell asks for the first."""
    assert repr(explanation) == str(explanation) and "Explanation(" not in repr(explanation)
    assert explanation._repr_html_().count("<svg") == 1


def test_it_asks_nobody_and_runs_nothing(explanation):
    page = explanation.html()
    reader = Reader()
    reader.feed(page)
    assert not {tag for tag, _ in reader.seen} & {"script", "link", "img", "iframe", "object"}
    assert set(re.findall(r"https?://[^\s\"]+", page)) == {"http://www.w3.org/2000/svg"}  # a name, not an address
    assert "url(" not in page.replace("url(#tip)", "") and "@import" not in page
    assert "prefers-color-scheme: dark" in page and "<b>" not in page


def test_the_picture_is_svg(explanation):
    [picture] = re.findall(r"<svg.*?</svg>", explanation.html(), re.DOTALL)
    tree = ElementTree.fromstring(picture)
    width, height = float(tree.get("width")), float(tree.get("height"))
    for box in tree.iter("{http://www.w3.org/2000/svg}rect"):
        x, y, w, h = (float(box.get(name)) for name in ("x", "y", "width", "height"))
        assert 0 <= x and x + w <= width and 0 <= y and y + h <= height


def test_saved(explanation, tmp_path):
    explanation.save(tmp_path / "e.html")
    explanation.save(tmp_path / "e.txt")
    assert (tmp_path / "e.html").read_text(encoding="utf-8") == explanation.html()
    assert (tmp_path / "e.txt").read_text(encoding="utf-8") == f"{explanation}\n"


def _with_discrete():
    with pm.Model() as model:
        pm.Bernoulli("b", 0.5)
    return model


def _with_an_op_without_gradient():
    @theano.compile.ops.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
    def doubled(x):
        return np.asarray(2 * x)

    with pm.Model() as model:
        pm.Normal("y", doubled(pm.Normal("a", 0, 10)), 1, observed=np.ones(5))
    return model


@pytest.mark.parametrize(
    ("make", "why"),
    [(_with_discrete, "b is discrete"), (_with_an_op_without_gradient, "FromFunctionOp{doubled} has no gradient")],
)
def test_density_alone_where_there_is_no_gradient(make, why):
    found = make().explain()
    assert found.title == "Model: log density alone"
    assert any(note.startswith(f"It has no gradient: {why}") for note in found.notes)
    assert "out0 = " in str(found)
