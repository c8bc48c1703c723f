"""What a loop computes, as formulas for its reader: `a4 = sum over i0: y[i0] * v0 - softplus(v0)`.

They are made from the same functions of items that make the C, with an accessor that writes names and infix signs in
place of addresses. What is read once is written where it is read; all else has the name that it has in the C.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from compat.backends.c.access import Access, memory_of
from compat.backends.c.arrays_comment import WIDEST
from compat.backends.c.ir import (
    Cast,
    Checked,
    Code,
    Element,
    Expr,
    Guarded,
    Held,
    Int,
    Length,
    Linear,
    Literal,
    Name,
    Ragged,
    Result,
    Row,
    Whole,
    expression,
)
from compat.backends.c.item import Item
from compat.backends.c.print_c import bare, text
from compat.graph.variable import Constant, Variable
from compat.ops.shape import is_transposed

INFIX = {  # row -> (sign, how tightly it binds)
    "add": ("+", 3), "sub": ("-", 3), "mul": ("*", 4), "true_div": ("/", 4), "int_div": ("//", 4), "mod": ("%", 4),
    "pow": ("^", 6), "lt": ("<", 2), "le": ("<=", 2), "gt": (">", 2), "ge": (">=", 2), "eq": ("==", 2),
    "neq": ("!=", 2), "and_": ("&", 1), "or_": ("|", 1), "matmul": ("@", 4),
}
LONGEST = 72  # letters of a part that is written where it is read
_POSITION = re.compile(r"\bi\d+\b")
_CAST = re.compile(r"\((?:u?int\d+_t|double|float|_Bool)\)")
_ALONE = re.compile(r"(?<![\w)\]])\((\w+)\)")  # a name in parentheses
_TWO_NUMBERS = re.compile(r"(\d+) \+ (\d+)(?![\w.]| \*)")
_UNSAFE = re.compile(r"[^A-Za-z0-9_ .,:;{}()\[\]<>=+-]")  # names of users' Ops may end a comment, or be no ASCII


class Signed(str):
    """The text of an operation in parentheses; `level` says how tightly its sign binds, so that a reader of it may do
    without them."""

    level: int = 9


def signed(text: str, level: int) -> Signed:
    new = Signed(f"({text})")
    new.level = level
    return new


def _within(text: str, level: int) -> str:
    """`text` as an operand of a sign that binds as tightly as `level`."""
    return str(text)[1:-1] if isinstance(text, Signed) and text.level >= level else str(text)


def infix(name: str, operands: Sequence[str]) -> str:
    """A row of the elementwise table, applied to texts."""
    if name in INFIX and len(operands) == 2:
        sign, level = INFIX[name]
        left, right = operands
        # a + (b + c) and (a - b) + c need no parentheses, a - (b + c) does
        right_level = level if sign in "+*" else level + 1
        sign = sign if sign == "^" else f" {sign} "
        return signed(f"{_within(left, level + (sign == '^'))}{sign}{_within(right, right_level)}", level)
    if name == "neg":
        return signed(f"-{_within(operands[0], 5)}", 3)
    if name == "sqr":
        return signed(f"{_within(operands[0], 7)}^2", 6)
    if name == "inv":
        return signed(f"1 / {_within(operands[0], 5)}", 4)
    if name.lower().startswith("cast"):
        return operands[0]
    return f"{safe(name)}({', '.join(map(bare, operands))})"


def safe(name: str) -> str:
    """A name of somebody's that may stand in a comment."""
    return _UNSAFE.sub(".", name[:60])


@dataclass(frozen=True)
class Touch:
    """That one array is read or written at one place of each point: `at` is the index, `loops` the positions of the
    domain that it follows (None: anywhere)."""

    array: str
    at: str
    loops: tuple[int, ...] | None


@dataclass
class Formula:
    """`name = text`, summed and so on over `reduced` loops; `index` the loops that the result has."""

    item: Item
    name: str
    text: str
    sign: str = "="
    reads: list[Touch] = field(default_factory=list)

    def over(self, ranges: bool = False) -> str:
        """Over what it is accumulated; ranges: with the lengths of inner loops."""
        item = self.item
        if item.running:
            return f"running {item.running} over i{len(item.domain) - 1}: "
        if item.kind != "reduce":
            return ""
        loops = ", ".join(f"i{p}" + (f" < {shown(item.domain[p])}" if ranges and p else "") for p in item.reduced)
        return f"{item.combine} over {loops}: "

    def __str__(self) -> str:
        text = _CAST.sub("", f"{self.name} {self.sign} {self.over(True)}{self.text}")
        return _ALONE.sub(r"\1", text)


