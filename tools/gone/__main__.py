"""`python -m tools.gone [FOLDER]`: writes migrate/check/names/dropped_names.txt.gz anew.

Environments of four ages are made under FOLDER (a temporary one), by the Pythons of pyenv; `dump.py` says in each what
there is, `lost.py` in the youngest what of that there is no more. A quarter of an hour the first time.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "migrate" / "check" / "names" / "dropped_names.txt.gz"
PACKAGES = (
    "numpy scipy pandas matplotlib mpl_toolkits pylab seaborn sklearn statsmodels networkx patsy xarray arviz six"
).split()
AGES = {
    "2.7.18": "numpy==1.11.3 scipy==0.18.1 pandas==0.20.3 matplotlib==2.0.2 seaborn==0.8.1 scikit-learn==0.18.2"
              " statsmodels==0.8.0 networkx==1.11 patsy==0.4.1 xarray==0.10.0 six==1.10.0",
    "3.7.16": "numpy==1.17.5 scipy==1.4.1 pandas==1.0.5 matplotlib==3.2.2 seaborn==0.10.1 scikit-learn==0.22.2"
              " statsmodels==0.11.1 networkx==2.4 patsy==0.5.1 xarray==0.15.1 netCDF4<1.7 packaging arviz==0.7.0",
    "3.8.18": "numpy==1.22.4 scipy==1.7.3 pandas==1.3.5 matplotlib==3.4.3 arviz==0.11.4 seaborn==0.11.2"
              " scikit-learn==1.0.2 statsmodels==0.13.5 networkx==2.6.3 patsy==0.5.2 xarray==0.20.2",
    "3.13.0": "numpy scipy pandas matplotlib arviz<1 seaborn scikit-learn statsmodels networkx patsy xarray six",
}  # fmt: skip


def main(folder: Path) -> None:
    dumps = []
    for version, wanted in AGES.items():
        python = made(folder / version, version, wanted.split())
        dumps.append(folder / f"{version}.json")
        run(python, HERE / "dump.py", dumps[-1], "stdlib", *PACKAGES)
    lost = run(python, HERE / "lost.py", *dumps[:-1])
    TARGET.write_bytes(gzip.compress(lost.encode(), 9, mtime=0))
    print(f"{TARGET.relative_to(HERE.parents[1])}: {lost.count(chr(10)):,} lines")


def made(place: Path, version: str, wanted: list[str]) -> Path:
    """The Python of an environment with these packages."""
    python = place / "bin" / "python"
    if not python.exists():
        base = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions" / version / "bin" / "python"
        if version.startswith("2"):
            run(base, "-m", "pip", "install", "--quiet", "virtualenv")
        run(base, "-m", "virtualenv" if version.startswith("2") else "venv", place)
        if version.startswith("3"):
            run(python, "-m", "pip", "install", "--quiet", "--upgrade", "pip")
        run(python, "-m", "pip", "install", "--quiet", "--prefer-binary", *wanted)
    return python


def run(python: Path, *arguments: object) -> str:
    done = subprocess.run(
        [str(python), *map(str, arguments)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "MPLBACKEND": "agg"},
    )
    return done.stdout


if __name__ == "__main__":
    if sys.argv[1:]:
        main(Path(sys.argv[1]).resolve())
    else:
        with tempfile.TemporaryDirectory(prefix="gone-") as temporary:
            main(Path(temporary))
