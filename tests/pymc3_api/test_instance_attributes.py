"""Fresh instances have the attributes that those of PyMC3 3.11.5 and Theano-PyMC 1.1.2 have, and lack what those lack.

Asked of the attributes that the old libraries' own code sets on anything: code that collects those asks `hasattr`.
"""

import json
from pathlib import Path

import pytest

import compat.pymc3 as pm
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from tests.pymc3_api.remake_instance_attributes import answers, instances

KEPT = json.loads((Path(__file__).parent / "instance_attributes.json").read_text())
OURS = answers(KEPT["names"], instances(theano, tt, pm))
_OP = {"view_map"}  # every Op of ours says what it gives a view of
ONLY_HERE = {
    "op": _OP,
    "scan": _OP,
    "function": {"allow_downcast", "keys", "mode"},  # what a copy is compiled with
    "Mode": {"name"},
    "discrete distribution": {"data"},  # data: set where there are some; None before
    "multivariate distribution": {"data"},
    "mixture": {"data"},
    "Metropolis": {"vars"},  # CompoundSteps for some of the variables there and here
    "Slice": {"vars"},
    "CompoundStep": {"vars"},
    "logp": {"model"},
}


@pytest.mark.parametrize("about", KEPT["has"])
def test_nothing_is_there_that_was_not(about):
    more = set(OURS[about]) - set(KEPT["has"][about])
    assert more == ONLY_HERE.get(about, set())
