"""A function of `theano.function` as other C calls it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...backends.c.compilers.build import address_in
from ...compilation.densities.c_entry import as_c_reads
from ...functions.function import Function
from ...samplers.compiled_steps.draws import CProgram


def c_program(f: Any, arguments: Sequence[np.ndarray]) -> CProgram | None:
    """What answers `f` at arrays of these lengths, over the data of now; None where that is no C, not yet compiled, or
    a call does more than to compute."""
    from ...backends.c.function import CFunction  # the C backend: when something is compiled

    if type(f) is not Function or not f.only_computes or f.keys != "list":
        return None
    executable = f.executable
    if executable.backend != "c" or not isinstance(executable.run, CFunction):
        return None
    data = as_c_reads(executable.data.values(), executable.data.partitioned)
    library = executable.run.library_for([*arguments, *data])
    return None if library is None else CProgram(address_in(library, executable.run.name), data, library)


__all__ = ["c_program"]
