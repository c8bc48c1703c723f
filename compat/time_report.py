"""theano-compat run --why SCRIPT: where the time went, by line of the script, and what did not run compiled.

A thread samples the main thread every few milliseconds; a run without `--why` pays nothing. The innermost frame of
ours decides what a sample counts as (`KINDS`). Its line is the script's, or else the innermost one of the user's
code outside of libraries. Processes that draw chains show as waiting for step methods.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from .explain.watching import WATCHED
from .graph.fallbacks import Fallback, fallbacks
from .graph.origin import HOUSE

INTERVAL = 0.004  # seconds
MOST_LINES = 12
LEAST = 0.005  # share of the time below which a line or a kind is left out
_STANDARD = sysconfig.get_paths()["stdlib"] + os.sep

COMPILED, CALLBACK, NUMPY, STEPS = "compiled code", "Python callbacks", "NumPy, in our place", "step methods"
COMPILING, OURS, USERS = "compiling", "graphs and models", "your own Python"
# The beginning of a path below compat/ -> what runs there. The longest match counts.
KINDS = {
    "backends/": COMPILING,
    "backends/array.py": NUMPY,
    "backends/array_at_points.py": NUMPY,
    "backends/c/calling.py": COMPILED,
    "backends/c/function.py": COMPILED,
    "backends/c/user_ops.py": CALLBACK,
    "backends/c_code/host.py": COMPILED,
    "backends/jax_executables.py": COMPILED,
    "compilation/": COMPILING,
    "compilation/densities/": COMPILED,
    "compilation/execution/first_call.py": COMPILED,
    "compilation/execution/partial_compilation.py": COMPILED,
    "differentiate/": COMPILING,
    "functions/": COMPILING,
    "functions/callable.py": COMPILED,
    "functions/profiling/timed.py": COMPILED,
    "graph/jax_callback.py": CALLBACK,
    "graph/user_op.py": CALLBACK,
    "models/compiled_steps/": STEPS,
    "models/runs/": STEPS,
    "models/runs/compiled.py": COMPILED,
    "models/step_methods/": STEPS,
    "rules/": COMPILING,
    "samplers/": COMPILED,
    "samplers/compiled_steps/": STEPS,
    "samplers/steps/": STEPS,
}
_LONGEST_FIRST = sorted(KINDS, key=len, reverse=True)

Place = tuple[str, int]
_NOWHERE: Place = ("", 0)


def kind_of(path: str) -> str:
    """Return what runs in a file of ours, by its path below compat/."""
    return next((KINDS[start] for start in _LONGEST_FIRST if path.startswith(start)), OURS)


def moment(frame: FrameType | None, script: str) -> tuple[str, Place]:
    """Return (what a thread does, the user's line that led to it).

    frame: the innermost one. script: its lines are preferred to those of the user's other files.
    """
    kind, innermost, in_script = "", _NOWHERE, _NOWHERE
    while frame is not None:
        path = frame.f_code.co_filename
        if path.startswith(HOUSE):
            below = kind_of(path[len(HOUSE) :].replace(os.sep, "/"))
            if kind == USERS and below in (CALLBACK, NUMPY, COMPILED):
                kind = CALLBACK  # a user's function that our code called
            kind = kind or below
        elif not path.startswith((_STANDARD, "<frozen")) and "site-packages" not in path:
            kind = kind or USERS
            here = (path, frame.f_lineno)
            innermost = innermost if innermost[1] else here
            if not in_script[1] and os.path.abspath(path) == script:
                in_script = here
        frame = frame.f_back
    return kind or USERS, in_script if in_script[1] else innermost


class Watch:
    """Samples of the main thread, counted: `moments[kind, line]`."""

    def __init__(self, script: str) -> None:
        self.script = script
        self.moments: Counter[tuple[str, Place]] = Counter()
        self._main = threading.main_thread().ident
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, name="theano-compat --why", daemon=True)
        self._began = time.perf_counter()
        self.seconds = 0.0

    def begin(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._stop.set()
        self._thread.join()
        self.seconds = time.perf_counter() - self._began

    def _look(self) -> None:
        while not self._stop.wait(INTERVAL):
            frames = sys._current_frames()
            kind, place = moment(frames.get(self._main or 0), self.script)
            if kind == COMPILED and any(
                moment(frame, self.script)[0] == CALLBACK
                for ident, frame in frames.items()
                if ident not in (self._main, self._thread.ident)
            ):
                kind = CALLBACK  # in a sampler's thread, for which the main thread waits
            self.moments[kind, place] += 1


@contextmanager
def watched(script: str) -> Iterator[None]:
    """Watch the run inside the block; print the account to standard error however it ends."""
    WATCHED.on = True  # calls of functions go through a Python frame that can be seen; nothing of that is kept
    WATCHED.functions = WATCHED.models = deque(maxlen=0)
    watch = Watch(script)
    watch.begin()
    try:
        yield
    finally:
        watch.end()
        sys.stdout.flush()
        print(account(watch.moments, watch.seconds, fallbacks()), file=sys.stderr)


def account(moments: Counter[tuple[str, Place]], seconds: float, fell: dict[Fallback, int]) -> str:
    """Return the account as text: time by kind, by line, then what did not run compiled."""
    whole = moments.total() or 1
    kinds: Counter[str] = Counter()
    lines: dict[Place, Counter[str]] = {}
    for (kind, place), n in moments.items():
        kinds[kind] += n
        lines.setdefault(place, Counter())[kind] += n
    said = [f"theano-compat: {seconds:.1f} s, of which"]
    said += [f"  {n / whole:5.0%}  {kind}" for kind, n in kinds.most_common()]
    longest = sorted(((place, c) for place, c in lines.items() if place[1]), key=lambda one: -one[1].total())
    said += ["by line:"] if longest else []
    for place, counted in longest[:MOST_LINES]:
        if counted.total() / whole < LEAST:
            break
        shares = ", ".join(f"{kind} {n / whole:.0%}" for kind, n in counted.most_common() if n / whole >= LEAST)
        said.append(f"  {counted.total() / whole:5.0%}  {_at(place)}  {shares}".rstrip())
    if not fell:
        return "\n".join([*said, "nothing fell back: all that was compiled runs in C or JAX."])
    said.append("not compiled:")
    for one, times in sorted(fell.items(), key=lambda one: (one[0].filename, one[0].line)):
        often = f" ({times} times)" if times > 1 else ""
        share = lines.get((one.filename, one.line), Counter()).total() / whole
        said.append(f"  {share:5.0%}  {_at((one.filename, one.line))}  {one.reason}{often}")
    return "\n".join(said)


def _at(place: Place) -> str:
    return f"{os.path.basename(place[0])}:{place[1]}" if place[1] else "(no line of yours)"
