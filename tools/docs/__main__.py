"""`python -m tools.docs PYTHON`: builds site/ with the Sphinx of that interpreter.

    --serve     then serves it on http://localhost:8000
    --links     then asks every link to another site whether it lives, too

The pages are put together in build/docs; what has not changed there is not read again.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import shutil
import subprocess
import time
from itertools import chain
from pathlib import Path

from tools.docs import notebooks, reference, stages, written, wrong

ROOT = written.ROOT
SOURCE, SITE = ROOT / "build" / "docs", ROOT / "site"


def main() -> int:
    """Build, and return Sphinx's exit status: a warning is an error."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("python")
    parser.add_argument("--serve", action="store_true")
    parser.add_argument("--links", action="store_true")
    options = parser.parse_args()
    start = time.monotonic()
    count, changed = assemble(SOURCE)
    status = sphinx(options.python, "html", SITE, *(["-a"] if changed else []))
    if status == 0:
        print(f"{count} pages in {time.monotonic() - start:.0f} s: {SITE / 'index.html'}")
    if status == 0 and options.links:
        status = sphinx(options.python, "linkcheck", ROOT / "build" / "links")
    if status == 0 and options.serve:
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(SITE))
        http.server.ThreadingHTTPServer(("localhost", 8000), handler).serve_forever()
    return status


def assemble(folder: Path) -> tuple[int, bool]:
    """Write all pages to a folder, each only where it changed; return how many there are, and whether any did."""
    changed = False
    wanted = {folder / "conf.py", *(folder / path.relative_to(written.DOCS) for path in written.files())}
    for path in written.files():
        copy(path, folder / path.relative_to(written.DOCS))
    pages = {**dict(chain(reference.pages(), wrong.pages(), stages.pages(), notebooks.pages(), written.pages()))}
    for name, text in pages.items():
        path = folder / f"{name}.md"
        wanted.add(path)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed = True
    for path in folder.rglob("*"):
        if path.is_file() and path not in wanted:
            path.unlink()
            changed = True
    return len(pages), changed


def copy(path: Path, to: Path) -> None:
    """Copy a file, with its time."""
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, to)


def sphinx(python: str, builder: str, to: Path, *flags: str) -> int:
    """Run Sphinx, and return its exit status.

    flags: `-a` writes all pages: else the search index loses the entries of those that did not change.
    """
    command = [python, "-m", "sphinx", "-b", builder, "-W", "--keep-going", "-q", "-j", "auto", *flags]
    state = ROOT / "build" / "docs-state"
    return subprocess.run([*command, "-d", str(state), str(SOURCE), str(to)], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
