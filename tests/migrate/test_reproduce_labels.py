"""migrate-reproduce: which printed numbers say nothing of a result, and from which cell on a document infers."""

from __future__ import annotations

import pytest

from tests.migrate.test_reproduce_numbers import OF_ARVIZ, judged
from theano_migrate.reproduce import inference
from theano_migrate.reproduce.html_tables import of_html
from theano_migrate.reproduce.judging import DIFFERS
from theano_migrate.reproduce.labels import starts
from theano_migrate.reproduce.notebook_file import Cell
from theano_migrate.reproduce.reasons.diagnostics_shown import shows_only_diagnostics
from theano_migrate.reproduce.releases import only_of_the_run
from theano_migrate.reproduce.tables import of_text

FRAME = (
    "    id  count  value\n0    7      2    2.5\n1   12      9    3.5\n2   31      1    4.5\n\n[3 rows x 3 columns]\n"
)
DESCRIBED = "         x     y\ncount  20.0  30.0\nmean    2.5   3.5\n50%     2.0   3.0\n"
# a stored text, and those of its numbers that count where all are the same
COUNTED = [
    ("theta[0] = 1.5, theta[1, 2] = 2.5", "1.5 2.5"),
    ("a list [1, 2, 3]", "1 2 3"),
    ("epoch 3, loss 0.25", "0.25"),
    ("Iteration: 10 loss 2", "2"),
    ("the epoch of 1900.5", "1900.5"),
    ("fold 2: 0.75", "0.75"),
    ("id 17 value 3.5", "3.5"),
    ("subject = 4: 0.5", "0.5"),
    ("seed 42, mean 1.5", "1.5"),
    ("an ideal 3", "3"),
    ("shape (100, 3)", ""),
    ("(100, 3)\n", ""),
    ("(100,)\n", ""),
    ("(1.5, 3)\n", "1.5 3"),
    ("interval (1, 3)", "1 3"),
    ("[5 rows x 3 columns]", ""),
    ("5 rows × 3 columns", ""),
    ("0    1.5\n1    2.5\nName: x, Length: 2, dtype: float64", "1.5 2.5"),
    ("7    1.5\n9    2.5\n", "7 1.5 9 2.5"),
    ("0 1.5\n", "0 1.5"),
    ("nan 1.5 -inf", "1.5"),
    ("RangeIndex: 20 entries, 0 to 19\na  20 non-null float64\nmemory usage: 1.5 KB", ""),
    ("dtypes: float64(3), int64(2)", ""),
    ("      mean  std  min  25%  50%  max\n", ""),
    ("accuracy 93% of all", "93"),
    (DESCRIBED, "2.5 3.5 2.0 3.0"),
    (FRAME, "2 2.5 9 3.5 1 4.5"),
    ("   a  b\nx  1  4\ny  2  9\n", "4 9"),
    ("   a\nx  1\n", "1"),
    ("   hits\nx     3\ny     4\n", "3 4"),
    ("   obs_mean   id\nx       1.5  2.5\n", "1.5 2.5"),
    ("   rank  loo\nA     0  1.5\nB     1  2.5\n", "1.5 2.5"),
]


@pytest.mark.parametrize(("text", "wanted"), COUNTED)
def test_numbers_that_count(text, wanted):
    assert " ".join(one.old.text for one in judged(text, text) if one.counts) == wanted


def test_all_of_a_summary_counts():
    assert all(one.counts for one in judged(OF_ARVIZ, OF_ARVIZ))


OTHERS = [("(100, 3)\n", "(100, 4)\n"), ("theta[0] 1.5", "theta[1] 1.5"), ("x nan", "x 1.5"), ("id 3", "id 4")]


@pytest.mark.parametrize(("then", "now"), OTHERS)
def test_a_label_that_differs_counts(then, now):
    assert [one.verdict for one in judged(then, now) if one.counts and one.verdict == DIFFERS] == [DIFFERS]


