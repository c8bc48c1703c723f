"""Compute the polynomials of our own vector functions, compat/backends/c/support/vector_functions.h.

`python -m tools.polynomials` prints them: each interpolates mpmath's values in Chebyshev's points of its interval, with
60 digits, so that its error is at most some 1.1 times the least possible. The lowest coefficient comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath as mp

mp.mp.dps = 60


def interpolated(f: Callable[[Any], Any], low: Any, high: Any, count: int) -> list[Any]:
    """Return `count` coefficients of the polynomial that equals f in as many points of Chebyshev."""
    middle, half = (mp.mpf(low) + high) / 2, (mp.mpf(high) - low) / 2
    points = [middle + half * mp.cos((2 * k + 1) * mp.pi / (2 * count)) for k in range(count)]
    rows = mp.matrix(count, count)
    for i, x in enumerate(points):
        for j in range(count):
            rows[i, j] = x**j
    return list(mp.lu_solve(rows, mp.matrix([f(x) for x in points])))


def _log_part(z: Any) -> Any:
    """(log((1 + s) / (1 - s)) - 2 s) / s^3 as a function of z = s^2."""
    return 2 * sum(z**k / (2 * k + 3) for k in range(60))


def _atanh_rest(z: Any) -> Any:
    """What of _log_part is left after its first two terms, over z^2."""
    return 2 * sum(z**k / (2 * k + 7) for k in range(60))


def _exp_part(r: Any) -> Any:
    """(exp(r) - 1 - r) / r^2."""
    return sum(r**k / mp.factorial(k + 2) for k in range(50))


def _sine_part(z: Any) -> Any:
    """(sin(r) - r) / r^3 as a function of z = r^2."""
    return sum((-1) ** (k + 1) * z**k / mp.factorial(2 * k + 3) for k in range(40))


def _cosine_part(z: Any) -> Any:
    """(cos(r) - 1 + r^2 / 2) / r^4 as a function of z = r^2."""
    return sum((-1) ** k * z**k / mp.factorial(2 * k + 4) for k in range(40))


def _tanh_part(z: Any) -> Any:
    """(tanh(x) - x) / x^3 as a function of z = x^2."""
    x = mp.sqrt(z)
    return (mp.tanh(x) - x) / x**3


def _erf_part(z: Any) -> Any:
    """(erf(x) / x - 2 / sqrt(pi)) / x^2 as a function of z = x^2."""
    return 2 / mp.sqrt(mp.pi) * sum((-1) ** k * z ** (k - 1) / (mp.factorial(k) * (2 * k + 1)) for k in range(1, 60))


def _erfc_part(t: Any) -> Any:
    """(x + 1/2) exp(x^2) erfc(x) - 5/8 for x with t = (x - 2) / (x + 2)."""
    x = 2 * (1 + t) / (1 - t)
    return (x + mp.mpf(1) / 2) * mp.exp(x * x) * mp.erfc(x) - mp.mpf(5) / 8


HALF_LOG_2 = mp.log(2) / 2
NAMES: dict[str, tuple[Callable[[Any], Any], Any, Any, int]] = {
    "EXP": (_exp_part, -HALF_LOG_2 * 1.0001, HALF_LOG_2 * 1.0001, 11),
    "LOG": (_log_part, 0, (3 - 2 * mp.sqrt(2)) ** 2 * 1.0001, 7),
    "POWER_LOG": (_atanh_rest, 0, (3 - 2 * mp.sqrt(2)) ** 2 * 1.0001, 7),
    "SINE": (_sine_part, 0, (mp.pi / 4) ** 2 * 1.0001, 6),
    "COSINE": (_cosine_part, 0, (mp.pi / 4) ** 2 * 1.0001, 6),
    "TANH": (_tanh_part, 0, mp.mpf("0.7") ** 2, 13),
    "ERF": (_erf_part, 0, mp.mpf("0.75") ** 2 * 1.0001, 10),
    "ERFC": (_erfc_part, mp.mpf("-0.62"), mp.mpf("0.866"), 24),
}


def main() -> None:
    """Print all polynomials: each power with its coefficient. FOURFOLD takes those of every fourth power."""
    for name, (f, low, high, count) in NAMES.items():
        coefficients = interpolated(f, low, high, count)
        print(f"{name}:")
        for power, c in enumerate(coefficients):
            print(f"    {power:2} {float(c)!r}")
        middle, half = (mp.mpf(low) + high) / 2, (mp.mpf(high) - low) / 2
        points = [middle + half * mp.mpf(k) / 100 for k in range(-99, 100)]
        worst = max(abs(mp.polyval(coefficients[::-1], x) - f(x)) for x in points)
        print(f"# off by at most {mp.nstr(worst, 2)} of {mp.nstr(abs(f(points[0])), 3)}")


if __name__ == "__main__":
    main()
