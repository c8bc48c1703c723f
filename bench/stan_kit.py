"""Stan's compiler and headers, as the wheel of httpstan brings them: from a .stan file to a shared library."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

WHEEL = "httpstan==4.13.0"  # Stan 2.35; the last with stanc inside
BY_HAND = "-O3 -march=native -std=c++17 -fPIC -shared -w -DNDEBUG".split()
O1 = "--O1"
SECONDS = ".seconds"
DEFINES = "-D_REENTRANT -DBOOST_DISABLE_ASSERTS -DBOOST_PHOENIX_NO_VARIADIC_EXPRESSION -DSTAN_THREADS".split()
LIBRARIES = "-lsundials_nvecserial -lsundials_cvodes -lsundials_idas -lsundials_kinsol -ltbb".split()


def folder() -> Path | None:
    """Where the wheel is unpacked ($THEANO_COMPAT_STAN says where), fetched by pip on first use; None without it."""
    root = Path(
        os.environ.get("THEANO_COMPAT_STAN")
        or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "theano-compat" / "stan"
    )
    if (root / "httpstan" / "stanc").exists():
        return root
    if shutil.which("g++") is None:
        print("no Stan: g++ is not there", file=sys.stderr)
        return None
    print(f"fetching {WHEEL} for Stan, into {root} ...", file=sys.stderr)
    with tempfile.TemporaryDirectory() as place:
        try:
            subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "pip",
                    "download",
                    "--quiet",
                    "--no-deps",
                    "--only-binary=:all:",
                    "--python-version",
                    "3.11",
                    "-d",
                    place,
                    WHEEL,
                ],
                check=True,
            )
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"no Stan: {error}", file=sys.stderr)
            return None
        root.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(next(Path(place).glob("*.whl"))) as wheel:
            wheel.extractall(root)
    (root / "httpstan" / "stanc").chmod(0o755)
    return root


def library(root: Path, model: Path, shim: Path, level: str = O1) -> Path:
    """The .stan file with the shim around it, compiled at `level` and -O3 -march=native; kept by their text."""
    target = _kept(root, model, shim, level="" if level == O1 else level)
    if target.exists():
        return target
    with tempfile.TemporaryDirectory() as place:
        header = Path(place) / "model.hpp"
        stanc = root / "httpstan" / "stanc"
        subprocess.run([str(stanc), level, f"--o={header}", f"--name={model.stem}_model", str(model)], check=True)
        name = f"{model.stem}_model_namespace::{model.stem}_model"
        _compile(root, shim, target, [f"-I{place}", f"-DMODEL={name}", "-include", str(header)])
    return target


def nuts(root: Path, source: Path) -> Path:
    """Stan's sampler, compiled; kept by its text."""
    target = _kept(root, source)
    if not target.exists():
        _compile(root, source, target, [])
    return target


def _kept(root: Path, *sources: Path, level: str = "") -> Path:
    """Where what is compiled of sources is kept: by the name of the first, and by their texts."""
    text = "".join(source.read_text() for source in sources) + " ".join(BY_HAND + DEFINES) + WHEEL + level
    return root / "compiled" / f"{sources[0].stem}-{hashlib.sha256(text.encode()).hexdigest()[:16]}.so"


def _compile(root: Path, source: Path, target: Path, more: list[str]) -> None:
    inside = root / "httpstan"
    libraries = [f"-L{inside / 'lib'}", f"-Wl,-rpath,{inside / 'lib'}", *LIBRARIES]
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        made = Path(place) / "made.so"
        flags = [*BY_HAND, *DEFINES, f"-I{inside / 'include'}", *more]
        before = os.times()
        subprocess.run(["g++", *flags, "-o", str(made), str(source), *libraries], check=True)
        after = os.times()
        seconds = after.children_user + after.children_system - before.children_user - before.children_system
        shutil.copy(made, target)
    target.with_suffix(SECONDS).write_text(f"{seconds:.2f}\n")


def compile_seconds(compiled: Path) -> float | None:
    """Processor seconds that g++ took for a library of this file; None where they are not known."""
    record = compiled.with_suffix(SECONDS)
    return float(record.read_text()) if record.exists() else None
