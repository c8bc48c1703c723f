"""`MonitorMode`. Source of the names: theano.compile.monitormode."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...compilation.modes import Mode, MonitorMode
from ...importing.module_getattr import absent_from
from ..printing import debugprint


def detect_nan(*given: Any, **named: Any) -> None:
    """Print a node with its inputs and outputs if an output has a NaN: for use as `post_func` of MonitorMode.

    given, named: [the graph `fgraph`, as in Theano-PyMC,] the position `i` of the node, the application `node`, and
    `fn` with its values, as MonitorMode gives them.
    """
    node, fn = [*given, *(named[name] for name in ("node", "fn") if name in named)][-2:]
    for [value] in fn.outputs:
        if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "fc" and np.isnan(value).any():
            print("*** NaN detected ***")
            debugprint(node)
            print(f"Inputs : {[v for [v] in fn.inputs]}")
            print(f"Outputs: {[v for [v] in fn.outputs]}")
            break


__all__ = ["Mode", "MonitorMode", "detect_nan"]
__getattr__ = absent_from(__name__)
