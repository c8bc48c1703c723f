"""Programs of others that `SUITE=check` audits and runs: source archives of the package index, kept in the cache.

Each is fetched once by its exact version and held to its checksum.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.conformance.fetch import CannotFetch, cache_folder

INDEX = "https://pypi.org/simple"


@dataclass(frozen=True)
class Archive:
    """A source archive: its file, its checksum, and the folder inside it that Python imports from."""

    name: str
    file: str
    sha256: str
    imports_from: str = "."

    @property
    def folder(self) -> str:
        return self.file.removesuffix(".tar.gz")


ARCHIVES = (
    Archive(
        "exoplanet", "exoplanet-0.5.3.tar.gz", "71a70e9d2427f7e49437e2c466cd81bacb6cdeb8c901cd8ee78f9ad09ab141b4", "src"
    ),
    Archive("lasagne", "Lasagne-0.1.tar.gz", "3c634ecab67e43e4f18520932bfd88bd3c678ec723c48177f18799dab2411233"),
    Archive("keras", "Keras-2.2.0.tar.gz", "5b8499d157af217f1a5ee33589e774127ebc3e266c833c22cb5afbb0ed1734bf"),
    Archive("bambi", "bambi-0.2.0.tar.gz", "2d1521905f282992ea7e6bfc5e36fbe82399c7b8cf0f94d236fccfc89095dc61"),
    Archive("pmprophet", "pmprophet-0.2.8.tar.gz", "0558e259f570f67c0cddac53019d1c0a65af0173702bde99e4e07d10bced306c"),
    Archive("theanets", "theanets-0.7.3.tar.gz", "bdbdc4f84c018a7f3d212ac7706dc0e6050775bdf173931fe7e13fd53dc973d3"),
    Archive("pymc3", "pymc3-3.8.tar.gz", "1bb2915e4a29877c681ead13932b0b7d276f7f496e9c3f09ba96b977c99caf00"),
)


def fetched(archive: Archive) -> Path:
    """The folder of the unpacked archive."""
    folder = cache_folder().parent / "sources" / archive.folder
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        data = _download(archive)
        with tempfile.TemporaryDirectory(dir=folder.parent) as made:
            with tarfile.open(fileobj=io.BytesIO(data)) as opened:
                opened.extractall(made, filter="data")
            _put(Path(made) / archive.folder, folder)
    return folder


# What the archives import besides; without what these ask for, which would bring the old libraries.
NEEDED = (
    "aesara-theano-fallback==0.1.0", "exoplanet-core==0.1.2", "astropy<8", "pyerfa", "astropy-iers-data", "PyYAML",
    "keras-applications==1.0.2", "keras-preprocessing==1.0.1", "h5py<4", "six", "statsmodels<0.15", "patsy<2",
    "downhill==0.4.0", "click<9", "Pillow", "scikit-learn<2", "joblib", "threadpoolctl", "plac", "seaborn<1",
    "narwhals",
)  # fmt: skip


def needed() -> Path:
    """A folder with what the archives import besides the old libraries."""
    folder = cache_folder().parent / "sources" / "needed"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as made:
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", f"{made}/needed"]
            done = subprocess.run([*pip, *NEEDED], capture_output=True, text=True)
            if done.returncode:
                raise CannotFetch(f"pip install {' '.join(NEEDED)} failed: {done.stderr.strip()[-400:]}")
            _put(Path(made) / "needed", folder)
    return folder


def _put(made: Path, folder: Path) -> None:
    """`made` as `folder`, unless another process was first."""
    try:
        made.replace(folder)
    except OSError:
        if not folder.is_dir():
            raise


def _download(archive: Archive) -> bytes:
    try:
        with urllib.request.urlopen(f"{INDEX}/{archive.name}/", timeout=60) as page:
            text = page.read().decode()
        links = re.findall(r'href="([^"#]+)[^"]*"[^>]*>([^<]+)</a>', text)
        address = next(html.unescape(link) for link, file in links if file == archive.file)
        with urllib.request.urlopen(address if "://" in address else f"https://pypi.org{address}", timeout=120) as file:
            data: bytes = file.read()
    except (OSError, StopIteration) as error:
        raise CannotFetch(f"{archive.file} could not be fetched from {INDEX}: {error!r}") from None
    if hashlib.sha256(data).hexdigest() != archive.sha256:
        raise CannotFetch(f"{archive.file} is not the file that was reviewed: another checksum")
    return data
