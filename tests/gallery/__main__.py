"""`python -m tests.gallery [COLLECTION ...]`: public notebooks, unchanged, run to their end; docs/gallery.md."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tests.clients.environments import REPOSITORIES, CannotMake, Environment, environment
from tests.clients.exclusions import REASONS
from tests.clients.recipes import Recipe
from tests.gallery import table
from tests.gallery.inside.one_notebook import code_cells, is_old, stored_text
from tests.gallery.summaries import compared, seconds_printed

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COUNTS = ROOT / "tests" / "clients" / "observers"
INSIDE = HERE / "inside"
FETCHED = ("package", "archive", "repository", "commit", "files")  # words of a collection that say what is fetched


def main(given: Sequence[str] | None = None) -> int:
    """0: all that counts ran to its end. 1: not so. 2: something could not be fetched."""
    collections = tomllib.loads((HERE / "collections.toml").read_text(encoding="utf-8"))
    packages = tuple(collections.pop("packages"))
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*collections, []], help="collections (default: all)")
    parser.add_argument("--only", default="", help="notebooks whose path has this in it")
    parser.add_argument("--again", action="store_true", help="those of which a result is kept, too")
    parser.add_argument("--limit", type=int, default=900, help="seconds of the clock for one notebook")
    parser.add_argument("--table", action="store_true", help="only write docs/gallery.md from what is kept")
    options = parser.parse_args(given)
    status = 0
    for name in [] if options.table else options.names or collections:
        given_here = collections[name]
        recipe = Recipe(
            name,
            packages=packages,
            **{word: _frozen(given_here[word]) for word in FETCHED if word in given_here},
        )
        try:
            place = environment(recipe)
        except CannotMake as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 2
        status = max(status, _collection(name, given_here, place, options))
    table.write(collections)
    return status


def _collection(name: str, given: dict[str, Any], place: Environment, options: argparse.Namespace) -> int:
    paths = sorted({p for pattern in given["notebooks"] for p in place.source.glob(pattern)})
    excluded = {pattern: (reason, why) for pattern, reason, why in given.get("excluded", ())}
    if wrong := [reason for reason, _ in excluded.values() if reason not in REASONS]:
        raise ValueError(f"collections.toml, {name}: {wrong[0]!r} is none of {', '.join(REASONS)}")
    file = HERE / "results" / f"{name}.json"
    kept: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    status, unused = 0, set(excluded)
    for path in paths:
        short = str(path.relative_to(place.source))
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if not is_old(notebook):
            continue
        pattern = next((p for p in excluded if fnmatchcase(short, p)), None)
        unused.discard(pattern or "")
        if options.only not in short or (short in kept and not options.again):
            continue
        flags = next((f for p, f in given.get("flags", {}).items() if fnmatchcase(short, p)), "")
        row = _run(path, notebook, place, options.limit, flags)
        if pattern is not None:
            row |= dict(zip(("excluded", "why"), excluded[pattern], strict=True))
            status |= not row["failed"]  # it runs: the line is not true
        kept[short] = row
        status |= bool(row["failed"] and pattern is None) or (not row["failed"] and not row["compiled"])
        print(
            f"{name} {short}: {row['failed'] or 'ran'} ({row['seconds']} s, {row['agree']} of {row['rows']} rows)",
            flush=True,
        )
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    for pattern in unused:
        print(f"{name}: {pattern} is excluded, and names no notebook", file=sys.stderr)
    return int(status or bool(unused))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _run(path: Path, notebook: dict[str, Any], place: Environment, limit: int, flags: str) -> dict[str, Any]:
    """A notebook in a process of its own, and what is kept of it."""
    with tempfile.TemporaryDirectory(prefix="gallery-") as made:
        result, counts = Path(made) / "result.json", Path(made) / "counts"
        counts.touch()
        variables = os.environ | {
            "PYTHONPATH": os.pathsep.join(map(str, (COUNTS, INSIDE, place.site, ROOT))),
            "CLIENT_COUNTS": str(counts),
            "GALLERY_DATA": str(environment(_DATA).source / "pymc3" / "examples" / "data"),
            "MPLBACKEND": "Agg",
            "OMP_NUM_THREADS": "1",
            "THEANORC": os.devnull,
            "THEANO_FLAGS": flags,
            "IPYTHONDIR": made,
        }
        command = [place.interpreter, "-c", _PROGRAM, path, result]
        began, late, words = time.perf_counter(), False, ""
        try:
            ended = subprocess.run(
                command, cwd=path.parent, env=variables, capture_output=True, timeout=limit, text=True
            )
            words = (ended.stderr.strip().splitlines() or [""])[-1]
        except subprocess.TimeoutExpired:
            late = True
        done = (
            json.loads(result.read_text())
            if result.exists()
            else {"cells": 0, "texts": [], "failed": f"no cell ran: {words}"}
        )
        counted = [json.loads(line) for line in counts.read_text().splitlines()]
    stored = [stored_text(cell) for cell in code_cells(notebook)]
    pairs = [compared(ours, theirs) for ours, theirs in zip(done["texts"], stored, strict=False)]
    failed = f"over {limit} s, in cell {done['cells'] + 1}" if late else done["failed"]
    if not failed and done["cells"] < len(stored):
        failed = f"the process ended in cell {done['cells'] + 1}"
    return {
        "agree": sum(agree for agree, _ in pairs),
        "cells": f"{done['cells']} of {len(stored)}",
        "compiled": sum(c.get("compiled", 0) for c in counted),
        "date": datetime.date.today().isoformat(),
        "failed": " ".join(failed.split())[:200],
        "figures": done.get("figures", 0),
        "printed": round(seconds_printed("\n".join(stored))),
        "rows": sum(n for _, n in pairs),
        "seconds": round(time.perf_counter() - began),
    }


_PROGRAM = """
import client_counts, sys
from given_data import give
from one_notebook import main
give()
main(*sys.argv[1:])
"""
_DATA = Recipe("pymc3_data", package="pymc3==3.7")  # a wheel that has the files of its examples


if __name__ == "__main__":
    if not os.environ.get(REPOSITORIES) and "--table" not in sys.argv:
        print(
            f"Set {REPOSITORIES} to a folder of git repositories, or to an address with {{owner}} and {{name}} in it."
        )
        sys.exit(2)
    sys.exit(main())
