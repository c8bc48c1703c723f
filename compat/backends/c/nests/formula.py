"""What a loop computes, as formulas in its comment: `a4 = sum over i0: y[i0] * v0 - softplus(v0)`.

They come from the same expressions as the C, printed with names and infix operators in place of addresses. A value that
is read once is shown inline; every other one has its name from the C.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from string import ascii_letters, digits, hexdigits
from typing import Any

from ....graph.variable import Constant, Variable
from ....ops.shapes.shape import is_transposed
from ..computations.access import Access, memory_of
from ..computations.computation import Computation
from ..expression_text import bare, shown
from ..ir.expressions import (
    Cast,
    Checked,
    Code,
    Element,
    ElementwiseCall,
    Expr,
    Group,
    Guarded,
    Held,
    Index,
    Int,
    Linear,
    Literal,
    Load,
    Name,
    Operation,
    Result,
    SegmentLength,
    Whole,
    point,
)
from ..naming import spelled, value_of
from .described import Described

WIDEST = 110  # characters in a line of a comment
INFIX = {  # entry -> (operator, precedence)
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
LONGEST = 72  # characters in the longest subexpression that is shown inline
# other characters, from users' Ops, might end the comment or not be ASCII
_SAFE = frozenset(ascii_letters + digits + "_ .,:;{}()[]<>=+-")
WHOLE = 9  # precedence above that of every operator
_SUM, _PRODUCT, _GROUP = "({} + {})", "{} * {}", "({})"  # templates of C code


@dataclass(frozen=True)
class Shown:
    """An expression as text without outer parentheses, and the precedence `level` of its outermost operator.

    loops: positions of the loops that it depends on; None if it reads memory or has conditions. number, rest: the two
    parts of a sum that begins with a number (`rest` is "" for a number alone); 0 and None for anything else.
    """

    text: str
    level: int = WHOLE
    loops: frozenset[int] | None = frozenset()
    number: int = 0
    rest: str | None = None

    def within(self, level: int = WHOLE) -> str:
        """Return the text, in parentheses if its precedence is below `level`."""
        return self.text if self.level >= level else f"({self.text})"


def followed(parts: Sequence[Shown]) -> frozenset[int] | None:
    """Return positions of the loops that `parts` depend on; None if that is unknown for one of them."""
    found: frozenset[int] = frozenset()
    for part in parts:
        if part.loops is None:
            return None
        found |= part.loops
    return found


def place(number: int) -> Shown:
    """Return an integer of 0 or more."""
    return Shown(str(number), number=number, rest="")


def total(terms: Sequence[Shown]) -> Shown:
    """Return the sum of terms, with leading numbers added up."""
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
    """Return an entry of the elementwise table applied to operands, with its infix operator if it has one."""
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
    """Return a user's name with only those characters that are safe in a C comment, and no address of an object.

    An address is another in each process, and so would be the text, which would be compiled anew.
    """
    first, *others = name.split(" at 0x")
    name = first + "".join(part.lstrip(hexdigits) for part in others)
    return "".join(letter if letter in _SAFE else "." for letter in name[:60])


def label(computation: Computation) -> str:
    """Name the Op of a computation."""
    if computation.kind == "store":
        return "add into" if computation.combine == "+=" else "put into"
    if computation.kind == "buffer":
        return "zeros" if computation.combine == "zero" else "array"
    if computation.node is None:
        return "copy"
    return safe(getattr(computation.node.op, "compat_c_label", None) or computation.node.op.compat_plain_name)


@dataclass(frozen=True)
class Touch:
    """One array that is read or written at one place per point.

    at: the index. loops: positions in the iteration space that it depends on; None if it may be anywhere.
    """

    array: str
    at: str
    loops: tuple[int, ...] | None


@dataclass
class Formula:
    """`name = value`, accumulated over the loops that `computation` is reduced over."""

    computation: Computation
    name: str
    value: Shown
    sign: str = "="
    reads: list[Touch] = field(default_factory=list)

    def over(self, ranges: bool = False) -> str:
        """Return the prefix "sum over i0: " of an accumulated value; ranges: with the lengths of inner loops."""
        computation = self.computation
        if computation.running:
            return f"running {computation.running} over {spelled(point(len(computation.space) - 1))}: "
        if computation.kind != "reduce":
            return ""
        loops = ", ".join(
            spelled(point(p)) + (f" < {shown(computation.space[p])}" if ranges and p else "")
            for p in computation.reduced
        )
        return f"{computation.combine} over {loops}: "

    def __str__(self) -> str:
        return f"{self.name} {self.sign} {self.over(True)}{self.value.text}"


class Reader:
    """Formats the expressions that a computation reads, with the names that a user knows."""

    def __init__(
        self,
        context: Described,
        computation: Computation,
        inlined: dict[int, Formula],
        name_of: Callable[[Variable], Any],
    ) -> None:
        self.context, self.computations, self.computation = context, context.computations, computation
        self.inlined, self.name_of = inlined, name_of
        self.reads: list[Touch] = []

    def __call__(self, expr: Expr) -> Shown:
        match expr:
            case Literal():
                return number(expr.shown)
            case Int(value):
                return place(value) if value >= 0 else Shown(str(value))
            case Name("point", (int(depth),)):
                return Shown(spelled(expr), loops=frozenset({depth}))
            case Name():
                return Shown(spelled(expr))
            case ElementwiseCall(entry, arguments):
                return infix(entry.name, [self(a) for a in arguments])
            case Cast(value) | Held(value) | Checked(value) | Guarded(_, value) | Code("{}", (value,)):
                return self(value)
            case Operation() | Group() | Load():
                return self._arithmetic(expr)
            case Code(template, operands):
                return self._code(template, [self(operand) for operand in operands])
            case Linear(index):
                at = [self(i) for i in index]
                return at[0] if len(at) == 1 else Shown(listed(at), loops=followed(at))
            case SegmentLength():
                return Shown(shown(expr), loops=None)
            case Result(producer, index):
                return self._result(producer, index)
            case Element(variable, index):
                return self._element(variable, [self(i) for i in index])
            case Whole(variable):
                return Shown(self.array(variable), loops=None)
        raise TypeError(f"{expr!r} is no expression of a computation")

    def _arithmetic(self, expr: Expr) -> Shown:
        """Return an operation of the generator on indices or values."""
        match expr:
            case Operation("+", operands) | Group(Operation("+", operands)):
                return total([self(operand) for operand in operands])
            case Group(value):
                return replace(self(value), level=0)
        parts = [self(operand) for operand in expr.operands]
        if isinstance(expr, Operation):
            return Shown(f" {expr.sign} ".join(part.within() for part in parts), loops=followed(parts))
        return Shown(f"{parts[0].text}[{parts[1].text}]", loops=followed(parts))

    def _code(self, template: str, parts: list[Shown]) -> Shown:
        """Return a piece of C with its operands in place."""
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

    def _result(self, producer: Computation, at: Index | None) -> Shown:
        context = self.context
        if at is None:
            return Shown(spelled(context.memory(producer)), loops=None)
        index = [self(i) for i in at]
        if context.schedule.from_value(producer, self.computation, at):
            known = self.inlined.get(producer.number)
            if known is None:
                return Shown(spelled(value_of(producer)), loops=followed(index))
            self.reads.extend(known.reads)
            return known.value
        if producer.kind in ("buffer", "done", "opaque"):
            full = iter(index)
            index = [place(0) if a is None else next(full) for a in producer.axis_of]
        memory = spelled(context.memory(producer))
        self._touch(memory, index)
        return element(memory, index)

    def _element(self, variable: Variable, index: Sequence[Shown]) -> Shown:
        if isinstance(variable, Constant):
            return element(spelled(self.context.constant(variable)), index)
        self._touch(spelled(self.computations.lengths.inputs[id(variable)]), index)
        return named_element(self.name_of(variable), index)

    def array(self, variable: Variable) -> str:
        """Return the name of an array that is read as a whole."""
        held, _ = memory_of(variable, self.computations.lengths)
        if isinstance(held, Constant):
            return "constant"
        producer = self.computations.of.get(id(held)) or self.computations.copies.get(id(held))
        lengths = self.computations.lengths
        name = spelled(lengths.inputs[id(held)] if producer is None else self.context.memory(producer))
        self.reads.append(Touch(name, "", None))
        shown = self.name_of(held) if producer is None else name
        return shown if isinstance(shown, str) else name


def number(value: Any) -> Shown:
    """Return a constant as a user would write it."""
    if isinstance(value, int) and value >= 0:
        return place(int(value))
    text = f"{value:.10g}" if isinstance(value, float) else str(value)
    return Shown(text, 5 if text.startswith("-") else WHOLE)


def listed(index: Sequence[Shown]) -> str:
    """Return an index as a comma-separated list."""
    return ", ".join(i.text for i in index)


def element(name: str, index: Sequence[Shown]) -> Shown:
    """Return `name` at an index, such as b3[i0, 2]; without dimensions the name alone."""
    return Shown(f"{name}[{listed(index)}]", loops=None) if index else Shown(name)


def named_element(name: Any, index: Sequence[Shown]) -> Shown:
    """Return an element of an input; `name` is a function of the index if the input is packed from several."""
    return Shown(name(index), loops=None) if callable(name) else element(name, index)


def formulas(
    context: Described, computations: Sequence[Computation], name_of: Callable[[Variable], Any] | None = None
) -> list[Formula]:
    """Return a formula for each value that `computations` store, or that several of them read.

    computations: those of a loop nest, or a row of them outside of loops. name_of: gives the names of inputs.
    """
    name_of = name_of or (lambda v: spelled(context.computations.lengths.inputs[id(v)]))
    readers: dict[int, int] = {}
    for computation in computations:
        for use in computation.uses:
            if use.index is not None and context.schedule.from_value(use.producer, computation, use.index):
                readers[use.producer.number] = readers.get(use.producer.number, 0) + 1
    inlined: dict[int, Formula] = {}
    found: list[Formula] = []
    for computation in computations:
        if computation.kind in ("done", "opaque") or (computation.kind == "buffer" and computation.combine != "zero"):
            continue
        new = _formula(context, computation, inlined, name_of)
        named = (
            computation.kind != "pointwise" or computation.running or computation.number in context.schedule.memory_from
        )
        if not named and readers.get(computation.number, 0) == 1 and len(new.value.within()) <= LONGEST:
            inlined[computation.number] = new
        else:
            found.append(new)
    return found


def _formula(
    context: Described, computation: Computation, inlined: dict[int, Formula], name_of: Callable[[Variable], Any]
) -> Formula:
    if computation.kind == "buffer":
        return Formula(computation, spelled(context.memory(computation)), place(0))
    reader = Reader(context, computation, inlined, name_of)
    assert computation.expr is not None
    written = reader(computation.expr)
    if computation.kind == "store":
        assert computation.target is not None and computation.at is not None
        name = element(spelled(context.memory(computation.target)), [reader(i) for i in computation.at])
        return Formula(computation, name.text, written, computation.combine, reader.reads)
    names = []
    if computation.number in context.schedule.memory_from:
        names.append(
            element(spelled(context.memory(computation)), [Shown(spelled(point(p))) for p in computation.result]).text
        )
    if computation.number in context.schedule.read_as_values or not names:
        names.insert(0, spelled(value_of(computation)))
    return Formula(computation, " = ".join(names), written, "=", reader.reads)


def call_formula(
    context: Described, computation: Computation, name_of: Callable[[Variable], Any] | None = None
) -> Formula:
    """Return the formula of a call: `b3 = Cholesky(b1)`."""
    node = computation.node
    assert node is not None
    reader = Reader(
        context, computation, {}, name_of or (lambda v: spelled(context.computations.lengths.inputs[id(v)]))
    )
    given = [_whole(reader, v) for v in node.inputs]
    outs = [spelled(context.memory(context.computations.of[id(v)])) for v in node.outputs]
    name = safe(getattr(node.op, "compat_c_label", None) or node.op.compat_plain_name)
    return Formula(computation, ", ".join(outs), Shown(f"{name}({', '.join(given)})"), "=", reader.reads)


def _whole(reader: Reader, v: Variable) -> str:
    """Return a name for the whole of `v`, an argument of a call."""
    if isinstance(v, Constant):
        return number(v.data.reshape(()).item()).text if v.data.size == 1 else "constant"
    transposed = ""
    while True:
        if not hasattr(v.type, "broadcastable"):
            return "?"
        held, _ = memory_of(v, reader.computations.lengths)
        if (
            isinstance(held, Constant)
            or held.owner is None
            or id(held) in reader.computations.of
            or id(held) in reader.computations.copies
        ):
            return reader.array(v) + transposed
        if not is_transposed(held):
            if v.type.ndim == 0:
                return reader(Access(reader.computations).element(v, ())).text
            name = safe(held.owner.op.compat_plain_name)
            if not name.startswith("Subtensor{"):
                return name + transposed
            transposed = f"[{name[10:-1]}]{transposed}"
            v = held.owner.inputs[0]
            continue
        v, transposed = held.owner.inputs[0], f".T{transposed}"


MOST = 64  # computations of a loop whose comment has formulas; the comment of a longer one lists names of Ops


def loop_comment(context: Described, computations: Sequence[Computation], labels: Callable[[], str]) -> list[str]:
    """Return the comment above a loop nest, line by line."""
    if len(computations) > MOST:
        return [f"/* {labels()} */"]
    lines = [str(formula) for formula in formulas(context, computations)]
    lines = [line if len(line) <= WIDEST else line[: WIDEST - 4] + " ..." for line in lines]
    first = next((c.space for c in computations if c.space), ())
    head = f"for {spelled(point(0))} < {shown(first[0])}" if first else "once"
    inner = sorted({(p, shown(c.space[p])) for c in computations for p in c.result if p})
    head += "".join(f", {spelled(point(p))} < {n}" for p, n in inner)
    text = [f"/* {head}:", *(f"     {line}" for line in lines)]
    text = [line.replace("*/", "* /").replace("/*", "/ *") if k else line for k, line in enumerate(text)]
    text[-1] += " */"
    return text
