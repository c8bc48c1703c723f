"""Log densities written by hand, in C, NumPy and JAX: what samplers are tested on, without any model."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import numpy as np

from theano_compat.compilation.densities.log_density import CDensity, JaxDensity, LogDensity, Part

HEAD = """
#include <math.h>
#include <stddef.h>
#include <unistd.h>
#define LOGP int logp(size_t dim, const double *x, double *grad, double *logp, const void *user)
int expand(size_t dim, size_t n, const double *x, double *out, const void *user)
"""
COPY = "{ for (size_t i = 0; i < n; i++) out[i] = x[i]; return 0; }\n"
GAUSSIAN_BODY = """
    double total = 0;
    for (size_t i = 0; i < dim; i++) {
        const double variance = (i + 1.0) * (i + 1.0);
        total -= 0.5 * (x[i] - i) * (x[i] - i) / variance;
        grad[i] = -(x[i] - i) / variance;
    }
    *logp = total;
"""
EIGHT_SCHOOLS = """
static const double y[8] = {28, 8, -3, 7, -1, 1, 18, 12}, s[8] = {15, 10, 16, 11, 9, 11, 10, 18};
LOGP {
    const double mu = x[0], tau = exp(x[1]), q = tau / 5;
    double total = -0.5 * mu * mu / 25 - log1p(q * q) + x[1], by_mu = -mu / 25, by_tau = 0;
    for (int i = 0; i < 8; i++) {
        const double eta = x[2 + i], r = (y[i] - mu - tau * eta) / s[i], d = r / s[i];
        total -= 0.5 * (r * r + eta * eta);
        by_mu += d;
        by_tau += d * eta;
        grad[2 + i] = d * tau - eta;
    }
    grad[0] = by_mu;
    grad[1] = tau * by_tau + 1 - 2 * q * q / (1 + q * q);
    *logp = total;
    return 0;
}
"""
EIGHT_SCHOOLS_EXPAND = """{
    for (int i = 0; i < 10; i++) out[i] = x[i];
    out[10] = exp(x[1]);
    for (int i = 0; i < 8; i++) out[11 + i] = x[0] + out[10] * x[2 + i];
    return 0;
}
"""
Y = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
SIGMA = np.array([15.0, 10, 16, 11, 9, 11, 10, 18])


@cache
def has_compiler() -> bool:
    return shutil.which("gcc") is not None


@cache
def _library(body: str, expand: str) -> ctypes.CDLL:
    folder = Path(tempfile.mkdtemp(prefix="standin"))
    (folder / "density.c").write_text(HEAD + expand + body)
    target = folder / "density.so"
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", folder / "density.c", "-o", target, "-lm"], check=True)
    library = ctypes.CDLL(str(target))
    shutil.rmtree(folder)  # the loaded library stays mapped
    return library


def compiled(body: str, n_expanded: int, expand: str = COPY):
    def build() -> CDensity | None:
        if not has_compiler():
            return None
        library = _library(body, expand)
        logp, out = (ctypes.cast(getattr(library, n), ctypes.c_void_p).value for n in ("logp", "expand"))
        return CDensity(logp, out, 0, n_expanded, library)

    return build


def gaussian(dimension: int = 10, before: str = "", jax_too: bool = True, start: float = 0.0) -> LogDensity:
    """Independent normals x[i] ~ Normal(i, i + 1); `before` is C that runs first in each call."""
    mean, variance = np.arange(dimension), np.arange(1.0, dimension + 1) ** 2

    def logp_grad(x):
        gradient = -(x - mean) / variance
        return float(0.5 * (x - mean) @ gradient), gradient

    def jax_form():
        import jax.numpy as jnp

        return JaxDensity(
            logp=lambda x, data: -0.5 * jnp.sum((x - mean) ** 2 / variance), expand=lambda x, data: {"x": x}
        )

    return LogDensity(
        parts=[Part("x", (dimension,), 0)],
        initial=np.full(dimension, start),
        logp_grad=logp_grad,
        expanded=[("x", (dimension,), "float64")],
        expand=lambda x: {"x": x},
        c=compiled("LOGP {" + before + GAUSSIAN_BODY + "return 0; }", dimension),
        jax=jax_form if jax_too else None,
    )


def eight_schools() -> LogDensity:
    """Non-centred: mu ~ Normal(0, 5), tau ~ HalfCauchy(5), theta = mu + tau * eta."""

    def logp_grad(x):
        mu, tau, eta = x[0], np.exp(x[1]), x[2:]
        q = tau / 5
        r = (Y - mu - tau * eta) / SIGMA
        d = r / SIGMA
        value = -0.5 * mu * mu / 25 - np.log1p(q * q) + x[1] - 0.5 * (r @ r + eta @ eta)
        by_tau = tau * (d @ eta) + 1 - 2 * q * q / (1 + q * q)
        return float(value), np.concatenate([[d.sum() - mu / 25, by_tau], d * tau - eta])

    def expand(x, xp=np):
        tau = xp.exp(x[1])
        return {"mu": x[0], "tau_log__": x[1], "eta": x[2:], "tau": tau, "theta": x[0] + tau * x[2:]}

    def jax_form():
        import jax.numpy as jnp

        def logp(x, data):
            mu, tau, eta = x[0], jnp.exp(x[1]), x[2:]
            q, r = tau / 5, (Y - mu - tau * eta) / SIGMA
            prior = -0.5 * mu**2 / 25 - jnp.log1p(q * q) + x[1]
            return prior - 0.5 * jnp.sum(r**2) - 0.5 * jnp.sum(eta**2)

        return JaxDensity(logp=logp, expand=lambda x, data: expand(x, jnp))

    return LogDensity(
        parts=[Part("mu", (), 0), Part("tau_log__", (), 1), Part("eta", (8,), 2)],
        initial=np.array([0.0, np.log(5.0)] + [0.0] * 8),
        logp_grad=logp_grad,
        expanded=[
            ("mu", (), "float64"),
            ("tau_log__", (), "float64"),
            ("eta", (8,), "float64"),
            ("tau", (), "float64"),
            ("theta", (8,), "float64"),
        ],
        expand=expand,
        c=compiled(EIGHT_SCHOOLS, 19, EIGHT_SCHOOLS_EXPAND),
        jax=jax_form,
    )


NOTING_DEVICES = """
from compat.infer.jax import program as jax_program
places = set()
fetch = jax_program.OneProgram._fetch
def seen(self):
    places.update(d.id for b in self._buffers.values() for d in b.devices())
    fetch(self)
jax_program.OneProgram._fetch = seen
"""  # the beginning of a program: `places` are the devices on which it draws
