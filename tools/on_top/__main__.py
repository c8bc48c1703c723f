"""`python -m tools.on_top [FOLDER]`: writes migrate/check/names/dependent_libraries.txt.gz anew.

The releases are fetched with pip to FOLDER (a temporary one) and read, never imported.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path

from tools.on_top.names import names_of

TARGET = Path(__file__).resolve().parents[2] / "migrate" / "check" / "names" / "dependent_libraries.txt.gz"
RELEASES = {  # the last of each line; Lasagne has one, Keras left Theano after 2.3, exoplanet after 0.5
    "exoplanet": ("0.1.6", "0.2.6", "0.3.3", "0.4.5", "0.5.3"),
    "keras": ("0.3.3", "1.0.8", "1.2.2", "2.0.9", "2.1.6", "2.2.5", "2.3.1"),
    "lasagne": ("0.1",),
}


def main(folder: Path) -> None:
    known: dict[str, set[str]] = defaultdict(set)
    for library, versions in RELEASES.items():
        for version in versions:
            sources = fetched(library, version, folder / f"{library}-{version}")
            [package] = [
                file.parent
                for file in sources.rglob("__init__.py")
                if file.parent.name == library and not (file.parent.parent / "__init__.py").exists()
            ]
            for module, names in names_of(package).items():
                known[module] |= names
    lines = [f"{module}: {' '.join(sorted(names))}" for module, names in sorted(known.items())]
    TARGET.write_bytes(gzip.compress("\n".join([*lines, ""]).encode(), 9, mtime=0))
    print(f"{TARGET.name}: {len(lines)} modules, {sum(map(len, known.values())):,} names")


def fetched(library: str, version: str, folder: Path) -> Path:
    """The folder of the unpacked release."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
        subprocess.run([*pip, f"{library}=={version}"], check=True)
        [archive] = folder.iterdir()
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as opened:
                opened.extractall(folder)
        else:
            with tarfile.open(archive) as opened_tar:
                opened_tar.extractall(folder, filter="data")
    return folder


if __name__ == "__main__":
    if sys.argv[1:]:
        main(Path(sys.argv[1]).resolve())
    else:
        with tempfile.TemporaryDirectory(prefix="on-top-") as temporary:
            main(Path(temporary))
