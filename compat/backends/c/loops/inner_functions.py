"""Functions that a unit makes of its Ops' inner graphs: loops, and branches of lazy conditions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ....graph.variable import Apply
from ....ops.scan.op import Scan
from ..computations.building import Computations
from ..errors import CannotCompile
from .branches import branches
from .scan import LengthsVary, loop
from .scan_by_step import loop_by_step


def inner_function(node: Apply, computations: Computations) -> Callable[[Any], Any]:
    """Return the function that writes the function of `node`, which belongs to `computations`, and its call.

    CannotCompile names `node`, or a node inside it that can be called in Python.
    """
    called = computations.called
    try:
        return _function(node, computations)
    except CannotCompile as reason:
        if reason.node is None or any(reason.node is one for one in called):
            raise CannotCompile(str(reason), node) from reason
        raise


def _function(node: Apply, computations: Computations) -> Callable[[Any], Any]:
    if not isinstance(node.op, Scan):
        return branches(node, computations)
    try:
        return loop(node, computations)
    except LengthsVary:
        return loop_by_step(node, computations)
