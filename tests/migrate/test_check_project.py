"""Names that are followed through the project's own modules, and types that follow from the code."""

import os
from pathlib import Path

import pytest

from theano_migrate.check import run
from theano_migrate.check.audit import Asked
from theano_migrate.check.every_file import Fixing, every_file
from theano_migrate.check.names.coverage import Coverage, installed

TABLE = Coverage({"theano": {"supported": ["function", "shared"]}, "theano.tensor": {"supported": ["exp", "dvector"],
                  "absent": {"choose": "gone"}}, "pymc3": {"supported": ["Normal", "Model", "sample"]}})  # fmt: skip

# What reaches theano.tensor.choose from `user.py`, a script, or `pkg/user.py`; each tree is {path: text}.
HANDED_ON = {
    "a name of a module beside": {"backend.py": "import theano.tensor as T", "user.py": "import backend\nbackend.T.choose"},
    "from a module beside": {"backend.py": "import theano.tensor as T", "user.py": "from backend import T\nT.choose"},
    "as another name": {"backend.py": "import theano.tensor as T", "user.py": "from backend import T as t\nt.choose"},
    "by star": {"backend.py": "import theano.tensor as T", "user.py": "from backend import *\nT.choose"},
    "star of star": {"a.py": "from theano.tensor import *", "b.py": "from a import *",
                     "user.py": "from b import *\nchoose(1)"},
    "relative": {"pkg/__init__.py": "", "pkg/backend.py": "from theano import tensor as T",
                 "pkg/user.py": "from .backend import T\nT.choose"},
    "relative module": {"pkg/__init__.py": "", "pkg/backend.py": "from theano import tensor as T",
                        "pkg/user.py": "from . import backend as be\nbe.T.choose"},
    "two levels": {"pkg/__init__.py": "", "pkg/sub/__init__.py": "", "pkg/backend.py": "from theano import tensor as T",
                   "pkg/sub/user.py": "from ..backend import T\nT.choose"},
    "of the package": {"pkg/__init__.py": "from .backend import T", "pkg/backend.py": "import theano.tensor as T",
                       "pkg/user.py": "from pkg import T\nT.choose"},
    "absolute": {"pkg/__init__.py": "", "pkg/backend.py": "import theano.tensor as T",
                 "pkg/user.py": "import pkg.backend\npkg.backend.T.choose"},
    "src layout": {"src/pkg/__init__.py": "", "src/pkg/backend.py": "import theano.tensor as T",
                   "user.py": "from pkg.backend import T\nT.choose"},
    "of a chain of three": {"a.py": "import theano", "b.py": "from a import theano as th", "c.py": "import b",
                            "user.py": "from c import b\nb.th.tensor.choose"},
    "either of two": {"backend.py": "try:\n    import theano.tensor as T\nexcept ImportError:\n    import jax as T",
                      "user.py": "from backend import T\nT.choose"},
    "import_module": {"backend.py": "import theano.tensor as T",
                      "user.py": "import importlib\nimportlib.import_module('backend').T.choose"},
    "kept by a class": {"backend.py": "import theano.tensor\nclass B:\n    def __init__(self):\n        self.T = theano.tensor",
                        "user.py": "from backend import B\nB().T.choose"},
    "inherited": {"backend.py": "import theano.tensor\nclass A:\n    def __init__(self):\n        self.T = theano.tensor",
                  "user.py": "from backend import A\nclass B(A):\n    def f(self):\n        return self.T.choose"},
    "modules that import each other": {"a.py": "import user\nimport theano.tensor as T", "user.py": "import a\na.T.choose"},
    "beside a file with the library's name": {"theano.py": "class tensor: pass", "user.py": "import theano\ntheano.tensor.choose"},
    "a script named as the library": {"theano.py": "from theano import tensor\ntensor.choose"},
}  # fmt: skip
NOT_HANDED_ON = {
    "its own T": {"backend.py": "class T: pass", "user.py": "from backend import T\nT.choose"},
    "a broken neighbour": {
        "backend.py": "import theano.tensor as T\nx = = 1",
        "user.py": "from backend import T\nT.choose",
    },
    "a neighbour of its own name": {"pkg/__init__.py": "", "pkg/patsy.py": "from patsy import Error\nError"},
    "itself": {"user.py": "from user import T\nT.choose"},
    "in a circle": {"a.py": "from b import T", "b.py": "from a import T", "user.py": "from a import T\nT.choose"},
    "a star circle": {"a.py": "from b import *", "b.py": "from a import *", "user.py": "from a import *\nchoose"},
}


