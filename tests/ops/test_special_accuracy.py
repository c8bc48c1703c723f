"""The special functions written in C, against mpmath in 40 digits: relative errors over their whole range."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import mpmath as mp
import numpy as np
import pytest

from tests.ops.references import exact
from theano_compat.backends.c.compilers.scipy_pointers import POINTERS, load_pointer
from theano_compat.backends.c.support_functions.elementwise import SUPPORT

RNG = np.random.default_rng(1)
WIDE = 10.0 ** RNG.uniform(-8, 10, 60)  # sizes from 1e-8 to 1e10
NEAR = 10.0 ** RNG.uniform(-12, -1, 30)
POINTS = {  # name in C: (row, points, worst relative error)
    "compat_gammaln": ("gammaln", (RNG.uniform(0, 15, 150), WIDE, 1 + NEAR, 1 - NEAR, 2 + NEAR, 2 - NEAR), 2e-15),
    "compat_psi": ("psi", (RNG.uniform(0, 15, 150), WIDE, 1.4616 + 10.0 ** RNG.uniform(-5, -2, 20)), 2e-15),
    "compat_trigamma": ("tri_gamma", (RNG.uniform(0, 15, 150), WIDE, -RNG.uniform(0, 10, 50)), 1e-15),
    "compat_erfinv": (
        "erfinv",
        (RNG.uniform(-1, 1, 100), 10.0 ** RNG.uniform(-12, 0, 40), 1 - 10.0 ** RNG.uniform(-15, -1, 40)),
        1e-15,
    ),
    "compat_erfcinv": ("erfcinv", (RNG.uniform(0, 2, 100), 10.0 ** RNG.uniform(-300, 0, 60)), 1e-15),
    "compat_erfcx": ("erfcx", (RNG.uniform(-26, 60, 200), 10.0 ** RNG.uniform(1, 100, 40)), 2e-15),
}
COMPILER = shutil.which("gcc") or shutil.which("clang")


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, np.ndarray], np.ndarray]:
    if COMPILER is None:
        pytest.skip("no C compiler")
    folder: Path = tmp_path_factory.mktemp("special")
    loops = [
        f"void run_{n}(const double *x, double *y, long n) {{ for (long i = 0; i < n; i++) y[i] = {n}(x[i]); }}"
        for n in POINTS
    ]
    (folder / "special.c").write_text("\n".join([*(SUPPORT[n].text for n in POINTS), *loops]))
    subprocess.run(
        [
            COMPILER,
            "-O2",
            "-march=native",
            "-fno-math-errno",
            "-shared",
            "-fPIC",
            "-o",
            str(folder / "special.so"),
            str(folder / "special.c"),
            "-lm",
        ],
        check=True,
    )
    library = ctypes.CDLL(str(folder / "special.so"))

    def run(name: str, x: np.ndarray) -> np.ndarray:
        y = np.empty_like(x)
        getattr(library, f"run_{name}")(
            x.ctypes.data_as(ctypes.c_void_p), y.ctypes.data_as(ctypes.c_void_p), ctypes.c_long(x.size)
        )
        return y

    return run


@pytest.mark.slow
@pytest.mark.parametrize("name", POINTS)
def test_relative_error(name: str, call: Callable[[str, np.ndarray], np.ndarray]) -> None:
    row, parts, bound = POINTS[name]
    x = np.concatenate(parts)
    worst = 0.0
    for point, found in zip(x, call(name, x), strict=True):
        wanted = exact(row, point)
        worst = max(worst, float(abs((mp.mpf(float(found)) - wanted) / wanted)))
    assert worst < bound


INF, NAN = float("inf"), float("nan")
ENDS = (  # at the ends of the range
    ("compat_gammaln", (0.0, -0.0, -1.0, -INF, INF, NAN, 1.0, 2.0), (INF, INF, INF, INF, INF, NAN, 0.0, 0.0)),
    ("compat_psi", (0.0, -0.0, -1.0, INF, -INF, NAN, 1e-320), (-INF, INF, NAN, INF, NAN, NAN, -INF)),
    ("compat_trigamma", (0.0, -1.0, INF, NAN, 1e-320), (INF, INF, 0.0, NAN, INF)),
    ("compat_erfinv", (1.0, -1.0, 1.5, NAN, 0.0, -0.0), (INF, -INF, NAN, NAN, 0.0, -0.0)),
    ("compat_erfcinv", (0.0, 2.0, -1.0, 3.0, NAN, 1.0), (INF, -INF, NAN, NAN, NAN, 0.0)),
    ("compat_erfcx", (-30.0, INF, -INF, NAN), (INF, 0.0, INF, NAN)),
)


@pytest.mark.parametrize(("name", "x", "wanted"), ENDS, ids=lambda v: v if isinstance(v, str) else None)
def test_at_the_ends(
    name: str, x: tuple[float, ...], wanted: tuple[float, ...], call: Callable[[str, np.ndarray], np.ndarray]
) -> None:
    np.testing.assert_array_equal(call(name, np.array(x)), wanted)


@pytest.mark.parametrize("name", POINTERS)
def test_pointers_of_scipy(name: str) -> None:
    """The function at the address gives what scipy.special gives."""
    import scipy.special

    count = POINTERS[name][2].count("double") - 1
    function = ctypes.CFUNCTYPE(ctypes.c_double, *[ctypes.c_double] * count, ctypes.c_int)(load_pointer(name))
    point = (0.75, 1.5, 0.25)[:count]
    assert function(*point, 0) == pytest.approx(getattr(scipy.special, POINTERS[name][1])(*point), rel=1e-15)


def test_a_pointer_that_scipy_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(POINTERS, "compat_other", ("scipy.special.cython_special", "i0", "float (*)(float, int)"))
    with pytest.raises(ImportError, match=r"exports no i0 .* float\(float\)"):
        load_pointer("compat_other")
