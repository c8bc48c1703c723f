"""Notebooks: one module of all code cells, findings by cell and line, fixes that change nothing else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theano_migrate.check.audit import Asked, audit, audit_source, fixed
from theano_migrate.check.names.coverage import Coverage
from theano_migrate.check.source.notebook import written
from theano_migrate.check.source.source import read

ASKED = Asked(Coverage({}))


def notebook(*cells, **metadata):
    """Code cells, or whole cells as dictionaries; nbformat 4."""
    whole = [cell if isinstance(cell, dict) else {"cell_type": "code", "source": cell} for cell in cells]
    return {"cells": whole, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def found(document, unsafe=False):
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return [(one.code, one.cell, one.line, one.column) for one in audit(data, "n.ipynb", ASKED).findings]


NUMPY = "import numpy as np\n"
MARKDOWN = {"cell_type": "markdown", "source": ["np.float"]}
# The one finding of each is MC501 in cell 2, on the line and column that stand beside it.
IN_CELL_2 = {
    "names flow": ([NUMPY, "np.float"], 1, 1),
    "lists of lines": ([[NUMPY], ["x = 1\n", "y = np.float"]], 2, 5),
    "after markdown": ([MARKDOWN, NUMPY + "np.float"], 2, 1),
    "line magic": ([NUMPY, "%matplotlib inline\nnp.float"], 2, 1),
    "indented magic": ([NUMPY, "if x:\n    %time f()\n    np.float"], 3, 5),
    "shell": ([NUMPY, "!pip install 'x\nnp.float"], 2, 1),
    "shell over two lines": ([NUMPY, "!pip install \\\n   'x\nnp.float"], 3, 1),
    "question": ([NUMPY, "?help\nnp.array??\nnp.float"], 3, 1),
    "assigned magic": ([NUMPY, "x = %sql select * from (a\ny = !ls '\nnp.float"], 3, 1),
    "assigned magics": ([NUMPY, "x[0, 'a'].b, *c = !ls '\nx['=!'] = %sql '\nnp.float"], 3, 1),
    "equals in a string, not magic": ([NUMPY, "return_ = 1\nx = f'$a=%.3f' % np.float"], 2, 18),
    "equals in a returned string": ([NUMPY, "def f():\n    return '$a=%.3f' % np.float"], 2, 24),
    "magic within a function": ([NUMPY, "def f():\n    %time g()\nf(np.float)"], 3, 3),
    "timed cell": ([NUMPY, "%%time\nnp.float"], 2, 1),
    "captured cell": ([NUMPY, "\n%%capture out --no-stderr\nnp.float"], 3, 1),
    "sign in a string": ([NUMPY, "%pwd\ns = '''\n%no\n!no '''\nnp.float"], 5, 1),
    "remainder, not magic": ([NUMPY, "!ls\nx = (7\n%3)\nnp.float"], 4, 1),
    "indented cell": ([NUMPY, "   x = 1\n   np.float"], 2, 4),
    "semicolon at the end": ([NUMPY, "plot(np.float);"], 1, 6),
    "waiting": ([NUMPY, "await f(np.float)"], 1, 9),
    "pylab": (["%pylab inline", "np.float"], 1, 1),
    "carriage returns": ([NUMPY, "%pwd\r\nx = 1\r\nnp.float"], 3, 1),
}
OTHER_LANGUAGES = ["%%R\nx <- np.float", "%%bash\nls np.float |", "%%latex\n$np.float$", "%%html\n<b>np.float</b>",
                   "%%javascript\nnp.float", "%%writefile a.py\nnp.float", "%%cython\ncdef int np.float"]  # fmt: skip


@pytest.mark.parametrize("case", IN_CELL_2.values(), ids=IN_CELL_2)
def test_findings_say_the_cell_and_its_line(case):
    cells, line, column = case
    assert found(notebook(*cells)) == [("MC501", 2, line, column)]


@pytest.mark.parametrize("cell", OTHER_LANGUAGES, ids=lambda cell: cell.split("\n")[0])
def test_cells_in_other_languages_are_left_alone(cell):
    assert found(notebook(NUMPY, cell, "np.float")) == [("MC501", 3, 1, 1)]


SHAPES = {
    "nbformat 3": {
        "worksheets": [
            {"cells": [MARKDOWN, {"cell_type": "code", "language": "python", "input": [NUMPY]}]},
            {"cells": [{"cell_type": "code", "input": "np.float"}]},
        ],
        "nbformat": 3,
    },
    "nbformat 2": {
        "nbformat": 2,
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "code", "language": "julia", "input": "f(x)"},
                    MARKDOWN,
                    {"cell_type": "code", "input": NUMPY + "np.float"},
                ]
            }
        ],
    },
    "a kernel of Python": notebook(NUMPY, MARKDOWN, "np.float", kernelspec={"language": "python", "name": "python3"}),
}


@pytest.mark.parametrize("document", SHAPES.values(), ids=SHAPES)
def test_older_formats(document):
    assert [(code, cell) for code, cell, *_ in found(document)] == [("MC501", 3)]


@pytest.mark.parametrize("metadata", [{"kernelspec": {"language": "R"}}, {"language_info": {"name": "julia"}}])
def test_other_kernels_are_passed_over_and_it_is_said_so(metadata):
    told = audit(json.dumps(notebook("f(x) = x", **metadata)).encode(), "n.ipynb", ASKED)
    assert told.findings == () and told.readable and "which is not audited" in told.note


BROKEN = {
    "no JSON": (b"{", ("MC901", None, 1, 2)), "nothing": (b"", ("MC901", None, 1, 1)),
    "a list": (b"[]", ("MC901", None, 1, 1)), "no cells": (b"{}", ("MC901", None, 1, 1)),
    "half": (b'{"cells": [\n {"cell_type": "code",\n', ("MC901", None, 3, 1)),
    "not UTF-8": (b'{"cells":\n "\xff"}', ("MC901", None, 2, 1)),
    "too deep": (b"[" * 100_000, ("MC901", None, 1, 1)),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_what_is_no_notebook_is_a_finding(case):
    data, expected = case
    assert found(data) == [expected]


def test_a_broken_cell_is_a_finding_and_the_rest_is_audited():
    told = audit(json.dumps(notebook(NUMPY, "x = 1\ny = = 1", "np.float")).encode(), "n.ipynb", ASKED)
    assert [(one.code, one.cell, one.line) for one in told.findings] == [("MC901", 2, 2), ("MC501", 3, 1)]
    assert not told.readable


def test_python_2_cells_are_read_together_with_the_others():
    assert [one[:3] for one in found(notebook(NUMPY, "print 'x', np.float", "x = 3 / n"))] == [
        ("MC902", 2, 1),
        ("MC501", 2, 1),
        ("MC903", 3, 1),
    ]


def test_python_2_and_python_3_in_one_notebook():
    assert [one[:3] for one in found(notebook(NUMPY, "print 'x'", "match x:\n  case 1: np.float"))] == [
        ("MC901", 2, 1),
        ("MC501", 3, 2),
    ]


def test_the_kernel_says_that_division_is_that_of_python_2():
    assert found(notebook("x = 3 / n", kernelspec={"name": "python2"})) == [("MC903", 1, 1, 5)]
    assert found(notebook("x = 3 / n", kernelspec={"name": "python3"})) == []


def test_magics_are_kept():
    source = read(json.dumps(notebook("x = 1\n!pip install theano", "%%R\nx")).encode(), "n.ipynb")
    assert [(*source.where(one.line), one.text) for one in source.magics] == [
        (1, 2, "!pip install theano"),
        (2, 1, "%%R"),
        (2, 2, "x"),
    ]


CODE = ["%pwd\n", NUMPY, 'x = np.float(1)  # é ∑ 🎲 "q" \\ \t/\n', "!ls 'np.float\n", "y = np.product(x)"]
BIG = {"output_type": "display_data", "data": {"text/plain": ["é\u2028 np.float"], "image/png": "iVBOR" * 50}}
LAYOUTS = {
    "Jupyter's": lambda d: json.dumps(d, indent=1, ensure_ascii=False) + "\n",
    "escaped": lambda d: json.dumps(d, indent=1),
    "one line": lambda d: json.dumps(d),
    "compact": lambda d: json.dumps(d, separators=(",", ":"), ensure_ascii=False),
    "tabs, sorted": lambda d: json.dumps(d, indent="\t", sort_keys=True) + "\n\n",
    "carriage returns": lambda d: json.dumps(d, indent=2).replace("\n", "\r\n"),
    "byte-order mark": lambda d: "\ufeff" + json.dumps(d, indent=1, ensure_ascii=False),
    "escaped slashes": lambda d: json.dumps(d, indent=1).replace("/", "\\/"),
    "capital escapes": lambda d: json.dumps(d, indent=1).replace("\\u00e9", "\\u00E9"),
}
SOURCES = {"list": CODE, "string": "".join(CODE), "odd pieces": ["".join(CODE)[:40], "".join(CODE)[40:]],
           "trailing line end": [*CODE[:-1], CODE[-1] + "\n"]}  # fmt: skip


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_fix_changes_nothing_but_the_code(layout, source):
    cell = {"id": "a1", "cell_type": "code", "metadata": {"é": 1.50}, "source": source, "outputs": [BIG], "n": 1e3}
    document = notebook(MARKDOWN, cell, "%%bash\nnp.float", zz=None, aa=True)
    data = layout(document).encode()
    before = read(data, "n.ipynb")
    after = before.written(fixed(before, ASKED))
    expected = data.replace(b"np.float(1)", b"float(1)").replace(b"np.product(x)", b"np.prod(x)")
    if source is SOURCES["odd pieces"]:  # its lines are put in order
        assert json.loads(after.decode("utf-8-sig")) != json.loads(data.decode("utf-8-sig"))
        whole = json.loads(after.decode("utf-8-sig"))["cells"][1]["source"]
        assert "".join(whole) == "".join(source).replace("np.float(1)", "float(1)").replace("np.product", "np.prod")
        return
    assert after == expected != data
    again = read(after, "n.ipynb")
    assert again.written(fixed(again, ASKED)) == after


def test_a_fix_that_adds_lines_keeps_the_layout_of_the_list():
    lines = ["from scipy.misc import comb, imresize\n", "x = 1"]
    for layout in LAYOUTS.values():
        data = layout(notebook(lines, outputs=[BIG])).encode()
        before = read(data, "n.ipynb")
        after = before.written(fixed(before, ASKED))
        changed = ["from scipy.misc import imresize\n", "from scipy.special import comb\n", "x = 1"]
        assert after == layout(notebook(changed, outputs=[BIG])).encode()


def test_python_2_is_fixed_in_its_cells():
    data = json.dumps(notebook("%pwd\nprint 'x'", MARKDOWN, "y = reduce(f, x)\nprint y"), indent=1).encode()
    before = read(data, "n.ipynb")
    after = json.loads(before.written(fixed(before, ASKED)))
    assert [cell["source"] for cell in after["cells"]] == [
        "from functools import reduce\n%pwd\nprint('x')",
        MARKDOWN["source"],
        "y = reduce(f, x)\nprint(y)",
    ]


def test_text_that_lost_a_cell_or_a_magic_is_not_written():
    data = json.dumps(notebook("%pwd\nx = 1", "y = 2")).encode()
    text = read(data, "n.ipynb").text
    assert written(data, text.replace("y = 2", "y = 3")) == data.replace(b"y = 2", b"y = 3")
    for lost in (text[: text.index("pass")], text.replace("pass#", "x = 1"), "", text.split("\n", 2)[2]):
        assert written(data, lost) == data


CELL = st.text(alphabet="ab%!?=#'\"\\()\n \té🎲", max_size=40)


@given(st.lists(st.one_of(CELL, st.lists(CELL, max_size=4)), max_size=4), st.sampled_from(list(LAYOUTS.values())))
def test_every_notebook_is_read_and_comes_back_as_it_was(cells, layout):
    data = layout(notebook(*cells)).encode("utf-8", "surrogatepass")
    source = read(data, "n.ipynb")
    assert source.written(source.text) == data
    assert audit_source(source, ASKED).path == "n.ipynb"
    whole = ["".join(cell) for cell in cells]
    for magic in source.magics:
        cell, line = source.where(magic.line)
        assert whole[cell - 1].split("\n")[line - 1] == magic.text
