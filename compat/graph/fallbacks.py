"""What runs where: functions that are compiled, fallbacks, and what runs in NumPy or Python by choice.

A fallback does not run compiled, or not in the compiled sampler, though it was to. `config.fallback` decides: "allow"
(the default) reports a few of them once per process, "warn" reports each, once per line of user code, and "raise"
raises. What runs in NumPy or Python by choice, the user's (a mode, a step method) or ours (draws of distributions, what
depends on data alone), is no fallback. All is recorded, for `theano-compat run --why` and `--report`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from theano_common.users_lines import warn

from ..settings import config
from .origin import Origin, user_line


class FallbackError(RuntimeError):
    """Something would not run compiled, and `config.fallback` is "raise" or `config.reproducible` True."""


@dataclass(frozen=True)
class Fallback:
    """What was not compiled (`reason`), for this line of user code; empty and 0 if there is none."""

    reason: str
    filename: str
    line: int


_counts: Counter[Fallback] = Counter()
_chosen: Counter[Fallback] = Counter()
_compiled: Counter[str] = Counter()
_noticed: set[str] = set()


def called_from_c(op: str) -> str:
    """Return the reason why an Op without C is called in Python."""
    return f"{op} has no C: it is called in Python, out of C"


def fall_back(reason: str, noticed: bool = False, numbers: bool = False) -> None:
    """Record that something does not run compiled, for `reason`; report it or raise, as `config.fallback` says.

    The user's line is looked up here, so it is called where the fallback happens. noticed: reported once per process
    even if fallbacks are allowed. numbers: a function computes in NumPy, which `config.reproducible` refuses. Raises
    FallbackError.
    """
    at = user_line()
    fallback = _here(reason, at)
    if config.fallback == "raise":
        raise FallbackError(f"{reason} (config.fallback is 'raise')")
    if numbers and config.reproducible:
        raise FallbackError(f"{reason} (config.reproducible is True)")
    first = not _counts[fallback]
    _counts[fallback] += 1
    if config.fallback == "warn" and first or noticed and reason not in _noticed:
        _noticed.add(reason)
        warn(reason, RuntimeWarning, at and at[:2])  # that of the node, where one is known


def fall_back_from_jax(what: str, error: Exception) -> None:
    """Record that something runs in Python because JAX refused it or did not start. Raises FallbackError."""
    why = str(error).strip().split("\n")[0] or type(error).__name__
    fall_back(f"{what} in Python, not in JAX: {why}", noticed=True)


def by_choice(reason: str) -> None:
    """Record that something runs in NumPy or Python though nothing fell back; `reason`, a clause, says what and why."""
    _chosen[_here(reason, user_line())] += 1


def compiled_to(where: str) -> None:
    """Record that a function was compiled. where: "C", "C in pieces" or "JAX"."""
    _compiled[where] += 1


def _here(reason: str, at: Origin | None) -> Fallback:
    return Fallback(reason, at.filename if at else "", at.line if at else 0)


def fallbacks() -> dict[Fallback, int]:
    """Return how often each happened."""
    return dict(_counts)


def chosen() -> dict[Fallback, int]:
    """Return how often each thing ran in NumPy or Python by choice."""
    return dict(_chosen)


def compiled() -> dict[str, int]:
    """Return how many functions were compiled, by where they run."""
    return dict(_compiled)
