"""dtypes and broadcast patterns of expressions, as Theano-PyMC 1.1.2 and Theano 1.0.5 gave them."""

import json
import warnings
from pathlib import Path

import pytest

from tests.theano_api.remake_broadcast_patterns import describe, namespace

SAVED = json.loads(Path(__file__).with_name("broadcast_patterns.json").read_text())


@pytest.mark.wide(11)
@pytest.mark.parametrize("family", SAVED)
def test_patterns(family):
    import theano_compat.theano_api as theano

    wrong = []
    known = namespace(theano)
    for expression, wanted in SAVED[family].items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = describe(eval(expression, dict(known)))
        if found != wanted:
            wrong.append(f"{expression}: {found}, not {wanted}")
    assert not wrong, "\n".join(wrong)
