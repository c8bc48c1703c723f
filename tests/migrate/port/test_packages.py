"""Scripts that are modules of a package: their relative imports work wherever the package is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.migrate.port.test_stand_ins import pm  # noqa: F401  # a fixture
from theano_migrate.port.certificate import script_run
from theano_migrate.port.certificate.certify import certified
from theano_migrate.port.certificate.errors import CannotCertify
from theano_migrate.port.certificate.process import Side

DATA = "VALUE = 3\ndef built(pm):\n    return pm.Model()\n"
CASES = {  # name -> (the script's path, its text, other files)
    "a module": ("pkg/model.py", "from .data import VALUE", {"pkg/__init__.py": "", "pkg/data.py": DATA}),
    "a module by its name": ("pkg/model.py", "from . import data\nVALUE = data.VALUE", {"pkg/data.py": DATA}),
    "another name for it": ("pkg/model.py", "from . import data as d\nVALUE = d.VALUE", {"pkg/data.py": DATA}),
    "without __init__.py": ("pkg/model.py", "from .data import VALUE", {"pkg/data.py": DATA}),
    "a name of the package": ("pkg/model.py", "from . import VALUE", {"pkg/__init__.py": "VALUE = 3"}),
    "the package above": (
        "pkg/models/model.py",
        "from ..data import VALUE",
        {"pkg/__init__.py": "", "pkg/models/__init__.py": "", "pkg/data.py": DATA},
    ),
    "the package above, alone": ("pkg/models/model.py", "from ..data import VALUE", {"pkg/data.py": DATA}),
    "a package within": ("pkg/model.py", "from .data.values import VALUE", {"pkg/data/values.py": DATA}),
    "the package by its own name": (
        "pkg/model.py",
        "from . import data\nfrom pkg.data import VALUE",
        {"pkg/__init__.py": "", "pkg/data.py": DATA},
    ),
    "a folder with a name of Python's": ("code/model.py", "from .data import VALUE", {"code/data.py": DATA}),
    "a folder whose name is no name": ("v1.2 (old)/model.py", "from .data import VALUE", {"v1.2 (old)/data.py": DATA}),
    "a folder below such a one": (
        "my-code/models/model.py",
        "from ..data import VALUE",
        {"my-code/data.py": DATA},
    ),
    "a module with relative imports": (
        "pkg/model.py",
        "from .data import VALUE",
        {"pkg/data.py": "from .numbers import VALUE", "pkg/numbers.py": DATA},
    ),
    "a package that does not start": (
        "pkg/model.py",
        "from .data import VALUE",
        {"pkg/__init__.py": "import package_that_is_gone", "pkg/data.py": DATA},
    ),
    "the same name as in the case before": ("pkg/model.py", "from .data import VALUE", {"pkg/data.py": DATA}),
    "no relative import": ("pkg/model.py", "from data import VALUE", {"pkg/__init__.py": "", "pkg/data.py": DATA}),
    "a module of Python beside one of the same name": (
        "pkg/model.py",
        "import json\nfrom .json import VALUE\nassert json.dumps(3) == '3'",
        {"pkg/json.py": DATA},
    ),
    "data beside it": (
        "pkg/model.py",
        "from . import data\nVALUE = int(open('n.txt').read())",
        {"pkg/data.py": DATA, "pkg/n.txt": "3"},
    ),
}  # fmt: skip


def written(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text + "\n", encoding="utf-8")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_imported(pm: ModuleType, tmp_path: Path, case: tuple[str, str, dict[str, str]]) -> None:  # noqa: F811
    path, text, files = case
    written(tmp_path, {path: f"import numpy as np, pymc3 as pm\n{text}\nassert VALUE == 3, VALUE", **files})
    _, outcome = script_run.run_script(str(tmp_path / path), pm, lambda model: model, 1)
    assert (outcome["error"], outcome["raised"], outcome["missing"]) == (None, [], {})


def test_the_package_of_the_old_script(pm: ModuleType, tmp_path: Path) -> None:  # noqa: F811
    """A port that was written elsewhere has its modules where the old script has them."""
    files = {"old/pkg/data.py": DATA, "new/model.py": "from .data import VALUE\nassert VALUE == 3"}
    written(tmp_path, files)
    folder, script = str(tmp_path / "old/pkg"), str(tmp_path / "new/model.py")
    alone = script_run.run_script(script, pm, lambda model: model, 1)[1]
    assert list(alone["missing"]) == [".data"]
    there = script_run.run_script(script, pm, lambda model: model, 1, folder=folder)[1]
    assert (there["error"], there["raised"], there["missing"]) == (None, [], {})


MODEL = """import pymc3 as pm
from .parts import build
from ..data import y
with pm.Model() as model:
    mu = build("mu")
    pm.Normal("y", mu, 1, observed=y)
    trace = pm.sample()
"""
PARTS = """import pymc3 as pm
def build(name):
    return pm.Normal(name, 0, 2)
"""


@pytest.mark.parametrize("elsewhere", [False, True], ids=["beside", "in another folder"])
def test_a_certificate(old: Side, other_old: Side, tmp_path: Path, elsewhere: bool) -> None:
    written(tmp_path, {"pkg/data.py": "y = [1.0, 2.0]", "pkg/models/parts.py": PARTS, "pkg/models/model.py": MODEL})
    port = "ported/model.py" if elsewhere else "pkg/models/model_ported.py"
    written(tmp_path, {port: MODEL})
    report = certified(old, other_old, tmp_path / "pkg/models/model.py", tmp_path / port, count=6)
    assert report.exit_code == 0, report.text()
    assert any("was run in" in remark for remark in report.remarks) == elsewhere


def test_a_module_of_the_package_that_is_not_ported(pm: ModuleType, tmp_path: Path) -> None:  # noqa: F811
    """What it needs is said: not to install the old library, but to port the module too."""
    from theano_migrate.port.certificate import left_out

    written(tmp_path, {"pkg/model.py": "from .parts import build", "pkg/parts.py": "import theano_that_is_gone"})
    outcome = script_run.run_script(str(tmp_path / "pkg/model.py"), pm, lambda model: model, 1)[1]
    assert list(outcome["missing"]) == ["theano_that_is_gone"]
    assert (
        left_out.missing_package({"missing": {"pymc3": 2}}, "python")
        == "a module of the script needs pymc3: port it too"
    )


def test_what_is_not_there(old: Side, other_old: Side, tmp_path: Path, script: Callable[[str, str], Path]) -> None:
    written(tmp_path, {"pkg/model.py": MODEL})
    with pytest.raises(CannotCertify, match=r"makes no model \(line 2: \.parts is not beside it"):
        certified(old, other_old, tmp_path / "pkg/model.py", tmp_path / "pkg/model.py", count=6)
