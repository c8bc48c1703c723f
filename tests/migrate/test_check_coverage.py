"""Lookups in the coverage table: what each form of entry says of a name."""

import subprocess
import sys
from pathlib import Path

import pytest

from theano_migrate.check.audit import Asked, audit
from theano_migrate.check.names.coverage import Coverage, canonical, installed
from theano_migrate.check.names.coverage import tomllib as toml

TABLE = Coverage(
    toml.loads("""
["theano"]
supported = ["function", "Op"]
["theano.tensor"]
default = "absent"
reason = "not served yet"
supported = ["exp", "TensorVariable"]
absent = {choose = "write switch", old = {reason = "very old", check = "MC299"}}
flagged = {gpu = {check = "MC210", reason = "through JAX"}}
["theano.tensor.nnet.nnet"]
supported = ["softmax"]
["theano.gpuarray"]
status = "flagged"
check = "MC210"
reason = "gone"
["theano.misc"]
default = "absent"
reason = "scripts"
""")
)


@pytest.mark.parametrize(
    ("name", "status", "known_as", "reason"),
    [
        ("theano", "supported", "theano", ""),
        ("theano.function", "supported", "theano.function", ""),
        ("theano.Op.make_node", "supported", "theano.Op", ""),
        ("theano.__version__", "supported", "theano.__version__", ""),
        ("theano.nonsense", "unknown", "theano.nonsense", ""),
        ("theano.tensor", "supported", "theano.tensor", ""),
        ("theano.tensor.exp", "supported", "theano.tensor.exp", ""),
        ("theano.tensor.TensorVariable.dot", "supported", "theano.tensor.TensorVariable", ""),
        ("theano.tensor.choose", "absent", "theano.tensor.choose", "write switch"),
        ("theano.tensor.old", "absent", "theano.tensor.old", "very old"),
        ("theano.tensor.gpu", "flagged", "theano.tensor.gpu", "through JAX"),
        ("theano.tensor.else", "absent", "theano.tensor.else", "not served yet"),
        ("theano.tensor.nnet", "supported", "theano.tensor.nnet", ""),  # named by what is below it
        ("theano.tensor.nnet.nnet.softmax", "supported", "theano.tensor.nnet.nnet.softmax", ""),
        ("theano.tensor.nnet.nnet.typo", "unknown", "theano.tensor.nnet.nnet.typo", ""),
        ("theano.gpuarray.dnn.dnn_conv", "flagged", "theano.gpuarray", "gone"),
        ("theano.misc", "absent", "theano.misc", "scripts"),
        ("theano.misc.pkl_utils.dump", "absent", "theano.misc.pkl_utils", "scripts"),
        ("pymc3.Normal", "unknown", "pymc3.Normal", ""),
        ("compat.tensor.choose", "absent", "theano.tensor.choose", "write switch"),
    ],
)
def test_lookup(name, status, known_as, reason):
    state = TABLE.lookup(name)
    assert (state.status, state.name, state.reason) == (status, known_as, reason)


@pytest.mark.parametrize("name", ["numpy.float", "theano.function()", "compat.install", "common.draws.Draws"])
def test_names_that_are_not_the_tables(name):
    assert TABLE.lookup(name) is None


def test_checks_and_exports():
    assert set(TABLE.checks()) == {"MC210", "MC299"}
    assert TABLE.exports("theano.tensor", "choose") and not TABLE.exports("theano.tensor", "else")
    assert TABLE.exports("compat.tensor", "exp")


@pytest.mark.parametrize(
    ("ours", "legacy"),
    [
        ("compat", "theano"),
        ("compat.tensor.exp", "theano.tensor.exp"),
        ("compat.theano_api.tensor", "theano.tensor"),
        ("compat.pymc3.Normal", "pymc3.Normal"),
        ("compat.pymc3_api.Normal", "pymc3.Normal"),
        ("compatible.x", "compatible.x"),
    ],
)
def test_our_names_are_legacy_names(ours, legacy):
    assert canonical(ours) == legacy


def test_the_installed_table_is_found_without_importing_compat():
    program = (
        "import sys; from migrate.check.names.coverage import installed\n"
        "print(bool(installed()), 'compat' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "True False\n"
    assert installed().lookup("theano") is not None


@pytest.mark.parametrize("name", ["eight_schools", "radon", "logistic_sgd"])
def test_the_fixtures_use_nothing_that_is_not_served(name):
    path = Path(__file__).resolve().parents[2] / "fixtures" / "legacy_models" / name / "model.py"
    one = audit(path.read_bytes(), str(path), Asked(installed()))
    assert one.resolved >= 9 and one.unknown == ()
    assert [finding for finding in one.findings if finding.severity == "breaks"] == []
