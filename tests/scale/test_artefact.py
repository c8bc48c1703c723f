"""model.save and compat.load_model: the same density and draws, and nothing of the file is run."""

from __future__ import annotations

import copyreg
import io
import os
import pickle
import subprocess
import sys
import zipfile

import numpy as np
import pytest

import compat as theano
import compat.pymc3 as pm
from theano_compat.models.saving import plain_objects
from theano_compat.models.saving.artefact import ArtefactError, read, written
from theano_compat.models.saving.plain_objects import NotPlain
from tools.fixture_table.fixtures import model_of, with_file

Y = np.array([0.3, -1.2, 0.8, 2.1, -0.4])
QUIET = {"progressbar": False, "compute_convergence_checks": False, "return_inferencedata": False}
OF_USERS = {"as_op": "the Op FromFunctionOp", "user_op": "the Op LogLikeWithGrad"}


def small():
    with pm.Model(coords={"five": list("abcde")}) as model:
        mu = pm.Normal("mu", 0, pm.Data("scale", 2.0))
        k = pm.Poisson("k", 3)
        pm.Deterministic("shifted", mu + k)
        pm.Normal("y", mu + k, 1, observed=Y, dims="five")
    return model


@pytest.mark.wide(6)
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", with_file("logp.npz"))
def test_a_fixture_has_the_same_density_and_draws(name, tmp_path):
    model = model_of(name)
    if name in OF_USERS:
        with pytest.raises(NotPlain, match=OF_USERS[name]):
            model.save(tmp_path / "model.art")
        return
    model.save(tmp_path / "model.art")
    again = theano.load_model(tmp_path / "model.art")
    assert [v.name for v in again.unobserved_RVs] == [v.name for v in model.unobserved_RVs]
    point = model.test_point
    assert model.logp(point) == again.logp(point)
    if model.disc_vars or name in ("gp_plain_theano",):
        return
    np.testing.assert_array_equal(model.dlogp()(point), again.dlogp()(point))
    if model.ndim > 300:
        return
    drawn = []
    for one in (model, again):
        with one, theano.config.change_flags(sampler="pymc3"):
            drawn.append(pm.sample(4, tune=4, chains=1, cores=1, init="adapt_diag", random_seed=1, **QUIET))
    for varname in drawn[0].varnames:
        np.testing.assert_array_equal(drawn[0][varname], drawn[1][varname])


def test_it_is_a_model_like_any_other(tmp_path):
    model = small()
    model.save(tmp_path / "model.art")
    again = theano.load_model(tmp_path / "model.art")
    with again:
        pm.set_data({"scale": 5.0})
        drawn = pm.sample(30, tune=20, chains=1, cores=1, random_seed=1, **QUIET)
        more = pm.sample_posterior_predictive(drawn, random_seed=1, progressbar=False)
    with model:
        pm.set_data({"scale": 5.0})
        ours = pm.sample(30, tune=20, chains=1, cores=1, random_seed=1, **QUIET)
    np.testing.assert_array_equal(ours["shifted"], drawn["shifted"])
    assert more["y"].shape == (30, 5) and again.coords["five"] == list("abcde")


def test_another_process_reads_it_without_the_script(tmp_path):
    model = small()
    model.save(tmp_path / "model.art")
    program = "import sys, compat; m = compat.load_model(sys.argv[1]); print(repr(float(m.logp(m.test_point))))"
    command = [sys.executable, "-c", program, str(tmp_path / "model.art")]
    found = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert float(found.stdout.split()[-1]) == float(model.logp(model.test_point))


def test_settings_are_those_it_was_saved_under(tmp_path):
    with theano.config.change_flags(floatX="float32"):
        small().save(tmp_path / "model.art")
    with pytest.raises(ArtefactError, match="saved under floatX = 'float32'"):
        theano.load_model(tmp_path / "model.art")
    found = read((tmp_path / "model.art").read_bytes())
    with found.under_its_settings():
        assert theano.config.floatX == "float32" and found.model["mu"].dtype == "float32"