def findings(folder, tree, table=TABLE):
    for name, text in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n")
    files = sorted(path for path in folder.rglob("*.py"))
    return [
        (one.path[len(str(folder)) + 1 :], one.code, one.name)
        for result in every_file(files, Asked(table), Fixing())
        for one in result.audit.findings
    ]


@pytest.mark.parametrize("tree", HANDED_ON.values(), ids=HANDED_ON)
def test_a_name_is_followed_through_the_project_and_reported_where_it_is_used(tmp_path, tree):
    user = next((name for name in tree if name.endswith("user.py")), "theano.py")
    found = [one for one in findings(tmp_path, tree) if one[1] not in ("MC106", "MC113")]
    assert found == [(user, "MC101", "theano.tensor.choose")]


@pytest.mark.parametrize("tree", HANDED_ON.values(), ids=HANDED_ON)
@pytest.mark.parametrize("relative", [True, False])
def test_a_file_that_is_named_alone_is_seen_with_what_it_imports(tmp_path, monkeypatch, tree, relative):
    findings(tmp_path, tree)
    user = next((name for name in tree if name.endswith("user.py")), "theano.py")
    monkeypatch.chdir(tmp_path)
    path = Path(user) if relative else tmp_path / user
    found = [
        (one.code, one.name)
        for result in every_file([path], Asked(TABLE), Fixing())
        if result.asked_for
        for one in result.audit.findings
        if one.code not in ("MC106", "MC113")
    ]
    assert found == [("MC101", "theano.tensor.choose")]


NAMED_ALONE = {
    "a name missing in a module beside": ({"helper.py": "import theano.tensor as T\nT.nonsense", "user.py": "import helper"},
                                          "helper.py is imported and was not asked for: 1 finding there"),
    "behind another": ({"a.py": "import b", "b.py": "import theano.tensor as T\nT.nonsense\nT.nonsense",
                        "user.py": "from a import x"}, "b.py is imported and was not asked for: 2 findings"),
    "of a package": ({"pkg/__init__.py": "", "pkg/b.py": "import theano.tensor as T\nT.nonsense",
                      "user.py": "from pkg import b"}, "b.py is imported"),
    "nothing missing": ({"helper.py": "import theano.tensor as T\nT.exp", "user.py": "import helper"}, ""),
    "not imported": ({"helper.py": "import theano.tensor as T\nT.nonsense", "user.py": "import other  # helper"}, ""),
    "no file": ({"user.py": "import helper"}, ""),
}  # fmt: skip


@pytest.mark.wide(7)
@pytest.mark.parametrize("case", NAMED_ALONE.values(), ids=NAMED_ALONE)
def test_what_is_found_in_imported_files_is_told(tmp_path, case):
    tree, told = case
    findings(tmp_path, tree)
    report = run([tmp_path / "user.py"])
    assert report.exit_code == 0 and len(report.files) == 1
    assert bool(report.notes) == bool(told) and all(told in note for note in report.notes)
    everything = run([tmp_path])
    assert not everything.notes


def test_a_pipe_among_the_modules_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "helper.py")
    (tmp_path / "user.py").write_text("import helper\n")
    assert run([tmp_path / "user.py"]).exit_code == 0


@pytest.mark.parametrize("tree", NOT_HANDED_ON.values(), ids=NOT_HANDED_ON)
def test_what_is_the_projects_own_is_left_alone(tmp_path, tree):
    assert [one for one in findings(tmp_path, tree) if one[1] != "MC901"] == []


