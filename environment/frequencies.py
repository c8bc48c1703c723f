"""pandas' old names of frequencies ("M", "24H", "15T", "A-DEC"), understood by `to_offset` where pandas refuses them.

The parts of pandas written in Python call that function: date_range, resample, Grouper, asfreq, shift. Periods,
Timedelta and the rounding of time stamps do not.
"""

import functools
import re
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

OLD = {
    "H": "h", "T": "min", "S": "s", "L": "ms", "U": "us", "N": "ns", "BH": "bh", "CBH": "cbh", "M": "ME", "BM": "BME",
    "CBM": "CBME", "SM": "SME", "Q": "QE", "BQ": "BQE", "A": "YE", "Y": "YE", "BA": "BYE", "BY": "BYE", "AS": "YS",
    "BAS": "BYS",
}  # fmt: skip
_PART = re.compile(r"([-+]?\d*\.?\d*\s*)([A-Za-z]+)((?:-[A-Z]{3})?)")
used: dict[str, str] = {}  # for the report
_patched: list[tuple[ModuleType, Any]] = []


def translated(frequency: str) -> str:
    """Translate an old name: "24H" -> "24h", "A-DEC" -> "YE-DEC"; others stay."""
    return _PART.sub(lambda part: part[1] + OLD.get(part[2], part[2]) + part[3], frequency)


FORMER = {new: old for old, new in OLD.items() if old != "Y" and old != "BY"}


def former(frequency: str | None) -> str | None:
    """Translate a name back: "ME" -> "M", "YE-DEC" -> "A-DEC"; others, and None, stay."""
    if frequency is None:
        return None
    return _PART.sub(lambda part: part[1] + FORMER.get(part[2], part[2]) + part[3], frequency)


def _tolerant(real: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(real)
    def to_offset(freq: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return real(freq, *args, **kwargs)
        except ValueError:
            new = translated(freq) if isinstance(freq, str) else freq
            if new == freq or args or any(kwargs.values()):  # of a period
                raise
            offset = real(new)
            used[f"pandas frequency {freq!r}"] = f"is {new!r}"
            return offset

    return to_offset


def apply(pandas: ModuleType) -> None:
    """Patch every module of pandas with `to_offset`, unless pandas still accepts the old names without a warning."""
    real = getattr(sys.modules.get("pandas.tseries.frequencies"), "to_offset", None)
    if real is None or int(pandas.__version__.partition(".")[0]) < 3:
        return
    tolerant = _tolerant(real)
    for name, module in list(sys.modules.items()):
        if name.startswith("pandas.") and vars(module).get("to_offset") is real:
            module.to_offset = tolerant  # type: ignore[attr-defined]
            _patched.append((module, real))


def report() -> dict[str, str]:
    """Map the full name of each old name that was understood to its note."""
    return dict(used)


def restore() -> None:
    """Undo `apply`."""
    while _patched:
        module, real = _patched.pop()
        module.to_offset = real  # type: ignore[attr-defined]
    used.clear()
