"""One name in all the spellings in which code reaches it, and spellings that are something else."""

import warnings

import pytest

from theano_migrate.check.audit import Asked, audit
from theano_migrate.check.control.selection import Wanted
from theano_migrate.check.names.coverage import Coverage

TABLE = Coverage(
    {
        "theano": {"supported": ["function", "shared"]},
        "theano.tensor": {"supported": ["exp"], "absent": {"choose": "gone"}},
        "theano.tensor.nnet": {
            "supported": ["relu"],
            "flagged": {"conv2d": {"check": "MC201", "reason": "r"}},
        },
        "pymc3": {"supported": ["Normal"], "default": "absent", "reason": "not yet"},
    }
)

REACHES_CHOOSE = {
    "attribute chain": "import theano\ntheano.tensor.choose(1)",
    "submodule import": "import theano.tensor\ntheano.tensor.choose",
    "import as": "import theano.tensor as tt\ntt.choose(1).sum()",
    "import root as": "import theano as th\nth.tensor.choose",
    "from package": "from theano import tensor\ntensor.choose",
    "from package as": "from theano import tensor as T\nT.choose",
    "from module": "from theano.tensor import choose",
    "from module as": "from theano.tensor import choose as c\nc(1)",
    "star": "from theano.tensor import *\nchoose(1)",
    "star of package": "from theano import *\nimport theano.tensor as T\nT.choose",
    "assignment": "import theano\nT = theano.tensor\nT.choose",
    "assignment of assignment": "import theano\na = theano; b = a.tensor\nb.choose",
    "tuple assignment": "import theano\nT, f = theano.tensor, theano.function\nT.choose",
    "walrus": "import theano\nif (T := theano.tensor): T.choose",
    "annotated": "import theano\nT: object = theano.tensor\nT.choose",
    "conditional": "import theano, numpy\nT = theano.tensor if 1 else numpy\nT.choose",
    "try import": "try:\n    import theano.tensor as T\nexcept ImportError:\n    T = None\nT.choose",
    "either branch": "import theano\nif x:\n    T = theano.tensor\nelse:\n    T = 3\nT.choose",
    "inside a function": "def f():\n    import theano.tensor as T\n    return T.choose",
    "bound after the function": "def f():\n    return T.choose\nimport theano.tensor as T",
    "global": "def g():\n    global T\n    import theano.tensor as T\ndef h():\n    return T.choose",
    "default argument": "import theano.tensor as T\ndef f(x=T.choose): pass",
    "decorator": "import theano.tensor as T\n@T.choose\ndef f(): pass",
    "class body": "import theano.tensor as T\nclass A:\n    x = T.choose",
    "method": "import theano.tensor as T\nclass A:\n    def f(self): return T.choose",
    "lambda": "import theano.tensor as T\nf = lambda x: T.choose",
    "comprehension": "import theano.tensor as T\n[T.choose for i in range(3)]",
    "getattr": "import theano.tensor as T\ngetattr(T, 'choose')",
    "import_module": "import importlib\nT = importlib.import_module('theano.tensor')\nT.choose",
    "__import__": "t = __import__('theano')\nt.tensor.choose",
    "argument of another call": "import theano.tensor as T\nf(1)(T.choose)",
    "inside a chain on a call": "import theano.tensor as T\nT.exp(T.choose).sum().eval()",
    "f-string": "import theano.tensor as T\nf'{T.choose}'",
    "match": "import theano.tensor as T\nmatch x:\n    case 1:\n        T.choose",
    "moved to compat": "import compat as theano\ntheano.tensor.choose",
    "moved to compat, submodule": "import compat.tensor as tt\ntt.choose",
    "theano_api": "from compat.theano_api import tensor\ntensor.choose",
    "non-ASCII line": "import theano.tensor as T\nf('é', T.choose)",
}

