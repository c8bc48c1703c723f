"""The op tables once more, each program compiled with a sanitizer or with strict warnings, and two chains on one
object under ThreadSanitizer. What tests there are runs in a child whose compiler gets more options."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.fidelity import threads_of_loops
from tests.fidelity.two_chains import DENSITIES, race

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("backends", "compilation", "distributions", "ops", "rules")  # whose tests run programs of every kind
OTHERS = (
    "building",
    "c_text",
    "cache",
    "cache_directory",
    "cache_size",
    "compilers",
    "faults",
    "hostile_names",
    "loading",
    "sanitizers",
    "support_files",
)  # about compilers and files, not about what the programs do
TABLES = tuple(
    str(file.relative_to(ROOT))
    for package in PACKAGES
    for file in sorted((ROOT / "tests" / package).glob("test_*.py"))
    if file.stem.removeprefix("test_") not in OTHERS
)
IN_C = (
    "not jax and not JAX and not python and not unoptimised and not FAST_COMPILE and not UNOPTIMISED "
    "and not test_no_races and not test_memory_is_that_of_one_thread"
)  # another sanitizer; Python's own memory


@dataclass(frozen=True)
class Tool:
    """`options` for the compiler. `preload`: libraries that must be there before Python. A finding is a line that
    `pattern` matches, in what the tool logs or the compiler said."""

    name: str
    options: str
    pattern: str
    preload: tuple[str, ...] = ()


WARNINGS = Tool("warnings", "-Wall -Wextra -Werror", r"(?:error|warning): (.*)")
SANITIZERS = Tool(
    "sanitizers",
    "-O0 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined,float-cast-overflow -fsanitize-recover=all",
    r"(?:runtime error|ERROR: AddressSanitizer): (.*)",
    ("libasan.so", "libubsan.so"),
)


@dataclass(frozen=True)
class Found:
    """`said`: the last line of the tests. `findings`: sentence -> how often, numbers and names of units left out."""

    said: str
    status: int
    findings: Counter[str]
    programs: int


def library(name: str) -> str | None:
    """The path of one of gcc's run-time libraries."""
    compiler = shutil.which("gcc")
    if compiler is None:
        return None
    path = subprocess.run([compiler, f"-print-file-name={name}"], capture_output=True, text=True).stdout.strip()
    return os.path.realpath(path) if os.path.isabs(path) else None


def watched(tool: Tool, command: Sequence[str], folder: Path) -> Found:
    """Run a Python command whose C programs are compiled for `tool`; `folder` takes the cache and the logs."""
    log, compiled = folder / "log", folder / "cache"
    log.mkdir()
    options = f"log_path={log}/found:halt_on_error=0:detect_leaks=0:detect_odr_violation=0:allocator_may_return_null=1"
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "CC": shutil.which("gcc") or "cc",
        "PYTHONMALLOC": "malloc",
        "COMPAT_CFLAGS": tool.options,
        "THEANO_FLAGS": f"base_compiledir={compiled}",
        "ASAN_OPTIONS": options,
        "UBSAN_OPTIONS": f"log_path={log}/found:print_stacktrace=1",
    }
    if tool.preload:
        environment["LD_PRELOAD"] = " ".join(path for name in tool.preload if (path := library(name)))
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, env=environment)
    texts = [p.read_text(errors="replace") for p in (*log.iterdir(), *compiled.glob("failed-*.c"))]
    texts += [done.stderr] if tool.preload else []
    findings = Counter(
        re.sub(r"0x[0-9a-f]+|\b\d+\b", "N", found) for text in texts for found in re.findall(tool.pattern, text)
    )
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    return Found(said[-1] if said else "", done.returncode, findings, len(list(compiled.glob("*.so"))))


def tests(*files: str, keyword: str = IN_C) -> list[str]:
    return ["-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", "--capture=sys", *files, "-k", keyword]


def main(tools: Sequence[Tool] = (WARNINGS, SANITIZERS)) -> int:
    """Print what was found; 1 if anything was."""
    failed = 0
    for tool in tools:
        total: Counter[str] = Counter()
        programs = 0
        for file in TABLES:
            with tempfile.TemporaryDirectory(prefix="compat-") as folder:
                found = watched(tool, tests(file), Path(folder))
            total += found.findings
            programs += found.programs
            failed += found.status not in (0, 5)
            print(
                f"{tool.name} {file}: {found.programs} programs, {found.findings.total()} findings; {found.said}",
                flush=True,
            )
        for text, count in total.most_common():
            print(f"  {count} times: {text}")
        print(f"{tool.name}: {programs} programs, {total.total()} findings")
        failed += bool(total)
    for name in DENSITIES:
        reports = race(name)
        print(f"two chains on {name}: {len(reports)} races")
        for report in reports[:3]:
            print(report)
        failed += bool(reports)
    for name in threads_of_loops.PROGRAMS:
        reports = threads_of_loops.race(name)
        print(f"threads of {name}: {len(reports)} races")
        print(*reports[:3], sep="\n")
        failed += bool(reports)
    return int(bool(failed))
