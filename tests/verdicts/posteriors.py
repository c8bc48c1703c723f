"""Pairs of posteriors whose true verdict is known: seeded programs, most of which try to obtain another one.

An attack makes the saved side, the new side, and what a replay found, with a seed; the verdict is true for every seed.
`must`: answers that are right. words: what the report has to say.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import SimpleNamespace

import numpy as np

from theano_common.draws import Chain, Draws
from theano_migrate.compare import replay_model
from theano_migrate.compare.replay_verdict import Replay, not_possible

AGREE, REPLAYED, DIFFER, OPEN = "agree", "agree (replayed)", "differ", "not enough draws to tell"
EITHER_AGREE, NOT_AGREE, NOT_DIFFER = {AGREE, REPLAYED}, {DIFFER, OPEN}, {AGREE, REPLAYED, OPEN}
Sides = tuple[Draws, "Draws | None", "Replay | None"]
Rng = np.random.Generator


@dataclass(frozen=True)
class Attack:
    name: str
    make: Callable[[Rng], Sides]
    must: set[str]
    words: tuple[str, ...] = ()
    seeds: int = 2


ATTACKS: list[Attack] = []


def attack(must: set[str], *words: str, seeds: int = 2):
    def add(make):
        ATTACKS.append(Attack(make.__name__.replace("_", " "), make, must, words, seeds))
        return make

    return add


def posterior(rng, make, n=1000, chains=4, logp=None, diverging=0.0):
    """Independent draws of what `make` gives for (rng, n); logp: of the samples; diverging: a share of the draws."""
    made = []
    for _ in range(chains):
        samples = make(rng, n)
        stats = {"model_logp": logp(samples)} if logp else {}
        if diverging:
            stats["diverging"] = rng.random(n) < diverging
        made.append(Chain(samples, stats))
    return Draws(tuple(made))


def index(draws, at):
    """The draws at some places, `at(n)`, of every chain."""

    def taken(arrays, i):
        return {name: x[i] for name, x in arrays.items()}

    chains = []
    for chain in draws.chains:
        i = at(len(chain))
        chains.append(Chain(taken(chain.samples, i), taken(chain.stats, i)))
    return Draws(tuple(chains))


class Variable:
    distribution = logpt = None

    def __init__(self, name, like, logp):
        self.name, self.dtype, self.logp = name, like.dtype.name, logp


class Model:
    """A model as a replay wants it: its log density as a function of the point, of which the first variable has all."""

    potentials = ()

    def __init__(self, logp, first, names):
        terms = [logp, *[lambda point: 0.0] * (len(names) - 1)]
        self.free_RVs = [Variable(name, first[name], term) for name, term in zip(names, terms, strict=True)]
        self.basic_RVs = self.free_RVs
        self.test_point = {name: first[name] for name in names}
        self.named_vars = dict(self.test_point)
        self.logp = logp


GRAPH = SimpleNamespace(graph_inputs=lambda terms: [])  # of Theano, which only the model's own terms would need
THEANO = {"theano": SimpleNamespace(), "theano.graph": SimpleNamespace(), "theano.graph.basic": GRAPH}


def replayed(old, logp, names=None) -> Replay:
    """The replay of a model with this log density and these variables (default: all) at the saved draws."""
    first = {name: x[0] for name, x in old.chains[0].samples.items()}
    model = Model(lambda point: float(logp(point)), first, names or list(first))
    before = {name: sys.modules.get(name) for name in THEANO}
    sys.modules.update(THEANO)
    try:
        return replay_model(old, model)
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


def normal(p):
    """Of independent standard normal variables, whatever they are called."""
    return sum(-(np.asarray(x, dtype=float) ** 2) / 2 for x in p.values())


def plane(rng, n, names="ab"):
    return {name: rng.normal(size=n) for name in names}


def ordered(rng, n):
    both = np.sort(rng.normal(size=(n, 2)), axis=1)
    return {"a": both[:, 0], "b": both[:, 1]}


# Another posterior, whose log density is the same where the saved draws are.


@attack({OPEN}, "not of all")
def an_order_that_is_gone(rng):
    old = posterior(rng, ordered, logp=normal, diverging=0.05)
    return old, posterior(rng, plane), replayed(old, normal)


@attack({OPEN}, "not of all")
def an_order_of_ten_that_is_gone(rng):
    def held(p):
        return -(p["x"] ** 2).sum(axis=-1) / 2

    old = posterior(rng, lambda r, n: {"x": np.sort(r.normal(size=(n, 10)), axis=1)}, logp=held, diverging=0.05)
    return old, posterior(rng, lambda r, n: {"x": r.normal(size=(n, 10))}), replayed(old, held)


@attack(NOT_AGREE, "not of all")
def a_sign_that_is_free(rng):
    old = posterior(
        rng, lambda r, n: {"a": np.abs(r.normal(size=n)), "b": r.normal(size=n)}, logp=normal, diverging=0.03
    )
    return old, posterior(rng, plane), replayed(old, lambda p: normal(p) - np.log(2))


@attack({OPEN}, "below all saved ones")
def a_sum_that_was_positive(rng):
    def above(r, n):
        x = r.normal(size=(6 * n, 2))
        kept = x[x.sum(axis=1) > 0][:n]
        return {"a": kept[:, 0], "b": kept[:, 1]}

    old = posterior(rng, above, n=400, logp=normal, diverging=0.05)
    return old, posterior(rng, plane, n=120), replayed(old, normal)


@attack({OPEN, DIFFER}, "above all saved ones")
def an_upper_bound_moved(rng):
    flat = lambda p: 0.0 * np.asarray(p["a"], dtype=float) - normal({"b": p["b"]}) ** 2 - 3.0  # noqa: E731
    old = posterior(rng, lambda r, n: {"a": r.uniform(0, 1, n), "b": r.normal(size=n)}, logp=flat, diverging=0.04)
    new = posterior(rng, lambda r, n: {"a": r.uniform(0, 1.3, n), "b": r.normal(size=n)})
    return old, new, replayed(old, lambda p: flat(p) - np.log(1.3))


@attack({OPEN}, "above all saved ones")
def a_prior_that_differs_beyond_the_saved_range(rng):
    def cut(r, n):
        x = r.normal(size=4 * n)
        return {"a": x[x < 0.8][:n], "b": r.normal(size=n)}

    old = posterior(rng, cut, n=300, logp=normal, diverging=0.03)
    return old, posterior(rng, plane, n=100), replayed(old, normal)


@attack({OPEN}, "a - b above all saved ones")
def an_order_that_is_gone_without_new_draws(rng):
    old = posterior(rng, ordered, logp=normal)
    return old, None, replayed(old, normal)


@attack({OPEN}, "below all saved ones")
def a_sign_that_is_free_without_new_draws(rng):
    old = posterior(rng, lambda r, n: {"a": np.abs(r.normal(size=n)), "b": r.normal(size=n)}, logp=normal)
    return old, None, replayed(old, lambda p: normal(p) - np.log(2))


@attack({OPEN}, "above all saved ones")
def a_bound_of_one_of_thirty_moved_without_new_draws(rng):
    def cut(r, n):
        x = r.normal(size=(3 * n, 30))
        return {"x": x[x[:, 17] < 0.5][:n]}

    old = posterior(rng, cut, n=500, logp=lambda p: -(p["x"] ** 2).sum(axis=-1) / 2)
    return old, None, replayed(old, lambda p: -(p["x"] ** 2).sum(axis=-1) / 2)


@attack({OPEN}, "not of all")
def one_of_four_new_chains_is_elsewhere(rng):
    """The label of one new chain is exchanged: 1000 draws, and one event."""
    two = lambda p: np.logaddexp(normal({"a": p["a"] - 3}), normal({"a": p["a"] + 3}))  # noqa: E731
    old = posterior(rng, lambda r, n: {"a": 3 + r.normal(size=n)}, logp=two, diverging=0.02)
    [*most] = posterior(rng, lambda r, n: {"a": 3 + r.normal(size=n)}, chains=3).chains
    [other] = posterior(rng, lambda r, n: {"a": r.normal(size=n) - 3}, chains=1).chains
    return old, Draws((*most, other)), replayed(old, two)


@attack({OPEN}, "1 distinct draw")
def one_saved_draw_of_another_prior(rng):
    old = posterior(rng, plane, n=1, chains=1, logp=normal)
    return (
        old,
        posterior(rng, lambda r, n: {"a": 3 * r.normal(size=n), "b": r.normal(size=n)}),
        replayed(old, lambda p: normal({"a": p["a"] / 3, "b": p["b"]})),
    )


@attack({OPEN}, "1 distinct draw")
def one_saved_draw_alone(rng):
    old = posterior(rng, plane, n=1, chains=1, logp=normal)
    return old, None, replayed(old, lambda p: 7 * p["a"] - p["b"])


@attack({OPEN}, "5 distinct draws")
def two_thousand_draws_on_five_points(rng):
    base = posterior(rng, plane, n=5, chains=1, logp=normal)
    old = index(base, lambda n: np.sort(rng.integers(0, 5, 2000)))
    return old, None, replayed(old, normal)


@attack({OPEN}, "2 distinct draws")
def a_line_through_two_points(rng):
    old = index(posterior(rng, plane, n=2, chains=1, logp=normal), lambda n: np.arange(1000) // 500)
    return old, posterior(rng, plane, n=50), replayed(old, normal)


@attack({OPEN}, "c stands still")
def a_variable_that_stands_still_has_another_prior(rng):
    still = lambda r, n: {**plane(r, n), "c": np.full(n, 0.5)}  # noqa: E731
    old = posterior(rng, still, logp=normal)
    return old, None, replayed(old, lambda p: normal(p) - 100 * p["c"] ** 2)


@attack({OPEN}, "c stands still")
def a_variable_that_stands_still_has_the_same_density_there(rng):
    old = posterior(rng, lambda r, n: {**plane(r, n), "c": np.zeros(n)}, logp=normal)
    return old, None, replayed(old, lambda p: normal(p) - 100 * p["c"] ** 2)


@attack({OPEN}, "z stands still")
def a_discrete_variable_that_stands_still_but_for_a_constant(rng):
    old = posterior(rng, lambda r, n: {**plane(r, n), "z": np.ones(n, dtype=int)}, logp=normal)
    return old, None, replayed(old, lambda p: normal(p) + 5.0 * p["z"])


@attack({DIFFER})
def a_variable_that_stands_still_moves_now(rng):
    old = posterior(rng, lambda r, n: {**plane(r, n), "c": np.zeros(n)}, logp=normal)
    return old, posterior(rng, lambda r, n: plane(r, n, "abc")), replayed(old, normal)


@attack({OPEN}, "disagree about it")
def a_chain_that_is_stuck(rng):
    old = posterior(rng, plane, logp=normal)
    far = {name: np.full(1000, 4.0 + 0 * i) for i, name in enumerate("ab")}
    old = Draws((*old.chains[:3], Chain(far, {"model_logp": normal(far)})))
    return old, posterior(rng, plane), replayed(old, normal)


@attack({OPEN}, "disagree about it")
def chains_that_never_met(rng):
    def walk(r, n):
        return {name: 2.5 * r.normal() + 0.02 * np.cumsum(r.normal(size=n)) for name in "ab"}

    old = posterior(rng, walk, logp=normal)
    return old, posterior(rng, plane), replayed(old, normal)


@attack(NOT_AGREE)
def one_of_two_modes(rng):
    two = lambda p: np.logaddexp(-((p["a"] - 3) ** 2) / 2, -((p["a"] + 3) ** 2) / 2)  # noqa: E731
    old = posterior(rng, lambda r, n: {"a": 3 + r.normal(size=n)}, logp=two)
    new = posterior(rng, lambda r, n: {"a": r.choice([-3, 3], n) + r.normal(size=n)})
    return old, new, replayed(old, two)


@attack(NOT_AGREE)
def exchanged_labels_of_an_asymmetric_question(rng):
    def weights(p):
        return -((p["w"].max(axis=-1) - 0.7) ** 2) / 2 / 0.05**2

    def one(flip):
        def make(r, n):
            w = r.normal(0.3, 0.05, n)
            return {"w": np.stack([1 - w, w] if flip else [w, 1 - w], axis=1)}

        return make

    old = posterior(rng, one(False), logp=weights, diverging=0.03)
    return old, posterior(rng, one(True)), replayed(old, weights)


@attack({OPEN}, "not of all", "classifier")
def margins_alike_and_dependence_gone(rng):
    """y = ±x saved; independent now: the density was asked on two lines alone."""

    def cross(r, n):
        x = r.normal(size=n)
        return {"a": x, "b": np.where(r.random(n) < 0.5, x, -x)}

    old = posterior(rng, cross, logp=normal)
    return old, posterior(rng, plane), replayed(old, normal)


@attack(NOT_AGREE)
def only_the_first_draws_of_a_sorted_file(rng):
    every = posterior(rng, plane, n=4000, chains=1, logp=normal)
    order = np.argsort(every.chains[0].samples["a"])[:900]
    old = index(every, lambda n: order)
    return old, posterior(rng, plane), replayed(old, normal)


@attack({DIFFER}, "only in the saved posterior")
def a_replay_over_a_part_of_the_variables(rng):
    part = lambda p: normal({"a": p["a"]})  # noqa: E731
    old = posterior(rng, lambda r, n: {"a": r.normal(size=n), "gone": r.uniform(size=n)}, logp=part)
    return old, None, replayed(old, part, ["a"])


@attack({OPEN})
def no_replay_and_no_draws(rng):
    return posterior(rng, plane), None, not_possible("the saved trace has no model_logp")


@attack({DIFFER}, "a: m")
def far_away_and_sure(rng):
    old = posterior(rng, plane, logp=normal)
    return old, posterior(rng, lambda r, n: {"a": r.normal(0.5, 1, n), "b": r.normal(size=n)}), replayed(old, normal)


@attack({DIFFER})
def another_tail(rng):
    return posterior(rng, lambda r, n: {"a": r.standard_t(1, n)}), posterior(rng, lambda r, n: plane(r, n, "a")), None


# The same posterior, of which one side has fewer points than draws.


def shuffled(rng, draws, n=None):
    """Draws in any order and chain, n of each with replacement (None: all of them once)."""
    every = {name: draws.concatenated(name) for name in draws.variables}
    total = len(next(iter(every.values())))
    at = rng.permutation(total) if n is None else rng.integers(0, total, n * len(draws.chains))
    cuts = np.array_split(at, len(draws.chains))
    return Draws(tuple(Chain({name: x[some] for name, x in every.items()}) for some in cuts))


@attack(NOT_DIFFER, "distinct ones", seeds=5)
def resampled_from_a_few(rng):
    few = posterior(rng, plane, n=30)
    return shuffled(rng, few, 2500), posterior(rng, plane, n=2500), None


@attack(NOT_DIFFER, seeds=5)
def resampled_on_both_sides(rng):
    both = (shuffled(rng, posterior(rng, plane, n=40), 2500) for _ in range(2))
    return (*both, None)


@attack(EITHER_AGREE, "distinct ones")
def resampled_from_many(rng):
    return shuffled(rng, posterior(rng, plane, n=1000), 2500), posterior(rng, plane, n=2500), None


@attack(NOT_DIFFER, "distinct ones", seeds=5)
def importance_resampled(rng):
    """Weights of a proposal that is twice as wide."""
    wide = 2 * rng.normal(size=400)
    weights = np.exp(-(wide**2) * (1 - 1 / 4) / 2)
    at = rng.choice(400, (4, 2500), p=weights / weights.sum())
    old = Draws(tuple(Chain({"a": wide[i]}) for i in at))
    return old, posterior(rng, lambda r, n: plane(r, n, "a"), n=2500), None


@attack(NOT_DIFFER, seeds=5)
def the_last_population_of_smc(rng):
    """Systematic resampling leaves copies side by side; some of them moved afterwards."""
    points = rng.normal(size=150)
    population = np.repeat(points, rng.multinomial(4000, np.full(150, 1 / 150)))
    old = Draws((Chain({"a": population}),))
    return old, posterior(rng, lambda r, n: plane(r, n, "a"), n=2500), None


@attack(NOT_DIFFER, "distinct ones", seeds=5)
def a_resampled_model_with_latent_classes(rng):
    points, classes = rng.normal(size=120), rng.integers(0, 3, (120, 30))
    at = rng.integers(0, 120, (4, 1500))
    old = Draws(tuple(Chain({"a": points[i], "z": classes[i]}) for i in at))
    return old, posterior(rng, lambda r, n: {"a": r.normal(size=n), "z": r.integers(0, 3, (n, 30))}, n=500), None


@attack(NOT_DIFFER, "3 of 4 saved chains are copies", seeds=5)
def four_copies_of_a_short_chain(rng):
    [chain] = posterior(rng, plane, n=120, chains=1).chains
    return Draws((chain,) * 4), posterior(rng, plane, n=2500), None


@attack(NOT_DIFFER, "copies of others", seeds=5)
def copies_in_another_order(rng):
    one = posterior(rng, plane, n=120, chains=1)
    orders = [index(one, lambda n: rng.permutation(n)).chains[0] for _ in range(6)]
    return Draws(tuple(orders)), posterior(rng, plane, n=2500), None


@attack(NOT_DIFFER, "copies of others", seeds=5)
def copies_of_a_slow_chain(rng):
    """Of effectively some 60 draws; four copies would be 240."""

    def slow(r, n):
        x, noise = np.empty(n), r.normal(size=n)
        x[0] = noise[0]
        for i in range(1, n):
            x[i] = 0.97 * x[i - 1] + np.sqrt(1 - 0.97**2) * noise[i]
        return {"a": x}

    [chain] = posterior(rng, slow, n=4000, chains=1).chains
    return Draws((chain,) * 8), posterior(rng, lambda r, n: plane(r, n, "a"), n=2500), None


@attack(NOT_DIFFER, "distinct ones", seeds=5)
def a_file_appended_to_itself(rng):
    few = posterior(rng, plane, n=60, chains=2)
    return index(few, lambda n: np.tile(np.arange(n), 20)), posterior(rng, plane, n=2500), None


@attack(NOT_DIFFER, "distinct ones", seeds=5)
def chains_with_a_common_half(rng):
    start = posterior(rng, plane, n=200, chains=1).chains[0].samples
    ends = posterior(rng, plane, n=40, chains=6)
    old = [Chain({name: np.r_[start[name], chain.samples[name]] for name in "ab"}) for chain in ends.chains]
    return Draws(tuple(old)), posterior(rng, plane, n=2500), None


@attack(NOT_DIFFER, "copies of others", seeds=5)
def copies_of_discrete_chains(rng):
    [chain] = posterior(rng, lambda r, n: {"k": r.poisson(3.0, n)}, n=110, chains=1).chains
    return Draws((chain,) * 8), posterior(rng, lambda r, n: {"k": r.poisson(3.0, n)}, n=2500), None


@attack(NOT_DIFFER, seeds=5)
def each_draw_written_many_times(rng):
    few = posterior(rng, plane, n=60)
    return index(few, lambda n: np.repeat(np.arange(n), 40)), posterior(rng, plane, n=2500), None


# The same posterior, whose repeats are right, or that is written otherwise.


@attack(EITHER_AGREE)
def thinned(rng):
    return index(posterior(rng, plane, n=8000), lambda n: slice(None, None, 8)), posterior(rng, plane, n=1500), None


@attack(EITHER_AGREE)
def in_another_order(rng):
    return shuffled(rng, posterior(rng, plane, n=1500)), posterior(rng, plane, n=1500), None


@attack(EITHER_AGREE)
def metropolis_that_rejects_half(rng):
    old = index(posterior(rng, plane, n=4000), lambda n: np.sort(rng.integers(0, n, 2 * n)))
    return old, posterior(rng, plane, n=2500), None


@attack(EITHER_AGREE)
def metropolis_beside_a_discrete_step(rng):
    """The continuous part stands while the discrete one comes back."""

    def make(r, n):
        return {"a": np.repeat(r.normal(size=n // 2), 2), "k": r.integers(0, 2, n)}

    return posterior(rng, make, n=5000), posterior(rng, make, n=5000), None


@attack(EITHER_AGREE)
def numbers_of_two_decimals(rng):
    def make(r, n):
        return {"a": np.round(r.normal(size=n), 2)}

    return posterior(rng, make, n=2500), posterior(rng, make, n=2500), None


@attack(EITHER_AGREE)
def single_precision_of_two_decimals(rng):
    def make(r, n):
        return {"a": np.round(r.normal(size=n), 2).astype("float32")}

    return posterior(rng, make, n=2500), posterior(rng, lambda r, n: plane(r, n, "a"), n=2500), None


@attack(NOT_DIFFER)
def heavy_ties(rng):
    def make(r, n):
        k = r.poisson(0.7, n)
        return {"k": k, "of_k": np.exp(k / 3), "p": r.integers(0, 2, (n, 4))}

    return posterior(rng, make, n=2500), posterior(rng, make, n=2500), None


@attack(EITHER_AGREE)
def a_function_of_many_classes(rng):
    def make(r, n):
        z = r.integers(0, 2, (n, 12))
        return {"z": z, "mean": z.mean(axis=1) / 3}

    return posterior(rng, make, n=2500), posterior(rng, make, n=2500), None


@attack(EITHER_AGREE)
def mostly_nought(rng):
    def make(r, n):
        return {"spike": np.where(r.random(n) < 0.6, 0.0, r.normal(size=n)), "b": r.normal(size=n)}

    return posterior(rng, make, n=2500), posterior(rng, make, n=2500), None


@attack(EITHER_AGREE)
def a_model_with_the_same_density(rng):
    old = posterior(rng, plane, logp=normal)
    return old, posterior(rng, plane, n=60), replayed(old, normal)


@attack(EITHER_AGREE)
def a_model_with_the_same_density_but_for_a_constant(rng):
    held = lambda p: np.where(p["a"] < p["b"], normal(p), -np.inf)  # noqa: E731
    old = posterior(rng, ordered, logp=held)
    return old, posterior(rng, ordered, n=100), replayed(old, lambda p: held(p) + np.log(2))


@attack(EITHER_AGREE, "nothing was sampled")
def a_replay_alone(rng):
    old = posterior(rng, plane, logp=normal)
    return old, None, replayed(old, normal)


@attack(EITHER_AGREE, "theta (a replay asks the log density alone)")
def a_replay_alone_does_not_see_what_is_computed(rng):
    old = posterior(rng, lambda r, n: {**plane(r, n), "theta": r.normal(size=n)}, logp=lambda p: normal(_free(p)))
    model_of = replayed(old, lambda p: normal(_free(p)), ["a", "b"])
    return old, None, replace(model_of, lacking=())  # the model has it


def _free(p):
    return {name: p[name] for name in "ab"}


@attack(EITHER_AGREE)
def discrete_variables_replayed(rng):
    def make(r, n):
        return {"a": r.normal(size=n), "k": r.poisson(2.0, n), "z": np.ones(n, dtype=int)}

    old = posterior(rng, make, logp=lambda p: normal(p))
    return old, posterior(rng, make, n=200), replayed(old, normal)


@attack(EITHER_AGREE)
def a_slow_saved_side_replayed(rng):
    def slow(r, n):
        return {name: np.repeat(r.normal(size=n // 5), 5) for name in "ab"}

    old = posterior(rng, slow, n=1000, logp=normal)
    return old, posterior(rng, plane, n=1000), replayed(old, normal)


@attack(EITHER_AGREE, seeds=5)
def a_curved_posterior_replayed_alone(rng):
    """A funnel, of which the saved draws see little of the neck."""

    def density(p):
        v, x = np.asarray(p["v"]), np.asarray(p["x"])
        return -(v**2) / 18 - (x**2).sum(axis=-1) / 2 / np.exp(v) - x.shape[-1] * v / 2

    def funnel(r, n):
        v = 3 * r.normal(size=n)
        return {"v": v, "x": np.exp(v / 2)[:, None] * r.normal(size=(n, 5))}

    old = posterior(rng, funnel, n=300, logp=density)
    return old, None, replayed(old, density)


@attack(EITHER_AGREE, seeds=5)
def heavy_tails_replayed_alone(rng):
    cauchy = lambda p: -np.log1p(np.asarray(p["a"]) ** 2)  # noqa: E731
    old = posterior(rng, lambda r, n: {"a": r.standard_t(1, n)}, n=250, logp=cauchy)
    return old, None, replayed(old, cauchy)


@attack(EITHER_AGREE, seeds=5)
def bounded_variables_replayed_alone(rng):
    def inside(p):
        u = np.asarray(p["u"])
        return np.where(((u > 0) & (u < 1)).all(axis=-1), 0.3 * u.sum(axis=-1), -np.inf)

    def make(r, n):
        u = r.uniform(size=(8 * n, 4))
        return {"u": u[np.log(r.uniform(size=8 * n)) < inside({"u": u}) - 1.2][:n]}

    old = posterior(rng, make, n=500, logp=inside)
    return old, None, replayed(old, inside)


def plain(name, make, n=2500):
    @attack(EITHER_AGREE)
    def pair(rng):
        return posterior(rng, make, n=n), posterior(rng, make, n=n), None

    ATTACKS.append(Attack(name, ATTACKS.pop().make, EITHER_AGREE))


plain("plain: normal", plane)
plain("plain: skewed", lambda r, n: {"a": r.gamma(2.0, size=n)})
plain("plain: a vector", lambda r, n: {"a": r.normal(size=(n, 5))})
plain("plain: a matrix", lambda r, n: {"a": r.normal(size=(n, 2, 3))})
plain("plain: counts", lambda r, n: {"k": r.poisson(3.0, n)})
plain("plain: a coin", lambda r, n: {"k": r.integers(0, 2, n), "a": r.normal(size=n)})
plain("plain: heavy tails", lambda r, n: {"a": r.standard_t(2.5, n)})
plain("plain: constants", lambda r, n: {"a": r.normal(size=n), "c": np.full(n, 1 / 3)})
plain("plain: bounded", lambda r, n: {"a": r.uniform(size=n), "p": r.dirichlet(np.ones(3), n)})
plain("plain: correlated", lambda r, n: {"a": (x := r.normal(size=n)), "b": x + 0.5 * r.normal(size=n)})


# The same numbers, written otherwise: another posterior by name, with an explanation that does not change the answer.


def spread(rng, n):
    return {"s": 0.5 + rng.gamma(20, 1 / 20, n)}


def written(name, change, *words, make=spread, chains=4):
    def pair(rng):
        old = posterior(rng, make)
        arrays = {one: np.stack([chain.samples[one] for chain in old.chains]) for one in old.variables}
        changed = change(arrays)
        count = len(next(iter(changed.values())))
        old = Draws(tuple(Chain({one: x[i] for one, x in changed.items()}) for i in range(count)))
        return old, posterior(rng, make), None

    ATTACKS.append(Attack(f"written: {name}", pair, NOT_AGREE, words, 1))


def both(rng, n):
    return {**spread(rng, n), "v": rng.normal([0, 1, 2, 5], 0.3, (n, 4))}


def of_s(change):
    return lambda p: {**p, "s": change(p["s"])}


def of_v(change):
    return lambda p: {**p, "v": change(p["v"])}


written("logarithm", of_s(np.log), "the saved s looks like the logarithm of the new one")
written("exponential", of_s(np.exp), "the saved s looks like the exponential")
written("percent", of_s(lambda x: 100 * x), "100 times the new one")
written("share", of_s(lambda x: x / 100), "a hundredth of the new one")
written("precision", of_s(lambda x: x**-2.0), "a precision for an sd")
written("sd for precision", of_s(lambda x: x**-0.5), "an sd for a precision")
written("variance", of_s(np.square), "a variance for an sd")
written("sign", of_s(np.negative), "the negative")
written("backwards", of_v(lambda x: x[..., ::-1]), "the saved v looks like the new one backwards", make=both)
written("moved on", of_v(lambda x: np.roll(x, 1, axis=-1)), "counted from 1?", make=both)
written("another order", of_v(lambda x: x[..., [1, 0, 3, 2]]), "in another order", make=both)
written(
    "(draw, chain)", lambda p: {n: x.swapaxes(0, 1)[None] for n, x in p.items()}, "in place of (chain, draw)", make=both
)
written(
    "chains as draws", lambda p: {n: x.swapaxes(0, 1) for n, x in p.items()}, "in place of (chain, draw)", make=both
)
written("another name", lambda p: {"v": p["v"], "sd": p["s"]}, "the saved sd looks like the new s", make=both)
written(
    "names from 1",
    lambda p: {"s": p["s"], **{f"v[{i + 1}]": p["v"][..., i] for i in range(4)}},
    "the saved v[1] to v[4] look like the elements of v, counted from 1",
    make=both,
)


def table_of(p):
    x = p["s"].ravel()
    return {"s": np.array([[x.size, x.mean(), x.std(), *np.quantile(x, [0, 0.25, 0.5, 0.75, 1])]])}


written("describe", table_of, "looks like a table of describe()")


@attack({DIFFER}, seeds=3)
def a_true_difference_has_no_simple_explanation(rng):
    return posterior(rng, lambda r, n: {"s": 3.0 + spread(r, n)["s"]}), posterior(rng, spread), None
