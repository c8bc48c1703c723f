"""Short programs of 2014 to 2020, with what they printed then: the files `*.toml` beside this one.

`python -m tests.verdicts.changed_meanings.table` runs them in the environments of `ENVIRONMENTS` and writes what they
print anew. A program's `then` says what is true today: "same" under `theano-compat run`, the finding that names its
line ("MC552:5"), or "missed: why", which docs/audit.md tells its readers too.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import tomllib
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ENVIRONMENTS = {  # by `config.emulate`: Python and packages
    "3.8": ("3.7", ("numpy==1.19.5", "scipy==1.4.1", "pandas==1.0.5", "matplotlib==3.4.3")),
    "3.11": ("3.8", ("numpy==1.21.6", "scipy==1.7.3", "pandas==1.3.5", "matplotlib==3.7.5")),
}


def environments() -> dict[str, str]:
    """Return the Python of each environment, made in the temporary folder if it is not there yet."""
    from tests.verdicts.old_programs.remake import make_release  # needed only to write the outputs anew

    folder = Path(tempfile.gettempdir()) / "changed_meanings"
    return {emulated: make_release(folder, emulated, *made) for emulated, made in ENVIRONMENTS.items()}


@dataclass(frozen=True)
class Program:
    """`printed`: by the environment of PyMC3 3.8, `printed_3_11`: by that of 3.11.5. `needs`: other libraries."""

    name: str
    text: str
    then: str
    printed: str = ""
    printed_3_11: str = ""
    needs: str = ""

    def printed_in(self, emulated: str) -> str:
        return self.printed if emulated == "3.8" else self.printed_3_11 or self.printed


def programs() -> list[Program]:
    found = []
    for file in sorted(HERE.glob("*.toml")):
        for name, row in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found.append(Program(f"{file.stem}/{name}", row.pop("program"), **row))
    return found


def printed(text: str, name: str, compiled: Callable[[str, str], Any]) -> str:
    """Return what a program prints, with the error that ends it."""
    shown = io.StringIO()
    try:
        with contextlib.redirect_stdout(shown):
            exec(compiled(text, name), {"__name__": "__main__"})
    except Exception as error:
        shown.write(traceback.format_exception_only(type(error), error)[-1])
    return shown.getvalue()


# A child's whole code: it runs on Python 3.7, and without this repository.
CHILD = """
import contextlib, io, json, sys, traceback, warnings
warnings.simplefilter("ignore")
def compiled(text, name):
    return compile(text, name, "exec", dont_inherit=True)
{begin}
{printed}
json.dump({{name: printed(text, name, compiled) for name, text in json.loads(sys.stdin.read()).items()}}, sys.stdout)
"""
OURS = """
import compat
compat.install()
from theano_compat.runner import _compiled as compiled
"""


def outputs(python: str, texts: dict[str, str], begin: str = "", **environment: str) -> dict[str, str]:
    """Run all programs in one process of an interpreter, and return what they print."""
    import inspect

    source = inspect.getsource(printed)
    head = "def printed(text, name, compiled):\n" + source[source.index('    """') :]
    run = subprocess.run(
        [python, "-c", CHILD.format(begin=begin, printed=head)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "MPLBACKEND": "agg", **environment},
    )
    return json.loads(run.stdout)


def today(emulated: str) -> dict[str, str]:
    """Return what the programs print under us."""
    texts = {one.name: one.text for one in programs() if not one.needs}
    return outputs(sys.executable, texts, OURS, THEANO_FLAGS=f"emulate={emulated}")


def remade() -> list[Program]:
    """Return the programs with the output of the environments of then."""
    rows = [one for one in programs() if not one.needs]
    texts = {one.name: one.text for one in rows}
    old = {emulated: outputs(python, texts) for emulated, python in environments().items()}
    made = []
    for one in programs():
        if not one.needs:
            first, last = (old[emulated][one.name] for emulated in ("3.8", "3.11"))
            one = replace(one, printed=first, printed_3_11="" if last == first else last)
        made.append(one)
    return made


def written(rows: list[Program]) -> dict[str, str]:
    """Return file name -> its text."""
    texts: dict[str, str] = {}
    for one in rows:
        file, _, name = one.name.partition("/")
        fields = {"program": one.text, "printed": one.printed, "printed_3_11": one.printed_3_11}
        parts = [f"{key} = '''\n{value}'''\n" for key, value in fields.items() if value]
        parts += [
            f"{key} = {json.dumps(value)}\n" for key, value in (("needs", one.needs), ("then", one.then)) if value
        ]
        texts[f"{file}.toml"] = texts.get(f"{file}.toml", "") + f"[{name}]\n{''.join(parts)}\n"
    return {file: text.rstrip("\n") + "\n" for file, text in texts.items()}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for file, text in written(remade()).items():
        (HERE / file).write_text(text, encoding="utf-8")
