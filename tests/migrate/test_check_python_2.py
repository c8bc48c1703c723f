"""Python 2 sources: translated, audited at their own lines, fixed as a whole."""

import ast
import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theano_common.python_2_source import Translation, translated
from theano_common.read_source import Unreadable, parse
from theano_migrate.check.audit import Asked, audit, fixed
from theano_migrate.check.fixes.apply import applied
from theano_migrate.check.fixes.edit import Edit, Fix
from theano_migrate.check.names.coverage import Coverage
from theano_migrate.check.source.source import read

ASKED = Asked(Coverage({}))
TRANSLATED = {
    "print 'a', b": "print('a', b)", "print\nprint 1": "print()\nprint(1)", "print x,": "print(x, end=' ')",
    "print >>f, x\nprint 1": "print(x, file=f)\nprint(1)", "exec 'x' in ns": "exec('x', ns)",
    "raise E, 'x'": "raise E('x')",
    "raise E, 'x', tb": "raise E('x').with_traceback(tb)",
    "try: pass\nexcept E, e: pass": "try: pass\nexcept E as e: pass",
    "print `x`": "print(repr(x))", "print a <> b": "print(a != b)", "print 0777L, 0755, 3L": "print(0o777, 0o755, 3)",
    "print ur'x', u'y'": "print(r'x', 'y')", "print d.has_key(k)": "print(k in d)",
    "print d.keys()[0]": "print(list(d.keys())[0])",
    "for k in d.iteritems(): print k": "for k in d.items(): print(k)",
    "print xrange(3)": "print(range(3))", "print unicode(x)": "print(str(x))",
    "import itertools\nprint itertools.izip(a, b)": "import itertools\nprint(zip(a, b))",
    "import cPickle\nprint cPickle.load": "import pickle\nprint(pickle.load)",
    "import urllib2\nprint urllib2.urlopen(x)": "import urllib.request, urllib.error, urllib.parse\n"
                                                "print(urllib.request.urlopen(x))",
    "print map(f, x)": "print(list(map(f, x)))", "print [i for i in zip(a, b)]": "print([i for i in zip(a, b)])",
    "print reduce(f, x)": "from functools import reduce\nprint(reduce(f, x))",
    "print raw_input()": "print(input())", "print isinstance(x, basestring)": "print(isinstance(x, str))",
    "print f.im_self": "print(f.__self__)",
    "def f((a, b)): print a": "def f(xxx_todo_changeme): (a, b) = xxx_todo_changeme; print(a)",
    "class A:\n  __metaclass__ = M\n  print 1": "class A(metaclass=M):\n  print(1)",
    "print it.next()": "print(next(it))", "print x; \\\nprint y": "print(x); \\\nprint(y)",
    "if 1:\n\tprint 1\n        print 2": "if 1:\n        print(1)\n        print(2)",
    "if 1:\n\tx = '''\n\ta'''\n        y = 2": "if 1:\n        x = '''\n\ta'''\n        y = 2",
    "from __future__ import print_function\nprint(ur'x', file=f)":
        "from __future__ import print_function\nprint(r'x', file=f)",
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), TRANSLATED.items())
def test_translation(before, after):
    with pytest.raises(Unreadable):
        parse(before)
    assert translated(before) == after
    ast.parse(after)


@pytest.mark.parametrize(
    "text",
    [
        "x = = 1",
        "print 'x",
        "def f(:\n  print x",
        "None = 1 = 2\nprint 3 4",
        "\0",
        "<html>",
        "print 1\nmatch x:\n  case 1: pass",
    ],
)
def test_what_is_neither_is_not_translated(text):
    assert translated(text) is None
    [finding] = audit(text.encode(), "x.py", ASKED).findings
    assert finding.code == "MC901"


