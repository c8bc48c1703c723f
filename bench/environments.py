"""Which Python runs which contestant, and with which environment variables; None where it is not there."""

from __future__ import annotations

import functools
import os
import shutil
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from bench import conversation, peers, workload

CONTESTANTS = ("ours", "hand", "jax", "pymc", "legacy", "stan")


@functools.lru_cache(maxsize=1)
def legacy() -> tuple[str, str] | None:
    """(interpreter, base_compiledir) of real PyMC3 3.11.5, in the folder of fixtures/oracles.py."""
    from fixtures.oracles import DEFAULT_FOLDER, ORACLES

    oracle = ORACLES["pymc3-3.11.5"]
    root = Path(os.environ.get("THEANO_COMPAT_ORACLES", DEFAULT_FOLDER)).expanduser()
    found = root / oracle.environment / "bin" / "python"
    if not found.exists():
        print(
            f"no real PyMC3 in {root}: `make fixtures` makes it, THEANO_COMPAT_ORACLES says where it is.",
            file=sys.stderr,
        )
        return None
    return str(found), str(root / f"compiled-{oracle.environment}")


@functools.lru_cache(maxsize=1)
def peers_python() -> str | None:
    return peers.python()


def clang() -> str | None:
    """What $CC names clang by: clang itself, or zig in this Python or in the one that BENCH_ZIG names."""
    if shutil.which("clang"):
        return "clang"
    other = os.environ.get("BENCH_ZIG")
    if other:
        return f"{other} -m ziglang cc"
    return f"{sys.executable} -m ziglang cc" if find_spec("ziglang") else None


def start(
    contestant: str, name: str, sizes: dict[str, int], *, threads: int = 1, cache: str | None = None
) -> conversation.Contestant | None:
    """The contestant's process with the workload prepared; None, having said why, where it cannot."""
    work, python = workload.load(name), sys.executable
    environment = {"BENCH_THREADS": str(threads), "OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)}
    if contestant == "ours":
        environment["THEANO_FLAGS"] = f"cache_dir={cache or tempfile.mkdtemp(prefix='bench-cache-')}"
    elif contestant == "pymc":
        found = peers_python()
        if found is None or "pymc" in getattr(work, "WITHOUT", ()):
            return None
        python = found
    elif contestant == "legacy":
        real = legacy()
        if real is None:
            return None
        python, compiled = real
        environment["THEANO_FLAGS"] = f"blas__ldflags=,base_compiledir={compiled}"
    elif contestant == "stan" and not workload.is_model(work):
        return None
    return conversation.start(python, contestant, name, sizes, **environment)
