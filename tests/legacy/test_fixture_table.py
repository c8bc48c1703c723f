"""docs/fixtures.md says what was measured, on the fixtures as they are."""

import hashlib

import pytest

from tools.fixture_table.cells import Cell, every_cell, load
from tools.fixture_table.page import PAGE, text

MEASURED = load()


@pytest.mark.slow
def test_the_page_is_what_was_measured_on_the_fixtures_as_they_are():
    """A fixture that is new or has changed has cells that are not measured, where the page shows something else."""
    assert PAGE.read_text(encoding="utf-8") == text(MEASURED), "run `make fixture-table`"


def test_nothing_is_kept_of_what_is_gone():
    known = {(cell.fixture, cell.key) for cell in every_cell()}
    assert {(name, key) for name, row in MEASURED.items() for key in row} <= known


def test_a_changed_file_is_noticed(tmp_path, monkeypatch):
    """Each kind of cell goes by its own files."""
    monkeypatch.setattr("tools.fixture_table.cells.ROOT", tmp_path)
    monkeypatch.setattr("tools.fixture_table.fixtures.ROOT", tmp_path)
    folder = tmp_path / "one"
    folder.mkdir()
    for file in ("model.py", "logp.npz", "first_draws.npz", "saved_trace.pkl"):
        (folder / file).write_text("as it was")
    kinds = ("numbers", "posterior", "first_draws", "runs")
    before = {kind: Cell("one", kind, "c").digest for kind in kinds}
    files = {"logp.npz": "numbers", "saved_trace.pkl": "posterior", "first_draws.npz": "first_draws"}
    for file, noticed in files.items():
        (folder / file).write_text("changed")
        assert [kind for kind in kinds if Cell("one", kind, "c").digest != before[kind]] == [noticed]
        (folder / file).write_text("as it was")
    (folder / "model.py").write_text("changed")
    assert all(Cell("one", kind, "c").digest != before[kind] for kind in kinds)


def test_a_posterior_counts_thinned_and_full_size(tmp_path, monkeypatch):
    """What was measured against the full-size posterior is not measured anew since it lies here no more."""
    monkeypatch.setattr("tools.fixture_table.cells.ROOT", tmp_path / "models")
    monkeypatch.setattr("tools.fixture_table.fixtures.ROOT", tmp_path / "models")
    folder, full = tmp_path / "models" / "one", tmp_path / "full_posteriors" / "one"
    for path, draws in ((folder, "thinned"), (full, "full size")):
        path.mkdir(parents=True)
        (path / "saved_trace.pkl").write_text(draws)
    sha256 = hashlib.sha256(b"full size").hexdigest()
    (folder / "fixture.toml").write_text(f'[full_files."saved_trace.pkl"]\nsha256 = "{sha256}"\n')
    (folder / "model.py").write_text("")
    cell = Cell("one", "posterior", "c")
    against_full = cell.digest
    (full / "saved_trace.pkl").unlink()
    assert against_full == cell.of_full != cell.digest and cell.accepted == {against_full, cell.digest}
    (folder / "model.py").write_text("changed")
    assert against_full not in cell.accepted