def test_an_index_in_html():
    (block,) = of_html(
        "<table><thead><tr><th></th><th>id</th><th>x</th></tr></thead>"
        "<tbody><tr><th>0</th><td>7</td><td>2.5</td></tr><tr><th>1</th><td>9</td><td>3.5</td></tr></tbody></table>"
    )
    named = starts(block)
    assert [one.text for one in block.tables[0].cells.values() if one.start not in named] == ["2.5", "3.5"]
    assert starts(of_text("")) == frozenset()


LOADS = "trace = pm.load_trace('x')"
# cells; modules beside them; the first cell that infers, 0 for none
FIRST = [
    (["import pymc3 as pm", "pm.sample()"], {}, 2),
    (["import pymc3 as pm\nx = 1", "print(x)"], {}, 0),
    (["from pymc3 import *", "sample()"], {}, 2),
    (["import pymc3 as pm", "frame.sample(5)", "pm.fit()"], {}, 3),
    (["import random\nrandom.sample([1], 1)"], {}, 0),
    (["import numpy as np\nnp.random.sample()"], {}, 0),
    (["import pymc3 as pm", "def run():\n    return pm.sample()", "1", "run()"], {}, 4),
    (["import pymc3 as pm", "class A:\n    def go(self):\n        return pm.sample()", "A()", "A().go()"], {}, 4),
    (["from model import run", "1", "run()"], {"model": "import pymc3 as pm\ndef run():\n    return pm.sample()"}, 3),
    (
        ["import model", "model.outer()"],
        {
            "a": "from b import inner\ndef outer():\n    return inner()",
            "b": "import pymc3 as pm\ndef inner():\n    pm.fit()",
        },
        2,
    ),
    (["with pm.Model():\n    start = pm.find_MAP()"], {}, 1),
    (["pm.variational.advi(n=10)"], {}, 1),
    (["import pymc3 as pm\nf = lambda: pm.sample()"], {}, 0),
    (["%matplotlib inline\nimport pymc3 as pm", "%%time\ntrace = pm.sample()"], {}, 2),
    (["import pymc3 as pm", "print 'a'\ntrace = pm.sample(10)"], {}, 2),  # Python 2
    (["import pymc3 as pm", LOADS], {}, 0),
    (["model.fit(x, y)"], {}, 1),
    (["import exoplanet as xo", "xo.optimize()"], {}, 2),
    (["sample_size = 3", "x.sampled"], {}, 0),
]


@pytest.mark.parametrize(("sources", "modules", "first"), FIRST)
def test_the_first_cell_that_infers(sources, modules, first):
    cells = [Cell(i, source, ()) for i, source in enumerate(sources, start=1)]
    found = inference.inferring(cells, modules)
    assert (found.index(True) + 1 if any(found) else 0) == first


DIAGNOSTICS = {
    "print(pm.diagnostics.gelman_rubin(trace))": True,
    "pm.effective_n(trace)['mu']": True,
    "az.ess(a), az.ess(b)": True,
    "n = 3\nprint('R-hat', round(max(np.max(one) for one in pm.rhat(trace).values()), 2))": True,
    "print(np.max(trace['mu']), pm.rhat(trace))": False,
    "az.rhat(trace).to_dataframe()": True,
    "print(pm.rhat(trace), trace['mu'].mean())": False,
    "pm.rhat(trace)\ntrace['mu'].mean()": False,
    "help(pm.set_data)": True,
    "print(pm.Minibatch.__doc__)": True,
    "print(inspect.getsource(f))": True,
    "print(x.doc)": False,
    "trace.mean()": False,
    "rhat = az.rhat(trace)": False,
    "": False,
}


@pytest.mark.parametrize("source", DIAGNOSTICS)
def test_cells_that_show_only_how_chains_mixed(source):
    assert shows_only_diagnostics(source) == DIAGNOSTICS[source] == only_of_the_run(source)
