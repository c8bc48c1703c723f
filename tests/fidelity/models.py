"""Fuzzed models: what the real PyMC3 3.11.5 answered about each, and what we answer in Python, C and JAX.

The programs and the questions are in fixtures/fuzzed_models/, with the real library's answers. A difference is wrong
unless a row of `models_explained.py` says why it is as it should be; a row that explains nothing is wrong too.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from tests.fidelity.models_explained import EXPLAINED, Explained

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "fuzzed_models"
ANSWERS = FOLDER / "answers.json.xz"
BATCH = 20
TOLERANCE = {"float64": 1e-8, "float32": 3e-5, "float16": 1e-2}  # of the value, and of the greatest beside it / 100
IN_JAX = 4  # of how many programs one is asked there too
# Where float32 takes part; gammaln of Python's small integers, which HyperGeometric takes, is one.
NARROW = "'float(32|16)'|np.float32|'float32': True|HyperGeometric"


@functools.cache
def module(name: str) -> ModuleType:
    """programs.py or questions.py, which run on Python 3.8 too and so stand with the fixtures."""
    spec = importlib.util.spec_from_file_location(f"fuzzed_models_{name}", FOLDER / f"{name}.py")
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@functools.cache
def saved(path: Path = ANSWERS) -> dict[int, dict[str, Any]]:
    """The real library's answers by the number of the program; ValueError where a program is not the one asked."""
    found = {}
    with lzma.open(path, "rt") as lines:
        for line in lines:
            number, mark, answers = json.loads(line)
            if module("questions").mark(program(number)) != mark:
                raise ValueError(
                    f"program {number} is not the one that the real library was asked: run fixtures/oracles.py --models"
                )
            found[number] = answers
    return found


def program(number: int) -> dict[str, Any]:
    return module("programs").program(number)


def text(number: int) -> str:
    """The program as one would write it."""
    one = program(number)
    lines = one.get("build", [one.get("dist")]) + one.get("then", [])
    return "\n".join((["floatX = float32"] if one["float32"] else []) + lines)


@functools.cache
def names() -> dict[str, Any]:
    import pandas as pd

    import compat as theano
    import theano_compat.pymc3_api as pm
    import theano_compat.theano_api.tensor as tt

    return {"np": np, "pd": pd, "pm": pm, "theano": theano, "tt": tt, "tr": pm.distributions.transforms}


def answers(number: int, mode: str) -> dict[str, Any]:
    """Our answers, as they would be saved. Draws are asked for in Python alone: they are of no backend."""
    questions = module("questions")
    evaluate = functools.partial(questions.evaluated, mode=mode)
    return json.loads(json.dumps(questions.answers(program(number), names(), evaluate, draws=mode == "PYTHON")))


def differences(
    real: dict[str, Any], ours: dict[str, Any], draws: bool = True, narrow: bool = False
) -> Iterator[tuple[str, str]]:
    """(question, how our answer differs) for each that does. narrow: float32 takes part, whatever the dtype is."""
    if "too long" in real:
        return
    if "error" in real or "error" in ours or "too long" in ours:
        yield from _differs("the whole", real, ours, narrow)
        return
    for question in [*real, *(q for q in ours if q not in real)]:
        drawn = question.endswith(("prior", "predictive")) or "random" in question
        if drawn and not draws:
            continue
        if question not in real or question not in ours:
            which = "real" if question in real else "ours"
            yield question, f"only {which} answers: {real.get(question, ours.get(question))}"
        else:
            yield from _differs(question, real[question], ours[question], narrow)


def _differs(question: str, real: Any, ours: Any, narrow: bool) -> Iterator[tuple[str, str]]:
    a, b = _error(real), _error(ours)
    if a or b:
        if a and not b:
            yield question, f"real {a[0]} ({_said(real)}), ours answers {str(ours)[:150]}"
        elif b and not a:
            yield question, f"ours {b[0]} ({_said(ours)}), real answers {str(real)[:150]}"
        elif a[0] not in b:
            yield question, f"real {a[0]} ({_said(real)}), ours {b[0]} ({_said(ours)})"
    elif isinstance(real, dict) and isinstance(ours, dict):
        if list(real) != list(ours):
            yield question, f"real names {list(real)}, ours {list(ours)}"
        for key in real:
            if key in ours:
                yield from _differs(f"{question} {key}", real[key], ours[key], narrow)
    elif _array(real) and _array(ours):
        if real[:2] != ours[:2]:
            yield question, f"real {real[0]}{real[1]}, ours {ours[0]}{ours[1]}"
        elif not _close(real, ours, narrow):
            yield question, f"real {real[2]}, ours {ours[2]} ({real[0]})"
    elif isinstance(real, list) and isinstance(ours, list) and len(real) == len(ours):
        for k, (one, other) in enumerate(zip(real, ours, strict=True)):
            yield from _differs(f"{question} [{k}]" if len(real) > 2 else question, one, other, narrow)
    elif real != ours:
        yield question, f"real {real}, ours {ours}"


