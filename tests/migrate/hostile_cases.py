"""Files that want to harm their reader, made on the spot: none is stored.

`CALLS`: pickles that run something when Python's own `pickle.loads` reads them. `PICKLES`: pickles that are broken or
greedy on purpose. `FILES`: the same for the other formats.
"""

import bz2
import functools
import gzip
import io
import json
import lzma
import os
import pickle
import shutil
import sqlite3
import struct
import subprocess
import sys
import timeit
import warnings
import zipfile
import zlib

import numpy as np

from tests.migrate.legacy_pickle import multitrace_bytes, normal_trace


class Calls:
    """Pickles to a call of `function(*arguments)` on loading."""

    def __init__(self, function, *arguments):
        self.reduced = (function, arguments)

    def __reduce__(self):
        return self.reduced


class CallsSetstate(Calls):
    """Pickles to an object whose state is given to it on loading."""

    def __reduce__(self):
        return (*self.reduced, {"command": "never"})


def in_a_trace(what):
    """A whole MultiTrace in a bundle, and the call as its model."""
    return multitrace_bytes(*normal_trace(draws=3, chains=1), wrap=lambda trace: {"trace": trace, "model": what})


def call_lines(module, name, text):
    """Protocol 0: GLOBAL, its one argument, REDUCE."""
    return f"c{module}\n{name}\n(S{text!r}\ntR.".encode()


def through_getattr(command):
    return b"cbuiltins\ngetattr\n(cos\nsystem\nS'__call__'\ntR(S" + repr(command).encode() + b"\ntR."


def by_stack(module, name, argument):
    """Protocol 4: STACK_GLOBAL, whose name may lead through attributes."""
    texts = [b"\x8c" + bytes([len(one)]) + one.encode() for one in (module, name)]
    command = argument.encode()
    return b"\x80\x04" + b"".join(texts) + b"\x93X" + struct.pack("<I", len(command)) + command + b"\x85R."


def late_from_memo(command):
    """The name goes to the memo, is thrown away, and comes back after a thousand harmless objects."""
    text = b"X" + struct.pack("<I", len(command)) + command.encode()
    return b"\x80\x02cos\nsystem\nq\x070" + b"]0" * 1000 + b"h\x07" + text + b"\x85R."


