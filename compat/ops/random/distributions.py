"""Distributions of Theano-PyMC's `theano.tensor.random`, and its `RandomStream`.

They draw the same numbers as RandomState and SciPy, call by call.

Each distribution takes its parameters, then `size`, `rng` (a random state as a variable; by default a new shared
one), `name` and `dtype`. Source: theano.tensor.random.basic, .op, .utils.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...docstrings import of_instances, text
from ...graph.arrays import Array
from ...graph.types import TensorType
from ...graph.variable import Variable
from ...settings import config
from ..random_state import RandomStateType
from ..shared import shared
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from .draws import infer_ndim_bcast
from .function import RandomFunction


class RandomDistribution:
    """One distribution. `draw`: the name of a method of RandomState, or a function of (state, *parameters, size).

    ndims: the rank of each parameter for one draw. support: the rank of one draw. defaults: values of the last
    parameters. prepare: converts the user's arguments to those of `draw`.
    """

    __doc__ = of_instances(__doc__, lambda made: _described(made))

    def __init__(
        self,
        name: str,
        names: Sequence[str],
        draw: Any = None,
        *,
        ndims: Sequence[int] = (),
        support: int = 0,
        dtype: str = "floatX",
        defaults: Sequence[Any] = (),
        prepare: Callable[..., Sequence[Any]] | None = None,
    ) -> None:
        self.name, self.names, self.draw = name, tuple(names), draw or name
        self.ndims = tuple(ndims) or (0,) * len(self.names)
        self.support, self.dtype, self.defaults, self.prepare = support, dtype, tuple(defaults), prepare

    def __call__(
        self,
        *parameters: Any,
        size: Any = None,
        name: str | None = None,
        rng: Any = None,
        dtype: str | None = None,
        **named: Any,
    ) -> Any:
        if len(parameters) == len(self.names) + 1 and size is None:
            *parameters, size = parameters  # type: ignore[assignment]
        values = [as_tensor(v) for v in self._parameters(parameters, named)]
        if rng is None:
            rng = shared(np.random.RandomState())
        elif not isinstance(rng.type, RandomStateType):
            raise TypeError("The type of rng should be an instance of RandomStateType")
        vector, pattern = self._shape(size, values)
        wanted = self.dtype if dtype is None or self.dtype != "floatX" else dtype
        type_ = TensorType(config.floatX if wanted == "floatX" else wanted, pattern)
        out = RandomFunction(self.draw, type_, ndim_added=self.support)(rng, vector, *values)[1]
        if name is not None:
            out.name = name
        return out

    def _parameters(self, given: Sequence[Any], named: dict[str, Any]) -> Sequence[Any]:
        values = dict(zip(self.names, given, strict=False))
        if len(given) > len(self.names) or set(named) & set(values) or set(named) - set(self.names):
            raise TypeError(
                f"{self.name} takes ({', '.join(self.names)}) and size, rng, name, dtype; got "
                f"{len(given)} parameters{' and ' if named else ''}{', '.join(named)}."
            )
        values.update(named)
        first = len(self.names) - len(self.defaults)
        for k, default in enumerate(self.defaults):
            values.setdefault(self.names[first + k], default)
        missing = [n for n in self.names if n not in values]
        if missing:
            raise TypeError(f"{self.name} needs {', '.join(missing)}.")
        ordered = [values[n] for n in self.names]
        return self.prepare(*ordered) if self.prepare else ordered

    def _shape(self, size: TensorLike | None, values: Sequence[Any]) -> tuple[Any, tuple[bool, ...]]:
        """Return (the shape to draw, which lengths of the result are 1)."""
        last = (values[-1].type.broadcastable[-1:] or (False,)) if self.support else ()
        if size is not None:
            size = (size,) if isinstance(size, int | np.integer) else size
            ndim, vector, pattern = infer_ndim_bcast(None, tuple(size) if isinstance(size, list) else size)
            if ndim:
                return vector, (*pattern, *last)
        patterns = [v.type.broadcastable[: v.type.ndim - n] for v, n in zip(values, self.ndims, strict=True)]
        ndim = max(map(len, patterns))
        joint = tuple(all(p[d - ndim + len(p)] for p in patterns if d >= ndim - len(p)) for d in range(ndim))
        return (), (*joint, *last)

    def __repr__(self) -> str:
        return f"{self.name}_rv"


# what is drawn, and parameters for an example
DRAWN = {
    "uniform": ("numbers uniform on [low, high)", "0.0, 1.0"),
    "beta": ("beta numbers with shapes a and b", "2.0, 3.0"),
    "normal": ("normal numbers with mean loc and standard deviation scale", "0.0, 1.0"),
    "halfnormal": ("loc + scale |z| for standard normal numbers z", "0.0, 1.0"),
    "gamma": ("gamma numbers with mean shape / rate", "2.0, 3.0"),
    "exponential": ("exponential numbers with mean scale", "2.0"),
    "poisson": ("Poisson counts with mean lam", "4.0"),
    "cauchy": ("Cauchy numbers with median loc and half width scale", "0.0, 1.0"),
    "halfcauchy": ("loc + scale |z| for standard Cauchy numbers z", "0.0, 1.0"),
    "invgamma": ("inverse gamma numbers of SciPy's scale `rate`", "2.0, 3.0"),
    "truncexpon": ("exponential numbers, truncated to [loc, loc + b scale]", "2.0, 0.0, 1.0"),
    "bernoulli": ("1 with probability p, else 0", "0.3"),
    "binomial": ("numbers of successes in n trials of probability p", "10, 0.3"),
    "nbinom": ("numbers of failures before n successes of probability p", "5, 0.3"),
    "beta_binomial": ("numbers of successes in n trials, their probability beta with shapes a and b", "10, 2.0, 3.0"),
    "randint": ("integers from low to high - 1; with one parameter from 0 to low - 1", "1, 7"),
    "multivariate_normal": ("normal vectors with a mean and a covariance matrix", "[0.0, 1.0], np.eye(2)"),
    "dirichlet": ("vectors of probabilities with concentrations alphas", "[1.0, 2.0]"),
    "multinomial": ("counts of outcomes with probabilities p in n trials", "10, [0.2, 0.8]"),
    "categorical": ("numbers of classes with probabilities p", "[0.2, 0.8]"),
}


def _described(made: RandomDistribution) -> str:
    """Return the docstring of one distribution, such as `theano.tensor.random.basic.normal`."""
    drawn, given = DRAWN[made.name]
    ranks = [("a scalar", "a vector", "a matrix")[n] for n in made.ndims]
    told = "scalars" if not any(made.ndims) else ", ".join(ranks)
    told += ", or tensors of them that broadcast; the draws have their joint shape unless size says another"
    if made.defaults and not any(made.ndims):
        told += f". Defaults: {', '.join(map(str, made.defaults))}"
    words = {
        ", ".join(made.names): told,
        "size": "the shape of the draws, without that of one draw",
        "name": "of the variable",
        "rng": "a shared RandomState; None for a new one, unseeded",
        "dtype": "of the draws, floatX by default"
        if made.dtype == "floatX"
        else f"without an effect, the draws are {made.dtype}",
    }
    own = next(name for name, one in DISTRIBUTIONS.items() if one is made)
    rng = ">>> rng = theano.shared(np.random.RandomState(1))"
    shape = (3, 2)[: 1 + made.support]
    call = f">>> tt.random.basic.{own}({given}, size=(3,), rng=rng).eval().shape"
    return text(f"Draw {drawn}.", words, f"{rng}\n{call}\n{shape}", "theano.tensor.random.basic")


def _scipy(distribution: str, order: Callable[..., dict[str, Any]]) -> Callable[..., Any]:
    """Return `scipy.stats.<distribution>.rvs` with the keywords that `order` makes from the parameters."""

    def draw(rng: np.random.RandomState | np.random.Generator, *arguments: Any) -> Any:
        import scipy.stats

        *parameters, size = arguments
        return getattr(scipy.stats, distribution).rvs(**order(*parameters), size=size, random_state=rng)

    draw.__name__ = distribution
    return draw


def _loc_scale(loc: TensorLike, scale: TensorLike) -> dict[str, Any]:
    return {"loc": loc, "scale": scale}


def _multivariate_normal(rng: np.random.RandomState | np.random.Generator, mean: Any, cov: Any, size: Any) -> Any:
    import scipy.stats

    def one(m: Any, c: Any, n: Any) -> Any:
        drawn = scipy.stats.multivariate_normal(mean=m, cov=c, allow_singular=True).rvs(size=n, random_state=rng)
        return np.atleast_1d(drawn) if n is None else np.reshape(drawn, (*n, -1))

    if mean.ndim == 1 and cov.ndim == 2:
        return one(mean, cov, size)
    batch = np.broadcast_shapes(mean.shape[:-1], cov.shape[:-2])
    shape = (*(size or ()), *batch)
    out = np.empty((*shape, mean.shape[-1]))
    means = np.broadcast_to(mean, (*shape, mean.shape[-1]))
    covs = np.broadcast_to(cov, (*shape, *cov.shape[-2:]))
    for at in np.ndindex(*shape):
        out[at] = one(means[at], covs[at], None)
    return out


def _dirichlet(rng: np.random.RandomState | np.random.Generator, alphas: Array, size: Sequence[int] | None) -> Any:
    alphas = np.broadcast_to(alphas, (*(size or ()), *alphas.shape))
    out = np.empty(alphas.shape)
    for at in np.ndindex(*alphas.shape[:-1]):
        out[at] = rng.dirichlet(alphas[at])
    return out


def _categorical(rng: np.random.RandomState | np.random.Generator, p: Array, size: Sequence[int] | None) -> Any:
    """Return the first class whose cumulative probability is not below a uniform number."""
    batch = p.shape[:-1]
    if size and tuple(size[len(size) - len(batch) :]) != batch:
        raise ValueError("Parameters shape and size do not match.")
    u = rng.uniform(size=size or batch)
    return (p.cumsum(axis=-1) < np.asarray(u)[..., None]).sum(-1)


def _choice(
    rng: np.random.RandomState | np.random.Generator, a: Array, replace: Array, p: Array, size: int | Sequence[int]
) -> Any:
    return rng.choice(a, size, bool(replace), p if p.size else None)


def _permutation(rng: np.random.RandomState | np.random.Generator, x: Array, size: int | Sequence[int]) -> Any:
    if size is not None:
        raise ValueError(f"permutation takes no size, got {size}.")
    return rng.permutation(x if x.ndim else int(x))


uniform = RandomDistribution("uniform", ("low", "high"), defaults=(0.0, 1.0))
beta = RandomDistribution("beta", ("a", "b"))
normal = RandomDistribution("normal", ("loc", "scale"), defaults=(0.0, 1.0))
halfnormal = RandomDistribution("halfnormal", ("loc", "scale"), _scipy("halfnorm", _loc_scale), defaults=(0.0, 1.0))
gamma = RandomDistribution(
    "gamma",
    ("shape", "rate"),
    _scipy("gamma", lambda a, scale: {"a": a, "scale": scale}),
    prepare=lambda shape, rate: (shape, 1.0 / rate),
)
exponential = RandomDistribution("exponential", ("scale",), defaults=(1.0,))
poisson = RandomDistribution("poisson", ("lam",), dtype="int64", defaults=(1.0,))
cauchy = RandomDistribution("cauchy", ("loc", "scale"), _scipy("cauchy", _loc_scale), defaults=(0.0, 1.0))
halfcauchy = RandomDistribution("halfcauchy", ("loc", "scale"), _scipy("halfcauchy", _loc_scale), defaults=(0.0, 1.0))
invgamma = RandomDistribution(
    "invgamma", ("shape", "rate"), _scipy("invgamma", lambda a, scale: {"a": a, "scale": scale})
)
truncexpon = RandomDistribution(
    "truncexpon",
    ("b", "loc", "scale"),
    _scipy("truncexpon", lambda b, loc, scale: {"b": b, "loc": loc, "scale": scale}),
)
bernoulli = RandomDistribution("bernoulli", ("p",), _scipy("bernoulli", lambda p: {"p": p}), dtype="int64")
binomial = RandomDistribution("binomial", ("n", "p"), dtype="int64")
nbinom = RandomDistribution("nbinom", ("n", "p"), _scipy("nbinom", lambda n, p: {"n": n, "p": p}), dtype="int64")
betabinom = RandomDistribution(
    "beta_binomial", ("n", "a", "b"), _scipy("betabinom", lambda n, a, b: {"n": n, "a": a, "b": b}), dtype="int64"
)
randint = RandomDistribution(
    "randint",
    ("low", "high"),
    dtype="int64",
    defaults=(None,),
    prepare=lambda low, high: (0, low) if high is None else (low, high),
)
multivariate_normal = RandomDistribution(
    "multivariate_normal",
    ("mean", "cov"),
    _multivariate_normal,
    ndims=(1, 2),
    support=1,
    defaults=(np.zeros(1), np.eye(1)),
)
dirichlet = RandomDistribution("dirichlet", ("alphas",), _dirichlet, ndims=(1,), support=1)
multinomial = RandomDistribution("multinomial", ("n", "p"), ndims=(0, 1), support=1, dtype="int64")
categorical = RandomDistribution("categorical", ("p",), _categorical, ndims=(1,), dtype="int64")


def choice(a: Any, size: int | Sequence[int] | None = None, replace: Any = True, p: Any = None, **keywords: Any) -> Any:
    """Draw elements of a vector, in its dtype.

    a: the vector. A number counts as a vector of one element, as in Theano-PyMC 1.1.2; NumPy would choose among
    0..a-1. size: the shape of the draws. replace: whether an element may be drawn twice. p: their probabilities, a
    vector; None for equal ones. Further keywords: rng, name, dtype.
    """
    a = as_tensor(a)
    a = a.dimshuffle("x") if a.type.ndim == 0 else a
    distribution = RandomDistribution("choice", ("a", "replace", "p"), _choice, ndims=(1, 0, 1), dtype=a.type.dtype)
    return distribution(
        a,
        np.asarray(replace) if not isinstance(replace, Variable) else replace,
        np.zeros(0) if p is None else p,
        size=size,
        **keywords,
    )


def permutation(x: Any, **keywords: Any) -> Any:
    """Return the elements of a vector, or 0..x-1, in random order.

    x: a vector, or an integer scalar. NotImplementedError for a matrix. Further keywords: rng, name.
    """
    x = as_tensor(x)
    if x.type.ndim > 1:
        raise NotImplementedError(
            f"permutation of rows is not supported: `{x}` has {x.type.ndim} dimensions; take "
            "x[permutation(x.shape[0])]."
        )
    return RandomDistribution(
        "permutation",
        ("x",),
        _permutation,
        ndims=(x.type.ndim,),
        support=1,
        dtype=x.type.dtype,
    )(x, **keywords)


DISTRIBUTIONS: dict[str, Any] = {
    **{name: value for name, value in list(globals().items()) if isinstance(value, RandomDistribution)},
    "choice": choice,
    "permutation": permutation,
}


class RandomStream:
    """Random variables by names of distributions; functions update their shared states by default.

    The same seed gives the numbers of Theano-PyMC: a generator with the seed seeds each new state.

    seed: an integer; None for another one each time. namespace: a module with further distributions, or None. The
    methods are those of `theano.tensor.random.basic`; their `size` is the shape of the draws.
    """

    def __init__(self, seed: int | None = None, namespace: Any = None) -> None:
        self.distributions = DISTRIBUTIONS if namespace is None else vars(namespace)
        self.default_instance_seed = seed
        self.state_updates: list[tuple[Any, Any]] = []
        self.gen_seedgen = np.random.RandomState(seed)

    def __getattr__(self, name: str) -> Any:
        distribution = self.__dict__.get("distributions", {}).get(name)
        if distribution is None:
            known = ", ".join(sorted(DISTRIBUTIONS))
            raise AttributeError(f"RandomStream has no distribution {name!r}: it has {known}.")
        return lambda *args, **kwargs: self.gen(distribution, *args, **kwargs)

    def updates(self) -> list[tuple[Any, Any]]:
        """Return pairs (shared random state, state after the draw) of all variables made so far."""
        return list(self.state_updates)

    def seed(self, seed: int | None = None) -> None:
        """Reset every state to a value that depends only on `seed`; new variables continue from there."""
        self.gen_seedgen.seed(self.default_instance_seed if seed is None else seed)
        for state, _ in self.state_updates:
            state.set_value(np.random.RandomState(int(self.gen_seedgen.randint(2**30))), borrow=True)

    def gen(self, op: Any, *args: Any, **kwargs: Any) -> Any:
        """Return `op(*args, rng=a new shared state, **kwargs)` with the attributes `rng` and `update`."""
        if "rng" in kwargs:
            raise TypeError("The rng option cannot be used with a variate in a RandomStream")
        state = shared(np.random.RandomState(int(self.gen_seedgen.randint(2**30))))
        state.tag.is_rng = True
        out = op(*args, rng=state, **kwargs)
        out.rng = state
        out.update = (state, out.owner.outputs[0])
        self.state_updates.append(out.update)
        state.default_update = out.owner.outputs[0]
        return out
