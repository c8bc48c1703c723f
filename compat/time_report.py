"""theano-compat run --why SCRIPT: where the time went, by line of the script, and what ran where.

What fell back and what runs in NumPy or Python by choice (`graph/fallbacks.py`) are rows of its headline, with the
functions that were compiled.

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

from theano_common.users_lines import folders
from theano_common.verdict import Row, Status, headline

from .explain.watching import WATCHED
from .graph.fallbacks import Fallback, chosen, compiled, fallbacks
from .graph.origin import HOUSE

INTERVAL = 0.004  # seconds
MOST_LINES = 12
LONGEST = 200  # characters of a reason
LEAST = 0.005  # share of the time below which a line or a kind is left out
_BESIDE = os.path.join(os.path.dirname(os.path.dirname(HOUSE)), "theano_common", "")  # of no kind of its own
_ENVIRONMENT = folders("theano_environment")
_STANDARD = sysconfig.get_paths()["stdlib"] + os.sep

COMPILED, CALLBACK, NUMPY, STEPS = "compiled code", "Python callbacks", "NumPy, in our place", "step methods"
COMPILING, OURS, USERS, STARTING = "compiling", "graphs and models", "your own Python", "imports"
_STEPPING = "chains compiled_runs compiled_steps gibbs hamiltonian metropolis predictive runs slices steps"
_BESIDE_STEPS = "interrupts.py jax/ nutpie/ progress.py runs/compiled.py start.py"
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
    "importing/": STARTING,
    **dict.fromkeys([f"infer/{one}/" for one in _STEPPING.split()], STEPS),
    **dict.fromkeys([f"infer/{one}" for one in _BESIDE_STEPS.split()], COMPILED),
    "installation.py": STARTING,
    "missing_packages.py": STARTING,
    "old_arrays.py": STARTING,
    "python_2.py": STARTING,
    "runner.py": STARTING,
    "old/pymc3/step_methods/": STEPS,
    "rules/": COMPILING,
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
            if frame.f_code.co_name == "<module>" and not innermost[1]:
                kind = below = STARTING
            if kind == USERS and below in (CALLBACK, NUMPY, COMPILED):
                kind = CALLBACK  # a user's function that our code called
            kind = kind or below
        elif path.startswith(_ENVIRONMENT):
            kind = kind or STARTING
        elif not _is_of_a_library(path, frame):
            kind = kind or USERS
            here = (path, frame.f_lineno)
            innermost = innermost if innermost[1] else here
            if not in_script[1] and os.path.abspath(path) == script:
                in_script = here
        frame = frame.f_back
    return kind or USERS, in_script if in_script[1] else innermost


def _is_of_a_library(path: str, frame: FrameType) -> bool:
    """Say whether a frame outside of compat/ is no code of the user's; `<string>` is what dataclasses are made of."""
    if path.startswith((_STANDARD, _BESIDE, "<frozen")) or "site-packages" in path:
        return True
    return path == "<string>" and frame.f_globals.get("__name__") != "__main__"


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
        print(account(watch.moments, watch.seconds, fallbacks(), chosen(), compiled()), file=sys.stderr)


def account(
    moments: Counter[tuple[str, Place]],
    seconds: float,
    fell: dict[Fallback, int],
    by_choice: dict[Fallback, int],
    compiled: dict[str, int],
) -> str:
    """Return the account as text: time by kind and by line, what runs in NumPy or Python, and the headline."""
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
    for head, found in (("not compiled:", fell), ("in NumPy or Python by choice:", by_choice)):
        said += [head] if found else []
        for one, times in sorted(found.items(), key=lambda one: (one[0].filename, one[0].line)):
            often = f" ({times} times)" if times > 1 else ""
            share = lines.get((one.filename, one.line), Counter()).total() / whole
            reason = one.reason if len(one.reason) <= LONGEST else f"{one.reason[:LONGEST]} ..."
            said.append(f"  {share:5.0%}  {_at((one.filename, one.line))}  {reason}{often}")
    return "\n".join([*said, told(fell, by_choice, compiled)])


def told(fell: dict[Fallback, int], by_choice: dict[Fallback, int], compiled: dict[str, int]) -> str:
    """Return the headline: what fell back, or that nothing did, of how many functions that were compiled."""
    rows = [Row(f"{_functions(n)} in {where}", Status.EQUAL) for where, n in sorted(compiled.items())]
    rows += [Row(one.reason, Status.DIFFERS, "it fell back") for one in fell]
    where = ", ".join(row.name for row in rows if row.status is Status.EQUAL) or "no function"
    status = headline(rows).status
    if status is Status.DIFFERS:
        return f"{len(fell)} of these fell back; compiled: {where}."
    beside = "; by choice, the lines above run in NumPy or Python" if by_choice else ""
    if status is Status.NOT_COMPARED:
        return f"nothing was compiled{beside}."
    return f"nothing fell back: compiled {where}{beside}."


def _functions(count: int) -> str:
    return f"{count} function{'s' * (count != 1)}"


def _at(place: Place) -> str:
    return f"{os.path.basename(place[0])}:{place[1]}" if place[1] else "(no line of yours)"
