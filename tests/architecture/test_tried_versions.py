"""The versions that we say were tried are those that are installed, and within the bounds of pyproject.toml."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from theano_common.version_numbers import version_numbers
from theano_compat.tried_versions import PYTHON, TRIED, untried

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
WRITTEN = [*PROJECT["dependencies"], *(one for extra in PROJECT["optional-dependencies"].values() for one in extra)]
REQUIRED = [one.partition(";")[0].strip() for one in WRITTEN]


@pytest.mark.parametrize("name", TRIED)
def test_bounds_are_those_of_the_project(name):
    lower, upper = next(
        found.groups() for one in REQUIRED if (found := re.fullmatch(rf"{name}>=([\d.]+),<([\d.]+)", one))
    )
    assert TRIED[name][0] == lower
    assert version_numbers(TRIED[name][1]) <= version_numbers(upper)


def test_bounds_of_python():
    named = [one.rpartition(" ")[2] for one in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", one)]
    assert PYTHON[0] == PROJECT["requires-python"].removeprefix(">=") == min(named, key=version_numbers)
    assert version_numbers(PYTHON[1])[1] == max(version_numbers(n)[1] for n in named) + 1


def test_what_is_outside_is_said():
    assert "this is 9.1" in untried("numpy", "9.1", TRIED["numpy"])
    assert not untried("numpy", "2.4.1rc1", TRIED["numpy"]) and not untried("numpy", "unknown", TRIED["numpy"])


def installed(folder, name, release):
    """Put a package of another release before what is installed; return the environment in which it is found."""
    (folder / f"{name}-{release}.dist-info").mkdir()
    (folder / f"{name}-{release}.dist-info" / "METADATA").write_text(f"Name: {name}\nVersion: {release}\n")
    return os.environ | {"PYTHONPATH": str(folder), "THEANO_FLAGS": f"base_compiledir={folder / 'cache'}"}


def test_a_machine_is_told_once_and_an_import_says_nothing(tmp_path):
    environment = installed(tmp_path, "nutpie", "9.9")
    run = [sys.executable, "-m", "theano_compat", "run", "-c", "print('ran')"]
    first, second, imported = (
        subprocess.run(command, capture_output=True, text=True, env=environment)
        for command in (run, run, [sys.executable, "-W", "error", "-c", "import compat; print('ran')"])
    )
    assert first.stderr.count("tried with nutpie 0.16.3 and later, below 0.17: this is 9.9") == 1
    assert not second.stderr and not imported.stderr
    assert {first.stdout, second.stdout, imported.stdout} == {"ran\n"}
