"""config.reproducible: the same bits from each processor's instructions and each compiler, or a refusal."""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pymc3 as pm
import pytest
import theano
import theano.tensor as tt

from bench import workload
from tests.backends.test_compilers import zig
from theano_compat.backends.c.compilers.build import load
from theano_compat.backends.c.emit import emit
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.graph.fallbacks import FallbackError
from theano_compat.models.modelling.density import log_density
from theano_compat.settings import config

SIZES: dict[str, dict[str, int]] = {  # of bench/works, cut down
    "eight_schools": {},
    "radon": {},
    "logistic": {"n": 501, "columns": 7},
    "stochastic_volatility": {},
    "mixture": {"n": 203},
    "hmm_scan": {},
    "uneven_groups": {},
    "poisson_additive": {"n": 307},
}
MAIN = """
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
static const double points[][MODEL_DIMENSION] = {{{points}}};
int main(void)
{{
    for (int k = 0; k < {count}; k++) {{
        double out[MODEL_DIMENSION + 1];
        uint64_t bits[MODEL_DIMENSION + 1];
        if (model_logp(points[k], out, out + 1)) return 1;
        memcpy(bits, out, sizeof out);
        for (int i = 0; i <= MODEL_DIMENSION; i++) printf("%016" PRIx64 "\\n", bits[i]);
    }}
    return 0;
}}
"""
OPTIONS = (
    *("-std=gnu11", "-O3", "-w", "-fno-math-errno", "-fno-trapping-math", "-fopenmp-simd", "-ffp-contract=off"),
    *("-fno-thread-jumps", "-fno-tree-slp-vectorize"),
)
ARM = ("aarch64-linux-gnu-gcc", "-static")


def student_t() -> Any:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(211, 3))
    y = x[:, 0] + 2.0 * x[:, 1] + 3.0 * x[:, 2] + rng.standard_t(4, 211)  # a product by BLAS differs by machine
    with pm.Model() as model:
        slopes, sigma = pm.Normal("slopes", 0, 1, shape=3), pm.HalfNormal("sigma", 1)
        nu = pm.Gamma("nu", 2, 0.1)
        pm.StudentT("y", mu=pm.math.dot(x, slopes), sigma=sigma, nu=nu, observed=y)
    return model


def of_bench(name: str) -> Any:
    work = workload.load(name)
    return work.legacy(pm, work.data({**work.NAMED, **SIZES[name]}))


MODELS: dict[str, Callable[[], Any]] = {
    **{name: lambda name=name: of_bench(name) for name in SIZES},  # type: ignore[misc]
    "student_t": student_t,
}