def _error(answer: Any) -> list[str]:
    """The names of the error's classes; a graph of which no value can be computed is an error too."""
    if isinstance(answer, list) and len(answer) > 1 and all(isinstance(a, dict) and "error" in a for a in answer[1:]):
        answer = answer[1]
    return answer.get("error", []) if isinstance(answer, dict) else []


def _said(answer: Any) -> str:
    return str((answer[1] if isinstance(answer, list) else answer).get("says", "?"))


def _array(answer: Any) -> bool:
    return isinstance(answer, list) and len(answer) == 3 and isinstance(answer[0], str)


def _close(real: list[Any], ours: list[Any], narrow: bool) -> bool:
    if real[0] not in TOLERANCE:
        return real[2] == ours[2]
    loose = TOLERANCE["float32" if narrow and real[0] == "float64" else real[0]]
    a, b = np.array(real[2], float), np.array(ours[2], float)
    finite = np.abs(a[np.isfinite(a)])
    scale = max(float(finite.max()), 1.0) if finite.size else 1.0
    with np.errstate(all="ignore"):
        return bool(np.allclose(b, a, rtol=loose, atol=loose / 100 * scale, equal_nan=True))


def explanation(number: int, mode: str, question: str, difference: str) -> Explained | None:
    """The row of `models_explained` for this difference."""
    written = text(number)
    for row in EXPLAINED:
        if row.outside and _has_density(number, question):
            continue
        if mode in row.modes and all(
            re.search(pattern, text)
            for pattern, text in ((row.program, written), (row.question, question), (row.difference, difference))
        ):
            return row
    return None


def _has_density(number: int, question: str) -> bool:
    """Whether the real log density is finite at the point that the question is about ("then gradient [2]")."""
    real, place = saved()[number], re.search(r"\[(\d)\]$", question)
    values = real.get("then logp" if question.startswith("then") else "logp")
    at = values[int(place[1]) if place else 1] if isinstance(values, list) else None
    return _array(at) and bool(np.isfinite(at[2][0]))


def check(numbers: Sequence[int], modes: Sequence[str] = ("PYTHON",)) -> tuple[list[str], Counter[Explained]]:
    """Sentences about what nobody explains; how often each explanation was needed."""
    wrong, used = [], Counter[Explained]()
    for number in numbers:
        for mode in modes:
            found: list[str] = []
            narrow = re.search(NARROW, str(program(number))) is not None
            for question, difference in differences(saved()[number], answers(number, mode), mode == "PYTHON", narrow):
                row = explanation(number, mode, question, difference)
                if row is None:
                    found.append(f"  {question}: {difference}")
                else:
                    used[row] += 1
            if found:
                wrong.append(
                    "\n".join([f"model {number} in {mode}:", *("    " + t for t in text(number).split("\n")), *found])
                )
    return wrong, used


def work(numbers: Sequence[int]) -> tuple[list[str], Counter[Explained]]:
    """A batch in all backends: JAX takes a second for each, so a part."""
    wrong, used = check(numbers, ("PYTHON", "C"))
    more, there = check([n for n in numbers if n % IN_JAX == 0], ("JAX",))
    return wrong + more, used + there


def main(number: int | None = None, workers: int = 2, first: int = 0) -> int:
    """Print differences and counts; 1 if there are any, or an explanation explains nothing."""
    from multiprocessing import get_context

    chosen = [n for n in sorted(saved()) if n >= first][:number]
    wrong, used, done = 0, Counter[Explained](), 0
    with get_context("spawn").Pool(workers, maxtasksperchild=10) as pool:
        for sentences, there in pool.imap(work, [chosen[k : k + BATCH] for k in range(0, len(chosen), BATCH)]):
            used += there
            wrong += len(sentences)
            done += BATCH
            print("\n".join([*sentences, f"... {min(done, len(chosen))} models, {wrong} with differences"]), flush=True)
    kinds = Counter(program(n)["kind"] for n in chosen)
    errors = sum("error" in saved()[n] for n in chosen)
    print(
        f"{len(chosen)} models: {', '.join(f'{n} {kind}' for kind, n in sorted(kinds.items()))}; {errors} that the "
        "real library refuses"
    )
    for row in EXPLAINED:
        print(f"  {used[row]:5} {row.reason}")
    unneeded = [row for row in EXPLAINED if not used[row]] if len(chosen) == len(saved()) else []
    for row in unneeded:
        print(f"explains nothing: {row}")
    print(f"models: {wrong} with unexplained differences, {len(unneeded)} explanations of nothing")
    return int(bool(wrong or unneeded))