def calls(marker):
    """Name -> (pickle, what its refusal names), each of which creates the file `marker` when read in the usual way."""
    touch = f"open({str(marker)!r}, 'w').close()"
    command = f"{sys.executable} -c \"open('{marker}', 'w').close()\""
    words = [sys.executable, "-c", touch]
    system = f"{os.system.__module__}.system"
    code = compile(touch, "brought along", "exec")
    source = pickle.dumps(Calls(exec, touch))
    quoted = repr(command).encode()
    return {
        "os.system": (pickle.dumps(Calls(os.system, command)), system),
        "os.mkdir": (pickle.dumps(Calls(os.mkdir, str(marker))), f"{os.mkdir.__module__}.mkdir"),
        "subprocess.call": (pickle.dumps(Calls(subprocess.call, words)), "subprocess.call"),
        "subprocess.check_output": (pickle.dumps(Calls(subprocess.check_output, words)), "subprocess.check_output"),
        "eval": (pickle.dumps(Calls(eval, touch)), "builtins.eval"),
        "exec, protocol 0": (pickle.dumps(Calls(exec, touch), protocol=0), "builtins.exec"),
        "exec of Python 2": (call_lines("__builtin__", "eval", touch), "builtins.eval"),
        "open": (pickle.dumps(Calls(open, str(marker), "w")), "io.open"),
        "compile": (pickle.dumps(Calls(exec, Calls(compile, touch, "x", "exec"))), "builtins.exec"),
        "import": (pickle.dumps(Calls(eval, f"__import__('os').system({command!r})")), "builtins.eval"),
        "__import__, then getattr": (
            b"cbuiltins\ngetattr\n(cbuiltins\n__import__\n(S'os'\ntRS'system'\ntR(S" + quoted + b"\ntR.",
            "builtins.__import__",
        ),
        "importlib": (
            b"cbuiltins\ngetattr\n(cimportlib\nimport_module\n(S'os'\ntRS'system'\ntR(S" + quoted + b"\ntR.",
            "importlib.import_module",
        ),
        "runpy": (by_stack("runpy", "run_path", script_beside(marker, touch)), "runpy.run_path"),
        "timeit": (pickle.dumps(Calls(timeit.timeit, touch, "pass", timeit.default_timer, 1)), "timeit"),
        "shutil.copyfile": (pickle.dumps(Calls(shutil.copyfile, __file__, str(marker))), "shutil.copyfile"),
        "pickle in a pickle": (pickle.dumps(Calls(pickle.loads, source)), "_pickle.loads"),
        "code of its own": (pickle.dumps(Calls(exec, touch, {"code": None})), "builtins.exec"),
        "marshal": (
            b"cbuiltins\nexec\n(cmarshal\nloads\n(" + binary(__import__("marshal").dumps(code)) + b"tRtR.",
            "builtins.exec",
        ),
        "partial": (pickle.dumps(Calls(functools.partial(os.system, command))), system),
        "attrgetter": (b"coperator\nattrgetter\n(S'system'\ntR(cposixpath\nos\ntR(S" + quoted + b"\ntR.", "os.system"),
        "attrgetter along a path": (
            b"coperator\nattrgetter\n(S'os.path.os.system'\ntR(cposixpath\ngenericpath\ntR(S" + quoted + b"\ntR.",
            "os.system",
        ),
        "methodcaller": (b"coperator\nmethodcaller\n(S'system'\nS" + quoted + b"\ntR(cposixpath\nos\ntR.", "os.system"),
        "map": (pickle.dumps(Calls(list, Calls(map, os.system, [command]))), system),
        "an attribute of another module": (by_stack("shutil", "os.system", command), "os.system"),
        "an attribute of a harmless module": (by_stack("posixpath", "os.system", command), "os.system"),
        "inside a list": (pickle.dumps([1, {"trace": Calls(exec, touch)}]), "builtins.exec"),
        "beside a whole trace": (in_a_trace(Calls(exec, touch)), "builtins.exec"),
        "with a state": (pickle.dumps(CallsSetstate(exec, touch)), "builtins.exec"),
        "getattr of a function": (through_getattr(command), "os.system"),
        "inst opcode": (b"(S" + quoted + b"\nios\nsystem\n.", "os.system"),
        "obj opcode": (b"(cos\nsystem\nS" + quoted + b"\no.", "os.system"),
        "through the memo": (late_from_memo(command), "os.system"),
        "in a state of BUILD": (
            b"ccollections\nOrderedDict\n)R}S'x'\ncos\nsystem\n(S" + quoted + b"\ntRsb.",
            "os.system",
        ),
        "as a key": (b"}cos\nsystem\n(S" + quoted + b"\ntRI1\ns.", "os.system"),
        "a function of NumPy": (pickle.dumps(Calls(np.savetxt, str(marker), [1.0])), "numpy.savetxt"),
        "joblib's own load": (by_stack("joblib", "load", pickled_beside(marker, source)), "joblib.load"),
        "a registered extension": (
            b"\x80\x02\x82\xf0X" + struct.pack("<I", len(command)) + command.encode() + b"\x85R.",
            "registry of extensions",
        ),
    }


def script_beside(marker, touch):
    path = f"{marker}.py"
    if str(marker):
        with open(path, "w") as out:
            out.write(touch)
    return path[-250:]


def pickled_beside(marker, data):
    path = f"{marker}.pkl"
    if str(marker):
        with open(path, "wb") as out:
            out.write(data)
    return path


def binary(data):
    return b"B" + struct.pack("<I", len(data)) + data


def subimport(module):
    """As cloudpickle and dill write a module that a function uses."""
    return b"ccloudpickle.cloudpickle\nsubimport\n(S'" + module + b"'\ntR"


