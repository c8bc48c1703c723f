"""Makes printed_graphs.json: how the real libraries print the graphs below. Run by each of both (Theano-PyMC 1.1.2 with
PyMC3 3.11.5, Theano 1.0.5), then join the answers:

    THEANO_FLAGS=cxx= python remake_printed_graphs.py > 1.1.2.json            # and > 1.0.5.json by the other
    python remake_printed_graphs.py 1.1.2.json 1.0.5.json > printed_graphs.json

Kept is what both say alike.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np

ONE = (
    "neg abs_ sgn ceil floor trunc iround round exp exp2 expm1 log log2 log10 log1p sqrt sqr inv sin cos tan "
    "arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh erf erfc erfcx erfinv erfcinv gamma gammaln "
    "psi tri_gamma j0 j1 i0 i1 isnan isinf deg2rad rad2deg nnet.sigmoid nnet.softplus nnet.ultra_fast_sigmoid "
    "nnet.hard_sigmoid nnet.relu nnet.elu nnet.softsign nnet.softmax nnet.logsoftmax tensor_copy"
)
TWO = (
    "add sub mul true_div int_div mod pow maximum minimum eq neq lt le gt ge second arctan2 xlogx.xlogy0 "
    "chi2sf gammainc gammaincc jv iv nnet.binary_crossentropy"
)
ON_WHOLE = "and_ or_ xor"
OF_NUMBERS = "sum prod mean max min argmax argmin any all var std cumsum cumprod sort argsort"
OTHERS = """
x + 1 | 1 + x | x - y | -x | x * 2.5 | x / y | x // y | x % y | x ** 2 | abs(x) | x > 0 | tt.eq(x, 0) | x + y + s
x * y * s | (x + y) * s | x - (y - s) | x * (y + 1) | -(x + y) | (-x) ** 2 | x ** -y | x / (y * s) | x / y / s
i + j | i * 2 | ~i | i & j | tt.or_(i, j) | i ^ j | i > 3 | tt.invert(i) | tt.switch(x > 0, x, y) | tt.clip(x, 0, 1)
tt.cast(x, "int32") | tt.cast(i, "float32") | x.astype("float32") | tt.real(z) | tt.imag(z) | tt.conj(z)
tt.angle(z) | tt.complex(x, y) | m.T | m.dimshuffle(1, 0) | x.dimshuffle("x", 0) | x.dimshuffle(0, "x")
m.dimshuffle(0, "x", 1) | s.dimshuffle("x") | s.dimshuffle("x", "x") | t.dimshuffle(2, 0, 1) | t.dimshuffle(2, 1, 0)
r.dimshuffle(1) | c.dimshuffle(0) | x.T | m + x | m * c | m - x.dimshuffle(0, "x") | s + m | x[0] | x[-1] | x[k]
x[1:] | x[:-1] | x[::2] | x[::-1] | x[1:k] | x[k:] | m[0] | m[:, 0] | m[0, 1] | m[k, 1:] | m[:, ::-1] | m[1:, :2]
t[..., 0] | x[None] | x[:, None] | m[i] | m[i, j] | m[:, i] | x[i] | x[x > 0] | x[(x > 0).nonzero()]
tt.set_subtensor(x[0], 1) | tt.inc_subtensor(x[0], 1) | tt.set_subtensor(x[1:], y) | tt.inc_subtensor(x[k:], y)
tt.set_subtensor(x[i], y) | tt.inc_subtensor(x[i], y) | tt.inc_subtensor(m[i, j], y) | tt.set_subtensor(m[:, k], y)
x.reshape((2, -1)) | x.reshape((k, k), ndim=2) | m.flatten() | m.ravel() | t.flatten(2) | tt.reshape(x, (3, 1))
tt.alloc(1.0, 3) | tt.alloc(x, 2, 3) | tt.alloc(s, k) | tt.zeros((k,)) | tt.ones((2, 3)) | tt.zeros_like(x)
tt.ones_like(m) | tt.fill(x, 1) | tt.arange(3) | tt.arange(k) | tt.arange(1, k, 2) | tt.eye(3) | tt.eye(k)
tt.identity_like(m) | x.shape | x.shape[0] | m.shape[1] | x.size | m.ndim + x | tt.shape(m)[0] | tt.dot(x, y)
tt.dot(m, x) | tt.dot(m, n) | tt.dot(m, n.T) + 1 | tt.outer(x, y) | tt.tensordot(m, n, 1) | tt.batched_dot(t, t)
m.sum() | m.sum(0) | m.sum(axis=1) | m.sum(axis=(0, 1)) | m.sum(0, keepdims=True) | m.prod(1) | m.max(0) | m.min(1)
m.argmax(1) | m.mean() | m.mean(0) | m.var() | m.std(0) | m.norm(2) | tt.any(m > 0) | tt.all(m > 0, axis=0)
tt.max_and_argmax(m, 1)[1] | tt.stack([x, y]) | tt.stack([s, s]) | tt.concatenate([x, y])
tt.concatenate([m, n], axis=1) | tt.join(0, m, n) | tt.join(k, m, n) | tt.split(x, [1, 2], 2, 0)[1] | tt.tile(x, 2)
tt.repeat(x, 2) | tt.extra_ops.diff(x) | tt.diag(x) | tt.diag(m) | tt.diagonal(m) | tt.tril(m) | tt.triu(m)
tt.nlinalg.matrix_inverse(m) | tt.nlinalg.det(m) | tt.nlinalg.trace(m) | tt.nlinalg.pinv(m) | tt.slinalg.cholesky(m)
tt.slinalg.solve(m, x) | tt.slinalg.expm(m) | tt.slinalg.kron(m, n) | tt.nlinalg.eigh(m)[0] | tt.nlinalg.svd(m)[1]
tt.nlinalg.qr(m)[0] | tt.nlinalg.matrix_dot(m, n) | tt.grad(tt.sum(x ** 2), x) | tt.grad(tt.exp(s), s)
tt.grad(tt.sum(tt.nnet.sigmoid(x)), x) | tt.grad(x[0], x) | tt.nnet.categorical_crossentropy(m, i)
tt.nnet.conv2d(u, u) | tt.signal.pool.pool_2d(u, (2, 2), ignore_border=True) | tt.addbroadcast(m, 0)
tt.patternbroadcast(m, (True, False)) | tt.specify_shape(x, (3,)) | tt.unbroadcast(r, 0)
tt.opt.Assert("no")(x, s > 0) | tt.nnet.bn.batch_normalization(m, x, x, x, x) | tt.extra_ops.to_one_hot(i, 3)
theano.gradient.disconnected_grad(x) | theano.gradient.zero_grad(x) | theano.gradient.grad_clip(x, -1, 1)
tt.as_tensor_variable(3) + x | tt.constant(np.ones(3)) + x | tt.constant(np.arange(20)) + i | w + x
tt.as_tensor_variable([1.5, s]) | theano.ifelse.ifelse(s > 0, x, y) | tt.exp(a) + named
tt.round(x, "half_to_even") | tt.extra_ops.cumsum(m, 1) | tt.sort(m, 0) | tt.argsort(x) | tt.bincount(i)
tt.extra_ops.fill_diagonal(m, 1) | tt.ptp(x) | tt.roll(x, 1) | tt.nonzero(x)[0] | tt.choose(i, m)
tt.swapaxes(m, 0, 1) | tt.shape_padleft(x) | tt.shape_padright(x) | tt.shape_padaxis(m, 1) | tt.squeeze(c)
tt.transpose(t) | tt.allclose(x, y) | tt.isclose(x, y) | tt.ceil_intdiv(i, 2) | tt.power(x, y) | tt.square(x)
tt.sgn(i) | tt.minimum(x, 0)
"""


def graphs() -> dict[str, list[str]]:
    """Return the expressions, by family."""
    others = [e for line in OTHERS.strip().splitlines() for e in line.split(" | ")]
    return {
        "of one": [f"tt.{name}(x)" for name in ONE.split()],
        "of two": [f"tt.{name}(x, y)" for name in TWO.split()],
        "of whole numbers": [f"tt.{name}(i, j)" for name in ON_WHOLE.split()],
        "of numbers": [f"tt.{name}(m)" for name in OF_NUMBERS.split()],
        "others": others,
    }


def namespace(theano: Any) -> dict[str, Any]:
    """Return what the expressions name."""
    import importlib

    tt = importlib.import_module(f"{theano.__name__}.tensor")
    for name in (
        "tensor.nnet.bn",
        "tensor.signal.pool",
        "tensor.inplace",
        "tensor.nlinalg",
        "tensor.slinalg",
        "ifelse",
    ):
        importlib.import_module(f"{theano.__name__}.{name}")
    known: dict[str, Any] = {"theano": theano, "tt": tt, "np": np}
    kinds = {
        "x": "dvector",
        "y": "dvector",
        "m": "dmatrix",
        "n": "dmatrix",
        "s": "dscalar",
        "i": "lvector",
        "j": "lvector",
    }
    kinds.update({"k": "lscalar", "t": "dtensor3", "r": "drow", "c": "dcol", "z": "zvector", "u": "dtensor4"})
    known.update({name: getattr(tt, kind)(name) for name, kind in kinds.items()})
    known.update({"w": theano.shared(np.ones(3), "w"), "a": tt.dvector(), "named": known["x"] * 2})
    known["named"].name = "named"
    return known


def printed(theano: Any, variable: Any) -> list[str]:
    """Return a graph as `debugprint` and as `pp` and `pprint` print it."""
    return [
        theano.printing.debugprint(variable, file="str"),
        theano.printing.pp(variable),
        theano.printing.pprint(variable),
    ]


def main() -> None:
    """Print the answers of the library that is here, or join those of two."""
    if sys.argv[1:]:
        one, other = (json.load(open(path)) for path in sys.argv[1:])
        both = {
            family: {e: texts for e, texts in found.items() if texts == other[family].get(e)}
            for family, found in one.items()
        }
        json.dump(both, sys.stdout, indent=1)
        return
    import theano

    found: dict[str, dict[str, list[str]]] = {}
    for family, expressions in graphs().items():
        found[family] = {}
        for expression in expressions:
            known = namespace(theano)
            try:
                found[family][expression] = printed(theano, eval(expression, known))
            except Exception as error:
                print(expression, repr(error)[:200], file=sys.stderr)
    json.dump(found, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
