"""The module tree: every module imports, holds what it lists, and says of anything else that it is absent."""

import importlib
import pkgutil
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import theano_compat.old.theano as old
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.importing.star_names import complete

MODULES = [m.name for tree in (theano, old) for m in pkgutil.walk_packages(tree.__path__, f"{tree.__name__}.")]


@pytest.mark.parametrize("name", MODULES)
def test_module(name):
    module = importlib.import_module(name)
    for listed in getattr(module, "__all__", ()):
        assert getattr(module, listed) is not None, listed
    if hasattr(module, "__getattr__"):
        with pytest.raises(AttributeError, match="no_such_name"):
            getattr(module, "no_such_name")  # noqa: B009
    assert not hasattr(module, "__no_such_name__")


SAME = [  # two names of one thing, the older first
    ("gof.Op", "graph.op.Op"),
    ("gof.graph.Variable", "graph.basic.Variable"),
    ("gof.fg.MissingInputError", "graph.fg.MissingInputError"),
    ("gof.null_type.NullType", "gradient.NullType"),
    ("compile.function_module.UnusedInputError", "compile.function.types.UnusedInputError"),
    ("compile.pfunc.Param", "Param"),
    ("compile.SharedVariable", "tensor.sharedvar.SharedVariable"),
    ("tensor.nnet.sigm.sigmoid", "tensor.nnet.sigmoid"),
    ("tensor.extra_ops.repeat", "tensor.repeat"),
    ("tensor.basic.exp", "tensor.exp"),
    ("tensor.grad", "gradient.grad"),
    ("configparser.config", "config"),
    ("as_op", "compile.ops.as_op"),
    ("clone", "clone_replace"),
]


@pytest.mark.parametrize("older, newer", SAME)
def test_two_names_of_one_thing(older, newer):
    def find(path):
        found = theano
        for part in path.split("."):
            found = getattr(found, part)
        return found

    assert find(older) is find(newer) or find(older) == find(newer)


def test_submodules_are_there_without_being_imported(fresh_python):
    fresh_python(
        "-W",
        "error",
        "-c",
        "import compat, theano, theano.tensor as T\n"
        "assert T.nnet.sigmoid and T.extra_ops.diff and theano.gof.graph.inputs and theano.printing.pp\n"
        "assert theano.compile.mode.FAST_RUN and theano.gradient.grad_clip and T.sharedvar and T.var\n"
        "assert theano.compat.PY3 and theano.compat.six.moves",
    )


def test_a_graph_room_that_is_also_theano_graph(fresh_python):
    fresh_python(
        "-c",
        "import compat as theano\n"
        "assert theano.graph.basic.ancestors and theano.graph.Apply is theano.gof.Apply\n"
        "assert not hasattr(theano.graph, 'no_such_name')",
    )


def test_function_is_a_function_however_it_is_reached():
    import theano_compat.theano_api.compile.function as module

    x = tt.dvector("x")
    assert callable(theano.compile.function) and module.types.UnusedInputError
    for function in (theano.compile.function, module, module.function, theano.function, module.pfunc):
        assert function([x], x + 1, mode="PYTHON")([1.0]).tolist() == [2.0]


@pytest.mark.slow
def test_var_is_the_variance_however_often_its_module_is_imported(fresh_python):
    fresh_python(
        "-c",
        "import compat, theano.tensor as T\n"
        "x = T.dvector('x')\n"
        "assert T.var(x).ndim == 0\n"
        "from theano.tensor.var import TensorVariable\n"
        "assert isinstance(T.var(x), TensorVariable) and T.var(x).eval({x: [1.0, 3.0]}) == 1.0",
    )


def test_importing_the_tree_is_light(fresh_python):
    done = fresh_python("-c", "import compat.theano_api.tensor, sys; print(*sorted(sys.modules))")
    heavy = {"scipy", "jax", "pandas", "arviz", "matplotlib"}
    assert not heavy & set(done.stdout.split())
    assert "theano_compat.theano_api.tensor" in sys.modules


def test_unravel_index_follows_the_emulated_release():
    """Theano 1.0.5 took `order` and did without it."""

    def indices(order):
        places = theano.tensor.constant([1, 2, 5])
        return [v.eval().tolist() for v in theano.tensor.unravel_index(places, (2, 3), order)]

    assert indices("F") == [[1, 0, 1], [0, 1, 2]]
    with theano.config.change_flags(emulate="3.8"):
        assert indices("F") == indices("C") == [[0, 0, 1], [1, 2, 2]]


def test_versions_follow_the_emulated_release():
    assert theano.__version__ == theano.version.version == "1.1.2"
    with theano.config.change_flags(emulate="3.8"):
        assert theano.__version__ == theano.version.full_version == "1.0.5"


def test_small_functions():
    assert theano.scalar.upcast("int8", "float32") == "float32"
    assert theano._asarray([1], "floatX").dtype == theano.config.floatX
    assert theano.dot(tt.dvector(), tt.dvector()).ndim == 0
    assert theano.gof.utils.flatten([1, (2, [3])]) == [1, 2, 3] and theano.gof.utils.uniq([1, 2, 1]) == [1, 2]
    assert theano.gradient.format_as(False, True, [1]) == (1,) and theano.gradient.format_as(False, False, [1]) == 1
    x = tt.dvector("x")
    row = tt.Elemwise(theano.scalar.exp)(x)
    assert row.owner.op == tt.exp and row.eval({x: np.zeros(1)}).tolist() == [1.0]


def test_a_file_that_old_tests_read_beside_theano():
    substreams = np.loadtxt(Path(theano.__file__).parent / "sandbox" / "samples_MRG31k3p_12_7_5.txt")
    assert substreams.size == 12 * 7 * 5


@pytest.mark.parametrize("module, completed", [(old.tensor.nnet, False), (old.sparse, False), (theano.sparse, True)])
def test_names_of_import_star_are_those_of_the_legacy_module_alone(module, completed):
    again = ModuleType(module.__name__)
    complete(again)
    assert hasattr(again, "__all__") is completed
