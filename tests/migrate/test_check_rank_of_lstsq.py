"""`np.linalg.lstsq` without rcond counts fewer singular values since NumPy 2."""

import numpy as np
import pytest

from theano_migrate.check.audit import Asked, audit
from theano_migrate.check.names.coverage import installed

ASKED = Asked(installed())
BEFORE = "import numpy as np\nimport theano\nfrom numpy import linalg\nfrom numpy.linalg import lstsq\n"


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("np.linalg.lstsq(x, y)", True),
        ("np.linalg.lstsq(x, y)[2]", True),
        ("coefficients, _, rank, _ = linalg.lstsq(x, y)", True),
        ("lstsq(a=x, b=y)", True),
        ("[lstsq(x, one)[0] for one in y.T]", True),
        ("np.linalg.lstsq(x, y, None)", False),
        ("np.linalg.lstsq(x, y, rcond=None)", False),
        ("lstsq(x, y, -1)", False),
        ("lstsq(x, y, rcond=1e-10)", False),
        ("lstsq(*given)", False),
        ("lstsq(x, y, **given)", False),
        ("np.linalg.pinv(x)", False),
        ("np.polyfit(x, y, 11)", False),
        ("scipy.linalg.lstsq(x, y)", False),
    ],
)
def test_findings(call, found):
    said = [one for one in audit(f"{BEFORE}{call}\n".encode(), "x.py", ASKED).findings if one.code == "MC550"]
    assert [one.line for one in said] == [5] * found
    if found:
        assert "rcond=-1" in said[0].message and "NumPy 2" in said[0].message


def test_that_the_rank_is_another():
    """2 until NumPy 1.26, as scipy.linalg.lstsq has it."""
    columns = np.zeros((30, 2))
    columns[0, 0], columns[1, 1] = 1.0, 1e-15
    assert np.linalg.lstsq(columns, np.ones(30))[2] == 1
    assert np.linalg.lstsq(columns, np.ones(30), rcond=-1)[2] == 2
