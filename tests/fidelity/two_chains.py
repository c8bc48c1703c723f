"""Two chains, which are threads, on one object: a C program that calls the log density of a model from both at once
under ThreadSanitizer, and compares each value with that of one thread alone."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tests.compilation.given_density import compile_density
from theano_compat.backends.c import workspace
from theano_compat.backends.c.ctype import ctype
from theano_compat.compilation.densities.density import Density
from theano_compat.differentiate import grad
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.reductions.functions import sum
from theano_compat.ops.tensor_op import as_tensor

MAIN = """
#include <pthread.h>
#include <stdio.h>

static void *host(void *c, int n, const int64_t *l) { (void)c; (void)n; (void)l; return 0; }
@DATA@
static const void *const data[] = {@NAMES@0};
static const int64_t *const lengths[] = {@LENGTHS@0};
static const int64_t offsets[] = {0};
static const struct user user = {data, lengths, offsets, host};
enum { POINTS = 200 };
static double found[3][POINTS][@DIM@ + 1];

static void *chain(void *number)
{
    const int k = *(const int *)number;
    for (int i = 0; i < POINTS; i++) {
        double x[@DIM@];
        for (int d = 0; d < @DIM@; d++) x[d] = (double)((i * 37 + d * 11) % 101) / 101 - 0.5;
        if (logp(@DIM@, x, found[k][i] + 1, found[k][i], &user)) found[k][i][0] = -1e300;
    }
    return 0;
}

int main(void)
{
    int numbers[] = {0, 1, 2};
    pthread_t threads[2];
    chain(numbers + 2);
    for (int k = 0; k < 2; k++) pthread_create(threads + k, 0, chain, numbers + k);
    for (int k = 0; k < 2; k++) pthread_join(threads[k], 0);
    int wrong = 0;
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < POINTS; i++)
            for (int d = 0; d <= @DIM@; d++) wrong += found[k][i][d] != found[2][i][d] || found[2][i][0] == -1e300;
    printf("%d values differ\\n", wrong);
    return wrong != 0;
}
"""


def _vector() -> Any:
    return TensorType("float64", (False,))()


def plain() -> Density:
    x = _vector()
    data = np.linspace(-1, 2, 300)
    logp = sum(-0.5 * e.sqr((as_tensor(data) - x[0]) / e.exp(x[1])) - x[1]) - 0.5 * sum(e.sqr(x))
    return compile_density(x, logp, grad(logp, x), [x[0]], 2, "C")


def gathered() -> Density:
    """A value per group, scratch memory on the heap, and a gradient that is scattered back."""
    x = _vector()
    group = np.arange(5000) % 40
    y = np.sin(np.arange(5000.0))
    mean = x[1:41][as_tensor(group)] * as_tensor(np.cos(np.arange(5000.0)))
    scale = e.exp(x[0])
    residual = (as_tensor(y) - mean) / scale
    logp = sum(-0.5 * e.sqr(residual - residual.mean()) - e.log(scale)) - sum(e.sqr(x))
    return compile_density(x, logp, grad(logp, x), [x[0]], 41, "C")


def looped() -> Density:
    """A scan and its gradient."""
    from theano_compat.theano_api.scan_module import scan

    x, y = _vector(), np.cos(np.arange(400.0))
    rows, _ = scan(lambda v, s, a: e.tanh(a * s + v), as_tensor(y), x[1], x[0])
    logp = sum(-0.5 * e.sqr(rows - 0.1)) - 0.5 * sum(e.sqr(x))
    return compile_density(x, logp, grad(logp, x), [x[0]], 2, "C")


def chosen() -> Density:
    """Index of data out of no range, conditions and sums over rows."""
    x, table = _vector(), np.arange(600.0).reshape(200, 3) / 600
    z = as_tensor(table) * x[0] + x[1:4]
    logp = sum(e.switch(e.gt(z, 0.3), e.log1p(e.sqr(z)), e.softplus(z)).max(axis=1)) - 0.5 * sum(e.sqr(x))
    return compile_density(x, logp, grad(logp, x), [x[0]], 4, "C")


DENSITIES: dict[str, Callable[[], Density]] = {f.__name__: f for f in (plain, gathered, looped, chosen)}


def source(density: Density) -> str:
    """The translation unit of the log density with a `main`."""
    unit = density.logp.unit()
    assert not set(unit.pointers) - set(workspace.TYPES) and not unit.called, "the program would need SciPy or Python"
    values = [
        np.require(v, d.type.compat_numpy_dtype, ("C", "A"))  # type: ignore[attr-defined]
        for v, d in zip(density.logp.data_of_program.values(), density.logp.prepared.partitioned.data, strict=True)
    ]
    declared = []
    for k, value in enumerate(values):
        words = ", ".join(x.hex() if isinstance(x, float) else str(int(x)) for x in value.ravel().tolist()) or "0"
        declared += [
            f"static const {ctype(value.dtype.name)} data{k}[] = {{{words}}};",
            f"static const int64_t lengths{k}[] = {{{', '.join(map(str, value.shape)) or '0'}}};",
        ]
    names = "".join(f"data{k}, " for k in range(len(values)))
    lengths = "".join(f"lengths{k}, " for k in range(len(values)))
    filled = {"@DATA@": "\n".join(declared), "@NAMES@": names, "@LENGTHS@": lengths, "@DIM@": str(density.dimension)}
    return unit.text + re.sub("@[A-Z]+@", lambda word: filled[word[0]], MAIN)


def compiled(text: str, folder: Path, compiler: str = "gcc", more: tuple[str, ...] = ()) -> Path:
    (folder / "main.c").write_text(text)
    options = ["-std=gnu11", "-O2", "-g", "-fopenmp-simd", "-fsanitize=thread", *more]
    command = [compiler, *options, "-o", str(folder / "main"), str(folder / "main.c"), "-lm", "-lpthread"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "main"


def run(program: Path) -> tuple[int, list[str]]:
    """Exit status and reports. Addresses of the program are not spread, as old ThreadSanitizers need it."""
    done = subprocess.run(["setarch", "-R", str(program)], capture_output=True, text=True)
    if "setarch" in done.stderr:
        done = subprocess.run([str(program)], capture_output=True, text=True)
    return done.returncode, [r for r in done.stderr.split("==================") if "WARNING: ThreadSanitizer" in r]


def race(name: str, spoil: Callable[[str], str] = lambda text: text) -> list[str]:
    """What ThreadSanitizer said of two chains on a density. `spoil` may change the text: a test of the test."""
    with tempfile.TemporaryDirectory(prefix="compat-") as folder:
        status, reports = run(compiled(spoil(source(DENSITIES[name]())), Path(folder)))
    return reports or ([] if status == 0 else [f"exit status {status}: values differ from those of one thread"])
