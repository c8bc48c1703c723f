"""What the runner compiles: arrays of one element are numbers, lists of slices indices, and nothing else changes."""

import ast
import os
import traceback
from pathlib import Path

import numpy as np
import pytest

from compat import old_arrays
from theano_compat.graph.one_number import COUNTS_ALREADY

ROOT = Path(__file__).parents[2]

# Statements, and what `x` is then: as NumPy 1.21 says, of o = np.array([2.5]).
AS_IT_WAS = {
    "x = float(o), int(o), complex(o)": (2.5, 2, 2.5 + 0j),
    "x = float(o[None, :] + 1), int(np.array([[True]]))": (3.5, 1),
    "x = '%.3f' % o": "2.500",
    "x = '%d of %.1f, %s %r' % (o, o, o, o)": "2 of 2.5, [2.5] array([2.5])",
    "t = '%.1f'; x = t % o, (t + '%s') % (o, o)": ("2.5", "2.5[2.5]"),
    "x = np.zeros(2); x[1] = o": [0.0, 2.5],
    "x = np.zeros(2); x[0], x[1] = o, 2 * o": [2.5, 5.0],
    "x = np.ones(2); x[1] += o": [1.0, 3.5],
    "x = np.zeros((2, 2), int); x[0, 1] = o": [[0, 2], [0, 0]],
    "x = np.zeros((2, 2)); x[0] = o": [[2.5, 2.5], [0.0, 0.0]],
    "class A: pass\nself = A(); self.z = np.zeros(1); self.z[0] = o; x = self.z": [2.5],
    "t = {'z': np.zeros(2)}; t['z'][1] = o; x = t['z']": [0.0, 2.5],
    "i = [slice(None)] * 2; i[1] = 0; x = m[i]": [0, 3],
    "x = m[[slice(0, 1), slice(1, 2)]]": [[1]],
    "x = m[[np.array([True, False])]]": [[0, 1, 2]],
    "x = m[[Ellipsis, 0]]; y = m[[None]]": [0, 3],
    "i = [slice(0, 1)]; x = m.copy(); x[i] = 9": [[9, 9, 9], [3, 4, 5]],
    "i = []; i.append(slice(0, 2)); i.append(0); x = m[i]": [0, 3],
    "def f(i): return m[i]\nx = f([slice(0, 1), 2])": [2],
    "x = np.arange(5.0)[[np.array([1, 2, 3])]]": [1.0, 2.0, 3.0],
    "x = m[[[0, 1], [1, 2]]]": [1, 5],
    "x = m.copy(); i = [np.array([0, 1]), np.array([0, 2])]; x[i] += 5": [[5, 1, 2], [3, 4, 10]],
    "x = (np.zeros(3) == np.zeros(4)), (m != 'a'), (o == [1, 2, 3][:2])": (False, True, [False, False]),
    "e = np.array([]); x = (1 if e else 2), not e, bool(e)": (2, True, False),
    "x = (np.ones(2, 'float32') * np.sqrt(2.0)).dtype.name, bool(1e100 - np.float32(1) > 1e99)": ("float32", True),
    "f = np.float32(2); f -= 1e100; x = float(f), float(np.float32(0.1) + 0.1)": (-1e100, 0.10000000149011612 + 0.1),
    "import numpy as np; u = np.array([200], 'uint8'); x = u + 300, u + -1, u[0] * 2, np.multiply(u, np.int64(2))": (
        [500],
        [199],
        400,
        [144],
    ),
    "x = np.array([1, 0, 1, 0] * 5).argsort()": [9, 17, 15, 13, 11, 7, 19, 5, 3, 1, 8, 18, 10, 4, 12, 14, 2, 16, 6, 0],
}
# The same with and without.
UNCHANGED = {
    "x = float('2.5'), int('3'), float(), int('11', 2), int(2.9)": (2.5, 3, 0.0, 3, 2),
    "x = 7 % 4, '%d%%' % 3, '%(a)s' % {'a': o}": (3, "3%", "[2.5]"),
    "n = 7; x = n % 4": 3,
    "x = (o % 2).tolist()": [0.5],
    "x = [0]; x[0] = o; x = x[0] is o and type(x[0]) is np.ndarray": True,
    "d = {}; d['a'] = o; x = d['a'] is o": True,
    "d = np.empty(1, object); d[0] = o; x = d[0] is o": True,
    "float = lambda a: a is o and type(a) is np.ndarray; x = float(o)": True,
    "x = m[[0, 1]], m[[1]]": ([[0, 1, 2], [3, 4, 5]], [[3, 4, 5]]),
    "i = [1, 0]; x = m[i]": [[3, 4, 5], [0, 1, 2]],
    "x = (o == o), (o == None), ('a' == 'a'), (1 == 1.0), ([1] == [1]), (o == [2.5])": (
        [True],
        [False],
        True,
        True,
        True,
        [True],
    ),
    "d = {'k': [1]}; k = 'k'; x = d[k], d[k][0]": ([1], 1),
    "x = '+'.join(['a'] * 3) + 'b' * 2, 2 ** 3 // 3 % 2, -7 // 2": ("a+a+abb", 0, -4),
    f"n = 1; x = float32 = {' + '.join(['n'] * 900)}": 900,  # deeper than calls can nest
    "i = [0]; x = {0: 5}[i[0]]": 5,
    "class P:\n n = 0\n @property\n def z(self): self.n += 1; return np.zeros(1)\np = P(); p.z[0] = 1.; x = p.n": 1,
}
REFUSED = ("x = float(np.zeros(2))", "x = '%f' % np.zeros(2)", "x = np.zeros(2); x[0] = np.zeros(2)", "x = m[['a']]")


