"""Our own draws of the quantities that are printed: found by a row's name and mean, or by the number itself."""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np

from theano_common.statistics import rhat

from .errors_of_statistics import values
from .names import HIGH, LOW, MEAN, QUANTILE, SD, Statistic, row
from .numbers import Number, significant

# What programs print of draws by themselves.
STATISTICS = (
    *(Statistic(MEAN), Statistic(SD), Statistic(LOW, 0.025), Statistic(HIGH, 0.975), Statistic(LOW, 0.03)),
    *(Statistic(HIGH, 0.97), *(Statistic(QUANTILE, at) for at in (0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975))),
)
FEWEST_DIGITS = 5  # of a number that is found by itself: fewer could be another's
MARK = "draws:"  # before the names of variables in a file of draws
DIVERGED = "diverged"  # the name of the count there
LOOKED_AT = 1000  # scalars whose R-hat is computed: a few milliseconds each
SETTLED = 1.05  # R-hat beyond which chains have not settled


class Recorder:
    """The draws of all traces that a document made, read when they are first asked for."""

    def __init__(self, files: Iterable[str] = (), scalars: dict[str, list[np.ndarray]] | None = None) -> None:
        self._files = tuple(files)
        self._given = scalars or {}

    @cached_property
    def scalars(self) -> dict[str, list[np.ndarray]]:
        """Return the draws (chains, draws) of each scalar, one of each trace that has it."""
        found: dict[str, list[np.ndarray]] = dict(self._given)
        for file in self._files:
            with np.load(file, allow_pickle=False) as held:
                for name in (one for one in held.files if one.startswith(MARK)):
                    stacked = held[name]
                    for index in np.ndindex(stacked.shape[2:]):
                        label = name.removeprefix(MARK) + (f"[{','.join(map(str, index))}]" if index else "")
                        found.setdefault(label, []).append(stacked[(slice(None), slice(None), *index)])
        return found

    @cached_property
    def unsettled(self) -> str:
        """What tells that our own chains had not settled; "" where nothing does."""
        worst = max(self._r_hats(), default=(0.0, ""))
        told = [f"R-hat of {worst[1]} is {worst[0]:.2f}"] if worst[0] > SETTLED else []
        diverged = 0
        for file in self._files:
            with np.load(file, allow_pickle=False) as held:
                diverged += int(held[DIVERGED])
        told += [f"{diverged} draw{'s' * (diverged != 1)} diverged"] if diverged else []
        return f"of our own chains {' and '.join(told)}" if told else ""

    def _r_hats(self) -> Iterator[tuple[float, str]]:
        """Yield the R-hat of each of the first `LOOKED_AT` scalars with several chains."""
        held = [(name, one) for name, several in self.scalars.items() for one in several if len(one) > 1]
        yield from ((found, name) for name, one in held[:LOOKED_AT] if math.isfinite(found := rhat(one)))

    def has(self, name: str) -> bool:
        """Say whether a trace has a scalar of that name."""
        return row(name) in self.scalars

    def draws(self, name: str, mean: Number | None, sd: Number | None = None) -> np.ndarray | None:
        """Return the draws whose mean and sd are those printed in the row `name`; None where no trace has such."""
        if mean is None:
            return None
        for stacked in reversed(self.scalars.get(row(name), [])):
            if abs(float(stacked.mean()) - mean.value) > mean.half * 1.01 + 1e-9 * abs(mean.value):
                continue
            # room: one divides by n, another by n - 1
            if sd is None or abs(float(stacked.std()) - sd.value) <= sd.half * 1.01 + 1e-3 * sd.value:
                return stacked
        return None

    @cached_property
    def printed(self) -> list[tuple[float, Statistic, np.ndarray]]:
        """Return (value, which statistic, draws) of all scalars, sorted by value."""
        found = []
        for several in self.scalars.values():
            for stacked in several:
                flat = np.sort(np.asarray(stacked, dtype=float).reshape(1, -1))  # sorted again in no time
                if np.isfinite(flat).all() and flat.size > 1:
                    found += [(float(values(one, flat)[0]), one, stacked) for one in STATISTICS]
        return sorted(found, key=lambda one: one[0])

    def statistic(self, number: Number) -> tuple[Statistic, np.ndarray] | None:
        """Return the one statistic of our draws that a number is; None where none is, several are or it is short."""
        if significant(number) < FEWEST_DIGITS:
            return None
        room = max(number.half * 1.01, 1e-9 * abs(number.value))
        first = bisect.bisect_left(self.printed, number.value - room, key=lambda one: one[0])
        last = bisect.bisect_right(self.printed, number.value + room, key=lambda one: one[0])
        _, what, stacked = self.printed[first] if last == first + 1 else (0.0, None, None)
        return None if what is None or stacked is None else (what, stacked)
