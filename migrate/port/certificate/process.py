"""The two processes of a certificate, and the commands sent to them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from . import evaluation
from .errors import CannotCertify

OURS = Path(__file__).resolve().parents[3]
OLDEST = 5  # PyMC


class Side:
    """A process that builds the models of scripts and evaluates their densities. Close it, or use it in a `with`."""

    def __init__(self, role: str, command: list[str], environment: dict[str, str]) -> None:
        self.role, self.python = role, command[0]
        self._folder = tempfile.TemporaryDirectory(prefix="migrate-port-")
        self._messages = Path(self._folder.name) / "messages"
        with self._messages.open("wb") as messages:
            try:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=messages,
                    env=environment,
                    encoding="utf-8",
                )
            except OSError as error:
                self._folder.cleanup()
                raise CannotCertify(f"{command[0]}: it cannot be started: {error.strerror or error}") from None
        self._files = 0
        self.versions: dict[str, str] = {}

    def __enter__(self) -> Side:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process and remove its folder."""
        if self._process.stdin is not None and not self._process.stdin.closed:
            try:
                self._process.stdin.close()
            except OSError:  # it ended with unread input
                pass
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._folder.cleanup()

    def ask(self, what: str, **how: Any) -> dict[str, Any]:
        """Send a command and return the answer. Raises CannotCertify, with its last words, if the process has ended."""
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps({"do": what, **how}) + "\n")
            self._process.stdin.flush()
        except OSError:
            raise CannotCertify(self._ended()) from None
        for line in self._process.stdout:
            try:
                answer = json.loads(line)
            except ValueError:  # something printed past sys.stdout
                continue
            if isinstance(answer, dict) and self.role in answer:
                return answer[self.role]
        raise CannotCertify(self._ended())

    def asked(
        self, what: str, arrays: dict[str, np.ndarray] | None = None, **how: Any
    ) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
        """Return (answer, arrays of the answer) to a command with `arrays`. Raises CannotCertify."""
        self._files += 1
        out = Path(self._folder.name) / f"{self._files}-out.npz"
        if arrays is not None:
            points = Path(self._folder.name) / f"{self._files}-in.npz"
            evaluation.save(points, arrays)
            how["points"] = str(points)
        reply = self.ask(what, out=str(out), **how)
        if "failed" in reply:
            raise CannotCertify(f"the {self.role} model cannot be evaluated: {reply['failed']}")
        return reply, evaluation.load(out)

    def _ended(self) -> str:
        self._process.wait()
        said = self._messages.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        last = said[-1][:300] if said else "it said nothing"
        return f"the process of the {self.role} script ended (exit code {self._process.returncode}): {last}"


def old_side() -> Side:
    """Start the shim's side, in this Python."""
    path = os.pathsep.join([str(OURS), *filter(None, [os.environ.get("PYTHONPATH")])])
    side = Side(
        "old",
        [sys.executable, "-m", "theano_migrate.port.certificate.old_side"],
        {"MPLBACKEND": "Agg", **os.environ, "PYTHONPATH": path},
    )
    return _checked(side, sys.executable)


def new_side(python: str | Path) -> Side:
    """Start the side of a real PyMC, 5 or newer, with the interpreter `python`. Raises CannotCertify."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "__PYVENV_LAUNCHER__")}
    paths = [one for one in kept.pop("PYTHONPATH", "").split(os.pathsep) if one and Path(one).resolve() != OURS]
    if paths:
        kept["PYTHONPATH"] = os.pathsep.join(paths)
    side = Side("new", [str(python), str(Path(__file__).with_name("new_side.py"))], {"MPLBACKEND": "Agg", **kept})
    return _checked(side, python)


def _checked(side: Side, python: str | Path) -> Side:
    try:
        side.versions = side.ask("versions")
        if "failed" in side.versions:
            raise CannotCertify(f"{python}: its PyMC cannot be imported: {side.versions['failed']}")
        if "missing" in side.versions:
            missing = side.versions["missing"]
            if side.versions.get("module") == "pymc":
                raise CannotCertify(f"{python} has no PyMC; `make port-venv` or --venv makes an environment with it")
            raise CannotCertify(f"{python}: its PyMC cannot be imported: {missing}")
        if side.role == "new" and int(side.versions["version"].split(".")[0]) < OLDEST:
            found = side.versions["version"]
            raise CannotCertify(f"{python} has PyMC {found}; a certificate needs PyMC {OLDEST} or newer")
    except CannotCertify:
        side.close()
        raise
    return side
