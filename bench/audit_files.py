"""`migrate-check` on many files: seconds without and with what it keeps, memory, and ruff on the same files."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

from bench.conversation import ROOT, inherited

SEED = 20_250
COUNTS = (250, 10_000)
OLD_SHARE = 0.3  # of the files that speak of the old libraries; the others are of the standard library
LONGEST = 60_000  # bytes of a file that is drawn
PEER = ["ruff", "check", "--select", "NPY,UP", "--no-cache", "--isolated", "--exit-zero", "--quiet"]


def measured() -> dict[str, float]:
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="bench-check-") as folder:
        for count in COUNTS:
            files = Path(folder) / f"files-{count}"
            made(files, count)
            size = sum(file.stat().st_size for file in files.rglob("*.py")) / 1e6
            found[f"{count:,} files: MB of source"] = size
            kept = Path(folder) / f"kept-{count}"
            for kind in ("cold", "warm"):
                seconds, spent, peak = audited(files, kept)
                found[f"{count:,} files, {kind}, s"] = seconds
                found[f"{count:,} files, {kind}, processor s"] = spent
                found[f"{count:,} files, {kind}, peak MB of one process"] = peak
            if ruff := shutil.which("ruff") or shutil.which("ruff", path=str(Path(sys.executable).parent)):
                start = time.perf_counter()
                subprocess.run([ruff, *PEER[1:], str(files)], check=True, capture_output=True)
                beside = time.perf_counter() - start
                found[f"{count:,} files, ruff's NumPy and pyupgrade rules, s"] = beside
    few, many = (found[f"{count:,} files, cold, peak MB of one process"] for count in COUNTS)
    found["10,000 files, cold, peak MB of one process, beside 250"] = many / few
    return found


def made(folder: Path, count: int) -> None:
    """`count` files, the same for everybody who has this Python: packages of twenty modules."""
    draw = random.Random(SEED)
    old = _texts(ROOT / "fixtures", ROOT / "tests")
    plain = _texts(Path(sysconfig.get_paths()["stdlib"]))
    for i in range(count):
        package = folder / f"package{i // 20}"
        if i % 20 == 0:
            package.mkdir(parents=True)
            (package / "__init__.py").write_text("")
        text = draw.choice(old if draw.random() < OLD_SHARE else plain)
        (package / f"module{i}.py").write_bytes(text + b"\n# %d\n" % i)


def _texts(*folders: Path) -> list[bytes]:
    files = sorted(file for folder in folders for file in folder.rglob("*.py") if "site-packages" not in file.parts)
    return [file.read_bytes() for file in files if file.stat().st_size < LONGEST]


def audited(files: Path, kept: Path) -> tuple[float, float, float]:
    """(seconds on the wall, of the processors, peak megabytes of the largest process)."""
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(files)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**inherited(), "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(kept)},
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(done.stderr[-1500:])
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, spent, float(done.stdout.splitlines()[-1])


PROGRAM = f"""
if __name__ == "__main__":
    import resource, sys
    from migrate.check.command import main
    code = main([sys.argv[1], "--format", "statistics", "--isolated"])
    assert code in (1, 3), code
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    print(max(resource.getrusage(one).ru_maxrss for one in who) / {1e3 if sys.platform != "darwin" else 1e6})
"""
