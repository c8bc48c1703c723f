"""Which files an audit reads, and what becomes of those that it cannot read."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from theano_common import read_source
from theano_migrate.check.audit import Asked, audit
from theano_migrate.check.command import main
from theano_migrate.check.names.coverage import Coverage
from theano_migrate.check.source.files import python_files

DIRTY = "import numpy as np\nx = np.float\n"
TREE = ("a.py", "b.pyi", "c.ipynb", "notes.txt", "script", "pkg/d.py", "pkg/deep/e.py", ".git/f.py", "env/g.py",
        "pkg/__pycache__/h.py", "node_modules/i.py")  # fmt: skip


@pytest.fixture
def tree(tmp_path, monkeypatch):
    for name in TREE:
        path = tmp_path / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DIRTY)
    (tmp_path / "src" / "env" / "pyvenv.cfg").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "src"


BELOW_SRC = ["a.py", "b.pyi", "c.ipynb", "pkg/d.py", "pkg/deep/e.py"]
NAMED = {
    "a folder": (["src"], BELOW_SRC),
    "a file without a suffix, since it is named": (["src/script"], ["script"]),
    "a pattern": (["src/*.py*"], ["a.py", "b.pyi"]),
    "a pattern of all depths": (["src/**/*.py"], ["a.py", "env/g.py", "node_modules/i.py", "pkg/d.py", "pkg/deep/e.py",
                                                  "pkg/__pycache__/h.py"]),
    "a pattern of folders": (["src/p*"], ["pkg/d.py", "pkg/deep/e.py"]),
    "a pattern takes no other files": (["src/*"], BELOW_SRC[:3] + ["env/g.py", "node_modules/i.py", *BELOW_SRC[3:]]),
    "the same twice": (["src", "src/a.py", "./src/a.py"], BELOW_SRC),
    "a hidden folder, since it is named": (["src/.git"], [".git/f.py"]),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMED.values(), ids=NAMED)
def test_what_is_named_is_found_once(tree, case):
    names, expected = case
    files, missing = python_files(names)
    assert sorted(str(file.relative_to("src")) for file in files) == sorted(expected)
    assert missing == []


@pytest.mark.parametrize("name", ["nowhere.py", "src/*.cpp", "src/[z]*"])
def test_what_means_no_file_is_wrong_use(tree, capsys, name):
    assert python_files([name, "src"])[1] == [name]
    assert main([name]) == 2
    assert name in capsys.readouterr().err


LINKS = {  # what is linked -> to what; what is found besides the rest
    "a circle": ({"pkg/circle": "src"}, []),
    "a folder beside": ({"pkg/again": "src/pkg/deep"}, []),
    "a file beside": ({"0.py": "src/pkg/d.py"}, []),
    "a folder elsewhere": ({"other": "elsewhere"}, ["other/z.py"]),
    "a file elsewhere": ({"z.py": "elsewhere/z.py"}, ["z.py"]),
    "two links to one file": ({"y.py": "elsewhere/z.py", "z.py": "elsewhere/z.py"}, ["y.py"]),
    "nothing": ({"broken.py": "elsewhere/gone.py"}, ["broken.py"]),
    "a device": ({"null.py": "/dev/null"}, ["null.py"]),
}


@pytest.mark.parametrize("case", LINKS.values(), ids=LINKS)
def test_links_lead_to_each_file_once(tree, case):
    links, besides = case
    (tree.parent / "elsewhere").mkdir()
    (tree.parent / "elsewhere" / "z.py").write_text(DIRTY)
    for name, target in links.items():
        (tree / name).symlink_to(tree.parent / target)
    files, missing = python_files(["src"])
    assert sorted(str(file.relative_to("src")) for file in files) == sorted(BELOW_SRC + besides)
    assert missing == []


def linked_to_nothing(folder):
    (folder / "bad.py").symlink_to(folder / "gone.py")


def pipe(folder):
    os.mkfifo(folder / "bad.py")


def too_long(folder):
    (folder / "bad.py").write_bytes(b"#" * (read_source.LONGEST + 1))


NOT_OPENED = {"a link to nothing": (linked_to_nothing, "No such file"), "too long": (too_long, "10,000,001 bytes")}
if os.name == "posix":
    NOT_OPENED["a pipe"] = (pipe, "no regular file")


@pytest.mark.parametrize("case", NOT_OPENED.values(), ids=NOT_OPENED)
def test_what_is_not_opened_is_a_finding_and_the_rest_is_audited(tmp_path, capsys, case):
    make, why = case
    (tmp_path / "dirty.py").write_text(DIRTY)
    make(tmp_path)
    names = [str(tmp_path / "dirty.py"), str(tmp_path / "bad.py")]
    assert main([*names, "--format", "json"]) == 3
    by_code = {finding["code"]: finding for finding in json.loads(capsys.readouterr().out)["findings"]}
    assert set(by_code) == {"MC501", "MC901"}
    assert why in by_code["MC901"]["note"]


ENCODED = {  # spelled so, the name is found on this line, at this column
    "BOM": (b"\xef\xbb\xbfimport numpy as np\nnp.float\n", 2, 1),
    "BOM in one line": (b"\xef\xbb\xbfimport numpy as np; np.float\n", 1, 21),
    "latin-1": ("# -*- coding: latin-1 -*-\nimport numpy as np\ns = 'é'; np.float\n".encode("latin-1"), 3, 10),
    "in line two": ("#!/bin/python\n# vim: set fileencoding=cp1252 :\nimport numpy as np\n'€'; np.float"
                    .encode("cp1252"), 4, 6),
    "euc-jp": ("# coding: euc-jp\nimport numpy as np\n'日本'; np.float\n".encode("euc-jp"), 3, 7),
    "wide characters": ("import numpy as np\n'🎲Σ'; np.float\n".encode(), 2, 7),
    "CRLF": (b"import numpy as np\r\n\r\nnp.float\r\n", 3, 1),
    "CR": (b"import numpy as np\rnp.float\r", 2, 1),
    "mixed line ends": (b"import numpy as np\r\n'''a\rb\n'''\nnp.float", 5, 1),
    "form feed": (b"import numpy as np\n\x0c\nnp.float\n", 3, 1),
    "form feed before": (b"import numpy as np\n\x0cnp.float\n", 2, 2),
    "separators that are no line ends": ("import numpy as np\n'\x1c\x85\u2028'\nnp.float".encode(), 3, 1),
    "no line end": (b"import numpy as np\nnp.float", 2, 1),
}  # fmt: skip


@pytest.mark.parametrize("case", ENCODED.values(), ids=ENCODED)
def test_findings_stand_where_the_file_has_them(case):
    data, line, column = case
    [finding] = audit(data, "x.py", Asked(Coverage({}))).findings
    assert (finding.code, finding.line, finding.column) == ("MC501", line, column)


TEXTS = st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))


@settings(deadline=None)  # a busy machine takes its time
@given(st.one_of(st.binary(max_size=200), TEXTS), st.sampled_from(["x.py", "x.ipynb"]))
def test_no_bytes_crash_the_reader(data, name):
    assert audit(data, name, Asked(Coverage({}))).path == name


def test_standard_input_is_audited_under_the_name_it_is_given(tmp_path, capsys, monkeypatch):
    import io

    def stdin(data):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    stdin(DIRTY.encode())
    assert main(["-", "--stdin-filename", "models/old.py", "--isolated"]) == 1
    assert "models/old.py:2:5: MC501" in capsys.readouterr().out
    stdin(DIRTY.encode())
    assert main(["-", "--diff", "--isolated"]) == 1
    assert "+x = float\n" in capsys.readouterr().out
    stdin(b'{"cells": [{"cell_type": "code", "source": "import numpy as np\\nnp.float"}]}')
    assert main(["-", "--stdin-filename", "a.ipynb", "--isolated"]) == 1
    assert "a.ipynb:cell 1:2:1: MC501" in capsys.readouterr().out
    assert main(["-", "--fix"]) == 2
