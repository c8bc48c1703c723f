"""kill -9, a full disk and sixteen processes at once, at some of the points that `make fidelity SUITE=faults` tries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.backends.units import zig_compiles
from tests.fidelity import faults

pytestmark = [
    pytest.mark.compiler,
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="forks a process for each fault"),
]
ROOT = Path(__file__).resolve().parents[2]
CHOSEN = {
    ("kill", "cold"): 4,
    ("kill", "damaged"): 7,
    ("full", "cold"): 5,
    ("once", "damaged"): 7,
    ("short", "cold"): 4,
    ("crowd", "cold"): 8,
}


@pytest.mark.parametrize(
    "sweep", [s for s in faults.SWEEPS if (s.kind, s.state) in CHOSEN], ids=lambda sweep: f"{sweep.kind}-{sweep.state}"
)
def test_recovered_from(sweep: faults.Sweep) -> None:
    counts, wrong = faults.run(sweep, CHOSEN[sweep.kind, sweep.state])
    assert not wrong, "\n".join(wrong)
    assert counts.total() > 1


SMALL_DISK = """
import sys, warnings
from compat.backends.c.compilers import build
from compat.backends.c.compilers import cache
from compat.backends.c.errors import CannotCompile
from compat.settings import config
config.cache_dir = sys.argv[1]
answers = []
for k in range(8):
    try:
        answers.append(build.load(f"int answer(void) {{ return {k}; }}").answer() == k)
    except CannotCompile as reason:
        assert "room" in str(reason), reason
        answers.append(None)
assert cache.verify() == []
print(answers)
"""


def test_a_disk_of_64_kilobytes(tmp_path: Path) -> None:
    """A real one: the compiler's files and ours compete for it until nothing fits."""
    mounted = f'mount -t tmpfs -o size=64k none "{tmp_path}" && exec "$@"'
    if zig_compiles():
        pytest.skip("zig's own cache never fits there")
    outside = ["unshare", "-rm", "sh", "-c", mounted, "sh"]
    try:
        subprocess.run([*outside, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this system does not let its users mount")
    done = subprocess.run(
        [*outside, sys.executable, "-c", SMALL_DISK, str(tmp_path / "cache")],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    answers = done.stdout.strip()
    assert answers.startswith("[True") and "None" in answers and "False" not in answers