# Names that only some installations have, or that would do harm for real: refused by their names alone.
NAMED = {
    "os.popen": b"cos\npopen\n(S'ls'\ntR.",
    "nt.system": b"cnt\nsystem\n(S'x'\ntR.",
    "pty.spawn": b"cpty\nspawn\n(S'sh'\ntR.",
    "socket.create_connection": b"csocket\ncreate_connection\n((S'localhost'\nI1\nttR.",
    "ctypes.CDLL": b"cctypes\nCDLL\n(S'libc.so.6'\ntR.",
    "webbrowser.open": b"cwebbrowser\nopen\n(S'http://localhost'\ntR.",
    "code.interact": b"ccode\ninteract\n)R.",
    "commands.getoutput": b"ccommands\ngetoutput\n(S'ls'\ntR.",
    "builtins.execfile": b"c__builtin__\nexecfile\n(S'x'\ntR.",
    "sys.settrace": b"csys\nsettrace\n(NtR.",
    "os.system, a module by cloudpickle": b"cbuiltins\ngetattr\n(" + subimport(b"os") + b"S'system'\ntR(S'x'\ntR.",
    "os.remove, by operator.attrgetter": b"coperator\nattrgetter\n(S'remove'\ntR(" + subimport(b"os") + b"tR(S'x'\ntR.",
    "os.remove, by methodcaller": b"coperator\nmethodcaller\n(S'remove'\nS'x'\ntR(" + subimport(b"os") + b"tR.",
    "os.system, by dill": b"cdill._dill\n_import_module\n(S'os.system'\ntR(S'x'\ntR.",
    "builtins.eval, by dill": b"cdill._dill\n_load_type\n(S'eval'\ntR(S'1'\ntR.",
    "function called that it brings along": b"ctypes\nFunctionType\n(NtR)R.",
}


def deep(opening, closing, levels):
    return b"\x80\x02" + opening * levels + closing * (levels - 1) + b"."


def array_of_shape(shape, data=b"\0" * 8):
    head = b"cnumpy\ndtype\n(S'f8'\nI0\nI1\ntR(I3\nS'<'\nNNNI-1\nI-1\nI0\ntb"
    made = b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR"
    sizes = b"".join(b"L%dL\n" % n for n in shape)
    return made + b"(I1\n(" + sizes + b"t" + head + b"I00\n" + binary(data) + b"tb"


def named(value):
    """A dict of one variable."""
    return b"}S'mu'\n" + value + b"s."


def one_array_many_times():
    points = b"h\x01" * 200_000
    return (
        b"\x80\x02}(X\x02\x00\x00\x00mu"
        + array_of_shape((1 << 14,), bytes(8 << 14))
        + b"q\x02uq\x010]("
        + points
        + b"e."
    )


def doubled(levels=60):
    """A list of two references to a list of two references to ... : 2**60 numbers in 200 bytes."""
    made = b"](G" + struct.pack(">d", 1.0) + b"eq\x00"
    for i in range(1, levels):
        made += b"0](" + b"h" + bytes([i - 1]) * 1 + b"h" + bytes([i - 1]) + b"eq" + bytes([i])
    return b"\x80\x02" + made + b"0" + named(b"h" + bytes([levels - 1]))


def joblib_promise(shape, dtype=b"f8"):
    return (
        b"cjoblib.numpy_pickle\nNumpyArrayWrapper\n)R}(S'shape'\n("
        + b"".join(b"L%dL\n" % n for n in shape)
        + b"tS'dtype'\ncnumpy\ndtype\n(S'"
        + dtype
        + b"'\nI0\nI1\ntR(I3\nS'<'\nNNNI-1\nI-1\nI0\ntbS'order'\nS'C'\nub."
    )


LEVELS = 100_000  # far more than a recursion survives, in Python or in C
HASH = (1 << 61) - 1  # whole numbers that differ by it hash alike
GOOD = multitrace_bytes(*normal_trace(draws=50, chains=2))

