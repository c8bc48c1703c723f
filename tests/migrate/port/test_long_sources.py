"""The time of a translation grows as the file does: rules ask what stands elsewhere in it."""

import cProfile

import pytest

from theano_migrate.port.translate import translated

HEAD = "import numpy as np\nimport pymc3 as pm\nsmall = 3\nlarge = 300\n"
MODEL = """
with pm.Model() as m{n}:
    a{n} = pm.Gamma("a{n}", alpha=large, beta=small)
    b{n} = pm.StudentT("b{n}", nu=large, mu=a{n}, sd=small, shape=small)
    k{n} = pm.Binomial("k{n}", n=small, p=0.5)
    d{n} = pm.Data("d{n}", large)
    w{n} = pm.GaussianRandomWalk("w{n}", sd=1, shape=small)
    t{n} = pm.sample(100)
print(t{n}["a{n}"].mean(), pm.hpd(t{n}["b{n}"]), pm.loo(t{n}, m{n}))
"""


def calls_of(models):
    """The number of Python's calls in a translation: unlike time, it is the same on a busy machine."""
    text = HEAD + "".join(MODEL.replace("{n}", str(n)) for n in range(models))
    profile = cProfile.Profile()
    with profile:
        port = translated(text, "models.py")
    assert port.text.count("np.float64(large)") == 2 * models
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.slow
def test_a_file_of_four_times_the_models():
    calls_of(1)  # imports what all need
    few, many = calls_of(8), calls_of(32)
    assert many < 5 * few, (few, many)
