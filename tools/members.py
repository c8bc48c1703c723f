"""What values of the old libraries offer (saved from real ones), and which of it ours lack: for migrate-check."""

from __future__ import annotations

import functools
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT / "tests" / "architecture" / "legacy_names" / "members.txt"  # PyMC3 3.11.5, Theano-PyMC 1.1.2


@functools.cache
def ours() -> dict[str, set[str]]:
    """class -> attributes, of values made with the shim, in a process of its own."""
    command = [sys.executable, "-m", "compat", str(ROOT / "tools" / "instance_members.py")]
    return read(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def read(text: str) -> dict[str, set[str]]:
    return {kind: set(names.split()) for kind, _, names in (line.partition(": ") for line in text.splitlines())}


def text() -> str:
    """A line a class: what a value of it had; a minus before what it has not here."""
    lines = []
    for kind, names in sorted(read(REAL.read_text()).items()):
        here = ours()[kind]
        every = sorted(names | here)  # some of the real ones make their methods when asked
        lines.append(f"{kind}: " + " ".join(name if name in here else f"-{name}" for name in every) + "\n")
    return "".join(lines)
