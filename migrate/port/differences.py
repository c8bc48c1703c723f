"""What a port says where a name means another thing today: a note where the new code gives the old numbers, else a mark.

By family. `site.tell(node, key)` says one of them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """The sentence, and the code of the mark; without a code it is a note."""

    words: str
    code: str = ""


TRACES = {
    "stop of a variable's slice": Difference(
        "trace[name, a:b]: PyMC3 did not look at the stop, b: the draws from a on to the last"
    ),
    "a trace backwards": Difference(
        "trace[::-1] had no draws in PyMC3; for the draws backwards: isel(draw=slice(None, None, -1))", "MP301"
    ),
    "length of a thinned trace": Difference(
        "trace[a:b:k]: len() of PyMC3, and predictive draws, counted one draw less where k does not divide b - a"
    ),
}
STATISTICS = {
    "hpd by position": Difference(
        "pm.hpd(x, number): before PyMC3 3.8 it was the share outside (0.05), since then the share inside (0.94)",
        "MP307",
    ),
    "hpd before 3.8": Difference("pm.hpd: the number is the share outside, 0.05 by default, as before PyMC3 3.8"),
    "hpd since 3.8": Difference("pm.hpd: the number is the share inside, 0.94 by default, as since PyMC3 3.8"),
}
DENSITIES = {
    "matrix of walks": Difference(
        "pm.GaussianRandomWalk: a matrix walked down its columns, each step counted once per column; today along its rows",
        "MP206",
    ),
    "start of a multivariate walk": Difference(
        "the walk began anywhere with the same density (flat); today init_dist= says where, and needs the length of a step",
        "MP206",
    ),
}
DIFFERENCES = {**TRACES, **STATISTICS, **DENSITIES}
