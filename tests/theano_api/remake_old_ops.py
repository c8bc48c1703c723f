"""Makes old_ops-RELEASE.pkl.xz, anew, in the environments of Theano 1.0.5 and Theano-PyMC 1.1.2:

    THEANO_FLAGS=cxx=,blas.ldflags=,traceback.limit=0 python remake_old_ops.py
    THEANO_FLAGS=cxx=,blas__ldflags=,traceback__limit=0 python remake_old_ops.py

A dict: name -> (what protocol 2 made of a variable, its value at VALUES). One variable an Op, in the forms in which
programs have it. Theano pickled the C code of some Ops along: it is left out here.
"""

import lzma
import pickle

import numpy as np
import theano
import theano.sparse as S
import theano.tensor as T
from theano.ifelse import ifelse
from theano.tensor import slinalg
from theano.tensor.extra_ops import SearchsortedOp
from theano.tensor.nnet import bn, neighbours
from theano.tensor.signal import pool

try:
    from theano.gof.graph import inputs as graph_inputs
    from theano.scan_module import until
except ImportError:
    from theano.graph.basic import graph_inputs
    from theano.scan.utils import until

VALUES = {
    "x": np.array([0.5, 1.0, 2.0]),
    "M": np.array([[4.0, 1.0, 0.5], [1.0, 3.0, 0.25], [0.5, 0.25, 2.0]]),
    "i": np.array([2, 0, 1]),
    "k": np.int64(2),
    "B": np.linspace(-1.0, 1.0, 2 * 3 * 4).reshape(2, 3, 4),
    "images": np.cos(np.arange(1 * 1 * 4 * 4.0)).reshape(1, 1, 4, 4),
    "b": np.array([True, False, True]),
    "z": np.array([1.0 + 2.0j, 0.5 - 1.0j]),
}


