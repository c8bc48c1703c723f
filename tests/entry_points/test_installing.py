"""The command that installs what is missing: for this interpreter, of the packages themselves."""

import importlib.metadata
import sys
import tomllib
from pathlib import Path

import pytest

from theano_common.installing import NAMES, pip_install

EXTRAS = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]["optional-dependencies"]


@pytest.mark.parametrize("extra", NAMES)
def test_an_extra_is_written_as_its_packages(extra, monkeypatch):
    command = pip_install(f"[{extra}]")
    python, packages = command.split(" -m pip install ")
    assert python == sys.executable and "theano-compat" not in packages
    for requirement in EXTRAS[extra]:
        assert requirement.startswith("theano-compat[") or requirement.split(">")[0].split("<")[0] in packages

    def nowhere(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.requires", nowhere)
    assert all(name in pip_install(f"[{extra}]") for name in NAMES[extra])


def test_words_with_a_meaning_to_a_shell_are_quoted(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/opt/my python/bin/python")
    assert pip_install("h5py", "numpy<2.4") == '"/opt/my python/bin/python" -m pip install h5py "numpy<2.4"'
