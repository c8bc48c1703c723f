"""What CONTRIBUTING.md says that one more thing takes: it is added to a copy of the tree, and its tests run there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEW = Path(__file__).with_name("one_more")
COPIED = ("compat", "migrate", "theano_migrate", "theano_compat", "theano_compat_imports.py", "pyproject.toml", "tests/conftest.py",
          "tests/distributions", "tests/ops", "tests/architecture/legacy_names")


@dataclass(frozen=True)
class Addition:
    """files: of `one_more/` -> where they go, those that are changed included. tests: what runs; words: their names;
    what: a script that says whether it is there."""

    files: dict[str, str]
    tests: tuple[str, ...]
    words: str
    what: str


def distribution(file: str, name: str, arguments: str) -> Addition:
    return Addition(
        {file: f"compat/distributions/univariate/{file}"},
        ("tests/distributions/test_specs.py", "tests/distributions/test_golden.py::test_every_distribution_of_the_real"
                                              "_library_has_cases"), name,
        "import pickle; import compat.pymc3_api as pm\n"
        f"with pm.Model() as m: x = pm.{name}('x', {arguments})\n"
        f"assert str(x).startswith('x ~ {name}') and pm.{name} is pm.distributions.{name}\n"
        f"pickle.loads(pickle.dumps(x.distribution)); m.logp(m.test_point)")


ADDITIONS = {
    "distribution, continuous": distribution("log_logistic.py", "LogLogistic", "2.0, 3.0"),
    "distribution, with a default": distribution("gompertz.py", "Gompertz", "0.7"),
    "distribution, of whole numbers": distribution("yule_simon.py", "YuleSimon", "2.5"),
    "format of saved posteriors": Addition(
        {"json_draws.py": "migrate/saved/json_draws.py"}, (), "",
        "import json, gzip\nfrom migrate.saved.any_file import load\n"
        "text = json.dumps({'mu': [0.5, 1.5, 2.5]}).encode()\n"
        "open('saved', 'wb').write(text); gzip.open('saved.gz', 'wb').write(text)\n"
        "for name in ('saved', 'saved.gz'): assert load(name).chains[0].samples['mu'].tolist() == [0.5, 1.5, 2.5]"),
    "elementwise function": Addition(
        {"elementwise_cbrt.py": "compat/ops/elementwise_cbrt.py"},
        ("tests/ops/test_elementwise_values.py", "tests/ops/test_c_expressions.py",
         "tests/ops/test_elementwise_dtypes.py", "tests/ops/test_elementwise_gradients.py"), "cbrt",
        "import compat as theano; import compat.tensor as tt\n"
        "x = tt.dvector('x'); f = theano.function([x], [tt.cbrt(x), theano.grad(tt.cbrt(x).sum(), x)])\n"
        "assert abs(f([8.0])[0][0] - 2) < 1e-15 and abs(f([8.0])[1][0] - 1 / 12) < 1e-15"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ADDITIONS)
def test_one_more(name: str, tmp_path: Path) -> None:
    addition = ADDITIONS[name]
    ignored = shutil.ignore_patterns("__pycache__", "*.npz")
    for path in COPIED:
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / path).is_dir():
            shutil.copytree(ROOT / path, place, ignore=ignored)
        else:
            shutil.copy(ROOT / path, place)
    for file, place in addition.files.items():
        assert not (tmp_path / place).exists()
        shutil.copy(NEW / file, tmp_path / place)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    for command in (["-c", addition.what], ["-m", "pytest", "-q", "-n", "0", *addition.tests, "-k",
                                               f"{addition.words} or every_distribution"]):
        done = subprocess.run([sys.executable, *command], cwd=tmp_path, env=environment, capture_output=True, text=True,
                              timeout=120)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "passed" in done.stdout and "failed" not in done.stdout


@pytest.mark.parametrize("thing", ["distribution", "elementwise function", "format of saved posteriors"])
def test_as_contributing_says(thing: str) -> None:
    lines = (ROOT / "CONTRIBUTING.md").read_text().splitlines()
    [row] = [line for line in lines if line.startswith(f"| {thing} |")]
    touched = {len(addition.files) for name, addition in ADDITIONS.items() if name.startswith(thing)}
    assert {int(row.split("|")[2])} == touched
