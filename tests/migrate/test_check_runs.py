"""Many files: by several processes, with what was kept from before, and without resolving what no rule is about."""

import dataclasses
import json
import sqlite3

import pytest

from theano_common.python_2_source import understood
from theano_common.system.folders import cache_folder
from theano_migrate.check.audit import Asked, StarExports, audit
from theano_migrate.check.audit_cache import Kept
from theano_migrate.check.check import run
from theano_migrate.check.command import main
from theano_migrate.check.names.coverage import Coverage, installed
from theano_migrate.check.names.project import EMPTY, Exports, Project
from theano_migrate.check.names.project_exports import survey
from theano_migrate.check.process_pool import FEW, in_order
from theano_migrate.check.rules import registry
from theano_migrate.check.rules.required_words import worth_resolving

DIRTY = "import numpy as np\nx = np.float\n"
NOTEBOOK = '{"cells": [{"cell_type": "code", "source": "import numpy as np\\nnp.float"}]}'
OLD = "print 'x'\nx = 3 / n\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    src = tmp_path / "src"
    src.mkdir()
    for i in range(FEW):
        (src / f"m{i:03}.py").write_text(DIRTY.replace("\n", f"  # {i}\n", 1))
    (src / "a.ipynb").write_text(NOTEBOOK)
    (src / "old.py").write_text(OLD)
    (src / "broken.py").write_text("x = = 1\n")
    (src / "encoding.py").write_text("# coding: klingon\n")
    (src / "backend.py").write_text("import theano.tensor as T\n")
    (src / "user.py").write_text("import backend\nbackend.T.no_such_name\n")
    return src


def told(report):
    return report.findings, report.coverage, [file.readable for file in report.files], report.notes


@pytest.mark.slow
def test_several_processes_and_what_is_kept_give_the_same(project):
    alone = told(run([project]))
    assert {one.code for one in alone[0]} >= {"MC501", "MC901", "MC902", "MC903", "MC102"}
    assert told(run([project], processes=2, keep=True)) == alone
    assert told(run([project], processes=2, keep=True)) == alone
    assert (cache_folder() / "migrate-check.sqlite").is_file()


def audited(monkeypatch, project, **more):
    """The names of the files that are audited, and not taken from what was kept."""
    from theano_migrate.check import every_file

    seen = []
    real = every_file.audit_source
    with monkeypatch.context() as patched:
        patched.setattr(every_file, "audit_source", lambda *given: seen.append(given[0].path) or real(*given))
        run([project], keep=True, **more)
    return {path.rpartition("/")[2] for path in seen}


def test_only_what_changed_is_audited_again(project, monkeypatch):
    from theano_migrate.check.control.settings import Settings

    first = audited(monkeypatch, project)
    assert len(first) == FEW + 5  # all but the one that cannot be decoded
    assert audited(monkeypatch, project) == set()
    (project / "m003.py").write_text(DIRTY + "y = 1\n")
    assert audited(monkeypatch, project) == {"m003.py"}
    (project / "backend.py").write_text("import theano as T\n")  # what it exports is another thing now
    assert "user.py" in audited(monkeypatch, project)
    assert len(audited(monkeypatch, project, wanted=Settings(select=("MC1",)))) >= FEW


DAMAGES = {
    "no database": lambda file: file.write_bytes(b"no database at all" * 100),
    "empty": lambda file: file.write_bytes(b""),
    "another table": lambda file: rows(file, "DROP TABLE kept", "CREATE TABLE kept (x)"),
    "values that are nothing": lambda file: rows(file, "UPDATE kept SET value = 'abc'"),
    "values that are other JSON": lambda file: rows(file, "UPDATE kept SET value = x'789c8b8e0500011500b9'"),
    "values cut short": lambda file: rows(file, "UPDATE kept SET value = substr(value, 1, 20)"),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}


def rows(file, *statements):
    with sqlite3.connect(file) as database:
        for statement in statements:
            database.execute(statement)
    database.close()


@pytest.mark.wide(17)
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_was_kept_and_is_damaged_is_nothing(project, damage):
    alone = told(run([project], keep=True))
    damage(cache_folder() / "migrate-check.sqlite")
    assert told(run([project], keep=True)) == alone
    assert told(run([project], keep=True)) == alone