def ways() -> dict[str, tuple[list[str], list[str]]]:
    """Return the ways to compile a program that run here: (command, what runs the program)."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    here = platform.machine() == "x86_64"
    facts = Path("/proc/cpuinfo").read_text() if here and os.path.exists("/proc/cpuinfo") else ""
    for name, flag in (("v2", "sse4_2"), ("v3", "avx2"), ("v4", "avx512dq")):
        for compiler in ("gcc", "clang"):
            if shutil.which(compiler) and flag in facts:
                found[f"{compiler} {name}"] = [compiler, f"-march=x86-64-{name}"], []
        if (command := zig()) is not None and flag in facts:
            found[f"zig {name}"] = [*command, "cc", f"-mcpu=x86_64_{name}"], []
    if shutil.which("gcc"):
        found["gcc, least"] = ["gcc"], []
    if shutil.which(ARM[0]) and (runner := shutil.which("qemu-aarch64-static")):
        found["arm64"] = [*ARM], [runner]
    return found


@pytest.fixture
def reproducible() -> Any:
    with config.change_flags(reproducible=True):
        yield


def bits(folder: Path, text: str, command: list[str], runner: list[str]) -> str:
    (folder / "model.c").write_text(text)
    environment = {**os.environ, "ZIG_GLOBAL_CACHE_DIR": str(folder.parent / "zig")}
    words = [*command, *OPTIONS, "-o", "model", "model.c", "-lm"]
    if "gcc" not in command[0]:
        words.remove("-fno-thread-jumps")
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr[:2000]
    return subprocess.run(
        [*runner, str(folder / "model")], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.slow
@pytest.mark.compiler
@pytest.mark.parametrize("name", MODELS)
def test_the_same_bits(name: str, tmp_path: Path, reproducible: Any) -> None:
    """Programs for several processors, and the density that a sampler calls here."""
    model = MODELS[name]()
    density = log_density(model)
    assert density.c() is not None
    points = density.initial + np.random.default_rng(3).normal(scale=0.3, size=(3, density.dimension))
    rows = ", ".join("{" + ", ".join(float(v).hex() for v in point) + "}" for point in points)
    model.to_c(str(tmp_path / "density.c"))
    text = (tmp_path / "density.c").read_text() + MAIN.format(points=rows, count=len(points))
    found = {way: bits(tmp_path, text, *how) for way, how in ways().items()}
    called = np.concatenate([np.r_[value, gradient] for value, gradient in map(density.logp_grad, points)])
    found["here"] = "".join(f"{int(b):016x}\n" for b in called.view(np.uint64))
    assert len(found) > 1
    assert {way for way, one in found.items() if one != found["here"]} == set()
    with config.change_flags(reproducible=False):
        usual = log_density(MODELS[name]())
        again = np.concatenate([np.r_[value, gradient] for value, gradient in map(usual.logp_grad, points)])
    np.testing.assert_allclose(called, again, rtol=1e-10, atol=1e-9)


STRAIGHT = """
void straight(const double *restrict x, double *restrict out)
{
    out[0] = x[0] * x[2] - x[4];
    out[1] = x[1] * x[3] + x[5];
}
"""


@pytest.mark.compiler
def test_straight_code_is_not_fused(reproducible: Any) -> None:
    """gcc 12 makes vfmaddsub of it, where it makes vectors of straight code."""
    near_1 = 1 + 2.0**-30  # its square takes more bits than a double has
    given, found = np.array([near_1, near_1, near_1, near_1, 1 + 2.0**-29, -1 - 2.0**-29]), np.ones(2)
    load(STRAIGHT).straight(*(array.ctypes.data_as(ctypes.c_void_p) for array in (given, found)))
    assert found.tolist() == [0.0, 0.0]


x = tt.dvector("x")
REFUSED = {
    "gammaincc of SciPy": lambda: tt.sum(tt.gammaincc(x, 2.0)),
    "sinh of the C library": lambda: tt.sinh(x),
    "dgetrf of SciPy": lambda: tt.nlinalg.matrix_inverse(tt.outer(x, x)),
}


@pytest.mark.compiler
def test_real_powers_are_ours(reproducible: Any) -> None:
    """Complex ones are the C library's, of which a real power says nothing."""
    given = np.array([0.5, 2.0, 3.25])
    found = theano.function([x], x**1.7, mode="C")(given)
    np.testing.assert_allclose(found, given**1.7, rtol=3e-16)


@pytest.mark.compiler
@pytest.mark.parametrize("words", REFUSED)
def test_refused(words: str, reproducible: Any) -> None:
    with pytest.raises(FallbackError, match=f"config.reproducible is True.*{words}"):
        theano.function([x], REFUSED[words](), mode="C")(np.ones(3))


data = theano.shared(np.arange(1.0, 6.0))
BEFOREHAND = {  # what depends on data alone, and whether NumPy has the same bits for it on every machine
    "rounded once": (lambda: tt.sqr(data) / 3.0 - data, True),
    "chosen": (lambda: tt.switch(data > 2, data, -data), True),
    "moved": (lambda: data[np.array([4, 3, 2, 1, 0])], True),
    "counted": (lambda: tt.sum(data > 2), True),
    "by libm": (lambda: tt.exp(data), False),
    "added up": (lambda: tt.sum(data), False),
    "a product": (lambda: tt.dot(data, data), False),
    "complex": (lambda: tt.real((data + 1j) * (data - 2j)), False),
}


@pytest.mark.parametrize("name", BEFOREHAND)
def test_what_is_computed_beforehand(name: str, reproducible: Any) -> None:
    make, staged = BEFOREHAND[name]
    made = prepare([x], [x * make()])
    in_main = {node.op.compat_plain_name for node in made.main.nodes} - {"mul", "DimShuffle{x}"}
    assert bool(in_main) != staged


def test_neither_sums_nor_logarithms_are_computed_by_numpy_beforehand(reproducible: Any) -> None:
    """Of what depends on data alone, and of numbers; sums of numbers are."""
    data = theano.shared(np.ones(5))
    made = prepare([x], [tt.sum(x * tt.log(data)) * tt.log(tt.constant(2.0)) + (tt.constant(2.0) + 3.0)])
    assert made.stage is None
    text = emit(made.main).text
    assert "log(in1[i0])" in text and "logf(2.0f)" in text and "5.0" in text
    assert "reduction(+" not in text
