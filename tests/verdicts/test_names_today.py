"""Each name that is said to replace an old one exists in PyMC, PyTensor and ArviZ of today: they are asked."""

import json
import subprocess

import pytest

from theano_compat.name_facts import every_name, today_of
from theano_migrate.port import registry
from theano_migrate.port.arguments import Change
from theano_migrate.port.certificate.environment import port_python
from theano_migrate.port.names.modules import MODULES
from theano_migrate.port.names.renamed import NAMES
from theano_migrate.port.rules import arviz_names

PROGRAM = """
import importlib, json, sys, warnings
warnings.simplefilter("ignore")

def there(name):
    parts = name.split(".")
    for at in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:at]))
        except ImportError:
            continue
        try:
            for part in parts[at:]:
                found = getattr(found, part)
        except AttributeError:
            return False
        return True
    return False

json.dump([name for name in json.load(sys.stdin) if not there(name)], sys.stdout)
"""
SOURCES = {
    "theano-compat names": {name: today_of(name) for name in every_name()},
    "renamed.py": NAMES,
    "modules.py": MODULES,
    "arviz_names.py": {**arviz_names.NAMES, **{name: f"arviz.{name}" for name in arviz_names.MODULES}},
    "calls of migrate-port": {name: one.new for name, one in registry.CALLS.items() if isinstance(one, Change)},
}


@pytest.fixture(scope="module")
def gone():
    """Return those of all names of today that the libraries do not have."""
    python = port_python()
    if python is None:
        pytest.skip("there is no environment with PyMC 6: make port-venv")
    asked = sorted({today for names in SOURCES.values() for today in names.values() if today and "." in today})
    run = subprocess.run([str(python), "-c", PROGRAM], input=json.dumps(asked), capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout))


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCES)
def test_each_name_of_today_is_there(source, gone):
    assert {old: today for old, today in SOURCES[source].items() if today in gone} == {}


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("theano.ifelse.Op", ""),  # an import of the module, no part of it
        ("theano.ifelse.ifelse", "pytensor.ifelse"),
        ("theano.scan_module.scan.tensor", ""),
        ("theano.tensor.basic._convert_to_int8", ""),
        ("pymc3.sampling._choose_chains", ""),
        ("pymc3.autocorr", ""),
        ("pymc3.r2_score", ""),
        ("pymc3.stats.autocorr", ""),
        ("theano.tensor.blas._dot22", "pytensor.tensor.blas._dot22"),
        ("pymc3.Normal", "pymc.Normal"),
    ],
)
def test_a_name_without_a_counterpart_has_none(old, today):
    assert today_of(old) == today
