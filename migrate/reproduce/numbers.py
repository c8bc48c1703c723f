"""Numbers in printed text: their values, the digits that were printed, and which of them only tell of the run."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

CLOSE = 1e-9  # of a number: rounding of the machine's own
VALUE = r"[-+]?(?:\d+(?:_\d{3})+|\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)"
# Times, rates, addresses, dates and releases: they are not compared.
UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|it/s|s/it|draws/s|ns|[mµu]s|s|min|h|[kKMG]i?B)\b"
DAY, CLOCK = r"\d{1,2}(?:st|nd|rd|th)?", r"\d+:\d\d(?::\d\d)?(?:\.\d+)?"
MONTHS = "January February March April June July August October November December"
MONTH = rf"(?:{'|'.join(f'{one[:3]}(?:{one[3:]})?' for one in MONTHS.split())}|May|Sept?(?:ember)?)\b\.?"
DATE = (
    rf"{MONTH} +{DAY}(?:,? +{CLOCK})?(?: [A-Z]{{3,4}})?,? +\d{{4}}|{DAY}[ -]{MONTH}[ ,-]{{1,2}}\d{{2,4}}"
    rf"|{MONTH}[ -]\d{{4}}|\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}|\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)"
    r"|\d{1,2}-\d{1,2}-\d{4}|(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![\w.-])"
)
OF_RUN = rf"0x[0-9a-fA-F]+|{DATE}|{CLOCK}|\d+\.?\d*(?:e[-+]?\d+)? ?{UNIT}|\d+(?:\.\d+){{2,}}"
TOKEN = re.compile(
    rf"(?P<run>(?<![\w.])(?:{OF_RUN}))|(?P<number>(?<![\w.])(?:{VALUE}|-?nan|-?NaN|-?inf)(?!\w|\.\d))|(?P<word>[^\W\d]\w*)"
)
BYTES = re.compile(
    r"(?:\bSize:|(?<=float64)|(?<=float32)|(?<=int64)|(?<=object)|(?<=bool)) \d+(?:\.\d+)?[kMG]?B\b"
)  # of xarray
OF_CRITERION = re.compile(r"\s*Computed from \d+ .*log-likelihood matrix")
NUMBER = re.compile(rf"(?:{VALUE}|-?nan|-?NaN|-?inf)")
# Lines that tell of the run: progress bars, times, messages of samplers, warnings, figures.
LINE_OF_RUN = re.compile(
    r"\d%\||\d%\[|\d%[- ]*\] \d+ of \d+\b|\b\d+ of \d+ complete\b|\bIteration \d+ \[\d+%\]|Average ELBO"
    r"|\b(?:Int|Float)Progress\(|it/s|draws/s|s/it|Average Loss|CPU times|Wall time|per loop|\bloops?\b.*\bbest of\b"
    r"|^\s*(?:Auto-assigning|Initializing|Multiprocess|Sequential sampling|Sampling \d|Sample initial|Stage:|Beta:"
    r"|NUTS:|>+|CompoundStep|Finished|Convergence|Optimization|There (?:was|were) \d+ divergence|The chain reached"
    r"|The number of effective|The acceptance prob|The estimated number|The rhat|The gelman|Only \d+ samples|Got error"
    r"|Interrupted|memory usage: |logp = .*\|\|grad)|Warning\b|\bwarn(?:ings)?\b|\.pyc?:\d+|<[\w.]+ (?:at|object)"
    r"|<Figure|Figure size|<ggplot: |^\d+, dim: \w+, \d+ =\? \d+$"  # the last is what ArviZ 0.11 printed of coordinates
)
PROFILE = re.compile(r"(?:(?:Function|Scan Op|Mode) profiling|Memory Profile)$")  # and what follows: of the machine


@dataclass(frozen=True)
class Number:
    """A printed number. start, end: where it stands in the text of its block; half: half a unit of its last digit.

    An integer has none: it is taken for exact.
    """

    text: str
    value: float
    half: float
    start: int
    end: int


@dataclass(frozen=True)
class Word:
    """A word between numbers, by which they are found again."""

    text: str


def number(text: str, start: int = 0) -> Number:
    """Return the number that `text` is."""
    plain = text.lower().replace("_", "")
    mantissa, _, exponent = plain.partition("e")
    whole = not exponent and "." not in mantissa
    digits = 8 if mantissa.endswith(".") else len(mantissa.partition(".")[2])  # NumPy leaves zeros out: `2.` is exact
    half = 0.0 if whole else 0.5 * 10.0 ** max(int(exponent or 0) - digits, -300)
    return Number(text, float(plain), half, start, start + len(text))


def is_number(text: str) -> bool:
    """Say whether a word is a number."""
    return NUMBER.fullmatch(text) is not None


def tokens(text: str, start: int = 0) -> Iterator[Number | Word]:
    """Yield numbers and words in order: nothing of a line of the run, and a word for what tells of it within a line."""
    at = start
    for line in text.splitlines(keepends=True):
        line = BYTES.sub(lambda found: " " * len(found[0]), line)
        if OF_CRITERION.match(line):  # in other words since ArviZ 0.11
            yield Word("log-likelihood")
            yield from (number(found[0], at + found.start()) for found in re.finditer(r"\b\d+\b", line))
        elif not LINE_OF_RUN.search(line):  # bars and messages stand between numbers on one side alone
            for found in TOKEN.finditer(line):
                if found["number"]:
                    yield number(found["number"], at + found.start())
                else:
                    yield Word("(of the run)" if found["run"] else found["word"])
        at += len(line)


def significant(one: Number) -> int:
    """Return how many significant digits a number was printed with; none of an integer."""
    mantissa = one.text.lower().partition("e")[0].lstrip("+-0.").replace("_", "")
    return len(mantissa.replace(".", "")) if one.half else 0


def same(old: Number, new: Number) -> bool:
    """Say whether two numbers are the same to the digits that both printed; integers are the same or not."""
    if old.value == new.value or (math.isnan(old.value) and math.isnan(new.value)):
        return True
    if not (math.isfinite(old.value) and math.isfinite(new.value)):
        return False
    if not old.half or not new.half:
        return False
    return abs(old.value - new.value) <= max(old.half, new.half) * (1 + 1e-6) or math.isclose(
        old.value, new.value, rel_tol=CLOSE
    )
