"""A folder for each client, made once and kept in the cache: its files as they were published, and what they import.

`source` has the files that tests and scripts are run from, `site` what pip installed; both are put on the path before
our environment, which is not changed. Repositories are read from THEANO_COMPAT_REPOSITORIES: a folder of git
repositories `OWNER+NAME` or `OWNER/NAME`, or an address with {owner} and {name} in it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from fixtures import oracles
from fixtures.repositories import REPOSITORIES, address_of
from tests.clients.recipes import Library, Real, Recipe

MADE = "made"  # the file that says that a folder is whole
LIBRARIES = "libraries"  # the folder of C libraries that were built for the client


class CannotMake(Exception):
    """A client's folder could not be made; the sentence says why, and what to do."""


@dataclass(frozen=True)
class Environment:
    """Where a client lies, and the interpreter that runs it. digest: of what was fetched."""

    interpreter: Path
    source: Path
    site: Path
    digest: str


def cache_folder() -> Path:
    """Return where the clients' folders are."""
    from theano_compat.settings import config

    return Path(config.cache_dir) / "clients"


def environment(recipe: Recipe) -> Environment:
    """Return the client's folder beside us, made at the first call. CannotMake where something cannot be fetched."""
    return _made(recipe, recipe, Path(sys.executable), "ours")


def real_environment(recipe: Recipe) -> Environment:
    """Return the same beside the real library that the recipe names."""
    assert recipe.real is not None
    folder = Path(os.environ.get("THEANO_COMPAT_ORACLES", oracles.DEFAULT_FOLDER)).expanduser().resolve()
    try:
        interpreter = oracles.prepare(oracles.ORACLES[recipe.real.oracle], folder)
        if subprocess.run([interpreter, "-c", "import pytest"], capture_output=True).returncode:
            wanted = oracles.ORACLES[recipe.real.oracle].test_runner
            subprocess.run([interpreter, "-m", "pip", "install", "--quiet", *wanted], check=True)
    except (SystemExit, subprocess.CalledProcessError) as error:
        raise CannotMake(f"no environment of {recipe.real.oracle}: {error}") from error
    return _made(recipe, recipe.real, interpreter, recipe.real.oracle)


def _made(recipe: Recipe, side: Recipe | Real, interpreter: Path, beside: str) -> Environment:
    folder = cache_folder() / f"{recipe.name}-{beside}-{recipe.key(side)}"
    if not (folder / MADE).exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix="making-") as made:
            digest = _make(recipe, side, interpreter, Path(made))
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(made, folder, symlinks=True)
        for library in recipe.libraries:  # in their last place: the client's modules name it
            _build_library(recipe.name, library, folder / LIBRARIES)
        if recipe.build:  # in its last place: some write into a module where that is
            options = _building(side)
            _pip(interpreter, folder / "site", *options, str(folder / "source"), version=recipe.commit)
        (folder / MADE).write_text(digest)
    return Environment(interpreter, folder / "source", folder / "site", (folder / MADE).read_text())


def _make(recipe: Recipe, side: Recipe | Real, interpreter: Path, folder: Path) -> str:
    """Fetch and install; a digest of what was fetched."""
    site, source = folder / "site", folder / "source"
    site.mkdir()
    if recipe.repository:
        digest = recipe.commit
        _checkout(recipe.name, recipe.repository, recipe.commit, recipe.files, source)
    else:
        own = [p for p in side.packages if p.partition("==")[0] == recipe.package.partition("==")[0]]
        archive = _download((own or [recipe.package])[0], recipe.archive, interpreter, folder / "archive")
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()[:16]
        _unpack(archive, source)
    if side.packages:
        _pip(interpreter, site, *side.packages)
    for requirement in recipe.unbuilt:
        unpacked = folder / "unbuilt"
        if "@" in requirement:
            repository, _, commit = requirement.partition("@")
            _checkout(recipe.name, repository, commit, (), unpacked)
        else:
            _unpack(_download(requirement, "sdist", interpreter, folder / requirement), unpacked)
        for package in {init.parent for init in unpacked.glob("*/__init__.py")}:
            shutil.move(package, site)
        shutil.rmtree(unpacked)
    if side.built_with:
        _pip(interpreter, folder / "tools", *side.built_with)
    if side.built_here:
        _pip(interpreter, site, *_building(side), "--no-binary", ":all:", *side.built_here)
    return digest


def _build_library(client: str, library: Library, prefix: Path) -> None:
    """Build a C library and install it under `prefix`."""
    with tempfile.TemporaryDirectory() as made:
        source, build = Path(made) / "source", Path(made) / "build"
        _checkout(client, library.repository, library.commit, library.files, source)
        places = [f"-DCMAKE_INSTALL_PREFIX={prefix}", "-DCMAKE_INSTALL_LIBDIR=lib", "-DCMAKE_BUILD_TYPE=Release"]
        for command in (
            ["cmake", "-S", source, "-B", build, *places, *library.cmake],
            ["cmake", "--build", build, "--target", "install"],
        ):
            try:
                done = subprocess.run(command, capture_output=True, text=True)
            except FileNotFoundError as error:
                raise CannotMake(f"{client} wants {library.repository} built: install cmake.") from error
            if done.returncode:
                raise CannotMake(f"{client}: cmake failed for {library.repository}: {done.stderr.strip()[-600:]}")


