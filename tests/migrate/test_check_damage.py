"""Real sources with pieces cut out or moved: the audit never crashes, and what --fix makes always parses."""

import ast
import json
import random
from pathlib import Path

import pytest

from theano_common.read_source import Unreadable
from theano_migrate.check.audit import Asked, audit, audit_source, fixed
from theano_migrate.check.control.formats import FORMATS
from theano_migrate.check.names.coverage import installed
from theano_migrate.check.output import render
from theano_migrate.check.results import Report
from theano_migrate.check.rules import registry
from theano_migrate.check.source.source import read

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = sorted((ROOT / "fixtures" / "legacy_models").glob("*/model.py"))
SOURCES = [path.read_text(encoding="utf-8") for path in FIXTURES]
SOURCES += [one.file.BEFORE for one in registry.rules()]
ASKED = Asked(installed())


def damaged(seed):
    """A source with a few of: a piece cut out, a piece of another put in, lines swapped, a character changed."""
    draw = random.Random(seed)
    text = draw.choice(SOURCES)
    for _ in range(draw.randint(1, 4)):
        a, b = sorted(draw.randrange(len(text) + 1) for _ in range(2))
        kind = draw.randrange(5)
        if kind == 0:
            text = text[:a] + text[min(b, a + 60) :]
        elif kind == 1:
            other = draw.choice(SOURCES)
            at = draw.randrange(len(other))
            text = text[:a] + other[at : at + draw.randrange(80)] + text[a:]
        elif kind == 2:
            lines = text.splitlines(keepends=True)
            draw.shuffle(lines) if draw.random() < 0.2 else lines.reverse() if draw.random() < 0.1 else lines.insert(
                draw.randrange(len(lines) + 1), draw.choice(draw.choice(SOURCES).splitlines(keepends=True) or [""])
            )
            text = "".join(lines)
        elif kind == 3:
            text = text[:a] + draw.choice("()[]{}:,.=\\'\"#\n\t\r\f\x00é\u2028 0L`<>@*") + text[a + 1 :]
        else:
            text = text[:a] + text[b:]
        text = text or "x"
    return text


@pytest.mark.wide(11)
@pytest.mark.parametrize("block", range(20))
def test_damaged_sources(block):
    for seed in range(block * 40, block * 40 + 40):
        text = damaged(seed)
        data = text.encode("utf-8", "surrogatepass")
        found = audit(data, "x.py", ASKED)
        for one in found.findings:
            assert one.line >= 1 and one.column >= 1, (seed, one)
        try:
            source = read(data, "x.py")
            if not found.readable:
                continue
            once = fixed(source, ASKED, unsafe=True)
        except Unreadable:
            continue
        ast.parse(once.removeprefix("\ufeff"))
        assert fixed(read(source.written(once), "x.py"), ASKED, unsafe=True) == once, seed
        assert audit_source(read(source.written(once), "x.py"), ASKED).readable


# What a cell may hold besides Python, and what nobody would write: private characters that stand for marks of ours.
ODD = ["%matplotlib inline\n", "%%bash\nls\n", "!ls {x}\n", "x = !ls\n", "?x\n", "x??\n", "%%time\n", "%pylab\n",
       "\ue0c00\n", "#\ue0c05\n", "#\ue0c11\n", "\\\n", "'''\n", "(\n", ")\n", "\x00", "\x1b[2J", "\u2028",
       "\r", "\f", "\t", "\ud800", "é", "if 1:\n", "  x\n", "print 'a'\n", "`a`\n", "%", "\ufeff", "np.𝒃ool\n",
       "# noqa\n", "0777\n"]  # fmt: skip
CODECS = ["latin-1", "utf-7", "idna", "rot13", "hex", "undefined", "punycode", "unicode_escape", "utf-32", "zlib", "x"]


def odd_text(draw):
    text = "".join(draw.choice(draw.choice([SOURCES, ODD, ODD])) for _ in range(draw.randint(0, 4)))
    for _ in range(draw.randint(0, 3)):
        at = draw.randrange(len(text) + 1)
        text = text[:at] + draw.choice(ODD) + text[at + draw.randint(0, 5) :]
    return text


def odd_notebook(draw):
    values = [None, 1, "a", [], {}, True, ["a", 1], {"a": 1}, "python", "\x1b[2J"]
    cells: list = []
    for _ in range(draw.randint(0, 5)):
        text = odd_text(draw)
        source = draw.choice([text, text.splitlines(True), text.splitlines(True), draw.choice(values)])
        kind = draw.choice(["code"] * 5 + ["markdown", draw.choice(values)])
        cells.append(draw.choice([{"cell_type": kind, "source": source}] * 20 + values))
    language = {"language_info": {"name": "python", "version": draw.choice(["2.7", 5])}}
    told = draw.choice([{}, language, draw.choice(values)])
    text = json.dumps({"cells": cells, "metadata": told, "nbformat": 4}, ensure_ascii=draw.random() < 0.5)
    for _ in range(draw.choice([0, 0, 0, 1, 3])):
        at = draw.randrange(len(text))
        text = text[:at] + draw.choice(['"', "{", "]", ",", "\\", "\\ud800", "1", "\x00"]) + text[at + 1 :]
    return text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    "block", [0, *(pytest.param(i, marks=[pytest.mark.slow, pytest.mark.part(3)]) for i in range(1, 8))]
)
def test_odd_notebooks_and_encodings(block):
    """Each has its findings, in every format; what --fix makes of it is a notebook that can be read."""
    for seed in range(block * 30, block * 30 + 30):
        draw = random.Random(seed)
        path = draw.choice(["n.ipynb", "n.ipynb", "x.py"])
        data = odd_notebook(draw) if path == "n.ipynb" else odd_text(draw).encode("utf-8", "surrogatepass")
        if path == "x.py" and draw.random() < 0.5:
            data = f"# -*- coding: {draw.choice(CODECS)} -*-\n".encode() + data
        found = audit(data, path, ASKED)
        for one in FORMATS:
            render(Report((found,)), one).encode()
        if found.readable and not found.note and "MC901" not in {one.code for one in found.findings}:
            source = read(data, path)
            made = source.written(fixed(source, ASKED, unsafe=True))
            assert audit(made, path, ASKED).readable, seed
            assert path == "x.py" or json.loads(made.decode("utf-8-sig", "surrogatepass")), seed
