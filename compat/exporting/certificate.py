"""Whether an exported file computes what our function does: both are run, and each output is compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from theano_common.verdict import Headline, Row, Status, headline

from .errors import CannotExport
from .examples import A_NAN, Example

ROUNDINGS = 32  # of the output's dtype, in units of the output's size: above them it is no longer equal
NEAR_ROUNDINGS = 2.0**20  # above them it differs: half of float32's digits, 2e-10 in float64


@dataclass(frozen=True)
class Compared:
    """One output. difference: the largest over all examples, in units of the output's size. why: of what differs."""

    name: str
    status: Status
    difference: float
    why: str = ""

    @property
    def row(self) -> Row:
        """What the headline counts."""
        return Row(self.name, self.status, self.why or f"largest difference {self.difference:.2g} of its size")

    def __str__(self) -> str:
        return f"{self.name}: {self.status.value}, {self.row.why}"


@dataclass(frozen=True)
class Certificate:
    """What came of the comparison. where: what ran the file. examples: how many inputs of each kind."""

    path: str
    where: str
    outputs: tuple[Compared, ...]
    examples: dict[str, int]
    remarks: tuple[str, ...] = ()

    @property
    def headline(self) -> Headline:
        """What the outputs together allow to be said."""
        return headline([o.row for o in self.outputs])

    @property
    def verdict(self) -> str:
        """Equal, near or differs, in small letters."""
        return self.headline.status.value

    @property
    def sentence(self) -> str:
        """The first line; of what is near it has the bound."""
        bound = max(o.difference for o in self.outputs)
        but = f", equal but for {bound:.2g} of an output's size" if self.headline.status is Status.NEAR else ""
        return f"{self.path}: {self.verdict}{but}"

    def __str__(self) -> str:
        many = ", ".join(f"{n} {what}" if n > 1 else what for what, n in self.examples.items())
        lines = [self.sentence, f"  run by {self.where} at {sum(self.examples.values())} inputs ({many})"]
        return "\n".join([*lines, *(f"  {o}" for o in self.outputs), *(f"  {r}" for r in self.remarks)])


def certified(
    path: str,
    where: str,
    names: Sequence[str],
    run: Callable[[list[Any]], list[Any]],
    examples: Sequence[Example],
    tolerance: str | None = None,
    remarks: Sequence[str] = (),
    narrowed: bool = False,
) -> Certificate:
    """Run a file at the examples and compare.

    tolerance: the dtype whose rounding counts, if not each output's own. narrowed: float32 may come for float64.
    Raises CannotExport without an example or an output.
    """
    if not names:
        raise CannotExport("the function has no outputs.")
    if not examples:
        raise CannotExport("our own function takes none of the inputs that were tried: give some (inputs=[[...]]).")
    found = [(e, _run(run, e.values)) for e in examples]
    outputs = tuple(_compared(n, k, found, tolerance, narrowed) for k, n in enumerate(names))
    return Certificate(path, where, outputs, dict(Counter(e.what for e in examples)), tuple(remarks))


def _run(run: Callable[[list[Any]], list[Any]], values: list[np.ndarray]) -> list[Any] | str:
    try:
        return run(values)
    except Exception as error:
        return f"{type(error).__name__}: {str(error).strip().splitlines()[-1][:200]}"


def _compared(
    name: str, k: int, found: Sequence[tuple[Example, Any]], tolerance: str | None, narrowed: bool
) -> Compared:
    largest, rounding, finite, nan_elsewhere = 0.0, 0.0, False, False
    usual = _usual_sizes(k, [example for example, _ in found])
    for example, outputs in found:
        wrong = _of_another_kind(example, outputs, k, narrowed)
        if wrong:
            return Compared(name, Status.DIFFERS, np.inf, wrong)
        wanted, got = example.wanted[k], np.asarray(outputs[k])
        if wanted.dtype.kind not in "fc":
            finite = True
            continue
        rounding = max(rounding, float(np.finfo(tolerance or wanted.dtype).eps))
        difference = distance(got.astype(wanted.dtype), wanted, usual[example.drawn])
        if np.isnan(difference) and example.what != A_NAN:
            return Compared(name, Status.DIFFERS, np.inf, f"{example.what}: NaN or infinity in other places")
        if np.isnan(difference):
            nan_elsewhere = True
            continue
        largest, finite = max(largest, difference), finite or not wanted.size or bool(np.isfinite(wanted).any())
    if largest > NEAR_ROUNDINGS * rounding:
        return Compared(name, Status.DIFFERS, largest)
    if not finite:
        return Compared(name, Status.NOT_COMPARED, largest, f"it is finite at none of {len(found)} inputs")
    if nan_elsewhere:
        why = f"a NaN of an input reaches other elements; else the largest difference is {largest:.2g} of its size"
        return Compared(name, Status.NEAR, largest, why)
    return Compared(name, Status.EQUAL if largest <= ROUNDINGS * rounding else Status.NEAR, largest)


def _of_another_kind(example: Example, outputs: list[Any] | str, k: int, narrowed: bool) -> str:
    """Return why an output differs whatever its floats are; "" where it may be equal."""
    if isinstance(outputs, str):
        return f"it does not run at an input ({example.what}): {outputs}"
    wanted, got = example.wanted[k], np.asarray(outputs[k])
    if got.shape != wanted.shape:
        return f"{example.what}: shape {got.shape}, not {wanted.shape}"
    if got.dtype != wanted.dtype and not (narrowed and got.dtype.kind == wanted.dtype.kind == "f"):
        return f"{example.what}: {got.dtype}, not {wanted.dtype}"
    if wanted.dtype.kind not in "fc" and not np.array_equal(got, wanted):
        return f"{example.what}: other integers"
    return ""


def _usual_sizes(k: int, examples: Sequence[Example]) -> dict[bool, float]:
    """Return the median size of an output of floats over the examples that were drawn (True), or given (False)."""
    sizes: dict[bool, list[float]] = {}
    for example in examples:
        if example.wanted[k].dtype.kind in "fc":
            sizes.setdefault(example.drawn, []).append(size(example.wanted[k]))
    return {drawn: float(np.median(several)) for drawn, several in sizes.items()}


def size(x: np.ndarray) -> float:
    """Return the largest absolute value of those that are finite; 0 without one."""
    return float(np.abs(x, where=np.isfinite(x), out=np.zeros(np.shape(x))).max(initial=0))


def distance(got: np.ndarray, wanted: np.ndarray, usual: float = 0.0) -> float:
    """Return the largest difference in units of the largest value; NaN where only one is finite.

    usual: the unit where it is larger. A slope at the top of a density is 0 but for what cancelled.
    """
    finite = np.isfinite(wanted)
    if not np.array_equal(finite, np.isfinite(got)) or not np.array_equal(
        got[~finite], wanted[~finite], equal_nan=True
    ):
        return float("nan")
    apart = size(got[finite] - wanted[finite])
    return apart and apart / max(size(wanted), usual, float(np.finfo(wanted.dtype).tiny))