def graphs():
    x, M, B, i, k = T.dvector("x"), T.dmatrix("M"), T.dtensor3("B"), T.lvector("i"), T.lscalar("k")
    images, b, z = T.dtensor4("images"), T.TensorType("bool", (False,))("b"), T.zvector("z")
    running, _ = theano.scan(
        lambda v, before: T.tanh(v + before), sequences=x, outputs_info=T.constant(np.float64(0.5))
    )
    grown, _ = theano.scan(lambda before: before * 2.0, outputs_info=x, n_steps=3)
    both, _ = theano.scan(
        lambda v, w, a, c, m: [a + v * w, c * m.sum()],
        sequences=[x, dict(input=x, taps=[0])],
        outputs_info=[T.constant(np.float64(0.0)), T.constant(np.float64(1.0))],
        non_sequences=M,
        go_backwards=True,
    )
    fibonacci, _ = theano.scan(lambda a, c: a + c, outputs_info=dict(initial=x[:2], taps=[-2, -1]), n_steps=4)
    mapped, _ = theano.map(lambda row: row.sum() * row, M)
    while_, _ = theano.scan(lambda before: (before * 2.0, until(before > 3.0)), outputs_info=x[1], n_steps=9)
    reduced, _ = theano.reduce(lambda v, a: a * 0.5 + v, x, T.constant(np.float64(0.0)))
    cost = T.sum(T.nnet.softmax(M) * running)
    sparse = S.csc_from_dense(M)
    return {
        "dimshuffle": M.dimshuffle(1, "x", 0),
        "transposed": M.T,
        "broadcast": M + x,
        "alloc": T.alloc(x, 2, 3),
        "zeros": T.zeros_like(M) + T.ones((3, 3)) * x.shape[0],
        "arange": T.arange(k + 3),
        "eye": T.eye(3) * M,
        "identity_like": T.identity_like(M),
        "stack": T.stack([x, x * 2]),
        "stack of scalars": T.stack([x[0], x[1], x.sum()]),
        "concatenate": T.concatenate([M, M], axis=1),
        "split": T.split(x, [1, 2], 2)[1],
        "repeat": T.repeat(x, 2),
        "tile": T.tile(x, 2),
        "cumsum": T.cumsum(x),
        "cumprod": T.cumprod(M, axis=1),
        "diff": T.extra_ops.diff(x),
        "sort": T.sort(-x),
        "argsort": T.argsort(-x),
        "topk": T.topk(x, 2, sorted=False).sum(),
        "unique": T.extra_ops.Unique()(T.concatenate([x, x])),
        "bincount": T.extra_ops.bincount(i),
        "searchsorted": SearchsortedOp("left")(x, T.constant(np.array([0.7, 1.5]))),
        "fill diagonal": T.fill_diagonal(M, 0.0),
        "squeeze": T.squeeze(T.shape_padleft(x)),
        "reshape": M.reshape((9,)),
        "flatten": T.flatten(B, 2),
        "nonzero": (M > 0.9).nonzero()[0],
        "clip": T.clip(M, 0.5, 2.0),
        "switch": T.switch(M > 1, M, 0.0),
        "maximum": T.maximum(x, 1.0),
        "minimum": T.minimum(x, 1.0),
        "max": T.max(M, axis=0),
        "max and argmax": T.max_and_argmax(M, axis=1)[1],
        "min": T.min(M),
        "any": T.any(M > 3, axis=0),
        "all": T.all(M > 0),
        "and": T.and_(b, x > 0.7),
        "not": ~b,
        "mean": T.mean(M, axis=1),
        "var": T.var(M),
        "prod": T.prod(M, axis=1),
        "norm": x.norm(2),
        "dot": T.dot(M, x),
        "dot of vectors": T.dot(x, x),
        "outer": T.outer(x, x),
        "tensordot": T.tensordot(B, M, axes=[[1], [0]]),
        "batched_dot": T.batched_dot(B, B.dimshuffle(0, 2, 1)),
        "inverse": T.nlinalg.matrix_inverse(M),
        "det": T.nlinalg.det(M),
        "trace": T.nlinalg.trace(M),
        "eigh": T.nlinalg.eigh(M)[0],
        "svd": T.nlinalg.svd(M)[1],
        "qr": T.nlinalg.qr(M)[1],
        "diag": T.diag(M),
        "diagonal matrix": T.diag(x),
        "alloc_diag": T.nlinalg.alloc_diag(x),
        "extract_diag": T.nlinalg.extract_diag(M),
        "cholesky": slinalg.cholesky(M),
        "solve": slinalg.solve(M, x),
        "solve triangular": slinalg.solve_lower_triangular(T.tril(M), x),
        "kron": slinalg.kron(M, T.eye(2)),
        "expm": slinalg.expm(M * 0.1),
        "tril": T.tril(M),
        "element": M[1, k],
        "slice": M[1:, ::-1],
        "by index": M[i],
        "by indices": M[i, i],
        "columns": M[:, i],
        "by mask": x[b.nonzero()],
        "set": T.set_subtensor(M[0, 1:], 7.0),
        "set rows": T.set_subtensor(M[i[:2]], 7.0),
        "inc rows": T.inc_subtensor(M[i], 1.0),
        "inc elements": T.inc_subtensor(M[i, i], x),
        "take": T.take(x, i),
        "choose": T.choose(T.constant([0, 1, 0]), T.stack([x, x * 2])),
        "cast": T.cast(x * 3, "int32"),
        "round": T.round(x * 1.3),
        "sgn": T.sgn(x - 1),
        "int_div": x // 0.3,
        "mod": x % 0.3,
        "power": x**1.5,
        "sqr": T.sqr(x),
        "abs": abs(x - 1),
        "log1p": T.log1p(x),
        "expm1": T.expm1(x),
        "erf": T.erf(x) + T.erfc(x) + T.erfinv(x / 3) + T.erfcinv(x / 3) + T.erfcx(x),
        "gamma": T.gammaln(x) + T.psi(x) + T.gamma(x) + T.tri_gamma(x),
        "gammainc": T.gammainc(x, x) + T.gammaincc(x, x),
        "bessel": T.j0(x) + T.i0(x) + T.i1(x) + T.j1(x),
        "trigonometric": T.sin(x) + T.arctan2(x, x) + T.arccosh(x + 1) + T.cosh(x),
        "isnan": T.isnan(x) | T.isinf(x),
        "complex": T.real(z * z) + abs(z) + T.angle(z),
        "sigmoid": T.nnet.sigmoid(x) + T.nnet.softplus(x) + T.nnet.hard_sigmoid(x) + T.nnet.ultra_fast_sigmoid(x) * 0,
        "relu": T.nnet.relu(x - 1) + T.nnet.elu(x - 1),
        "softmax": T.nnet.softmax(M),
        "logsoftmax": T.nnet.logsoftmax(M),
        "crossentropy": T.nnet.categorical_crossentropy(T.nnet.softmax(M), i),
        "binary crossentropy": T.nnet.binary_crossentropy(x / 3, x / 4),
        "logsumexp": T.log(T.sum(T.exp(x))),
        "conv2d": T.nnet.conv2d(images, images[:, :, :2, :2]),
        "pool": pool.pool_2d(images, (2, 2), ignore_border=True),
        "batch normalization": bn.batch_normalization(M, x, x, x, x + 1, mode="high_mem"),
        "neighbours": neighbours.images2neibs(images, (2, 2)),
        "a loop": running,
        "a loop of vectors": grown,
        "a loop with two results": T.stack([both[0], both[1]]),
        "a loop with two taps": fibonacci,
        "a map": mapped,
        "a loop that ends": while_,
        "a reduction": reduced,
        "a gradient": T.grad(T.sum(T.log(x) * T.dot(M, x)), x),
        "a gradient of a loop": T.grad(cost, x),
        "an ifelse": ifelse(T.gt(x[0], 0), x, -x),
        "an assertion": T.opt.Assert("positive")(x, T.all(x > 0)),
        "rebroadcast": T.addbroadcast(M[:1], 0) + x,
        "unbroadcast": T.unbroadcast(T.shape_padleft(x), 0),
        "printed": theano.printing.Print("x", attrs=())(x),
        "shape": M.shape * 2,
        "sparse dot": S.dot(sparse, x),
        "sparse to dense": S.dense_from_sparse(S.transpose(sparse)),
        "sparse sum": S.sp_sum(sparse, axis=0),
        "sparse times dense": S.dense_from_sparse(S.mul(sparse, M)),
        "clipped gradient": theano.gradient.grad_clip(x, -1, 1) * 2,
        "disconnected gradient": theano.gradient.disconnected_grad(x) * 2,
        "view": theano.compile.ops.ViewOp()(x),
        "copied": T.tensor_copy(x),
        "mgrid": T.mgrid[0:2, 0:3][1],
        "nan": T.switch(T.eq(T.constant(np.nan), 0), x, x * 2),
    }


def without_c_code(op):
    return {k: v for k, v in op.__dict__.items() if k not in ("func_codes", "code_sections")}


def main():
    T.elemwise.DimShuffle.__getstate__ = without_c_code
    saved, needed = {}, lambda v: [u for u in graph_inputs([v]) if u.name in VALUES]
    for name, v in graphs().items():
        inputs = needed(v)
        value = theano.function(inputs, v, mode="FAST_COMPILE")(*[VALUES[u.name] for u in inputs])
        text = pickle.dumps(v, 2)
        assert b"support_code" not in text and b"PyArrayObject" not in text, name
        saved[name] = text, np.asarray(value)
    path = f"old_ops-{theano.__version__}.pkl.xz"
    with open(path, "wb") as file:
        file.write(lzma.compress(pickle.dumps((VALUES, saved), 2), preset=9))


if __name__ == "__main__":
    main()
