"""Some of the emitted units compiled for each foreign system: `make fidelity SUITE=foreign` compiles all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.backends.test_compilers import zig
from tests.fidelity.foreign import SYSTEMS, TEXTS, System, of_all
from tests.snapshots.kernels import KERNELS
from theano_compat.backends.c.target import emitting_for


@pytest.mark.slow
@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)
def test_snapshots_get_the_text_of_each_system(
    system: System, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = zig()
    if command is None:
        pytest.skip("zig is not here (pip install ziglang)")
    monkeypatch.setenv("ZIG_GLOBAL_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "zig"))
    sources = []
    with emitting_for(TEXTS[system.text]):
        for name, kernel in KERNELS.items():
            sources.append(tmp_path / f"{name}.c")
            sources[-1].write_text(kernel().text)
    assert of_all(command, system, sources, 1) == {}
