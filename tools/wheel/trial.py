"""`python -m tools.wheel.trial WHEEL`: installs a wheel in an empty environment, and tries it there (installed.py)."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--python", default=sys.executable, help="another interpreter than this one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        subprocess.run([options.python, "-m", "venv", made], check=True)
        python = Path(made, "Scripts" if sys.platform == "win32" else "bin", "python")
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, str(options.wheel.resolve()), "-r", str(HERE / "trial.txt")], check=True)
        return subprocess.run([str(python), str(HERE / "installed.py")], cwd=made).returncode


if __name__ == "__main__":
    sys.exit(main())
