"""A raw work on whatever answers to `theano`: ours, the real one, or PyTensor. Runs on Python 3.8 too."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench import timing
from bench.contestants.serve import Prepared


def prepare(work: Any, data: Any, theano: Any, tensor: Any) -> Prepared:
    """The compiled function, called once from its fresh state; that call's results are what is compared.

    compile_s: from the code that builds the graph to the end of the first call.
    """
    watch = timing.Stopwatch()
    function, arguments, names, state = work.legacy(theano, tensor, data)
    results = function(*arguments)
    facts = watch.facts()
    values = {name: np.asarray(result) for name, result in zip(names, results)}  # noqa: B905  (Python 3.8)
    values.update({name: np.array(shared.get_value()) for name, shared in state.items()})
    return Prepared(
        facts, values, {"python": lambda seconds: timing.from_python(lambda: function(*arguments), seconds)}
    )
