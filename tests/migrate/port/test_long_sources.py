"""The time of a translation grows as the file does: rules ask what stands elsewhere in it."""

import time

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


@pytest.mark.slow
def test_a_file_of_four_times_the_models():
    times = []
    for models in (1, 15, 60):  # the first imports what all need
        text = HEAD + "".join(MODEL.replace("{n}", str(n)) for n in range(models))
        start = time.process_time()
        assert translated(text, "models.py").text.count("np.float64(large)") == 2 * models
        times.append(time.process_time() - start)
    assert times[2] < 8 * times[1], times