# name -> (pickle, why it is refused)
PICKLES = {
    "persistent id, text": (b"Pelsewhere\n.", "outside the file"),
    "persistent id, binary": (b"\x80\x02Nq\x00Q.", "outside the file"),
    "extension of one byte": (b"\x80\x02\x82\x01.", "registry of extensions"),
    "extension of two bytes": (b"\x80\x02\x83\x01\x02.", "registry of extensions"),
    "extension of four bytes": (b"\x80\x02\x84\x01\x02\x03\x04.", "registry of extensions"),
    "buffer out of band": (b"\x80\x05\x97.", "buffer that was kept apart"),
    "memo that is not there": (b"\x80\x02h\x05.", "nothing was remembered as 5"),
    "memo under a huge number": (b"\x80\x02Nr\xff\xff\xff\xffp99999999999\n.", "impossible number"),
    "memo of nothing": (b"\x80\x02q\x01.", "empty stack"),
    "a list that holds itself": (b"\x80\x02]q\x00h\x00a.", "it holds a list"),
    "a dict that holds itself": (b"\x80\x02}q\x00X\x05\x00\x00\x00traceh\x00s.", "a dict of 'trace'"),
    "a trace that holds itself": (
        b"cpymc3.backends.base\nMultiTrace\n)Rq\x00(dS'_straces'\nh\x00sb.",
        "holds no chains",
    ),
    "a trace whose chains are the trace": (
        b"cpymc3.backends.base\nMultiTrace\n)Rq\x00(dS'_straces'\n(dI0\nh\x00ssb.",
        "chain 0 is kept in a pymc3",
    ),
    "BUILD with a number": (b"cpymc3.backends.base\nMultiTrace\n)RI7\nb.", "no chains"),
    "BUILD with itself": (b"cpymc3.backends.base\nMultiTrace\n)Rq\x00h\x00b.", "no chains"),
    "BUILD of a class": (b"cpymc3.backends.base\nMultiTrace\n}S'__init__'\nI1\nsb.", "the name pymc3"),
    "BUILD of a text": (b"S'x'\n}S'y'\nI1\nsb.", "it holds a str"),
    "a call of a text": (b"S'x'\n)R.", "it calls a str"),
    "a call without a tuple": (b"cx\ny\nNR.", "arguments of a call are no tuple"),
    "OBJ without a mark": (b"\x80\x02No.", "mark is missing"),
    "OBJ of nothing": (b"\x80\x02(o.", "it calls a NoneType"),
    "INST without a mark": (b"\x80\x02ia\nb\n.", "mark is missing"),
    "append to a number": (b"\x80\x02K\x01K\x02a.", "appends to a int"),
    "items of a text": (b"\x80\x02X\x01\x00\x00\x00aK\x01K\x02s.", "sets an item of a str"),
    "a key without a value": (b"\x80\x02(K\x01d.", "key without a value"),
    "a stack that is empty": (b"\x80\x020.", "mark is missing"),
    "protocol 200": (b"\x80\xc8N.", "protocol 200"),
    "an instruction that is none": (b"\x80\x02\xff.", "no instruction"),
    "a text without quotes": (b"Sabc\n.", "without its quotes"),
    "a number of a million digits": (b"I" + b"9" * 1_000_000 + b"\n.", "too long"),
    "a long of 2 GiB": (b"\x80\x02\x8b\xff\xff\xff\x7f.", "whole number of 2147483647 bytes"),
    "a long of minus one byte": (b"\x80\x02\x8b\xff\xff\xff\xff.", "cut off|promised"),
    "bytes of 2**60": (b"\x80\x04\x8e" + struct.pack("<Q", 1 << 60) + b"x.", "are promised"),
    "text of 2**63": (b"\x80\x04\x8d" + struct.pack("<Q", 1 << 63) + b"x.", "are promised"),
    "text that is no UTF-8": (b"\x80\x04\x8c\x02\xff\xfe.", "cannot be read"),
    "bytearray by its length": (b"\x80\x02cbuiltins\nbytearray\nL999999999999L\n\x85R.", "it holds a bytes"),
    "bytes by their length": (b"\x80\x02cbuiltins\nbytes\nL999999999999L\n\x85R.", "it holds a bytes"),
    "lists in lists": (deep(b"]", b"a", LEVELS), "it holds a list"),
    "tuples in tuples": (b"\x80\x02)" + b"\x85" * LEVELS + b".", "it holds a tuple"),
    "dicts in dicts": (b"\x80\x02" + b"}K\x01" * LEVELS + b"N" + b"s" * LEVELS + b".", "a dict of '1'"),
    "calls of calls": (b"\x80\x02" + b"cx\ny\n" * LEVELS + b")R" + b"\x85R" * (LEVELS - 1) + b".", "a x.y"),
    "objects in objects": (b"(cx\ny\n" * LEVELS + b"o" * LEVELS + b".", "a x.y"),
    "a deep tuple as a key": (b"\x80\x02})" + b"\x85" * LEVELS + b"K\x01s.", "a dict of"),
    "keys that hash alike": (
        b"\x80\x02}("
        + b"".join(b"\x8a\x0d" + (i * HASH).to_bytes(13, "little") + b"N" for i in range(1, 50_000))
        + b"u.",
        "a dict of",
    ),
    "a shape of 2**60": (named(array_of_shape((1 << 60,))), "a dict of 'mu'"),
    "a shape of 2**39": (named(array_of_shape((1 << 39,))), "holds 8 bytes"),
    "a product of shapes beyond 64 bits": (named(array_of_shape((1 << 39, 1 << 39, 1 << 39))), "holds 8 bytes"),
    "a shape below nothing": (named(array_of_shape((-1,))), "a dict of 'mu'"),
    "a shape of forty axes": (named(array_of_shape((1,) * 40)), "a dict of 'mu'"),
    "one array, 200,000 times": (one_array_many_times(), "far more memory"),
    "a list doubled sixty times": (doubled(), "a dict of 'mu'"),
    "joblib: an array of 2**60": (joblib_promise((1 << 60,)), "without a shape"),
    "joblib: an array of 2**39": (joblib_promise((1 << 39,)), "are promised"),
    "joblib: objects without end": (
        joblib_promise((1,), b"O8")[:-1] + joblib_promise((1,), b"O8"),
        "objects in objects",
    ),
    "a trace cut off": (GOOD[:-40], "cut off|damaged"),
    "a trace of zeros inside": (GOOD[:2000] + bytes(200) + GOOD[2200:], "pickle|bytes|hold"),
}


