"""`foreign`: the units of tests/architecture/emitted.py as other systems get them, each compiled for its system.

zig brings the headers of all systems. Nothing is linked or run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from tests.backends.test_compilers import zig
from theano_compat.backends.c.target import ARM64, X86_64, Target, emitting_for

ROOT = Path(__file__).resolve().parents[2]
NO_UNIT = "CannotCompile: "  # in place of a text: Python runs it


@dataclass(frozen=True)
class System:
    """A system that C is compiled for. name: zig's. text: which of TEXTS it gets. options: of its processor."""

    name: str
    text: str
    options: tuple[str, ...] = ()


WITHOUT_LIBMVEC = replace(X86_64, vector_maths=False)
TEXTS: dict[str, Target] = {
    "x86-64": WITHOUT_LIBMVEC,
    "Windows": replace(WITHOUT_LIBMVEC, has_threads=False),
    "arm64": ARM64,
}
AVX2 = ("-mcpu=x86_64_v3",)
SYSTEMS = (
    System("x86_64-windows-gnu", "Windows", AVX2),
    System("x86_64-macos", "x86-64", AVX2),
    System("aarch64-macos", "arm64"),
    System("x86_64-linux-musl", "x86-64", AVX2),
    System("aarch64-linux-musl", "arm64"),
)
# No mistakes: a loop that is not vectorised, a function of support/ that a unit does not call, `a & b ? c : d`.
OPTIONS = (
    *("-std=gnu11", "-O0", "-g0", "-c", "-fno-math-errno", "-fno-trapping-math", "-fopenmp-simd", "-ffp-contract=off"),
    *("-fwrapv", "-Wall", "-Wextra", "-Wno-pass-failed", "-Wno-unused-function"),
    "-Wno-bitwise-conditional-parentheses",
)


def compiled(command: list[str], system: System, source: Path) -> str:
    """Compile one unit and return what the compiler says of it; "" if it is content."""
    built = source.with_suffix(".o")
    words = [*command, "cc", "-target", system.name, *system.options, *OPTIONS, "-o", str(built), str(source)]
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", cwd=source.parent)
    made = done.returncode == 0 and built.exists()
    built.unlink(missing_ok=True)
    return done.stderr if made else done.stderr or f"no object, status {done.returncode}"


def of_all(command: list[str], system: System, sources: list[Path], workers: int) -> dict[str, str]:
    """Compile units for one system; return what the compiler says of each that it is not content with."""
    first = [compiled(command, system, source) for source in sources[:1]]  # zig prepares its headers once
    with ThreadPoolExecutor(workers) as pool:
        rest = pool.map(lambda source: compiled(command, system, source), sources[1:])
        said = zip(sources, [*first, *rest], strict=True)
    return {source.stem: words for source, words in said if words}


def emitted(text: str, folder: Path) -> list[Path]:
    """Emit all units for one of TEXTS, in a process of its own; return their files."""
    folder.mkdir()
    environment = {**os.environ, "THEANO_FLAGS": f"cache_dir={folder}-cache", "THEANORC": os.devnull}
    subprocess.run([sys.executable, "-m", __spec__.name, text, folder], cwd=ROOT, env=environment, check=True)
    sources = []
    for path in sorted(folder.glob("*.c")):
        unit = path.read_text().partition("\n")[2]  # after its name
        if not unit.startswith(NO_UNIT):
            path.write_text(unit)
            sources.append(path)
    return sources


def main(workers: int, most: int | None = None) -> int:
    """Compile all units for all systems, or about `most` of them, and print what is not compiled without a word."""
    command = zig()
    if command is None:
        print("foreign: skipped, zig is not here (pip install ziglang)")
        return 0
    failed = 0
    with tempfile.TemporaryDirectory(prefix="foreign-") as made:
        os.environ.setdefault("ZIG_GLOBAL_CACHE_DIR", f"{made}/zig")
        os.environ["ZIG_LOCAL_CACHE_DIR"] = f"{made}/zig-local"
        sources = {text: emitted(text, Path(made) / text) for text in TEXTS}
        for system in SYSTEMS:
            units = sources[system.text]
            units = units[:: max(1, len(units) // most)] if most else units
            said = of_all(command, system, units, workers)
            for name, words in list(said.items())[:3]:
                print(f"{system.name}, unit {name}:\n{words[:2000]}")
            print(f"{system.name}: {len(units)} units, {len(said)} with errors or warnings", flush=True)
            failed += len(said)
    return int(failed > 0)


if __name__ == "__main__":
    from tests.architecture import emitted as replayed

    with emitting_for(TEXTS[sys.argv[1]]):
        replayed.main(Path(sys.argv[2]))
