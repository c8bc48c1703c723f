"""The comparison as one page, complete and without network, and as JUnit XML; safe with any name."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import numpy as np
import pytest

from theano_common.draws import Chain, Draws
from theano_common.saved import draws_npz
from theano_migrate.compare import compare, html_report, junit_report, pictures
from theano_migrate.compare.command import main
from theano_migrate.compare.replay_terms import Blame
from theano_migrate.compare.replay_verdict import Replay

VOID = {"meta", "br", "i", "path", "use", "image", "rect", "circle"}


def draws(seed, shift=0.0, n=1000):
    rng = np.random.default_rng(seed)
    chains = (
        Chain({"mu<b>": rng.normal(shift, 1.0, n), "k": rng.poisson(3.0, n), "t": rng.standard_t(1, n)})
        for _ in range(4)
    )
    return Draws(tuple(chains), attrs={"source": "a & b.pkl", "versions": {"pymc3": "3.8"}, "seed": "42"})


class Balanced(HTMLParser):
    """Elements that are open, and every address that a browser would fetch."""

    def __init__(self):
        super().__init__()
        self.open, self.fetched = [], []

    def handle_starttag(self, tag, attrs):
        self.fetched += [v for k, v in attrs if k in ("src", "href", "xlink:href") and v and not v.startswith("#")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page():
    pytest.importorskip("matplotlib")
    old, new = draws(0), draws(1, 0.6)
    replay = Replay("failed", "differs at 3% of 9 saved draws", first=2, terms={"x<y": 1.5}, blame=Blame("x<y", 0.99))
    return html_report.page(compare(old, new, replay), old, new)


@pytest.mark.slow
def test_well_formed_and_nothing_is_fetched(page):
    parser = Balanced()
    parser.feed(page)
    assert parser.open == [] and parser.fetched == []
    assert not re.search(r"@import|url\(\s*['\"]?http", page)


@pytest.mark.slow
def test_all_that_the_report_knows(page):
    facts = ["differ", "a &amp; b.pkl", "pymc3 3.8; seed 42", "Replay", "x&lt;y", "mu&lt;b&gt;", "k by value", "Power:"]
    assert [told for told in facts if told not in page] == []
    assert "mu<b>" not in page and page.count("<figure>") == 3


def test_without_matplotlib_the_page_says_how_to_get_pictures(monkeypatch):
    monkeypatch.setattr(pictures, "available", lambda: False)
    page = html_report.page(compare(draws(0), draws(1)))
    assert "pip install" in page and "<figure>" not in page


def test_junit():
    old, new = draws(0), draws(1, 0.6)
    report = compare(old, new, Replay("not possible", "no <model_logp>"))
    suite = ElementTree.fromstring(junit_report.document(report))
    cases = {case.get("name"): case for case in suite}
    assert cases["the answer"].find("failure").get("message").startswith("differ: ")
    assert cases["replay"].find("skipped").get("message") == "no <model_logp>"
    assert cases["mu<b>"].find("failure") is not None and cases["k"].find("failure") is None
    assert int(suite.get("tests")) == len(cases) == 2 + len(report.rows)
    assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in suite)


@pytest.mark.slow
def test_on_the_command_line(tmp_path, monkeypatch, capsys):
    pytest.importorskip("matplotlib")
    monkeypatch.chdir(tmp_path)
    draws_npz.save(draws(0), "old.npz")
    draws_npz.save(draws(1), "new.npz")
    main(["old.npz", "new.npz", "--html", "out.html", "--junit", "out.xml"])
    assert ElementTree.parse(tmp_path / "out.xml").getroot().tag == "testsuite"
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert main(["old.npz", "new.npz", "--html", "nowhere/out.html"]) == 2
    assert "nowhere/out.html" in capsys.readouterr().err
    capsys.readouterr()
    code = main(["old.npz", "new.npz"])
    said = capsys.readouterr().out
    assert main(["old.npz", "new.npz", "-o", "out.txt"]) == code and capsys.readouterr().out == ""
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == said
