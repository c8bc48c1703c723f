"""`theano.d3viz`: a graph as one HTML file. Theano's pages need Graphviz and files beside them; ours neither."""

import importlib
import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

import theano_compat.old.theano.d3viz as d3v
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano.d3viz.drawing import ACROSS, boxes

x, w = tt.dmatrix("x"), theano.shared(np.zeros(3), "w<b>")
h = tt.nnet.sigmoid(tt.dot(x, w))
h.name = "h & more"
cost = -tt.log(h).sum() + (w**2).sum()
GRAPHS = {"variable": cost, "list": [cost, tt.grad(cost, w)], "leaf": x, "function": None}


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("compact", [True, False])
def test_page(name, compact, tmp_path):
    graph = theano.function([x], cost) if name == "function" else GRAPHS[name]
    path = tmp_path / "folder" / "graph.html"
    d3v.d3viz(graph, str(path), compact=compact)
    text = path.read_text(encoding="utf-8")
    svg = ElementTree.fromstring(text[text.index("<svg") : text.index("</svg>") + 6])
    ids = {g.get("id") for g in svg.iter("{http://www.w3.org/2000/svg}g")}
    lines = list(svg.iter("{http://www.w3.org/2000/svg}line"))
    assert ids and all({line.get("data-from"), line.get("data-to")} <= ids for line in lines)
    assert not re.search(r'(src|href)="|@import|url\((?!#)', text)  # it needs no other file
    assert "w<b>" not in text and (name in ("leaf", "function") or "w&lt;b&gt;" in text)


def test_what_is_drawn():
    made = boxes([cost], compact=True)
    kinds = [b.kind for b in made]
    assert [kinds.count(k) for k in ("input", "shared", "output", "variable")] == [1, 1, 1, 1]
    named = {b.text: b for b in made}
    assert {"x", "w<b>", "h & more"} <= set(named)
    for box in made:
        assert all(made[k].layer < box.layer for k, _ in box.above)  # arrows go down
        assert "test_d3viz.py" in box.title or box.kind != "apply"  # the user's line
    for layer in {b.layer for b in made}:
        places = sorted(b.x for b in made if b.layer == layer)
        assert all(b - a >= ACROSS for a, b in zip(places, places[1:], strict=False))  # none over another
    assert len(boxes([cost], compact=False)) > len(made)


def test_small_functions(tmp_path, monkeypatch):
    d3v.d3write(cost, str(tmp_path / "g.dot"))
    assert (tmp_path / "g.dot").read_text().startswith("digraph {")
    module = importlib.import_module("theano_compat.old.theano.d3viz.d3viz")
    assert module.replace_patterns("%A %B", {"%A": "1", "%B": "2"}) == "1 2"
    assert module.safe_json(["<b>", 1]) == '["\\u003cb>", 1]'
    monkeypatch.setattr("compat.old.theano.d3viz.formatting.pydot_imported", False)
    with pytest.raises(ImportError, match="pip install pydot"):
        module.PyDotFormatter()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of pyparsing, which pydot uses
def test_graph_of_pydot():
    pydot = pytest.importorskip("pydot")
    graph = d3v.d3viz.__globals__["PyDotFormatter"]()(cost)
    assert isinstance(graph, pydot.Dot) and len(graph.get_edges()) > 5


def test_how_programs_import_it(fresh_python, tmp_path):
    fresh_python(
        "-c",
        "import compat; compat.install()\n"
        "import theano, theano.tensor as tt, theano.d3viz as d3v\n"
        "from theano.d3viz import d3viz\n"
        "import theano.d3viz.d3viz\n"
        "x = tt.dmatrix('x')\n"
        "assert d3v.d3viz is d3viz and theano.d3viz.d3viz is d3viz\n"
        f"d3viz(x.sum(), {str(tmp_path / 'x.html')!r}, copy_deps=False)",
    )
    assert "<svg" in (tmp_path / "x.html").read_text()