class Reader:
    """Writes what an item reads, as a reader would name it."""

    def __init__(self, writer: Any, item: Item, inlined: dict[int, Formula],
                 name_of: Callable[[Variable], Any]) -> None:
        self.w, self.items, self.item, self.inlined, self.name_of = writer, writer.items, item, inlined, name_of
        self.reads: list[Touch] = []

    def __call__(self, expr: Expr) -> str:
        match expr:
            case Literal():
                return number(expr.shown)
            case Name() | Int():
                return text(expr)
            case Row(row, arguments):
                return infix(row.name, [self(a) for a in arguments])
            case Cast(value) | Held(value) | Checked(value):
                return self(value)
            case Guarded(_, value):
                return self(value)
            case Code(template, parts):
                return template.format(*map(self, parts))
            case Linear(index):
                return ", ".join(map(self, index))
            case Ragged():
                return text(expr)
            case Result(producer, index):
                return self._result(producer, None if index is None else tuple(map(self, index)))
            case Element(variable, index):
                return self._element(variable, tuple(map(self, index)))
            case Whole(variable):
                return self.array(variable)
        raise TypeError(f"{expr!r} is no expression of an item")

    def _touch(self, array: str, index: Sequence[str]) -> None:
        at = ", ".join(index)
        gathered = "[" in at or "?" in at
        loops = None if gathered else tuple(sorted({int(i[1:]) for i in _POSITION.findall(at)}))
        self.reads.append(Touch(array, at, loops))

    def _result(self, producer: Item, index: tuple[str, ...] | None) -> str:
        w = self.w
        if index is None:
            return str(w.memory(producer))
        if w.schedule.from_value(producer, self.item, tuple(map(Name, index))):
            known = self.inlined.get(producer.number)
            if known is None:
                return f"v{producer.number}"
            self.reads.extend(known.reads)
            return known.text
        if producer.kind in ("buffer", "done", "opaque"):
            full = iter(index)
            index = tuple("0" if a is None else next(full) for a in producer.axis_of)
        memory = w.memory(producer)
        self._touch(memory, index)
        return element(memory, index)

    def _element(self, variable: Variable, index: Sequence[str]) -> str:
        if isinstance(variable, Constant):
            found = self.w.constants.get(id(variable))
            # else the first of a loop that is about to be written
            return element(found[0] if found else f"c{len(self.w.constants)}", index)
        self._touch(self.items.leaf_name[id(variable)], index)
        return named_element(self.name_of(variable), index, variable)

    def array(self, variable: Variable) -> str:
        """The name of an array that is read whole."""
        held, _ = memory_of(variable, self.items.lengths)
        if isinstance(held, Constant):
            return "constant"
        producer = self.items.of.get(id(held)) or self.items.copies.get(id(held))
        name = self.items.leaf_name[id(held)] if producer is None else self.w.memory(producer)
        self.reads.append(Touch(name, "", None))
        shown = self.name_of(held) if producer is None else name
        return shown if isinstance(shown, str) else name


def shown(length: Length) -> str:
    """A length as its name or number."""
    return text(expression(length))


def number(value: Any) -> str:
    """A constant as a reader would write it."""
    if isinstance(value, bool):
        return str(int(value))
    text = f"{value:.10g}" if isinstance(value, float) else str(value)
    return signed(text, 5) if text.startswith("-") else text


def element(name: str, index: Sequence[str]) -> str:
    """`name` at an index: b3[i0, 2]; the name alone where there is no dimension."""
    return f"{name}[{', '.join(map(position, index))}]" if index else name


def position(text: str) -> str:
    """An index without parentheses around it, numbers before it added up: 0 + 1 + i0 is 1 + i0."""
    text = bare(text)
    while (two := _TWO_NUMBERS.match(text)) is not None:
        text = f"{int(two[1]) + int(two[2])}{text[two.end():]}"
    return text.removeprefix("0 + ")


def named_element(name: Any, index: Sequence[str], variable: Variable) -> str:
    """An element of an input; its name may be a function of the index, where it is made of parts."""
    if callable(name):
        return str(name(index))
    return element(name, index)


