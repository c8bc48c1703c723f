"""The legacy scripts, unchanged, through every entry point: each runs to its last line."""

from pathlib import Path

import pytest

MODELS = Path(__file__).resolve().parents[2] / "fixtures" / "legacy_models"
LAST_WORDS = {
    "eight_schools": "P(coaching in school A works better than in C)",
    "radon": "highest: ",
    "logistic_sgd": "ran for 25 epochs",
}
RUN = "import runpy, sys; runpy.run_path({path!r}, run_name='__main__')"

WAYS = {
    "python -m compat": lambda path: ("-m", "compat", path),
    "install": lambda path: ("-c", "import compat; compat.install()\n" + RUN.format(path=path)),
    "import compat": lambda path: ("-c", "import compat\n" + RUN.format(path=path)),
    "load_ext": lambda path: ("-c", "import compat; compat.load_ipython_extension(None)\n" + RUN.format(path=path)),
}


# each way and each script; more of a script through one way: tests/legacy
PAIRS = [(way, "eight_schools") for way in WAYS] + [("python -m compat", "radon"), ("install", "logistic_sgd")]


@pytest.mark.slow
@pytest.mark.parametrize("way, name", PAIRS)
def test_runs_to_its_last_line(way, name, fresh_python):
    path = str(MODELS / name / "model.py")
    done = fresh_python(*WAYS[way](path))
    assert LAST_WORDS[name] in done.stdout


@pytest.mark.slow
def test_as_a_test_of_their_own(fresh_python, tmp_path):
    """A legacy project's test module, which imports the script beside it."""
    (tmp_path / "model.py").write_text((MODELS / "logistic_sgd" / "model.py").read_text())
    (tmp_path / "test_model.py").write_text(
        "import model\n\ndef test_it_learns():\n"
        "    _, losses, _ = model.sgd_optimization(n_epochs=2)\n    assert losses[-1] < losses[0]\n"
    )
    done = fresh_python("-m", "pytest", "-q", "-p", "compat.pytest_plugin", "-p", "no:cacheprovider")
    assert "1 passed" in done.stdout
