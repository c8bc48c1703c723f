"""Expressions as programs wrote them, beside what NumPy makes of the same values.

Names: x, y (3, 4) positive and negative; u (3, 4) in (0, 1); v (4,); n (3,) int; a (3, 3) positive definite;
x3 (2, 3, 4); im (2, 3, 6, 6), k (4, 3, 3, 3); s, a scalar; i, j, integers. In the right column they are arrays.
"""

import numpy as np
from scipy import signal, special


def softmax(x):
    return special.softmax(x, axis=-1)


def convolved(im, k, mode="valid", step=1):
    """Images with kernels, channels summed; kernels are turned round, as in mathematics."""
    out = [[sum(signal.convolve2d(c, w, mode) for c, w in zip(image, kernel, strict=True)) for kernel in k]
           for image in im]
    return np.array(out)[..., ::step, ::step]


def pooled(im):
    """The largest of each 2 x 2."""
    return im.reshape(*im.shape[:-2], im.shape[-2] // 2, 2, im.shape[-1] // 2, 2).max(axis=(-3, -1))


ELEMENTWISE = [
    ("T.log(u)", "np.log(u)"),
    ("T.exp(x)", "np.exp(x)"),
    ("T.sqrt(u)", "np.sqrt(u)"),
    ("T.sqr(x)", "x ** 2"),
    ("T.square(x)", "x ** 2"),
    ("T.pow(u, x)", "u ** x"),
    ("T.abs_(x)", "abs(x)"),
    ("T.sgn(x)", "np.sign(x)"),
    ("T.sin(x)", "np.sin(x)"),
    ("T.cos(x)", "np.cos(x)"),
    ("T.tanh(x)", "np.tanh(x)"),
    ("T.arccos(u)", "np.arccos(u)"),
    ("T.erf(x)", "special.erf(x)"),
    ("T.log1p(u)", "np.log1p(u)"),
    ("T.expm1(x)", "np.expm1(x)"),
    ("T.ceil(x)", "np.ceil(x)"),
    ("T.round(3 * x)", "np.round(3 * x)"),
    ("T.clip(x, -0.5, 0.5)", "np.clip(x, -0.5, 0.5)"),
    ("T.maximum(x, y)", "np.maximum(x, y)"),
    ("T.minimum(x, y)", "np.minimum(x, y)"),
    ("T.switch(T.gt(x, 0), x, y)", "np.where(x > 0, x, y)"),
    ("T.add(x, y)", "x + y"),
    ("T.add(x, y, u)", "x + y + u"),
    ("T.add(*[x, y])", "x + y"),
    ("T.eq(n, 2)", "n == 2"),
    ("T.neq(n, 2)", "n != 2"),
    ("T.gt(x, y)", "x > y"),
    ("T.ge(n, 2)", "n >= 2"),
    ("T.lt(x, y)", "x < y"),
    ("T.le(n, 2)", "n <= 2"),
    ("T.isnan(T.log(x))", "x < 0"),
    ("T.isinf(x / 0.0)", "np.isinf(x / 0.0)"),
    ("T.cast(n, dtype='float64')", "n.astype(float)"),
    ("T.nnet.sigmoid(x)", "special.expit(x)"),
    ("T.nnet.softplus(x)", "np.logaddexp(x, 0)"),
    ("T.nnet.relu(x)", "np.maximum(x, 0)"),
    ("T.nnet.relu(x, alpha=0.1)", "np.where(x > 0, x, 0.1 * x)"),
    ("T.nnet.softmax(x)", "softmax(x)"),
    ("T.nnet.Softmax()(x)", "softmax(x)"),
    ("T.nnet.binary_crossentropy(u, u / 2)", "-(u / 2 * np.log(u) + (1 - u / 2) * np.log(1 - u))"),
    ("T.nnet.categorical_crossentropy(T.nnet.softmax(x), n % 4)", "-np.log(softmax(x)[np.arange(3), n % 4])"),
    ("T.nnet.categorical_crossentropy(T.nnet.softmax(x), u)", "-(u * np.log(softmax(x))).sum(1)"),
    ("theano.scalar.identity(s)", "s"),
]

REDUCTIONS_AND_SHAPES = [
    ("T.sum(x)", "x.sum()"),
    ("T.sum(x, axis=0, keepdims=True)", "x.sum(0, keepdims=True)"),
    ("T.mean(x)", "x.mean()"),
    ("T.mean(n, axis=0, dtype='float64')", "n.mean()"),
    ("T.max(x, axis=1, keepdims=True)", "x.max(1, keepdims=True)"),
    ("T.max(x, axis=0)", "x.max(0)"),
    ("T.min(x)", "x.min()"),
    ("T.min(x, axis=1)", "x.min(1)"),
    ("T.prod(x)", "x.prod()"),
    ("T.std(x)", "x.std()"),
    ("T.all(x < 9)", "True"),
    ("T.argmax(x, axis=1)", "x.argmax(1)"),
    ("T.argsort(v)", "v.argsort()"),
    ("T.argsort(x, axis=0)", "x.argsort(0)"),
    ("T.cumsum(v)", "v.cumsum()"),
    ("T.cumsum(x, axis=1)", "x.cumsum(1)"),
    ("T.extra_ops.cumprod(v)", "v.cumprod()"),
    ("T.shape_padleft(v)", "v[None]"),
    ("T.shape_padleft(v, 2)", "v[None, None]"),
    ("T.shape_padright(v)", "v[:, None]"),
    ("T.shape_padaxis(x, axis=1)", "x[:, None]"),
    ("T.tile(v, (2, 3))", "np.tile(v, (2, 3))"),
    ("T.repeat(v, 2)", "np.repeat(v, 2)"),
    ("T.repeat(x, 2, axis=0)", "np.repeat(x, 2, 0)"),
    ("T.extra_ops.repeat(x, 3, axis=1)", "np.repeat(x, 3, 1)"),
    ("T.stack(v, v)", "np.stack([v, v])"),
    ("T.stack([v, v], axis=1)", "np.stack([v, v], 1)"),
    ("T.stack(*[v, v, v])", "np.stack([v, v, v])"),
    ("T.stacklists([[s, s], [s, 2 * s]])", "np.array([[s, s], [s, 2 * s]])"),
    ("T.concatenate([x, y], axis=1)", "np.concatenate([x, y], 1)"),
    ("T.join(0, x, y)", "np.concatenate([x, y])"),
    ("T.flatten(x3, outdim=2)", "x3.reshape(2, 12)"),
    ("T.flatten(x3, 2)", "x3.reshape(2, 12)"),
    ("T.reshape(x, (2, 6))", "x.reshape(2, 6)"),
    ("T.transpose(x)", "x.T"),
    ("T.arange(1, 4)", "np.arange(1, 4)"),
    ("T.arange(n[0], dtype='float64')", "np.arange(n[0], dtype=float)"),
    ("T.zeros((2, 3), dtype='int32')", "np.zeros((2, 3), 'int32')"),
    ("T.zeros(x.shape)", "np.zeros((3, 4))"),
    ("T.ones((2,), dtype='float32')", "np.ones(2, 'float32')"),
    ("T.ones_like(n, dtype='float64')", "np.ones(3)"),
    ("T.alloc(s, 2, 1, 2, 3)", "np.full((2, 1, 2, 3), s)"),
    ("T.alloc(s, *x.shape)", "np.full((3, 4), s)"),
    ("T.constant(2, dtype='float64')", "2.0"),
    ("T.eye(3)", "np.eye(3)"),
    ("T.diag(a)", "np.diag(a)"),
    ("T.nlinalg.diag(v)", "np.diag(v)"),
    ("T.tril(a)", "np.tril(a)"),
    ("T.triu(a)", "np.triu(a)"),
    ("T.fill_diagonal(a, 7.0)", "np.where(np.eye(3), 7.0, a)"),
    ("T.addbroadcast(v[:1], 0) + v", "v[0] + v"),
    ("T.unbroadcast(T.shape_padleft(v), 0)", "v[None]"),
]

PRODUCTS = [
    ("T.dot(x, v)", "x @ v"),
    ("theano.dot(x, v)", "x @ v"),
    ("T.outer(v, v)", "np.outer(v, v)"),
    ("T.tensordot(x, y, 2)", "(x * y).sum()"),
    ("T.tensordot(x3, x, axes=[[1, 2], [0, 1]])", "np.tensordot(x3, x, [[1, 2], [0, 1]])"),
    ("T.tensordot(x3, x, [[1], [0]])", "np.tensordot(x3, x, [[1], [0]])"),
    ("T.batched_dot(x3, x3.dimshuffle(0, 2, 1))", "x3 @ x3.transpose(0, 2, 1)"),
    ("T.nlinalg.matrix_inverse(a)", "np.linalg.inv(a)"),
    ("T.nlinalg.det(a)", "np.linalg.det(a)"),
    ("T.slinalg.solve(a, v[:3])", "np.linalg.solve(a, v[:3])"),
    ("T.slinalg.cholesky(a)", "np.linalg.cholesky(a)"),
    ("T.nnet.conv2d(im, k)", "convolved(im, k)"),
    ("T.nnet.conv2d(input=im, filters=k, input_shape=(2, 3, 6, 6), filter_shape=(4, 3, 3, 3), subsample=(2, 2))",
     "convolved(im, k, step=2)"),
    ("T.nnet.conv2d(im, k, border_mode='full')", "convolved(im, k, 'full')"),
    ("T.nnet.conv2d(im, k, (2, 3, 6, 6), (4, 3, 3, 3))", "convolved(im, k)"),
    ("T.nnet.conv.conv2d(im, k, filter_shape=(4, 3, 3, 3), image_shape=(2, 3, 6, 6), border_mode='full')",
     "convolved(im, k, 'full')"),
    ("T.signal.conv.conv2d(im[:, 0], k[0, 0], border_mode='full')",
     "np.array([signal.convolve2d(c, k[0, 0]) for c in im[:, 0]])"),
    ("T.signal.pool.pool_2d(im, (2, 2), ignore_border=True)", "pooled(im)"),
    ("T.signal.pool.pool_2d(input=im, ws=(2, 2), ignore_border=True)", "pooled(im)"),
    ("T.signal.downsample.max_pool_2d(im, (2, 2), ignore_border=True)", "pooled(im)"),
    ("theano.sandbox.cuda.basic_ops.gpu_contiguous(x.T)", "x.T"),
    ("theano.sparse.structured_dot(theano.sparse.csr_from_dense(x), y.T)", "x @ y.T"),
    ("T.nnet.abstract_conv.AbstractConv2d_gradInputs(imshp=(2, 3, 6, 6), kshp=(4, 3, 3, 3), border_mode='valid',"
     " subsample=(1, 1))(k, T.nnet.conv2d(im, k), (6, 6))",
     "np.array([[sum(signal.correlate2d(o, w[c], 'full') for o, w in zip(out, k)) for c in range(3)]"
     " for out in convolved(im, k)])"),
    ("T.nnet.abstract_conv.AbstractConv2d_gradInputs((2, 3, 6, 6), (4, 3, 3, 3), border_mode='full')"
     "(k, T.nnet.conv2d(im, k, border_mode='full'), (6, 6))",
     "np.array([[sum(signal.correlate2d(o, w[c], 'valid') for o, w in zip(out, k)) for c in range(3)]"
     " for out in convolved(im, k, 'full')])"),
]

INDICES = [
    ("x[1]", "x[1]"), ("x[i]", "x[i]"), ("x[i, :]", "x[i, :]"), ("x[1, :]", "x[1, :]"), ("x[:, 2]", "x[:, 2]"),
    ("x[1, 2]", "x[1, 2]"), ("x[i, 2]", "x[i, 2]"), ("x[1, i]", "x[1, i]"), ("x[i, j]", "x[i, j]"),
    ("x[:, n % 4]", "x[:, n % 4]"), ("x[T.arange(3), n % 4]", "x[np.arange(3), n % 4]"), ("x[n % 3]", "x[n % 3]"),
    ("x[:, None]", "x[:, None]"), ("x[None]", "x[None]"), ("x[None, :]", "x[None, :]"),
    ("x[..., None]", "x[..., None]"), ("x[..., i]", "x[..., i]"), ("x[::-1]", "x[::-1]"), ("x[:, 1:3]", "x[:, 1:3]"),
    ("x[(x > 0).nonzero()]", "x[x > 0]"), ("x[x > 0]", "x[x > 0]"), ("x3[:, :, None]", "x3[:, :, None]"),
    ("x3[:, :, 1]", "x3[:, :, 1]"), ("x3[:, :, :]", "x3"), ("x3[i, :, :]", "x3[i, :, :]"),
    ("x3[i, j, :]", "x3[i, j, :]"), ("x3[i, j, i]", "x3[i, j, i]"), ("x3[:, i, j]", "x3[:, i, j]"),
    ("im[:, :, 1:3, 1:3]", "im[:, :, 1:3, 1:3]"), ("im[:, :, :, 1]", "im[:, :, :, 1]"), ("im[:, :, :, :]", "im"),
]

METHODS = [
    ("x.sum()", "x.sum()"), ("x.sum(axis=1, keepdims=True)", "x.sum(1, keepdims=True)"), ("x.mean()", "x.mean()"),
    ("x.mean(axis=0)", "x.mean(0)"), ("x.std()", "x.std()"), ("x.max()", "x.max()"), ("x.max(axis=0)", "x.max(0)"),
    ("x.min()", "x.min()"), ("x.argmax(axis=1)", "x.argmax(1)"), ("x.norm(2)", "np.linalg.norm(x)"),
    ("x.T", "x.T"), ("x.transpose()", "x.T"), ("x.reshape((4, 3), ndim=2)", "x.reshape(4, 3)"),
    ("x.flatten()", "x.ravel()"), ("x.repeat(2)", "x.repeat(2)"), ("x.size", "12"), ("x.zeros_like()", "0 * x"),
    ("x.dot(v)", "x @ v"), ("x.dimshuffle(1, 'x', 0)", "x.T[:, None]"), ("x.astype('float32')", "x.astype('float32')"),
    ("x.copy()", "x"), ("~(x > 0)", "~(x > 0)"), ("(x > 0) & (y > 0)", "(x > 0) & (y > 0)"), ("x < 0", "x < 0"),
    ("x <= y", "x <= y"), ("x >= y", "x >= y"), ("n // 2", "n // 2"), ("n % 2", "n % 2"), ("x / y", "x / y"),
    ("x - y", "x - y"), ("-x", "-x"), ("u ** x", "u ** x"), ("2.0 * x", "2 * x"), ("T.add(*list(x[:, 0].shape))", "3"),
]

CASES = [*ELEMENTWISE, *REDUCTIONS_AND_SHAPES, *PRODUCTS, *INDICES, *METHODS]