BEGIN = "import numpy as np, pandas as pd, theano, theano.tensor as tt, pymc3 as pm\n"
# The expression is of the class: an attribute that the class never had is found on it, one that it had is not.
TYPES = {
    "theano.tensor.var.TensorVariable": [
        "tt.dvector('x')", "tt.exp(x)", "(tt.exp(x) + 1)", "(1 - tt.exp(x))", "(-tt.exp(x))", "tt.exp(x)[0]", "tt.exp(x).T",
        "tt.exp(x).sum()", "tt.nnet.sigmoid(x)", "(tt.exp(x) > 0)", "pm.math.exp(x)", "pm.Potential('p', x)",
        "tt.exp(x).dimshuffle(0, 'x').flatten()", "make()", "Holder().x", "Holder().method()", "(y if 1 else y)",
        "(z := tt.exp(x))", "made", "summed",
    ],
    "theano.tensor.sharedvar.TensorSharedVariable": ["theano.shared(3.0)", "pm.Data('d', 3)"],
    "theano.compile.function.types.Function": ["theano.function([], 1)"],
    "pymc3.model.FreeRV": ["pm.Normal('n', 0, 1)", "pm.Bound(pm.Normal, lower=0)('n')", "Own('n')",
                           "pm.Normal('n', observed=None)"],
    "pymc3.model.ObservedRV": ["pm.Normal('n', 0, 1, observed=data)"],
    "pymc3.model.Deterministic": ["pm.Deterministic('d', x)"],
    "pymc3.backends.report.SamplerReport": ["pm.sample().report", "pm.sample(return_inferencedata=False).report",
                                            "pm.sample()[100:].report"],
}  # fmt: skip
CONTEXT = (
    BEGIN
    + """
def make():
    return tt.exp(1)
class Holder:
    def __init__(self):
        self.x = tt.exp(1)
        self.mixed = tt.exp(1)
    def method(self):
        return self.x
    def change(self, other):
        self.mixed = other
def either(flag):
    if flag:
        return tt.exp(1)
    return unknown(1)
class Own(pm.Normal):
    pass
y = tt.exp(1)
made = make()
summed = tt.exp(1)
summed += 1
if flag:
    mixed = tt.exp(1)
else:
    mixed = unknown(1)
looped = tt.exp(1)
for _ in range(3):
    looped = unknown(looped)
"""
)
ROWS = [(kind, expression) for kind, expressions in TYPES.items() for expression in expressions]


@pytest.mark.wide(17)
@pytest.mark.parametrize(("kind", "expression"), ROWS, ids=[row[1] for row in ROWS])
def test_the_type_of_a_value_follows_from_the_code(tmp_path, kind, expression):
    found = findings(tmp_path, {"user.py": f"{CONTEXT}{expression}.nothing_such\n"}, installed())
    assert [one for one in found if one[1] == "MC105"] == [("user.py", "MC105", f"{kind}.nothing_such")]


@pytest.mark.wide(11)
@pytest.mark.parametrize(
    "expression",
    [
        "pm.sample(return_inferencedata=True)",
        "pm.sample(return_inferencedata=flag)",
        "tt.grad(x, y)",
        "unknown(x)",
        "pm.sample()['x']",
        "pm.Normal.dist(0, 1)",
        "tt.exp(x).eval()",
        "pm.Model()",
        "np.exp(y)",
        "pd.DataFrame()",
        "data",
        "(data + 1)",
        "(y if 1 else data)",
        "mixed",
        "Holder().mixed",
        "either(1)",
        "looped",
        "theano.shared(3).get_value()",
        "theano.function([], 1)(3)",
        "[tt.exp(x)]",
        "Holder()",
    ],
)
def test_what_may_have_other_attributes_is_left_alone(tmp_path, expression):
    found = findings(tmp_path, {"user.py": f"{CONTEXT}{expression}.nothing_such\n"}, installed())
    assert [one for one in found if one[1] == "MC105"] == []


SET_FROM_OUTSIDE = """
pm.sample_smc(9).report.log_marginal_likelihood
pm.sample_smc(9).report.betas
pm.sample_smc(9).report.log_pseudolikelihood
pm.sample_smc(9).report.nsteps
pm.sample_smc(9).report.accept_ratios
pm.sample(9).report.variable_importance
streams.normal((2,)).rng
streams.normal((2,)).update
""".split()


@pytest.mark.parametrize("expression", SET_FROM_OUTSIDE)
def test_what_the_libraries_set_on_values_is_there(tmp_path, expression):
    streams = "from theano.tensor.shared_randomstreams import RandomStreams\nstreams = RandomStreams(1)\n"
    found = findings(tmp_path, {"user.py": f"{CONTEXT}{streams}{expression}\n"}, installed())
    assert [one for one in found if one[1] in ("MC104", "MC105")] == []
