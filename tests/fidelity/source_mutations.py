"""Mechanical changes of old programs' sources: what the audit is to see, and what it is to let pass."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from theano_common.read_source import parse
from theano_migrate.check.names.coverage import installed
from theano_migrate.check.names.module import Module
from theano_migrate.check.names.project import EMPTY
from theano_migrate.check.names.resolve import resolve


@dataclass(frozen=True)
class Changed:
    """`operator` names the kind of change; `what` this one."""

    operator: str
    what: str
    text: str


RESPELLED = {
    r"^import theano\.tensor as (\w+)$": ["from theano import tensor as {0}", "import theano; {0} = theano.tensor",
                                          "import theano.tensor; {0} = theano.tensor",
                                          "import importlib; {0} = importlib.import_module('theano.tensor')",
                                          "try:\n    import theano.tensor as {0}\nexcept ImportError:\n    raise",
                                          "{0} = getattr(__import__('theano'), 'tensor')"],
    r"^import pymc3 as (\w+)$": ["import pymc3; {0} = pymc3", "import pymc3, sys; {0} = sys.modules['pymc3']",
                                 "from importlib import import_module; {0} = import_module('pymc3')",
                                 "try:\n    import pymc3 as {0}\nexcept ImportError:\n    raise",
                                 "if True:\n    import pymc3 as {0}\nelse:\n    {0} = None",
                                 "{0} = __import__('pymc3')"],
    r"^import theano$": ["import theano as theano", "import theano.tensor", "from theano import config\nimport theano"],
}  # fmt: skip


def respelled(text: str) -> Iterator[Changed]:
    """The same program, importing in another way: nothing is to be found that was not found before."""
    for pattern, spellings in RESPELLED.items():
        found = re.search(pattern, text, re.MULTILINE)
        for spelling in spellings if found else ():
            new = spelling.format(*found.groups())  # type: ignore[union-attr]
            assert found is not None
            yield Changed("import respelled", new.splitlines()[0], text[: found.start()] + new + text[found.end() :])


def misspelled(text: str, random: Random, most: int) -> Iterator[Changed]:
    """One legacy name, method or argument written as none is."""
    module = Module("model.py", text, parse(text))
    resolve(module, installed().exports, EMPTY)
    attributes = [
        use
        for use in module.uses
        if use.kind == "attribute"
        and isinstance(use.node, ast.Attribute)
        and use.name.partition(".")[0] in ("theano", "pymc3")
        and not use.guarded
    ]
    methods = [
        use
        for use in module.uses
        if use.kind == "member" and not use.stored and use.name.startswith(("theano.tensor", "pymc3.model.FreeRV"))
    ]
    imported = [
        use
        for use in module.uses
        if use.kind == "import"
        and isinstance(use.statement, ast.ImportFrom)
        and use.name.partition(".")[0] in ("theano", "pymc3")
    ]
    for operator, uses in (("name misspelt", attributes), ("method misspelt", methods)):
        for use in random.sample(uses, min(most, len(uses))):
            node = use.node
            assert isinstance(node, ast.Attribute)
            yield Changed(operator, f"{use.name}_", _inserted(module, node.end_lineno, node.end_col_offset, "_"))
    for use in random.sample(imported, min(most, len(imported))):
        node = use.node
        at = node.col_offset + len(node.name)  # type: ignore[attr-defined]
        text_ = _inserted(module, node.lineno, at, "_")  # type: ignore[attr-defined]
        yield Changed("name misspelt", f"from: {use.name}_", text_)
    keywords = [
        (call, word)
        for call in module.nodes
        if isinstance(call, ast.Call)
        for word in call.keywords
        if word.arg and _is_legacy(module.names_of(call.func))
    ]
    for call, word in random.sample(keywords, min(most, len(keywords))):
        at = word.col_offset + len(word.arg or "")
        yield Changed(
            "argument misspelt", f"{ast.unparse(call.func)}({word.arg}_=)", _inserted(module, word.lineno, at, "_")
        )


def _is_legacy(names: frozenset[str]) -> bool:
    return any(name.partition(".")[0] in ("theano", "pymc3") for name in names)


ABSENT = ("theano.gof.Value", "theano.tensor.new", "theano.tensor.blas.Gemv", "pymc3.gp.GP", "pymc3.tests.test",
          "theano.sandbox.cuda.mem_info", "theano.tensor.opt.FusionOptimizer", "theano.compile.nanguardmode.f_compute",
          "pymc3.stats.dict2pd", "theano.misc.ordered_set")  # fmt: skip


def absent(text: str) -> Iterator[Changed]:
    """A name read that a release had and the shim has not."""
    for name in ABSENT:
        parent = name.rpartition(".")[0]
        yield Changed("absent name", name, f"{text}\nimport {parent}\n{name}\n")
        yield Changed("absent name", f"from: {name}", f"{text}\nfrom {parent} import {name.rpartition('.')[2]}\n")


def broken_ops(text: str) -> Iterator[Changed]:
    """An Op that loses what it needs."""
    if "def perform" in text:
        yield Changed("Op without perform", "perform", text.replace("def perform", "def performed"))
    if "def make_node" in text:
        yield Changed("Op without make_node", "make_node", text.replace("def make_node", "def made_node"))


def not_python_3(text: str) -> Iterator[Changed]:
    """Statements of Python 2."""
    for line in ('print "done"', "exec 'x = 1'", "print >> out, 1", "x = 0777", "raise ValueError, 'no'"):
        yield Changed("Python 2", line, f"{text}\n{line}\n")
    for line in (
        "xrange(3)",
        "{}.iteritems()",
        "unicode('x')",
        "raw_input",
        "{}.has_key(1)",
        "reduce(max, [1])",
        "import cPickle",
        "import urllib2",
        "import ConfigParser",
        "from itertools import izip",
    ):
        yield Changed("Python 2", line, f"{text}\n{line}\n")


def changes(text: str, seed: int, most: int = 4) -> list[Changed]:
    random = Random(seed)
    spellings = list(respelled(text))
    return [
        *random.sample(spellings, min(3, len(spellings))),
        *misspelled(text, random, most),
        *random.sample(list(absent(text)), 3),
        *broken_ops(text),
        *random.sample(list(not_python_3(text)), 2),
    ]


def _inserted(module: Module, line: int | None, column_in_bytes: int | None, new: str) -> str:
    assert line is not None and column_in_bytes is not None
    row, column = module.position(line, column_in_bytes)
    lines = module.text.splitlines(keepends=True)
    lines[row - 1] = lines[row - 1][: column - 1] + new + lines[row - 1][column - 1 :]
    return "".join(lines)
