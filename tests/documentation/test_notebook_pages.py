"""The pages of famous notebooks: their table, and one of our own, run and rendered by what runs and renders them."""

import json
import re
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import nbformat
import pytest

from tests.clients.environments import REPOSITORIES, CannotMake, Environment
from tests.gallery import collections_file
from tools.docs import notebook_html, notebooks
from tools.docs.markdown import raw

RESULTS = Path(collections_file.__file__).with_name("results")
ADDRESS = "https://example.org/files/one.ipynb"
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
TEXT = """\
# Of our own

Where $x < 2$, see [the other](../two.ipynb), [below](#The-end) and a $\\frac{1}{2}$.

$$\\sum_i \\theta_i$$

\\begin{align} a &= b \\end{align}

![of a server](https://example.org/far.png) ![beside it](near.png) <img onclick="run()" src="x.png">
<video src="https://example.org/far.mp4" poster="https://example.org/still.png"></video>
<img src="data:image/png;base64,AAAA" srcset="https://example.org/2.png 2x">
<svg><image href="https://example.org/in.svg"></image></svg>
<p style="background: url(https://example.org/back.png)">Behind</p>

<script>run()</script><style>body { display: none }</style>

### The end
"""
PROGRAM = """\
import numpy as np, theano, theano.tensor as T
x = T.dvector()
print("sum of squares", float(theano.function([x], (x ** 2).sum())(np.ones(3))))"""
STORED = "sum of squares 3.0\nsteps: 100%|####| 20/20 [01:05<00:00, 3.2it/s]\n"


@pytest.mark.parametrize("one", notebooks.shown(), ids=lambda one: one.name)
def test_table(one: notebooks.Shown) -> None:
    """Each is a notebook of the gallery that ran to its end, and its address is that of the text that is run."""
    given = collections_file.every()[one.collection]
    assert any(fnmatchcase(one.path, pattern) for pattern in given["notebooks"])
    ran = json.loads((RESULTS / f"{one.collection}.json").read_text(encoding="utf-8"))[one.path]
    assert ran["failed"] == "" and ran["seconds"] < 120
    owner_and_name, _, commit = re.fullmatch(
        r"https://github.com/([^/]+/[^/]+)/(blob)/([^/]+)/.*", one.address
    ).groups()
    if "package" in given:
        assert given["package"] == f"{owner_and_name.partition('/')[2]}=={commit.removeprefix('v')}"
    else:
        assert owner_and_name == given["repository"] and commit.startswith(given["commit"])
    assert one.license in ("Apache-2.0", "MIT") and one.shows.endswith((".", "?"))


def test_twelve() -> None:
    assert len({one.path for one in notebooks.shown()}) == 12


