"""MC560: text given to functions of bytes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.kinds import FILES, TEXT, TYPED, kinds_in
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC560",
    severity="breaks",
    title="text given to a function of bytes",
    why="Text is no sequence of bytes in Python 3: TypeError.",
    do="text.encode(); open a file that is hashed with mode 'rb'.",
    words=("hashlib", "hmac", "zlib", "bz2", "binascii", "base64", "BytesIO", "struct", "pickle", "frombuffer"),
)

BEFORE = """
import base64, binascii, hashlib, io, os, struct, zlib
hashlib.md5("abc"), hashlib.sha1(str(x)), hashlib.md5(b"abc")  # MC560 MC560
name = "%s %d" % (x, n)
seen = hashlib.sha256()
seen.update(name)  # MC560
seen.update(name.encode())
zlib.crc32("a" + name), zlib.compress(data)  # MC560
base64.b64encode("abc"), binascii.hexlify(name), base64.b64decode("YQ==")  # MC560 MC560
io.BytesIO("1 2"), os.write(1, "abc"), struct.pack("4s", name), struct.pack("i", 3)  # MC560 MC560 MC560
hashlib.md5(open(path).read())  # MC560
hashlib.md5(open(path, "rb").read())
def hashed(name):
    return hashlib.md5(name)
"""
AFTER = """
import base64, binascii, hashlib, io, os, struct, zlib
hashlib.md5("abc".encode()), hashlib.sha1(str(x).encode()), hashlib.md5(b"abc")
name = "%s %d" % (x, n)
seen = hashlib.sha256()
seen.update(name.encode())
seen.update(name.encode())
zlib.crc32(("a" + name).encode()), zlib.compress(data)
base64.b64encode("abc".encode()), binascii.hexlify(name.encode()), base64.b64decode("YQ==")
io.BytesIO("1 2".encode()), os.write(1, "abc".encode()), struct.pack("4s", name.encode()), struct.pack("i", 3)
hashlib.md5(open(path).read())  # MC560
hashlib.md5(open(path, "rb").read())
def hashed(name):
    return hashlib.md5(name)
"""
HASHES = [f"hashlib.{name}" for name in "md5 sha1 sha224 sha256 sha384 sha512 blake2b blake2s".split()]
# Functions of bytes, by the places of these.
TAKES: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(HASHES, (0,)),
    **{f"{name}().update": (0,) for name in (*HASHES, "hashlib.new", "hmac.new")},
    **{f"zlib.{name}": (0,) for name in "compress decompress crc32 adler32".split()},
    **dict.fromkeys(("bz2.compress", "bz2.decompress", "gzip.compress", "gzip.decompress"), (0,)),
    **{f"binascii.{name}": (0,) for name in "hexlify b2a_hex b2a_base64 crc32".split()},
    **{f"base64.{name}": (0,) for name in "b64encode standard_b64encode urlsafe_b64encode b32encode b16encode".split()},
    "base64.encodebytes": (0,),
    "hashlib.new": (1,),
    "hmac.new": (0, 1),
    "io.BytesIO": (0,),
    "os.write": (1,),
    "struct.pack": tuple(range(1, 20)),
    "struct.unpack": (1,),
    **dict.fromkeys(("pickle.loads", "cPickle.loads", "marshal.loads", "numpy.frombuffer"), (0,)),
}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    kinds = kinds_in(module)
    for call in module.of(ast.Call):
        name = kinds.callee(call)
        for at in TAKES.get(name, ()):
            given = call.args[at] if len(call.args) > at else None
            if given is None or kinds.of(given) not in (TEXT, TYPED):
                continue
            read = any(_is_read(module, one) for one in kinds.origins(given))
            fix = None if read else changed(module, given, "put_into", "{x}.encode()")
            yield Hit(given, name, "text of a file; open it with mode 'rb'" if read else "", fix=fix)


def _is_read(module: Module, node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (kinds_in(module).of(node.func.value) in FILES)
    )
