"""What a loop computes, as formulas for its reader: `a4 = sum over i0: y[i0] * v0 - softplus(v0)`.

They are made from the same functions of items that make the C, with an accessor that writes names and infix signs in
place of addresses. What is read once is written where it is read; all else has the name that it has in the C.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from string import ascii_letters, digits
from typing import Any

from ...graph.variable import Constant, Variable
from ...ops.shapes.shape import is_transposed
from .access import Access, memory_of
from .arrays_comment import WIDEST
from .ir import (
    Cast,
    Checked,
    Code,
    Element,
    ElementwiseCall,
    Expr,
    Guarded,
    Held,
    Index,
    Int,
    Length,
    Linear,
    Literal,
    Name,
    Ragged,
    Result,
    Whole,
    expression,
)
from .item import Item
from .print_c import bare
from .print_c import text as c_text
from .writing import Described

INFIX = {  # entry -> (sign, how tightly it binds)
    "add": ("+", 3),
    "sub": ("-", 3),
    "mul": ("*", 4),
    "true_div": ("/", 4),
    "int_div": ("//", 4),
    "mod": ("%", 4),
    "pow": ("^", 6),
    "lt": ("<", 2),
    "le": ("<=", 2),
    "gt": (">", 2),
    "ge": (">=", 2),
    "eq": ("==", 2),
    "neq": ("!=", 2),
    "and_": ("&", 1),
    "or_": ("|", 1),
    "matmul": ("@", 4),
}
LONGEST = 72  # letters of a part that is written where it is read
_SAFE = frozenset(ascii_letters + digits + "_ .,:;{}()[]<>=+-")  # else users' Ops might end a comment, or be no ASCII
WHOLE = 9  # binds more tightly than any sign
_SUM, _PRODUCT, _GROUP = "({} + {})", "{} * {}", "({})"  # templates of pieces of C


@dataclass(frozen=True)
class Shown:
    """An expression as its reader sees it: `text`, without parentheses around it, and how tightly its outermost sign
    binds. loops: positions of the loops that it follows (None: it reads memory, or has conditions). number, rest: of a
    sum that begins with a number its parts, of a number that and nothing, else 0 and None (all of it)."""

    text: str
    level: int = WHOLE
    loops: frozenset[int] | None = frozenset()
    number: int = 0
    rest: str | None = None

    def within(self, level: int = WHOLE) -> str:
        """It as an operand of a sign that binds as tightly as `level`."""
        return self.text if self.level >= level else f"({self.text})"


def followed(parts: Sequence[Shown]) -> frozenset[int] | None:
    """Positions of the loops that any of `parts` follows."""
    found: frozenset[int] = frozenset()
    for part in parts:
        if part.loops is None:
            return None
        found |= part.loops
    return found


def place(number: int) -> Shown:
    """Return a number of 0 or more."""
    return Shown(str(number), number=number, rest="")


def named(name: str) -> Shown:
    """Return a variable; `i2` is that of a loop."""
    loop = name[0] == "i" and name[1:].isdecimal()
    return Shown(name, loops=frozenset({int(name[1:])}) if loop else frozenset())


def total(terms: Sequence[Shown]) -> Shown:
    """Return the sum of terms; numbers at its beginning are added up."""
    number = 0
    parts: list[str] = []
    for term in terms:
        if parts or term.rest is None:
            parts.append(term.within(3))
        else:
            number += term.number
            parts += [term.rest] if term.rest else []
    if not parts:
        return place(number)
    if not number and len(parts) == 1:
        return next(term for term in terms if term.rest is None)
    rest, loops = " + ".join(parts), followed(terms)
    return Shown(f"{number} + {rest}", 3, loops, number, rest) if number else Shown(rest, 3, loops)


def infix(name: str, operands: Sequence[Shown]) -> Shown:
    """Return an entry of the elementwise table, applied to operands."""
    loops = followed(operands)
    if name in INFIX and len(operands) == 2:
        sign, level = INFIX[name]
        left, right = operands
        # a + (b + c) and (a - b) + c need no parentheses, a - (b + c) does
        right_level = level if sign in "+*" else level + 1
        sign = sign if sign == "^" else f" {sign} "
        return Shown(f"{left.within(level + (sign == '^'))}{sign}{right.within(right_level)}", level, loops)
    if name == "neg":
        return Shown(f"-{operands[0].within(5)}", 3, loops)
    if name == "sqr":
        return Shown(f"{operands[0].within(7)}^2", 6, loops)
    if name == "inv":
        return Shown(f"1 / {operands[0].within(5)}", 4, loops)
    if name.lower().startswith("cast"):
        return operands[0]
    return Shown(f"{safe(name)}({', '.join(o.text for o in operands)})", loops=loops)


def safe(name: str) -> str:
    """Return a user-supplied name, made safe for a C comment."""
    return "".join(letter if letter in _SAFE else "." for letter in name[:60])


@dataclass(frozen=True)
class Touch:
    """That one array is read or written at one place of each point: `at` is the index, `loops` the positions of the
    domain that it follows (None: anywhere)."""

    array: str
    at: str
    loops: tuple[int, ...] | None


@dataclass
class Formula:
    """`name = value`, summed and so on over the loops that `item` is reduced over."""

    item: Item
    name: str
    value: Shown
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
        return f"{self.name} {self.sign} {self.over(True)}{self.value.text}"


class Reader:
    """Writes what an item reads, as a reader would name it."""

    def __init__(
        self, writer: Described, item: Item, inlined: dict[int, Formula], name_of: Callable[[Variable], Any]
    ) -> None:
        self.w, self.items, self.item, self.inlined, self.name_of = writer, writer.items, item, inlined, name_of
        self.reads: list[Touch] = []

    def __call__(self, expr: Expr) -> Shown:
        match expr:
            case Literal():
                return number(expr.shown)
            case Int(value):
                return place(value) if value >= 0 else Shown(str(value))
            case Name(name):
                return named(name)
            case ElementwiseCall(entry, arguments):
                return infix(entry.name, [self(a) for a in arguments])
            case Cast(value) | Held(value) | Checked(value) | Guarded(_, value) | Code("{}", (value,)):
                return self(value)
            case Code(template, parts):
                return self._code(template, [self(part) for part in parts])
            case Linear(index):
                at = [self(i) for i in index]
                return at[0] if len(at) == 1 else Shown(listed(at), loops=followed(at))
            case Ragged():
                return Shown(c_text(expr), loops=None)
            case Result(producer, index):
                return self._result(producer, index)
            case Element(variable, index):
                return self._element(variable, [self(i) for i in index])
            case Whole(variable):
                return Shown(self.array(variable), loops=None)
        raise TypeError(f"{expr!r} is no expression of an item")

    def _code(self, template: str, parts: list[Shown]) -> Shown:
        """Return an Op's own piece of C, whose operands stand in it as they are."""
        if template in (_SUM, " + ".join(["{}"] * len(parts))):
            return total(parts)
        if template == _PRODUCT and parts[1].text == "1":
            return parts[0]
        if template == _GROUP and parts[0].text.isidentifier():
            return parts[0]
        inside = bare(template)
        return Shown(
            inside.format(*(part.within() for part in parts)),
            WHOLE if inside == template else 0,
            None if "?" in template else followed(parts),
        )

    def _touch(self, array: str, index: Sequence[Shown]) -> None:
        loops = followed(index)
        self.reads.append(Touch(array, listed(index), None if loops is None else tuple(sorted(loops))))

    def _result(self, producer: Item, at: Index | None) -> Shown:
        w = self.w
        if at is None:
            return Shown(w.memory(producer), loops=None)
        index = [self(i) for i in at]
        if w.schedule.from_value(producer, self.item, at):
            known = self.inlined.get(producer.number)
            if known is None:
                return Shown(f"v{producer.number}", loops=followed(index))
            self.reads.extend(known.reads)
            return known.value
        if producer.kind in ("buffer", "done", "opaque"):
            full = iter(index)
            index = [place(0) if a is None else next(full) for a in producer.axis_of]
        memory = w.memory(producer)
        self._touch(memory, index)
        return element(memory, index)

    def _element(self, variable: Variable, index: Sequence[Shown]) -> Shown:
        if isinstance(variable, Constant):
            return element(self.w.constant_name(variable), index)
        self._touch(self.items.leaf_name[id(variable)], index)
        return named_element(self.name_of(variable), index)

    def array(self, variable: Variable) -> str:
        """Return the name of an array that is read whole."""
        held, _ = memory_of(variable, self.items.lengths)
        if isinstance(held, Constant):
            return "constant"
        producer = self.items.of.get(id(held)) or self.items.copies.get(id(held))
        name = self.items.leaf_name[id(held)] if producer is None else self.w.memory(producer)
        self.reads.append(Touch(name, "", None))
        shown = self.name_of(held) if producer is None else name
        return shown if isinstance(shown, str) else name


