"""Modules of ours are found, and what was compiled of them is read, as importlib does it."""

import importlib.util
import os
import py_compile
from importlib.machinery import PathFinder, SourceFileLoader
from pathlib import Path

import pytest

import theano_compat_imports as imports
from tests.architecture.test_files import ROOT

FOLDERS = sorted(
    {path.parent for path in (ROOT / "compat").rglob("*.py") if "tests" not in path.parts} | {ROOT / "common"}
)


def said(spec):
    """What a spec says of a module, but for the class of its loader."""
    words = ("name", "origin", "cached", "submodule_search_locations", "has_location", "parent")
    return spec and ([getattr(spec, word) for word in words], spec.loader and spec.loader.path)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_each_file_is_found_where_importlib_finds_it(folder):
    names = {entry.partition(".")[0] for entry in os.listdir(folder)} - {"", "__pycache__"}
    for name in sorted(names):
        expected = PathFinder.find_spec(f"theano_compat.{name}", [str(folder)])
        if expected is not None and type(expected.loader) is SourceFileLoader:
            found = imports.FINDER.find_spec(f"theano_compat.{name}", [str(folder)])
            assert said(found) == said(expected)
            assert type(found.loader) is imports.OurFile
        else:  # folders that are no packages, compiled modules
            assert imports._found(f"theano_compat.{name}", [str(folder)]) is None


@pytest.fixture
def file(tmp_path):
    folder = tmp_path / "with an @"
    folder.mkdir()
    path = folder / "one.py"
    path.write_text("value = 1\n")
    py_compile.compile(str(path))
    return path


def value(path):
    """What the file's code sets, and the name that it has in tracebacks."""
    code = imports.OurFile("one", str(path)).get_code("one")
    found = {}
    exec(code, found)
    return found["value"], code.co_filename


def test_what_was_compiled_is_read(file, monkeypatch):
    monkeypatch.setattr(imports.OurFile, "source_to_code", lambda *given: pytest.fail("compiled anew"))
    assert value(file) == (1, str(file))


def test_a_changed_file_is_compiled_anew(file):
    file.write_text("value = 22\n")
    assert value(file) == (22, str(file))
    file.write_text("value = 33\n")  # as long
    os.utime(file, (1, 1))
    assert value(file) == (33, str(file))


def test_a_moved_folder_has_its_own_name_in_tracebacks(file, tmp_path):
    moved = tmp_path / "moved"
    file.parent.rename(moved)
    assert value(moved / "one.py") == (1, str(moved / "one.py"))


def test_a_damaged_file_is_compiled_anew(file):
    compiled = Path(importlib.util.cache_from_source(str(file)))
    for content in (b"", b"no header", b"another header, as long as one", compiled.read_bytes()[:15]):
        compiled.write_bytes(content)
        assert value(file) == (1, str(file))
