"""theano-compat run --report: what a run really used; and migrate-check merges it."""

import json
import subprocess
import sys

import pytest

SCRIPT = """
import numpy as np
import theano
import theano.tensor as tt
x = tt.dvector("x")
name = "ex" + "p"
f = theano.function([x], getattr(tt, name)(x))
print(f(np.zeros(2)), np.float(3))
"""


def run(folder, text, *more):
    script = folder / "script.py"
    script.write_text(text)
    report = folder / "report.json"
    done = subprocess.run(
        [sys.executable, "-m", "compat", "--report", str(report), str(script)],
        capture_output=True,
        text=True,
        cwd=folder,
    )
    return done, json.loads(report.read_text()), script, report


def test_names_with_their_lines_and_what_was_given_back(tmp_path):
    done, report, script, _ = run(tmp_path, SCRIPT)
    assert done.stdout == "[1. 1.] 3.0\n" and done.returncode == 0 and report["ended"] == "normally"
    names = {one["name"]: one["uses"][0] for one in report["names"]}
    assert names["theano.tensor.exp"]["line"] == 7 and names["theano.tensor.exp"]["path"] == str(script)
    assert {"theano.function", "theano.tensor.dvector"} <= set(names)
    assert {one["name"]: one["used"] for one in report["environment"]}["numpy.float"] == 1


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    ("last", "ended"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)", "exit 3"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt: "),
    ],
)
def test_is_written_however_the_run_ends(tmp_path, last, ended):
    done, report, *_ = run(tmp_path, SCRIPT + last)
    assert report["ended"] == ended and done.returncode != 0
    assert any(one["name"] == "theano.tensor.exp" for one in report["names"])


@pytest.mark.slow
def test_a_run_tells_the_audit_what_it_could_not_see(tmp_path):
    from theano_migrate import check

    _, _, script, report = run(tmp_path, SCRIPT)
    alone, merged = check.run([script]), check.run([script], runtime=report)
    assert [one.code for one in alone.findings if one.code == "MC107"] == ["MC107"]
    assert [(one.name, one.line, one.status) for one in merged.at_run_time] == [("theano.tensor.exp", 7, "supported")]
    seen = {one.code: one.seen_at_run_time for one in merged.findings}
    assert seen["MC501"] == 1


def test_modules_are_pickled_as_without_a_report(tmp_path):
    pytest.importorskip("cloudpickle")
    text = "import theano, cloudpickle, pickle\nprint(pickle.loads(cloudpickle.dumps({'t': theano}))['t'] is theano)\n"
    done, *_ = run(tmp_path, text)
    assert done.stdout == "True\n", done.stderr
