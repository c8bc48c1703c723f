"""Draws at many points at once beside draws point after point: the same numbers, and the stream left alike."""

import numpy as np
import pytest

from theano_compat.distributions.choices import random_choice
from theano_compat.distributions.draws_at_points import Argument, Draw, draws_at_points
from theano_compat.distributions.streams import NotAtOnce
from theano_compat.distributions.table import SPECS
from theano_compat.graph.variable import Variable

POINTS = 5
OF_WHOLE_NUMBERS = {"Binomial": ("n",), "DiscreteUniform": ("upper",), "Constant": ("c",)}  # which may be others


def values_of(spec):
    """The quantities that are drawn from, at the parameters of the first example."""
    given = spec.signature.bind(**(spec.golden[0].parameters if spec.golden else spec.examples[0]))
    given.apply_defaults()
    known = spec.quantities(**given.arguments)
    return {name: known[name].eval() if isinstance(known[name], Variable) else known[name] for name in spec.drawn}


def draw_of(spec, shape, size):
    """A draw whose parameters are others at each point and place."""
    random, arguments = np.random.RandomState(4), []
    for name, value in values_of(spec).items():
        value = np.asarray(value)
        if value.dtype.kind == "f":
            varied = value * random.uniform(0.9, 1, (POINTS, *shape))
        elif name in OF_WHOLE_NUMBERS.get(spec.name, ()):
            varied = value + random.randint(0, 4, (POINTS, *shape))
        else:
            arguments.append(Argument(value, False, ()))
            continue
        arguments.append(Argument(varied, True, shape))
    return Draw(spec, size, arguments)


def both(draws):
    """Draws at once and one by one, each with what the stream gives next."""
    for one_by_one in (False, True):
        np.random.seed(7)
        np.random.standard_normal()  # the second of a pair is kept
        if one_by_one:
            each = [[np.asarray(d.at(point)) for d in draws] for point in range(POINTS)]
            found = [np.stack(values) for values in zip(*each, strict=True)]
        else:
            found = draws_at_points(draws, POINTS)
        yield [*found, np.random.standard_normal(3), np.random.rand(2)]


def check(draws):
    for at_once, one_by_one in zip(*both(draws), strict=True):
        np.testing.assert_array_equal(at_once, one_by_one, strict=True)


DRAWN = [name for name, spec in SPECS.items() if spec.random is not None]


@pytest.mark.parametrize("shape, size", [((4,), (4,)), ((1,), (3, 2)), ((), ()), ((2, 3), (2, 3))])
@pytest.mark.parametrize("name", DRAWN)
def test_one(name, shape, size):
    check([draw_of(SPECS[name], shape, size)])


@pytest.mark.parametrize(
    "names",
    [("Normal", "HalfNormal", "LogNormal"), ("Cauchy", "Gumbel"), ("Normal", "Poisson"), ("Wald", "Gamma", "Normal")],
)
def test_several(names):
    check([draw_of(SPECS[name], (k + 1,), (k + 1,)) for k, name in enumerate(names)])


def test_most_are_drawn_in_one_call():
    slow = {name for name in DRAWN if not SPECS[name].deviates}
    assert slow <= {
        "Wald",
        "ExGaussian",
        "SkewNormal",
        "Moyal",
        "Rice",
        "TruncatedNormal",
        "Triangular",
        "NegativeBinomial",
        "BetaBinomial",
        "HyperGeometric",
    }


def test_a_scale_of_nothing():
    """What has no width takes nothing from the stream, so that points are not alike."""
    normal = SPECS["Normal"]
    draw = Draw(normal, (2,), [Argument(0.0, False, ()), Argument(np.array([[1.0], [np.inf]]), True, (1,))])
    with pytest.raises(NotAtOnce):
        draws_at_points([draw], 2)


PROBABILITIES = {
    "many": np.random.RandomState(1).dirichlet(np.ones(5), size=(40, 3)),
    "one category": np.ones((4, 1)),
    "certain": np.eye(3)[[0, 2, 1, 1]],
    "nearly zero": np.array([[1e-300, 1 - 1e-16, 0.0], [0.0, 0.0, 1.0]]),
    "in single precision": np.array([[0.25, 0.75], [0.5, 0.5]], "float32"),
}


@pytest.mark.parametrize("p", PROBABILITIES.values(), ids=PROBABILITIES)
def test_categories(p):
    """Those of np.random.choice, row after row."""
    np.random.seed(2)
    found = random_choice(p), np.random.rand()
    np.random.seed(2)
    expected = np.array([np.random.choice(p.shape[-1], p=row) for row in p.reshape(-1, p.shape[-1])])
    np.testing.assert_array_equal(found[0], expected.reshape(p.shape[:-1]), strict=True)
    assert found[1] == np.random.rand()


@pytest.mark.parametrize("row", [[0.5, 0.6], [-0.1, 1.1], [np.nan, 1.0]])
def test_no_probabilities(row):
    with pytest.raises(ValueError, match="(?i)probabilities"):
        random_choice(np.array([[0.5, 0.5], row]))
