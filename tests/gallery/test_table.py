"""The table of the galleries, from results of our own."""

import json

import pytest

from tests.gallery import table

NUMBERS = {"same": 6, "agrees": 2, "explained": 1, "cannot tell": 5, "not settled": 4, "differs": 2}
ROW = {"agree": 1, "rows": 1, "cells": "2 of 2", "figures": 0, "failed": "", "printed": 0, "seconds": 3, "missed": []}
ROW |= {"date": "2026-11-28", "revision": "dc933edd"}
COLLECTIONS = {
    "one": {"title": "One", "repository": "somebody/one"},
    "two": {"title": "Two", "repository": "somebody/two", "excluded": [["c.ipynb", "network", "it fetches"]]},
}


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Return a function that writes the table of results and gives the cells of its first lines."""
    (tmp_path / "results").mkdir()
    monkeypatch.setattr(table, "HERE", tmp_path)
    monkeypatch.setattr(table, "FILE", tmp_path / "gallery.md")

    def of(one, two, explained=()):
        for name, rows in (("one", one), ("two", two)):
            (tmp_path / "results" / f"{name}.json").write_text(json.dumps(rows))
        table.write(COLLECTIONS | {"one": COLLECTIONS["one"] | {"explained": explained}})
        lines = (tmp_path / "gallery.md").read_text().splitlines()
        found = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("| ")]
        return {cells[0]: dict(zip(found[0], cells, strict=True)) for cells in found[1:4]}

    return of


def test_numbers_of_a_collection(written):
    failed = ROW | {"failed": "cell 1", "agree": 0, "numbers": NUMBERS}  # which are not counted
    found = written({"a.ipynb": ROW | {"numbers": NUMBERS}, "b.ipynb": ROW}, {"c.ipynb": failed, "d.ipynb": failed})
    one, two, whole = found["One (somebody/one)"], found["Two (somebody/two)"], found["all"]
    counted = "documents, ran, judged, numbers, same, agree, explained, cannot tell, not settled, differ".split(", ")
    assert [one[name] for name in counted] == ["2", "2", "1", "20", "6", "2", "1", "5", "4", "2"]
    assert [one["stand"], one["unexplained"], one["rows that agree"]] == ["80.0 %", "2", "2 of 2"]
    assert [two[name] for name in ("documents", "ran", "excluded", "failed", "numbers", "stand")] == (
        ["2", "0", "1", "1", "", ""]
    )
    assert [whole["documents"], whole["numbers"], whole["rows that agree"]] == ["4", "20", "2 of 2"]


def test_what_is_explained_is_not_unexplained(written):
    found = written({"a.ipynb": ROW | {"numbers": NUMBERS}}, {}, [["a.ipynb", "its data are drawn without a seed"]])
    assert [found["One (somebody/one)"][name] for name in ("differ", "unexplained")] == ["2", "0"]


def test_what_agrees_needs_no_explanation(written):
    agreed = ROW | {"numbers": NUMBERS | {"differs": 0}}
    with pytest.raises(ValueError, match="one: a.ipynb is explained, and all of its rows and numbers agree"):
        written({"a.ipynb": agreed}, {}, [["a.ipynb", "its data are drawn without a seed"]])


def test_what_stays_open_is_counted_by_reason(written, tmp_path):
    again = ROW | {"numbers": NUMBERS, "runs": 20, "open": {"would need runs": 3, "no error": 2}}
    written({"a.ipynb": again, "b.ipynb": ROW | {"numbers": NUMBERS}, "d.ipynb": again | {"failed": "cell 1"}}, {})
    text = (tmp_path / "gallery.md").read_text()
    assert (
        "Of 20 numbers of 1 notebook that may be run again 4 (20.0 %) are not settled, and 5 (25.0 %) cannot be told:"
        in text
    )
    assert "| would need runs | 3 |\n| no error | 2 |\n" in text