def _building(side: Recipe | Real) -> tuple[str, ...]:
    """The options of pip where something is compiled: beside the environment's NumPy where it is said with what."""
    return ("--use-pep517", *(["--no-build-isolation"] if side.built_here or side.built_with else []))


def _pip(interpreter: Path, site: Path, *what: str, version: str = "") -> None:
    """Install into `site`. version: what setuptools_scm is to take for the version, as there is no git folder."""
    command = [interpreter, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile", "--target", site, *what]
    variables = _clean()
    if "--no-build-isolation" in what:  # what builds is beside `site`, or came with the packages
        variables["PYTHONPATH"] = os.pathsep.join(map(str, (site.with_name("tools"), site)))
    libraries = site.with_name(LIBRARIES)
    if libraries.exists():
        variables |= {"CPATH": str(libraries / "include"), "LIBRARY_PATH": str(libraries / "lib")}
        variables["LDFLAGS"] = f"-Wl,-rpath,{libraries / 'lib'}"
    if version:
        variables["SETUPTOOLS_SCM_PRETEND_VERSION"] = version.removeprefix("v")
    commands, earlier = site / "bin", site.with_name("commands")
    if commands.exists():  # pip installs no command where this folder is there
        commands.rename(earlier)
    done = subprocess.run(command, capture_output=True, text=True, env=variables)
    if done.returncode:
        raise CannotMake(f"pip install {' '.join(what)} failed: {done.stderr.strip()[-600:]}")
    if earlier.exists():
        shutil.copytree(earlier, commands, dirs_exist_ok=True)
        shutil.rmtree(earlier)


def _download(requirement: str, archive: str, interpreter: Path, folder: Path) -> Path:
    only = "--only-binary" if archive == "wheel" else "--no-binary"  # of it alone: what builds it may be wheels
    name = requirement.partition("==")[0]
    command = [interpreter, "-m", "pip", "download", "--quiet", "--no-deps", only, name, "--dest", folder]
    done = subprocess.run([*command, requirement], capture_output=True, text=True, env=_clean())
    found = list(folder.glob("*")) if folder.is_dir() else []
    if len(found) != 1:
        raise CannotMake(f"pip download {requirement} failed: {done.stderr.strip()[-600:]}")
    return found[0]


def _unpack(archive: Path, folder: Path) -> None:
    """The files of a wheel, or of a source distribution without the folder around them."""
    if archive.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(folder)
    else:
        with tarfile.open(archive) as opened:
            opened.extractall(folder, filter="data")
    inside = list(folder.iterdir())
    if archive.suffix != ".whl" and len(inside) == 1 and inside[0].is_dir():
        inside[0].rename(folder.with_name("inside"))
        folder.rmdir()
        folder.with_name("inside").rename(folder)


def _checkout(client: str, repository: str, commit: str, files: tuple[str, ...], folder: Path) -> None:
    """The files of a repository at a commit; all of them where `files` names none."""
    owner, _, name = repository.partition("/")
    given = os.environ.get(REPOSITORIES, "")
    if not given:
        raise CannotMake(
            f"{client} wants {repository} at {commit}: set {REPOSITORIES} to a folder with that git "
            "repository (as OWNER+NAME or OWNER/NAME), or to an address with {owner} and {name} in it."
        )
    address = address_of(owner, name)
    if address is None:
        raise CannotMake(f"{given} has no git repository {owner}+{name} or {owner}/{name}.")
    with tempfile.TemporaryDirectory() as clone:
        bare = address
        if "://" in address:
            bare = f"{clone}/bare"
            _git(clone, "clone", "--quiet", "--bare", address, bare)
        folder.mkdir()
        wanted = files or (".",)
        _git(clone, "--git-dir", bare, "--work-tree", str(folder), "checkout", commit, "--", *wanted)


def _git(folder: str, *words: str) -> None:
    """Run git with an index of its own in `folder`: that of the repository, which others may use, stays as it is."""
    variables = os.environ | {"GIT_INDEX_FILE": f"{folder}/index"}
    done = subprocess.run(["git", "-c", "safe.directory=*", *words], capture_output=True, text=True, env=variables)
    if done.returncode:
        raise CannotMake(f"git {' '.join(words)} failed: {done.stderr.strip()[-400:]}")


def _clean() -> dict[str, str]:
    """What pip runs under: nothing of ours on its path."""
    return {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONPYCACHEPREFIX")}
