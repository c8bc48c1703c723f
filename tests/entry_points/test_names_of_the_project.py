"""A project with a `compat.py` and a `migrate.py` of its own: they win for the project, and we run all the same."""

import os
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPAT = """
import sys
import theano.tensor as tt
PY3 = sys.version_info[0] == 3
config = draws = "the project's"
class Kept:
    def __eq__(self, other): return type(self) is type(other)
"""
WORK = """
import compat, theano, theano.tensor as tt
def work(x):
    return compat.PY3, theano.function([], tt.exp(x))().item(), compat.Kept()
"""
MIGRATE = "def upgrade(): return 'upgraded'\n"
OLD = """
import multiprocessing, pickle, sys
from compat import PY3, Kept, config
from helper import work
import compat, migrate
import theano, theano.tensor as tt, pymc3 as pm

def main(method=None):
    assert PY3 and config == compat.draws == "the project's" and pickle.loads(pickle.dumps(Kept())) == Kept()
    assert migrate.upgrade() == "upgraded"
    with pm.Model() as model:
        pm.Normal("a", 0.0, 1.0)
        trace = pm.sample(20, tune=20, cores=1, chains=1, step=pm.Metropolis(), random_seed=1, progressbar=False,
                          return_inferencedata=False, compute_convergence_checks=False)
    assert trace["a"].shape == (20,) and pickle.loads(pickle.dumps(model)).name == model.name
    x = pickle.loads(pickle.dumps(tt.exp(tt.dvector("x"))))
    assert x.owner.op == tt.exp and theano.config.floatX == "float64"
    if method:
        with multiprocessing.get_context(method).Pool(1) as pool:
            assert pool.map(work, [0.0]) == [(True, 1.0, Kept())]
    print("done")

if __name__ == "__main__":
    main(*sys.argv[1:])
"""


@pytest.fixture
def project(tmp_path):
    """Files of the project, and our console commands as an installer writes them, in `bin/`."""
    names = {"compat.py": COMPAT, "migrate.py": MIGRATE, "helper.py": WORK, "old.py": OLD}
    for folder in (tmp_path, tmp_path / "below"):
        folder.mkdir(exist_ok=True)
        for name, text in names.items():
            (folder / name).write_text(text)
    (tmp_path / "bin").mkdir()
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    for name, path in scripts.items():
        module, _, function = path.partition(":")
        (tmp_path / "bin" / name).write_text(f"import sys\nfrom {module} import {function}\nsys.exit({function}())\n")
    return tmp_path


WAYS = {
    "command": ("bin/theano-compat", "run", "old.py"),
    "command, a module": ("bin/theano-compat", "run", "-m", "old"),
    "command, code": ("bin/theano-compat", "run", "-c", "import old; old.main()"),
    "command, explained": ("bin/theano-compat", "explain", "old.py"),
    "command, reported": ("bin/theano-compat", "run", "--report", "names.json", "old.py"),
    "module of our own": ("-m", "theano_compat", "run", "old.py"),
    "module, below": ("-m", "theano_compat", "below/old.py"),
    "installed": ("-c", "import theano_compat; theano_compat.install(); import old; old.main()"),
    "only imported": ("-c", "import theano_compat; import old; old.main()"),
}


@pytest.mark.parametrize(
    "way",
    [way if way in ("command", "module of our own") else pytest.param(way, marks=pytest.mark.slow) for way in WAYS],
)
def test_the_projects_files_win(fresh_python, project, way):
    done = fresh_python(*WAYS[way])
    assert "done\n" in done.stdout


@pytest.mark.slow
def test_short_name_from_the_folder_above(fresh_python, project):
    """`python -m compat` finds ours there, and the script in the folder below its own."""
    for name in ("compat.py", "migrate.py"):
        (project / name).unlink()
    assert fresh_python("-m", "compat", "below/old.py").stdout.endswith("done\n")


@pytest.mark.slow
@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_children(fresh_python, project, method):
    assert fresh_python("bin/theano-compat", "run", "old.py", method).stdout == "done\n"


@pytest.mark.slow
def test_package_with_the_names_of_our_packages(fresh_python, project):
    (project / "compat.py").unlink()
    (project / "compat").mkdir()
    for name in ("__init__", "graph", "ops", "pymc3", "tensor"):
        (project / "compat" / f"{name}.py").write_text("MINE = __name__\n")
    (project / "new.py").write_text(
        "import compat.graph, theano, theano.tensor as tt, pymc3 as pm\n"
        "from compat import MINE, ops, pymc3, tensor\n"
        "print(MINE, compat.graph.MINE, ops.MINE, pymc3.MINE, tensor.MINE)\n"
        "print(theano.function([], tt.exp(0.0))(), pm.Normal)\n"
    )
    said = fresh_python("bin/theano-compat", "run", "new.py").stdout
    assert said.startswith("compat compat.graph compat.ops compat.pymc3 compat.tensor\n1.0 <class 'theano_compat.")


@pytest.mark.slow
def test_in_pytest(fresh_python, project):
    (project / "test_old.py").write_text(
        "import compat, migrate, old\nfrom theano_migrate.compare import assert_posteriors_agree\n"
        "def test_it():\n    assert compat.PY3 and migrate.upgrade()\n    old.main()\n"
    )
    plugins = ("-p", "theano_compat.pytest_plugin", "-p", "theano_migrate.pytest_plugin", "-p", "no:cacheprovider")
    done = fresh_python(
        "-m", "pytest", *plugins, "-q", "-W", "error", "test_old.py", PYTEST_DISABLE_PLUGIN_AUTOLOAD="1"
    )
    assert "1 passed" in done.stdout


@pytest.mark.slow
def test_in_a_notebook(fresh_python, project):
    pytest.importorskip("IPython")
    code = (
        "import os; os.environ['IPYTHONDIR'] = os.getcwd()\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "for cell in ('%load_ext theano_compat', 'import old; old.main()'):\n"
        "    shell.run_cell(cell).raise_error()\n"
    )
    assert "done" in fresh_python("-c", code).stdout


@pytest.mark.slow
@pytest.mark.wide(9)
@pytest.mark.parametrize(
    "command", ["bin/theano-compat doctor", "bin/theano-compat cache", "-m theano_migrate check", "bin/migrate-check"]
)
def test_commands_in_the_projects_folder(fresh_python, project, command):
    asked = [*command.split(), *([".", "--format", "concise", "--severity", "breaks"] if "check" in command else [])]
    done = fresh_python(*asked, check=False, PYTHONPATH=os.pathsep.join([str(project), str(ROOT)]))
    assert "Traceback" not in done.stderr and done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_compare_in_the_projects_folder(fresh_python, project):
    model = (
        "import compat, migrate, pymc3 as pm\nassert compat.PY3 and migrate.upgrade()\n"
        "with pm.Model():\n    pm.Normal('a', 0.0, 1.0, shape=2)\n"
        "    trace = pm.sample(100, tune=100, chains=2, cores=1, progressbar=False, return_inferencedata=False)\n"
    )
    (project / "model.py").write_text(model + "import numpy\nnumpy.savez('saved.npz', a=trace['a'])\n")
    fresh_python("bin/theano-compat", "run", "model.py")
    done = fresh_python("bin/migrate-compare", "saved.npz", "model.py", check=False)
    assert "new:   model.py: 2 chains" in done.stdout and "Traceback" not in done.stderr, done.stdout + done.stderr


def test_what_the_wheel_says_is_what_is_here():
    """The console commands, as one imports them."""
    for path in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"].values():
        module, _, function = path.partition(":")
        assert callable(getattr(__import__(module, fromlist=[function]), function))
        assert module in sys.modules
