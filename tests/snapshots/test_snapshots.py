"""The emitted C, but for the head of all units, is what the files beside this one say. After a change that is meant:
`make snapshots`."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from theano_compat.backends.c import naming
from theano_compat.backends.c.emit import HEAD
from theano_compat.backends.c.ir.expressions import Name
from theano_compat.backends.c.target import X86_64, emitting_for
from tests.snapshots import kernels
from tests.snapshots.kernels import KERNELS

HERE = Path(__file__).parent
LONGEST = 150  # lines: they are there to be read


@pytest.mark.parametrize("name", KERNELS)
def test_text(name: str) -> None:
    path = HERE / f"{name}.c"
    with emitting_for(X86_64):
        text = KERNELS[name]().text.removeprefix("".join(part.text for part in HEAD))
    if os.environ.get("COMPAT_UPDATE_SNAPSHOTS"):
        path.write_text(text)
    assert text == path.read_text(), f"{path.name} differs: `make snapshots` writes it anew"
    assert len(text.splitlines()) <= LONGEST


@pytest.mark.parametrize("name", KERNELS)
def test_same_structure_has_the_same_text(name: str) -> None:
    assert KERNELS[name]().text == KERNELS[name]().text


def test_no_file_without_a_kernel() -> None:
    assert {p.stem for p in HERE.glob("*.c")} == set(KERNELS)


@pytest.mark.parametrize("name", KERNELS)
def test_names_of_users_stay_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    unnamed = KERNELS[name]().text
    for make in (kernels.vector, kernels.scalar, kernels.matrix):

        def named(*args: str, make=make):  # type: ignore[no-untyped-def]
            variable = make(*args)
            variable.name = "what_the_user_says"
            return variable

        monkeypatch.setattr(kernels, make.__name__, named)
    text = KERNELS[name]().text
    assert not re.search("what_the_user", text) and text == unnamed


@pytest.mark.parametrize("name", KERNELS)
def test_names_are_spelled_in_one_place(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With other spellings of names that are no words, all those in the text are others, and nothing else is."""
    text, seen, as_ever = KERNELS[name]().text, set[str](), naming.spelled

    def in_capitals(one: Name) -> str:
        if not one.of:
            return as_ever(one)
        seen.add(as_ever(one))
        return as_ever(one).upper()

    for module in [m for m in list(sys.modules.values()) if vars(m).get("spelled") is as_ever]:
        monkeypatch.setattr(module, "spelled", in_capitals)
    changed = KERNELS[name]().text
    assert changed.lower() == text.lower()
    own = changed.removeprefix("".join(part.text for part in HEAD))
    assert seen and seen & set(re.findall(r"\w+", own)) == set()


@pytest.mark.compiler
def test_data_are_not_in_the_text() -> None:
    """Constants and shared arrays are pointers: other data of the same rank, the same object."""
    import numpy as np

    from theano_compat.functions.function import function
    from theano_compat.ops.shared import shared

    def text(n: int) -> str:
        y = kernels.vector()
        data, index = np.arange(float(n)) + n, np.arange(n)[::-1]
        f = function([y], [(y[index] * data).sum(), shared(data) * 2], mode="C")
        assert f.executable.backend == "c"
        return f.executable.run.unit.text

    assert text(4) == text(7)
