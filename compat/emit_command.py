"""theano-compat emit [--target NAME] [-o FILE] SCRIPT: the C of a script's models, for this machine or another.

The script runs as by `theano-compat run`; what it prints goes to stderr. Then the C unit of each model's log density
and gradient is printed, as the compiler gets it: without data.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import nullcontext, redirect_stdout
from pathlib import Path
from typing import Any

from .backends.c.errors import CannotCompile
from .backends.c.target import TARGETS, emitting_for
from .explain.watching import WATCHED
from .explain_command import run_watched
from .models.modelling.density import c_unit


def main(script: str, target: str | None = None, file: str | None = None) -> int:
    """Run a script and print its C. Status 0; the script's if that fails; 1 if there is no model or one has no C.

    target: the name of a described target, or None for this machine. file: what to write, or None for stdout; status 2
    if it cannot be written.
    """
    if file is not None and not os.access(Path(file).absolute().parent, os.W_OK):
        print(f"theano-compat emit: nothing can be written to '{file}'", file=sys.stderr)
        return 2
    with redirect_stdout(sys.stderr):
        status = run_watched(script, [])
    if status:
        return status
    if not WATCHED.models:
        print(f"{script} has no model.", file=sys.stderr)
        return 1
    with nullcontext() if target is None else emitting_for(TARGETS[target]):
        texts, reasons = units(WATCHED.models)
    for reason in reasons:
        print(f"Not emitted: {reason}", file=sys.stderr)
    if file is None:
        print("\n".join(texts), end="")
    elif texts:
        Path(file).write_text("\n".join(texts), encoding="utf-8")
        print(f"Written: {file}")
    return 1 if reasons else 0


def units(models: Iterable[Any]) -> tuple[list[str], list[str]]:
    """Return the C unit of each model's log density and gradient, and the reasons why others have none."""
    texts, reasons = [], []
    for model in models:
        try:
            texts.append(c_unit(model))
        except (CannotCompile, NotImplementedError) as reason:
            reasons.append(str(reason))
    return texts, reasons
