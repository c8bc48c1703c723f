"""Names from user code reach neither the C text nor a shell: variables, Ops, functions, folders, compilers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from tests.backends.units import new_text, zig_compiles
from theano_compat.backends.c.compilers import build, cache
from theano_compat.backends.c.emit import HEAD
from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType
from theano_compat.graph.variable import Apply
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.shared import shared
from theano_compat.ops.tensor_op import TensorOp, as_tensor
from theano_compat.settings import config

pytestmark = pytest.mark.compiler

NAMES = {
    "end of a comment": "*/ int system(const char *); /*",
    "quotes": "a\"b'c`d",
    "a new line": 'x\n#include "/etc/passwd"\n',
    "a line continued": "x\\\ny \\",
    "trigraphs": "??/ ??' ??= ??<",
    "very long": "x" * 100_000,
    "other letters": "σ_β 变量 \u202e𝒳\u200d",
    "of a shell": "$(touch owned); `touch owned` | tee owned & \\",
    "nothing": "\0",
    "a format": "%s%n{}{0!r}",
    "of C": "int",
    "of ours": "in0, out0; i0",
    "a surrogate": "\udc80",
}
NAMED = pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)


def text_of(name: str | None) -> str:
    x, y = TensorType("float64", (False,))(), TensorType("float64", (False, False))()
    data = shared(np.arange(3.0))
    made = e.exp(x) * data
    for variable in (x, y, data, made):
        variable.name = name
    f = function([x, y], [made + 1, y.dot(made).sum()], mode="C", name=name)
    assert f.executable.backend == "c"
    np.testing.assert_allclose(f(np.zeros(3), np.ones((2, 3)))[1], 6.0)
    return f.executable.run.unit.text


@pytest.mark.wide(11)
@NAMED
def test_names_of_variables(name: str) -> None:
    assert text_of(name) == text_of(None)


@pytest.mark.wide(11)
@NAMED
def test_names_of_ops(name: str, tmp_path: Path) -> None:
    """They stand in comments, with nothing in them that could end one."""

    def result_types(self: object, x: object) -> list[object]:
        return [x]

    def array(self: object, xp: object, node: object, x: np.ndarray) -> list[np.ndarray]:
        return [x * 2]

    body = {
        "__props__": (),
        "compat_result_types": result_types,
        "make_node": lambda self, x: Apply(self, [as_tensor(x)], [as_tensor(x).type()]),
        "compat_array": array,
        "compat_shapes": lambda self, node, shapes: shapes,
        "compat_plain_name": property(lambda self: name),
        "__str__": lambda self: name,
        "compat_c_label": name,
    }
    op = type(re.sub("\0|\udc80", "_", name)[:1000], (TensorOp,), body)()
    x = TensorType("float64", (False,))()
    f = function([x], op(x) + 1, mode="C", name=name)
    assert f(np.ones(2)).tolist() == [3.0, 3.0]
    if f.executable.backend != "c":
        pytest.fail("not C: nothing was tried")
    text = f.executable.run.unit.text
    own = len(text) - sum(len(part.text) for part in HEAD)
    assert text.isascii() and own < 10_000
    (tmp_path / "unit.c").write_text(text)
    strict = ["-std=gnu11", "-O0", "-fopenmp-simd", "-Wall", "-Wextra", "-Wtrigraphs", "-Werror", "-c"]
    command = [*build.compiler().command, *strict, "-o", str(tmp_path / "unit.o"), str(tmp_path / "unit.c")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.wide(7)
@pytest.mark.skipif(os.name != "posix", reason="names that other systems do not allow")
@pytest.mark.parametrize(
    "name", [n for k, n in NAMES.items() if k not in ("very long", "nothing", "end of a comment", "a new line")]
)
def test_names_of_folders(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if zig_compiles() and ("\n" in name or "%" in name):
        pytest.skip("zig's own cache cannot lie in such a folder: functions run in Python, which is said")
    monkeypatch.chdir(tmp_path)
    for folder in (str(tmp_path / name), f"-o{name}"):  # the second is no option
        monkeypatch.setattr(config, "cache_dir", folder)
        assert build.load(new_text()).answer() == 42
        assert cache.directory() == Path(os.path.abspath(folder)) and len(cache.entries()) == 1
    assert not (tmp_path / "owned").exists()


@pytest.mark.skipif(os.name != "posix", reason="a script as compiler")
@pytest.mark.parametrize("name", ["c c", "$(touch owned)", "a'b", "ü;touch owned"])
def test_names_of_compilers(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config, "cache_dir", str(tmp_path / "cache"))
    real = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    program = tmp_path / name
    program.write_text(f'#!/bin/sh\nexec {real} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("CC", str(program))
    build.compiler.cache_clear()
    try:
        assert build.load(new_text()).answer() == 42
        assert build.compiler().command == (str(program),)
    finally:
        build.compiler.cache_clear()
    assert not (tmp_path / "owned").exists()
