"""What waits for a module sees its import, whoever asked before whether the module is there."""

import importlib
import importlib.util
import pkgutil
import sys

import pytest

from theano_compat.importing.post_import import WATCHER, forget, when_imported


def executed_by_hand(name):
    spec = importlib.util.find_spec(name)
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)


def loaded_lazily(name):
    spec = importlib.util.find_spec(name)
    spec.loader = importlib.util.LazyLoader(spec.loader)
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.HERE  # now it is loaded


def loader_of(name):
    return importlib.util.find_spec(name).loader


OF_PKGUTIL = [name for name in ("find_loader", "get_loader") if hasattr(pkgutil, name)]  # Python 3.14 has none
PROBES = {
    "find_spec": importlib.util.find_spec,
    **{name: getattr(pkgutil, name) for name in OF_PKGUTIL},
    "twice": lambda name: [importlib.util.find_spec(name), loader_of(name)],
    "path of the loader": lambda name: loader_of(name).get_filename(),
    "source": lambda name: importlib.util.find_spec(name).loader.get_source(name),
    "load_module": lambda name: loader_of(name).load_module(name),
    "executed": executed_by_hand,
    "loaded lazily": loaded_lazily,
}


@pytest.fixture
def asked_for(tmp_path, monkeypatch):
    """A module of no contents, and what has seen it imported."""
    (tmp_path / "waited_for.py").write_text("HERE = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    seen = []
    when_imported("waited_for", seen.append, __name__)
    yield "waited_for", seen
    forget(__name__)
    sys.modules.pop("waited_for", None)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_takes_nothing(asked_for, probe):
    name, seen = asked_for
    PROBES[probe](name)
    module = importlib.import_module(name)
    assert seen == [module] and module.HERE
    assert "ThenAct" not in type(module.__loader__).__name__ and module.__spec__.loader is module.__loader__


def test_it_waits_on_after_an_import_that_failed(asked_for, tmp_path):
    name, seen = asked_for
    file = tmp_path / f"{name}.py"
    file.write_text("raise ImportError('not yet')\n")
    with pytest.raises(ImportError, match="not yet"):
        importlib.import_module(name)
    file.write_text("HERE = 'at the second attempt'\n")
    assert importlib.import_module(name).HERE == "at the second attempt" and len(seen) == 1


def test_who_was_told_to_forget_between_probe_and_import_does_nothing(asked_for):
    name, seen = asked_for
    executed = importlib.util.find_spec(name)
    forget(__name__)
    executed.loader.exec_module(importlib.util.module_from_spec(executed))
    assert seen == [] and WATCHER.waiting.get(name) is None


# Prints what waited, and what is given back once all of it has been imported.
EVERYTHING = """
import importlib, importlib.util, pkgutil, warnings
warnings.simplefilter("ignore")
import compat
compat.install()
from compat.importing.post_import import WATCHER
import theano, pymc3
seen = set()
while todo := set(WATCHER.waiting) - seen:
    seen |= todo
    for probe in {probes}:
        for name in todo & set(WATCHER.waiting):
            try:
                probe(name)
            except ImportError:
                pass
    for name in sorted(todo):
        try:
            importlib.import_module(name)
        except ImportError:
            continue
        assert name not in WATCHER.waiting, name
print(sorted(seen))
print(sorted(compat.legacy_environment.report()))
"""


@pytest.mark.slow
def test_everything_that_waits(fresh_python):
    without = fresh_python("-c", EVERYTHING.format(probes="()"))
    probed = fresh_python(
        "-c",
        EVERYTHING.format(probes=f"(importlib.util.find_spec, {', '.join(f'pkgutil.{name}' for name in OF_PKGUTIL)})"),
    )
    assert probed.stdout == without.stdout and len(without.stdout) > 3000


def test_a_finder_in_front_of_ours_keeps_nobody_from_being_told(fresh_python):
    """Ours steps in front of it once it answers, but not in front of what waits."""
    program = """
import importlib.machinery, sys
import compat
from theano_compat.importing.post_import import when_imported

class Other:
    def find_spec(self, name, path=None, target=None):
        return None

sys.meta_path.insert(0, Other())
seen = []
for name in ("theano", "theano.tensor.nnet", "pymc3.gp"):
    when_imported(name, lambda module, name=name: seen.append(name))
import theano.tensor.nnet, pymc3.gp
print(*seen)
sys.meta_path.insert(0, Other())
import pymc3.variational
print(*[type(finder).__name__ for finder in sys.meta_path[:2]])
"""
    told, order = fresh_python("-c", program).stdout.splitlines()
    assert told == "theano theano.tensor.nnet pymc3.gp" and order in ("Finder Other", "_Watcher Finder")


def test_our_finder_answers_where_somebody_took_it_out(monkeypatch):
    from theano_compat.importing.legacy_finder import FINDER

    monkeypatch.setattr(sys, "meta_path", [finder for finder in sys.meta_path if finder is not FINDER])
    assert FINDER.find_spec("theano", None) is not None and FINDER not in sys.meta_path


def test_a_finder_that_adds_modules_below_ours_is_asked(fresh_python, tmp_path):
    """As a test suite's own does that brings `theano.tensor.tests`."""
    (tmp_path / "added.py").write_text("VALUE = 7\n")
    program = f"""
import importlib.util, sys
import theano_compat
theano_compat.install()

class Adding:
    def find_spec(self, name, path=None, target=None):
        if name == "theano.tensor.added":
            return importlib.util.spec_from_file_location(name, {str(tmp_path / "added.py")!r})

sys.meta_path.insert(0, Adding())
import theano.tensor.nnet, theano.tensor.added
print(theano.tensor.added.VALUE)
try:
    import theano.tensor.missing
except ModuleNotFoundError as error:
    print(error.name)
"""
    assert fresh_python("-c", program).stdout.split() == ["7", "theano.tensor.missing"]
