"""The tool that writes generated files writes them when asked to, and the same wherever it is asked."""

import pytest

from tools import coverage, given_back


@pytest.mark.parametrize("arguments, status", [(["--help"], 0), (["-h"], 0), (["chek"], 2), (["check", "all"], 2)])
def test_bad_use_writes_nothing(arguments, status, monkeypatch, capsys):
    monkeypatch.setattr(coverage, "survey", lambda: pytest.fail("it went to work"))
    assert coverage.main(arguments) == status
    assert "python -m tools.coverage check" in "".join(capsys.readouterr())


@pytest.mark.slow
@pytest.mark.parametrize(
    "missing",
    [(), pytest.param(("pandas", "matplotlib"), marks=pytest.mark.part(0))],
    ids=["as it is", "without pandas and matplotlib"],
)
def test_what_is_given_back_is_the_same_without_a_library(missing, monkeypatch):
    hidden = f"import sys\nfor name in {missing}: sys.modules[name] = None\n"
    monkeypatch.setattr(given_back, "PROGRAM", hidden + given_back.PROGRAM)
    assert coverage.given_back_text() == coverage.GIVEN_BACK.read_text()
