"""What of a printed summary is compared, and when two agree; and what counts as an old notebook."""

import json

import pytest

from tests.gallery.inside import one_notebook
from tests.gallery.summaries import compared, rows, seconds_printed

OF_ARVIZ = """\
         mean     sd  hpd_3%  hpd_97%  mcse_mean  mcse_sd  ess_mean  ess_sd  \\
mu      4.310  3.343  -2.012   10.500      0.074    0.053    2030.0  2030.0
eta[0]  0.400  0.931  -1.308    2.181      0.017    0.014    3086.0  2198.0

        ess_bulk  ess_tail  r_hat
mu        2033.0    2111.0    1.0
eta[0]    3088.0    2613.0    1.0
"""
OF_3_4 = """\
            mean        sd  mc_error    hpd_2.5   hpd_97.5        n_eff      Rhat
mu      4.405182  3.325111  0.072153  -2.184732  10.941521  1963.318161  1.000031
"""


def test_rows_of_wrapped_tables():
    found = rows("before\n" + OF_ARVIZ + "after")
    assert found.keys() == {"mu", "eta[0]"}
    assert found["mu"].mean == 4.31 and found["mu"].rounding == pytest.approx(0.0005)
    assert found["mu"].error == pytest.approx(3.343 / 2033**0.5)
    assert rows(OF_3_4)["mu"].error == pytest.approx(3.325111 / 1963.318161**0.5)
    assert not rows("       mean  other\nmu      4.3    1.0\n")


@pytest.mark.parametrize(("mean", "agrees"), [("4.405182", 1), ("4.700000", 1), ("4.900000", 0), ("3.800000", 0)])
def test_means_agree_within_their_error(mean, agrees):
    missed, both = compared(OF_ARVIZ, OF_3_4.replace("4.405182", mean))
    assert both == 1 and len(missed) == 1 - agrees
    assert not missed or missed[0].startswith("mu: 4.31 (error 0.074), printed ")


def test_times():
    text = "Sampling 2 chains took 12 seconds.\nCPU times: user 3 s\nWall time: 1min 3.5s\nWall time: 500 ms"
    assert seconds_printed(text) == pytest.approx(12 + 63.5 + 0.5)


def test_old_notebooks():
    def holds(text):
        return one_notebook.is_old({"cells": [{"cell_type": "code", "source": [text]}]})

    assert holds("import pymc3 as pm") and holds("from theano import tensor")
    assert not holds("import pymc as pm\n# was pymc3") and not holds("import numpy")


def test_a_notebook_runs_until_a_cell_fails(tmp_path):
    pytest.importorskip("IPython")
    pytest.importorskip("matplotlib")
    cells = [
        "import theano.tensor as tt\nprint(tt.ones(2).eval())",
        "import matplotlib.pyplot as plt; plt.plot([1, 2])",
    ]
    cells += ["1 / 0", "print('not here')"]
    cells = [{"cell_type": "code", "source": c, "outputs": []} for c in cells]
    path, result = tmp_path / "a.ipynb", tmp_path / "result.json"
    path.write_text(json.dumps({"cells": cells}))
    import subprocess
    import sys

    subprocess.run(
        [sys.executable, "-m", "tests.gallery.inside.one_notebook", path, result], check=True, capture_output=True
    )
    found = json.loads(result.read_text())
    assert found["cells"] == 2 and found["figures"] == 1 and found["failed"] == "ZeroDivisionError: division by zero"
    assert found["texts"][0].startswith("[1. 1.]")
