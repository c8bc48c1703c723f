"""Fission of a long loop that calls several libm functions, so that no sum is live across a call.

A call of a vector function clobbers all vector registers. In a loop with four calls and ten sums, every sum is loaded,
added to and stored once per vector; after fission, with one call per loop, the sums stay in registers in the last loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....rules import thresholds
from ..computations.computation import Computation
from ..expression import calls_vector_function


def calls(computation: Computation) -> bool:
    """Return whether `computation` calls a libm function that has a vector form."""
    return computation.entry is not None and calls_vector_function(computation.entry)


def is_worth_it(body: Sequence[Any], by_segment: bool) -> bool:
    """Return whether a loop over the computations `body` gains by fission.

    by_segment: an alternative to going vector by vector, which costs less when there are few sums.
    """
    sums = sum(c.kind == "reduce" for c in body)
    called = len({_arguments(c) for c in body if calls(c)})
    return (
        sums >= thresholds.FISSION_MANY_SUMS and called > 0
        if by_segment
        else sums >= thresholds.FISSION_FEWEST_SUMS and called >= thresholds.FISSION_FEWEST_CALLS
    )


def parts(body: Sequence[Computation], of_calls: bool) -> list[list[Computation]]:
    """Split `body` in order into parts: plain computations, running sums and, with `of_calls`, calls.

    Calls of one argument stay together.
    """

    def alone(computation: Computation) -> Any:
        """Return a key that computations of one separate part share; None for those that may be in any part."""
        return (
            "running" if computation.running else _arguments(computation) if of_calls and calls(computation) else None
        )

    inside = {c.number: c for c in body}
    above = {c.number: [inside[u.producer.number] for u in c.uses if u.producer.number in inside] for c in body}
    level: dict[int, int] = {}  # number of separate parts before it
    for computation in body:
        level[computation.number] = max(
            (level[p.number] + (alone(p) is not None) for p in above[computation.number]), default=0
        )
    readers: dict[int, list[Computation]] = {}
    for computation in body:
        for p in above[computation.number]:
            readers.setdefault(p.number, []).append(computation)
    for computation in reversed(body):  # a computation that reads little but data is computed in the part that reads it
        late = [level[r.number] for r in readers.get(computation.number, ())]
        if late and alone(computation) is None and len(above[computation.number]) <= 1:
            level[computation.number] = min(late)
    found: dict[tuple[int, Any], list[Computation]] = {}
    for computation in body:
        found.setdefault((level[computation.number], alone(computation)), []).append(computation)
    order = sorted({k[0] for k in found})
    return [
        members
        for at in order
        for (own, kept), members in sorted(found.items(), key=lambda entry: entry[0][1] is not None)
        if own == at
    ]


def _arguments(computation: Computation) -> Any:
    return tuple(id(v) for v in computation.node.inputs) if computation.node is not None else computation.number
