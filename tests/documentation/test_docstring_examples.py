"""The example of each legacy name runs, and prints what it says; every file of `compat/names/` is of such names."""

from __future__ import annotations

import doctest
import re
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
from theano_compat.distributions.table import SPECS
from theano_compat.name_facts import is_supported
from theano_compat.name_words import entries
from theano_compat.theano_api import tensor as tt
from tools.docstrings import callables, missing, objects, of_tests, words

NAMES = {**objects(), **callables()}
EXAMPLES = {
    name: code
    for name, value in NAMES.items()
    if (code := words(name, value).example) and name.rpartition(".")[2] not in SPECS
}
FOLDER = Path(__file__).resolve().parents[2] / "compat" / "names"
FILES = sorted(FOLDER.rglob("*.md"))


@pytest.mark.slow
@pytest.mark.compiler
@pytest.mark.parametrize("name", EXAMPLES)
def test_example(name: str) -> None:
    known: dict[str, Any] = {"pm": pm, "np": np, "theano": theano, "tt": tt}
    code = EXAMPLES[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # few draws
        if ">>>" not in code:
            exec(code, known)
            return
        wrong: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        runner.run(doctest.DocTestParser().get_doctest(code, known, name, None, None), out=wrong.append)
        assert runner.summarize(verbose=False).attempted and not wrong, "".join(wrong)


def test_docstrings_lack_nothing() -> None:
    asked = {name: value for name, value in NAMES.items() if not of_tests(name)}
    lacking = {name: lacks for name, value in asked.items() if (lacks := missing(name, value))}
    assert len(asked) > 2_000 and not lacking, lacking


def test_there_are_examples() -> None:
    wanted = {"pymc3.sample", "theano.function", "theano.scan", "pymc3.MvNormal", "pymc3.Slice", "theano.grad"}
    assert wanted | {"theano.tensor.exp", "theano.tensor.dvector"} <= set(EXAMPLES)


def test_examples_in_files_are_of_legacy_names() -> None:
    wrong = []
    for file in FILES:
        module = ".".join(file.relative_to(FOLDER).with_suffix("").parts)
        text = file.read_text(encoding="utf-8")
        heads = re.findall("^## (.+)$", text, re.MULTILINE)
        names = [name for head in heads for name in head.split(", ")]
        wrong += [f"{module}.{name}" for name in names if not is_supported(f"{module}.{name}")]
        in_order = heads == sorted(heads, key=lambda head: (head.lower(), head))
        if not text.startswith(f"# {module}\n") or names != list(entries(module)) or not in_order:
            wrong.append(module)
    assert len(FILES) > 150 and not wrong, wrong
