"""`python -m tools.docs.look`: looks at the built site in Chromium, as a reader would, and says what is wrong.

    --pictures FOLDER   keep pictures of six pages, on a desk and on a telephone

Each page of PAGES loads without an error in the console and without a request to another host, and is no wider than a
telephone. Search shows the page of each name in NAMES first. For each question of a newcomer in QUESTIONS it shows the
page with the answer first.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
TELEPHONE, DESK = 400, 1400  # widths in pixels
SEARCHED = """document.querySelector('#search-results ul.search li a')
    || document.querySelector('.search-summary, #search-results p')?.textContent.match(/[0-9]+ page|not match/)"""
LONGEST = 60_000  # milliseconds for one search

NAMES = {
    "pm.LKJCholeskyCov": "reference/pymc3.LKJCholeskyCov",
    "T.nnet.conv2d": "reference/theano.tensor.nnet.conv2d",
    "theano.scan": "reference/theano.scan",
    "pm.Bound": "reference/pymc3.Bound",
    "pm.GARCH11": "reference/pymc3.GARCH11",
    "tt.switch": "reference/theano.tensor.switch",
    "pm.traceplot": "reference/pymc3.traceplot",
    "theano.shared": "reference/theano.shared",
    "pm.gp.Marginal": "reference/pymc3.gp.Marginal",
    "pm.ADVI": "reference/pymc3.ADVI-",  # pymc3.advi has the plain file name: some file systems tell no capitals apart
    "theano.config.floatX": "reference/theano.config.floatX",
    "pm.gp.GP": "reference/pymc3.gp",  # not supported: its module says why
    "MC201": "wrong/mc201",
}
QUESTIONS = {
    "install": "guide/start",
    "No module named theano": "guide/wrong",
    "sd=": "wrong/mc309",
    "saved trace": "guide/saved-posterior",
    "notebook": "guide/notebook",
    "GPU": "guide/gpu",
    "numbers differ": "guide/saved-posterior",
    "port to PyMC": "guide/leave",
    "module 'numpy' has no attribute 'float'": "wrong/mc501",
    "variables do not support boolean operations": "wrong/mc201",
    **dict.fromkeys(("hpd 0.05", "tune=0", "lp sign", "LKJ constant", "integer data"), "differences"),
}
PAGES = (
    "index",
    "guide/start",
    "guide/wrong",
    "guide/how-it-works",
    "reference/index",
    "reference/pymc3.Normal",
    "reference/theano.tensor",
    "speed",
    "wrong/findings",
    "glossary",
    "notebooks/index",
)
PICTURES = ("index", "guide/start", "guide/how-it-works", "reference/pymc3.Normal", "wrong/mc304", "speed")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of pages that the browser leaves before they are whole."""


def main() -> int:
    """Look at everything, print what is wrong, and return 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pictures", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if not (SITE / "index.html").exists():
        parser.error("there is no site: make docs")
    with served(SITE) as address, in_chromium() as browser:
        wrong = looked(browser, address, options.pictures)
    print("\n".join(wrong))
    print(f"{len(PAGES)} pages, {len(NAMES)} names, {len(QUESTIONS)} questions: {len(wrong)} wrong")
    return 1 if wrong else 0


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port, and give its address."""
    server = _Server(("localhost", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()


@contextlib.contextmanager
def in_chromium() -> Iterator[Browser]:
    """Start the Chromium of this machine; the program ends if there is none."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        raise SystemExit("there is no Chromium: apt-get install chromium")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def looked(browser: Browser, address: str, pictures: Path | None) -> list[str]:
    """Return what is wrong with pages and searches, a line each."""
    wrong: list[str] = []
    page = opened(browser, address, wrong)
    notebooks = sorted(
        f"notebooks/{path.stem}" for path in (SITE / "notebooks").glob("*.html")
    )  # where they were built
    for name in dict.fromkeys([*PAGES, *notebooks]):
        wrong += fits(page, address, name)
    for typed, wanted in [*NAMES.items(), *QUESTIONS.items()]:
        start = time.monotonic()
        title, found = first_of(page, address, typed)
        print(f"{typed!r}: {title!r}, {found}, {time.monotonic() - start:.1f} s")
        if found != wanted:
            wrong.append(f"{typed!r} finds {found} first, not {wanted}")
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
        for width in (DESK, TELEPHONE):
            take(page, address, width, pictures)
    return wrong


def opened(browser: Browser, address: str, wrong: list[str]) -> Page:
    """Open a page of a telephone's width that notes errors, and whatever is asked of other hosts."""
    page = browser.new_page(viewport={"width": TELEPHONE, "height": 800})
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("console", lambda said: wrong.append(f"{page.url}: {said.text}") if said.type == "error" else None)

    def note(url: str) -> None:
        if not url.startswith((address, "data:")):
            wrong.append(f"{page.url} asks for {url}")

    page.on("request", lambda asked: note(asked.url))
    return page


def fits(page: Page, address: str, name: str) -> list[str]:
    """Return what makes a page hard to read on a telephone."""
    page.goto(f"{address}/{name}.html")
    wrong = []
    if page.locator("h1").count() != 1:
        wrong.append(f"{name}: it has not one title")
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > TELEPHONE:
        wrong.append(f"{name}: it is {width} pixels wide")
    if page.evaluate("parseFloat(getComputedStyle(document.querySelector('article')).fontSize)") < 14:
        wrong.append(f"{name}: its letters are small")
    return wrong


def first_of(page: Page, address: str, typed: str) -> tuple[str, str]:
    """Return (title, page) of what a search shows first."""
    page.goto(f"{address}/search.html?q={quote(typed)}")
    with contextlib.suppress(TimeoutError):  # then nothing was found
        page.wait_for_function(SEARCHED, timeout=LONGEST)
    first = page.locator("#search-results ul.search li a").first
    if not first.count():
        return "", ""
    leads_to = str(first.evaluate("one => new URL(one.href).pathname"))
    return first.inner_text(), leads_to.removeprefix("/").removesuffix(".html")


def take(page: Page, address: str, width: int, folder: Path) -> None:
    """Take pictures of what one sees first of each page."""
    page.set_viewport_size({"width": width, "height": 1000})
    for name in PICTURES:
        page.goto(f"{address}/{name}.html")
        page.screenshot(path=folder / f"{name.replace('/', '-')}-{width}.png")


if __name__ == "__main__":
    raise SystemExit(main())
