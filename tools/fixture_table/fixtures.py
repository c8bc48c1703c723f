"""The fixtures: which there are, what they save, and a script's model without its sampling."""

from __future__ import annotations

import contextlib
import io
import tomllib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2] / "fixtures" / "legacy_models"
FOLDERS = sorted(p.parent for p in ROOT.glob("*/fixture.toml"))


def with_file(name: str) -> list[str]:
    """Names of the fixtures that have this file."""
    return [folder.name for folder in FOLDERS if (folder / name).exists()]


def facts(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name / "fixture.toml").read_text(encoding="utf-8"))


def numbers(name: str, file: str) -> dict[str, np.ndarray]:
    with np.load(ROOT / name / file) as saved:
        return dict(saved)


def saved_trace(name: str) -> Path | None:
    """The file or folder of the saved posterior, thinned as git keeps it; None where there is none."""
    return next(iter(sorted((ROOT / name).glob("saved_trace*"))), None)


def full_trace(name: str) -> Path | None:
    """The file or folder of the full-size posterior; None where `make fixtures` has not made it."""
    return next(iter(sorted((ROOT.parent / "full_posteriors" / name).glob("saved_trace*"))), None)


def release(name: str) -> str:
    """Which release of PyMC3 the fixture's numbers are of, as `config.emulate` has it."""
    return "3.11" if facts(name)["oracle"] == "pymc3-3.11.5" else "3.8"


class NoSampling(Exception):
    """Raised in place of the script's own sampling: only its model is wanted."""


SAMPLING = ("sample", "find_MAP", "fit", "sample_smc")


def model_of(name: str) -> Any:
    """The model that the script makes, which is run up to where it samples."""
    import compat
    from theano_compat.settings import config

    compat.install(environment=False)
    before, config.emulate = config.emulate, release(name)
    try:
        import pymc3

        with sampling_stopped(pymc3):
            scope = _run(ROOT / name / "model.py")
        return next(v for v in scope.values() if isinstance(v, pymc3.Model))
    finally:
        config.emulate = before
        compat.uninstall()


@contextlib.contextmanager
def sampling_stopped(pymc3: Any) -> Iterator[None]:
    """The functions that sample raise NoSampling."""
    real = {what: getattr(pymc3, what) for what in SAMPLING}
    for what in SAMPLING:
        setattr(pymc3, what, _stop)
    try:
        yield
    finally:
        for what, function in real.items():
            setattr(pymc3, what, function)


def _stop(*args: Any, **kwargs: Any) -> None:
    raise NoSampling


def _run(script: Path) -> dict[str, Any]:
    scope: dict[str, Any] = {"__name__": "__main__", "__file__": str(script)}
    with contextlib.suppress(NoSampling), contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the old scripts deserve
        exec(compile(script.read_text(encoding="utf-8"), str(script), "exec"), scope)
    return scope
