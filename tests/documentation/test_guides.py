"""Each code block of the guides runs, in order, and prints what the guide shows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documentation.guide import GUIDES, agrees, blocks

ALL = sorted(GUIDES.glob("*.md"))
HOME = Path(sys.executable).parent  # the commands of this environment


@pytest.mark.parametrize("guide", ALL, ids=lambda path: path.stem)
def test_blocks_are_files_or_commands(guide: Path) -> None:
    for block in blocks(guide):
        assert block.kind in ("console", "python", "json"), f"a block of {block.kind} is not run"
        assert block.commands if block.kind == "console" else block.file, f"{block.text}: which file is it?"


@pytest.mark.slow
@pytest.mark.compiler
@pytest.mark.parametrize("guide", [path for path in ALL if blocks(path)], ids=lambda path: path.stem)
def test_blocks_print_what_is_shown(guide: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The cache folder is that of the guides: one of them adds a pack."""
    cache = tmp_path_factory.getbasetemp() / "cache-of-guides"
    if "IPython" in guide.read_text(encoding="utf-8"):
        pytest.importorskip("IPython")
    for block in blocks(guide):
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
    environment["XDG_CACHE_HOME"] = str(cache)
    shell = ["bash", "-c", command]
    done = subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    return done.stdout + (done.stderr if "Error" in done.stderr else "")