def run(text, compiled=old_arrays.compiled):
    space = {"np": np, "o": np.array([2.5]), "m": np.arange(6).reshape(2, 3), "__name__": "users"}
    exec(compiled(text, "users.py"), space)
    return space["x"]


def as_lists(value):
    if isinstance(value, tuple):
        return tuple(as_lists(v) for v in value)
    return value.tolist() if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize("text", AS_IT_WAS | UNCHANGED)
def test_what_x_is(text):
    found = as_lists(run(text))
    wanted = (AS_IT_WAS | UNCHANGED)[text]
    assert found == wanted and type(found) is type(wanted)


OF_NUMBA = {  # code, whether its function is compiled as it stands: the names of ours that Numba does not know
    "def later():\n import numba\ndef f(a):": True,
    "def later():\n import numba as nb\ndef f(a):": True,
    "def later():\n from numba.core import types\ndef f(a):": True,
    "def later(): return numba.njit(f)\ndef f(a):": True,
    "njit = lambda f: f\n@njit\ndef f(a):": True,
    "class nb: cfunc = staticmethod(lambda signature: lambda f: f)\n@nb.cfunc('float64(float64)')\ndef f(a):": True,
    "njit = lambda f: f\n@njit\ndef g(a): return a\ndef f(a):": False,
    "def f(a):": False,
}


@pytest.mark.parametrize("head", OF_NUMBA)
def test_what_numba_compiles_is_left_alone(head):
    body = "\n if a[0] == 2:\n  return float(a[[1]])\n b = a * np.float32(2)\n b[0] = a\n return b.argsort()"
    names = {"np": np}
    exec(old_arrays.compiled(head + body, "<of numba>"), names)
    ours = [name for name in names["f"].__code__.co_names if name.startswith("__old_")]
    assert (ours == []) is OF_NUMBA[head]


@pytest.mark.parametrize("text", REFUSED)
def test_an_error_is_that_of_the_line(text):
    shown = []
    for compiled in (old_arrays.compiled, lambda text, path: compile(text, path, "exec")):
        with pytest.raises(Exception) as caught:
            run(text, compiled)
        frames = traceback.extract_tb(caught.value.__traceback__)[-1]
        shown.append((caught.type, str(caught.value), frames.filename, frames.lineno, frames.colno, frames.end_colno))
    assert shown[0] == shown[1]


def test_every_place_is_that_of_the_file():
    text = "\n".join(AS_IT_WAS | UNCHANGED)
    before = [(type(n), n.lineno, n.col_offset, n.end_lineno, n.end_col_offset) for n in placed(ast.parse(text))]
    after = {(type(n), n.lineno, n.col_offset, n.end_lineno, n.end_col_offset) for n in placed(transformed(text))}
    assert set(before) <= after


