"""`from migrate import check`: results with types, the command's own, without what is heavy."""

import subprocess
import sys

import pytest

from theano_migrate import check

OLD = "import numpy as np\nimport theano.tensor as T\nx = np.zeros(3, np.float)\nT.none_such\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "old.py"
    path.write_text(OLD)
    return path


def test_the_report_tells_what_the_command_tells(file):
    report = check.run([file])
    assert [(one.line, one.column, one.code, one.severity) for one in report.findings] == [
        (3, 17, "MC501", "style"),
        (4, 1, "MC102", "breaks"),
    ]
    assert report.summary.by_severity["breaks"] == 1 and report.summary.files == 1
    assert dict(report.coverage.unknown) == {"theano.tensor.none_such": 1} and report.exit_code == 1
    assert check.render(report, "concise").splitlines()[0].startswith(f"{file}:3:17: MC501 ")


def test_settings_and_fixes(file):
    shown = check.run([file], fixing=check.Fixing(diff=True))
    assert "+x = np.zeros(3, float)" in shown.diff and file.read_text() == OLD
    done = check.run([file], check.Settings(select=("MC5",)), fixing=check.Fixing(fix=True))
    assert done.findings == () and done.exit_code == 0 and "np.zeros(3, float)" in file.read_text()


def test_wrong_use_is_an_exception_of_its_own(tmp_path):
    with pytest.raises(check.WrongUse, match="no such file"):
        check.run([tmp_path / "missing.py"])


def test_loads_neither_compat_nor_what_is_heavy(file):
    program = (
        "import sys; from migrate import check; check.run([sys.argv[1]]);"
        "print(sorted({'compat', 'numpy', 'jax', 'rich', 'fissix', 'theano'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program, file], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
