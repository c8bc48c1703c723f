"""The audit as one page: whole without network, safe with any name, and it tells what the report has."""

import re
from html.parser import HTMLParser

import pytest

from theano_migrate import check

VOID = {"meta", "br", "input", "link", "hr", "img", "path", "use", "rect", "circle"}
FILES = {
    "old.py": "import numpy as np\nimport theano.tensor as T\nx = np.float(3)\nT.nonsense\n",
    "pkg/<b>&.py": "import theano.tensor as T\nT.none_such  # </script><script>alert(1)</script>\n",
    "clean.py": "x = 1\n",
}


class Balanced(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.fetched, self.scripts = [], [], 0

    def handle_starttag(self, tag, attributes):
        self.fetched += [v for k, v in attributes if k in ("src", "href", "xlink:href") and v and not v.startswith("#")]
        self.scripts += tag == "script"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def page(tmp_path, monkeypatch):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return check.render(check.run(["."]), "html")


def test_is_whole_and_fetches_nothing(page):
    read = Balanced()
    read.feed(page)
    assert read.open == [] and read.fetched == [] and read.scripts >= 1
    assert "@import" not in page and "url(http" not in page


def test_names_and_sources_are_escaped(page):
    assert "<script>alert(1)" not in page and "pkg/<b>&.py" not in page
    assert "pkg/&lt;b&gt;&amp;.py" in page


def test_has_every_finding_with_what_the_filter_asks_for(page):
    findings = check.run(["."]).findings
    marked = re.findall(r"data-code='(MC\d+)' data-severity='(\w+)'", page)
    assert sorted(marked) == sorted((one.code, one.severity) for one in findings)


def test_says_both_colour_schemes(page):
    assert "prefers-color-scheme" in page
