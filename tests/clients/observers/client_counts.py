"""Counts our functions and densities that a client compiles and calls; written to $CLIENT_COUNTS at the end.

A run that never entered our code proves nothing: cudf's client tests once ran nothing for months, and nobody saw.
"""

import atexit
import json
import os
import time
from collections import Counter
from functools import wraps

from theano_compat.compilation.densities.density import Density
from theano_compat.compilation.densities.entry import Entry
from theano_compat.functions.callable import FunctionCalls
from theano_compat.rules import firing

counts = Counter()
begun = time.perf_counter()
process = os.getpid()


def counted(owner, name, word):
    """Count the calls of a method of ours."""
    original = getattr(owner, name)

    @wraps(original)
    def counting(*args, **kwargs):
        counts[word] += 1
        return original(*args, **kwargs)

    setattr(owner, name, counting)


counted(FunctionCalls, "__init__", "compiled")
counted(FunctionCalls, "__call__", "called")
counted(Density, "__init__", "compiled")
counted(Density, "logp_grad", "called")
counted(Density, "expand", "called")
counted(Entry, "c_entry", "called")  # a sampler that calls by the pointer asks for it


@atexit.register
def write():
    """One line a process; children that were forked have counts of their own, which are not asked for."""
    if os.getpid() == process:
        row = {**counts, "fired": sorted(firing.COUNTS), "seconds": time.perf_counter() - begun}
        with open(os.environ["CLIENT_COUNTS"], "a") as file:
            file.write(json.dumps(row) + "\n")
