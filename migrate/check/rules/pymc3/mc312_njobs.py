"""MC312: `njobs=` and `nchains=` of pm.sample."""

from __future__ import annotations

from collections.abc import Iterator

from ...fixes.edit import keyword_renamed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC312",
    severity="style",
    title="njobs= and nchains= of pm.sample are cores= and chains= since PyMC3 3.4",
    why="The old words are taken here, with the DeprecationWarning of then."
    " Before 3.3 njobs was the number of chains as well, with config.emulate = '3.1' or '3.2' here too; now it is that"
    " of processes.",
    do="Write cores=, and chains= for how many chains there are to be.",
    unsafe=True,
)

BEFORE = """
import pymc3 as pm
with pm.Model():
    pm.sample(1000, njobs=4)  # MC312
    pm.sample(1000, nchains=2, cores=1)  # MC312
    pm.sample(1000, chains=2)
    pm.sample(1000, cores=2, njobs=2)  # MC312
"""
AFTER = """
import pymc3 as pm
with pm.Model():
    pm.sample(1000, cores=4)
    pm.sample(1000, chains=2, cores=1)
    pm.sample(1000, chains=2)
    pm.sample(1000, cores=2, njobs=2)  # MC312
"""
NEW = {"njobs": "cores", "nchains": "chains"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, _ in calls_of(module, ["sample"]):
        for old, new in NEW.items():
            given = keyword(call, old)
            if given is not None:
                fix = keyword_renamed(module, given, new) if keyword(call, new) is None else None
                yield Hit(given, "pymc3.sample", f"`{old}` is `{new}`", fix=fix)
