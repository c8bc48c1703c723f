"""Sources of 20 KB that would keep an audit busy for hours: nested, repeated, chained. Each is answered in seconds."""

import gc
import random
import time

import pytest

from theano_migrate.check.audit import Asked, audit, fixed
from theano_migrate.check.names.coverage import installed
from theano_migrate.check.rules import registry
from theano_migrate.check.source.source import read

ASKED = Asked(installed())
SIZE, SECONDS = 20_000, 8  # characters; seconds of the processor, on a slow machine, where hours were needed
HEAD = "import theano, numpy as np, pymc3 as pm\nimport theano.tensor as T\n"
AROUND = [
    ("(", ")"), ("[", "]"), ("{", "}"), ("(", ",)"), ("f(", ")"), ("T.exp(", ")"), ("getattr(", ", 'a')"), ("a[", "]"),
    ("not ", ""), ("-", ""), ("~", ""), ("lambda: ", ""), ("lambda x=", ": 1"), ("a if b else ", ""),
    ("", " if a else b"), ("x + ", ""), ("", " + x"), ("", " + T.exp(1)"), ("x ** ", ""), ("", " / 2"), ("", " % 2"),
    ("T.x < ", ""), ("a and ", ""), ("", ".a"), ("", "(1)"), ("", "[0]"), ("", ".sum()"), ("", ".has_key(1)"),
    ("", ".keys()"), ("[", " for a in b]"), ("(", " for a in b)"), ("(a := ", ")"), ("*", ""), ("await ", ""),
    ("(yield ", ")"),
    ("apply(", ", ())"), ("`", "`"), ("f'{", "}'"), ("'a' ", ""), ("", ", 1"), ("", " == 0L"), ("map(f, ", ")"),
]  # fmt: skip
STATEMENTS = ["x = {}", "{}", "print {}", "print({})", "x: {} = 1", "{} = 1", "del {}", "def f(a={}): return a",
              "if {}: pass", "class A({}): pass", "for a in {}: pass", "with {}: pass", "assert {}", "@f\ndef g(): {}",
              "from . import a; x = {}; print 1", "x = T.vector() + {}"]  # fmt: skip
PIECES = [line for one in registry.rules() for line in one.file.BEFORE.strip("\n").split("\n")]
BLOCKS = [one.file.BEFORE.strip("\n") for one in registry.rules()]


def nested(seed):
    """One expression within another of the same kinds, again and again."""
    draw = random.Random(seed)
    kinds = draw.sample(AROUND, draw.choice([1, 1, 2, 3]))
    times = SIZE // sum(len(a) + len(b) for a, b in kinds)
    inside = "".join(a for a, _ in kinds) * times + "T.exp(1)" + "".join(b for _, b in reversed(kinds)) * times
    return HEAD + draw.choice(STATEMENTS).replace("{}", inside) + "\n"