def shown(length: Length) -> str:
    """Return a length as its name or number."""
    return c_text(expression(length))


def number(value: Any) -> Shown:
    """Return a constant as a reader would write it."""
    if isinstance(value, int) and value >= 0:
        return place(int(value))
    text = f"{value:.10g}" if isinstance(value, float) else str(value)
    return Shown(text, 5 if text.startswith("-") else WHOLE)


def listed(index: Sequence[Shown]) -> str:
    """Return the parts of an index."""
    return ", ".join(i.text for i in index)


def element(name: str, index: Sequence[Shown]) -> Shown:
    """`name` at an index: b3[i0, 2]; the name alone where there is no dimension."""
    return Shown(f"{name}[{listed(index)}]", loops=None) if index else Shown(name)


def named_element(name: Any, index: Sequence[Shown]) -> Shown:
    """Return an element of an input; its name may be a function of the index, where it is made of parts."""
    return Shown(name(index), loops=None) if callable(name) else element(name, index)


def formulas(
    writer: Described, items: Sequence[Item], name_of: Callable[[Variable], Any] | None = None
) -> list[Formula]:
    """Return what `items`, of a loop nest or of a sequence of statements, leave for others or name.

    name_of: inputs' names.
    """
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
        if not named and readers.get(item.number, 0) == 1 and len(new.value.within()) <= LONGEST:
            inlined[item.number] = new
        else:
            found.append(new)
    return found


