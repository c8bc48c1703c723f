"""What `import pymc3` costs and gives, each in a fresh process."""

import pytest

HEAVY = ("scipy", "pandas", "arviz", "jax", "matplotlib", "nutpie", "pyarrow", "xarray")


@pytest.mark.slow
def test_import_is_light(fresh_python):
    code = (
        "import sys, compat, pymc3; "
        f"print([m for m in {HEAVY} if m in sys.modules], pymc3.__version__, pymc3.Normal.__module__)"
    )
    assert fresh_python("-c", code).stdout.split()[:2] == ["[]", "3.11.5"]


FEW_USE = (  # packages and modules that an import does without, since few programs use them
    *(
        f"theano_compat.{name}"
        for name in (
            "infer.variational",
            "models.gp",
            "pymc3_api.glm",
            "models.ode",
            "pymc3_api.plots",
            "pymc3_api.stats",
            "pymc3_api.sampling_jax",
            "theano_api.sandbox",
            "theano_api.sparse",
            "backends.c.emit",
            "backends.c.function",
            "rules.lists",
            "ops.sparse.variable",
            "infer.nutpie",
            "doctor",
        )
    ),
    "importlib.metadata",
    "importlib.abc",
    "tempfile",
    "multiprocessing",
    "concurrent",
    "socket",
    "unittest",
    "asyncio",
)
# processor time in units of NumPy's own import in the same process: seconds alone would be a figure of the machine
LIMITS = {"compat": 0.5, "theano.tensor": 2.0, "pymc3": 2.5}  # measured: 0.1, 1.2 and 1.5


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", LIMITS)
def test_import_is_quick_and_does_without_what_few_use(name, fresh_python, tmp_path):
    code = f"""
import sys, time
start = time.process_time()
import numpy
before, between = set(sys.modules), time.process_time()
import compat
compat.install()
import {name}
end = time.process_time()
print(between - start, end - between, [m for m in {FEW_USE} if m in set(sys.modules) - before])
"""
    kept = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}  # as where it is installed
    said = [fresh_python("-c", code, **kept).stdout.split(maxsplit=2) for _ in range(4)]  # the first one compiles
    assert {loaded.strip() for _, _, loaded in said} == {"[]"}
    numpys, ours = (min(float(row[column]) for row in said) for column in (0, 1))
    assert ours < LIMITS[name] * numpys, f"{ours:.3f} s, where NumPy takes {numpys:.3f} s"


@pytest.mark.slow
def test_sampling_needs_neither_scipy_nor_pandas_nor_arviz(fresh_python):
    code = """
import sys, compat, pymc3 as pm
with pm.Model():
    x = pm.Normal("x")
    t = pm.sample(500, tune=500, chains=2, cores=1, random_seed=2, progressbar=False, return_inferencedata=False)
    p = pm.sample_posterior_predictive(t, progressbar=False)
print([m for m in ("scipy", "pandas", "arviz", "jax", "matplotlib", "xarray") if m in sys.modules], len(t))
"""
    assert fresh_python("-c", code).stdout.split() == ["[]", "500"]


@pytest.mark.slow
def test_arviz_missing(fresh_python):
    code = """
import sys
sys.modules["arviz"] = None
import compat, pymc3 as pm
for ask in (lambda: pm.loo({}), lambda: pm.traceplot({})):
    try:
        ask()
    except ImportError as error:
        print(error)
"""
    assert fresh_python("-c", code).stdout.count("This needs ArviZ: ") == 2


@pytest.mark.parametrize("name", ["sampling_jax", "plots", "stats", "traceplot", "summary", "Model", "HalfCauchy"])
def test_names_are_there(name):
    import theano_compat.pymc3_api as pm

    assert getattr(pm, name) is not None and name in dir(pm)


def test_name_that_is_not_there():
    import theano_compat.pymc3_api as pm

    with pytest.raises(AttributeError, match="module 'pymc3' has no attribute 'Wishful'"):
        _ = pm.Wishful


def test_a_function_and_a_module_of_one_name(fresh_python):
    """The import system sets a module in its package, where PyMC3 had the function."""
    code = (
        "import compat; compat.install()\nimport pymc3.smc\nfrom pymc3.smc.sample_smc import sample_smc, _cpu_count\n"
        "from pymc3.smc import sample_smc as both\n"
        "try: both()\nexcept TypeError as error: print(error)"
    )
    assert fresh_python("-c", code).stdout == "No model on context stack.\n"