def test_without_repositories(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The list is there, with the addresses of the sources and how the pages are made."""
    monkeypatch.delenv(REPOSITORIES, raising=False)
    [(name, text)] = notebooks.pages()
    assert name == notebooks.INDEX and notebooks.WITHOUT in text
    assert all(f"\n- [{one.title}]({one.address}): {one.shows}\n" in text for one in notebooks.shown())

    def refused(name: str) -> Environment:
        raise CannotMake(f"no {name}")

    monkeypatch.setenv(REPOSITORIES, "somewhere")
    monkeypatch.setattr(collections_file, "place", refused)
    assert list(notebooks.pages()) == [(name, text)]
    assert "No page of LKJ priors of covariance matrices: no pymc3" in capsys.readouterr().err


def test_html(tmp_path: Path) -> None:
    (tmp_path / "near.png").write_bytes(b"a picture")
    v4 = nbformat.v4
    outputs = [
        v4.new_output("stream", name="stdout", text="```\n1 < 2\n"),
        v4.new_output("display_data", {"image/png": PNG, "text/plain": "<Figure>"}),
        v4.new_output("display_data", {"text/html": "<table onload='run()'><tr><td>7</td></tr></table>"}),
        v4.new_output("display_data", {"text/latex": "$y$", "text/plain": "y of text"}),
        v4.new_output("display_data", {notebook_html.WIDGET: {"model_id": "1"}, "text/plain": "0%"}),
        v4.new_output("stream", name="stderr", text=" 50%\r"),
        v4.new_output("stream", name="stderr", text="100%\n"),
    ]
    cells = [v4.new_markdown_cell(TEXT), v4.new_code_cell("first = 1", outputs=outputs)]
    html = notebook_html.rendered(v4.new_notebook(cells=cells), tmp_path, ADDRESS)
    assert '<h2 id="Of-our-own">Of our own</h2>' in html and '<h4 id="The-end">The end</h4>' in html
    assert html.count("<math") == 4 and html.count('display="block"') == 2 and "$" not in html
    assert 'href="https://example.org/two.ipynb"' in html and 'href="#The-end"' in html
    assert '<a href="https://example.org/far.png">[of a server]</a>' in html
    assert '<a href="https://example.org/files/x.png">[a picture]</a>' in html
    assert '<a href="https://example.org/far.mp4">[video]</a>' in html and "<video" not in html
    assert re.findall(r'<img[^>]*src="([^"]{30})', html) == [
        "data:image/png;base64,YSBwaWN0",
        f"data:image/png;base64,{PNG[:8]}",
    ]
    assert "run()" not in html and "display: none" not in html
    assert not any(name in html for name in ("2.png", "in.svg", "back.png", "still.png"))
    assert "<pre>100%\n</pre>" in html and "0%" not in html.replace("100%", "")
    assert "1 &lt; 2" in html and "<td>7</td>" in html and "y of text" in html and "&lt;Figure" not in html
    assert raw(html).startswith("````{raw} html\n") and raw(html).endswith("\n````\n")


@pytest.mark.slow
def test_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is run unchanged, its numbers are judged, and a second build takes the outputs that were kept."""
    source, kept = tmp_path / "source", tmp_path / "kept" / "one.ipynb"
    (source / "pymc3" / "examples" / "data").mkdir(parents=True)  # else PyMC3's own would be fetched
    v4 = nbformat.v4
    code = v4.new_code_cell(PROGRAM, outputs=[v4.new_output("stream", name="stdout", text=STORED)])
    picture = v4.new_code_cell("from IPython.display import SVG\nSVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')")
    nbformat.write(v4.new_notebook(cells=[v4.new_markdown_cell("# Words"), code, picture]), source / "one.ipynb")
    place = Environment(Path(sys.executable), source, tmp_path, "")
    first = notebooks.run(place, "one.ipynb", "emulate=3.8", kept)
    known = first.metadata[notebooks.OURS]
    assert (known["failed"], known["cells"], known["then"]) == ("", "2 of 2", 65) and 0 < known["now"] < known["whole"]
    assert known["verdicts"]["same"] == 1 and sum(known["verdicts"].values()) == 1
    assert [cell.source for cell in first.cells] == ["# Words", PROGRAM, picture.source]

    one = notebooks.Shown("one", "ours", "one.ipynb", "One", "A sum.", "us", "BSD", "LICENSE", ADDRESS)
    text = notebooks.notebook_page(one, first, source)
    assert "sum of squares 3.0" in text and "20/20" not in text and "data:image/svg+xml;base64," in text
    assert "| time | 65 s printed in the author's copy, " in text and "of 1 printed 1 agree, 0 differ" in text
    assert "| run | unchanged with `THEANO_FLAGS=emulate=3.8` on " in text
    lines = [line for line in notebooks.index({"radon": known}).splitlines() if "radon.md" in line]
    assert lines[1].startswith("| [Hierarchical linear regression: radon](radon.md) | 65 | ")
    assert lines[1].endswith(" | 1 | 0 | 0 | 0 | 0 |")

    monkeypatch.setattr(notebooks, "executed", None)
    assert notebooks.run(place, "one.ipynb", "emulate=3.8", kept) == first
    with pytest.raises(TypeError):  # other flags: it would be run again
        notebooks.run(place, "one.ipynb", "", kept)
