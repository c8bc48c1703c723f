"""Makes old_functions-RELEASE.pkl.xz, anew, in the environments of Theano 1.0.5 and Theano-PyMC 1.1.2:

    THEANO_FLAGS=cxx=,blas.ldflags=,traceback.limit=0 python remake_old_functions.py
    THEANO_FLAGS=cxx=,blas__ldflags=,traceback__limit=0 python remake_old_functions.py

A dict: name -> (what protocol 2 made of a compiled function, pairs of arguments and what it gave, call after call).
Theano pickled the C code of DimShuffle along: it is left out here.
"""

import lzma
import pickle

import numpy as np
import theano
import theano.tensor as T
from theano.ifelse import ifelse

X, M = [0.5, 1.0, 2.0], [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 8.0]]


def made():
    """Name -> (function, arguments of its calls)."""
    x, M_, s, i = T.dvector("x"), T.dmatrix("M"), T.dscalar("s"), T.iscalar("i")
    w, total = theano.shared(np.arange(3.0), "w"), theano.shared(0.0, "total")
    kept = theano.In(s, value=1.0, update=s + x.sum())
    loop, _ = theano.scan(lambda v, before: T.tanh(v + before), sequences=x, outputs_info=T.constant(np.float64(0.5)))
    grown, steps = theano.scan(lambda before: before * 2.0, outputs_info=x, n_steps=3)
    F = theano.function
    return {
        "fused": (F([x], T.exp(x) * x - T.log(x + 1) / x), [[X]]),
        "with a shared variable": (F([x], x * w + w), [[X]]),
        "an update": (F([x], total, updates=[(total, total + x.sum())]), [[X], [X], [X]]),
        "a state": (F([x, kept], s * 2.0), [[X], [X], [X]]),
        "a default": (F([x, theano.In(s, value=3.0)], x * s), [[X], [X, 2.0]]),
        "several": (F([x], [x.sum(), x * 2]), [[X]]),
        "by keys": (F([x], {"a": x.sum(), "b": x * 2}), [[X]]),
        "nothing": (F([x], [], updates=[(w, w + x)]), [[X]]),
        "products": (F([M_, x], [T.dot(M_, x), T.dot(M_, M_)]), [[M, X]]),
        "a gradient": (F([x], T.grad((T.exp(x) * x).sum(), x)), [[X]]),
        "given": (F([s], x.sum() * s, givens={x: w}), [[2.0]]),
        "written": (F([x, M_], [T.set_subtensor(x[1:], 7.0), T.inc_subtensor(M_[0], x)]), [[X, M]]),
        "by index": (F([x, i], x[i]), [[X, 1]]),
        "a choice": (F([x, s], ifelse(T.gt(s, 0), x * 2, x - 1)), [[X, 1.0], [X, -1.0]]),
        "a loop": (F([x], loop), [[X]]),
        "a loop of vectors": (F([x], grown[-1], updates=steps), [[X]]),
        "largest": (F([M_], [M_.max(axis=1), T.argmax(M_, axis=0)]), [[M]]),
    }


def without_c_code(op):
    return {k: v for k, v in op.__dict__.items() if k not in ("func_codes", "code_sections")}


def plain(value):
    """As JSON has it."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return np.asarray(value).tolist()


def main():
    T.elemwise.DimShuffle.__getstate__ = without_c_code
    saved = {}
    for name, (f, calls) in made().items():
        text = pickle.dumps(f, 2)  # before the calls: states are as they began
        assert b"support_code" not in text and b"PyArrayObject" not in text, name
        given = [[np.int32(a) if isinstance(a, int) else a for a in call] for call in calls]
        saved[name] = text, [(call, plain(f(*values))) for call, values in zip(calls, given)]  # noqa: B905  (Python 3.7)
    path = f"old_functions-{theano.__version__}.pkl.xz"
    with open(path, "wb") as file:
        file.write(lzma.compress(pickle.dumps(saved, 2), preset=9))


if __name__ == "__main__":
    main()
