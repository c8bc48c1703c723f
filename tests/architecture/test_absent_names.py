"""What is said of a name that is not here: why, where legacy had it; what was meant, where it did not."""

import importlib
import re

import pytest

import compat
from compat.absent import never_was
from migrate.check.names.coverage import installed

GONE = "a whole function runs through JAX"
SENTENCES = {
    "pymc3.Nrmal": "module 'pymc3' has no attribute 'Nrmal' (legacy had none): did you mean 'Normal'?",
    "theano.tensor.nosuch": "module 'theano.tensor' has no attribute 'nosuch' (legacy had none)",
    "theano.tensor.exxp": "module 'theano.tensor' has no attribute 'exxp' (legacy had none): did you mean 'exp'?",
    "theano.tensor._nosuch": "module 'theano.tensor' has no attribute '_nosuch'",
    "theano.gof.HideC": "module 'theano.gof' has no attribute 'HideC': not written yet",
    "theano.printing.LeafPrinter": "module 'theano.printing' has no attribute 'LeafPrinter': not written yet",
}
IMPORTS = {
    "from theano.gof import HideC": "cannot import name 'HideC' from 'theano.gof': not written yet",
    "from compat.gof import HideC": "cannot import name 'HideC' from 'theano.gof': not written yet",
    "from theano import functoin": "cannot import name 'functoin' from 'theano' (legacy had none): did you mean "
                                   "'function'?",
    "from theano.tensor.basic import exxp": "cannot import name 'exxp' from 'theano.tensor.basic' (legacy had none): "
                                            "did you mean 'exp'?",
    "from pymc3 import Nrmal": "cannot import name 'Nrmal' from 'pymc3' (legacy had none): did you mean 'Normal'?",
    "import theano.zzz": "No module named 'theano.zzz' (legacy had none)",
    "import theano.tensr": "No module named 'theano.tensr' (legacy had none): did you mean 'tensor'?",
    "import theano.tensr.nnet": "No module named 'theano.tensr' (legacy had none): did you mean 'tensor'?",
    "import theano.gpuarray.blas": f"No module named 'theano.gpuarray.blas': .*{GONE}",
}  # fmt: skip


@pytest.fixture(autouse=True)
def ours():
    compat.install()
    yield
    compat.uninstall()


@pytest.mark.parametrize("name", SENTENCES)
def test_attributes(name):
    module, _, attribute = name.rpartition(".")
    there = importlib.import_module(module)
    assert not hasattr(there, attribute) and getattr(there, attribute, 5) == 5
    with pytest.raises(AttributeError, match=f"^{re.escape(SENTENCES[name])}$"):
        getattr(there, attribute)


@pytest.mark.parametrize("line", IMPORTS)
def test_imports(line):
    said = IMPORTS[line]
    with pytest.raises(ImportError, match=said if GONE in said else f"^{re.escape(said)}$"):
        exec(line, {})


def test_what_is_there_is_imported():
    there = {}
    exec("from theano import tensor, pp\nfrom theano.tensor import nnet\nfrom pymc3 import Normal, plots", there)
    assert {"tensor", "pp", "nnet", "Normal", "plots"} <= set(there)


NAMES = {
    "pymc3.Nrmal": ("unknown", True),
    "theano.tensor.nosuch": ("unknown", True),
    "theano.zzz": ("unknown", True),
    "theano.gof.HideC": ("absent", False),
    "theano.tensor.exp": ("supported", False),
    "theano.tensor._private": ("absent", False),
    "theano.scan_module.scan_utils": ("supported", False),
}


@pytest.mark.parametrize("name", NAMES)
def test_migrate_check_says_the_same(name):
    status, never = NAMES[name]
    assert installed().lookup(name).status == status
    assert never_was(name) is never
