"""Each example in a docstring of a legacy name runs, and prints what it says."""

from __future__ import annotations

import doctest
import inspect
import warnings
from typing import Any

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
from theano_compat.distributions.table import SPECS
from theano_compat.theano_api import tensor as tt
from tools.docstrings import callables, docstring, missing, objects, of_tests

NAMES = {**objects(), **callables()}
EXAMPLES = {
    name: text.partition("Example::")[2].partition("Source:")[0]
    for name, value in NAMES.items()
    if "Example::" in (text := docstring(value)) and name.rpartition(".")[2] not in SPECS
}


@pytest.mark.slow
@pytest.mark.compiler
@pytest.mark.parametrize("name", EXAMPLES)
def test_example(name: str) -> None:
    known: dict[str, Any] = {"pm": pm, "np": np, "theano": theano, "tt": tt}
    code = inspect.cleandoc(EXAMPLES[name])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # few draws
        if ">>>" not in code:
            exec(code, known)
            return
        said: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        runner.run(doctest.DocTestParser().get_doctest(code, known, name, None, None), out=said.append)
        assert runner.summarize(verbose=False).attempted and not said, "".join(said)


def test_docstrings_lack_nothing() -> None:
    asked = {name: value for name, value in NAMES.items() if not of_tests(name)}
    lacking = {name: lacks for name, value in asked.items() if (lacks := missing(value))}
    assert len(asked) > 2_000 and not lacking, lacking


def test_there_are_examples() -> None:
    wanted = {"pymc3.sample", "theano.function", "theano.scan", "pymc3.MvNormal", "pymc3.Slice", "theano.grad"}
    assert wanted | {"theano.tensor.exp", "theano.tensor.dvector"} <= set(EXAMPLES)
