"""`theano-compat doctor`: a line for all that a program may want, each with the command that adds it."""

import pytest

from compat import doctor


def test_what_is_looked_for():
    found = {check.__name__ for check in doctor.CHECKS if check.__name__ != "<lambda>"}
    assert {"arrays_as_numbers", "pictures", "compiler", "jax", "nutpie"} <= found
    others = {check().what for check in doctor.CHECKS if check.__name__ == "<lambda>"}
    assert others == {"NumPyro", "TFP", "ArviZ", "matplotlib", "patsy", "dask"}


@pytest.mark.parametrize(
    "missing, fix",
    [
        ("patsy", '-m pip install "patsy'),
        ("dask", '-m pip install "dask[distributed]'),
        ("matplotlib", '"matplotlib'),
    ],
)
def test_a_missing_package_has_its_command(monkeypatch, missing, fix):
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: None)
    [line] = [line for check in doctor.CHECKS if check.__name__ == "<lambda>" and (line := check()).what == missing]
    assert not line.works and fix in line.fix


@pytest.mark.parametrize("program, works", [(None, False), ("/usr/bin/dot", True)])
def test_pictures_want_the_program_too(monkeypatch, program, works):
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr("shutil.which", lambda name: program)
    line = doctor.pictures()
    assert line.works == works and ("dot" in line.found) and (works or "graphviz" in line.fix)


def test_arrays_that_are_no_numbers(monkeypatch):
    import numpy as np

    assert doctor.arrays_as_numbers().works == (tuple(map(int, np.__version__.split(".")[:2])) < (2, 4))


@pytest.mark.parametrize("without_gil", [0, 1])
def test_nutpie_has_no_wheel_for_a_python_without_gil(monkeypatch, without_gil):
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(doctor.sysconfig, "get_config_var", {"Py_GIL_DISABLED": without_gil}.get)
    line = doctor.nutpie()
    assert not line.works and ("no wheel" in line.found) == bool(without_gil) and "nutpie" in line.fix


def test_an_extension_that_does_not_load_is_none(monkeypatch):
    assert doctor.call_extension().works == (doctor.extension() is not None)
    monkeypatch.setattr(doctor, "extension", lambda: None)
    assert not doctor.call_extension().works and "ctypes" in doctor.call_extension().found
