"""Attacks on `config.fallback = "raise"` and `theano-compat run --why`: short programs, and where each really runs.

A program makes a function and its arguments. FALLS: a part computes in NumPy or Python though it was to be compiled.
CHOSEN: it does so by the user's choice or by ours. COMPILED: no number is computed outside of C or JAX.
NOTHING: there is nothing to compute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import theano_compat.theano_api as theano
from theano_compat.old.theano.sandbox.rng_mrg import MRG_RandomStreams
from theano_compat.old.theano.typed_list import TypedListType, length
from theano_compat.theano_api import sparse
from theano_compat.theano_api import tensor as tt
from theano_compat.theano_api.compile.ops import as_op
from theano_compat.theano_api.ifelse import ifelse
from theano_compat.theano_api.tensor import extra_ops, fft, nlinalg, slinalg
from theano_compat.theano_api.tensor.shared_randomstreams import RandomStreams

FALLS, CHOSEN, COMPILED, NOTHING = "falls", "chosen", "compiled", "nothing"
NOT_AT_EACH_CALL = {"a function of shared data alone", "draws of MRG, whose lengths are data"}
VIEWS = {  # they run in Python, and compute nothing
    "a slice up to a largest element, which is a view",
    "a scan that stops",
}
V, M, EYE = np.array([0.5, 1.0, 1.5]), np.array([[2.0, 0.5], [0.5, 1.0]]), np.eye(3)
scipy_sparse = pytest.importorskip("scipy.sparse")
S = scipy_sparse.csr_matrix(EYE)


@as_op([tt.dvector], [tt.dvector])
def doubled(x):
    return 2 * x


class Tripled(theano.Op):
    """Only `perform`. shaped: it says its shape, so that C can call it."""

    __props__ = ("shaped",)
    itypes, otypes = [tt.dvector], [tt.dvector]

    def __init__(self, shaped=False):
        self.shaped = shaped
        if shaped:
            self.infer_shape = lambda node, shapes: shapes

    def perform(self, node, inputs, outputs):
        outputs[0][0] = 3 * inputs[0]

    def grad(self, inputs, gradients):
        return [3 * gradients[0]]


def of(kind: Any, build: Callable[[Any], Any], value: Any, mode: Any = None) -> Callable[[], tuple[Any, list[Any]]]:
    """A program of one input."""

    def made():
        x = kind()
        return theano.function([x], build(x), mode=mode), [value]

    return made


def vector(build, mode=None):
    return of(tt.dvector, build, V, mode)


def matrix(build, mode=None):
    return of(tt.dmatrix, build, M, mode)


def sparse_one(build):
    return of(lambda: sparse.csr_matrix("s"), build, S)


def without(output, updates=None):
    return lambda: (theano.function([], output(), updates=None if updates is None else updates()), [])


def half():
    return tt.TensorType("float16", (False,))()


def listed():
    return TypedListType(tt.dvector)()


def both(x):
    return theano.scan(lambda row: doubled(row * np.ones(2)), sequences=x)[0]


def scanned(step):
    return vector(lambda x: theano.scan(step, sequences=x, outputs_info=tt.constant(0.0, dtype="float64"))[0])


def shared(build):
    return without(lambda: build(theano.shared(V)))


def inside(x):
    y = tt.dvector()
    return theano.OpFromGraph([y], [Tripled()(y) + 1])(x)


def beside_an_object():
    one, x = theano.gof.Generic()(), tt.dscalar()
    return theano.function([one, x], [one, x + 1]), ["a", 1.0]


def written_over():
    x, y = tt.dvectors("x", "y")
    return theano.function([x, y], 2 * tt.set_subtensor(x[:2], y)), [V, np.ones(1)]


def updated():
    total = theano.shared(1.0)
    return theano.function([], total, updates=[(total, total + 1)]), []


# program, where it runs, words of the reason
PROGRAMS: dict[str, tuple[Callable[[], tuple[Any, list[Any]]], str, str]] = {
    "an Op with only perform": (vector(Tripled()), FALLS, "Tripled"),
    "an Op with only perform, then a sum": (vector(lambda x: Tripled()(x).sum()), FALLS, "Tripled"),
    "an Op with only perform that says its shape": (vector(Tripled(True)), FALLS, "out of C"),
    "an Op with only perform between compiled parts": (
        vector(lambda x: tt.exp(Tripled()(tt.sin(x)))),
        FALLS,
        "Tripled",
    ),
    "the gradient of an Op with only perform": (vector(lambda x: theano.grad(Tripled()(x).sum(), x)), FALLS, "Tripled"),
    "as_op": (vector(doubled), FALLS, "doubled} run in NumPy, and nothing beside them is compiled"),
    "as_op, then a sum": (vector(lambda x: doubled(x).sum()), FALLS, "doubled"),
    "as_op, twice": (vector(lambda x: doubled(doubled(x))), FALLS, "doubled"),
    "as_op, then exp": (vector(lambda x: tt.exp(doubled(x)).sum()), FALLS, "between compiled parts"),
    "as_op in a branch": (vector(lambda x: ifelse(x.sum() > 0, doubled(x), x)), FALLS, "doubled"),
    "as_op, then an element": (vector(lambda x: doubled(x)[0]), FALLS, "doubled"),
    "sp_sum": (sparse_one(lambda s: sparse.sp_sum(s, axis=0)), FALLS, "run in NumPy"),
    "sp_sum, then a sum": (sparse_one(lambda s: sparse.sp_sum(s, axis=0).sum()), FALLS, "run in NumPy"),
    "a sparse product": (sparse_one(lambda s: sparse.dot(s, np.ones((3, 1)))), FALLS, "run in NumPy"),
    "a sparse sum of two": (sparse_one(lambda s: s + s), FALLS, "run in NumPy"),
    "a sparse matrix made dense": (sparse_one(sparse.dense_from_sparse), FALLS, "run in NumPy"),
    "a dense matrix made sparse": (matrix(sparse.csr_from_dense), FALLS, "run in NumPy"),
    "a sparse transpose": (sparse_one(sparse.transpose), FALLS, "run in NumPy"),
    "nonzero": (vector(lambda x: x.nonzero()[0]), FALLS, "Nonzero"),
    "a mask": (vector(lambda x: x[x > 0]), FALLS, "Nonzero"),
    "a mask, then a sum": (vector(lambda x: x[x > 0].sum()), FALLS, "Nonzero"),
    "unique": (vector(extra_ops.Unique()), FALLS, "Unique"),
    "choose": (vector(lambda x: tt.choose(tt.cast(x, "int64") % 2, [x, 2 * x])), FALLS, "Choose"),
    "least squares": (matrix(lambda m: nlinalg.lstsq()(m, m[0], tt.constant(-1.0))), FALLS, "run in NumPy"),
    "a singular value decomposition": (matrix(lambda m: nlinalg.svd(m)), FALLS, "SVD"),
    "eigenvalues": (matrix(lambda m: nlinalg.eig(m)), FALLS, "Eig"),
    "qr": (matrix(lambda m: nlinalg.qr(m)), FALLS, "QR"),
    "a pseudo-inverse": (matrix(nlinalg.pinv), FALLS, "Pinv"),
    "an exponential of a matrix": (matrix(slinalg.expm), FALLS, "Expm"),
    "a Fourier transform": (matrix(fft.rfft), FALLS, "FFT"),
    "draws of RandomStreams": (without(lambda: RandomStreams(1).normal((3,))), FALLS, "run in NumPy"),
    "a permutation": (without(lambda: RandomStreams(1).permutation(n=4)), FALLS, "run in NumPy"),
    "a Print": (vector(theano.printing.Print("x", attrs=())), FALLS, "Print"),
    "float16": (of(half, lambda h: h * 2, np.ones(2, "float16")), FALLS, "run in NumPy"),
    "a list": (of(listed, length, [V, V]), FALLS, "run in NumPy"),
    "steps of a scan that call as_op": (vector(both), FALLS, "doubled"),
    "steps of a scan that call perform": (
        vector(lambda x: theano.scan(lambda row: Tripled()(row * np.ones(2)), sequences=x)[0]),
        FALLS,
        "Tripled",
    ),
    "a slice up to where an element is largest": (
        vector(lambda x: x[: tt.argmax(x)] * 2),
        FALLS,
        "Argmax run in NumPy",
    ),
    "an Op with only perform in a graph that is an Op": (vector(inside), FALLS, "Tripled"),
    "a scan whose rows vary in length": (
        vector(lambda x: theano.scan(lambda k: tt.arange(k).sum(), sequences=tt.cast(2 * x, "int64"))[0]),
        COMPILED,
        "",
    ),
    "a scan that stops": (
        vector(lambda x: theano.scan(lambda a: (a * 2, theano.scan_module.until(a > 0.7)), sequences=x)[0]),
        COMPILED,
        "",
    ),
    "values that are not zero": (vector(lambda x: x.nonzero_values()), FALLS, "Nonzero"),
    "a scalar beside an object": (beside_an_object, FALLS, "and nothing beside them is compiled"),
    "an object alone": (of(theano.gof.Generic(), lambda one: one, "a"), NOTHING, ""),
    "an Op with only perform, not used": (vector(lambda x: [Tripled()(x), 2 * x][1]), COMPILED, ""),
    "an Op with only perform that is only counted": (vector(lambda x: Tripled(True)(x).shape[0]), COMPILED, ""),
    "a gradient, by Jacobian": (vector(lambda x: theano.gradient.jacobian(x**2, x)), COMPILED, ""),
    "a running sum": (vector(extra_ops.cumsum), COMPILED, ""),
    "a written value of length 1, where three are to be": (written_over, FALLS, "a call runs in NumPy"),
    "an Op with only perform of shared data alone": (shared(Tripled()), FALLS, "Tripled"),
    "FAST_COMPILE": (vector(tt.exp, "FAST_COMPILE"), CHOSEN, "in NumPy, as its mode says: exp"),
    "an Op with only perform in FAST_COMPILE": (vector(Tripled(), "FAST_COMPILE"), CHOSEN, "as its mode says: Tripled"),
    "the linker py": (vector(tt.exp, theano.Mode(linker="py")), CHOSEN, "as its mode says"),
    "DebugMode": (vector(tt.exp, "DebugMode"), CHOSEN, "as its mode says"),
    "NanGuardMode": (vector(tt.exp, "NanGuardMode"), CHOSEN, "as its mode says"),
    "a function of shared data alone": (shared(tt.exp), CHOSEN, "when the shared variables change"),
    "draws of MRG, whose lengths are data": (
        without(lambda: MRG_RandomStreams(1).normal((3,))),
        CHOSEN,
        "when the shared variables change",
    ),
    "exp": (vector(tt.exp), COMPILED, ""),
    "a slice up to a largest element, which is a view": (
        vector(lambda x: tt.exp(x[: tt.cast(x, "int64").max()])),
        COMPILED,
        "",
    ),
    "a scalar and one": (of(tt.dscalar, lambda k: k + 1, 1.0), COMPILED, ""),
    "a product": (matrix(lambda m: tt.dot(m, m)), COMPILED, ""),
    "an inverse": (matrix(nlinalg.matrix_inverse), COMPILED, ""),
    "eigenvalues of a symmetric matrix": (matrix(lambda m: nlinalg.eigh(m)), COMPILED, ""),
    "a Cholesky factor": (matrix(slinalg.cholesky), COMPILED, ""),
    "a solution": (matrix(lambda m: slinalg.solve(m, m[0])), COMPILED, ""),
    "a sorted vector": (vector(tt.sort), COMPILED, ""),
    "a scan": (scanned(lambda x, total: x + total), COMPILED, ""),
    "a branch": (of(tt.dscalar, lambda k: ifelse(k > 0, 2 * k, 3 * k), 1.0), COMPILED, ""),
    "an update": (updated, COMPILED, ""),
    "complex numbers": (vector(lambda x: tt.real(tt.exp(x * 1j))), COMPILED, ""),
}
IN_JAX: dict[str, tuple[Callable[[], tuple[Any, list[Any]]], str, str]] = {
    "exp in JAX": (vector(tt.exp, "JAX"), COMPILED, ""),
    "as_op in JAX": (vector(doubled, "JAX"), FALLS, "doubled"),
    "a mask in JAX": (vector(lambda x: x[x > 0], "JAX"), FALLS, "Nonzero"),
    "nonzero in JAX": (vector(lambda x: x.nonzero()[0], "JAX"), FALLS, "Nonzero"),
}