# --- other formats: writer(folder) -> path, why -------------------------------------------------------------------


def write(name, data):
    def to(folder):
        (folder / name).write_bytes(data() if callable(data) else data)
        return folder / name

    return to


def sparse(name, head, size=3_000_000_000):
    def to(folder):
        with open(folder / name, "wb") as out:
            out.write(head)
            out.truncate(size)
        return folder / name

    return to


def repeated(pack, times, size=1 << 24):
    """Compressed zeros, one such file behind the other: `times` x `size` bytes."""
    return lambda: pack(bytes(size)) * times


def npy(shape, data=b"", descr="<f8"):
    head = repr({"descr": descr, "fortran_order": False, "shape": shape}).encode() + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head + data


def zipped(members, method=zipfile.ZIP_DEFLATED):
    def make():
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as file:
            for name, data in members.items():
                file.writestr(name, data() if callable(data) else data)
        return out.getvalue()

    return make


def lying_about_size():
    """A member that says it holds 2**40 bytes."""
    data = bytearray(zipped({"mu.npy": npy((2,), bytes(16))}, zipfile.ZIP_STORED)())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = b"\xfe\xff\xff\xff"
    return bytes(data)


def encrypted():
    data = bytearray(zipped({"mu.npy": npy((2,), bytes(16))})())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def hdf5(fill):
    def to(folder):
        import h5py

        with h5py.File(folder / "t.h5", "w") as file:
            fill(file, h5py)
        return folder / "t.h5"

    return to


