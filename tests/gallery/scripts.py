"""A script of a collection, called under us and on the real library; every number that both printed is compared."""

from __future__ import annotations

import itertools
import math
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.clients import revision
from tests.clients.environments import Environment
from tests.gallery import processes, tutorial_data
from tests.gallery.documents import real_interpreter, variables_of_real
from tests.gallery.notebooks import compiled, observed

PROGRAM = "import client_counts, sys; from theano_compat.__main__ import main; sys.exit(main())"
TIMES = re.compile(
    r"\d (sec|minutes?|min|m\b|s\b)|sec/epoch|epochs/sec|took|[\d.]+[sm]$|ran for|epoch took|completed in"
)
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|nan|inf)")
PICTURES = (".png", ".jpg", ".pdf")
CLOSE = 1e-4  # of a number: training gathers rounding


@dataclass(frozen=True)
class Ran:
    """What a process did: what it printed, its last words if it failed, pictures that it drew, seconds."""

    printed: str
    failed: str
    pictures: int
    seconds: float


def run(path: Path, call: str, data: str, place: Environment, limit: int) -> dict[str, Any]:
    """Call, as in `mlp.test_mlp(n_epochs=1)`, what the script at `path` defines, both times; a row for the table.

    data: a name of tutorial_data.MAKERS, of which the files lie in the folder `data` beside that of the scripts.
    """
    code = f"import {call.partition('.')[0]}; {call}"
    with tempfile.TemporaryDirectory(prefix="gallery-") as made:
        counts = Path(made) / "counts"
        where = path.relative_to(place.source)
        make = tutorial_data.MAKERS[data] if data else None
        command = [place.interpreter, "-c", PROGRAM, "run", "-c", code]
        ours = _ran(command, Path(made) / "ours", where, place.source, make, observed(place, counts), limit)
        command = [real_interpreter(), "-c", code]
        real = _ran(command, Path(made) / "real", where, place.source, make, variables_of_real(), limit)
        functions = compiled(counts)
    missed, both = compared(ours.printed, real.printed)
    failed = ours.failed or (f"the real library: {real.failed}" if real.failed else "")
    if not failed and ours.pictures != real.pictures:
        failed = f"{ours.pictures} pictures, and the real library drew {real.pictures}"
    return {
        "agree": both - len(missed),
        "cells": call,
        "compiled": functions,
        **revision.now(),
        "failed": " ".join(failed.split())[:200],
        "figures": ours.pictures,
        "missed": missed[:8],
        "printed": round(real.seconds),
        "rows": both,
        "seconds": round(ours.seconds),
    }


def compared(ours: str, real: str) -> tuple[list[str], int]:
    """(lines of the real library's that ours does not say, lines with numbers); without those that tell a time."""
    here, there = _telling(ours), _telling(real)
    pairs = list(itertools.zip_longest(here, there, fillvalue=""))
    return [f"{a.strip()!r}, the real library {b.strip()!r}" for a, b in pairs if not alike(a, b)], len(pairs)


def alike(ours: str, real: str) -> bool:
    """Whether two lines are the same but for a rounding of their numbers."""
    ours, real = (re.sub(r"0x[0-9a-f]+", "an address", line) for line in (ours, real))
    here, there = NUMBER.findall(ours), NUMBER.findall(real)
    if NUMBER.sub("#", ours).split() != NUMBER.sub("#", real).split():
        return False
    return all(
        a == b or math.isclose(float(a), float(b), rel_tol=CLOSE, abs_tol=min(_last_digit(a), _last_digit(b)))
        for a, b in zip(here, there, strict=True)
    )


def _last_digit(number: str) -> float:
    mantissa, _, exponent = number.lower().partition("e")
    return float(10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2])))


def _telling(text: str) -> list[str]:
    lines = re.split(r"[\r\n]+", text)
    return [line for line in lines if NUMBER.search(line) and not TIMES.search(line)]


def _ran(
    command: list[Any],
    folder: Path,
    where: Path,
    source: Path,
    make: Callable[[Path], None] | None,
    variables: dict[str, str],
    limit: int,
) -> Ran:
    """Run it in a copy of the files: it writes beside them."""
    shutil.copytree(source, folder)
    if make is not None:
        (folder / "data").mkdir(exist_ok=True)
        make(folder / "data")
    before, printed = _pictures(folder), folder.with_name(f"{folder.name}-printed")
    printed.mkdir()
    variables = variables | {"ATISDATA": str(folder / "data"), "MPLBACKEND": "Agg"}
    ended = processes.run(command, (folder / where).parent, variables, limit, printed)
    failed = f"over {limit} s" if ended.late else ended.words if ended.failed else ""
    return Ran(ended.printed.replace(str(folder), ""), failed, len(_pictures(folder) - before), ended.seconds)


def _pictures(folder: Path) -> set[str]:
    return {os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if name.endswith(PICTURES)}
