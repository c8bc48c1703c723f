"""Each example in a docstring of a legacy name runs."""

from __future__ import annotations

import inspect
import warnings

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
from theano_compat.distributions.table import SPECS
from theano_compat.theano_api import tensor as tt
from tools.docstrings import objects

EXAMPLES = {
    name: text.partition("Example::")[2].partition("Source:")[0]
    for name, value in objects().items()
    if "Example::" in (text := inspect.getdoc(value) or "") and name.rpartition(".")[2] not in SPECS
}


@pytest.mark.slow
@pytest.mark.compiler
@pytest.mark.parametrize("name", EXAMPLES)
def test_example(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # few draws
        exec(inspect.cleandoc(EXAMPLES[name]), {"pm": pm, "np": np, "theano": theano, "tt": tt})


def test_there_are_examples() -> None:
    assert {"pymc3.sample", "theano.function", "theano.scan", "pymc3.MvNormal", "pymc3.Slice"} <= set(EXAMPLES)
