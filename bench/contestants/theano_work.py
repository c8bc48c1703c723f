"""A raw work on whatever answers to `theano`: ours, the real one, or PyTensor. Runs on Python 3.8 too."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from bench import timing
from bench.contestants.serve import Prepared


def prepare(work: Any, data: Any, theano: Any, tensor: Any) -> Prepared:
    """The compiled function, called once from its fresh state; that call's results are what is compared.

    compile_s: from the code that builds the graph to the end of the first call.
    """
    start = time.perf_counter()
    function, arguments, names, state = work.legacy(theano, tensor, data)
    results = function(*arguments)
    seconds = time.perf_counter() - start
    values = {name: np.asarray(result) for name, result in zip(names, results)}  # noqa: B905  (Python 3.8)
    values.update({name: np.array(shared.get_value()) for name, shared in state.items()})
    return Prepared({"compile_s": seconds}, values,
                    {"python": lambda seconds: timing.from_python(lambda: function(*arguments), seconds)})