def huge_dataset(file, h5py):
    file.create_dataset("0/samples/mu", shape=(1 << 50,), dtype="f8", chunks=(1 << 10,))


def huge_posterior(file, h5py):
    file.create_dataset("posterior/mu", shape=(4, 1 << 48), dtype="f8", chunks=(1, 1 << 10))


def compact_bomb(file, h5py):
    file.create_dataset("0/samples/mu", data=np.zeros(20 << 20), chunks=(1 << 22,), compression="gzip")


def elsewhere(file, h5py):
    file.create_dataset("0/samples/mu", shape=(4,), dtype="u1", external=[("/etc/hostname", 0, 4)])


def virtual(file, h5py):
    layout = h5py.VirtualLayout(shape=(4,), dtype="f8")
    layout[:] = h5py.VirtualSource("elsewhere.h5", "x", shape=(4,))
    file.create_virtual_dataset("0/samples/mu", layout)


def linked_group(file, h5py):
    file.create_group("posterior")["mu"] = h5py.ExternalLink("elsewhere.h5", "x")


def circle(file, h5py):
    file.create_group("0")["samples"] = h5py.SoftLink("/0")


def database(*statements):
    def to(folder):
        with sqlite3.connect(folder / "t.db") as db:
            for one in statements:
                db.execute(one)
        db.close()
        return folder / "t.db"

    return to


def save_trace_folder(metadata):
    def to(folder):
        (folder / "0").mkdir()
        np.savez(folder / "0" / "samples.npz", mu=np.zeros(3))
        (folder / "0" / "metadata.json").write_text(metadata)
        return folder

    return to


def pipe(name, given=""):
    def to(folder):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(folder / name)
        return folder / (given or name)

    return to


def link(name, target):
    def to(folder):
        os.symlink(target, folder / name)
        return folder / name

    return to


def arrays(**held):
    def data():
        out = io.BytesIO()
        np.savez(out, **held)
        return out.getvalue()

    return data


def twins():
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "w") as file:
            for _ in range(2):
                file.writestr("mu.npy", npy((8,), bytes(64)))
    return out.getvalue()


def ours(*chains):
    """As `draws_npz.save` writes them, though no sampler would."""
    held = {f"{i}/samples/{name}": array for i, one in enumerate(chains) for name, array in one.items()}
    return write("t.npz", arrays(about=np.array(json.dumps({"chains": len(chains)})), **held))


def frame_of_twins():
    import pandas

    return pickle.dumps(pandas.DataFrame(np.ones((9, 2)), columns=["mu", "mu"]))


def nested_gzip():
    data = b"mu\n1\n"
    for _ in range(8):
        data = gzip.compress(data)
    return data


