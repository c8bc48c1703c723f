"""Gradients have the dtypes that real Theano-PyMC 1.1.2 gives: wider than their variable where the cost is."""

from pathlib import Path

import pytest

import compat.tensor as tt
from tests.ops.gradient_dtype_cases import answers


@pytest.mark.slow
def test_gradients_have_the_dtypes_of_legacy() -> None:
    expected = Path(__file__).with_name("gradient_dtypes.csv").read_text().splitlines()
    differing = [(found, right) for found, right in zip(answers(tt), expected, strict=True) if found != right]
    assert not differing
