"""The Python with a real PyMC that ports are certified with: in the cache folder, where `bench` has its peers too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from theano_common.printing import say

from .errors import CannotCertify

# What pandas 3 changed is no question of the port; matplotlib is imported by many old scripts.
PACKAGES = ("pymc>=6.4,<7", "pandas>=2,<3", "matplotlib>=3.7,<4")
PEERS_WITH = ("pymc-6.*", "pandas-2.*", "matplotlib-3.*")  # what bench's environment must have to serve here too
MADE_OF = "made-of.txt"  # in our folder: the packages that it was made of
PYTHONS = ("3.12", "3.13")  # PyMC 6 asks for 3.12
HERE = "THEANO_COMPAT_PORT_PYTHON"  # an environment variable: an interpreter with PyMC 5 or 6


def port_python() -> Path | None:
    """An interpreter with PyMC: $THEANO_COMPAT_PORT_PYTHON, or of `make port-venv` or bench; None: there is none."""
    if path := os.environ.get(HERE):
        return Path(path)
    folder = _cache() / "port-venv"
    if _made_of(folder) == PACKAGES:
        return folder / "bin" / "python"
    peers = Path(os.environ.get("THEANO_COMPAT_PEERS") or _cache() / "peers")
    if all(any(peers.glob(f"lib/python*/site-packages/{name}.dist-info")) for name in PEERS_WITH):
        return peers / "bin" / "python"
    return None


def _made_of(folder: Path) -> tuple[str, ...]:
    """What an environment of ours was made of: a later version of this file may ask for more, and makes it anew."""
    record = folder / MADE_OF
    return tuple(record.read_text(encoding="utf-8").split("\n")) if record.exists() else ()


def make_python() -> Path:
    """`port_python`, made where there is none. Raises CannotCertify where it cannot be made."""
    found = port_python()
    if found is not None:
        return found
    folder = _cache() / "port-venv"
    say(f"making an environment in {folder} ({', '.join(PACKAGES)}) ...", sys.stderr)
    python = folder / "bin" / "python"
    try:
        subprocess.run([_base(), "-m", "venv", "--clear", str(folder)], check=True, stdout=2)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], check=True, stdout=2)
        (folder / MADE_OF).write_text("\n".join(PACKAGES), encoding="utf-8")
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise CannotCertify(f"an environment with PyMC could not be made: {error}") from None
    return python


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "theano-compat"


def _base() -> str:
    """A Python that PyMC 6 installs on: this one, from PATH or pyenv; else ours, whose pip says what is missing."""
    if sys.version_info >= (3, 12):
        return sys.executable
    for version in PYTHONS:
        found = shutil.which(f"python{version}")
        if found and subprocess.run([found, "-c", ""], capture_output=True).returncode == 0:  # a shim may not run
            return found
        versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
        for place in sorted(versions.glob(f"{version}.*"), reverse=True):
            return str(place / "bin" / "python")
    return sys.executable


if __name__ == "__main__":
    try:
        say(str(make_python()))
    except CannotCertify as error:
        sys.exit(str(error))
