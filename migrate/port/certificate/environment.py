"""The Python with a real PyMC that certifies ports; it is in the cache folder, beside those of `bench`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from theano_common.printing import say
from theano_common.system.folders import cache_folder

from .errors import CannotCertify

# pandas 3's changes do not concern a port; many old scripts import matplotlib.
PACKAGES = ("pymc>=6.4,<7", "pandas>=2,<3", "matplotlib>=3.7,<4")
PEERS_WITH = ("pymc-6.*", "pandas-2.*", "matplotlib-3.*")  # what bench's environment must have to be used here
MADE_OF = "made-of.txt"  # in our folder: the packages it was made of
PYTHONS = ("3.12", "3.13")  # PyMC 6 needs 3.12
HERE = "THEANO_COMPAT_PORT_PYTHON"  # an environment variable: an interpreter with PyMC 5 or 6


def port_python() -> Path | None:
    """Return an interpreter with PyMC: $THEANO_COMPAT_PORT_PYTHON, that of `make port-venv`, or bench's."""
    if path := os.environ.get(HERE):
        return Path(path)
    folder = cache_folder() / "port-venv"
    if _made_of(folder) == PACKAGES:
        return folder / "bin" / "python"
    peers = Path(os.environ.get("THEANO_COMPAT_PEERS") or cache_folder() / "peers")
    if all(any(peers.glob(f"lib/python*/site-packages/{name}.dist-info")) for name in PEERS_WITH):
        return peers / "bin" / "python"
    return None


def _made_of(folder: Path) -> tuple[str, ...]:
    """Return the packages an environment of ours was made of; if this file asks for others now, it is made anew."""
    record = folder / MADE_OF
    return tuple(record.read_text(encoding="utf-8").split("\n")) if record.exists() else ()


def make_python() -> Path:
    """Return `port_python()`, after making the environment if needed. Raises CannotCertify if that fails."""
    found = port_python()
    if found is not None:
        return found
    folder = cache_folder() / "port-venv"
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


def _base() -> str:
    """Return a Python on which PyMC 6 installs: this one, from PATH or pyenv; else ours, whose pip will complain."""
    if sys.version_info >= (3, 12):
        return sys.executable
    return next((found for version in PYTHONS if (found := interpreter(version))), sys.executable)


def interpreter(version: str) -> str | None:
    """Return a Python of this version ("3.12"), from PATH or pyenv; None if there is none."""
    found = shutil.which(f"python{version}")
    if found and subprocess.run([found, "-c", ""], capture_output=True).returncode == 0:  # a pyenv shim may not run
        return found
    versions = Path(os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")) / "versions"
    return next((str(place / "bin" / "python") for place in sorted(versions.glob(f"{version}.*"), reverse=True)), None)


if __name__ == "__main__":
    try:
        say(str(make_python()))
    except CannotCertify as error:
        sys.exit(str(error))
