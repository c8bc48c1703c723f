"""The built site in a real browser, without a network: `make docs`, playwright and Chromium are needed.

python -m pytest -n 0 tests/documentation/test_browser.py
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

SITE = Path(__file__).resolve().parents[2] / "site"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SITE / "index.html").exists(), reason="there is no site: make docs"),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium"),
]
FOUND_FIRST = {
    "pm.LKJCholeskyCov": "pymc3.LKJCholeskyCov",
    "T.nnet.conv2d": "theano.tensor.nnet.conv2d",
    "theano.scan": "theano.scan",
    "pm.Bound": "pymc3.Bound",
    "pm.sample": "pymc3.sample",
    "tt.switch": "theano.tensor.switch",
    "pm.gp.Marginal": "pymc3.gp.Marginal",
    "theano.function": "theano.function",
    "pm.GARCH11": "pymc3.GARCH11",
    "theano.config.floatX": "theano.config.floatX",
    "pm.gp.GP": "pymc3.gp",  # not supported: its module says why
    "MC201": "MC201: comparison of tensors used as True or False",
}
PAGES = (
    "index",
    "guide/start",
    "guide/wrong",
    "reference/index",
    "reference/pymc3.Normal",
    "reference/theano.tensor",
    "speed",
    "wrong/findings",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("localhost", 0), partial(_Quiet, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page of a telephone's width, which keeps what goes wrong: errors, and whatever is asked of other hosts."""
    opened = browser.new_page(viewport={"width": 400, "height": 800})
    opened.wrong = []
    opened.on("pageerror", lambda error: opened.wrong.append(str(error)))
    opened.on("console", lambda said: opened.wrong.append(said.text) if said.type == "error" else None)
    opened.on(
        "request", lambda asked: None if asked.url.startswith((address, "data:")) else opened.wrong.append(asked.url)
    )
    yield opened
    opened.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_on_a_telephone(name: str, page: Any, address: str) -> None:
    page.goto(f"{address}/{name}.html")
    assert page.locator("h1").count() == 1 and not page.wrong
    assert page.evaluate("document.documentElement.scrollWidth") <= 400, "it is wider than the screen"
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('article')).fontSize)")
    assert size >= 14


@pytest.mark.parametrize("typed", FOUND_FIRST)
def test_search_finds_a_name_first(typed: str, page: Any, address: str) -> None:
    page.goto(f"{address}/search.html?q={typed}")
    first = page.locator("#search-results ul.search li a").first
    first.wait_for(timeout=60_000)
    page.wait_for_function("document.querySelector('.search-summary')?.textContent.match(/\\d+ page/)", timeout=60_000)
    assert first.inner_text() == FOUND_FIRST[typed] and not page.wrong
