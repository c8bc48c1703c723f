"""What C knows of machines: target.py, and the C of other machines."""

from __future__ import annotations

import re
from importlib.resources import files

from theano_compat.backends.c.target import ALIGNMENT, LANES
from theano_compat.ops.reductions.segments import SEGMENT_MULTIPLE


def test_c_has_the_same_numbers() -> None:
    """unit.h has the vectors and lines of target.py, and segments are whole vectors."""
    text = files("theano_compat.backends.c").joinpath("support", "unit.h").read_text()
    assert re.findall(r"vector_size\((\d+) \* sizeof", text) == [str(LANES)]
    assert {int(n) for n in re.findall(r"\b6\d\b", text)} == {ALIGNMENT - 1}
    assert SEGMENT_MULTIPLE % LANES == 0
