"""`python installed.py`: tries the theano-compat that this Python has installed; no file of the checkout is importable.

The script of the demo is run, audited, ported, and compared with its saved posterior; then the tests of three folders.
cibuildwheel runs it too, in an environment of its own: what it needs besides us is in trial.txt.
"""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = Path("fixtures", "legacy_models", "eight_schools")
TAKEN = ("tests", "fixtures/laziness", str(FIXTURE), "pyproject.toml")
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow and not rest")
TESTS = ("tests/ops", "tests/rules", "tests/settings", "--ignore=tests/rules/test_firing.py")  # which is of our tools
PLACE = "import theano_compat, theano_migrate, theano_common, theano_environment, compat; print(compat.__file__)"
DEMO = (
    ("theano-compat", "doctor"),
    ("theano-compat", "run", str(FIXTURE / "model.py")),
    ("migrate-check", str(FIXTURE / "model.py")),
    ("migrate-compare", str(FIXTURE / "saved_trace.pkl.xz"), str(FIXTURE / "model.py")),
    ("migrate-port", str(FIXTURE / "model.py"), "--diff"),
)


def main() -> int:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name in TAKEN:
            copy(ROOT / name, folder / name)
        print(importlib.metadata.version("theano-compat"), flush=True)
        run(folder, sys.executable, "-c", PLACE)
        for command, *arguments in DEMO:
            program = shutil.which(command, path=sysconfig.get_path("scripts"))
            run(folder, program or command, *arguments, well=(0, 1) if command == "migrate-check" else (0,))
        run(folder, sys.executable, *PYTEST, *TESTS)
    return 0


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(source, target)


def run(folder: Path, *command: str, well: tuple[int, ...] = (0,)) -> None:
    """Run a command in the folder, where what was copied lies and no package of ours."""
    print("\n$", Path(command[0]).name, *command[1:], flush=True)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["THEANO_FLAGS"] = f"base_compiledir={folder / 'cache'}"
    status = subprocess.run(command, cwd=folder, env=environment).returncode
    if status not in well:
        raise SystemExit(f"exit status {status}: {' '.join(command)}")


if __name__ == "__main__":
    sys.exit(main())
