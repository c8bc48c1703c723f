"""MC561: bytes and text written to, or read from, a file that was opened for the other."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import Fix, change, end_of, start_of
from ...names.coverage import Coverage
from ...names.kinds import BINARY_FILE, BYTES, FILES, TEXT, TYPED, Kinds, kinds_in
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC561",
    severity="breaks",
    title="file opened as text for bytes, or as bytes for text",
    why="In Python 3 a file takes and gives text, or bytes where its mode has a b: TypeError, or a UnicodeDecodeError.",
    do="open(path, 'wb') for pickle, np.save and bytes; open(path, 'w', newline='') for csv; open(path, 'w') for text.",
    words=("pickle", "cPickle", "csv", "json", "tempfile", "GzipFile", "BZ2File"),
)

BEFORE = """
import csv, json, pickle, sys, tempfile
import numpy as np
pickle.dump(x, open("a.pkl", "w"))  # MC561
pickle.load(open("a.pkl"))  # MC561
with open("a.pkl", "w") as file:
    pickle.dump(x, file)  # MC561
    pickle.dump(y, file, 2)  # MC561
with open("a.pkl", "rb") as file:
    pickle.load(file)
np.save(open("a.npy", "w"), x), np.savetxt(open("a.txt", "w"), x)  # MC561
csv.writer(open("a.csv", "wb")), csv.reader(open("a.csv"))  # MC561
json.dump(x, open("a.json", "wb"))  # MC561
def written(path, data):
    out = open(path, "w")
    out.write(b"abc")  # MC561
    out.write("abc")
    temporary = tempfile.NamedTemporaryFile()
    temporary.write("abc")  # MC561
    print("abc", file=open(path, "wb"))  # MC561
    sys.stdout.write(data)
    for line in open(path, "rb"):
        open(path, mode).write("abc")
"""
AFTER = """
import csv, json, pickle, sys, tempfile
import numpy as np
pickle.dump(x, open("a.pkl", "wb"))
pickle.load(open("a.pkl", "rb"))
with open("a.pkl", "wb") as file:
    pickle.dump(x, file)
    pickle.dump(y, file, 2)
with open("a.pkl", "rb") as file:
    pickle.load(file)
np.save(open("a.npy", "wb"), x), np.savetxt(open("a.txt", "w"), x)
csv.writer(open("a.csv", "wb")), csv.reader(open("a.csv"))  # MC561
json.dump(x, open("a.json", "wb"))  # MC561
def written(path, data):
    out = open(path, "w")
    out.write(b"abc")  # MC561
    out.write("abc")
    temporary = tempfile.NamedTemporaryFile()
    temporary.write("abc")  # MC561
    print("abc", file=open(path, "wb"))  # MC561
    sys.stdout.write(data)
    for line in open(path, "rb"):
        open(path, mode).write("abc")
"""
# Functions of a file, by the place of the file, and what they write to it or read from it.
PICKLES = ("pickle", "cPickle", "_pickle")
TAKES = {
    **{f"{module}.dump": (1, BYTES) for module in (*PICKLES, "marshal")},
    **{f"{module}.load": (0, BYTES) for module in (*PICKLES, "marshal")},
    **{f"{module}.{name}": (0, BYTES) for module in PICKLES for name in ("Pickler", "Unpickler")},
    **dict.fromkeys(("numpy.save", "numpy.savez", "numpy.savez_compressed", "numpy.load"), (0, BYTES)),
    **dict.fromkeys(("matplotlib.pyplot.savefig", "matplotlib.figure.Figure.savefig"), (0, BYTES)),
    **{f"csv.{name}": (0, TEXT) for name in "reader writer DictReader DictWriter".split()},
    "json.dump": (1, TEXT),
}
OTHER = {TEXT: BYTES, BYTES: TEXT}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    kinds = kinds_in(module)
    for call in module.of(ast.Call):
        name = kinds.callee(call)
        at, wanted = TAKES.get(name, (0, ""))
        if wanted and len(call.args) > at and FILES.get(kinds.of(call.args[at])) == OTHER[wanted]:
            file = call.args[at]
            fix = _as_binary(module, kinds, file) if wanted == BYTES else None
            yield Hit(file, name, f"{wanted} of a file that is opened for {OTHER[wanted]}", fix=fix)
        elif isinstance(call.func, ast.Attribute) and call.func.attr == "write" and len(call.args) == 1:
            takes, given = FILES.get(kinds.of(call.func.value)), kinds.of(call.args[0]).replace(TYPED, TEXT)
            if takes and given == OTHER[takes]:
                yield Hit(call.args[0], "write", f"{given} written to a file that is opened for {takes}")
        elif name == "print":
            for word in call.keywords:
                if word.arg == "file" and kinds.of(word.value) == BINARY_FILE:
                    yield Hit(word.value, "print", "text written to a file that is opened for bytes")


def _as_binary(module: Module, kinds: Kinds, file: ast.expr) -> Fix | None:
    """Return the fix that opens a file in binary mode; None where something else may write text to it."""
    if isinstance(file, ast.Name):
        owner = kinds.bindings.owner(file.id, kinds.bindings.scope_of(file))
        reads = kinds.bindings.reads_of(file.id, owner) if owner else []
        if any(not _is_for_bytes(module, kinds, one) for one in reads):
            return None
    changes = []
    for opened in kinds.origins(file):
        if not isinstance(opened, ast.Call) or kinds.callee(opened) not in ("open", "io.open"):
            return None
        modes = [*opened.args[1:2], *(one.value for one in opened.keywords if one.arg == "mode")]
        if len(opened.args) > 2 or any(one.arg not in ("mode", "file") for one in opened.keywords):
            return None  # an encoding, or line ends
        if not modes:
            changes.append(change(module, opened, "argument_added", '"rb"'))
        else:
            assert isinstance(modes[0], ast.Constant)
            quote = module.between(start_of(module, modes[0]), end_of(module, modes[0]))[-1:]
            mode = str(modes[0].value).replace("t", "").replace("U", "") + "b"
            changes.append(change(module, modes[0], "replaced", f"{quote}{mode}{quote}"))
    return Fix(tuple(changes))


def _is_for_bytes(module: Module, kinds: Kinds, read: ast.Name) -> bool:
    """Say whether a read of a file's name is the file of a function of bytes, or closes the file."""
    for call in module.of(ast.Call):
        at, wanted = TAKES.get(kinds.callee(call), (0, ""))
        if wanted == BYTES and len(call.args) > at and call.args[at] is read:
            return True
        if isinstance(call.func, ast.Attribute) and call.func.value is read:
            return call.func.attr in ("close", "flush", "fileno", "seek", "tell")
    return False
