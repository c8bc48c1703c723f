"""The rest of a notebook in a forked child of its kernel: one more run, whose imports and data are there already.

The kernel runs as for a run from the start, and stops before the first cell that draws. Then each call of `run` forks a
child, which runs the cells that are left by IPython, without Jupyter's protocol: its threads and sockets are the
kernel's. What they print goes to a file. A child has other streams of the samplers; NumPy's and Python's streams, too,
where nobody had touched them.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import io
import json
import operator
import os
import random
import signal
import stat
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from theano_common.system.processes import can_fork, run_in_fork

from .printed_outputs import Outputs
from .sampler_streams import began_alike, begin_replicate, calls_so_far

HARMLESS = ("ipykernel", "IPython", "tqdm", "zmq")  # whose own threads nobody waits for: a large output makes one
THREADED = ("tensorflow", "torch", "distributed", "ray")  # their threads do not survive a fork, and calls wait for them
FONTS = (".ttf", ".ttc", ".otf")  # which matplotlib keeps open; it sets the place before it reads
OTHERS = "random numbers that were drawn before are others in each run"
_at_start: dict[str, Any] = {}  # the streams and threads of a kernel before its first cell


def note_start(info=None, *_) -> None:
    """Note the streams and threads of this process, when its first cell begins: a kernel draws for itself before.

    Lines that a kernel runs while it starts are no cells.
    """
    if not _at_start and getattr(info, "store_history", True):
        _at_start.update(numpy=_numpy_state(), python=random.getstate(), threads=set(threading.enumerate()))
        _at_start.update(files=_open_files())


def why_not(seeded: bool, before: int = 0) -> str:
    """Return why the rest cannot be run in a forked child of this process; "" where it can.

    seeded: whether the cells that ran give a seed. before: how many these are.
    """
    if not can_fork():
        return "this system has no fork"
    of_samplers, of_theano = calls_so_far()
    if of_samplers:
        return "a sampler was called before"
    if of_theano:
        return "a fit or minibatches were made before, with a stream of Theano"
    jax = sys.modules.get("jax._src.xla_bridge")
    if jax is not None and jax.backends_are_initialized():
        return "JAX runs there"
    if there := [name for name in THREADED if name in sys.modules]:
        return f"{there[0]} runs there"
    more = [one for one in threading.enumerate() if one not in _at_start["threads"]]
    if more := [one for one in more if type(one).__module__.partition(".")[0] not in HARMLESS]:
        return f"a thread runs there ({more[0].name})"
    if opened := [name for held, name in _open_files().items() if held not in _at_start["files"]]:
        return f"a file is open there ({opened[0]})"  # whose place all children would share
    if not seeded and not all(_untouched()):
        return "random numbers were drawn before, without a seed"
    return "" if _as_in_the_first_run(before) else OTHERS


def note_streams(result=None, *_) -> None:
    """Note where the streams of this process are when a cell has ended, in the first run of several."""
    if not getattr(getattr(result, "info", None), "store_history", True):
        return
    if (file := _file_of_cells()) and "MIGRATE_REPRODUCE_REPLICATE" not in os.environ:
        with file.open("a", encoding="utf-8") as written:
            written.write(json.dumps(_digests()) + "\n")


def _as_in_the_first_run(before: int) -> bool:
    """Say whether the streams that were touched are where the first run had them after its first `before` cells."""
    file = _file_of_cells()
    if not before or file is None or not file.exists():
        return True
    then = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()][before - 1]
    return all(map(operator.or_, _untouched(), map(operator.eq, then, _digests())))


def _file_of_cells() -> Path | None:
    held = os.environ.get("MIGRATE_REPRODUCE_STREAMS")
    return Path(f"{held}.cells") if held else None


def _digests() -> list[str]:
    states = (_numpy_state(), random.getstate())
    return [hashlib.sha256(repr(one).encode()).hexdigest() for one in states]


def _open_files() -> dict[tuple[int, int, int], str]:
    """Return the names of plain files, fonts excepted, that Python code has open, by (number, device, inode)."""
    found = {}
    for one in gc.get_objects():
        if type(one) is io.FileIO and not one.closed:
            with suppress(OSError):  # somebody closed it by its number
                held = os.fstat(one.fileno())
                if stat.S_ISREG(held.st_mode) and not str(one.name).endswith(FONTS):
                    found[one.fileno(), held.st_dev, held.st_ino] = str(one.name)
    return found


def _untouched() -> tuple[bool, bool]:
    """Say of NumPy's and Python's streams whether nothing was drawn from them, and no seed given."""
    return _numpy_state() == _at_start["numpy"], random.getstate() == _at_start["python"]


def _numpy_state():
    kind, keys, *rest = np.random.get_state()
    return kind, keys.tobytes(), *rest


def run(shell, request: str) -> None:
    """Fork a child that runs the cells of a request, a file of JSON, and wait for its end.

    The request has: `replicate`, the number of the run; `cells`, their sources; `seconds`, the limit of each; `seeded`;
    `before`, how many cells ran; `answer`, the file for {"why_not": text} or {"cells": [{"outputs", "seconds",
    "late"}]}. No answer is written where the child dies.
    """
    asked = json.loads(Path(request).read_text(encoding="utf-8"))
    if "pymc3" in sys.modules:
        with suppress(Exception):  # as the document will say if it needs it
            importlib.import_module("arviz")  # once here: in a child the first plot or summary of each would
    if why := why_not(asked["seeded"], asked["before"]):
        _answer(asked, {"why_not": why})
        return
    run_in_fork(lambda: _answer(asked, _answer_of(shell, asked)))


def _answer_of(shell, asked) -> dict[str, object]:
    """Run the cells of a request, with other streams; return the answer to it."""
    of_numpy, of_python = _untouched()
    if of_numpy:
        np.random.seed()
    if of_python:
        random.seed()
    begin_replicate(asked["replicate"])
    outputs = Outputs(shell)
    cells = [_cell(shell, outputs, source, asked["seconds"]) for source in asked["cells"]]
    if not of_numpy and not began_alike():
        return {"why_not": OTHERS}
    return {"cells": cells}


def _cell(shell, outputs: Outputs, source: str, seconds: float) -> dict[str, object]:
    """Run a cell, interrupted at its limit; return what it printed."""
    interrupt = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGINT))
    interrupt.daemon = True
    shell.history_manager.input_hist_parsed.append(source)  # whose last `;` says that its value is not shown
    began = time.monotonic()
    interrupt.start()
    try:
        shell.run_cell(source, store_history=False)
    except KeyboardInterrupt:
        outputs.error("KeyboardInterrupt", "", [])
    finally:
        interrupt.cancel()
    took = time.monotonic() - began
    return {"outputs": outputs.taken(), "seconds": took, "late": took >= seconds}


def _answer(asked, held) -> None:
    written = Path(asked["answer"] + ".part")
    written.write_text(json.dumps(held, default=str), encoding="utf-8")
    written.replace(asked["answer"])
