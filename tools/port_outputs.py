"""`python -m tools.port_outputs FOLDER ...`: what ports of public notebooks print under PyMC 6, and these under us.

    --only WORD           notebooks alone whose name has this word
    --rest                notebooks alone of which docs/port.json keeps no numbers, as where the limits were too short
    --cell-limit SECONDS  for a cell, on each side (100)
    --limit SECONDS       for a notebook, on each side (300)

A port is run with the draws that the notebook asks for, in a copy of its folder. What it prints takes the place of what
the notebook once printed; then `migrate-reproduce` runs the notebook, and judges. THEANO_COMPAT_PORT_PYTHON has to have
ipykernel and nbclient. docs/port.json keeps the counts of a notebook's numbers; those that differ are printed, to be
looked at by hand.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from theano_migrate.check.source.files import python_files
from theano_migrate.port.certificate.environment import port_python
from theano_migrate.port.every_file import port
from theano_migrate.reproduce.judging import DIFFERS
from tools import port_table

GRACE = 60  # seconds beyond the limit, in which a process begins and ends
# Runs a notebook (its path, the limit of a cell) and keeps, after each cell, what all of them printed.
RUNNER = """
import json, sys
import nbclient, nbformat

path, limit = sys.argv[1], int(sys.argv[2])
notebook = nbformat.read(path, 4)
code = [cell for cell in notebook.cells if cell.cell_type == "code"]
for cell in code:
    cell.outputs = []

def keep(**_):
    with open(path + ".printed", "w") as file:
        json.dump([cell.outputs for cell in code], file)

client = nbclient.NotebookClient(
    notebook, timeout=limit, kernel_name="python3", allow_errors=True, interrupt_on_timeout=True, on_cell_executed=keep
)
client.execute()
"""
JUDGE = "import sys; from theano_migrate.reproduce.command import main; sys.exit(main())"


def main() -> None:
    """Run the command."""
    options = _parser().parse_args()
    kept = json.loads(port_table.KEPT.read_text(encoding="utf-8"))
    python = port_python()
    if python is None:
        sys.exit("a PyMC 6 is needed: make port-venv")
    for folder in options.folders:
        top = Path(folder)
        for path in port_table.using(python_files([folder])[0]):
            name = f"{top.name.replace('+', '/')}: {path.relative_to(top)}"
            row = kept["public"].get(name)
            if row is None or path.suffix != ".ipynb" or "error" in row or options.only not in name:
                continue
            if options.rest and row.get("numbers"):
                continue
            with TemporaryDirectory() as copies:
                copy = shutil.copytree(top, Path(copies) / top.name, symlinks=True)
                row["numbers"] = _numbers(copy / path.relative_to(top), python, options)
            print(name, row["numbers"], flush=True)
            port_table.keep(kept)
    port_table.PAGE.write_text(port_table.page(kept), encoding="utf-8")


def _numbers(notebook: Path, python: Path, options: argparse.Namespace) -> dict[str, int] | str:
    """Return how many of a notebook's numbers have each verdict, or why there are none."""
    printed = _printed(notebook, python, options)
    if printed is None:
        return "the port did not begin"
    document = json.loads(notebook.read_text(encoding="utf-8-sig"))
    sheets = document["worksheets"] if "worksheets" in document else [document]
    code = [cell for sheet in sheets for cell in sheet["cells"] if cell["cell_type"] == "code"]
    for cell, outputs in zip(code, printed, strict=True):
        cell["outputs"] = outputs
    notebook.write_text(json.dumps(document), encoding="utf-8")
    command = [sys.executable, "-c", JUDGE, str(notebook), "--format", "json"]
    command += ["--cell-limit", str(options.cell_limit), "--limit", str(options.limit)]
    done = subprocess.run(command, capture_output=True, text=True)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        return port_table.short(done.stderr)
    counts: Counter[str] = Counter()
    for one in report["documents"]:
        for cell in one["cells"]:
            for number in cell["numbers"]:
                counts[number["verdict"]] += 1
                if number["verdict"] == DIFFERS:
                    print("   cell", cell["cell"], {k: number[k] for k in ("place", "stored", "new", "reason")})
    return dict(counts)


def _printed(notebook: Path, python: Path, options: argparse.Namespace) -> list[list[Any]] | None:
    """Return the outputs of each code cell of the port, run under today's PyMC; None where its run did not begin."""
    [one] = port([notebook])
    new = notebook.with_name(f".port_{notebook.name}")
    new.write_bytes(one.data)
    command = [str(python), "-c", RUNNER, str(new), str(options.cell_limit)]
    environment = os.environ | {"http_proxy": "http://localhost:9", "https_proxy": "http://localhost:9"}
    try:
        with (new.with_suffix(".log")).open("wb") as log:
            subprocess.run(command, cwd=notebook.parent, env=environment, stderr=log, timeout=options.limit + GRACE)
    except subprocess.TimeoutExpired:
        pass  # what was printed before is kept
    printed = Path(f"{new}.printed")
    return json.loads(printed.read_text(encoding="utf-8")) if printed.exists() else None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tools.port_outputs", description=__doc__)
    parser.add_argument("folders", nargs="*", metavar="FOLDER")
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--rest", action="store_true")
    parser.add_argument("--cell-limit", type=int, default=100, metavar="SECONDS")
    parser.add_argument("--limit", type=int, default=300, metavar="SECONDS")
    return parser


if __name__ == "__main__":
    main()
