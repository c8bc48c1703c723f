"""Posteriors of posteriordb: their data, Stan programs and reference draws, read from a git repository of it.

THEANO_COMPAT_POSTERIORDB names the repository: a folder, or an address, which is cloned into the cache folder once.
Without it the repository is looked for where THEANO_COMPAT_REPOSITORIES says (fixtures/repositories.py).
"""

from __future__ import annotations

import functools
import io
import json
import os
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from fixtures.repositories import address_of, git_folder

PLACE = "THEANO_COMPAT_POSTERIORDB"
ROOT = "posterior_database"


class NotHere(Exception):
    """posteriordb, or a file of it, cannot be read; the sentence says what to do."""


@dataclass(frozen=True)
class Posterior:
    """A model with its data. reference: the name of its reference draws, "" where there are none."""

    name: str
    model: str
    data: str
    reference: str


@functools.cache
def posteriors() -> dict[str, Posterior]:
    """Return all posteriors that have a Stan program, by name."""
    listed = _git("ls-tree", "-r", "--name-only", "HEAD", f"{ROOT}/posteriors", f"{ROOT}/models/stan").decode()
    paths = listed.split()
    names = sorted(Path(p).stem for p in paths if p.startswith(f"{ROOT}/posteriors/"))
    found = (posterior(name) for name in names)
    return {p.name: p for p in found if f"{ROOT}/models/stan/{p.model}.stan" in paths}


def posterior(name: str) -> Posterior:
    """Return one. NotHere where posteriordb has none of that name."""
    entry = json.loads(_read(f"{ROOT}/posteriors/{name}.json"))
    return Posterior(name, entry["model_name"], entry["data_name"], entry.get("reference_posterior_name") or "")


def version() -> str:
    """Return the commit of posteriordb that is read."""
    return _git("rev-parse", "--short=12", "HEAD").decode().strip()


def data_text(posterior: Posterior) -> str:
    """Return a posterior's data as the JSON that Stan reads."""
    return _unzipped(f"{ROOT}/data/data/{posterior.data}.json.zip").decode()


def data_are_here(posterior: Posterior) -> bool:
    """Whether this copy has a posterior's data."""
    try:
        data_text(posterior)
    except NotHere:
        return False
    return True


def data(posterior: Posterior) -> dict[str, Any]:
    """Return a posterior's data: numbers, and arrays of int64 or float64."""
    return {name: _array(value) for name, value in json.loads(data_text(posterior)).items()}


def stan_program(posterior: Posterior) -> str:
    """Return the text of its Stan program."""
    return _read(f"{ROOT}/models/stan/{posterior.model}.stan").decode()


def reference_draws(posterior: Posterior) -> dict[str, np.ndarray]:
    """Return its reference draws, `name[i,j]` -> (chains, draws); nothing where this copy has none."""
    if not posterior.reference:
        return {}
    path = f"{ROOT}/reference_posteriors/draws/draws/{posterior.reference}.json.zip"
    try:
        chains = json.loads(_unzipped(path))
    except NotHere:
        return {}
    return {name: np.array([chain[name] for chain in chains], dtype=float) for name in chains[0]}


def _array(value: Any) -> Any:
    return np.asarray(value) if isinstance(value, list) else value


def _unzipped(path: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(_read(path))) as archive:
        [inside] = archive.namelist()
        return archive.read(inside)


def _read(path: str) -> bytes:
    return _git("show", f"HEAD:{path}")


def _git(*words: str) -> bytes:
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "--git-dir", str(_repository()), *words], capture_output=True
    )
    if done.returncode:
        raise NotHere(f"git {' '.join(words)} failed in {_repository()}: {done.stderr.decode().strip()[-300:]}")
    return done.stdout


@functools.cache
def _repository() -> Path:
    given = os.environ.get(PLACE, "") or address_of("stan-dev", "posteriordb")
    if not given:
        raise NotHere(f"Set {PLACE} to a git repository of stan-dev/posteriordb: a folder, or an address to clone.")
    if "://" in given:
        return _cloned(given)
    found = git_folder(Path(given).expanduser())
    if found is None:
        raise NotHere(f"{given} is no git repository: {PLACE} names one of stan-dev/posteriordb.")
    return found


def _cloned(address: str) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "theano-compat"
    target = cache / "posteriordb.git"
    if not (target / "HEAD").exists():
        cache.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(".partial")
        done = subprocess.run(
            ["git", "clone", "--quiet", "--bare", "--depth", "1", address, str(partial)], capture_output=True, text=True
        )
        if done.returncode:
            raise NotHere(f"git clone {address} failed: {done.stderr.strip()[-300:]}")
        partial.rename(target)
    return target
