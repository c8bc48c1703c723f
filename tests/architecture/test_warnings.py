"""Warnings go through `theano_common.users_lines.warn`, which finds the user's line: no frame is counted by hand."""

import ast
from pathlib import Path

import pytest

from tests.architecture.test_imports import FOLDERS, ROOT, at, sources, statements

# Who gives a warning in another way, and why.
OTHERWISE = {
    "theano_common/users_lines.py": "is the way",
    "compat/theano_api/configparser.py": "TheanoConfigWarning.warn takes the user's stacklevel",
}
GIVES = {"warn", "warn_explicit"}


def given(path: Path) -> list[int]:
    """Return the lines that give a warning by Python's own functions, by any name that the file has for them."""
    tree = statements(path)
    modules, functions = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {a.asname or a.name for a in node.names if a.name == "warnings"}
        elif isinstance(node, ast.ImportFrom) and node.module == "warnings":
            functions |= {a.asname or a.name for a in node.names if a.name in GIVES}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in GIVES
        and isinstance(node.value, ast.Name)
        and node.value.id in modules
        or isinstance(node, ast.Name)
        and node.id in functions
    ]


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_warnings_find_the_users_line(folder: str) -> None:
    found = {at(path, line): path.relative_to(ROOT).as_posix() for path in sources(folder) for line in given(path)}
    assert [place for place, file in found.items() if file not in OTHERWISE] == []


def test_every_excuse_is_needed() -> None:
    assert [file for file in OTHERWISE if not given(ROOT / file)] == []


FORMS = {
    "import warnings\nwarnings.warn('a')": 1,
    "import warnings as w\nw.warn_explicit('a', UserWarning, 'f', 1)": 1,
    "from warnings import warn\nwarn('a')": 1,
    "from warnings import warn as say\nsay('a')\nlist(map(say, 'ab'))": 2,
    "import warnings\nwarnings.simplefilter('ignore')": 0,
    "from theano_common.users_lines import warn\nwarn('a')": 0,
}


@pytest.mark.parametrize("text", FORMS)
def test_every_form_is_seen(text: str, tmp_path: Path) -> None:
    (tmp_path / "some.py").write_text(text)
    assert len(given(tmp_path / "some.py")) == FORMS[text]
