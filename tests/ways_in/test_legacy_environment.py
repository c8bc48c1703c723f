"""Names that other libraries removed: each row of the tables gives something that works."""

import importlib
import warnings

import numpy as np
import pytest

from compat.legacy_environment.patching import tables
from compat.legacy_environment.row import Removed

ROWS = tables()

# expression -> value; names as an old script has them after its imports
VALUES = {
    "np.float is float and np.object is object": True,
    "np.bool8 is np.bool_ and np.float_ is np.float64": True,
    "np.product([2, 3])": 6,
    "np.Inf == np.PINF == -np.NINF": True,
    "np.asscalar(np.array([3.5]))": 3.5,
    "np.asfarray([1, 2]).dtype": np.dtype("float64"),
    "np.cast['float32'](1).dtype": np.dtype("float32"),
    "np.find_common_type([np.float32], [np.int64, np.float64])": np.dtype("float32"),
    "np.in1d([1, 5], [5]).tolist()": [False, True],
    "np.random.random_integers(4, 4)": 4,
    "np.trapz([0.0, 1.0, 2.0])": 2.0,
    "issubclass(list, collections.Iterable)": True,
    "inspect.getargspec(lambda a, b=1: 0).args": ["a", "b"],
    "time.clock() >= 0": True,
    "scipy.misc.factorial(4, exact=True)": 24,
    "abs(scipy.misc.derivative(lambda x: x ** 3, 2.0, dx=1e-3) - 12.0) < 1e-5": True,
    "abs(scipy.misc.derivative(lambda x: x ** 4, 1.0, dx=0.1, n=2, order=5) - 12.0) < 1e-8": True,
    "float(scipy.integrate.simps([0.0, 1.0, 4.0]))": 8 / 3,
    "scipy.signal.hann(3).tolist()": [0.0, 1.0, 0.0],
    "round(scipy.stats.binom_test(3, 10), 9)": 0.34375,
    "round(scipy.stats.median_absolute_deviation([1.0, 2.0, 4.0]), 4)": 1.4826,
    "abs(scipy.special.sph_harm(0, 1, 0.3, 0.0) - 0.4886025119) < 1e-9": True,
    "scipy.exp(0.0) + scipy.pi": 1 + np.pi,
    "importlib.import_module('numpy.testing.utils').assert_allclose is np.testing.assert_allclose": True,
    "hasattr(importlib.import_module('imp'), 'load_source')": True,
    "importlib.import_module('distutils.version').LooseVersion('1.10') > '1.9'": True,
}
SLOW_VALUES = {
    "pd.DataFrame({'a': [1]}).append(pd.DataFrame({'a': [2]}), ignore_index=True)['a'].tolist()": [1, 2],
    "pd.DataFrame({'a': [1]}).append({'a': 3}, ignore_index=True)['a'].tolist()": [1, 3],
    "[k for k, _ in pd.DataFrame({'a': [1]}).iteritems()]": ["a"],
    "pd.Series([1, 2]).as_matrix().tolist()": [1, 2],
    "pd.DataFrame({'a': [1.0, 3.0]}).mad()['a']": 1.0,
    "matplotlib.cm.get_cmap('viridis').name": "viridis",
    "'seaborn-darkgrid' in matplotlib.style.library": True,
    "float(matplotlib.mlab.normpdf(0.0, 0.0, 1.0))": 0.3989422804014327,
}
IMPORTS = "import collections, importlib, inspect, time\nimport numpy as np\n"
SCIPY = "import scipy, scipy.misc, scipy.integrate, scipy.signal, scipy.stats, scipy.special\n"
PLOTS = "import pandas as pd, matplotlib, matplotlib.cm, matplotlib.mlab, matplotlib.style\n"


def values_in_a_fresh_process(fresh_python, imports: str, expressions: dict) -> dict:
    code = f"import compat, warnings\ncompat.install()\nwarnings.simplefilter('ignore')\n{imports}"
    code += "import pickle, sys\nwith warnings.catch_warnings():\n"
    code += f"    answer = {{e: eval(e) for e in {list(expressions)!r}}}\n"
    code += "sys.stdout.buffer.write(pickle.dumps(answer).hex().encode())"
    import pickle

    return pickle.loads(bytes.fromhex(fresh_python("-c", code).stdout))


def test_values(fresh_python):
    assert values_in_a_fresh_process(fresh_python, IMPORTS + SCIPY, VALUES) == VALUES


@pytest.mark.slow
def test_values_of_plotting_libraries(fresh_python):
    for library in ("pandas", "matplotlib"):
        pytest.importorskip(library)
    assert values_in_a_fresh_process(fresh_python, PLOTS, SLOW_VALUES) == SLOW_VALUES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.full_name)
def test_row(row: Removed):
    """Made when its library is here; its note is a sentence for the report."""
    assert row.note
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on their way out: scipy.misc, cgi, np.str
            owner = importlib.import_module(row.module)
            if ":" not in row.owner and hasattr(owner, row.name):
                pytest.skip("this release still has it")
    except ImportError:
        pytest.skip(f"{row.module} is not installed or left the standard library")
    assert row.make() is not None


def test_no_name_twice():
    names = [row.full_name for row in ROWS]
    assert len(names) == len(set(names))


def test_nothing_is_replaced(fresh_python):
    """A name that its library still has stays the library's."""
    code = (
        "import numpy as np\nbefore = dict(vars(np))\n"
        "import compat\ncompat.install()\n"
        "assert all(vars(np)[name] is value for name, value in before.items())\n"
    )
    fresh_python("-c", code)


def test_batched_products():
    from compat.legacy_environment.umath_tests import inner1d, matrix_multiply

    a = np.arange(12.0).reshape(2, 2, 3)
    assert np.array_equal(inner1d(a, a), (a * a).sum(axis=-1))
    assert np.array_equal(matrix_multiply(a, a.transpose(0, 2, 1))[1], a[1] @ a[1].T)
