"""Run the programs of the tables on old releases, and write what they give to `old_values.json`.

    python -m tests.verdicts.old_programs.remake [folder of environments]

A release is made in the folder where it is not there yet, of what `RELEASES` says.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from theano_migrate.port.certificate.environment import interpreter

from .programs import OLD_VALUES, programs, values_by

RELEASES = {  # Python and packages
    "2.7": ("2.7", ()),
    "2017": ("3.6", ("numpy==1.13.3", "scipy==1.0.1", "pandas==0.19.2", "matplotlib==2.1.2", "pillow==6.2.2")),
    "2019": ("3.7", ("numpy==1.17.5", "scipy==1.3.3", "pandas==0.25.3", "matplotlib==3.1.3")),
}


def make_release(folder: Path, release: str, version: str, packages: Sequence[str]) -> str:
    """Return the Python with an old release, after making its environment if needed."""
    found = interpreter(version)
    if found is None:
        raise SystemExit(f"Python {version} is neither in PATH nor in pyenv")
    if not packages:
        return found
    place = folder / release
    if not place.exists():
        subprocess.run([found, "-m", "venv", str(place)], check=True)
        subprocess.run([str(place / "bin" / "pip"), "install", "-q", "-U", "pip<22"], check=True)
        subprocess.run([str(place / "bin" / "pip"), "install", "-q", *packages], check=True)
    return str(place / "bin" / "python")


def main(folder: Path) -> None:
    """Write the file."""
    wanted = programs()
    values = {}
    for release, made in RELEASES.items():
        texts = [one.text for one in wanted if one.release == release]
        values[release] = dict(zip(texts, values_by(make_release(folder, release, *made), texts), strict=True))
    OLD_VALUES.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(sum(map(len, values.values())), "values")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "old_programs")
