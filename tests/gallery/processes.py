"""A process with a limit of the processor's time, which is the same on a busy machine; what it printed and used."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WAITING = 8  # limits of the clock after which a process is ended that only waits


@dataclass(frozen=True)
class Ended:
    """What it printed, the last line of its errors, the processor's seconds of it and its children, how it ended."""

    printed: str
    words: str
    seconds: float
    late: bool
    failed: bool


def run(command: list[Any], folder: Path, variables: dict[str, str], limit: int, made: Path) -> Ended:
    """Run it in `folder` for `limit` seconds of the processor at most; `made` is a folder for what it prints."""
    limited = ["sh", "-c", f'ulimit -t {limit}; exec "$@"', "sh"]  # no preexec_fn: it would fork with JAX's threads
    paths = [made / name for name in ("printed", "errors")]
    with paths[0].open("w") as printed, paths[1].open("w") as errors:
        process = subprocess.Popen(
            [*limited, *map(str, command)],
            cwd=folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=errors,
            start_new_session=True,
        )
        began, over = time.monotonic(), False
        while True:
            done, status, used = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() - began > WAITING * limit and not over:
                over = True
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(0.1)
        process.returncode = os.waitstatus_to_exitcode(status)  # it was waited for here
    text, words = (path.read_text(errors="replace") for path in paths)
    return Ended(
        text,
        (words.strip().splitlines() or [f"it ended with {process.returncode}"])[-1],
        used.ru_utime + used.ru_stime,
        over or process.returncode in (-signal.SIGXCPU, -signal.SIGKILL),
        process.returncode != 0,
    )
