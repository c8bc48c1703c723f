"""`migrate-check ... | head`: a reader that leaves early ends the command without a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from theano_common.system.broken_pipe import CLOSED, stops_with_its_reader

ROOT = Path(__file__).resolve().parents[2]
FINDING = "import numpy as np\n" + "x = np.zeros(3, np.float)\n" * 3000


@pytest.mark.slow
@pytest.mark.parametrize(
    "program",
    [
        ["-m", "theano_migrate", "check", "--format", "concise"],
        ["-m", "theano_migrate", "check", "--format", "json"],
        ["-m", "theano_migrate", "check", "--diff"],
        ["-c", "import sys; from migrate.check.command import main; sys.exit(main())", "--format", "concise"],
    ],
    ids=["text", "json", "diff", "console script"],
)
def test_a_reader_that_leaves_early(tmp_path, program):
    (tmp_path / "old.py").write_text(FINDING)
    run = subprocess.Popen(
        [sys.executable, *program, str(tmp_path / "old.py")], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert run.stdout.readline()
    run.stdout.close()
    assert run.stderr.read() == b"" and run.wait(60) == CLOSED
    run.stderr.close()


@pytest.mark.parametrize("code", [0, 1, 3])
def test_other_answers_are_passed_on(code):
    assert stops_with_its_reader(lambda arguments: code)(["x"]) == code
