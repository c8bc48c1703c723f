"""Whatever may raise, in each branch of `ifelse` and `switch`, plain and within a loop, in C, Python and JAX.

A branch that is not taken raises nothing and changes nothing; one that is taken has its value or raises. What the real
library answered to each question is in fixtures/laziness/answers.json.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from multiprocessing import get_context
from typing import Any

import numpy as np

from fixtures.laziness import questions
from fixtures.laziness.remake import ANSWERS

MODES = ("C", "PYTHON", "JAX")
EXPLAINED = {  # case -> the error that is right, and why the saved answer is another
    "whole division": ("ZeroDivisionError", "that of Theano's C; its Python gave 0"),
    "remainder": ("ZeroDivisionError", "the same"),
    "batches": ("ValueError", "that of Theano's C; its Python failed while it worded the error"),
    "last of a loop": ("ValueError", "that of FAST_RUN; FAST_COMPILE had no loop without steps at all"),
}


@cache
def library() -> Any:
    """Theano as this package has it, with the modules that the cases read."""
    import compat
    import compat.ifelse
    import compat.tensor.nlinalg
    import compat.tensor.opt
    import compat.tensor.slinalg

    return compat


@cache
def saved() -> dict[str, dict[str, Any]]:
    """The real library's answers by the name of the function."""
    found: dict[str, dict[str, Any]] = json.loads(ANSWERS.read_text())
    return found


def names() -> list[tuple[str, str, str, str]]:
    """All functions."""
    return questions.names(library())


def differences(name: tuple[str, str, str, str], mode: str) -> list[str]:
    """Where our answers to the questions about one function differ."""
    wanted = saved()["|".join(name)]
    try:
        found = questions.answers(library(), name, mode)
    except Exception as error:
        return [f"cannot be made: {type(error).__name__}: {error}"[:300]]
    return [f"{k}: {found[k]}, not {w}" for k, w in _wanted(name, wanted).items() if not _same(found[k], w)]


def _wanted(name: tuple[str, str, str, str], answers: dict[str, Any]) -> dict[str, Any]:
    """`answers`, with the error that is right in the cases that are explained."""
    if name[0] not in EXPLAINED:
        return answers
    error, _ = EXPLAINED[name[0]]
    return {
        key: error if key.startswith("bad") and (name[1] == "switch" or key != "bad 0") else value
        for key, value in answers.items()
    }


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(found, str) or isinstance(wanted, str):
        return bool(found == wanted)
    return len(found) == len(wanted) and np.allclose(found, wanted, rtol=1e-12, atol=1e-14)


def _work(task: tuple[tuple[str, str, str, str], str]) -> list[str]:
    return differences(*task)


def main(number: int | None, workers: int) -> int:
    """Ask about the first `number` functions (all) in each mode; print differences; 1 if there is one."""
    chosen = names()[:number]
    asked, wrong = Counter[str](), 0
    with get_context("spawn").Pool(workers, maxtasksperchild=100) as pool:
        for mode in MODES:
            found = pool.map(_work, [(name, mode) for name in chosen], chunksize=8)
            for name, differ in zip(chosen, found, strict=True):
                asked[mode] += len(saved()["|".join(name)])
                wrong += len(differ)
                for text in differ:
                    print(f"{' | '.join(name)} in {mode}: {text}", flush=True)
    counts = ", ".join(f"{n} in {mode}" for mode, n in asked.items())
    print(f"{len(chosen)} functions, {asked.total()} answers ({counts}), {wrong} unexplained")
    return int(wrong > 0)
