"""The environment of the peers: present PyMC, PyTensor, Numba, nutpie and NumPyro, apart from ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from fixtures.oracles import find_python

PACKAGES = ("pymc>=6.4,<7", "nutpie>=0.16,<0.17", "numpyro>=0.19,<0.23")
PRESENT = ("pymc-6.*", "nutpie-*", "numpyro-*")  # of these the folder has the metadata
PYTHONS = ("3.12", "3.13")  # PyMC 6 asks for 3.12


def python() -> str | None:
    """The peers' Python, made on first use ($THEANO_COMPAT_PEERS says where); None where it cannot be made."""
    folder = Path(
        os.environ.get("THEANO_COMPAT_PEERS")
        or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "theano-compat" / "peers"
    )
    found = folder / "bin" / "python"
    if all(any(folder.glob(f"lib/python*/site-packages/{name}.dist-info")) for name in PRESENT):
        return str(found)
    print(f"making the peers' environment in {folder} ({', '.join(PACKAGES)}) ...", file=sys.stderr)
    try:
        subprocess.run([_base(), "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([str(found), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"no peers: {error}", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return str(found)


def _base() -> str:
    """A Python that PyMC 6 installs on: from PATH or pyenv, else ours, whose pip then says what is missing."""
    for version in PYTHONS:
        try:
            return find_python(version)
        except SystemExit:
            continue
    return sys.executable
