"""`pytest -p compat.pytest_plugin` runs somebody else's tests, whose conftest imports theano."""

import pytest

CONFTEST = """
import pytest, theano

@pytest.hookimpl(tryfirst=True)
def pytest_ignore_collect(path, config):
    return True if path.basename == "test_not_ours.py" else None

def pytest_collect_file(parent, path):
    print("collects", path.basename, path.ext)

class Plugin:
    def pytest_report_header(self, config, startdir, start_path):
        return f"begun in {startdir.basename} {startdir == str(start_path)}"

def pytest_configure(config):
    config.pluginmanager.register(Plugin())
"""


@pytest.mark.slow
def test_hooks_take_the_arguments_that_they_took(fresh_python, tmp_path):
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_not_ours.py").write_text("raise ValueError\n")
    (tmp_path / "test_old.py").write_text("def test_it(): pass\n")
    plugins = ("-p", "theano_compat.pytest_plugin", "-p", "no:cacheprovider")
    done = fresh_python("-m", "pytest", *plugins, "-s", "-W", "error")
    assert "1 passed" in done.stdout and "collects test_old.py .py" in done.stdout
    assert f"begun in {tmp_path.name} True" in done.stdout


@pytest.mark.slow
def test_legacy_suite(fresh_python, tmp_path):
    (tmp_path / "conftest.py").write_text("import theano, numpy\nassert numpy.int is int\n")
    (tmp_path / "test_old.py").write_text(
        "import theano.tensor as tt, unittest\n"
        "class Test(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        self.assertEquals(tt.dscalar('x').name, 'x')\n"
    )
    done = fresh_python("-m", "pytest", "-p", "compat.pytest_plugin", "-p", "no:cacheprovider", "-q", "-v")
    assert "1 passed" in done.stdout and "serves theano 1.1.2 and pymc3 3.11.5" in done.stdout


FAILS = """
import theano

def mine():
    theano.function([3], 4)

def test_it():
    mine()

def test_in_turn():
    try:
        mine()
    except TypeError as error:
        raise ValueError("of mine") from error

def test_of_mine_alone():
    assert 1 == 2
"""


@pytest.mark.slow
@pytest.mark.parametrize("style", ["auto", "short"])
def test_our_frames_are_one_line(fresh_python, tmp_path, style):
    (tmp_path / "test_old.py").write_text(FAILS)
    command = ("-m", "pytest", "-p", "theano_compat.pytest_plugin", "-p", "no:cacheprovider", f"--tb={style}")
    said = fresh_python(*command, check=False).stdout
    assert said.count("... 4 frames in theano_compat (COMPAT_TRACEBACK=1 shows them)") == 2
    assert "3 failed" in said and "inputs.py" not in said and "TypeError: Unknown parameter type" in said
    more = {"COMPAT_TRACEBACK": "1"} if style == "auto" else {"PYTEST_ADDOPTS": "--tb=native"}
    command = command if style == "auto" else command[:-1]
    whole = fresh_python(*command, check=False, **more).stdout
    assert "frames in theano_compat" not in whole and "inputs.py" in whole


IMPORT = "import pymc3\n"
INSIDE = "def test_it():\n    import theano\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "files, hinted",
    [
        ({"test_old.py": IMPORT}, True),
        ({"test_old.py": INSIDE}, True),
        ({"conftest.py": IMPORT, "test_old.py": ""}, True),
        ({"test_old.py": "import theano_of_mine\n"}, False),
    ],
    ids=["module", "test", "conftest", "another"],
)
def test_an_old_suite_without_the_plugin_has_a_hint(fresh_python, tmp_path, files, hinted):
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    plain = ("-m", "pytest", "-p", "no:cacheprovider", "-p", "theano_migrate.pytest_plugin")
    done = fresh_python(*plain, check=False, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
    hint = "pytest -p theano_compat.pytest_plugin` serves theano"
    assert done.returncode and (done.stdout + done.stderr).count(hint) == hinted
    served = fresh_python(*plain, "-p", "theano_compat.pytest_plugin", check=False, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
    assert hint not in served.stdout + served.stderr