def _formula(writer: Described, item: Item, inlined: dict[int, Formula], name_of: Callable[[Variable], Any]) -> Formula:
    if item.kind == "buffer":
        return Formula(item, writer.memory(item), place(0))
    reader = Reader(writer, item, inlined, name_of)
    assert item.expr is not None
    written = reader(item.expr)
    if item.kind == "store":
        assert item.target is not None and item.at is not None
        name, sign = element(writer.memory(item.target), [reader(i) for i in item.at]), item.combine
        return Formula(item, name.text, written, sign, reader.reads)
    names = []
    if item.number in writer.schedule.memory_from:
        names.append(element(writer.memory(item), [Shown(f"i{p}") for p in item.result]).text)
    if item.number in writer.schedule.read_as_values or not names:
        names.insert(0, f"v{item.number}")
    return Formula(item, " = ".join(names), written, "=", reader.reads)


def call_formula(writer: Described, item: Item, name_of: Callable[[Variable], Any] | None = None) -> Formula:
    """Return what an opaque item computes: `b3 = Cholesky(b1)`."""
    node = item.node
    assert node is not None
    reader = Reader(writer, item, {}, name_of or (lambda v: writer.items.leaf_name[id(v)]))
    given = [_whole(reader, v) for v in node.inputs]
    outs = [writer.memory(writer.items.of[id(v)]) for v in node.outputs]
    name = safe(getattr(node.op, "c_label", None) or node.op.plain_name)
    return Formula(item, ", ".join(outs), Shown(f"{name}({', '.join(given)})"), "=", reader.reads)


def _whole(reader: Reader, v: Variable) -> str:
    """Return a name for the whole of `v`, an argument of a call."""
    if isinstance(v, Constant):
        return number(v.data.reshape(()).item()).text if v.data.size == 1 else "constant"
    transposed = ""
    while True:
        if not hasattr(v.type, "broadcastable"):
            return "?"
        held, _ = memory_of(v, reader.items.lengths)
        if (
            isinstance(held, Constant)
            or held.owner is None
            or id(held) in reader.items.of
            or id(held) in reader.items.copies
        ):
            return reader.array(v) + transposed
        if not is_transposed(held):
            if v.type.ndim == 0:
                return reader(Access(reader.items).element(v, ())).text
            name = safe(held.owner.op.plain_name)
            if not name.startswith("Subtensor{"):
                return name + transposed
            transposed = f"[{name[10:-1]}]{transposed}"
            v = held.owner.inputs[0]
            continue
        v, transposed = held.owner.inputs[0], f".T{transposed}"


MOST = 64  # items of a loop whose comment has formulas; of a longer one it has the names of Ops


def loop_comment(writer: Described, items: Sequence[Item], labels: Callable[[], str]) -> list[str]:
    """Return the comment above a nest of loops, by line."""
    if len(items) > MOST:
        return [f"/* {labels()} */"]
    lines = [str(formula) for formula in formulas(writer, items)]
    lines = [line if len(line) <= WIDEST else line[: WIDEST - 4] + " ..." for line in lines]
    first = next((item.domain for item in items if item.domain), ())
    head = f"for i0 < {shown(first[0])}" if first else "once"
    inner = sorted({(p, shown(item.domain[p])) for item in items for p in item.result if p})
    head += "".join(f", i{p} < {n}" for p, n in inner)
    text = [f"/* {head}:", *(f"     {line}" for line in lines)]
    text = [line.replace("*/", "* /").replace("/*", "/ *") if k else line for k, line in enumerate(text)]
    text[-1] += " */"
    return text
