"""Names of exoplanet, Keras and Lasagne: found in what their releases have, counted, and said where none has them."""

import ast

import pytest

from theano_migrate import check
from theano_migrate.check.names import dependent_libraries
from theano_migrate.check.names.module import Module
from tools.on_top.names import names_of


@pytest.mark.parametrize(
    "name, status, known_as",
    [
        ("exoplanet", "released", "exoplanet"),
        ("exoplanet.QuadLimbDark", "released", "exoplanet.QuadLimbDark"),
        ("exoplanet.gp.GP.apply_inverse", "released", "exoplanet.gp.GP"),  # of 0.1 to 0.3
        ("exoplanet.orbits.KeplerOrbit", "unknown", "exoplanet.orbits.KeplerOrbit"),
        ("exoplanet.sampler.Sampler", "unknown", "exoplanet.sampler"),
        ("lasagne.__version__", "released", "lasagne.__version__"),
        ("lasagne.layers.get_output", "released", "lasagne.layers.get_output"),  # brought by a star
        ("keras.backend.softmax", "released", "keras.backend.softmax"),
        ("keras.ops.softmax", "unknown", "keras.ops"),
    ],
)
def test_lookup(name: str, status: str, known_as: str) -> None:
    state = dependent_libraries.lookup(Module("m.py", "import theano", ast.parse("")), name)
    assert state is not None and (state.status, state.name) == (status, known_as)


@pytest.mark.parametrize("name", ["numpy.exp", "theano.tensor", "keras.ops.softmax", "exoplanet.Angle().x"])
def test_names_of_others(name: str) -> None:
    """Among them Keras where nothing speaks of Theano: it has other backends."""
    assert dependent_libraries.lookup(Module("m.py", "import keras", ast.parse("")), name) is None


def test_the_summary_counts_them(tmp_path) -> None:
    file = tmp_path / "m.py"
    file.write_text(
        "import exoplanet as xo\nfrom lasagne import layers as L\nimport theano\n"
        "xo.Angle, L.DenseLayer, L.BatchNormLayer, xo.Angel\n"
    )
    report = check.run([file])
    assert dict(report.coverage.on_top) == {"exoplanet": 3, "lasagne": 3} and report.coverage.resolved == 5
    assert dict(report.coverage.unknown) == {"lasagne.layers.BatchNormLayer": 1, "exoplanet.Angel": 1}
    assert [(one.name, one.severity) for one in report.findings if one.code == "MC102"] == [
        ("lasagne.layers.BatchNormLayer", "style"),
        ("exoplanet.Angel", "breaks"),
    ]  # Lasagne's last was no release


def test_names_are_read_from_sources(tmp_path) -> None:
    files = {
        "__init__.py": "from .b import *\nfrom . import c as d\nfrom .tests import t\n",
        "b.py": "__all__ = ['f']\ndef f(): inside = 1\ng = 1\n",
        "c.py": "from .b import *\nfrom elsewhere import *\nif g:\n    print 'x'\n    class K: k = 1\n"
        "for i, (j, k) in (): pass\n",
        "e.py": "from .c import _own\ntry:\n    import os.path\nexcept ImportError:\n    os = None\n"
        "with open('') as file: pass\nfor name in (): globals()[name] = 1\n",
        "tests/t.py": "",
        "b_test.py": "",
    }
    for name, text in files.items():
        (tmp_path / "p" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "p" / name).write_text(text)
    assert names_of(tmp_path / "p") == {
        "p": {"f", "d", "t", "b", "c", "e"},
        "p.b": {"__all__", "f", "g"},
        "p.c": {"f", "K", "i", "j", "k", "*"},
        "p.e": {"_own", "os", "file", "name", "*"},
    }