OLD = """# -*- coding: latin-1 -*-
import cPickle, itertools
import numpy as np
é = reduce(max, [1])
def f(x):
\tprint 'loss', np.float(x), np.product(x)
        return map(f, x), np.NaN  # why
""".replace("é", "e").replace("why", "é")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_findings_stand_at_the_lines_of_the_file(newline):
    told = audit(OLD.replace("\n", newline).encode("latin-1"), "x.py", ASKED)
    found = [(one.code, one.line, one.excerpt[one.column - 1 : one.end_column - 1]) for one in told.findings]
    assert found[1:] == [("MC501", 6, "np.float"), ("MC502", 6, "np.product"), ("MC502", 7, "np.NaN")]
    assert (found[0][0], found[0][1], told.readable) == ("MC902", 6, True)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_fix_writes_the_translation_and_then_its_fixes(newline):
    before = read(OLD.replace("\n", newline).encode("latin-1"), "x.py")
    text = fixed(before, ASKED)
    expected = """# -*- coding: latin-1 -*-
import pickle, itertools
import numpy as np
from functools import reduce
e = reduce(max, [1])
def f(x):
        print('loss', float(x), np.prod(x))
        return list(map(f, x)), np.nan  # é
"""
    assert before.written(text) == expected.replace("\n", newline).encode("latin-1")
    assert audit(before.written(text), "x.py", ASKED).findings == ()


# What may divide integers; the translation of such a file is no safe fix.
DIVISIONS = {"x / 2": 1, "x /= n": 1, "1 / 2": 1, "len(x) / n / m": 2, "f(x / y)": 1, "'%d' % 3 / n": 0, "x / 2.": 0,
             "1.0 * x / n": 0, "float(x) / n": 0, "x / float(n)": 0, "-0.5 / n": 0, "math.sqrt(x) / n": 0,
             "np.random.rand() / n": 0, "x // 2": 0, "x % 2": 0}  # fmt: skip


@pytest.mark.parametrize(("expression", "count"), DIVISIONS.items())
def test_divisions_that_may_be_of_integers(expression, count):
    text = f"import math, numpy as np\nprint 'x'\n{expression}\n"
    told = audit(text.encode(), "x.py", ASKED).findings
    assert [one.line for one in told if one.code == "MC903"] == [3] * bool(count)
    assert [one.fix.safe for one in told if one.code == "MC902"] == [not count]
    assert (fixed(read(text.encode(), "x.py"), ASKED) == text) == bool(count)
    assert "print('x')" in fixed(read(text.encode(), "x.py"), ASKED, unsafe=True)
    assert not [
        one
        for one in audit(b"from __future__ import division\n" + text.encode(), "x.py", ASKED).findings
        if one.code == "MC903"
    ]


def test_the_note_has_the_lines_of_all_divisions_as_the_file_has_them():
    text = "import sys\nx = reduce(f, y)\nprint x / 2\nz = x / 3, x / 4\n"
    [division] = [one for one in audit(text.encode(), "x.py", ASKED).findings if one.code == "MC903"]
    assert (division.line, division.note) == (3, "3 divisions may be of integers, in lines 3, 4")


LINES = st.lists(st.sampled_from(["a", "b", "c", "", "d e"]), max_size=8)


@given(LINES, LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_edits_make_the_one_of_the_other_and_places_lead_back(old, new, newline):
    before, after = newline.join(old), "\n".join(new)
    found = Translation(before, after, Unreadable("MC901", ""))
    edits = tuple(Edit(*edit) for edit in found.edits())
    assert applied(before, [Fix(edits)])[0] == after.replace("\n", newline if newline in before else "\n")
    old, new = before.split(newline), after.split("\n")
    for line in range(1, len(new) + 1):
        place = found.place(line, 1)
        assert 1 <= place[0] <= len(old)
        if old == new:
            assert place == (line, 1)
    if len(old) == len(new):
        return
    for a, b, size in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        assert [found.place(b + i + 1, 1)[0] for i in range(size)] == [a + i + 1 for i in range(size)]
