"""Files inside gzip, bzip2, xz or zlib (joblib's), decompressed into a temporary file, up to a bound."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .errors import CannotRead
from .memory_bound import enough_room

PIECE = 1 << 20
KINDS: dict[bytes, tuple[str, Callable[[], Any]]] = {
    b"\x1f\x8b": ("gzip", lambda: zlib.decompressobj(wbits=31)),
    b"BZh": ("bzip2", bz2.BZ2Decompressor),
    b"\xfd7zXZ\x00": ("xz", lzma.LZMADecompressor),
    b"\x5d\x00\x00": ("lzma", lzma.LZMADecompressor),
    **{bytes([0x78, level]): ("zlib", zlib.decompressobj) for level in (0x01, 0x5E, 0x9C, 0xDA)},
}


def kind_of(head: bytes) -> str | None:
    """Return the compression that a file begins with."""
    for magic, (name, make) in KINDS.items():
        if head.startswith(magic) and (name != "zlib" or _can_be_zlib(make(), head)):
            return name
    return None


def _can_be_zlib(machine: Any, head: bytes) -> bool:
    """Say whether it really is zlib, whose two magic bytes may also be text: `x^2,y` may head a CSV file."""
    try:
        return bool(machine.decompress(head, 64))
    except zlib.error:
        return False


def expand(path: Path, into: Path) -> None:
    """Write the decompressed content. Raises CannotRead if it is truncated, damaged, or expands far too much."""
    size, written = path.stat().st_size, 0
    with open(path, "rb") as opened, open(into, "wb") as out:
        head = opened.read(16)
        opened.seek(0)
        magic, (name, make) = next(one for one in KINDS.items() if head.startswith(one[0]))
        machine = make()
        try:
            while data := opened.read(PIECE):
                while data:
                    for piece in _pieces(machine, data):
                        written += len(piece)
                        enough_room(written, size, f"what this {name} file expands to")
                        out.write(piece)
                    data = machine.unused_data if machine.eof else b""
                    if data and not data.startswith(magic):
                        return  # padding after the end
                    machine = make() if data else machine  # concatenated streams are allowed
        except CannotRead:
            raise
        except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError) as error:
            raise CannotRead(f"the {name} file is damaged: {error}") from None
        if not machine.eof:
            raise CannotRead(f"the {name} file is cut off")


def _pieces(machine: Any, data: bytes) -> Iterator[bytes]:
    """Yield the content of `data`, at most PIECE at once."""
    made = machine.decompress(data, PIECE)
    while made:
        yield made
        if machine.eof:
            return
        waiting = getattr(machine, "unconsumed_tail", b"")  # zlib returns unconsumed input, the others keep it
        made = machine.decompress(waiting, PIECE) if waiting or not getattr(machine, "needs_input", False) else b""
