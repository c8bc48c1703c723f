"""The processes of certificates: started once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from theano_migrate.port.certificate import certify
from theano_migrate.port.certificate.environment import port_python
from theano_migrate.port.certificate.process import Side, new_side, old_side
from theano_migrate.port.certificate.whole_run.process import FLAGS


@pytest.fixture(scope="session")
def old() -> Iterator[Side]:
    with old_side() as side:
        yield side


@pytest.fixture(scope="session")
def other_old() -> Iterator[Side]:
    """A second one of the shim's: it stands for the new side where there is no PyMC."""
    with old_side() as side:
        yield side


@pytest.fixture(scope="session")
def python() -> Path:
    found = port_python()
    if found is None:
        pytest.skip("there is no real PyMC: make port-venv")
    return found


@pytest.fixture(scope="session")
def new(python: Path) -> Iterator[Side]:
    with new_side(python) as side:
        yield side


@pytest.fixture(scope="session")
def new_in_python(python: Path) -> Iterator[Side]:
    """One in which PyTensor runs what PyMC samples in Python: Numba takes some ten times as long to compile it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTENSOR_FLAGS", FLAGS)
        side = new_side(python)
    with side:
        yield side


@pytest.fixture
def started(old: Side, new: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes of all tests of this folder, in place of new ones: PyMC's takes seconds to start."""
    monkeypatch.setattr(certify, "old_side", lambda: nullcontext(old))
    monkeypatch.setattr(certify, "new_side", lambda python: nullcontext(new))


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a script of this name and text."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
