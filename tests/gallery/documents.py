"""A text for Sphinx with examples, run under us and on the real library, and what is kept of the two runs."""

from __future__ import annotations

import doctest
import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from fixtures import oracles
from tests.clients import revision
from tests.clients.environments import Environment
from tests.gallery import processes
from tests.gallery.inside.one_document import examples
from tests.gallery.notebooks import INSIDE, SHOWN, compiled, observed

REAL = "theano-1.0.5"
ALIKE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
Example = tuple[str, str | None, str, str]  # its text, what it is to print, what it printed, what it raised


def has_examples(path: Path) -> bool:
    """Whether there is anything to run."""
    return bool(examples(path.read_text(encoding="utf-8")))


def run(path: Path, place: Environment, limit: int) -> dict[str, Any]:
    """Run the examples for `limit` seconds of the processor; a row for the table. It fails where only ours raises."""
    with tempfile.TemporaryDirectory(prefix="gallery-") as made:
        counts = Path(made) / "counts"
        program = f"import client_counts, sys; sys.path.insert(0, {str(INSIDE)!r}); import one_document; "
        program += "one_document.main(*sys.argv[1:])"
        ours, seconds = _examples([place.interpreter, "-c", program], path, made, observed(place, counts), limit)
        real, _ = _examples([real_interpreter(), INSIDE / "one_document.py"], path, made, variables_of_real(), limit)
        functions = compiled(counts)
    first = next((a[3] for a, b in zip(ours, real, strict=False) if a[3] and not b[3]), "")
    if len(ours) < len(real):
        first = first or f"the process ended in example {len(ours) + 1}"
    return {
        "agree": sum(alike(*pair) for pair in zip(ours, real, strict=False)),
        "cells": f"{sum(not a[3] or bool(b[3]) for a, b in zip(ours, real, strict=False))} of {len(real)}",
        "compiled": functions,
        **revision.now(),
        "failed": " ".join(first.split())[:200],
        "figures": 0,
        "missed": [first_line(a[0]) for a, b in zip(ours, real, strict=False) if not alike(a, b)][:SHOWN],
        "printed": 0,
        "rows": len(real),
        "seconds": round(seconds),
    }


def first_line(source: str) -> str:
    """Return what is shown of an example: its first line that is no import."""
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    return next((line for line in lines if not line.startswith(("import ", "from ", "#"))), lines[0])[:60]


def alike(ours: Example, real: Example) -> bool:
    """Whether ours printed what the text says or the real library did; else whether both raised, or both printed
    something else than the text, with the same numbers in another form (NumPy prints otherwise now)."""
    checker = doctest.OutputChecker()
    told, printed = ours[1] or "", ours[2]
    if checker.check_output(told, printed, ALIKE) or checker.check_output(real[2], printed, ALIKE):
        return True
    if bool(ours[3]) != bool(real[3]) or checker.check_output(told, real[2], ALIKE):
        return False
    return bool(ours[3]) or numbers(printed) == numbers(real[2])


def numbers(text: str) -> list[float]:
    """Return the numbers that a text prints, rounded; without addresses, types and times."""
    text = re.sub(r"0x[0-9a-fA-F]+|[a-zA-Z_]+[\w.]*\d+\w*|[\d.]+ ?s(?:econds)?\b|[\d.e+-]+s\b", " ", text)
    return [round(float(n), 4) for n in re.findall(r"(?<![\w.])-?\d+\.?\d*(?:e[-+]?\d+)?", text)]


def _examples(
    command: list[Any], path: Path, folder: str, variables: dict[str, str], limit: int
) -> tuple[list[Example], float]:
    """(those that ended, seconds of the processor)."""
    result = Path(folder) / "examples.json"
    result.write_text("[]")
    ended = processes.run([*command, path, result], Path(folder), variables, limit, Path(folder))
    return [(one[0], one[1], one[2], one[3]) for one in json.loads(result.read_text())], ended.seconds


def real_interpreter() -> Path:
    """Return the Python that has the real library, made where it is not there."""
    folder = Path(os.environ.get("THEANO_COMPAT_ORACLES", oracles.DEFAULT_FOLDER)).expanduser().resolve()
    return oracles.prepare(oracles.ORACLES[REAL], folder)


def variables_of_real() -> dict[str, str]:
    """Return the variables of its process."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONPYCACHEPREFIX")}
    return kept | {"THEANO_FLAGS": "blas.ldflags=", "THEANORC": os.devnull}
