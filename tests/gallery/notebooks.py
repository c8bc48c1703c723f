"""A notebook, run in a process of its own, and what is kept of the run."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from tests.clients import revision
from tests.clients.environments import Environment, environment
from tests.clients.recipes import Recipe
from tests.gallery import processes
from tests.gallery.inside.one_notebook import code_cells, stored_text
from tests.gallery.summaries import compared, seconds_printed

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COUNTS = ROOT / "tests" / "clients" / "observers"
INSIDE = HERE / "inside"
PROGRAM = """
import client_counts, sys
from given_data import give
from one_notebook import main
give()
main(*sys.argv[1:])
"""
EXAMPLES = Path("pymc3") / "examples" / "data"
SHOWN = 8  # rows that do not agree
DATA = Recipe("pymc3", package="pymc3==3.8", archive="sdist")  # which has the files of its examples


def data_folder() -> Path:
    """Return the folder with the files that notebooks fetch from PyMC3's repository."""
    return environment(DATA).source / EXAMPLES


def observed(place: Environment, counts: Path) -> dict[str, str]:
    """Return the variables of a process whose calls of ours are counted in the file `counts`."""
    counts.touch()
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, (COUNTS, INSIDE, place.site, ROOT))),
        "CLIENT_COUNTS": str(counts),
        "OMP_NUM_THREADS": "1",
        "THEANORC": os.devnull,
    }


def compiled(counts: Path) -> int:
    """Return how many functions of ours were compiled, by what was written to `counts`."""
    return sum(json.loads(line).get("compiled", 0) for line in counts.read_text().splitlines())


def fired(counts: Path) -> list[str]:
    """Return the rules and passes that changed something."""
    lines = map(json.loads, counts.read_text().splitlines())
    return sorted({name for line in lines for name in line.get("fired", ())})


def run(path: Path, notebook: dict[str, Any], place: Environment, limit: int, flags: str) -> dict[str, Any]:
    """Run it with the given THEANO_FLAGS, for `limit` seconds of the processor at most; a row for the table."""
    with tempfile.TemporaryDirectory(prefix="gallery-") as made:
        result, counts = Path(made) / "result.json", Path(made) / "counts"
        variables = observed(place, counts) | {
            "GALLERY_DATA": str(own if (own := place.source / EXAMPLES).is_dir() else data_folder()),
            "MPLBACKEND": "Agg",
            "THEANO_FLAGS": flags,
            "IPYTHONDIR": made,
        }
        command = [place.interpreter, "-c", PROGRAM, path, result]
        ended = processes.run(command, path.parent, variables, limit, Path(made))
        done = (
            json.loads(result.read_text())
            if result.exists()
            else {"cells": 0, "texts": [], "failed": f"no cell ran: {ended.words}"}
        )
        functions, names = compiled(counts), fired(counts)
    stored = [stored_text(cell) for cell in code_cells(notebook)]
    pairs = [compared(ours, theirs) for ours, theirs in zip(done["texts"], stored, strict=False)]
    failed = f"over {limit} s, in cell {done['cells'] + 1}" if ended.late else done["failed"]
    if not failed and done["cells"] < len(stored):
        failed = f"the process ended in cell {done['cells'] + 1}"
    return {
        "agree": sum(n - len(missed) for missed, n in pairs),
        "cells": f"{done['cells']} of {len(stored)}",
        "compiled": functions,
        **revision.now(),
        "failed": " ".join(failed.split())[:200],
        "figures": done.get("figures", 0),
        "fired": names,
        "missed": [told for missed, _ in pairs for told in missed][:SHOWN],
        "printed": round(seconds_printed("\n".join(stored))),
        "rows": sum(n for _, n in pairs),
        "seconds": round(ended.seconds),
        "trace": "" if ended.late or not failed else f"{done.get('source', '')}\n{done.get('trace', '')}\n",
    }
