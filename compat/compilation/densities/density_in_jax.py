"""The two entries of a density as JAX functions."""

from __future__ import annotations

import dataclasses
import functools
import operator

import numpy as np

from ...graph.program import Program
from ..data_stage.binding import Data, Partitioned, unchanging
from ..execution.running import compiled_stage
from ..in_jax.jax_forms import Fixed, JaxForms, OfData, Wrong, log_density_of, of_data
from ..in_jax.jax_rewrites import rewritten_for_jax
from .entry import Entry


class DensityInJax:
    """The JAX functions of the log density and of recorded values, cached by the values that they depend on."""

    def __init__(self, logp: Entry, recorded: Entry) -> None:
        self._logp, self._recorded = EntryInJax(logp), EntryInJax(recorded)
        self._forms: dict[tuple[Fixed, Fixed], JaxForms] = {}

    def forms(self, start: np.ndarray) -> JaxForms:
        """Return both functions, and the current data. start: a point at which users' Ops may be called."""
        both, recorded = self._logp.of_data(start), self._recorded.of_data(start)
        fixed = both.fixed, recorded.fixed
        known = self._forms.get(fixed)
        if known is None:
            known = self._forms[fixed] = JaxForms(
                log_density_of(both.function),
                recorded.function,
                {},
                self._key(*fixed),
                _wrong_in_either(both, recorded),
            )
        return dataclasses.replace(known, data=(both.data, recorded.data))

    def _key(self, *fixed: Fixed) -> str | None:
        """Return the key of both functions. fixed: values that they depend on but do not take as arguments."""
        if any(isinstance(value, int) for values in fixed for _, value in values):
            return None  # an object that cannot be described
        keys = [
            one.entry.key_about(values, in_c=False)
            for one, values in zip((self._logp, self._recorded), fixed, strict=True)
        ]
        return None if None in keys else " ".join(key.text for key in keys if key is not None)


def _wrong_in_either(logp: OfData, recorded: OfData) -> Wrong:
    parts = [(k, one.wrong) for k, one in enumerate((logp, recorded)) if one.wrong is not None]
    if not parts:
        return None
    return lambda x, data: functools.reduce(operator.or_, [wrong(x, data[k]) for k, wrong in parts])


class EntryInJax:
    """The programs of one entry for JAX."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self._rows: tuple[Partitioned, Data] | None = None
        self._rewritten: Program | None = None

    def of_data(self, start: np.ndarray) -> OfData:
        """Return the function of x and data, and the current data."""
        partitioned, data = self._of_rows()
        return of_data(self._main(partitioned.main), start, data.values(), unchanging(partitioned))

    def _of_rows(self) -> tuple[Partitioned, Data]:
        """Return the program row by row, which XLA prefers, even if C's is by groups, and its data."""
        entry = self.entry
        if entry.mode.backend != "c":
            return entry.prepared.partitioned, entry.data_of_program
        if self._rows is None:
            partitioned = entry.prepare(in_jax=True).partitioned
            self._rows = partitioned, Data(partitioned, compiled_stage(partitioned))
        return self._rows

    def _main(self, main: Program) -> Program:
        """Return the program row by row, `main`, in the form for JAX unless the mode has no rules."""
        if self.entry.mode.rule_set == "none":
            return main
        if self._rewritten is None:
            self._rewritten = rewritten_for_jax(main)
        return self._rewritten
