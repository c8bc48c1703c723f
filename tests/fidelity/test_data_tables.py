"""A part of `make fidelity SUITE=data-tables`: each model over some of the tables, through C."""

from __future__ import annotations

import pytest

from tests.fidelity.data_tables import MODELS, TABLES, Doors, explained, random_model

pytestmark = pytest.mark.compiler
ALWAYS = ["usual", "NaN in y", "no rows"]
CASES = [*MODELS, *map(random_model, range(3))]
TURNS = 3  # further tables of a model, by turns


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(CASES)), ids=[model.__name__ for model in CASES])
def test_doors_agree_with_the_rows_as_they_were_written(number):
    model = CASES[number]
    names = [name for name in TABLES if name not in ALWAYS]
    tables = [*ALWAYS, *(names * 2)[TURNS * number % len(names) :][:TURNS]]
    doors = Doors(model, ["C"])
    found = [
        (table, door, what)
        for table in tables
        if not explained(model.__name__, table)
        for door, what in doors.differences(table)
    ]
    assert [one for one in found if one[2]] == []
    assert len(found) >= len(tables) - 1