@pytest.mark.slow
def test_nothing_is_kept_where_that_is_not_wanted_or_not_possible(project, capsys):
    main([str(project), "--no-cache", "--isolated"])
    assert not cache_folder().exists()
    cache_folder().parent.mkdir(exist_ok=True)  # fissix keeps its grammar there
    cache_folder().write_text("a file where the folder would be")
    assert main([str(project), "--isolated"]) == 3
    assert "fault" not in capsys.readouterr().err


def test_every_field_of_an_audit_comes_back(tmp_path):
    source = "import numpy as np, theano.tensor as T\nnp.float; T.nothing_such; getattr(T, x)\n"
    documents = {
        "a.py": source,
        "a.ipynb": json.dumps(
            {"cells": [{"cell_type": "code", "source": source}, {"cell_type": "code", "source": "x = = 1"}]}
        ),
        "old.py": OLD,
    }
    kept = Kept(tmp_path)
    for path, text in documents.items():
        first = audit(text.encode(), path, Asked(installed()))
        assert first.findings
        kept.put_audit("", path, "1", first)
        assert kept.audit("", path, "1") == dataclasses.replace(first, text="")
        assert kept.audit("", path, "2") is None
    exports = Exports(
        {"T": frozenset({"b", "a"})},
        ("x",),
        {"%f": frozenset("c")},
        {"%C": frozenset()},
        {"%C.x": frozenset("d")},
        {"%C": frozenset(("x", "y"))},
    )
    assert all(getattr(exports, one.name) for one in dataclasses.fields(exports)), "every field is tried"
    kept.put_exports("", "a.py", "1", exports)
    assert kept.exports("", "a.py", "1") == exports
    assert kept.audit("", "a.py", "3") is None
    kept.close()


def killed_once(state, item):
    import os
    from pathlib import Path

    mark = Path(state)
    if item == 20 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), 9)
    return item


@pytest.mark.slow
def test_a_process_that_is_killed_costs_no_result(tmp_path):
    items = list(range(FEW * 2))
    assert list(in_order(killed_once, str(tmp_path / "mark"), items, 2)) == items
    assert list(in_order(killed_once, str(tmp_path / "mark"), items, 1)) == items


RULES = [one for one in registry.rules() if one.rule.code != "MC901"]


@pytest.mark.wide(11)
@pytest.mark.parametrize("one", RULES, ids=[one.rule.code for one in RULES])
def test_a_file_with_a_finding_is_worth_resolving(one):
    others = getattr(one.file, "PROJECT", {})
    project = survey(others.items(), StarExports(Coverage({}))) if others else EMPTY
    path = next((path for path, text in others.items() if text == one.file.BEFORE), "x.py")
    tree, old = understood(one.file.BEFORE)
    assert old is not None or worth_resolving(one.file.BEFORE, tree, path, project)


SPELLINGS = [
    "import os; import urllib2", "import os, \\\n  urllib2", "if 1: import urllib2", "from urllib2 import urlopen",
    "try:\n  import urllib2 as u\nfinally: pass", "x = xrange(3)", "import os,urllib2",
    "def f(): return isinstance(x, file)", "import importlib\nimportlib.import_module('urllib2')",
    "from scipy import misc\nmisc.comb(1, 1)", "from collections import *\nIterable", "import os\rimport urllib2\r",
    "import beside", "import bambi",
]  # fmt: skip
LEFT = ["import os\nos.getcwd()", "x.file = 3", "f(file=3)", "'xrange'", "# import urllib2\nurllib = 2",
        "import numpy", "import scipy.stats", "from . import beside", "import besides"]  # fmt: skip


@pytest.mark.parametrize("text", [*SPELLINGS, *LEFT])
def test_what_is_worth_resolving(text):
    project = Project({"pkg/__init__": Exports(), "pkg/beside": Exports(), "pkg/x": Exports()})
    assert worth_resolving(text, understood(text)[0], "pkg/x.py", project) == (text in SPELLINGS)
