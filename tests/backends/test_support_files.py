"""The files in backends/c/support: C as they lie there, and C as units have them, for double and for float."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from theano_compat.backends.c.emit import HEAD, PIECES, _pointer_table
from theano_compat.backends.c.entries import entry_text
from theano_compat.backends.c.loops.clock import Clock
from theano_compat.backends.c.passes import parts
from theano_compat.backends.c.support_functions import text as support_text
from theano_compat.backends.c.support_functions.elementwise import SUPPORT
from theano_compat.backends.c.support_functions.libm import PROTOTYPES
from theano_compat.backends.c.support_functions.linear_algebra import MATRIX_FUNCTIONS
from theano_compat.backends.c.support_functions.text import SupportText
from theano_compat.backends.c.support_functions.vector import LIBM_IN_SCALARS, VECTOR_FUNCTIONS
from theano_compat.infer.compiled_steps import structs as step_methods
from theano_compat.models.distributions import many_normals

FOLDER = Path(support_text.__file__).parents[1] / "support"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".c", ".h"))
FORMATTER = "23."  # the version of clang-format; others do it otherwise
STRICT = ["-std=c11", "-D_POSIX_C_SOURCE=200809L", "-fopenmp-simd", "-Wall", "-Wextra", "-Werror"]
BOTH = ("double", "float")
ENTRY = {"DATA": "2", "OUTPUTS": "3", "UNDEFINED": "1", "LOOK": "2"}
PARTS = {"PART": "1e6", "COPY": "16.0"}
TEXTS = [  # of all files but what these include, and unit.h
    PROTOTYPES,
    replace(PROTOTYPES, file="libm_without_vectors.h"),
    SupportText("registers_of_16_bytes.h"),
    VECTOR_FUNCTIONS,
    LIBM_IN_SCALARS,
    PIECES,
    *SUPPORT.values(),
    *(text for text, _ in MATRIX_FUNCTIONS.values()),
    SupportText("logp.c", words=ENTRY),
    SupportText("expand.c", words=ENTRY),
    SupportText("clock.c", words={"TIMES": "5", "LENGTHS": "1"}),
    *(SupportText(f"{name}.c", words=PARTS) for name in ("parts_of_loops", "in_parts", "in_parts_on_threads")),
    SupportText("step_methods.c"),
    SupportText("population.c", "repeat.c"),
    SupportText("repeat.c"),
    SupportText("normal_pairs.c"),
    SupportText("initial_value.c"),
]
UNITS = ("step_methods.c", "population.c", "repeat.c", "normal_pairs.c", "initial_value.c")
ROUTINES = sorted({"parallel"}.union(*(routines for _, routines in MATRIX_FUNCTIONS.values())))
RUN = "int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context);\n"
MACROS = """
double eight(void *memory)
{
    LANES(double) sums = {0};
    sums = compat_plus_double(sums, ALIGNED(memory));
    return compat_total_double(sums) + PADDED(8, double);
}
"""


@pytest.fixture(params=["gcc", "clang"])
def compiler(request: pytest.FixtureRequest) -> str:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not here")
    return request.param


def check(compiler: str, options: list[str], sources: list[Path]) -> None:
    done = subprocess.run(
        [compiler, *STRICT, *options, *(path.name for path in sources)],
        cwd=sources[0].parent,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[:3000]


def included(file: str) -> set[str]:
    """`file`, and what it includes of its neighbours."""
    return {file}.union(*map(included, re.findall('^#include "(.*)"', (FOLDER / file).read_text(), re.MULTILINE)))


def as_it_lies(text: SupportText, type_: str) -> str:
    """A unit that includes the file itself, words being macros, and numbers enumerators: pragmas expand no macros."""
    letter = "d" if type_ == "double" else "s"
    words = {"T_": type_, **{f"L_{r[1:]}": r for r in ROUTINES if r[0] == letter}, **text.words}
    defined = [
        f"enum {{ {word} = {value} }};" if value.isdecimal() else f"#define {word} {value}"
        for word, value in words.items()
    ]
    alone = text.file in UNITS
    return "\n".join(
        [
            '#include "unit.h"',
            *([] if alone else [_pointer_table(ROUTINES), RUN]),
            *defined,
            f'#include "{text.file}"',
            "",
        ]
    )


def used(functions: list[str]) -> str:
    """A use of static functions."""
    return f"const void *const used[] = {{{', '.join(f'(const void *){name}' for name in functions)}}};\n"


def test_every_file_is_checked() -> None:
    assert {path.name for path in FILES} == included("unit.h").union(*(included(text.file) for text in TEXTS))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_a_file_is_stands_on_its_top(path: Path) -> None:
    """A comment that is no part of the text."""
    assert re.match(r"/\* ((?!\*/).)+ \*/\n\n\S", path.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_lengths_have_one_type(path: Path) -> None:
    """`long` has 32 bits on Windows: lengths and indices are int64_t, as NumPy's."""
    code = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"(?<!long )\blong\b(?! long| double)|\bssize_t\b", code)


def test_format() -> None:
    """As .clang-format says, where the tool is here."""
    tool = shutil.which("clang-format", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    version = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout if tool else ""
    if tool is None or f" {FORMATTER}" not in version:
        pytest.skip(f"clang-format {FORMATTER}* is not here")
    done = subprocess.run([tool, "--dry-run", "-Werror", *map(str, FILES)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[:3000]


@pytest.mark.wide(7)
@pytest.mark.parametrize("type_", BOTH)
def test_files_as_they_lie(compiler: str, type_: str, tmp_path: Path) -> None:
    sources = []
    for number, text in enumerate(text for text in TEXTS if not text.types or type_ in text.types):
        sources.append(tmp_path / f"{number}_{text.file}")
        sources[-1].write_text(as_it_lies(text, type_))
    check(compiler, ["-fsyntax-only", "-Wno-unused-function", f"-I{FOLDER}"], sources)


@pytest.mark.slow
def test_texts_of_units(compiler: str, tmp_path: Path) -> None:
    """All in one unit, double beside float: no two have one name, and no function is there for nothing."""
    ahead = "".join(text.text for text in HEAD)
    functions = [*SUPPORT.values(), *(text for text, _ in MATRIX_FUNCTIONS.values())]
    body = "".join(text.text for text in functions)
    cut = ["part_of", "parts_of", "fewer", "in_parts"]
    called = [
        *SUPPORT,
        *(f"{name}f" for name in SUPPORT if f" {name}f(" in body),
        *MATRIX_FUNCTIONS,
        *cut,
        "nanoseconds",
        "kernel_ended",
    ]
    units = {
        "all": ahead
        + _pointer_table(ROUTINES)
        + body
        + parts.support(pooled=True)
        + Clock((), (), {}).declarations()
        + MACROS
        + used(called),
        "one_thread": ahead + parts.support(pooled=False) + used(cut),
        "step_methods": step_methods.unit(),
        "normal_pairs": many_normals.unit(),
        **{name: ahead + RUN + entry_text(name, 2, 3) for name in ("logp", "expand")},
    }
    for name, text in units.items():
        (tmp_path / f"{name}.c").write_text(text)
    check(compiler, ["-c", "-O0"], sorted(tmp_path.glob("*.c")))
