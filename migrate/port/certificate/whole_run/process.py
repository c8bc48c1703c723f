"""The process in which a port runs to its end, and what it wrote."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from . import few_draws, scratch_folder

LIMIT = 120.0  # seconds
GRACE = 300.0  # seconds beyond the limit: PyMC is imported in them, and the process ends itself
LEAST = 15.0  # seconds that a second run is worth
# Compiled to NumPy: few draws are made sooner than Numba has compiled. Fused operations would run element by element in
# Python, and those of more than 32 operands not at all.
FLAGS = "linker=py,optimizer_excluding=fusion"
Event = Mapping[str, Any]


@dataclass(frozen=True)
class Ending:
    """How a run went: `stops` and `left_out` are events of `guards.Watch`.

    version: of PyMC. ended: it came to the end of the script. at: the line where it was otherwise. broke: why its
    process ended before, "" if at the limit of time.
    """

    version: str
    ended: bool
    stops: tuple[Event, ...]
    left_out: tuple[Event, ...]
    at: int | None = None
    broke: str = ""
    limit: float = LIMIT


class Run:
    """A port that runs to its end, in a copy of its folder. Close it, or use it in a `with`."""

    def __init__(self, script: Path, python: str | Path, folder: Path | None, seed: int, limit: float) -> None:
        """Start it. folder: where it runs, if that is not its own."""
        self._temporary = tempfile.TemporaryDirectory(prefix="migrate-port-run-", ignore_cleanup_errors=True)
        self._top = os.path.realpath(self._temporary.name)
        self._script, self._python, self._seed, self._limit = script.resolve(), str(python), seed, limit
        self._folders = [self._script.parent, *([folder.resolve()] if folder else [])]
        self._began = time.monotonic()
        self._number = 0
        self._process = self._start(few_draws.Sizes(), limit)

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process and remove the copy."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._temporary.cleanup()

    def ending(self) -> Ending:
        """Wait for the end, or for the limit of time, and return what happened."""
        return self._read(self._process, self._limit)

    def again(self) -> Ending | None:
        """Run it once more with more draws in the time that is left, and return what happened; None if too late."""
        left = self._limit - (time.monotonic() - self._began)
        if left < LEAST:
            return None
        self._process = self._start(few_draws.MORE, left)
        return self._read(self._process, left)

    def _start(self, sizes: few_draws.Sizes, limit: float) -> subprocess.Popen[bytes]:
        self._number += 1
        top = os.path.join(self._top, str(self._number))
        places = [scratch_folder.copied(one, top) for one in self._folders]
        asked = {
            "script": os.path.join(places[0], self._script.name),
            "folders": places,
            "top": top,
            "protected": list(map(str, self._folders)),
            "seed": self._seed,
            "limit": limit,
            "sizes": dataclasses.asdict(sizes),
            "events": self._file("events"),
            "trace": self._file("trace"),
        }
        Path(self._file("asked")).write_text(json.dumps(asked), encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "__PYVENV_LAUNCHER__")}
        kept["PYTENSOR_FLAGS"] = ",".join(filter(None, [kept.get("PYTENSOR_FLAGS"), FLAGS]))
        with open(self._file("said"), "wb") as said:
            return subprocess.Popen(
                [self._python, str(Path(__file__).with_name("run.py")), self._file("asked")],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env={**kept, "MPLBACKEND": "Agg"},
                cwd=top,
            )

    def _file(self, name: str) -> str:
        return os.path.join(self._top, f"{self._number}-{name}")

    def _read(self, process: subprocess.Popen[bytes], limit: float) -> Ending:
        try:
            code = process.wait(max(0.1, limit + GRACE))
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
            late = True
        else:
            late = False
        events = [json.loads(line) for line in _lines(self._file("events"))]
        trace = "\n".join(_lines(self._file("trace")))
        ended = any("ended" in one for one in events)
        broke = "" if ended or late or "Timeout (" in trace else _broke(code, _lines(self._file("said")))
        version = next((one["started"] for one in events if "started" in one), "")
        stops, left_out = _named(events, "stops"), _named(events, "left out")
        at = None if ended else self._line(trace)
        return Ending(version, ended, stops, left_out, at, broke, round(limit))

    def _line(self, trace: str) -> int | None:
        """Return the line of the script in a traceback of the fault handler, the innermost first."""
        found = re.search(rf'{re.escape(self._script.name)}", line (\d+)', trace)
        return int(found[1]) if found else None


def _named(events: Iterable[Event], key: str) -> tuple[Event, ...]:
    return tuple(one for one in events if key in one)


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _broke(code: int, said: list[str]) -> str:
    if code < 0:
        return f"its process was ended by signal {-code}"
    last = next((line.strip() for line in reversed(said) if line.strip()), "")
    return f"its process ended (exit code {code})" + (f": {last[:200]}" if last else "")
