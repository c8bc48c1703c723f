"""Linear algebra: factors, solves, inverses, eigenvalues, exponentials, Fourier transforms; two sizes, so that C runs
its own loops (up to 12 rows) and LAPACK."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import scipy.linalg

from tests.backends.case import Case, Given, Limit
from theano_compat.old.theano.networks.fourier import fft, irfft, rfft
from theano_compat.ops.linear_algebra.blas import batched_dot, dot
from theano_compat.ops.linear_algebra.cholesky import Cholesky, cholesky
from theano_compat.ops.linear_algebra.covariance import CholeskyInverse, covariance_form
from theano_compat.ops.linear_algebra.eigen import eig, eigh, eigvalsh
from theano_compat.ops.linear_algebra.exponential import expm
from theano_compat.ops.linear_algebra.factors import lstsq, qr, svd
from theano_compat.ops.linear_algebra.inverse import det, matrix_inverse, pinv, slogdet, tensorinv
from theano_compat.ops.linear_algebra.products import kron, matrix_dot, matrix_power, norm, tensorsolve, trace
from theano_compat.ops.linear_algebra.solve import (
    solve,
    solve_lower_triangular,
    solve_symmetric,
    solve_upper_triangular,
)
from theano_compat.ops.shapes.diagonals import tril

NUMPYS = "the C text has no form of this Op: NumPy or SciPy compute it"


def _well_conditioned(n: int, seed: int, definite: bool = False) -> Given:
    """A matrix with singular values from 1 to 3, symmetric if `definite`."""
    rng = np.random.default_rng(seed)
    u, _ = np.linalg.qr(rng.normal(size=(n, n)))
    v, _ = np.linalg.qr(rng.normal(size=(n, n)))
    values = (u * np.linspace(1, 3, n)) @ (u if definite else v).T
    return Given((n, n), values=tuple(values.ravel()))


D4, D14 = _well_conditioned(4, 1, True), _well_conditioned(14, 2, True)
G4, G14 = _well_conditioned(4, 3), _well_conditioned(14, 4)
A43, A34 = Given((4, 3)), Given((3, 4), seed=1)
V4, V14, B4, B14 = Given((4,), seed=1), Given((14,), seed=2), Given((4, 3), seed=3), Given((14, 3), seed=4)


def _both(name: str, build: Callable[..., Any], reference: Callable[..., Any], small: Any = D4, large: Any = D14,
          **more: Any) -> Iterator[Case]:
    for x, size in ((small, "small"), (large, "large")):
        yield Case(f"{name}-{size}", x if isinstance(x, tuple) else (x,), build, reference, **more)


def _solves(a: np.ndarray, v: np.ndarray, b: np.ndarray, function: Callable[..., Any]) -> list[np.ndarray]:
    return [function(a, v), function(a, b), function(a.T, v), function(a.T, b)]


def _lower(x: np.ndarray) -> np.ndarray:
    """The symmetric matrix of the lower triangle."""
    return np.tril(x) + np.tril(x, -1).T


def _factors() -> Iterator[Case]:
    yield from _both("cholesky", lambda x: [cholesky(x), Cholesky(lower=False)(x), Cholesky(True, "nan")(x)], lambda x: [
        np.linalg.cholesky(x), scipy.linalg.cholesky(x), np.linalg.cholesky(x)])
    for name, structure, lower in (("lower", solve_lower_triangular, True), ("upper", solve_upper_triangular, False)):
        yield from _both(f"solve-{name}", lambda a, v, b, s=structure: [s(a, v), s(a, b), s(a.T, v), s(a.T, b)],
                         lambda a, v, b, low=lower: _solves(
                             a, v, b, lambda m, r: scipy.linalg.solve_triangular(m, r, lower=low)),
                         (D4, V4, B4), (D14, V14, B14))
    yield from _both("solve", lambda a, v, b: [solve(a, v), solve(a, b), solve(a.T, v), solve_symmetric(a.T, b)],
                     lambda a, v, b: _solves(a, v, b, np.linalg.solve), (G4, V4, B4), (G14, V14, B14))
    yield from _both("solve-factored", lambda a, v, b: [solve(cholesky(a), v), solve(cholesky(a).T, b),
                                                        dot(matrix_inverse(a), b), dot(v, matrix_inverse(a.T))],
                     lambda a, v, b: [np.linalg.solve(np.linalg.cholesky(a), v),
                                      np.linalg.solve(np.linalg.cholesky(a).T, b), np.linalg.solve(a, b),
                                      np.linalg.solve(a, v)], (D4, V4, B4), (D14, V14, B14))
    yield from _both("covariance", lambda c, d: [v.astype(d.dtype) for v in covariance_form(c, d.T)],
                     lambda c, d: [np.einsum("im,ij,jm->m", d, np.linalg.inv(_lower(c)), d),
                                   np.linalg.slogdet(_lower(c))[1] / 2, np.ones((), d.dtype)], (D4, B4), (D14, B14))
    yield from _both("cholesky-inverse", lambda x: CholeskyInverse()(tril(x)),
                     lambda x: np.linalg.inv(np.tril(x) @ np.tril(x).T))
    yield Case("qr", (A43, A34), lambda a, b: [*qr(a), *qr(b), qr(a, "r"), *qr(a, "complete"), *qr(b, "raw")],
               lambda a, b: [*np.linalg.qr(a), *np.linalg.qr(b), np.linalg.qr(a, "r"), *np.linalg.qr(a, "complete"),
                             *np.linalg.qr(b, "raw")], gradient=False, in_python=NUMPYS)
    yield Case("svd", (A43, A34), lambda a, b: [*svd(a), *svd(b, full_matrices=False)],
               lambda a, b: [*np.linalg.svd(a), *np.linalg.svd(b, full_matrices=False)], gradient=False, in_python=NUMPYS)
    yield Case("singular-values", (A43, A34), lambda a, b: [svd(a, compute_uv=False), svd(b, compute_uv=False)],
               lambda a, b: [np.linalg.svd(a, compute_uv=False), np.linalg.svd(b, compute_uv=False)],
               in_python=NUMPYS)
    yield Case("least-squares", (A43, Given((4, 2), seed=5)), lambda a, b: [o.astype("float64") for o in lstsq()(a, b, 1e-6)],
               lambda a, b: [np.asarray(o, "float64") for o in np.linalg.lstsq(a, b, 1e-6)], gradient=False,
               limits=(Limit("c", "the rank tells how many residuals there are"),))


def _inverses() -> Iterator[Case]:
    yield from _both("inverse", lambda x: [matrix_inverse(x), matrix_inverse(x.T), matrix_inverse(matrix_inverse(x))],
                     lambda x: [np.linalg.inv(x), np.linalg.inv(x.T), x], G4, G14)
    yield from _both("determinant", lambda x: [det(x), det(-x.T), *slogdet(x), *slogdet(-x), det(cholesky(dot(x, x.T)))],
                     lambda x: [np.linalg.det(x), np.linalg.det(-x), *np.linalg.slogdet(x), *np.linalg.slogdet(-x),
                                abs(np.linalg.det(x))], G4, G14)
    yield Case("pinv", (A43, A34), lambda a, b: [pinv(a), pinv(b)], lambda a, b: [np.linalg.pinv(a), np.linalg.pinv(b)],
               in_python=NUMPYS)
    t = Given((2, 2, 4), values=tuple(_well_conditioned(4, 6).values or ()))
    yield Case("tensorinv", (t, Given((4, 2, 2), values=t.values)), lambda a, b: [tensorinv(a), tensorinv(b, 1)],
               lambda a, b: [np.linalg.tensorinv(a), np.linalg.tensorinv(b, 1)], in_python=NUMPYS)
    yield Case("tensorsolve", (t, Given((2, 2), seed=7)), lambda a, b: [tensorsolve(a, b), tensorsolve(
        a.dimshuffle(2, 0, 1), b, axes=(0,))], lambda a, b: [np.linalg.tensorsolve(a, b)] * 2)


def _eigen() -> Iterator[Case]:
    yield from _both("eigh", lambda x: [(w := eigh(x))[0], abs(w[1]), eigh(x, "U")[0]],
                     lambda x: [np.linalg.eigh(x)[0], abs(np.linalg.eigh(x)[1]), np.linalg.eigh(x, "U")[0]])
    yield Case("eigvalsh", (D4, _well_conditioned(4, 8, True)), lambda a, b: [
        eigvalsh(a, b), eigvalsh(a, b, lower=False), eigvalsh(a)], lambda a, b: [
        scipy.linalg.eigh(a, b, eigvals_only=True), scipy.linalg.eigh(a, b, lower=False, eigvals_only=True),
        np.linalg.eigvalsh(a)])
    yield Case("eig", (D4,), lambda x: [v.sum() if k == 0 else dot(v.T, v).sum() * 0 for k, v in enumerate(eig(x))],
               lambda x: [np.trace(x), np.zeros((), x.dtype)], gradient=False, in_python=NUMPYS)
    yield from _both("expm", lambda x: [expm(x), expm(-x.T)], lambda x: [scipy.linalg.expm(x), scipy.linalg.expm(-x.T)], G4, G14,
                     in_python=NUMPYS)


def _products() -> Iterator[Case]:
    yield Case("kron", (A43, Given((2, 5)), Given((2,)), Given((2, 3, 2))), lambda a, b, v, t: [kron(a, b), kron(v, b), kron(a, t)],
               lambda a, b, v, t: [np.kron(a, b), np.outer(v, b).reshape(2, 2, 5).transpose(1, 0, 2).ravel(),
                                   np.multiply.outer(a, t).transpose(0, 2, 1, 3, 4).reshape(8, 9, 2)])
    yield Case("powers", (G4,), lambda x: [matrix_power(x, 0), matrix_power(x, 1), matrix_power(x, 5), matrix_power(x, -2),
                                           matrix_dot(x, x.T, x), trace(x)],
               lambda x: [np.eye(4, dtype=x.dtype), x, np.linalg.matrix_power(x, 5), np.linalg.matrix_power(x, -2), x @ x.T @ x, np.trace(x)])
    yield Case("norms", (A43, V4), lambda x, v: [norm(x, None), norm(x, "fro"), *(norm(x, o) for o in ("inf", "-inf", 1, -1)),
                                                 norm(v, None), *(norm(v, o) for o in ("inf", "-inf", 1, -1, 2, 4))],
               lambda x, v: [np.linalg.norm(x), np.linalg.norm(x), *(np.linalg.norm(x, o) for o in (np.inf, -np.inf, 1, -1)),
                             np.linalg.norm(v), *(np.linalg.norm(v, o) for o in (np.inf, -np.inf, 1, -1, 2, 4))])
    t, u = Given((2, 3, 4, 5), seed=1), Given((2, 5, 3), seed=2)
    yield Case("batched-dot-high-ranks", (t, u), lambda a, b: [batched_dot(a, b), batched_dot(b, a.dimshuffle(0, 1, 3, 2)[:, :, :3]),
                                                               batched_dot(b.dimshuffle(0, 2, 1), a.dimshuffle(0, 1, 3, 2))],
               lambda a, b: [np.einsum("bijk,bkl->bijl", a, b), np.einsum("bkl,bilm->bkim", b, a.transpose(0, 1, 3, 2)[:, :, :3]),
                             np.einsum("bkl,bilm->bkim", b.transpose(0, 2, 1), a.transpose(0, 1, 3, 2))])


def _pairs(x: np.ndarray, dtype: Any) -> np.ndarray:
    return np.stack([x.real, x.imag], -1).astype(dtype)


def _transforms() -> Iterator[Case]:
    x, y, z = Given((2, 6)), Given((2, 3, 5)), Given((2, 4, 2), seed=3)
    yield Case("rfft", (x, y), lambda a, b: [rfft(a), rfft(b), rfft(a, "ortho")], lambda a, b: [
        _pairs(np.fft.rfft(a), a.dtype), _pairs(np.fft.rfftn(b, axes=(1, 2)), b.dtype),
        _pairs(np.fft.rfft(a, norm="ortho"), a.dtype)], in_python=NUMPYS)
    yield Case("irfft", (z,), lambda a: [irfft(a), irfft(a, is_odd=True), irfft(a, "no_norm")], lambda a: [
        np.fft.irfft(a[..., 0] + 1j * a[..., 1]).astype(a.dtype), np.fft.irfft(a[..., 0] + 1j * a[..., 1], 7).astype(a.dtype),
        (6 * np.fft.irfft(a[..., 0] + 1j * a[..., 1])).astype(a.dtype)], in_python=NUMPYS)
    yield Case("fft", (y,), lambda a: [fft(a, 4, 1), fft(a, None, None)], lambda a: [np.fft.fft(a.astype("float64"), 4, 1), np.fft.fft(a.astype("float64"))],
               gradient=False, in_python=NUMPYS)


FAMILIES = {"matrix-factors": tuple(_factors()), "matrix-inverses": tuple(_inverses()), "matrix-eigenvalues": tuple(_eigen()),
            "matrix-products": tuple(_products()), "fourier": tuple(_transforms())}
