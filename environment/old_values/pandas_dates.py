"""Dates in nanoseconds, differences as numbers of days, and dates of several forms, as before pandas 2 and 3.

pandas 3 counts dates in microseconds or seconds, as they were written: `values.astype("int64") // 10**9` were seconds
since 1970, and are thousands of seconds. Here every array of dates is in nanoseconds, the only unit of old, if they
fit.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from theano_compat.emulated_versions import older_than

from ..frequencies import former
from ..restored_name import Narrowed
from .callers import for_programs

Function = Callable[..., Any]
UNIT = re.compile(r"(?:timedelta64|m8)\[(\w+)\]")


def _nanoseconds(real: Any) -> Any:
    """Make arrays of dates, or of their differences, in nanoseconds if they fit."""
    make = real.__func__

    @functools.wraps(make)
    def _simple_new(cls: Any, values: Any, *args: Any, **kwargs: Any) -> Any:
        if np.datetime_data(values.dtype)[0] == "ns":
            return make(cls, values, *args, **kwargs)
        from pandas.errors import OutOfBoundsDatetime, OutOfBoundsTimedelta

        try:
            fine = _exactly(values)
        except (OutOfBoundsDatetime, OutOfBoundsTimedelta):
            return make(cls, values, *args, **kwargs)
        dtype = kwargs.pop("dtype", args[0] if args else None)
        zone = getattr(dtype, "tz", None)
        return make(cls, fine, *args[1:], dtype=type(dtype)("ns", zone) if zone is not None else fine.dtype, **kwargs)

    return classmethod(_simple_new)


def _exactly(values: Any) -> Any:
    from pandas._libs.tslibs import astype_overflowsafe

    return astype_overflowsafe(values, np.dtype(f"{values.dtype.kind}8[ns]"), copy=False)


@for_programs
def _numbers(real: Function) -> Function:
    """Give numbers of days for `differences.astype("timedelta64[D]")`, as until pandas 1.5."""

    @functools.wraps(real)
    def astype(self: Any, dtype: Any, *args: Any, **kwargs: Any) -> Any:
        unit = UNIT.fullmatch(str(dtype) if isinstance(dtype, np.dtype) else dtype) if _names_a_type(dtype) else None
        if unit is None or unit[1] == "ns" or getattr(self.dtype, "kind", "") != "m":
            return real(self, dtype, *args, **kwargs)
        whole = self.to_numpy().astype(f"m8[{unit[1]}]")
        missing = np.isnat(whole)
        numbers = whole.astype(np.int64).astype(np.float64)
        numbers[missing] = np.nan
        if hasattr(self, "index"):
            return type(self)(numbers, self.index, name=self.name)
        from pandas import Index

        counted = older_than("3.9") and not missing.any()  # pandas 1.0 gave an index of integers
        return Index(whole.astype(np.int64) if counted else numbers, name=self.name)

    return astype


def _names_a_type(dtype: Any) -> bool:
    return isinstance(dtype, str | np.dtype)


def _by_its_old_name(real: Any) -> Any:
    """Tell the frequency of dates by its name of then, "H" and "M", as until pandas 2.1."""
    if not isinstance(real, property) or real.fget is None:
        return None
    read = real.fget
    return property(lambda self: former(read(self)), real.fset, real.fdel, real.__doc__)


def _inferred_by_its_old_name(real: Function) -> Function:
    @functools.wraps(real)
    def infer_freq(*args: Any, **kwargs: Any) -> Any:
        return former(real(*args, **kwargs))

    return infer_freq


def _is_of_iso(form: object) -> bool:
    """Say whether pandas until 1.5 took a form for ISO 8601's, and read dates with other separators or times by it."""
    several = [f"%Y{date}%m{date}%d{time}%H:%M:%S.%f" for date in (" ", "/", "\\", "-", ".", "") for time in " T"]
    return isinstance(form, str) and form not in ("%Y%m%d", "%Y%m", "%Y") and any(o.startswith(form) for o in several)


def _of_any_form(real: Function) -> Function:
    """Read each date by its own form, as until pandas 1.5; give back with `errors="ignore"` what is none."""

    @functools.wraps(real)
    def to_datetime(arg: Any, *args: Any, **kwargs: Any) -> Any:
        ignored = kwargs.get("errors") == "ignore"
        kwargs = {name: value for name, value in kwargs.items() if not (name == "errors" and ignored)}
        if _is_of_iso(kwargs.get("format")):
            kwargs["format"] = "ISO8601"
        try:
            try:
                return real(arg, *args, **kwargs)
            except ValueError as error:
                if "format='mixed'" not in str(error) or kwargs.get("format") is not None:
                    raise
                return real(arg, *args, **{**kwargs, "format": "mixed"})
        except (ValueError, TypeError, OverflowError):
            if not ignored:
                raise
            return arg

    return to_datetime


def _or_as_it_is(real: Function) -> Function:
    """Give back with `errors="ignore"` what is no number, as until pandas 2."""

    @functools.wraps(real)
    def converted(arg: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("errors") != "ignore":
            return real(arg, *args, **kwargs)
        try:
            return real(arg, *args, **{**kwargs, "errors": "raise"})
        except (ValueError, TypeError, OverflowError):
            return arg

    return converted


TABLE = (
    *(
        Narrowed(f"pandas.core.arrays:{name}", "_simple_new", _nanoseconds, "is in nanoseconds, if the dates fit")
        for name in ("DatetimeArray", "TimedeltaArray")
    ),
    *(
        Narrowed(owner, "astype", _numbers, 'astype("timedelta64[D]") gives numbers of days, and its like')
        for owner in ("pandas:Series", "pandas:TimedeltaIndex")
    ),
    *(
        Narrowed(f"pandas:{name}", "freqstr", _by_its_old_name, 'is "H" or "M" again')
        for name in ("DatetimeIndex", "TimedeltaIndex")
    ),
    Narrowed("pandas", "infer_freq", for_programs(_inferred_by_its_old_name), 'is "H" or "M" again'),
    Narrowed(
        "pandas",
        "to_datetime",
        _of_any_form,
        'dates of several forms, or of ISO 8601 with other separators than the format; errors="ignore"',
    ),
    *(
        Narrowed("pandas", name, _or_as_it_is, 'errors="ignore" gives back what cannot be read')
        for name in ("to_numeric", "to_timedelta")
    ),
)