def repeated(seed):
    """A few statements again and again, with a number in some that grows."""
    draw = random.Random(seed)
    kind = draw.randrange(4)
    if kind == 0:
        made = [draw.choice(BLOCKS)]
    elif kind == 1:
        made = [one.replace("{}", draw.choice(["T.exp", "a", "x.b{n}"])) for one in draw.sample(STATEMENTS, 2)]
    elif kind == 2:
        made = draw.sample(
            [
                "if a: x = T.n{n}",
                "x(1)",
                "x.y",
                "class c{n}(c{m}): pass",
                "c{n}().z",
                "x = x + T.n{n}",
                "def f{n}(): return f{m}()",
                "f{n}().y",
                "x = f{n}",
                "from a{n} import *",
                "g{n}(1)",
                "self.a{n} = T.exp",
                "try: x = T.m{n}\nexcept A: x = T.o{n}",
            ],
            3,
        )
    else:
        made = draw.sample([line for line in PIECES if not line[:1].isspace() and not line.endswith(":")], 3)
    size = sum(map(len, made)) + len(made)
    lines = [one.replace("{n}", str(n + 1)).replace("{m}", str(n)) for n in range(SIZE // size) for one in made]
    return HEAD + "\n".join(lines) + "\n"


def in_time(text):
    start = time.process_time()
    found = audit(text.encode(), "x.py", ASKED)
    assert time.process_time() - start < SECONDS, text[:300]
    assert found.readable or found.findings


NAMED = {
    "parentheses": "x = " + "(" * 10_000 + "1" + ")" * 10_000,
    "not": "x = " + "not " * 5_000 + "1",
    "minus": "x = " + "-" * 20_000 + "1",
    "a sum": "x = " + "+".join(["a"] * 10_000),
    "a sum of Python 2": "print 1\nx = " + "+".join(["a"] * 10_000),
    "parentheses of Python 2": "print 1\nx = " + "(" * 10_000 + "1" + ")" * 10_000,
    "quotients of Python 2": "print 1\nx = 1" + " / 2" * 5_000,
    "powers": "x = " + "**".join(["a"] * 6_000),
    "what a name may be": "".join(f"if a: x = T.n{i}\n" for i in range(900)) + "x(1)\n" * 900,
    "classes in a row": "class c0: pass\n" + "".join(f"class c{i + 1}(c{i}): pass\n" for i in range(900)),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("name", NAMED)
def test_sources_that_hung(name):
    in_time(HEAD + NAMED[name] + "\n")


LINES = 16_000
LONG = {  # each was minutes of 60,000 lines where a branch copied what was bound before it
    "assignments": "x{n} = T.exp(x{m})",
    "branches": "if a: x{n} = T.exp(1)",
    "loops": "for i in range({n}): y{n} = np.sum(i)",
    "names that may be absent": "try: import m{n}\nexcept ImportError: m{n} = None",
    "functions": "def f{n}(a): return f{m}(a)",
    "classes": "class c{n}(c{m}): x = 1",
    "stars": "from m{n} import *\ng{n}(1)",
    "tensors": "x{n} = T.vector()",
    "findings": "z{n} = np.float(1)",
    "comments": "z{n} = np.float(1)  # compat: ignore[MC501]",
    "Ops": "class C{n}(theano.Op):\n    def perform(self, node, inputs, outputs): outputs[0][0] = inputs[0]",
    "bounds": "b{n} = pm.Bound(pm.Normal, 0)('b', 0, x{m})",
}


@pytest.mark.slow
@pytest.mark.part(3)
@pytest.mark.parametrize("name", LONG)
def test_long_sources(name):
    """Time grows as the length does: a text of four times the lines takes four times as long."""
    line = LONG[name]
    texts = [
        HEAD + "".join(f"{line}\n".replace("{n}", str(i + 1)).replace("{m}", str(i)) for i in range(lines))
        for lines in (LINES // 4 // (1 + line.count("\n")), LINES // (1 + line.count("\n")))
    ]
    times = [seconds_of(lambda text: audit(text.encode(), "x.py", ASKED).readable, text) for text in texts]
    assert times[1] < SECONDS and times[1] < 8 * times[0], times


def seconds_of(work, *arguments):
    """Return how long the processor takes, without the collection of garbage, which grows with all that lives."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        start = time.process_time()
        assert work(*arguments)
        return time.process_time() - start
    finally:
        if collecting:
            gc.enable()


@pytest.mark.slow
def test_fixes_of_a_long_source():
    """As for audits: the time grows as the length does."""
    lines = (100, LINES // 10, LINES // 3)  # the first alone imports what all need
    texts = [HEAD + "".join(f"z{i} = np.float({i})\n" for i in range(many)) for many in lines]
    _, *times = [
        seconds_of(lambda text: fixed(read(text.encode(), "x.py"), ASKED) == text.replace("np.float", "float"), text)
        for text in texts
    ]
    assert times[1] < SECONDS and times[1] < 6.5 * times[0], times


@pytest.mark.wide(5)
@pytest.mark.parametrize("make", [nested, repeated])
@pytest.mark.parametrize(
    "block", [0, *(pytest.param(i, marks=[pytest.mark.slow, pytest.mark.part(3)]) for i in range(1, 10))]
)
def test_sources_of_one_pattern(make, block):
    for seed in range(block * 12, block * 12 + 12):
        in_time(make(seed))