def formulas(writer: Any, items: Sequence[Item], name_of: Callable[[Variable], Any] | None = None) -> list[Formula]:
    """What `items`, of one loop nest or of statements in a row, leave for others or name. name_of: inputs' names."""
    name_of = name_of or (lambda v: writer.items.leaf_name[id(v)])
    readers: dict[int, int] = {}
    for item in items:
        for use in item.uses:
            if use.index is not None and writer.schedule.from_value(use.producer, item, use.index):
                readers[use.producer.number] = readers.get(use.producer.number, 0) + 1
    inlined: dict[int, Formula] = {}
    found: list[Formula] = []
    for item in items:
        if item.kind in ("done", "opaque") or (item.kind == "buffer" and item.combine != "zero"):
            continue
        new = _formula(writer, item, inlined, name_of)
        named = item.kind != "pointwise" or item.running or item.number in writer.schedule.memory_from
        if not named and readers.get(item.number, 0) == 1 and len(new.text) <= LONGEST:
            inlined[item.number] = new
        else:
            new.text = bare(new.text)
            found.append(new)
    return found


def _formula(writer: Any, item: Item, inlined: dict[int, Formula], name_of: Callable[[Variable], Any]) -> Formula:
    if item.kind == "buffer":
        return Formula(item, writer.memory(item), "0")
    reader = Reader(writer, item, inlined, name_of)
    assert item.expr is not None
    written = reader(item.expr)
    if item.kind == "store":
        assert item.target is not None and item.at is not None
        name, sign = element(writer.memory(item.target), [reader(i) for i in item.at]), item.combine
        return Formula(item, name, written, sign, reader.reads)
    names = []
    if item.number in writer.schedule.memory_from:
        names.append(element(writer.memory(item), [f"i{p}" for p in item.result]))
    if item.number in writer.schedule.read_as_values or not names:
        names.insert(0, f"v{item.number}")
    return Formula(item, " = ".join(names), written, "=", reader.reads)


def call_formula(writer: Any, item: Item, name_of: Callable[[Variable], Any] | None = None) -> Formula:
    """What an opaque item computes: `b3 = Cholesky(b1)`."""
    node = item.node
    assert node is not None
    reader = Reader(writer, item, {}, name_of or (lambda v: writer.items.leaf_name[id(v)]))
    given = [_whole(reader, v) for v in node.inputs]
    outs = [writer.memory(writer.items.of[id(v)]) for v in node.outputs]
    name = safe(getattr(node.op, "c_label", None) or node.op.plain_name)
    return Formula(item, ", ".join(outs), f"{name}({', '.join(given)})", "=", reader.reads)


def _whole(reader: Reader, v: Variable) -> str:
    """A name for the whole of `v`, an argument of a call."""
    if isinstance(v, Constant):
        return number(v.data.reshape(()).item()) if v.data.size == 1 else "constant"
    turned = ""
    while True:
        if not hasattr(v.type, "broadcastable"):
            return "?"
        held, _ = memory_of(v, reader.items.lengths)
        if isinstance(held, Constant) or held.owner is None or id(held) in reader.items.of \
                or id(held) in reader.items.copies:
            return reader.array(v) + turned
        if not is_transposed(held):
            if v.type.ndim == 0:
                return bare(reader(Access(reader.items).element(v, ())))
            name = safe(held.owner.op.plain_name)
            if not name.startswith("Subtensor{"):
                return name + turned
            turned = f"[{name[10:-1]}]{turned}"
            v = held.owner.inputs[0]
            continue
        v, turned = held.owner.inputs[0], f".T{turned}"


MOST = 64  # items of a loop whose comment has formulas; of a longer one it has the names of Ops


def loop_comment(writer: Any, items: Sequence[Item], labels: Callable[[], str]) -> list[str]:
    """The comment above a nest of loops, by line."""
    if len(items) > MOST:
        return [f"/* {labels()} */"]
    lines = [str(formula) for formula in formulas(writer, items)]
    lines = [line if len(line) <= WIDEST else line[:WIDEST - 4] + " ..." for line in lines]
    first = next((item.domain for item in items if item.domain), ())
    head = f"for i0 < {shown(first[0])}" if first else "once"
    inner = sorted({(p, shown(item.domain[p])) for item in items for p in item.result if p})
    head += "".join(f", i{p} < {n}" for p, n in inner)
    text = [f"/* {head}:", *(f"     {line}" for line in lines)]
    text = [line.replace("*/", "* /").replace("/*", "/ *") if k else line for k, line in enumerate(text)]
    text[-1] += " */"
    return text
