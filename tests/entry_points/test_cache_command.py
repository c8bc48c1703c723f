"""`theano-compat cache`: a screenful, not the whole cache; and a reader that leaves early."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from theano_compat import __main__ as command
from theano_compat.backends.c.compilers import cache

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def full(monkeypatch, tmp_path):
    entries = [cache.Entry(f"key{i:04}", tmp_path / f"{i}", 1000, 1e9 + i) for i in range(3000)]
    monkeypatch.setattr(cache, "entries", lambda: entries)
    monkeypatch.setattr(cache, "directory", lambda: tmp_path)


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    "arguments, lines, last_shown",
    [
        ([], 20, "key2980"),
        (["list"], 20, "key2980"),
        (["--all"], 3000, "key0000"),
        (["list", "--all"], 3000, "key0000"),
    ],
)
def test_the_most_recent_first(full, capsys, arguments, lines, last_shown):
    assert command.main(["cache", *arguments]) == 0
    said = capsys.readouterr().out.splitlines()
    keys = [line.split()[0] for line in said if line.startswith("key")]
    assert (len(keys), keys[0], keys[-1]) == (lines, "key2999", last_shown)
    assert said[-1].startswith("3000 compiled objects, 3.0 MB, in ")
    assert ("... and 2980 used longer ago (--all shows them)" in said) is (lines == 20)


@pytest.mark.parametrize("arguments", [["clear", "--all"], ["verify", "--all"], ["list", "verify"], ["--every"]])
def test_bad_use_clears_nothing(full, capsys, arguments):
    assert command.main(["cache", *arguments]) == 2
    assert re.match(r"usage: theano-compat (cache )?\[", capsys.readouterr().err)


FULL = """
import sys
from pathlib import Path
from compat import __main__
from compat.backends.c.compilers import cache
cache.entries = lambda: [cache.Entry(f"key{i:04}", Path("x"), 1000, 1e9 + i) for i in range(9000)]
sys.exit(__main__.main(["cache", "--all"]))
"""


def test_a_reader_that_leaves_early():
    command = subprocess.Popen([sys.executable, "-c", FULL], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert command.stdout.readline().startswith(b"key8999")
    command.stdout.close()
    assert command.stderr.read() == b"" and command.wait(60) == 141
    command.stderr.close()
