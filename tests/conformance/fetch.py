"""The suites' files: fetched by pip into a cache folder, never into the environment, and never changed."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from tests.conformance.suites import Suite


class CannotFetch(Exception):
    """pip could not bring the archive; the sentence says what it said."""


def cache_folder() -> Path:
    from theano_compat.settings import config

    return Path(config.cache_dir) / "conformance"


def fetched(suite: Suite) -> Path:
    """The folder in which the tests of `suite` lie (fetched at the first call)."""
    folder = cache_folder() / suite.requirement.replace("==", "-")
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as made:
            archive = _download(suite, Path(made))
            unpacked = Path(made) / "suite"
            _unpack(archive, unpacked, suite.package)
            try:
                unpacked.replace(folder)
            except OSError:  # another process was faster
                if not folder.is_dir():
                    raise
    return folder


def _download(suite: Suite, folder: Path) -> Path:
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        *suite.download,
        "--dest",
        str(folder),
        suite.requirement,
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    archives = [p for p in folder.iterdir() if p.suffix in (".whl", ".gz")]
    if len(archives) != 1:
        raise CannotFetch(f"pip download {suite.requirement} failed: {done.stderr.strip()[-400:]}")
    return archives[0]


def _unpack(archive: Path, folder: Path, package: str) -> None:
    """Folders named `tests` of the package, and all below them."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as opened:
            for name in opened.namelist():
                if not name.endswith("/"):
                    _write(folder, PurePosixPath(name), package, opened.read(name))
        return
    with tarfile.open(archive) as opened:
        for member in opened.getmembers():
            content = opened.extractfile(member) if member.isfile() else None
            if content is not None:
                _write(folder, PurePosixPath(*PurePosixPath(member.name).parts[1:]), package, content.read())


def _write(folder: Path, name: PurePosixPath, package: str, content: bytes) -> None:
    if name.parts[:1] != (package,) or "tests" not in name.parts or ".." in name.parts:
        return
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
