"""Writes what the streams of the real libraries draw. Run it on both:

    THEANO_FLAGS=blas.ldflags= PYTHON3.7 make_random_numbers.py > random_numbers.json            # Theano 1.0.5
    THEANO_FLAGS=blas__ldflags=,cxx= PYTHON3.8 make_random_numbers.py > random_stream_numbers.json  # Theano-PyMC 1.1.2

`s` is a new RandomStreams(234), MRG_RandomStreams(234) or, in Theano-PyMC, RandomStream(234), from which one variable
has been made before. Of each expression there are two calls, and one more after `s.seed(99)`.
"""

import json

ROWS = {
    "RandomStream": [
        "s.uniform(size=(2, 3))",
        "s.uniform(0.0, x, size=(3,))",
        "s.uniform(size=(5,), low=0.0, high=99.5)",
        "s.normal(size=(3,))",
        "s.normal(x, 0.5)",
        "s.normal(size=x.shape)",
        "s.beta(2.0, 3.0, size=(2,))",
        "s.halfnormal(0.5, 2.0, size=(3,))",
        "s.gamma(2.0, 4.0, size=(2,))",
        "s.exponential(2.0, size=(2,))",
        "s.poisson(x)",
        "s.cauchy(size=(2,))",
        "s.halfcauchy(0.0, 2.0, size=(2,))",
        "s.invgamma(3.0, 2.0, size=(2,))",
        "s.truncexpon(1.0, 0.0, 2.0, size=(2,))",
        "s.bernoulli(0.3, size=(6,))",
        "s.binomial(9, 0.3, size=(4,))",
        "s.nbinom(5, 0.3, size=(3,))",
        "s.betabinom(9, 2.0, 3.0, size=(3,))",
        "s.randint(3, 9, size=(4,))",
        "s.multivariate_normal([1.0, 2.0], [[1.0, 0.5], [0.5, 2.0]])",
        "s.multivariate_normal([1.0, 2.0], [[1.0, 0.5], [0.5, 2.0]], size=(3,))",
        "s.dirichlet([1.0, 2.0, 3.0])",
        "s.multinomial(5, [0.2, 0.5, 0.3])",
        "s.choice(x, size=(4,))",
        "s.permutation(x)",
    ],
    "RandomStreams": [
        "s.uniform((2, 3))",
        "s.uniform(size=(2,), low=-1, high=[2.0, 3.0])",
        "s.uniform(low=np.zeros((2, 1)), high=x)",
        "s.uniform((3,), dtype='float32')",
        "s.normal((3,))",
        "s.normal((3, 2), avg=x[:2], std=0.5)",
        "s.normal(avg=x)",
        "s.binomial((4,))",
        "s.binomial((4,), n=10, p=0.3)",
        "s.binomial(n=[3, 9], p=[0.1, 0.9])",
        "s.random_integers((4,), low=-5, high=5)",
        "s.random_integers(low=[0, 10], high=[9, 19])",
        "s.random_integers((3,), 0, 200, dtype='int16')",
        "s.poisson((4,), lam=3.5)",
        "s.poisson(lam=x, ndim=1, size=(3,))",
        "s.choice((4,), a=10)",
        "s.choice((3,), a=5, replace=False)",
        "s.permutation(n=6)",
        "s.permutation((2,), n=4)",
        "s.multinomial(n=5, pvals=[0.2, 0.5, 0.3])",
        "s.multinomial((3,), n=1, pvals=[0.2, 0.8])",
        "s.multinomial(n=[3, 4], pvals=[[0.2, 0.8], [0.5, 0.5]])",
        "s.shuffle_row_elements(x)",
        "s.shuffle_row_elements(np.arange(6.0).reshape((2, 3)) + 0 * x)",
    ],
    "MRG_RandomStreams": [
        "s.uniform((2, 3))",
        "s.uniform((7,), low=-1.0, high=x[0])",
        "s.uniform(())",
        "s.uniform((20, 3))",
        "s.uniform((9,), nstreams=2)",
        "s.uniform((9,), dtype='float32')",
        "s.uniform((5,), dtype='float16')",
        "s.uniform(x.shape)",
        "s.uniform((x.shape[0], 2), nstreams=4)",
        "s.binomial((12,))",
        "s.binomial((12,), p=0.2, dtype='int8')",
        "s.normal((5,))",
        "s.normal((2, 3), avg=x, std=2.0)",
        "s.normal((5,), dtype='float32')",
        "s.normal(x.shape)",
        "s.normal(())",
        "s.truncated_normal((9,))",
        "s.normal((6,), truncate=True, nstreams=3)",
        "s.multinomial(pvals=[[0.2, 0.5, 0.3], [0.1, 0.1, 0.8]])",
        "s.multinomial(n=7, pvals=[[0.2, 0.5, 0.3], [0.1, 0.1, 0.8]])",
        "s.choice(size=2, replace=False, p=[[0.2, 0.5, 0.3], [0.1, 0.1, 0.8]])",
        "s.choice(size=4, replace=False, p=np.arange(1.0, 11.0)[None] / 55)",
    ],
}


def main():
    import numpy as np
    import theano

    try:
        from theano.tensor.random.utils import RandomStream

        kinds = {"RandomStream": RandomStream}
    except ImportError:
        from theano.sandbox.rng_mrg import MRG_RandomStreams
        from theano.tensor.shared_randomstreams import RandomStreams

        kinds = {"RandomStreams": RandomStreams, "MRG_RandomStreams": MRG_RandomStreams}
    found = {}
    for kind, make in kinds.items():
        for expression in ROWS[kind]:
            s = make(234)
            s.uniform(size=(2,))
            x = theano.shared(np.array([1.5, 2.5, 3.5]), "x")
            drawn = eval(expression, {"s": s, "x": x, "np": np})
            function = theano.function([], drawn)
            values = [function(), function()]
            s.seed(99)
            values.append(function())
            found[kind + ": " + expression] = [str(values[0].dtype), [v.tolist() for v in values]]
    lines = [json.dumps(name) + ": " + json.dumps(found[name]) for name in sorted(found)]
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    main()
