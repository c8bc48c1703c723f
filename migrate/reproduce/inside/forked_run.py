"""The rest of a notebook in a forked child of its kernel: one more run, whose imports and data are there already.

The kernel runs as for a run from the start, and stops before the first cell that draws. Then each call of `run` forks a
child, which runs the cells that are left by IPython, without Jupyter's protocol: its threads and sockets are the
kernel's. What they print goes to a file. A child has other streams of the samplers; NumPy's and Python's streams, too,
where nobody had touched them.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np

from theano_common.system.processes import can_fork, run_in_fork

from .printed_outputs import Outputs
from .sampler_streams import began_alike, begin_replicate, calls_so_far

HARMLESS = ("ipykernel", "IPython", "tqdm")  # whose own threads nobody waits for
THREADED = ("tensorflow", "torch", "distributed", "ray")  # their threads do not survive a fork, and calls wait for them
_at_start: dict[str, Any] = {}  # the streams and threads of a kernel before its first cell


def note_start(*_) -> None:
    """Note the streams and threads of this process, when its first cell begins: a kernel draws for itself before."""
    if not _at_start:
        _at_start.update(numpy=_numpy_state(), python=random.getstate(), threads=set(threading.enumerate()))


def why_not(seeded: bool) -> str:
    """Return why the rest cannot be run in a forked child of this process; "" where it can.

    seeded: whether the cells that ran give a seed.
    """
    if not can_fork():
        return "this system has no fork"
    if calls_so_far():
        return "a sampler was called before"
    jax = sys.modules.get("jax._src.xla_bridge")
    if jax is not None and jax.backends_are_initialized():
        return "JAX runs there"
    if there := [name for name in THREADED if name in sys.modules]:
        return f"{there[0]} runs there"
    more = [one for one in threading.enumerate() if one not in _at_start["threads"]]
    if more := [one for one in more if type(one).__module__.partition(".")[0] not in HARMLESS]:
        return f"a thread runs there ({more[0].name})"
    if not seeded and not all(_untouched()):
        return "random numbers were drawn before, without a seed"
    return ""


def _untouched() -> tuple[bool, bool]:
    """Say of NumPy's and Python's streams whether nothing was drawn from them, and no seed given."""
    return _numpy_state() == _at_start["numpy"], random.getstate() == _at_start["python"]


def _numpy_state():
    kind, keys, *rest = np.random.get_state()
    return kind, keys.tobytes(), *rest


def run(shell, request: str) -> None:
    """Fork a child that runs the cells of a request, a file of JSON, and wait for its end.

    The request has: `replicate`, the number of the run; `cells`, their sources; `seconds`, the limit of each; `seeded`;
    `answer`, the file for {"why_not": text} or {"cells": [{"outputs", "seconds", "late"}]}. No answer is written
    where the child dies.
    """
    asked = json.loads(Path(request).read_text(encoding="utf-8"))
    if why := why_not(asked["seeded"]):
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
        return {"why_not": "random numbers that were drawn before are others in each run"}
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
