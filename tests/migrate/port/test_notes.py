"""What a port says of values that mean another thing today, where the library is silent."""

import textwrap

import pytest

from theano_migrate.port.differences import words
from theano_migrate.port.every_file import port

SCRIPT = """
# pymc3=={release}
import arviz as az
import pymc3 as pm
with pm.Model() as model:
    x = pm.Normal("x", 0, 1)
    y = pm.Normal("y", x, 1, observed=[0.0, 1.0])
    trace = pm.sample(100, tune=100)
{line}
"""
SIGN, DEVIANCES = "statistics/sign-of-the-difference", "statistics/deviances-until-3-8"
TABLE = [
    ("3.7", 'print(pm.compare({"a": trace, "b": trace}))', {SIGN, DEVIANCES}),
    ("3.7", "print(pm.waic(trace, model))", {DEVIANCES}),
    ("3.7", "print(pm.waic(trace, model).WAIC, pm.loo(trace, model).LOO)", set()),
    ("3.7", 'print(az.compare({"a": trace, "b": trace}, method="BB-pseudo-BMA"))', {SIGN}),
    ("3.11.5", 'print(pm.compare({"a": trace, "b": trace}))', {SIGN}),
    ("3.11.5", "print(pm.loo(trace, model))", set()),
]


@pytest.mark.parametrize("release, line, rows", TABLE)
def test_notes_on_criteria(tmp_path, release, line, rows):
    path = tmp_path / "script.py"
    path.write_text(SCRIPT.format(release=release, line=textwrap.indent(line, "    ")))
    [one] = port([path])
    said = " ".join(note.message for note in one.notes)
    assert {row for row in (SIGN, DEVIANCES) if words(row) in said} == rows
