"""Facts of processors, of glibc's vector functions and of compilers' options stand in one file of the C backend."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FACTS = re.compile(
    r"libmvec|_ZGV|VECTOR_MATHS|AVX|NEON|\bSSE|__x86_64__|__aarch64__|-march|-mcpu|-mtune|-mprefer|-fveclib"
    r"|platform\.machine|^ *LANES =",
    re.MULTILINE,
)
MAY = {  # file -> why
    "backends/c/target.py": "the file",
    "backends/c/support/libm.h": "the declarations that a target with libmvec has",
    "backends/c/support/registers.h": "what the compiler knows of x86-64's registers",
    "backends/c/_threads.c": "the pause of a waiting thread, part of the call extension, which is compiled here",
    "ops/networks/pooling.py": "a fault of gcc, for which an Op's C is written otherwise on all machines",
}


def test_facts_of_machines_stand_in_one_file() -> None:
    files = [path for suffix in ("py", "c", "h") for path in (ROOT / "compat").rglob(f"*.{suffix}")]
    found = {path.relative_to(ROOT / "compat").as_posix() for path in files if FACTS.search(path.read_text("utf-8"))}
    assert found == set(MAY)


def test_ops_know_no_register() -> None:
    """What ops/ has of vectors is the format of segments, by its own name."""
    assert not [path for path in (ROOT / "compat/ops").rglob("*.py") if "LANES" in path.read_text("utf-8")]
