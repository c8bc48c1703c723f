"""`from module import *` brings what it brought from the real library."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINES = (ROOT / "compat" / "importing" / "star_names.txt").read_text().splitlines()
NAMES = {module: names.split() for module, _, names in (line.partition(": ") for line in LINES)}


@pytest.mark.parametrize("module", NAMES)
def test_import_star_brings_the_names_that_it_brought(module):
    brought = {}
    exec(f"from {module} import *", brought)
    assert sorted(set(NAMES[module]) - set(brought)) == []
    loaded = importlib.import_module(module)
    assert all(brought[name] is getattr(loaded, name) for name in NAMES[module])


@pytest.mark.slow
@pytest.mark.parametrize("first", ["import compat; compat.install()", "import compat.theano_api.graph, compat"])
def test_whichever_name_was_imported_first(first):
    program = f"{first}\nfrom theano.graph import *\nfrom compat.graph import Apply\nprint(basic.Apply is Apply)"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert (run.stdout, run.stderr) == ("True\n", "")
