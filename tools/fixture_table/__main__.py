"""`python -m tools.fixture_table`: measures the cells that are not measured yet, and writes docs/fixtures.md.

--only NAME ...     these fixtures; --kinds numbers posterior ...: these columns; --by c 3.12 ...: these backends
--again             also what is measured already
--python 3.12       the runs under that Python: python3.12 on PATH, or 3.12=/path/to/python
--list, --render    name what is missing; only write the page
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import resource
import signal
import subprocess
import sys

from tools.fixture_table.cells import KINDS, Cell, every_cell, is_measured, keep, load
from tools.fixture_table.fixtures import FOLDERS, ROOT
from tools.fixture_table.page import PAGE, text

LIMIT = 300  # seconds of processor time for each process of a cell
HANG = 20  # times as long on the clock, and the cell is given up
HERE = ".".join(platform.python_version_tuple()[:2])


def main(arguments: list[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    version, _, interpreter = options.python.partition("=")
    interpreter = interpreter or (sys.executable if version == HERE else f"python{version}")
    wanted = [
        cell
        for cell in every_cell()
        if cell.fixture in options.only
        and cell.kind in options.kinds
        and (not options.by or cell.by in options.by)
        and (cell.by == version if cell.kind == "runs" else version == HERE)
    ]
    for cell in [] if options.render else wanted:
        known = load()
        if is_measured(cell, known) and "failed" not in known[cell.fixture][cell.key] and not options.again:
            continue
        print(f"{cell.fixture}: {cell.key}", end="\n" if options.list else " ", flush=True)
        if not options.list:
            _measure(cell, interpreter, options.limit)
    if not options.list:
        PAGE.write_text(text(keep()), encoding="utf-8")


def _measure(cell: Cell, interpreter: str, limit: int) -> None:
    found = _in_a_process(cell, interpreter, limit)
    print(json.dumps(found)[:200], flush=True)
    keep(cell, {**found, "on": datetime.date.today().isoformat()})


def _in_a_process(cell: Cell, interpreter: str, limit: int) -> dict:
    """The cell, measured by a child that is ended with all its own children when its time is up."""
    command = [interpreter, "-m", "tools.fixture_table.measure", cell.fixture, cell.kind, cell.by]
    child = subprocess.Popen(
        command,
        cwd=ROOT.parents[1],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5)),
    )
    try:
        out, err = child.communicate(timeout=HANG * limit)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        return {"failed": f"no end after {HANG * limit} seconds"}
    except BaseException:
        os.killpg(child.pid, signal.SIGKILL)
        raise
    lines = out.splitlines()
    if child.returncode == -signal.SIGXCPU:
        return {"slow": limit}
    if child.returncode or not lines:
        return {"failed": (err.strip().splitlines() or [f"exit status {child.returncode}"])[-1][:300]}
    return json.loads(lines[-1])


def _parser() -> argparse.ArgumentParser:
    names = [folder.name for folder in FOLDERS]
    parser = argparse.ArgumentParser("python -m tools.fixture_table", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="NAME")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--by", nargs="+", metavar="BACKEND")
    parser.add_argument("--python", default=HERE, metavar="VERSION[=PATH]")
    parser.add_argument("--limit", type=int, default=LIMIT, metavar="SECONDS")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--render", action="store_true")
    return parser


if __name__ == "__main__":
    main()
