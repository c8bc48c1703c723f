"""Read a pickle without running anything that it names.

A pickle is a program for a small stack machine, which is implemented here with one difference: where Python's would
import a name and call it, this one puts an `Inert` that records the name and arguments. No opcode leads to an import
or to a call of anything the file names. NumPy's constructors are no exception: `numpy_values.py` checks their
arguments and builds the arrays, since NumPy's own `__setstate__` trusts its input. Nothing here recurses, and memory
stays within a small multiple of the file's size.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from mmap import mmap
from typing import Any

from .dangerous_names import refuse
from .errors import CannotRead
from .inert_objects import Inert, Name, OddKey
from .joblib_arrays import WRAPPER, array_that_follows
from .named_calls import call

OBJECTS = 10_000_000  # a posterior has fewer: a draw of a hundred variables takes 400
LONG = 4096  # bytes of an integer, or of a line with a name
VIEWED = 1 << 20  # bytes from which a text is a view, not a copy
ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|.|$)", re.DOTALL)
ESCAPES = {"\\": "\\", "'": "'", '"': '"', "n": "\n", "r": "\r", "t": "\t"}
PYTHON_2 = {"__builtin__": "builtins", "copy_reg": "copyreg", "cPickle": "pickle", "UserDict": "collections"}


@dataclass(frozen=True, eq=False)
class Pickled:
    """The content of a pickle, the names in it, and its size in bytes."""

    tree: Any
    names: frozenset[str]
    size: int


class Machine:
    """The state of the machine: stack, marks, and memo."""

    def __init__(self, data: Any) -> None:
        self.data = data  # bytes, or an mmap
        self.at = 0
        self.end = len(data)
        self.stack: list[Any] = []
        self.marks: list[list[Any]] = []
        self.memo: dict[int, Any] = {}
        self.names: dict[str, Name] = {}
        self.made = 0  # containers and objects
        self.is_inner = False  # inside another pickle

    def run(self) -> Any:
        """Run, and return the object at the end."""
        steps = STEPS
        while True:
            op = self.take(1)
            if op == b".":
                return self.pop()
            step = steps.get(op)
            if step is None:
                raise CannotRead(f"no pickle: byte {self.at - 1} is {op!r}, which is no instruction")
            step(self)

    def take(self, length: int) -> Any:
        """Return the next bytes."""
        if not 0 <= length <= self.end - self.at:
            raise CannotRead(f"the pickle is cut off: {length} bytes are promised, {self.end - self.at} are left")
        start, self.at = self.at, self.at + length
        return self.data[start : self.at] if length < VIEWED else memoryview(self.data)[start : self.at]

    def number(self, code: str) -> Any:
        return struct.unpack(code, self.take(struct.calcsize(code)))[0]

    def line(self, longest: int | None = LONG) -> bytes:
        stop = self.data.find(b"\n", self.at, self.end if longest is None else min(self.end, self.at + longest))
        if stop < 0:
            raise CannotRead("the pickle is cut off, or a line in it is too long for a name or a number")
        start, self.at = self.at, stop + 1
        return self.data[start:stop]

    def pop(self) -> Any:
        if not self.stack:
            raise CannotRead("a damaged pickle: it takes from an empty stack")
        return self.stack.pop()

    def top(self) -> Any:
        if not self.stack:
            raise CannotRead("a damaged pickle: it uses an empty stack")
        return self.stack[-1]

    def since_mark(self) -> list[Any]:
        if not self.marks:
            raise CannotRead("a damaged pickle: a mark is missing")
        items, self.stack = self.stack, self.marks.pop()
        return items

    def push(self, made: object) -> None:
        """Push a new object, counting its memory."""
        self.made += 1
        if self.made > OBJECTS:
            raise CannotRead(f"more than {OBJECTS:,} objects: this is no posterior")
        self.stack.append(made)

    def remember(self, number: int) -> None:
        if not 0 <= number < 1 << 32:
            raise CannotRead("a damaged pickle: it remembers something under an impossible number")
        self.memo[number] = self.top()

    def recall(self, number: int) -> None:
        if number not in self.memo:
            raise CannotRead(f"a damaged pickle: nothing was remembered as {number}")
        self.stack.append(self.memo[number])

    def name(self, module: object, name: object) -> None:
        if not (isinstance(module, str) and isinstance(name, str)):
            raise CannotRead("a damaged pickle: what it names is no text")
        self.stack.append(self.named(f"{PYTHON_2.get(module, module)}.{name}"))

    def named(self, path: str) -> Name:
        if path not in self.names:
            refuse(path)
            self.names[path] = Name(path)
        return self.names[path]

    def call(self, function: object, arguments: object, keywords: object = None) -> None:
        if not isinstance(arguments, tuple | list):
            raise CannotRead("a damaged pickle: the arguments of a call are no tuple")
        self.push(call(function, tuple(arguments), keywords))

    def pass_inner(self) -> Any:
        """Return the object of a pickle nested in this one."""
        if self.is_inner:
            raise CannotRead("a damaged joblib file: objects in objects")
        inner = Machine(self.data)
        inner.at, inner.made, inner.is_inner = self.at, self.made, True
        found = inner.run()
        self.at, self.made = inner.at, inner.made
        self.names |= inner.names
        return found

    def build(self) -> None:
        """Set the state on top of the stack on the object below it."""
        state, made = self.pop(), self.top()
        if isinstance(made, Inert):
            made.state = state
            if made.path.endswith(WRAPPER):
                made.value = array_that_follows(made, self.take, self.pass_inner)


# --- opcode -> what it does to the machine -----------------------------------------------------------------------


def _text(machine: Machine, length: int) -> None:
    """Push a text: of Python 3, or unicode of Python 2."""
    machine.push(str(machine.take(length), "utf-8", "surrogatepass"))


def _bytes(machine: Machine, length: int) -> None:
    machine.push(machine.take(length))


def _text_or_bytes(machine: Machine, length: int) -> None:
    """Push a Python 2 `str`, which may be text or bytes: names are text, contents of arrays stay bytes."""
    found = machine.take(length)
    machine.push(found if isinstance(found, memoryview) else str(found, "latin-1"))


def _string_line(machine: Machine) -> None:
    line = machine.line(None).strip()
    if len(line) < 2 or line[:1] != line[-1:] or line[:1] not in (b"'", b'"'):
        raise CannotRead("a damaged pickle: a text without its quotes")
    machine.push(ESCAPE.sub(_unescaped, str(line[1:-1], "latin-1")))


def _unescaped(found: re.Match[str]) -> str:
    """Return the character for an escape that Python 2 wrote."""
    said = found[1]
    if len(said) == 3:
        return chr(int(said[1:], 16))
    if said not in ESCAPES:
        raise CannotRead(f"a damaged pickle: the escape {found[0]!r} in a text")
    return ESCAPES[said]


def _int_line(machine: Machine) -> None:
    line = machine.line().rstrip(b"L")
    machine.stack.append({b"00": False, b"01": True}[line] if line in (b"00", b"01") else int(line))


def _whole(machine: Machine, length: int) -> None:
    if length > LONG:
        raise CannotRead(f"a whole number of {length} bytes: this is no posterior")
    machine.stack.append(int.from_bytes(machine.take(length), "little", signed=True))


def _mark(machine: Machine) -> None:
    machine.push(None)
    machine.stack.pop()
    machine.marks.append(machine.stack)
    machine.stack = []


def _pop(machine: Machine) -> None:
    if machine.stack:
        machine.stack.pop()
    else:
        machine.since_mark()


def _pop_mark(machine: Machine) -> None:
    machine.since_mark()


def _dict(machine: Machine) -> None:
    made: dict[Any, Any] = {}
    _set(made, machine.since_mark())
    machine.push(made)


def _append(machine: Machine, items: list[Any]) -> None:
    onto = machine.top()
    if isinstance(onto, Inert):
        onto.listed = onto.listed or []
        onto.listed.extend(items)
    elif isinstance(onto, list):
        onto.extend(items)
    else:
        raise CannotRead(f"a damaged pickle: it appends to a {type(onto).__name__}")


def _set_items(machine: Machine, items: list[Any]) -> None:
    onto = machine.top()
    if isinstance(onto, Inert):
        onto.mapped = onto.mapped if onto.mapped is not None else {}
        _set(onto.mapped, items)
    elif isinstance(onto, dict):
        _set(onto, items)
    else:
        raise CannotRead(f"a damaged pickle: it sets an item of a {type(onto).__name__}")


def _set(mapping: dict[Any, Any], items: list[Any]) -> None:
    if len(items) % 2:
        raise CannotRead("a damaged pickle: a key without a value")
    for i in range(0, len(items), 2):
        key = items[i]
        mapping[key if _plain(key) else OddKey(key)] = items[i + 1]


def _plain(key: object) -> bool:
    # Integers with equal hashes are easily made, and hashing deep tuples would overflow the C stack.
    return isinstance(key, str | bytes | Name | Inert) or (isinstance(key, int) and abs(key) < 1 << 60)


def _pair(machine: Machine) -> list[Any]:
    value, key = machine.pop(), machine.pop()
    return [key, value]


def _tuple(machine: Machine, length: int) -> None:
    if len(machine.stack) < length:
        raise CannotRead("a damaged pickle: a tuple of more than there is")
    made = tuple(machine.stack[-length:])
    del machine.stack[-length:]
    machine.push(made)


def _global_line(machine: Machine) -> None:
    machine.name(str(machine.line(), "utf-8"), str(machine.line(), "utf-8"))


def _stack_global(machine: Machine) -> None:
    name, module = machine.pop(), machine.pop()
    machine.name(module, name)


def _inst(machine: Machine) -> None:
    _global_line(machine)
    function = machine.pop()
    machine.call(function, machine.since_mark())


def _obj(machine: Machine) -> None:
    function, *arguments = machine.since_mark() or [None]
    machine.call(function, arguments)


def _reduce(machine: Machine) -> None:
    arguments, function = machine.pop(), machine.pop()
    machine.call(function, arguments)


def _new_with_keywords(machine: Machine) -> None:
    keywords, arguments, function = machine.pop(), machine.pop(), machine.pop()
    machine.call(function, arguments, keywords)


def _protocol(machine: Machine) -> None:
    if (protocol := machine.take(1)[0]) > 5:
        raise CannotRead(f"a pickle of protocol {protocol}, or none at all: 5 is the highest there is")


def _frame(machine: Machine) -> None:
    machine.number("<Q")  # the length of a frame, which is only an optimisation


def _refused(what: str) -> Callable[[Machine], None]:
    def step(machine: Machine) -> None:
        raise CannotRead(what)

    return step


ELSEWHERE = "the pickle refers to things outside the file"
STEPS: dict[bytes, Callable[[Machine], None]] = {
    b"\x80": _protocol,
    b"\x95": _frame,
    b"(": _mark,
    b"0": _pop,
    b"1": _pop_mark,
    b"2": lambda m: m.stack.append(m.top()),
    b"N": lambda m: m.stack.append(None),
    b"\x88": lambda m: m.stack.append(True),
    b"\x89": lambda m: m.stack.append(False),
    b"I": _int_line,
    b"J": lambda m: m.stack.append(m.number("<i")),
    b"K": lambda m: m.stack.append(m.number("<B")),
    b"M": lambda m: m.stack.append(m.number("<H")),
    b"L": _int_line,
    b"\x8a": lambda m: _whole(m, m.number("<B")),
    b"\x8b": lambda m: _whole(m, m.number("<i")),
    b"F": lambda m: m.stack.append(float(m.line())),
    b"G": lambda m: m.stack.append(m.number(">d")),
    b"S": _string_line,
    b"T": lambda m: _text_or_bytes(m, m.number("<i")),
    b"U": lambda m: _text_or_bytes(m, m.number("<B")),
    b"V": lambda m: m.push(str(m.line(None), "raw-unicode-escape")),
    b"X": lambda m: _text(m, m.number("<I")),
    b"\x8c": lambda m: _text(m, m.number("<B")),
    b"\x8d": lambda m: _text(m, m.number("<Q")),
    b"B": lambda m: _bytes(m, m.number("<I")),
    b"C": lambda m: _bytes(m, m.number("<B")),
    b"\x8e": lambda m: _bytes(m, m.number("<Q")),
    b"\x96": lambda m: _bytes(m, m.number("<Q")),
    b"]": lambda m: m.push([]),
    b"l": lambda m: m.push(m.since_mark()),
    b"a": lambda m: _append(m, [m.pop()]),
    b"e": lambda m: _append(m, m.since_mark()),
    b")": lambda m: m.stack.append(()),
    b"t": lambda m: m.push(tuple(m.since_mark())),
    b"\x85": lambda m: _tuple(m, 1),
    b"\x86": lambda m: _tuple(m, 2),
    b"\x87": lambda m: _tuple(m, 3),
    b"}": lambda m: m.push({}),
    b"d": _dict,
    b"s": lambda m: _set_items(m, _pair(m)),
    b"u": lambda m: _set_items(m, m.since_mark()),
    b"\x8f": lambda m: m.push([]),  # a set: order and duplicates do not matter here
    b"\x90": lambda m: _append(m, m.since_mark()),
    b"\x91": lambda m: m.push(m.since_mark()),
    b"g": lambda m: m.recall(int(m.line())),
    b"h": lambda m: m.recall(m.number("<B")),
    b"j": lambda m: m.recall(m.number("<I")),
    b"p": lambda m: m.remember(int(m.line())),
    b"q": lambda m: m.remember(m.number("<B")),
    b"r": lambda m: m.remember(m.number("<I")),
    b"\x94": lambda m: m.remember(len(m.memo)),
    b"c": _global_line,
    b"\x93": _stack_global,
    b"i": _inst,
    b"o": _obj,
    b"R": _reduce,
    b"\x81": _reduce,
    b"\x92": _new_with_keywords,
    b"b": Machine.build,
    b"P": _refused(f"{ELSEWHERE} (a persistent id)"),
    b"Q": _refused(f"{ELSEWHERE} (a persistent id)"),
    b"\x82": _refused(f"{ELSEWHERE} (a code of Python's registry of extensions)"),
    b"\x83": _refused(f"{ELSEWHERE} (a code of Python's registry of extensions)"),
    b"\x84": _refused(f"{ELSEWHERE} (a code of Python's registry of extensions)"),
    b"\x97": _refused(f"{ELSEWHERE} (a buffer that was kept apart)"),
    b"\x98": _refused(f"{ELSEWHERE} (a buffer that was kept apart)"),
}


def read(data: bytes | mmap) -> Pickled:
    """Return a pickle's tree of plain containers and inert objects; nothing in it is called.

    data: bytes or an mmap. Raises CannotRead for data that is not a pickle, is truncated, refers to things outside
    the file, or has names that no posterior needs.
    """
    machine = Machine(data)
    try:
        tree = machine.run()
    except CannotRead as error:
        if machine.at < 64 and bytes(data[:1]) != b"\x80":  # arbitrary bytes may look like instructions
            raise CannotRead(f"it is no pickle, nor of any other format that is known here ({error})") from None
        raise
    except MemoryError:
        raise CannotRead("the pickle asks for more memory than there is: it is damaged") from None
    except (ValueError, OverflowError, TypeError, struct.error) as error:
        raise CannotRead(f"the pickle cannot be read: {error or type(error).__name__}") from None
    return Pickled(tree, frozenset(machine.names), len(data))


def read_pickle(data: bytes | mmap) -> Any:
    """Return the tree alone."""
    return read(data).tree
