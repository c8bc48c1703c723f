"""Public names are documented in one form: ruff's D rules look at the sources, this at what users see."""

from __future__ import annotations

import importlib
import inspect
from types import ModuleType
from typing import Any

import pytest

FACES = (
    "compat.theano_api",
    "compat.theano_api.tensor",
    "compat.theano_api.tensor.nnet",
    "compat.theano_api.tensor.slinalg",
    "compat.theano_api.tensor.nlinalg",
    "compat.theano_api.gradient",
    "compat.theano_api.sparse",
    "compat.pymc3_api",
    "compat.pymc3_api.gp",
    "compat.pymc3_api.ode",
    "compat.pymc3_api.variational",
    "theano_migrate.compare",
)


def public(module: ModuleType) -> list[tuple[str, Any]]:
    """Functions and classes of ours that a module shows."""
    names = getattr(module, "__all__", [name for name in vars(module) if not name.startswith("_")])
    found = [(name, getattr(module, name)) for name in names]
    return [
        (name, value)
        for name, value in found
        if (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__.startswith(("compat", "theano_compat", "theano_migrate", "theano_common"))
    ]


@pytest.mark.parametrize("face", FACES)
def test_public_names_are_documented(face: str) -> None:
    wrong = []
    names = public(importlib.import_module(face))
    for name, value in names:
        lines = (value.__doc__ or "").strip().split("\n")
        if not lines[0].endswith((".", ":")) or (len(lines) > 1 and lines[1].strip()):
            wrong.append(f"{name} ({value.__module__}): {lines[0]!r}")
    assert names and not wrong, "\n".join(wrong)