def transformed(text):
    return old_arrays.OldArrays().visit(ast.parse(text))


def placed(tree):
    return [node for node in ast.walk(tree) if hasattr(node, "lineno")]


def test_a_note_says_which_release_changed_it():
    for message in old_arrays.REFUSALS:
        error = TypeError(f"{message} to Python scalars")
        old_arrays.explain(error)
        old_arrays.explain(error)
        [note] = error.__notes__
        assert note.startswith(old_arrays.NOTE) and note.endswith('-m pip install "numpy<2.4"')
    old_arrays.explain(other := TypeError("else"))
    assert not hasattr(other, "__notes__")


SCRIPT = "import numpy as np, beside\nprint('%.1f' % np.array([2.5]), beside.number(np.array([3])))\n"
BESIDE = "def number(a):\n    return int(a)\n"
WAYS = {"script": ["script.py"], "module": ["-m", "script"], "code": ["-c", SCRIPT], "folder": ["."]}


@pytest.fixture
def project(tmp_path):
    (tmp_path / "script.py").write_text(SCRIPT)
    (tmp_path / "__main__.py").write_text(SCRIPT)
    (tmp_path / "beside.py").write_text(BESIDE)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_the_runner_compiles_the_users_files(project, way, fresh_python):
    done = fresh_python("-m", "theano_compat", "run", *WAYS[way])
    assert (done.stdout, done.stderr) == ("2.5 3\n", "")
    assert list(project.rglob("*.pyc")) == []


@pytest.mark.slow
def test_what_pip_put_into_a_folder_of_the_path_is_as_old_as_the_script(tmp_path, fresh_python):
    """`pip install --target` of a package of that time: pymc3-ext 0.1.0 takes arrays of one element for numbers."""
    (tmp_path / "site" / "old-1.0.dist-info").mkdir(parents=True)
    (tmp_path / "site" / "old.py").write_text("import numpy as np\nhalf = float(np.full(1, 0.5))\n")
    paths = os.pathsep.join([str(tmp_path / "site"), str(ROOT)])
    assert fresh_python("-m", "theano_compat", "run", "-c", "import old; print(old.half)", PYTHONPATH=paths).stdout == (
        "0.5\n"
    )


@pytest.mark.slow
def test_switched_off_the_error_says_what_to_do(project, fresh_python):
    done = fresh_python("-m", "theano_compat", "run", "script.py", COMPAT_OLD_ARRAYS="0", check=False)
    assert done.returncode == (not COUNTS_ALREADY) and (old_arrays.NOTE in done.stderr) == (not COUNTS_ALREADY)


@pytest.mark.slow
def test_a_function_that_was_compiled_so_runs_in_a_child(fresh_python, tmp_path):
    pytest.importorskip("cloudpickle")
    send = "import cloudpickle; cloudpickle.dump(lambda a: float(a), open('f.pkl', 'wb'))"
    take = "import compat, numpy, pickle; compat.install(); print(pickle.load(open('f.pkl', 'rb'))(numpy.ones(1)))"
    fresh_python("-m", "theano_compat", "run", "-c", send)
    assert fresh_python("-c", take).stdout == "1.0\n"


@pytest.mark.slow
def test_a_suite_and_a_notebook(project, fresh_python):
    (project / "test_it.py").write_text(
        "import beside, numpy as np\ndef test_it():\n    assert beside.number(np.ones(1)) == 1\n"
    )
    plugins = ("-p", "theano_compat.pytest_plugin", "-p", "no:cacheprovider")
    assert "1 passed" in fresh_python("-m", "pytest", *plugins, "-q").stdout
    pytest.importorskip("IPython")
    cells = ["%load_ext theano_compat", SCRIPT, "%unload_ext theano_compat"]
    shell = f"""
import os
os.environ["IPYTHONDIR"] = os.getcwd()
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
for cell in {cells!r}:
    assert shell.run_cell(cell).success
assert shell.ast_transformers == []
"""
    assert "2.5 3\n" in fresh_python("-c", shell).stdout
