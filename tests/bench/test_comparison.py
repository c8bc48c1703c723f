"""Turns, ratios, drawn sizes and goals, on results made up here; and a contestant that cannot run."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench import comparison, conversation, goals, workload


def result(name: str, **turns: list[float]) -> dict[str, Any]:
    spelled = {k.replace("_", " "): v for k, v in turns.items()}
    return {
        "name": name,
        "sizes": {},
        "us": {k: sorted(v)[len(v) // 2] for k, v in spelled.items()},
        "turns": spelled,
        "facts": {},
        "differences": {},
        "differ_from": "hand",
    }


def test_a_ratio_is_the_median_of_the_turns_ratios() -> None:
    r = result("radon", ours_pointer=[1.0, 10.0, 3.0], hand_pointer=[1.0, 5.0, 1.0])
    assert comparison.ratio(r, "ours pointer", "hand pointer") == 2.0
    assert comparison.ratio(r, "ours pointer", "stan pointer") is None


@pytest.mark.parametrize("name", workload.ALL)
def test_drawn_sizes_are_near_the_named_ones(name: str) -> None:
    named = workload.load(name).NAMED
    drawn = [comparison.near(named, seed) for seed in range(20)]
    for key, value in named.items():
        found = {d[key] for d in drawn}
        assert all(min(3, value) <= v and abs(v - value) <= 0.3 * value + 1 for v in found)
        assert len(found) > 1 and (value < 10 or any(v % 2 for v in found))
    assert drawn == [comparison.near(named, seed) for seed in range(20)]


def test_goals_say_what_missed_and_leave_out_what_was_not_run() -> None:
    results = {
        "radon": result("radon", ours_pointer=[2.0], hand_pointer=[1.0], ours_call=[0.5]),
        "logistic": result("logistic", ours_pointer=[1.0], hand_pointer=[1.0], ours_call=[2.5]),
        "imports": {"import compat, s beyond NumPy": 0.1},
    }
    lines = goals.judged(results).splitlines()
    assert next(x for x in lines if "beside C by hand  " in x).startswith("✗") and "1 of 2: radon" in "".join(lines)
    assert next(x for x in lines if "a call from Python adds" in x).split()[-1] == "logistic"
    assert next(x for x in lines if "import compat" in x).startswith("✓")
    assert not any("Stan" in x or "JAX" in x for x in lines)


def test_a_contestant_that_cannot_run_is_left_out_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert conversation.start(sys.executable, "hand", "no_such_work", {}) is None
    assert "no_such_work: hand cannot run: " in capsys.readouterr().err


def test_an_unknown_name_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "no_such_work"], capture_output=True, text=True, cwd=conversation.ROOT
    )
    assert done.returncode == 2 and "no workload is called no_such_work" in done.stderr


@pytest.mark.slow
def test_the_picture_is_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from bench import picture

    results = {"radon": result("radon", ours_pointer=[2.0], hand_pointer=[1.0], stan_pointer=[5.0])}
    assert "<svg" in Path(picture.drawn(results, str(tmp_path / "bench.svg"))).read_text()
