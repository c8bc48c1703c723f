"""The environment of the peers: present PyMC, PyTensor, Numba and nutpie, apart from ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("pymc>=5.25,<7", "nutpie>=0.16,<0.17")


def python() -> str | None:
    """The peers' Python, made on first use ($THEANO_COMPAT_PEERS says where); None where it cannot be made."""
    folder = Path(os.environ.get("THEANO_COMPAT_PEERS") or
                  Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "theano-compat" / "peers")
    found = folder / "bin" / "python"
    if found.exists():
        return str(found)
    installed = (path for path in map(shutil.which, ("python3.12", "python3.13")) if _runs(path))
    base = next(installed, None) or sys.executable
    print(f"making the peers' environment in {folder} ({', '.join(PACKAGES)}) ...", file=sys.stderr)
    try:
        subprocess.run([base, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(found), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"no peers: {error}", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return str(found)


def _runs(python: str | None) -> bool:
    """Whether it is a Python: a pyenv shim of a version that is not chosen is none."""
    return python is not None and subprocess.run([python, "-c", ""], capture_output=True).returncode == 0