def test_functions_of_a_density_dist_are_left_out(tmp_path):
    with pm.Model() as model:
        a = pm.Normal("a")
        pm.DensityDist("own", lambda value: -((value - a) ** 2), observed=Y, random=lambda point=None, size=None: 1.0)
    model.save(tmp_path / "model.art")
    again = theano.load_model(tmp_path / "model.art")
    assert again.logp(again.test_point) == model.logp(model.test_point)
    with pytest.raises(NotImplementedError, match="DensityDist.rand is a function of the script"), again:
        again["own"].distribution.rand()


class Own(pm.Normal):
    """A distribution of the user's."""


def test_files_of_the_module_before_it_moved_are_read():
    name = b"theano_compat.models.scale.plain_objects"
    assert type(plain_objects.loads(b"c%b\nLeftOut\n)\x81." % name)) is plain_objects.LeftOut
    with pytest.raises(NotPlain, match="_Reader is nothing that a model needs"):
        plain_objects.loads(b"c%b\n_Reader\n)\x81." % name)
    free = plain_objects.loads(b"ctheano_compat.models.modelling.variables\nFreeRV\n)\x81.")
    assert type(free) is pm.model.FreeRV


def test_a_class_of_the_users_is_named():
    with pm.Model() as model:
        Own("a", 0, 1)
    with pytest.raises(NotPlain, match="a Own is not saved with a model: to read it is to run .*test_artefact.Own"):
        written(model)


class Runs:
    def __init__(self, *what):
        self._what = what

    def __reduce__(self):
        return self._what


def with_model(data):
    """Return a whole file whose model is these bytes."""
    whole, buffer = io.BytesIO(written(small())), io.BytesIO()
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(buffer, "w") as other:
        other.writestr("about.json", archive.read("about.json"))
        other.writestr("model", data)
    return buffer.getvalue()


def shadowed():
    op = (pm.math.exp(np.ones(2))).owner.op
    op = op.__class__(op.scalar_op)
    vars(op)["make_node"] = "evil"
    return op


HOSTILE = {
    "a system call": Runs(os.system, ("echo hi",)),
    "eval": Runs(eval, ("1",)),
    "getattr of a module": Runs(getattr, (np.dtype("f8"), "newbyteorder")),
    "a constructor": Runs(pm.Model, ()),
    "a function of ours": Runs(theano.compat_version.__class__, ("a",)),
    "numpy.load": Runs(np.load, ("file",)),
    "a pickle in a DensityDist": Runs(pickle.loads, (b"",)),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_would_run_code_is_refused(what):
    data = pickle.dumps(HOSTILE[what], protocol=4)
    with pytest.raises(ArtefactError, match="it is refused, and nothing in it was run"):
        read(with_model(data))


def test_ops_with_code_in_place_of_their_own_are_refused():
    from theano_compat.ops.elementwise.elemwise import TABLE

    class Plain(pickle.Pickler):
        def reducer_override(self, value):
            if isinstance(value, plain_objects.Elementwise):  # an entry made of the file's own C text
                return copyreg.__newobj__, (type(value),), {"name": "exp", "c": "evil"}
            return NotImplemented

    buffer = io.BytesIO()
    Plain(buffer, 4).dump(TABLE["exp"])
    for data in (buffer.getvalue(), pickle.dumps(shadowed(), 4)):
        with pytest.raises(ArtefactError, match="refused|no saved model"):
            read(with_model(data))


@pytest.mark.parametrize("data", [b"", b"PK", b"\x80\x04.", b"not a zip archive"])
def test_damaged_files(data):
    for one in (data, with_model(data)):
        with pytest.raises(ArtefactError):
            read(one)


def test_other_settings_are_refused():
    whole, buffer = io.BytesIO(written(small())), io.BytesIO()
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(buffer, "w") as other:
        other.writestr("about.json", archive.read("about.json").replace(b'"floatX"', b'"cxx"'))
        other.writestr("model", archive.read("model"))
    with pytest.raises(ArtefactError, match="cxx is no setting of a model"):
        read(buffer.getvalue())
