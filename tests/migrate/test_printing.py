"""What others wrote (names, paths, source lines) is printed through one function, and a terminal obeys none of it."""

import ast
import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from theano_common.draws import Chain, Draws
from theano_common.printing import json_text, printable
from theano_common.saved import draws_npz
from theano_migrate.check import command as check
from theano_migrate.compare import command as compare
from theano_migrate.convert import command as convert

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for folder in ("migrate", "theano_common") for path in sorted((ROOT / folder).rglob("*.py"))]
# Home of the cursor, the window's title, conceal, C1's CSI, bell, a new line that looks like ours, other direction of
# text, end of a line for some, a byte that is no UTF-8, a character of no width.
ORDERS = "\x1b[2J\x1b]0;title\x07\x1b[8m\x9b31m\r\nFORGED\nFORGED\u202e\u2066\u2028\u200b\udcff"
ONE_LINE = ORDERS.replace("\r\n", "").replace("\n", "").replace("\u2028", "")


def harmless(text, colour=False, html=False):
    if colour:
        text = re.sub(r"\x1b\[(?:[0-9]+;?)+m", "", text)
    assert all(one.isprintable() or one in "\n\t" for one in text), ascii(text)
    assert html or not re.search("^FORGED", text, re.MULTILINE)
    return text


def prints(tree):
    """Calls, and mentions, of what prints or writes to a standard stream."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in ("print", "input"):
            yield node
        elif isinstance(node, ast.Attribute) and node.attr in ("print_exc", "print_exception", "print_help"):
            yield node
        elif isinstance(node, ast.Attribute) and node.attr.startswith("write"):
            of = ast.unparse(node.value)
            if "stdout" in of or "stderr" in of:
                yield node
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "argparse.ArgumentParser":
            yield node
        elif isinstance(node, ast.Attribute) and ast.unparse(node) in ("warnings.warn", "json.dumps"):
            yield node


# The function itself, the one that warns, and children, which speak as the user's script does; the others write JSON to
# files, and read it again.
AROUND = {
    "theano_common/printing.py", "theano_common/users_lines.py",
    "migrate/compare/replay_child.py", "theano_common/system/processes.py",
}  # fmt: skip
JSON_FILES = {
    "migrate/compare/replay.py", "migrate/convert/save_trace_folder.py", "theano_common/saved/draws_npz.py",
    "theano_common/saved/checkpoint_folder.py", "migrate/check/audit_cache.py", "migrate/check/control/baseline.py",
    "migrate/check/source/json_spans.py", "migrate/port/certificate/process.py",
    "migrate/port/certificate/script_run.py", "migrate/port/certificate/whole_run/process.py",
    "migrate/port/certificate/whole_run/run.py", "migrate/reproduce/inside/fewer_draws.py",
    "migrate/reproduce/inside/forked_run.py", "migrate/reproduce/inside/found_files.py",
}  # fmt: skip


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_printed_around_the_one_function(path):
    name = path.relative_to(ROOT).as_posix()
    found = [] if name in AROUND else list(prints(ast.parse(path.read_text(encoding="utf-8"))))
    found = [one for one in found if not (name in JSON_FILES and getattr(one, "attr", "") == "dumps")]
    assert not found, [f"{path}:{one.lineno}: {ast.unparse(one)}" for one in found]


def test_what_is_printable_stays():
    assert printable("µ, 日本, a\\b 'c'") == "µ, 日本, a\\b 'c'"
    assert printable("a\x1b\n\u202e\udcff\t") == "a\\x1b\\n\\u202e\\udcff\\t"
    assert printable("a\tb\n", "\t") == "a\tb\\n"
    text = json_text({"µ" + ORDERS: [1.5, ORDERS]})
    assert json.loads(text) == {"µ" + ORDERS: [1.5, ORDERS]} and "µ" in harmless(text)


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A folder whose names and sources are full of orders."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = Path("work") / f"project {ORDERS[:-1]}{os.fsdecode(bytes([255]))}"
    try:
        folder.mkdir(parents=True)
    except (OSError, UnicodeError):
        folder = Path("work")
        folder.mkdir()
    code = (
        "import theano.tensor as T, pymc3 as pm, numpy as np\n"
        f"x = T.nonsense, '{ONE_LINE.replace(chr(0xDCFF), '')}', np.float(1), getattr(T, name)\n"
        f"np.bool  # {ONE_LINE.replace(chr(0xDCFF), '')}\n"
        "pm.sample(10, njobs=2, strange='\x1b[2J'); \x0cpm.nonsense_\u202e\n".replace("_\u202e", "")
    )
    (folder / "a.py").write_text(code, encoding="utf-8")
    (folder / "old.py").write_text(f"print 'a{ONE_LINE[:-1]}', np.float\n", encoding="utf-8")
    (folder / "broken.py").write_text(f"x = ( '{ONE_LINE[:-1]}'\n", encoding="utf-8")
    cell = {"cell_type": "code", "source": [code, f"'{ORDERS}'"]}
    document = {"cells": [cell], "metadata": {"language_info": {"name": f"python{ORDERS}"}}, "nbformat": 4}
    (folder / "n.ipynb").write_text(json.dumps(document))
    document["metadata"]["language_info"]["name"] = f"R{ORDERS}"
    (folder / "r.ipynb").write_text(json.dumps(document))
    return folder


@pytest.mark.wide(11)
@pytest.mark.parametrize(
    "more",
    [
        *[["--format", one] for one in ("text", "concise", "json", "sarif", "html", "github", "statistics")],
        ["--diff"],
        ["--diff", "--unsafe"],
        ["--baseline", f"no{ORDERS}"],
        ["--select", ORDERS],
        [f"--{ORDERS}"],
        ["--explain", ORDERS],
        ["-o", f"nowhere{ORDERS}/x"],
    ],
    ids=lambda more: ascii(" ".join(more))[:40],
)
def test_check_obeys_no_orders(sources, capsys, monkeypatch, more):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    code = check.main(["--no-cache", "work", *more])
    said = capsys.readouterr()
    assert code in (1, 2, 3) and harmless(said.out, html="html" in more) + harmless(said.err)
    if more[-1] in ("json", "sarif"):
        json.loads(said.out)
    if more[-1] == "html":
        assert "<html" in said.out


def test_check_in_colour(sources, capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    check.main(["--no-cache", "work"])
    said = capsys.readouterr().out
    assert "\x1b[31;1m" in said and "\x1b[8m" not in said and harmless(said, colour=True)


def test_the_mark_stands_below_what_is_shown(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text("import numpy as np\n'\x1b[2J'; np.float(1)\n")
    check.main(["--isolated", "--no-cache", "a.py"])
    lines = capsys.readouterr().out.splitlines()
    [at] = [i for i, line in enumerate(lines) if line.startswith("    2 | ")]
    assert lines[at].index("np.float") == lines[at + 1].index("^")


@pytest.fixture
def posteriors(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for seed, name in enumerate(("old", "new")):
        rng = np.random.default_rng(seed)
        samples = {f"x{ORDERS[:-1]}": rng.normal(seed, 1, 500), "y": rng.poisson(3, 500), ORDERS[:-1]: np.ones(500)}
        made = Draws((Chain(samples),) * 2, sampler=f"s{ORDERS[:-1]}", attrs={"remarks": (f"r{ORDERS}",)})
        draws_npz.save(made, f"{name}.npz")
    Path("bad.csv").write_text(f"a,b\n1,2\n3,{ONE_LINE[:-1]}\n", encoding="utf-8")
    Path("pickle.pkl").write_bytes(b"cos\x1b[2J\nsystem\n.")
    Path("settings.toml").write_text('[margins]\n"\\u001b[2J" = 1\n')
    return tmp_path


@pytest.mark.wide(11)
@pytest.mark.parametrize(
    "arguments",
    [
        ["old.npz", "new.npz"],
        ["old.npz", "new.npz", "--all"],
        ["old.npz", "new.npz", "--format", "json"],
        ["old.npz", "old.npz"],
        ["old.npz", "bad.csv"],
        ["old.npz", "pickle.pkl"],
        ["old.npz", f"no{ORDERS}"],
        ["old.npz", "new.npz", "--margin", ORDERS],
        ["old.npz", "new.npz", "--settings", "settings.toml"],
        ["old.npz", "new.npz", "--ignore", ORDERS],
        ["old.npz", "new.npz", f"--{ORDERS}"],
    ],
    ids=lambda more: ascii(" ".join(more))[:40],
)
def test_compare_obeys_no_orders(posteriors, capsys, arguments):
    compare.main(arguments)
    said = capsys.readouterr()
    assert harmless(said.out) + harmless(said.err)


def test_reports_of_a_comparison_are_whole(posteriors, capsys):
    compare.main(["old.npz", "new.npz", "--junit", "j.xml", "--html", "h.html"])
    names = [case.get("name") for case in ElementTree.parse("j.xml").getroot()]
    assert any(name.startswith("x\\x1b[2J") for name in names)
    harmless(Path("h.html").read_text(encoding="utf-8"), html=True)


@pytest.mark.parametrize("arguments", [["old.npz", "new.csv"], ["bad.csv", "new.csv"], ["old.npz", f"no{ORDERS}/x"]])
def test_convert_obeys_no_orders(posteriors, capsys, arguments):
    convert.main(arguments)
    said = capsys.readouterr()
    assert harmless(said.out) + harmless(said.err)


def test_a_fault_of_our_own_is_printed_like_all_else(posteriors, capsys, monkeypatch):
    def fails(*arguments, **more):
        raise RuntimeError(ORDERS)

    monkeypatch.setattr("theano_common.saved.any_file.load", fails)
    assert compare.main(["old.npz", "new.npz"]) == 70
    assert "please report it" in harmless(capsys.readouterr().err)
