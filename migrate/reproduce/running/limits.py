"""The limits of a run, and what its processes are told."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

INSIDE = Path(__file__).resolve().parents[1] / "inside"
OVER = "the time for the whole run was over"
NOWHERE = "http://127.0.0.1:9"  # nobody listens there: what is no Python is refused by its own proxy settings


@dataclass(frozen=True)
class Limits:
    """Seconds for a cell, and the moment (of time.monotonic) at which everything ends."""

    cell: float
    end: float

    def left(self) -> float:
        """Return the seconds for the next cell; 0 where none are left."""
        return max(0.0, min(self.cell, self.end - time.monotonic()))


@dataclass(frozen=True)
class Place:
    """Where documents run: the interpreter, the copy of their folder, and a folder for files of ours.

    path: folders that are searched first, after ours. more: further variables. before: lines of Python that a kernel
    executes before the first cell.
    """

    python: str
    copy: Path
    made: Path
    network: bool = False
    flags: str = ""
    path: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()

    def variables(self, draws: Path) -> dict[str, str]:
        """Return the environment of a document's process."""
        path = os.pathsep.join(filter(None, [str(INSIDE), *self.path, os.environ.get("PYTHONPATH", "")]))
        given = {**os.environ, "PYTHONPATH": path, "MIGRATE_REPRODUCE_DRAWS": str(draws)}
        given |= {"IPYTHONDIR": str(self.made / "ipython"), "JUPYTER_ALLOW_INSECURE_WRITES": "1"}
        if self.flags:
            given["THEANO_FLAGS"] = ",".join(filter(None, [os.environ.get("THEANO_FLAGS", ""), self.flags]))
        if not self.network:
            given["MIGRATE_REPRODUCE_NETWORK"] = "refused"
            proxies = ("http_proxy", "https_proxy", "ftp_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
            given |= dict.fromkeys(proxies, NOWHERE) | {"no_proxy": "localhost,127.0.0.1"}
        return {**given, **self.more}
