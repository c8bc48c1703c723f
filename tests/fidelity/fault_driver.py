"""python -m tests.fidelity.fault_driver KIND STATE FIRST LAST [STEP]: loads of an object while something goes wrong.

KIND is what happens at the n-th thing asked of the system, n from FIRST to LAST (stopping where nothing is left to
disturb): "kill" (kill -9), "full" (from then on there is no space on the disk), "once" (there is none this once).
"short": no file may get longer than 2**n bytes, the compiler's included. "crowd": 16 processes at once load the same
three objects, n of them being killed meanwhile. STATE is the cache's before: "cold", "warm", "damaged", "unrecorded".
A line of JSON for each: n, what came of it, then [what a load without faults gave, objects found damaged, another
load], then what `clear` left.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from theano_compat.backends.c.compilers import build, cache
from theano_compat.backends.c.errors import CannotCompile
from theano_compat.settings import config

TEXT = "int answer(void) { return 42; }\n"
ASKED = {
    "open",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.mkdir",
    "os.utime",
    "os.scandir",
    "subprocess.Popen",
    "ctypes.dlopen",
    "tempfile.mkstemp",
    "tempfile.mkdtemp",
    "os.posix_spawn",
    "os.truncate",
}
WRITES = {"os.rename", "os.mkdir", "subprocess.Popen", "tempfile.mkstemp", "tempfile.mkdtemp", "os.utime"}


SAID = ("right", "refused", "wrong", "done", "crash")


def disturb(kind: str, at: int) -> Callable[[], bool]:
    """Arm the fault in this process; the function says whether it happened."""
    if kind == "short":
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << at, 1 << at))
        return lambda: True
    count = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        writes = event in WRITES or (event == "open" and _for_writing(arguments))
        if event not in ASKED or (kind != "kill" and not writes):
            return
        count += 1
        if kind == "kill" and count == at:
            os.kill(os.getpid(), signal.SIGKILL)
        if (kind == "full" and count >= at) or (kind == "once" and count == at):
            raise OSError(28, "No space left on device")

    sys.addaudithook(hook)
    return lambda: count >= at


def _for_writing(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def load(text: str = TEXT) -> str:
    try:
        return "right" if build.load(text).answer() == 42 else "wrong"
    except CannotCompile:
        return "refused"
    except BaseException:
        import traceback

        traceback.print_exc()
        return "crash"


def fork(work: Callable[[], str]) -> int:
    process = os.fork()
    if process == 0:
        try:
            status = SAID.index(work())
        except BaseException:
            status = SAID.index("crash")
        os._exit(status)
    return process


def outcome(process: int) -> str:
    """One of SAID, or the signal that ended it."""
    _, ended = os.waitpid(process, 0)
    if os.WIFSIGNALED(ended):
        return "killed" if os.WTERMSIG(ended) == signal.SIGKILL else signal.Signals(os.WTERMSIG(ended)).name
    return SAID[os.WEXITSTATUS(ended)]


def child(kind: str = "", at: int = 0) -> str:
    """One load in a process of its own; "done" if nothing was left to disturb."""

    def work() -> str:
        happened = disturb(kind, at) if kind else lambda: True
        said = load()
        return said if happened() or said != "right" else "done"

    return outcome(fork(work))


def crowd(killed: int) -> str:
    """ "right" if all that lived answered right."""
    texts = [f"{TEXT}/* {k} */\n" for k in range(3)]
    start = time.monotonic() + 0.1

    def work(k: int) -> str:
        while time.monotonic() < start:
            pass
        return next((s for t in range(3) if (s := load(texts[(k + t) % 3])) != "right"), "right")

    processes = [fork(lambda k=k: work(k)) for k in range(16)]  # type: ignore[misc]
    for k, process in enumerate(processes[:killed]):
        time.sleep(0.1 if k == 0 else 0.02)
        os.kill(process, signal.SIGKILL)
    ends = [outcome(p) for p in processes]
    wrong = {e for k, e in enumerate(ends) if e != "right" and not (k < killed and e == "killed")}
    return ", ".join(sorted(wrong)) or "right"


def prepare(state: str) -> None:
    """Bring the cache into `state`."""
    if state == "cold":
        return
    assert child() == "right"
    [entry] = cache.entries()
    if state == "damaged":
        data = bytearray(entry.path.read_bytes())
        data[len(data) // 2] ^= 1
        entry.path.write_bytes(data)
    elif state == "unrecorded":
        entry.path.with_suffix(".json").unlink()


def main(kind: str, state: str, first: str, last: str, step: str = "1") -> None:
    warnings.simplefilter("ignore")
    for at in range(int(first), int(last) + 1, int(step)):
        with tempfile.TemporaryDirectory(prefix="fault ü-") as folder:
            config.cache_dir = str(Path(folder) / "cache")
            cache._usable.cache_clear()
            prepare(state)
            happened = crowd(at) if kind == "crowd" else child(kind, at)
            after = child()
            damaged = len(cache.verify())
            again = child()
            left = cache.clear() and sorted(p.name for p in Path(config.cache_dir).iterdir())
        print(json.dumps({"at": at, "came": happened, "after": [after, damaged, again], "left": left}), flush=True)
        if happened == "done":
            break


if __name__ == "__main__":
    main(*sys.argv[1:])
