"""Run a script by `theano-compat run`, as one cell."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

from theano_common.system.processes import can_fork, end_with_children

from ..notebook_file import Output
from .kernel import TIMED_OUT
from .limits import OVER, Limits, Place
from .result import Ran, RanCell

OLDEST = 400_000  # characters of its output that are kept


def run(path: Path, folder: Path, place: Place, limits: Limits, python_2: bool = False) -> Ran:
    """Run the script that lies at `path` of the copy, in `folder`."""
    if limits.left() <= 0:
        return Ran((), stopped=OVER)
    command = [place.python, "-m", "theano_compat", "run", *(["--from-python2"] if python_2 else [])]
    command.append(os.path.relpath(path, folder))
    variables = place.variables(place.made) | {"MPLBACKEND": "Agg", "PYTHONUNBUFFERED": "1"}
    began, seconds = time.monotonic(), limits.left()
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=errors,
            start_new_session=can_fork(),
        )
        late = False
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            late = True
            end_with_children(process)
        except BaseException:  # Ctrl-C, of which a session of its own does not hear
            end_with_children(process)
            raise
        texts = []
        for file in (printed, errors):
            file.seek(0)
            texts.append(file.read(4 * OLDEST).decode("utf-8", "replace")[:OLDEST])
    took = time.monotonic() - began
    outputs = (Output(texts[0], stream=True),)
    if late:
        return Ran((RanCell(outputs, took, TIMED_OUT, f"it took more than {seconds:.0f} s"),), took)
    if process.returncode == 0:
        return Ran((RanCell(outputs, took),), took)
    name, message = _error(texts[1], process.returncode)
    return Ran((RanCell(outputs, took, name, message, texts[1][-20_000:]),), took)


def _error(text: str, code: int) -> tuple[str, str]:
    """Return the name and the message of the error that ended it."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith((" ", "\t"))]
    name, _, message = (lines[-1] if lines else "").partition(": ")
    if name.replace(".", "").replace("_", "").isalnum():
        return name, message
    return "Exit", f"it ended with {code}{f': {lines[-1]}' if lines else ''}"
