"""Process replay: units that are kept are emitted again as they were, and differences are shown with counts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.replay.__main__ import compared

ROOT = Path(__file__).resolve().parents[2]
KEEPING = """
from tools.replay import recording
recording.start()
import numpy as np
import compat as theano
import compat.pymc3 as pm
from compat import tensor as tt
from compat.pymc3_api.density import log_density
x, m = tt.vector("a name that is no UTF-8: \\udc80"), tt.matrix()
theano.function([x], tt.exp(x).sum())([1.0])
rows, _ = theano.scan(lambda r, s: s * tt.exp(r), [m], [x])
theano.function([x, m], rows[-1])([1.0], [[2.0]])
with pm.Model() as model:
    pm.Normal("y", pm.Normal("mu", 0, 1), 1, observed=np.zeros(100_000))
log_density(model).c()
texts = sorted(p.stem for p in recording.folder().rglob("*.unit"))
print(len(texts), sum(p.stat().st_size for p in recording.folder().rglob("*.unit")))
"""


@pytest.mark.compiler
@pytest.mark.slow
def test_kept_units_are_emitted_again(tmp_path: Path) -> None:
    for folder in ("cache", "first", "second"):
        (tmp_path / folder).mkdir()
    environment = {"PYTHONPATH": str(ROOT), "THEANO_FLAGS": f"cache_dir={tmp_path / 'cache'}", "PATH": "/usr/bin:/bin"}

    def run(*arguments: str) -> str:
        done = subprocess.run([sys.executable, "-W", "ignore", *arguments], cwd=ROOT, env=environment, text=True,
                              capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout
    count, size = map(int, run("-c", KEEPING).split())
    assert count >= 3 and size < 1_000_000  # large data are not kept
    [units] = (tmp_path / "cache").rglob("units")
    for folder in ("first", "second"):
        run("tools/replay/emitting.py", str(units), str(tmp_path / folder))
    texts = [p.read_text() for p in sorted((tmp_path / "first").glob("*.c"))]
    assert len(texts) == count and all("alloc_t" in text for text in texts)
    assert compared(tmp_path / "first", tmp_path / "second", 3) == []


def test_differences_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, line in (("before", "x = 1;"), ("after", "x = 2;")):
        (tmp_path / folder).mkdir()
        for name in ("a", "b"):
            (tmp_path / folder / f"{name}.c").write_text(f"int x;\n{line}\n")
        (tmp_path / folder / "same.c").write_text("int y;\n")
    assert compared(tmp_path / "before", tmp_path / "after", 1) == ["a", "b"]
    shown = capsys.readouterr().out
    assert shown.count("--- ") == 1 and "     2  +x = 2;" in shown