TABLE = "CREATE TABLE x (recid INTEGER, draw INTEGER, chain INT(5), v FLOAT"
FILES = {
    "gzip that expands a thousandfold": (write("t.pkl.gz", repeated(gzip.compress, 10)), "expands to would take"),
    "bzip2 that expands a millionfold": (write("t.pkl.bz2", repeated(bz2.compress, 10)), "expands to would take"),
    "xz that expands": (write("t.pkl.xz", repeated(lzma.compress, 10)), "expands to would take"),
    "zlib that expands": (write("t.pkl.z", lambda: zlib.compress(bytes(160 << 20))), "expands to would take"),
    "gzip in gzip in gzip ...": (write("t.csv.gz", nested_gzip), "one compressed file within another"),
    "gzip cut off": (write("t.pkl.gz", lambda: gzip.compress(GOOD)[:-300]), "gzip file is cut off"),
    "gzip damaged": (write("t.pkl.gz", lambda: flipped(gzip.compress(GOOD))), "gzip file is damaged|cut off"),
    "bzip2 damaged": (write("t.bz2", lambda: flipped(bz2.compress(GOOD))), "bzip2 file is damaged|cut off"),
    "xz damaged": (write("t.xz", lambda: flipped(lzma.compress(GOOD))), "xz file is damaged|cut off"),
    "lz4": (write("t.lz4", b"\x04\x22\x4d\x18" + bytes(50)), "it is lz4"),
    "3 GB of nothing": (sparse("t.pkl", b""), "no pickle"),
    "3 GB of nothing, called CSV": (sparse("t.csv", b""), "line 1 is no line of a table"),
    "3 GB behind a line of names": (sparse("t.csv", b"mu,sd\n1,2\n"), "line 3 is no line of a table"),
    "3 GB behind Stan's names": (sparse("t.csv", b"lp__,mu\n1,2\n"), "line 3 is no line of a table"),
    "3 GB in one text": (sparse("t.pkl", b"\x80\x04\x8e" + struct.pack("<Q", 2_900_000_000)), "no instruction"),
    "3 GB that begin as gzip": (sparse("t.gz", b"\x1f\x8b\x08" + bytes(7)), "gzip file is damaged"),
    "3 GB that begin as a zip": (sparse("t.npz", b"PK\x03\x04"), "npz file is damaged"),
    "3 GB that begin as HDF5": (sparse("t.h5", b"\x89HDF\r\n\x1a\n"), "cannot be opened as HDF5"),
    "3 GB that begin as SQLite": (sparse("t.db", b"SQLite format 3\0"), "cannot be read as a database"),
    "npz of 2**60 elements": (write("t.npz", zipped({"mu.npy": npy((1 << 60,), bytes(64))})), "is damaged"),
    "npz of -1 elements": (write("t.npz", zipped({"mu.npy": npy((-1,), bytes(64))})), "is damaged"),
    "npz that expands": (write("t.npz", zipped({"mu.npy": lambda: npy((20 << 20,), bytes(160 << 20))})), "would take"),
    "npz of many that expand": (
        write("t.npz", zipped({f"m{i}.npy": lambda: npy((4 << 20,), bytes(32 << 20)) for i in range(5)})),
        "would take",
    ),
    "npz that lies about a size": (write("t.npz", lying_about_size), "would take|damaged"),
    "npz with a pickle": (
        write("t.npz", zipped({"mu.npy": npy((1,), pickle.dumps([Calls(print)]), "|O")})), "array of objects"
    ),
    "npz with a header of brackets": (
        write("t.npz", zipped({"mu.npy": b"\x93NUMPY\x01\x00" + struct.pack("<H", 9000) + b"(" * 9000})), "damaged"
    ),
    "npz with a header of code": (
        write("t.npz", zipped({"mu.npy": b"\x93NUMPY\x01\x00" + struct.pack("<H", 12) + b"print('ran')"})), "damaged"
    ),
    "npz under a password": (write("t.npz", encrypted), "unknown kind"),
    "npz cut off": (write("t.npz", lambda: zipped({"mu.npy": npy((8,), bytes(64))})()[:-30]), "npz file is damaged"),
    "npz of texts": (write("t.npz", zipped({"mu.npy": npy((2,), b"abcd", "|S2")})), "arrays of numbers alone"),
    "HDF5 of 2**50 elements": (hdf5(huge_dataset), "would take"),
    "netCDF of 2**50 elements": (hdf5(huge_posterior), "would take"),
    "HDF5 that expands": (hdf5(compact_bomb), "would take"),
    "HDF5 with another file's content": (hdf5(elsewhere), "lies in another file"),
    "HDF5 of virtual data": (hdf5(virtual), "lies in another file"),
    "netCDF that links elsewhere": (hdf5(linked_group), "leads to another file"),
    "HDF5 in a circle": (hdf5(circle), "no array of numbers"),
    "SQLite with a view for a table": (
        database("CREATE VIEW x AS SELECT 0 recid, 0 draw, 0 chain, randomblob(900000000) v"), "without draws"
    ),
    "SQLite with a long text": (
        database(TABLE + ")", "INSERT INTO x VALUES (0, 0, 0, zeroblob(20000000))"), "too big|no number"
    ),
    "CSV of a million names": (
        write("t.csv", lambda: ",".join(f"x{i}" for i in range(1_000_000)).encode() + b"\n" + b"1\n" * 1000), "fewer cells"
    ),
    "CSV with a long cell": (write("t.csv", b"mu,sd\n1,2\n" + b"9" * 200_000 + b"x,1\n"), "line"),
    "metadata.json of brackets": (save_trace_folder("[" * 200_000), "chain 0 cannot be read"),
    "metadata.json with chains of 2**70": (
        save_trace_folder(json.dumps({"chain": "x", "_stats": None})), "chain 0 cannot be read"
    ),
    "Stan with a cut line": (write("t.csv", b"# stan_version_major = 2\nlp__,mu\n1,2\n1\n"), "fewer cells|1 cells"),
    "a pipe that nobody writes to": (pipe("t.pkl"), "it is no regular file"),
    "a link to an endless device": (link("t.csv", "/dev/zero"), "it is no regular file"),
    "a pipe in a folder of the text backend": (pipe("f/chain-0.csv", "f"), "chain-0.csv: it is no regular file"),
    "a pipe in a folder of save_trace": (pipe("f/0/metadata.json", "f"), "metadata.json: it is no regular file"),
    "a pipe in a folder of Stan's": (pipe("f/out.csv", "f"), "out.csv: it is no regular file"),
    "CSV with two columns of one name": (write("t.csv", b"mu,sd,mu\n1,2,3\n"), "two columns are called 'mu'"),
    "CSV with a column that has no name": (write("t.csv", b"mu,,sd\n1,2,3\n"), "column 2 of the variables has no name"),
    "CSV with one element twice": (write("t.csv", b"x__0,x__1,x[0]\n1,2,3\n"), "are the same element"),
    "Stan with two columns of one name": (write("t.csv", b"lp__,mu,mu\n1,2,3\n"), "two columns are called 'mu'"),
    "Stan with one element twice": (write("t.csv", b"lp__,x.1,x.01\n1,2,3\n"), "are the same element"),
    "a frame with two columns of one name": (write("t.pkl", frame_of_twins), "two columns are called 'mu'"),
    "npz with two arrays of one name": (write("t.npz", twins), "two arrays of one name"),
    "npz whose arrays disagree on layout": (
        write("t.npz", arrays(mu=np.zeros((4, 900)), sd=np.zeros((4, 500)))), "arrays by name that disagree"
    ),
    "npz, chains beside draws": (
        write("t.npz", arrays(mu=np.zeros((4, 900)), sd=np.zeros((4, 3)))), "arrays by name that disagree"
    ),
    "npz of ours, unlike variables": (ours({"x": np.ones(9)}, {"y": np.ones(9)}), "chain 1 has other variables"),
    "npz of ours, one variable more": (
        ours({"x": np.ones(9)}, {"x": np.ones(9), "y": np.ones(9)}), "chain 1 has other variables than chain 0: y"
    ),
    "npz of ours, unlike shapes": (ours({"x": np.ones(9)}, {"x": np.ones((9, 2))}), "x has shape"),
    "npz of ours, unlike lengths": (ours({"x": np.ones(9), "y": np.ones(8)}), "different numbers of draws: x 9, y 8"),
    "npz of ours, texts": (ours({"x": np.array(["a", "b"])}), "x is no array of draws that are numbers"),
    "npz of ours, no draw axis": (ours({"x": np.ones(())}), "x is no array of draws"),
    "npz of ours, nothing": (ours({}), "it holds no draws"),
    "Stan's optimum": (write("t.csv", b"# method = optimize\n# stan_version_major = 2\nlp__,mu\n1,2\n"), "optimize"),
}  # fmt: skip


def flipped(data):
    middle = len(data) // 2
    return data[:middle] + bytes(byte ^ 0x55 for byte in data[middle : middle + 20]) + data[middle + 20 :]
