"""`MonitorMode`. Source of the names: theano.compile.monitormode."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...compilation.modes import Mode, MonitorMode
from ...importing.module_getattr import absent_from
from ..printing import debugprint

if TYPE_CHECKING:
    from ...functions.checking_modes import Thunk
    from ...graph.variable import Apply


def detect_nan(i: int, node: Apply, fn: Thunk) -> None:
    """Print a node with its inputs and outputs if an output has a NaN: for use as `post_func` of MonitorMode.

    i: the position of the node. node: the application. fn: its values, as MonitorMode gives them.

    Example::

        >>> x = tt.dscalar("x")
        >>> mode = theano.compile.MonitorMode(post_func=theano.compile.monitormode.detect_nan)
        >>> result = theano.function([x], tt.log(x), mode=mode)(-1.0)
        *** NaN detected ***
        Elemwise{log,no_inplace} [id A] ''
         |x [id B]
        Inputs : [array(-1.)]
        Outputs: [array(nan)]

    Source: theano.compile.monitormode.
    """
    for [value] in fn.outputs:
        if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "fc" and np.isnan(value).any():
            print("*** NaN detected ***")
            debugprint(node)
            print(f"Inputs : {[v for [v] in fn.inputs]}")
            print(f"Outputs: {[v for [v] in fn.outputs]}")
            break


__all__ = ["Mode", "MonitorMode", "detect_nan"]
__getattr__ = absent_from(__name__)
