"""One construct in twelve spellings of its import, for the names of every rule and some of every table."""

import builtins

import pytest

from theano_migrate.check.audit import Asked, audit
from theano_migrate.check.names.coverage import Coverage, installed
from theano_migrate.check.rules import registry

SPELLINGS = {
    "import": "import {module}\n{module}.{name}",
    "import as": "import {module} as q\nq.{name}",
    "from": "from {module} import {name}",
    "from as": "from {module} import {name} as q\nq",
    "from parent": "from {parent} import {last}\n{last}.{name}",
    "from parent as": "from {parent} import {last} as q\nq.{name}",
    "star": "from {module} import *\n{name}",
    "assigned": "import {module}\nq = {module}\nq.{name}",
    "getattr": "import {module}\ngetattr({module}, '{name}')",
    "import_module": "import importlib\nimportlib.import_module('{module}').{name}",
    "in a function": "def f():\n    import {module} as q\n    return q.{name}",
    "kept by a class": "import {module} as m\nclass A:\n    def __init__(self):\n        self.q = m\n"
    "    def f(self):\n        return self.q.{name}",
}


def rows():
    for one in registry.rules():
        names = sorted(name for name in one.rule.all_names if name.count(".") >= 1 and not name.startswith("builtins."))
        for name in (names[:1] + names[len(names) // 2 : len(names) // 2 + 1] + names[-1:]) if names else ():
            yield one.rule.code, name


ROWS = sorted(set(rows()))


def is_of_a_class(module):
    return module.rpartition(".")[2][:1].isupper()


@pytest.mark.wide(17)
@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(
    ("code", "name"),
    [row for row in ROWS if not is_of_a_class(row[1].rpartition(".")[0])],
    ids=lambda value: str(value),
)
def test_a_name_is_found_however_it_is_imported(code, name, spelling):
    module, _, last = name.rpartition(".")
    parent, _, end = module.rpartition(".")
    if spelling.startswith("from parent") and not parent:
        pytest.skip("the module has no parent")
    if spelling == "star" and hasattr(builtins, last):
        pytest.skip("import * never brought the names that Python has itself")
    text = SPELLINGS[spelling].format(module=module, name=last, parent=parent, last=end) + "\n"
    asked = Asked(Coverage({}), through="import")
    assert code in {finding.code for finding in audit(text.encode(), "x.py", asked).findings}, text


ABSENT = ["theano.tensor.opt.FusionOptimizer", "theano.gof.Value", "pymc3.stats.dict2pd", "pymc3.gp.GP",
          "theano.tensor.blas.Gemv", "theano.sandbox.cuda.mem_info"]  # fmt: skip


@pytest.mark.wide(37)
@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("name", ABSENT)
def test_an_absent_name_is_found_however_it_is_imported(name, spelling):
    module, _, last = name.rpartition(".")
    parent, _, end = module.rpartition(".")
    if spelling.startswith("from parent") and not parent:
        pytest.skip("the module has no parent")
    text = SPELLINGS[spelling].format(module=module, name=last, parent=parent, last=end) + "\n"
    found = audit(text.encode(), "x.py", Asked(installed())).findings
    assert any(one.code == "MC101" and one.severity == "breaks" for one in found), text
