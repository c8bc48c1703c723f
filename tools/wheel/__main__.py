"""`python -m tools.wheel`: writes what is released to dist/: the sdist, this Python's wheel, the wheel without C.

All are built twice, in two folders, and must have the same bytes; then the usual tools look at them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools import working_tree
from tools.wheel.foreign import TARGETS, settings_of

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
LARGEST = 3_900_000  # bytes of a wheel: 3.1 MB are modules, packed, 0.4 MB lists of 1,900 files, 0.2 MB stubs, examples
PACKAGES = "theano_compat,theano_migrate,theano_common,theano_environment,compat,theano-stubs,pymc3-stubs"  # at its top
# W002: stubs of two names of one module are alike. W004: PyInstaller wants its hook called hook-theano_compat.py.
NO_FAULTS = "W002,W004"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    about = f"also wheels for other machines, built by zig: {', '.join(TARGETS)}"
    parser.add_argument("--also", nargs="*", default=[], choices=TARGETS, metavar="PLATFORM", help=about)
    parser.add_argument("--stubs-by", default=sys.executable, metavar="PYTHON", help="one that our package runs on")
    given = parser.parse_args(arguments)
    shutil.rmtree(DIST, ignore_errors=True)
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        made = [built(Path(folder), given.also, given.stubs_by) for folder in (first, second)]
        for one, other in zip(*made, strict=True):
            if (one.name, one.read_bytes()) != (other.name, other.read_bytes()):
                raise SystemExit(f"{one.name}: two builds differ")
        DIST.mkdir()
        files = [Path(shutil.copy(one, DIST)) for one in made[0]]
    check(files)
    for file in files:
        print(f"{file.stat().st_size:>9,} {file.name}")
    return 0


def built(folder: Path, also: Sequence[str], stubs_by: str) -> list[Path]:
    """Build all in a folder of its own, which has our files as they are in the working tree."""
    tree, out = folder / "tree", folder / "out"
    working_tree.copy_to(tree)
    subprocess.run([stubs_by, "-m", "tools.stubs", str(tree / "stubs")], cwd=ROOT, check=True)
    build(tree, out, ["--sdist"])
    build(tree, out, ["--wheel"], {"THEANO_COMPAT_EXTENSION": "required"})
    build(tree, out, ["--wheel"], {"THEANO_COMPAT_EXTENSION": "no"})
    for platform in also:
        option = f"--config-setting=--build-option=--plat-name={platform}"
        build(tree, out, ["--wheel", option], {"THEANO_COMPAT_EXTENSION": "required", **settings_of(platform)})
    return sorted(out.iterdir())


def build(tree: Path, out: Path, what: Sequence[str], settings: Mapping[str, str] | None = None) -> None:
    shutil.rmtree(tree / "build", ignore_errors=True)
    command = [sys.executable, "-m", "build", "--no-isolation", *what, "--outdir", str(out), str(tree)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch(), **(settings or {})}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def epoch() -> str:
    """Return the time of the last commit, which all files in an archive get."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return given or subprocess.check_output(["git", "log", "-1", "--format=%ct"], cwd=ROOT, text=True).strip()


def check(files: Sequence[Path]) -> None:
    wheels = [file for file in files if file.suffix == ".whl"]
    for wheel in wheels:
        if wheel.stat().st_size > LARGEST:
            raise SystemExit(f"{wheel.name} has {wheel.stat().st_size:,} bytes, more than {LARGEST:,}")
    beside = Path(sys.executable).parent
    run(beside / "twine", "check", "--strict", *files)
    run(beside / "check-wheel-contents", "--toplevel", PACKAGES, "--ignore", NO_FAULTS, *wheels)
    if stable := [wheel for wheel in wheels if "-abi3-" in wheel.name]:
        run(beside / "abi3audit", "--strict", "--summary", *stable)


def run(*command: str | Path) -> None:
    print(Path(command[0]).name, *(Path(one).name for one in command[1:]), flush=True)
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main())
