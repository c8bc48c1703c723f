"""More runs of a notebook's rest, each in a forked child of one kernel that ran the cells before it."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from theano_common.printing import json_text

from ..notebook_file import ESCAPES, Cell, output
from .kernel import TIMED_OUT, Ask
from .limits import Limits
from .result import Ran, RanCell

RUN = "__import__({module!r}, fromlist=['run']).run(get_ipython(), {request!r})"
MODULE = "theano_migrate.reproduce.inside.forked_run"
PATIENCE, SURE = 4.0, 60.0  # a child may need so many times what the cells took, and so many seconds


class CannotFork(Exception):
    """Why no child of a kernel runs the rest."""


@dataclass(frozen=True)
class Forks:
    """A kernel that ran the first cells of a notebook.

    ask: what runs a cell in it. before: what its cells gave: it is told of one child, since it is one run of these.
    seeded: one of these gives a seed. folder: for our files.
    """

    ask: Ask
    before: Sequence[RanCell]
    seeded: bool
    folder: Path
    told: list[int] = field(default_factory=list)  # the runs of the children so far

    def run(self, cells: Sequence[Cell], replicate: int, limits: Limits, expected: float) -> Ran:
        """Run cells in a child, as the run of this number; return them behind those before.

        expected: seconds that all of them took. Raises CannotFork where the kernel cannot be forked, or the child did
        not come to its end.
        """
        request, answer = (self.folder / f"{kind}-{replicate}.json" for kind in ("request", "answer"))
        asked = {
            "replicate": replicate,
            "cells": [cell.source for cell in cells],
            "seconds": limits.cell,
            "seeded": self.seeded,
            "before": len(self.before),
            "answer": str(answer),
        }
        request.write_text(json_text(asked), encoding="utf-8")
        source = RUN.format(module=MODULE, request=str(request))
        try:
            ran = self.ask(source, min(SURE + PATIENCE * expected, limits.end - time.monotonic()))
        except Exception as error:  # of nbclient
            raise CannotFork(f"{type(error).__name__}: {error}") from None
        if ran.name == TIMED_OUT:
            raise CannotFork("a forked child did not come to its end")
        if ran.name or not answer.is_file():
            raise CannotFork(f"a forked child died{f': {ran.name}: {ran.message}' if ran.name else ''}")
        held = json.loads(answer.read_text(encoding="utf-8"))
        if "why_not" in held:
            raise CannotFork(held["why_not"])
        found = [_cell(one, limits.cell) for one in held["cells"]]
        before = [replace(one, outputs=(), held=()) for one in self.before] if self.told else self.before
        self.told.append(replicate)
        return Ran((*before, *found), sum(one.seconds for one in found))


def _cell(held: dict[str, Any], limit: float) -> RanCell:
    """Return a cell that a child ran, as the kernel gives one."""
    took, raw = held["seconds"], held["outputs"]
    outputs = tuple(map(output, raw))
    failed = next((one for one in reversed(raw) if one["output_type"] == "error"), None)
    if held["late"]:
        return RanCell(outputs, took, TIMED_OUT, f"it took more than {limit:.0f} s")
    if failed is None:
        return RanCell(outputs, took)
    return RanCell(outputs, took, failed["ename"], failed["evalue"], ESCAPES.sub("", "\n".join(failed["traceback"])))
