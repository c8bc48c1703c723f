"""Each code block of README and the guides runs, in order, and prints what the page shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documentation.guide import NOT_RUN, PAGES, ROOT, agrees, blocks, first_lines

HOME = Path(sys.executable).parent  # the commands of this environment
INDENTED = re.compile(r"\n\n    \S")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_blocks_are_files_or_commands(page: Path) -> None:
    for block in blocks(page):
        assert block.kind in ("console", "python", "json", "ini"), f"a block of {block.kind} is not run"
        assert block.commands if block.kind == "console" else block.file, f"{block.text}: which file is it?"
    assert not INDENTED.search(page.read_text(encoding="utf-8")), "a block that no test runs; write it between ```"


def test_blocks_that_are_not_run_are_there_with_their_reasons() -> None:
    assert set(NOT_RUN) <= {one for page in PAGES for one in first_lines(page)}
    assert all(NOT_RUN.values()) and len(NOT_RUN) == 6, "is one more block left out? It has to have a good reason"


@pytest.mark.slow
@pytest.mark.compiler
@pytest.mark.parametrize("page", [path for path in PAGES if blocks(path)], ids=lambda path: path.stem)
def test_blocks_print_what_is_shown(page: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The cache folder is that of the guides: one of them adds a pack."""
    cache = tmp_path_factory.getbasetemp() / "cache-of-guides"
    if "IPython" in page.read_text(encoding="utf-8"):
        pytest.importorskip("IPython")
    for block in blocks(page):
        if block.file:
            path = tmp_path / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        for command, wanted in block.commands if not block.file else ():
            got = printed(command, tmp_path, cache)
            assert agrees(wanted, got), f"$ {command}\n{got}\n--- shown:\n{wanted}"


def printed(command: str, folder: Path, cache: Path) -> str:
    """Run a command as a reader would, and return what it prints; errors behind the rest, where a guide shows them."""
    environment = {**os.environ, "PATH": f"{HOME}{os.pathsep}{os.environ['PATH']}", "PYTHONWARNINGS": "ignore"}
    environment |= {"NO_COLOR": "1", "IPYTHONDIR": str(folder / "ipython"), "COLUMNS": "120"}
    environment |= {"XDG_CACHE_HOME": str(cache), "CHECKOUT": str(ROOT)}
    shell = ["bash", "-c", command]
    done = subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    return done.stdout + (done.stderr if "Error" in done.stderr else "")
