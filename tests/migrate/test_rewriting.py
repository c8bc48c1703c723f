"""Codemods of migrate-check: the edits that they make of a piece of source, and what is said where there are none."""

from __future__ import annotations

import builtins
import sys

import pytest

from theano_migrate.check import command
from theano_migrate.check.audit import Asked, carried_out
from theano_migrate.check.fixes.edit import Change, Edit, Fix
from theano_migrate.check.names.coverage import installed
from theano_migrate.check.source.source import read
from theano_migrate.rewriting.errors import NO_LIBCST, NOT_READ, TOO_LARGE, CannotRewrite
from theano_migrate.rewriting.fragments import LONGEST, edits

EDITS = {  # what a codemod leaves is not written again: (kind, text, codemod, arguments) -> edits at line 3, column 5
    "a whole expression": (("expression", "np.float", "replaced", ("float",)), [Edit((3, 5), (3, 13), "float")]),
    "around one": (
        ("expression", "map(f,\n x)", "put_into", ("list({x})",)),
        [Edit((3, 5), (3, 5), "list("), Edit((4, 4), (4, 4), ")")],
    ),
    "an operator": (("expression", "a  /  b", "floored", ()), [Edit((3, 8), (3, 9), "//")]),
    "a keyword": (("expression", "f(é, b)", "argument_named", (1, "x")), [Edit((3, 10), (3, 10), "x=")]),
    "brackets": (
        ("expression", "[a, b]", "list_as_tuple", ()),
        [Edit((3, 5), (3, 6), "("), Edit((3, 10), (3, 11), ")")],
    ),
    "an import": (("statement", "from a import b", "from_other_module", ("c.d",)), [Edit((3, 10), (3, 11), "c.d")]),
    "a name of an import": (("alias", "b as c", "alias_written", ("d as c",)), [Edit((3, 5), (3, 11), "d as c")]),
}


@pytest.mark.parametrize("change, expected", EDITS.values(), ids=EDITS)
def test_edits(change, expected):
    kind, text, codemod, arguments = change
    assert Change((3, 5), kind, text, codemod, arguments).edits() == expected


PM, NP = "import pymc3 as pm\n", "import numpy as np\n"
LAYOUTS = {
    "an argument on a line of its own": (
        PM + "pm.sample(\n    live_plot=True,\n    n=3)\n",
        "pm.sample(\n    \n    n=3)\n",
    ),
    "a comment behind it": (
        PM + "pm.sample(9,\n    live_plot=True,  # why\n    n=3)\n",
        "pm.sample(9,\n      # why\n    n=3)\n",
    ),
    "the last argument": (PM + "pm.sample(9, live_plot=True,\n)\n", "pm.sample(9,\n)\n"),
    "the last on its own line": (PM + "pm.sample(9,\n    live_plot=True\n    )\n", "pm.sample(9,\n    \n    )\n"),
    "the only one": (PM + "pm.sample(live_plot=True,)\n", "pm.sample()\n"),
    "line ends of another system": (
        "import pymc3 as pm\r\npm.sample(9,\r\n    live_plot=True,  # why\r\n    n=3)\r\n",
        "pm.sample(9,\r\n      # why\r\n    n=3)\r\n",
    ),
    "names with comments": (
        "import os\nfrom collections import (  # a\n    Mapping,  # b\n    # c\n    OrderedDict, Sequence,\n)\n",
        "from collections import (  # a\n      # b\n    # c\n    OrderedDict,\n)\n"
        "from collections.abc import Mapping, Sequence\n",
    ),
    "a statement behind another": (
        "import os\nif 1: from collections import Mapping, OrderedDict; x = 1\n",
        "if 1: from collections import OrderedDict; from collections.abc import Mapping; x = 1\n",
    ),
    "brackets that were there": (NP + "y = (np).product((np.float)(3))\n", "y = (np).prod((float)(3))\n"),
    "the operator binds more than what was printed": (
        "import os\nprint(a + b) % c\nprint('a' 'b') % c\n",
        "print((a + b) % c)\nprint('a' 'b' % c)\n",
    ),
    "one in another": (NP + "y = np.product(np.product(map(f, x)[0]))\n", "y = np.prod(np.prod(list(map(f, x))[0]))\n"),
}


@pytest.mark.parametrize("before, after", LAYOUTS.values(), ids=LAYOUTS)
def test_layout_stays(before, after):
    done = carried_out(read(before.encode(), "model.py"), Asked(installed()), unsafe=True)
    assert (done.text.partition("\n")[2], done.left_out) == (after, "")


@pytest.mark.parametrize("text, why", [("a b", NOT_READ), ("x + " * LONGEST + "x", TOO_LARGE), ("a = 1", NOT_READ)])
def test_what_libcst_does_not_read_is_left_as_it_is(text, why):
    with pytest.raises(CannotRewrite, match=why):
        edits("expression", text, lambda node: node)
    fix = Fix((Change((1, 1), "expression", text, "put_into", ("list({x})",)),))
    assert (fix.edits, fix.left_out) == ((), why)


def test_a_fix_that_cannot_be_made_is_said(tmp_path, capsys):
    (tmp_path / "model.py").write_text(f"x = map(f, [{'1, ' * LONGEST}])[0]\ny = map(f, x)[0]\n")
    assert command.main([str(tmp_path / "model.py"), "--fix"]) == 1
    assert "y = list(map(f, x))[0]" in (tmp_path / "model.py").read_text()
    assert "model.py: fixes were left out" in capsys.readouterr().out


def test_a_long_list_is_no_deep_one(tmp_path, capsys):
    numbers = ", ".join(map(str, range(3000)))
    (tmp_path / "model.py").write_text(f"x = map(str, [{numbers}])[0]\n")
    assert command.main([str(tmp_path / "model.py"), "--fix"]) == 0
    assert (tmp_path / "model.py").read_text() == f"x = list(map(str, [{numbers}]))[0]\n"


def test_a_deep_expression_is_left_as_it_is_and_said(tmp_path, capsys):
    (tmp_path / "model.py").write_text(f"x = map(str, [{' + '.join(['a'] * 1000)}])[0]\n")
    assert command.main([str(tmp_path / "model.py"), "--fix"]) == 1
    assert "because an expression is too large, or nested too deeply, to be rewritten." in capsys.readouterr().out


def without_libcst(monkeypatch):
    real = builtins.__import__

    def importing(name, *rest):
        if name.partition(".")[0] == "libcst":
            raise ModuleNotFoundError("No module named 'libcst'", name="libcst")
        return real(name, *rest)

    for name in [one for one in sys.modules if one.startswith("theano_migrate.rewriting.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "theano_migrate.check.fixes.codemods", raising=False)
    monkeypatch.setattr(builtins, "__import__", importing)


@pytest.mark.parametrize("options", [["--fix"], ["--diff"], ["--format", "json"], ["--format", "sarif"]])
def test_without_libcst(options, tmp_path, monkeypatch, capsys):
    (tmp_path / "model.py").write_text(NP + "x = np.float(1)\n")
    monkeypatch.setattr("theano_migrate.check.check.find_spec", lambda name: None)
    without_libcst(monkeypatch)
    assert command.main([str(tmp_path / "model.py")]) == 1
    assert "[fixable]" in capsys.readouterr().out
    assert command.main([str(tmp_path / "model.py"), *options]) == 2
    assert NO_LIBCST in capsys.readouterr().err
    assert (tmp_path / "model.py").read_text() == NP + "x = np.float(1)\n"
