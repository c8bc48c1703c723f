"""What every command line of ours has: its version, help, one spelling of an option, a word for what is misspelt."""

import importlib
import re
import sys

import pytest

COMMANDS = {
    "theano-compat": "theano_compat.__main__",
    "migrate-check": "theano_migrate.check.command",
    "migrate-compare": "theano_migrate.compare.command",
    "migrate-convert": "theano_migrate.convert.command",
    "migrate-port": "theano_migrate.port.command",
    "migrate-reproduce": "theano_migrate.reproduce.command",
}
BELOW = [(name, ()) for name in COMMANDS] + [
    ("theano-compat", (one,)) for one in ("run", "doctor", "explain", "emit", "names", "cache")
]
BELOW += [("theano-compat", ("cache", one)) for one in ("list", "verify", "clear", "pack", "add")]

# how a page, a format and what is written are asked for, where they are; nowhere by --json
SPELT = {
    "theano-compat explain": {"--html": "FILE"},
    "theano-compat emit": {"--output": "FILE"},
    "theano-compat cache pack": {"--output": "FILE"},
    "migrate-check": {"--html": "FILE", "--format": "{", "--output": "FILE"},
    "migrate-compare": {"--html": "FILE", "--format": "{", "--output": "FILE"},
    "migrate-convert": {"--format": "{"},  # NEW is what it writes
    "migrate-port": {"--html": "FILE", "--format": "{", "--output": "DIR"},
    "migrate-reproduce": {"--html": "FILE", "--format": "{", "--output": "FILE"},
}


def called(name, *arguments):
    return importlib.import_module(COMMANDS[name]).main(list(arguments))


@pytest.mark.parametrize("name, before", BELOW, ids=lambda value: value if isinstance(value, str) else " ".join(value))
def test_version_and_help(name, before, capsys):
    assert called(name, *before, "--version") == 0
    assert re.fullmatch(rf"{name} \d+\.\d+\.\d+\n", capsys.readouterr().out)
    assert called(name, *before, "--help") == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: {' '.join((name, *before))} ")
    found = dict(re.findall(r"^ +(?:-\w(?: [A-Z]+)?, )?(--\w+)(?: (\S+))?", said, re.MULTILINE))
    spelt = {option: found[option] for option in ("--html", "--format", "--output", "--json") if option in found}
    command = " ".join((name, *before))
    assert ("--output" in found) == bool(re.search(r"^ +-o\b.*--output ", said, re.MULTILINE))
    assert {o: "{" if f[:1] == "{" else f for o, f in spelt.items()} == SPELT.get(command, {})


@pytest.mark.parametrize("word, meant", [("docter", "doctor"), ("expalin", "explain"), ("caches", "cache")])
def test_a_misspelt_command(word, meant, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert called("theano-compat", word) == 2
    assert f"there is no file '{word}'; did you mean `theano-compat {meant}`?" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion(name, shell, capsys):
    pytest.importorskip("shtab")
    assert called(name, "--print-completion", shell) == 0
    said = capsys.readouterr().out
    assert name in said and ("doctor" in said) == (name == "theano-compat")


def test_completion_without_shtab(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert called("migrate-check", "--print-completion", "bash") == 2
    assert re.search(r"--print-completion needs shtab: .* -m pip install .*shtab", capsys.readouterr().err)
