"""What a client's run amounts to: each way in which it can be wrong is said."""

import pytest

from tests.clients import exclusions, real_outcomes, recipes
from tests.clients.running import Result, apart
from tests.clients.scoring import scored

OUTCOMES = {"a.py::one": "passed", "a.py::two": "failed", "a.py::three": "skipped", "a.py::four[x]": "failed"}
TEXTS = {"a.py::two": "ValueError: no", "a.py::four[x]": "OSError: unreachable"}

# excluded, on the real library, functions compiled -> passed, counting, what is said
CASES = {
    "as it is": ({"a.py::four*": "network"}, {"a.py::two": "failed"}, 3, (1, 1, [])),
    "a failure": ({"a.py::four[x]": "network"}, {}, 3, (1, 2, ["failed: a.py::two: ValueError: no"])),
    "a miss counts": ({"a.py::four[x]": "network", "a.py::two": "not yet"}, {}, 3, (1, 2, [])),
    "it passes there": (
        {"a.py::four*": "network"}, {"a.py::two": "passed"}, 3, (1, 2, ["failed: a.py::two: ValueError: no"]),
    ),
    "no such test": (
        {"a.py::four*": "gpu", "a.py::two": "gpu", "b.py*": "gpu"}, {}, 3,
        (1, 1, ["excluded, but there is no such test: b.py*"]),
    ),
    "it passes here": (
        {"a.py::four*": "gpu", "a.py::two": "gpu", "a.py::one": "gpu"}, {}, 3,
        (1, 1, ["excluded, but it passes: a.py::one"]),
    ),
    "not entered": (
        {"a.py::four*": "gpu", "a.py::two": "gpu"}, {}, 0,
        (1, 1, ["our code was not entered: 0 functions compiled, 7 calls"]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_scored(name):
    excluded, real, compiled, (passed, counting, wrong) = CASES[name]
    result = Result(dict(OUTCOMES), dict(TEXTS), compiled=compiled, called=7)
    score = scored(result, real, excluded)
    assert (score.passed, score.counting, list(score.wrong)) == (passed, counting, wrong)


def test_the_time_was_up():
    result = Result({"a.py::one": "passed"}, compiled=1, called=1, stopped=True)
    assert scored(result, {}, {}).wrong == ("the time was up before all tests had run",)
    kept = {"a.py::one": "passed", "a.py::two": "failed", "a.py::three": "skipped"}
    assert real_outcomes.share(kept) == "1 of 2"
    assert real_outcomes.share(kept | {"after 900 s": real_outcomes.STOPPED}) == "1 of 2 (after 900 s)"


def test_nothing_ran():
    score = scored(Result(output="ERROR: no such file"), {}, {})
    assert any("ERROR: no such file" in sentence for sentence in score.wrong)


@pytest.mark.parametrize("line", ["a.py::test", "a.py::test network", "a.py::test  because"])
def test_a_line_without_a_reason(tmp_path, line):
    (tmp_path / "exclusions.txt").write_text(line)
    with pytest.raises(ValueError, match="does not end with"):
        exclusions.read(tmp_path / "exclusions.txt")


@pytest.mark.parametrize("name", recipes.names())
def test_recipes_and_exclusions_can_be_read(name):
    recipe = recipes.read(name)
    assert recipe.tests or recipe.scripts
    exclusions.read(recipes.HERE / name / "exclusions.txt")


@pytest.mark.parametrize(
    "ours, said",
    [
        ({"loss": [1.00009, 300.02]}, ""),
        ({"loss": [1.0, 300.04]}, "loss: number 1 is 300.04, 300.0 there"),
        ({"loss": [float("nan"), 300.0]}, "loss: number 0 is nan, 1.0 there"),
        ({"loss": [1.0]}, "loss: 1 numbers, 2 there"),
        ({"cost": [1.0, 300.0]}, "numbers of other names: cost, loss"),
    ],
)
def test_numbers_of_a_script(ours, said):
    assert apart(ours, {"loss": [1.0, 300.0]}, 1e-4) == said


def test_misses_have_the_comment_of_their_group(tmp_path):
    lines = ["# Of two", "# lines.", "a.py::one  internal", "a.py::two  network", "a.py::three*  different"]
    (tmp_path / "exclusions.txt").write_text("\n".join([*lines, "# Other.", "a.py::four  not yet"]))
    assert exclusions.misses(tmp_path / "exclusions.txt") == [
        ("a.py::one", "Of two lines."),
        ("a.py::three*", "Of two lines."),
        ("a.py::four", "Other."),
    ]


@pytest.mark.parametrize("name", recipes.names())
def test_where_the_real_library_stands_is_said(name):
    """A recipe for it, or why there is none."""
    recipe = recipes.read(name)
    assert (recipe.real is None) == bool(recipe.not_there)