SOMETHING_ELSE = {
    "parameter": "import theano.tensor as T\ndef f(T):\n    return T.choose",
    "lambda parameter": "import theano.tensor as T\nf = lambda T: T.choose",
    "loop variable": "import theano.tensor as T\nfor T in x: T.choose",
    "comprehension variable": "import theano.tensor as T\n[T.choose for T in x]",
    "rebound": "import theano.tensor as T\nT = 3\nT.choose",
    "local of the function": "import theano.tensor as T\ndef f():\n    T = 3\n    return T.choose",
    "own module": "from .tensor import choose\nchoose(1)",
    "class attribute": "import theano\nclass A:\n    T = theano.tensor\n    def f(self): return T.choose",
    "guarded": "try:\n    from theano.tensor import choose\nexcept ImportError:\n    choose = None\nchoose",
    "guarded attribute": "import theano.tensor as T\ntry:\n    T.choose\nexcept AttributeError: pass",
    "by version": "import sys, theano\nif sys.version_info < (3,):\n    theano.tensor.choose",
    "for an older Python": "try:\n    import queue\nexcept ImportError:\n    from theano.tensor import choose",
    "for an older release": "import theano.tensor as T\ntry:\n    T.exp(1)\nexcept TypeError:\n    T.choose",
    "by the version's text": "import sys, theano\nif sys.version[0] == '2':\n    theano.tensor.choose",
    "another choose": "import numpy\nnumpy.choose",
    "a string": "'theano.tensor.choose'",
    "assigned to": "import theano\ntheano.config.choose = 3",
    "our own names": "import compat\ncompat.install(); compat.infer.nutpie.sampling",
    "result of a call": "import pymc3 as pm\npm.Normal('x').choose",
}


def codes(source):
    """What is said of names; what else there may be said of the line is another rule's."""
    asked = Asked(TABLE, Wanted(select=("MC101", "MC102", "MC103", "MC201")))
    return [finding.code for finding in audit((source + "\n").encode(), "x.py", asked).findings]


@pytest.mark.parametrize("source", REACHES_CHOOSE.values(), ids=REACHES_CHOOSE)
def test_found(source):
    assert codes(source) == ["MC101"]


@pytest.mark.parametrize("source", SOMETHING_ELSE.values(), ids=SOMETHING_ELSE)
def test_left_alone(source):
    assert codes(source) == []


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("import pymc3 as pm\npm.Weibull", "MC101"),
        ("import theano.tensor as T\nT.nnet.conv2d(1)", "MC201"),
        ("import theano.tensor as T\nT.nnet.conv9d(1)", "MC102"),
        ("import theano.gpuarray", "MC102"),
        ("import theano\ntheano.tensor.nnet.relu.anything", None),
    ],
)
def test_states_of_the_table(source, code):
    assert codes(source) == ([code] if code else [])


ODD = """T(1)  T[1](2)  T(*T)(**T)  T.nnet(1)  T.signal[0](1)  theano(1)  pm(1)  np(1)  pm.dist(1)  [](1)
'a'(1)  1(1)  (1)[2]()  theano.tensor()()  pm.Normal.dist()()  pm.Normal[0]('a')  getattr(*T)  getattr(T)
getattr(T, 1)(1)  T(1)(2)  __import__()  __import__('')(1)  __import__(*T)  T.exp(*(), **{})  pm.Bound(*T)()
pm.Bound()()
theano.function(*T)()
pm.sample(*T)[*T]  f'{T(1)!r:{T}}'  np.array([[1], [*T]])  np.array(*T)  (lambda *T, **n: T(1))(T)  T(1)[0].T(2)  ...(1)
pm.gp()  pm.math(1)  theano.config()  theano.sandbox(1)[:]  np.random(1)  None(1)  {**T}()  super().dist(1)""".split(
    "  "
)


@pytest.mark.parametrize("form", [form for line in ODD for form in line.split("\n")])
def test_forms_that_mean_nothing_are_read(form):
    """A module that is called, a literal that is: what it gives is not known, and the rest of the file is checked."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "'str' object is not callable; perhaps you missed a comma?"
        source = f"import theano, numpy as np, pymc3 as pm\nimport theano.tensor as T\nx = {form}\nT.choose\n"
        one = audit(source.encode(), "x.py", Asked(TABLE))
    assert one.readable and "MC101" in [finding.code for finding in one.findings]


def test_place_counts_characters():
    [finding] = audit(("import theano.tensor as T\nf('é', T.choose)\n").encode(), "x.py", Asked(TABLE)).findings
    assert finding.place == (2, 8, 2, 16)


def test_counts_what_was_resolved_and_what_is_in_no_table():
    one = audit((b"import theano\ntheano.function\ntheano.fnction\nlen\n"), "x.py", Asked(TABLE))
    assert (one.resolved, len(one.unknown)) == (2, 1)


def test_a_long_sum_does_not_exhaust_the_stack():
    n = 1500  # above Python's limit of 1000 frames, below what the parser of 3.12 itself takes
    terms = " + ".join(["T.choose"] * n)
    one = audit((f"import theano.tensor as T\nx = {terms}\n").encode(), "x.py", Asked(TABLE))
    assert one.readable and len(one.findings) == n
