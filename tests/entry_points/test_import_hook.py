"""Each case is a small program for a fresh process: who answers `import theano`, and as which object."""

import pytest

CASES = {
    "one object under all names": """
        import compat, compat.tensor as tt, compat.theano_api.tensor as ours
        import theano, theano.tensor as T
        from theano import tensor
        assert tt is T is tensor is ours is compat.tensor is theano.tensor
        assert theano is compat.theano_api
        import theano.tensor.nnet as nnet
        from compat.tensor import nnet as again
        assert nnet is again is compat.theano_api.tensor.nnet
    """,
    "pymc3 under all names": """
        import compat
        import compat.pymc3 as pm, pymc3
        import pymc3.distributions
        assert pm is pymc3 is compat.pymc3_api
        assert pymc3.distributions is compat.pymc3_api.distributions
    """,
    "modules of PyMC3 that stand elsewhere here": """
        import importlib, pickle
        import compat
        from theano_compat.importing.legacy_modules import FOLDERS, FORMER, MOVED, home, legacy_name, today
        for name, place in MOVED.items():
            module = importlib.import_module(name)
            assert module.__name__ == place == home(name) and legacy_name(place) == name
            assert importlib.import_module(name.replace("pymc3", "compat.pymc3")) is module
            try:
                module.nothing
            except AttributeError as error:
                assert f"module '{name}' has no" in str(error)
        for name, place in FOLDERS.items():
            assert home(name) == name.replace("pymc3", "theano_compat.pymc3_api") and legacy_name(place) == name
        assert home("pymc3.step_methods.hmc.nuts") == "theano_compat.infer.hamiltonian.nuts"
        below = ("theano_compat.theano_api.gof.op", "theano_compat.legacy_environment.old_values.callers")
        for name, place in [*FORMER.items(), *((name, today(name)) for name in below)]:
            module = importlib.import_module(name)
            assert name != place == module.__name__ and module is importlib.import_module(place)
        import pymc3
        for name in ("pymc3.blocking", "theano_compat.models.blocking"):  # as old pickles name it
            assert pickle.loads(f"c{name}\\nArrayOrdering\\n.".encode()) is pymc3.blocking.ArrayOrdering
        for name in ("samplers.errors", "models.exceptions"):  # a checkpoint, an error from another process
            former = f"ctheano_compat.{name}\\nSamplingError\\n."
            assert pickle.loads(former.encode()) is pymc3.exceptions.SamplingError
        import theano.tensor.nnet
        former = b"ctheano_compat.ops.networks.convolution_functions\\nseparable_conv2d\\n."
        assert pickle.loads(former) is theano.tensor.nnet.separable_conv2d
    """,
    "the order of imports does not matter": """
        import compat
        import theano.tensor.nnet
        import theano_compat.theano_api.tensor.nnet as ours
        assert theano.tensor.nnet is ours and theano.tensor is compat.tensor
    """,
    "one-line change": """
        import compat as theano
        theano.config.mode = "FAST_COMPILE"
        x = theano.tensor.dscalar("x")
        f = theano.function([x], x ** 2)
        assert f(3.0) == 9.0 and theano.config.floatX == "float64"
        assert theano.shared(1.0).get_value() == 1.0
    """,
    "a function named as the module it is in": """
        import compat, theano
        import theano_compat.theano_api.compile as ours
        before = ours.function
        import theano.compile.function.types
        from theano.compile.function import function
        assert theano.compile.function is ours.function is before and function is compat.function
    """,
    "names of our own": """
        import compat
        for name in compat._OURS:
            assert getattr(compat, name) is not None, name
        assert compat.compat_version and compat.pymc3.Model and set(compat._OURS) <= set(dir(compat))
    """,
    "our packages keep their names": """
        import compat, compat.settings, compat.graph.variable
        assert compat.settings.config is compat.config
        assert compat.graph.variable.__name__ == "theano_compat.graph.variable"
    """,
    "modules describe themselves": """
        import compat, theano, theano.tensor, importlib.util, os
        assert theano.__spec__.name == theano.__name__ == "theano_compat.theano_api"
        assert os.path.exists(theano.__file__) and os.path.isdir(theano.__path__[0])
        beside = os.path.join(os.path.split(theano.__file__)[0], "sandbox", "samples_MRG31k3p_12_7_5.txt")
        assert os.path.exists(beside)  # Theano's own tests read it there
        assert importlib.util.find_spec("theano.tensor").name == "theano_compat.theano_api.tensor"
    """,
    "versions": """
        import compat, theano, importlib.metadata as metadata
        assert compat.__version__ == theano.__version__ == "1.1.2"
        for name, version in {"theano": "1.1.2", "Theano-PyMC": "1.1.2", "pymc3": "3.11.5"}.items():
            assert metadata.version(name) == version, name
        assert metadata.metadata("pymc3")["Name"] == "pymc3"
        names = {d.metadata["Name"] for d in metadata.distributions()}
        assert "pymc3" not in names                # a list of what is installed stays true
    """,
    "emulated versions": """
        import compat
        compat.config.emulate = "3.8"
        import importlib.metadata
        assert compat.__version__ == "1.0.5" and importlib.metadata.version("pymc3") == "3.8"
    """,
    "an emulated release says what it changes": """
        import warnings
        import compat
        compat.config.emulate = "3.6"
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            import pymc3
        assert pymc3.__version__ == "3.6" and compat.config.emulate == "3.6"
        said = [str(w.message) for w in said if "emulated" in str(w.message)]
        assert len(said) == 1 and "mu__0" in said[0] and "500 draws" in said[0], said
    """,
    "a missing module": """
        import compat
        try:
            import theano.no_such_module
        except ModuleNotFoundError as error:
            assert error.name == "theano.no_such_module" and "theano.no_such_module" in str(error)
        else:
            raise AssertionError("it was imported")
        for bad in ("from theano.tensor import no_such_name", "from theano import no_such_name"):
            try:
                exec(bad)
            except ImportError as error:
                assert "no_such_name" in str(error)
            else:
                raise AssertionError(bad)
    """,
    "a missing name": """
        import compat as theano
        try:
            theano.no_such_name
        except AttributeError as error:
            assert "no_such_name" in str(error)
        else:
            raise AssertionError("it exists")
        assert not hasattr(theano, "__wrapped__") and not hasattr(theano, "no_such_name")
    """,
    "install is idempotent and uninstall undoes it": """
        import sys, numpy, collections
        had = (hasattr(numpy, "int"), hasattr(collections, "Iterable"), len(sys.meta_path))
        import compat
        compat.install(); compat.install()
        import theano, numpy as np
        assert np.int is int and collections.Iterable is collections.abc.Iterable
        assert "numpy.int" in compat.legacy_environment.report()
        compat.uninstall()
        assert "theano" not in sys.modules
        assert (hasattr(numpy, "int"), hasattr(collections, "Iterable")) == had[:2]
        assert compat.importing.legacy_finder.state() == "fallback" and compat.legacy_environment.report() == {}
        import theano                                        # the fallback stays
    """,
    "modules that NumPy has taken into another one bring nothing with them": """
        import sys, compat
        compat.install()
        import numpy.fft
        had = set(sys.modules)
        import numpy.lib.function_base, numpy.lib.shape_base, numpy.lib.type_check, numpy.fft.helper
        assert numpy.lib.function_base.average is numpy.average and numpy.fft.helper is numpy.fft
        assert len({name for name in set(sys.modules) - had if name.startswith("numpy")}) <= 4
    """,
    "legacy names give what our files have": """
        import sys, compat
        compat.install()
        import theano_compat.tensor.nnet.nnet as one, theano.tensor.nnet.nnet as two
        assert one is two and one.__name__ == "theano_compat.theano_api.tensor.nnet.nnet"
    """,
    "patches of builtins reach our modules": """
        from unittest import mock
        from theano_compat import missing_packages
        with mock.patch("builtins.open", side_effect=OSError) as opened:
            missing_packages.say_before_sampling()
        assert opened.called
    """,
    "two finders of ours, whose order does not matter": """
        import sys, compat
        from compat.importing.post_import import when_imported
        compat.install()
        when_imported('antigravity', print)
        ours = [finder for finder in sys.meta_path if type(finder).__module__.startswith("theano_compat.importing")]
        sys.meta_path[:] = [*reversed(ours), *(finder for finder in sys.meta_path if finder not in ours)]
        import theano.tensor.nnet, theano.gof.fg, pymc3.distributions.dist_math
        assert len(ours) == 2
    """,
    "what waits for a module of ours sees it": """
        from compat.importing.post_import import when_imported
        import compat
        seen = []
        when_imported("theano_compat.pymc3_api", seen.append)
        compat.install()
        import pymc3
        assert seen == [pymc3]
    """,
    "x[0] loads no Ops of indexing by arrays": """
        import sys, compat
        compat.install()
        import theano.tensor as tt
        x = tt.vector()
        x[0] + x[1:].sum()
        ops = "theano_compat.ops.indexing.advanced_subtensor"
        assert ops not in sys.modules
        assert x[[0, 1]].ndim == 1 and ops in sys.modules
    """,
    "import compat alone patches nothing": """
        import numpy, collections
        import compat
        assert not hasattr(numpy, "int") and not hasattr(collections, "Iterable")
        assert compat.legacy_environment.report() == {}
    """,
    "old pickles": """
        import compat, pickle
        assert pickle.loads(b"cpymc3.model\\nModel\\n.") is compat.pymc3.Model
        assert pickle.loads(b"ctheano.tensor.type\\nTensorType\\n.") is compat.tensor.TensorType
    """,
    "notebooks": """
        import compat
        compat.load_ipython_extension(None)
        assert compat.importing.legacy_finder.state() == "installed"
        compat.unload_ipython_extension(None)
        assert compat.importing.legacy_finder.state() == "fallback"
    """,
    "importing compat is light": """
        import sys
        started = []
        sys.addaudithook(lambda event, args: started.append(event) if event == "subprocess.Popen" else None)
        import compat
        assert "numpy" not in sys.modules and "theano_compat.theano_api" not in sys.modules
        import compat.tensor
        heavy = {"scipy", "pandas", "jax", "arviz", "matplotlib", "nutpie", "pyarrow"} & set(sys.modules)
        assert not heavy, heavy
        assert not started
    """,
}

REAL = {
    "a real theano is not shadowed": """
        import compat, theano
        assert theano.REAL
        import compat.tensor as tt
        assert tt.__name__ == "theano_compat.theano_api.tensor"
    """,
    "unless install says so": """
        import compat
        compat.install()
        import theano
        assert theano is compat.theano_api
        compat.uninstall()
        import theano
        assert theano.REAL
    """,
    "install comes too late": """
        import theano, compat
        try:
            compat.install()
        except RuntimeError as error:
            assert "already imported" in str(error) and "theano" in str(error)
        else:
            raise AssertionError("no error")
    """,
}


def program(text: str) -> str:
    import textwrap

    return textwrap.dedent(text)


@pytest.mark.slow
@pytest.mark.wide(23)
@pytest.mark.parametrize("name", CASES)
def test_in_a_fresh_process(name, fresh_python):
    fresh_python("-W", "error", "-c", program(CASES[name]))


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_beside_a_real_theano(name, fresh_python, tmp_path):
    (tmp_path / "theano").mkdir()
    (tmp_path / "theano" / "__init__.py").write_text("REAL = True\n")
    fresh_python("-W", "error", "-c", program(REAL[name]))
