"""What stands in the suite of posteriordb that needs neither posteriordb nor Stan."""

from collections.abc import Iterator

import numpy as np
import pytest

import compat
from bench.posteriordb import models_here, sampling, sampling_table
from bench.posteriordb.unlike import MAPS, pymc3_x


@pytest.fixture
def installed() -> Iterator[None]:
    compat.install()
    yield
    compat.uninstall()


def test_every_model_has_a_function_and_known_maps(installed: None) -> None:
    assert len(models_here.files()) == 120
    for name in models_here.files():
        module = models_here.module(name)
        assert callable(module.model) and module.__doc__, name
        kinds = [v if isinstance(v, str) else v[0] for v in getattr(module, "UNLIKE", {}).values()]
        assert set(kinds) <= MAPS.keys(), name


# A map, what PyMC3 transforms by, and Stan's values, with the parameter that Stan's manual gives for them.
LINES = {
    "simplex": ("stick_breaking", (), [0.0, 0.0], [1 / 3, 1 / 3, 1 / 3]),
    "positive ordered": ("Chain([log, ordered])", (), [0.0, np.log(2.0), 0.0], [1.0, 3.0, 4.0]),
    "bounded in PyMC3": ("interval(-2.0, 5.0)", (-2.0, 5.0), [1.5], [1.5]),
    "correlation": ("interval(-1.0, 1.0)", (), [0.4], [np.tanh(0.4)]),
}


def test_every_map_has_a_line() -> None:
    assert LINES.keys() == MAPS.keys()


@pytest.mark.parametrize("kind", LINES)
def test_maps_give_what_both_sides_do(kind: str, installed: None) -> None:
    import pymc3.distributions.transforms as transforms

    words, arguments, stan, parameter = LINES[kind]
    transform = eval(words, {name: getattr(transforms, name) for name in transforms.__all__})  # some load later
    given = np.array(stan)
    x, jacobian = pymc3_x(kind, arguments, given)
    np.testing.assert_allclose(MAPS[kind].from_stan(given), parameter, rtol=1e-14)
    np.testing.assert_allclose(x, transform.forward_val(np.array(parameter)), rtol=1e-13, atol=1e-15)
    steps = 1e-6 * np.eye(len(given))
    by_difference = [
        (pymc3_x(kind, arguments, given + s)[0] - pymc3_x(kind, arguments, given - s)[0]) / 2e-6 for s in steps
    ]
    np.testing.assert_allclose(jacobian, np.array(by_difference).T, rtol=1e-8, atol=1e-8)


def test_a_model_from_its_data(installed: None) -> None:
    """But for a constant: the legacy binomial coefficient of small integers is a float32."""
    from scipy.stats import binom

    model = models_here.module("Rate_1_model").model({"n": 10, "k": 5})

    def both(x: float) -> tuple[float, float]:
        theta = 1 / (1 + np.exp(-x))
        return float(model.logp({"theta_logodds__": x})), binom.logpmf(5, 10, theta) + np.log(theta * (1 - theta))

    (here, there), (also_here, also_there) = both(0.3), both(-1.2)
    assert here - also_here == pytest.approx(there - also_there, rel=1e-12)


def _spent(ready: float, sampling: float) -> dict[str, float]:
    gradients = {"tuning": 4000.0, "drawing": 6000.0}
    return {"ready_s": ready, "sampling_s": sampling, "seconds": ready + sampling, "ess": 500.0, **gradients}


def test_a_loss_says_what_its_time_goes_into() -> None:
    """Only rows where another sampler, compiled beforehand, is faster; the part that makes the difference is named."""
    parts = {
        "won": {"ours, cached": _spent(0.4, 0.1), "stan": _spent(0.2, 0.4)},
        "tiny": {"ours, cached": _spent(0.4, 0.1), "stan": _spent(0.2, 0.2)},
        "slow": {"ours, cached": _spent(0.4, 2.0), "stan": _spent(0.2, 1.0), "pymc": _spent(8.0, 2.0)},
    }
    lines = [line for line in sampling_table.table(parts) if line.startswith("- ")]
    assert [line.partition(":")[0] for line in lines] == ["- slow, the sampling", "- tiny, the start"]
    assert lines[0].endswith(
        "ours 0.40 s, then 2.00 s for 500 effective draws of 10000 gradients (400.0 us of a processor each); "
        "Stan 0.20 s, then 1.00 s for 500 effective draws of 10000 gradients (200.0 us of a processor each)."
    )


def test_who_was_stopped_took_at_least_half_of_that() -> None:
    stopped = {"failed": "took longer than 60 s", "at_least": 30.0}
    part = {"ours, cached": _spent(0.4, 0.6), "stan": stopped, "pymc": stopped}
    assert sampling_table.beside_the_best(part, compiled=True) == 30.0
    assert sampling_table.beside_the_best(part | {"pymc": _spent(1.0, 1.0)}, compiled=True) == 2.0
    assert sampling_table.beside_the_best(part | {"ours, cached": stopped}, compiled=True) == 0.0
    assert "| > 30 |" in next(line for line in sampling_table.table({"a": part}) if line.startswith("| a |"))
    [compiled, _] = sampling_table.summary([part, part | {"ours, cached": _spent(0.4, 40.0)}])
    assert "no slower than the best of the others on 1 of 2, not decided on 1;" in compiled


def test_of_several_seeds_the_median_stands() -> None:
    rows = [_spent(0.4, 5.0), _spent(0.4, 0.6), {"failed": "took longer than 60 s"}]
    assert sampling.median(rows, "of_seeds") == {**rows[0], "of_seeds": [5.4, 1.0, None]}
