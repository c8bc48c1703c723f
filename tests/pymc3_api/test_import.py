"""What `import pymc3` costs and gives, each in a fresh process."""

import pytest

HEAVY = ("scipy", "pandas", "arviz", "jax", "matplotlib", "nutpie", "pyarrow", "xarray")


def test_import_is_light(fresh_python):
    code = ("import sys, compat, pymc3; "
            f"print([m for m in {HEAVY} if m in sys.modules], pymc3.__version__, pymc3.Normal.__module__)")
    assert fresh_python("-c", code).stdout.split()[:2] == ["[]", "3.11.5"]


def test_sampling_needs_neither_scipy_nor_pandas_nor_arviz(fresh_python):
    code = """
import sys, compat, pymc3 as pm
with pm.Model():
    x = pm.Normal("x")
    t = pm.sample(500, tune=500, chains=2, cores=1, random_seed=2, progressbar=False, return_inferencedata=False)
    p = pm.sample_posterior_predictive(t, progressbar=False)
print([m for m in ("scipy.stats", "pandas", "arviz", "jax", "matplotlib", "xarray") if m in sys.modules], len(t))
"""
    assert fresh_python("-c", code).stdout.split() == ["[]", "500"]


def test_arviz_missing(fresh_python):
    code = """
import sys
sys.modules["arviz"] = None
import compat, pymc3 as pm
for ask in (lambda: pm.summary({}), lambda: pm.traceplot({})):
    try:
        ask()
    except ImportError as error:
        print(error)
"""
    assert fresh_python("-c", code).stdout.splitlines() == ['This needs ArviZ: pip install "theano-compat[arviz]"'] * 2


@pytest.mark.parametrize("name", ["sampling_jax", "plots", "stats", "traceplot", "summary", "Model", "HalfCauchy"])
def test_names_are_there(name):
    import compat.pymc3_api as pm

    assert getattr(pm, name) is not None and name in dir(pm)


def test_name_that_is_not_there():
    import compat.pymc3_api as pm

    with pytest.raises(AttributeError, match="module 'pymc3' has no attribute 'Wishful'"):
        _ = pm.Wishful
