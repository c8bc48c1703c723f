"""Child processes know theano too, although only their parent was started through us."""

import pytest

SCRIPT = """
import multiprocessing, sys
import theano, numpy

def child(x):
    import theano.tensor as T
    return theano.__name__, T.__name__, numpy.int(2.0 * x)

if __name__ == "__main__":
    with multiprocessing.get_context(sys.argv[1]).Pool(1) as pool:
        print(pool.map(child, [3])[0])
"""

START_METHODS = ["spawn", "forkserver"]


def available(method: str) -> bool:
    import multiprocessing

    return method in multiprocessing.get_all_start_methods()


@pytest.mark.slow
@pytest.mark.wide(5)
@pytest.mark.parametrize("method", [m for m in START_METHODS if available(m)])
def test_start_method(fresh_python, tmp_path, method):
    (tmp_path / "script.py").write_text(SCRIPT)
    done = fresh_python("-m", "compat", "script.py", method)
    assert eval(done.stdout) == ("theano_compat.theano_api", "theano_compat.theano_api.tensor", 6)


@pytest.mark.slow
def test_process_pool_of_an_installed_program(fresh_python, tmp_path):
    """The parent's main script has `compat.install()` behind its guard: the child never sees that line."""
    (tmp_path / "work.py").write_text("import theano\n\ndef name(_):\n    return theano.__name__\n")
    (tmp_path / "script.py").write_text(
        "import compat\n"
        "if __name__ == '__main__':\n"
        "    compat.install()\n"
        "    import multiprocessing, concurrent.futures, work\n"
        "    context = multiprocessing.get_context('spawn')\n"
        "    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as pool:\n"
        "        print(pool.submit(work.name, 0).result())\n"
    )
    assert fresh_python("script.py").stdout == "theano_compat.theano_api\n"


def test_uninstalled_again(fresh_python):
    code = (
        "import compat, multiprocessing.spawn as s\n"
        "before = s.get_preparation_data\n"
        "compat.install(); assert s.get_preparation_data is not before\n"
        "compat.uninstall(); assert s.get_preparation_data is before\n"
    )
    fresh_python("-c", code)
