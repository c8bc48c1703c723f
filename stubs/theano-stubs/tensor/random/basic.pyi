# Written by `python -m tools.stubs`.
from theano_compat.ops.random.distributions import choice as choice
from theano_compat.ops.random.distributions import permutation as permutation
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from typing import Any
import theano as theano
as_tensor_variable = _as_tensor_variable
bernoulli: Any
"""Draw 1 with probability p, else 0.

p: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: without an effect, the draws are int64.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.bernoulli(0.3, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
beta: Any
"""Draw beta numbers with shapes a and b.

a, b: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: of the draws, floatX by default.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.beta(2.0, 3.0, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
betabinom: Any
"""Draw numbers of successes in n trials, their probability beta with shapes a and b.

n, a, b: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: without an effect, the draws are int64.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.betabinom(10, 2.0, 3.0, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
binomial: Any
"""Draw numbers of successes in n trials of probability p.

n, p: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: without an effect, the draws are int64.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.binomial(10, 0.3, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
categorical: Any
"""Draw numbers of classes with probabilities p.

p: a vector, or tensors of them that broadcast; the draws have their joint shape unless size says another.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: without an effect, the draws are int64.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.categorical([0.2, 0.8], size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
cauchy: Any
"""Draw Cauchy numbers with median loc and half width scale.

loc, scale: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another. Defaults: 0.0, 1.0.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: of the draws, floatX by default.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.cauchy(0.0, 1.0, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
dirichlet: Any
"""Draw vectors of probabilities with concentrations alphas.

alphas: a vector, or tensors of them that broadcast; the draws have their joint shape unless size says another.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: of the draws, floatX by default.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.dirichlet([1.0, 2.0], size=(3,), rng=rng).eval().shape
    (3, 2)

Source: theano.tensor.random.basic.
"""
exponential: Any
"""Draw exponential numbers with mean scale.

scale: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another. Defaults: 1.0.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: of the draws, floatX by default.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.exponential(2.0, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
gamma: Any
"""Draw gamma numbers with mean shape / rate.

shape, rate: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: of the draws, floatX by default.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.gamma(2.0, 3.0, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
halfcauchy: Any
"""Draw loc + scale |z| for standard Cauchy numbers z.

loc, scale: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another. Defaults: 0.0, 1.0.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: of the draws, floatX by default.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.halfcauchy(0.0, 1.0, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
halfnormal: Any
"""Draw loc + scale |z| for standard normal numbers z.

loc, scale: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another. Defaults: 0.0, 1.0.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: of the draws, floatX by default.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.halfnormal(0.0, 1.0, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
invgamma: Any
"""Draw inverse gamma numbers of SciPy's scale `rate`.

shape, rate: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: of the draws, floatX by default.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.invgamma(2.0, 3.0, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
multinomial: Any
"""Draw counts of outcomes with probabilities p in n trials.

n, p: a scalar, a vector, or tensors of them that broadcast; the draws have their joint shape unless size says another.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: without an effect, the draws are int64.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.multinomial(10, [0.2, 0.8], size=(3,), rng=rng).eval().shape
    (3, 2)

Source: theano.tensor.random.basic.
"""
multivariate_normal: Any
"""Draw normal vectors with a mean and a covariance matrix.

mean, cov: a vector, a matrix, or tensors of them that broadcast; the draws have their joint shape unless size says another.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: of the draws, floatX by default.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.multivariate_normal([0.0, 1.0], np.eye(2), size=(3,), rng=rng).eval().shape
    (3, 2)

Source: theano.tensor.random.basic.
"""
nbinom: Any
"""Draw numbers of failures before n successes of probability p.

n, p: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: without an effect, the draws are int64.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.nbinom(5, 0.3, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
normal: Any
"""Draw normal numbers with mean loc and standard deviation scale.

loc, scale: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another. Defaults: 0.0, 1.0.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: of the draws, floatX by default.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.normal(0.0, 1.0, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
poisson: Any
"""Draw Poisson counts with mean lam.

lam: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another. Defaults: 1.0.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: without an effect, the draws are int64.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.poisson(4.0, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
randint: Any
"""Draw integers from low to high - 1; with one parameter from 0 to low - 1.

low, high: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another. Defaults: None.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: without an effect, the draws are int64.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.randint(1, 7, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
truncexpon: Any
"""Draw exponential numbers, truncated to [loc, loc + b scale].

b, loc, scale: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: of the draws, floatX by default.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.truncexpon(2.0, 0.0, 1.0, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
uniform: Any
"""Draw numbers uniform on [low, high).

low, high: scalars, or tensors of them that broadcast; the draws have their joint shape unless size says another. Defaults: 0.0, 1.0.
size: the shape of the draws, without that of one draw.
name: of the variable.
rng: a shared RandomState; None for a new one, unseeded.
dtype: of the draws, floatX by default.

Example::

    >>> rng = theano.shared(np.random.RandomState(1))
    >>> tt.random.basic.uniform(0.0, 1.0, size=(3,), rng=rng).eval().shape
    (3,)

Source: theano.tensor.random.basic.
"""
