"""Process replay: units that are kept are emitted again as they were, and differences are shown with counts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.replay.__main__ import ROOT, compared, coverage_in, emitting, reached, share, without_keeping

KEEPING = """
import sys
import numpy as np
import compat as theano
import compat.pymc3 as pm
from compat import tensor as tt
from compat.models.modelling.density import log_density
x, m = tt.vector("a name that is no UTF-8: \\udc80"), tt.matrix()
theano.function([x], tt.exp(x).sum())([1.0])
rows, _ = theano.scan(lambda r, s: s * tt.exp(r), [m], [x])
theano.function([x, m], rows[-1])([1.0], [[2.0]])
with pm.Model() as model:
    pm.Normal("y", pm.Normal("mu", 0, 1), 1, observed=np.zeros(100_000))
log_density(model).c()
"""


@pytest.mark.compiler
@pytest.mark.slow
def test_a_process_keeps_what_it_emits(fresh_python: Callable[..., object], tmp_path: Path) -> None:
    kept, out = tmp_path / "units", tmp_path / "out"
    fresh_python("-c", KEEPING, COMPAT_KEEP_UNITS=str(kept))
    units = list(kept.rglob("*.unit"))
    assert len(units) >= 3 and sum(p.stat().st_size for p in units) < 1_000_000  # large data are not kept
    assert emitting(ROOT, kept, out, False).wait() == 0
    texts = [p.read_text() for p in out.glob("*.c")]
    assert len(texts) == len(units) and all("alloc_t" in text for text in texts)


def emitted(out: Path, seed: str, **environment: str) -> subprocess.Popen[bytes]:
    """The process that emits the units of emitted.py from the start, without the cache that a user has."""
    out.mkdir()
    own = {
        "PYTHONHASHSEED": seed,
        "PYTHONPATH": str(ROOT),
        "THEANORC": os.devnull,
        "THEANO_FLAGS": f"cache_dir={out.with_suffix('.cache')}",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.architecture.emitted", out], cwd=ROOT, env=without_keeping() | own | environment
    )


@pytest.mark.slow
def test_many_units_are_emitted_again(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """From the start and from what is kept, the texts are the same in each process: another would be compiled anew."""
    one, other, again, units = (tmp_path / name for name in ("one", "other", "again", "units"))
    runs = [emitted(one, "1", COMPAT_KEEP_UNITS=str(units)), emitted(other, "2", COMPAT_CHECK="0")]  # checked once
    assert [run.wait() for run in runs] == [0, 0]
    assert compared(one, other, 3) == []
    assert emitting(ROOT, units, again, True, PYTHONHASHSEED="3").wait() == 0
    texts = {p.read_text() for p in again.glob("*.c")}
    lost = [p.read_text() for p in one.glob("*.c") if p.read_text().partition("\n")[2] not in texts]
    assert lost == []
    lines = coverage_in(again)
    record_property("said", f"{len(texts)} units reach {share(lines)}")
    assert len(texts) >= 500 and reached(lines) >= 0.95


def test_differences_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, line in (("before", "x = 1;"), ("after", "x = 2;")):
        (tmp_path / folder).mkdir()
        for name in ("a", "b"):
            (tmp_path / folder / f"{name}.c").write_text(f"int x;\n{line}\n")
        (tmp_path / folder / "same.c").write_text("int y;\n")
    assert compared(tmp_path / "before", tmp_path / "after", 1) == ["a", "b"]
    shown = capsys.readouterr().out
    assert shown.count("--- ") == 1 and "     2  +x = 2;" in shown
