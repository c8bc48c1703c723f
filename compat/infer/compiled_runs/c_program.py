"""Functions of `theano.function` that other C code can call."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...backends.c.compilers.build import address_in
from ...compilation.data_stage.binding import as_c_reads
from ...functions.function import Function
from ..compiled_steps.draws import CProgram


def c_program(f: Function, arguments: Sequence[np.ndarray]) -> CProgram | None:
    """Return the C program of `f` for arrays of these lengths, over the present data.

    None if `f` is not in C, is not compiled yet, or if a call does more than compute its outputs.
    """
    # imports the C backend, which is needed only when something is compiled
    from ...backends.c.function import CFunction

    if type(f) is not Function or not f.only_computes or f.keys != "list":
        return None
    executable = f.executable
    if executable.backend != "c" or not isinstance(executable.run, CFunction):
        return None
    data = as_c_reads(executable.data.values(), executable.data.partitioned)
    library = executable.run.library_for([*arguments, *data])
    return None if library is None else CProgram(address_in(library, executable.run.name), data, library)


__all__ = ["c_program"]
