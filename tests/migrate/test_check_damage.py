"""Real sources with pieces cut out or moved: the audit never crashes, and what --fix makes always parses."""

import ast
import random
from pathlib import Path

import pytest

from migrate.check.audit import Asked, audit, audit_source, fixed
from migrate.check.names.coverage import installed
from migrate.check.rules import registry
from migrate.check.source.read_source import Unreadable
from migrate.check.source.source import read

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
                draw.randrange(len(lines) + 1), draw.choice(draw.choice(SOURCES).splitlines(keepends=True) or [""]))
            text = "".join(lines)
        elif kind == 3:
            text = text[:a] + draw.choice("()[]{}:,.=\\'\"#\n\t\r\f\x00é\u2028 0L`<>@*") + text[a + 1 :]
        else:
            text = text[:a] + text[b:]
        text = text or "x"
    return text


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
