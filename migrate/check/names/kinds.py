"""What kind of object an expression certainly gives in Python 3, as far as the file alone tells.

A name has a kind where all its bindings have that one. A kind that is not certain is "".
"""

from __future__ import annotations

import ast
from functools import cached_property

from .bindings import Binding, Bindings
from .module import Module
from .values import ARRAY

TEXT, BYTES = "text", "bytes"
INT, FLOAT, QUOTIENT = "int", "float", "quotient"  # a quotient: a float, or an array of them
NONE, LIST, TUPLE, DICT, SET, RANGE = "None", "list", "tuple", "dict", "set", "range"
# What map, filter, zip give; what was an iterator in Python 2 too; what keys(), values(), items() of a dictionary give.
MAPPED, ITERATOR, VIEW = "map, filter or zip", "iterator", "view"
SLICES, MASK = "list of slices", "mask"
TEXT_FILE, BINARY_FILE, PROCESS, OUTPUTS = "text file", "binary file", "process", "outputs of a process"
TYPED = "typed"  # read by input()
FILES = {TEXT_FILE: TEXT, BINARY_FILE: BYTES}
NUMBERS = {INT, FLOAT, QUOTIENT}
LAZY = ("map", "filter", "zip")
VIEWS = ("keys", "values", "items")
# Libraries whose objects have keys() or items() that are lists; and those with tables, whose keys() are an index.
OF_LISTS = frozenset("email mailbox configparser ConfigParser sqlite3 rfc822 mimetools".split())
OTHER_TABLES = OF_LISTS | {"pandas", "xarray", "astropy"}
FEW = 20  # names followed from one expression

BUILTINS = {
    **dict.fromkeys(("str", "repr", "hex", "oct", "bin", "chr", "ascii", "format"), TEXT),
    **dict.fromkeys(("bytes", "bytearray"), BYTES),
    **dict.fromkeys(("int", "len", "ord", "hash", "id"), INT),
    **dict.fromkeys(LAZY, MAPPED),
    **dict.fromkeys(("iter", "enumerate", "reversed"), ITERATOR),
    **dict.fromkeys(("list", "sorted"), LIST),
    **dict.fromkeys(("set", "frozenset"), SET),
    "float": FLOAT, "tuple": TUPLE, "dict": DICT, "range": RANGE, "input": TYPED,
}  # fmt: skip
FUNCTIONS = {
    **{f"math.{name}": FLOAT for name in "sqrt log log2 log10 exp sin cos tan pow atan atan2 fabs".split()},
    **dict.fromkeys(("math.ceil", "math.floor", "math.factorial", "os.getpid"), INT),
    **dict.fromkeys(("time.time", "random.random", "random.uniform", "random.gauss"), FLOAT),
    **dict.fromkeys(("collections.OrderedDict", "collections.defaultdict", "collections.Counter"), DICT),
    **dict.fromkeys(("json.dumps", "time.strftime", "time.ctime", "os.getcwd"), TEXT),
    **dict.fromkeys(("pickle.dumps", "struct.pack", "zlib.compress", "base64.b64encode", "os.urandom"), BYTES),
    **dict.fromkeys(("csv.reader", "csv.DictReader", "itertools.chain", "itertools.islice", "itertools.product",
                     "itertools.combinations", "itertools.permutations", "itertools.cycle", "itertools.count"),
                    ITERATOR),
}  # fmt: skip
COMMANDS = {"subprocess.check_output": BYTES, "subprocess.Popen": PROCESS}  # unless they are asked for text
CONSTANTS = {"math.pi": FLOAT, "math.e": FLOAT, "sys.stdout": TEXT_FILE, "sys.stderr": TEXT_FILE,
             "sys.stdin": TEXT_FILE, "sys.modules": DICT}  # fmt: skip
# Functions that open files: the place and the word of the mode, and the mode without one.
OPENING = {
    "open": (1, "mode", "r"), "io.open": (1, "mode", "r"), "gzip.open": (1, "mode", "rb"),
    "bz2.open": (1, "mode", "rb"),
    "gzip.GzipFile": (1, "mode", "rb"), "bz2.BZ2File": (1, "mode", "rb"), "urllib.request.urlopen": (9, "", "rb"),
    "tempfile.NamedTemporaryFile": (0, "mode", "w+b"), "tempfile.TemporaryFile": (0, "mode", "w+b"),
}  # fmt: skip
BINARY_UNLESS_T = ("gzip.open", "bz2.open", "gzip.GzipFile", "bz2.BZ2File")
AS_TEXT = {"text", "universal_newlines", "encoding", "errors", None}
# Methods of text that give text, and of bytes that give bytes.
OF_TEXT = frozenset(
    "capitalize center expandtabs join ljust lower lstrip replace rjust rstrip strip swapcase title upper zfill"
    " format translate".split()
)
READING = {"read": "", "readline": "", "readlines": LIST}
MASKS = {f"numpy.{name}" for name in "isnan isfinite isinf logical_and logical_or logical_not in1d isin".split()}
ABOUT_ROUNDED = {"numpy.floor", "numpy.ceil", "numpy.rint", "numpy.trunc"}


class Kinds:
    """The kinds of expressions of one file."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.bindings = Bindings(module.tree)
        self._of: dict[ast.AST, str] = {}

    def of(self, node: ast.expr) -> str:
        """Return the kind of an expression; "" if it is not certain."""
        if node not in self._of:
            self._of[node] = ""  # what stands for itself is not certain
            self._of[node] = self._found(node)
        return self._of[node]

    def origins(self, node: ast.expr) -> list[ast.expr]:
        """Return the expressions that a name stands for, one for each binding; for others, the expression itself."""
        seen: list[ast.expr] = []
        todo = [node]
        while todo and len(seen) < FEW:
            one = todo.pop()
            values = [b.value for b in self.bindings.reaching(one)] if isinstance(one, ast.Name) else []
            known = [value for value in values if value is not None and value not in seen]
            if known:
                todo += known
            elif one not in seen:
                seen.append(one)
        return seen

    def _found(self, node: ast.expr) -> str:
        find = getattr(self, f"_of_{type(node).__name__}", None)
        return find(node) if find else DISPLAYS.get(type(node), "")

    def _same(self, *nodes: ast.expr) -> str:
        kinds = {self.of(one) for one in nodes}
        return kinds.pop() if len(kinds) == 1 else ""

    def _of_Constant(self, node: ast.Constant) -> str:
        value = node.value
        return NONE if value is None else OF_CONSTANTS.get(type(value), "")

    def _of_Name(self, node: ast.Name) -> str:
        kinds = {self._bound(one) for one in self.bindings.reaching(node)}
        if kinds and kinds <= {LIST, SLICES} and self._gets_slices(node):
            return SLICES
        return kinds.pop() if len(kinds) == 1 else ""

    def _bound(self, binding: Binding) -> str:
        if binding.value is None:
            return ""
        kind = self.of(binding.value)
        if binding.how == "value":
            return kind
        if binding.how == "item":
            return FILES.get(kind, TEXT if kind == TEXT else INT if kind in (BYTES, RANGE) else "")
        if binding.how == "part":
            return BYTES if kind == OUTPUTS else ""
        return kind if binding.how == "entered" and kind in FILES else ""

    def _gets_slices(self, name: ast.Name) -> bool:
        """Say whether slices are appended to a list, or set as its items."""
        owner = self.bindings.owner(name.id, self.bindings.scope_of(name))
        if owner is None:
            return False
        return name.id in self.appended.get(owner.node, ())

    @cached_property
    def appended(self) -> dict[ast.AST, set[str]]:
        """Return the names to which `name.append(slice(...))` is done, by the node of their scope."""
        found: dict[ast.AST, set[str]] = {}
        for call in self.module.of(ast.Call):
            if not isinstance(call.func, ast.Attribute) or call.func.attr != "append" or len(call.args) != 1:
                continue
            name = call.func.value
            if isinstance(name, ast.Name) and self.is_slice(call.args[0]):
                owner = self.bindings.owner(name.id, self.bindings.scope_of(name))
                if owner is not None:
                    found.setdefault(owner.node, set()).add(name.id)
        return found

    def _of_BinOp(self, node: ast.BinOp) -> str:
        left, right = self.of(node.left), self.of(node.right)
        if isinstance(node.op, ast.Mod) and left in (TEXT, BYTES):
            return left
        if isinstance(node.op, ast.Add) and left == right and left in (TEXT, BYTES, LIST, TUPLE, SLICES):
            return left
        if isinstance(node.op, ast.Add) and {left, right} == {LIST, SLICES}:
            return SLICES
        if isinstance(node.op, ast.Mult):
            for one, other in ((left, node.right), (right, node.left)):
                if one in (TEXT, BYTES, LIST, TUPLE, SLICES):
                    return one if one == SLICES or self.of(other) == INT else ""
        if isinstance(node.op, ast.Div):
            return "" if {left, right} - NUMBERS - {""} else FLOAT if {left, right} <= {INT, FLOAT} else QUOTIENT
        return self._of_numbers(node.op, {left, right})

    def _of_numbers(self, operator: ast.operator, sides: set[str]) -> str:
        """Return the kind of a sum, product or remainder of numbers."""
        if not sides <= NUMBERS or not isinstance(operator, ast.Add | ast.Sub | ast.Mult | ast.FloorDiv | ast.Mod):
            return ""
        return INT if sides == {INT} else QUOTIENT if QUOTIENT in sides else FLOAT

    def _of_UnaryOp(self, node: ast.UnaryOp) -> str:
        kind = self.of(node.operand)
        return kind if kind in NUMBERS and isinstance(node.op, ast.USub | ast.UAdd) else ""

    def _of_IfExp(self, node: ast.IfExp) -> str:
        return self._same(node.body, node.orelse)

    def _of_NamedExpr(self, node: ast.NamedExpr) -> str:
        return self.of(node.value)

    def _of_List(self, node: ast.List) -> str:
        return SLICES if any(self.is_slice(one) for one in node.elts) and len(node.elts) > 0 else LIST

    def _of_ListComp(self, node: ast.ListComp) -> str:
        return SLICES if self.is_slice(node.elt) else LIST

    def _of_Subscript(self, node: ast.Subscript) -> str:
        kind = self.of(node.value)
        if kind == OUTPUTS:
            return BYTES
        if isinstance(node.slice, ast.Slice):
            return kind if kind in (TEXT, BYTES, LIST, TUPLE, RANGE) else ""
        return kind if kind == TEXT else INT if kind == BYTES else ""

    def _of_Compare(self, node: ast.Compare) -> str:
        order = all(isinstance(one, ast.Lt | ast.LtE | ast.Gt | ast.GtE | ast.Eq | ast.NotEq) for one in node.ops)
        arrays = any(self.module.names_of(one) == {ARRAY} for one in (node.left, *node.comparators))
        return MASK if order and arrays and len(node.ops) == 1 else ""

    def _of_Attribute(self, node: ast.Attribute) -> str:
        names = self.module.names_of(node)
        return CONSTANTS.get(next(iter(names)), "") if len(names) == 1 else ""

    def _of_Call(self, node: ast.Call) -> str:
        name = self.callee(node)
        if name in OPENING:
            return self._opened(node, name)
        if name in COMMANDS:
            return "" if {word.arg for word in node.keywords} & AS_TEXT else COMMANDS[name]
        if name in ABOUT_ROUNDED:  # of whole numbers they are whole numbers since NumPy 2.1
            return QUOTIENT if node.args and self.of(node.args[0]) in (FLOAT, QUOTIENT) else ""
        if name in ("numpy.sqrt", "numpy.exp", "numpy.log"):
            return QUOTIENT
        if name in MASKS:
            return MASK
        if name in FUNCTIONS:
            return FUNCTIONS[name]
        if name in BUILTINS:
            return BUILTINS[name] if name != "reversed" or node.args else ""
        return self._of_method(node) if isinstance(node.func, ast.Attribute) else ""

    def callee(self, node: ast.Call) -> str:
        """Return the one name of what is called: that of a builtin, or a qualified one; "" if it is not known."""
        names = self.module.names_of(node.func)
        if len(names) == 1:
            return next(iter(names))
        if isinstance(node.func, ast.Name) and not names and node.func.id not in self.module.bound:
            return node.func.id
        return ""

    def _opened(self, node: ast.Call, name: str) -> str:
        at, word, default = OPENING[name]
        given = [*node.args[at : at + 1], *(one.value for one in node.keywords if one.arg == word)]
        if any(one.arg is None for one in node.keywords) or any(isinstance(one, ast.Starred) for one in node.args):
            return ""
        mode = given[0].value if given and isinstance(given[0], ast.Constant) else None if given else default
        if not isinstance(mode, str):
            return ""
        if name in BINARY_UNLESS_T:
            return TEXT_FILE if "t" in mode else BINARY_FILE
        return BINARY_FILE if "b" in mode else TEXT_FILE

    def _of_method(self, node: ast.Call) -> str:
        assert isinstance(node.func, ast.Attribute)
        method, kind = node.func.attr, self.of(node.func.value)
        if kind in (TEXT, BYTES):
            if method in ("encode", "decode"):
                return BYTES if method == "encode" else TEXT
            return kind if method in OF_TEXT else LIST if method in ("split", "splitlines", "rsplit") else ""
        if kind in FILES and method in READING:
            return READING[method] or FILES[kind]
        if kind == PROCESS and method == "communicate":
            return OUTPUTS
        if method in VIEWS and not node.args and not node.keywords and self._is_dictionary(node.func.value, method):
            return VIEW
        return DICT if kind == DICT and method == "copy" else ""

    def _is_dictionary(self, node: ast.expr, method: str) -> bool:
        """Say whether a method is a dictionary's: so it is unless something else of the file may have such a one."""
        if kind := self.of(node):
            return kind == DICT
        return not self.module.names_of(node) and (method == "values" or not self.has_tables) and method not in self.own

    @cached_property
    def has_tables(self) -> bool:
        """Say whether the file imports a library whose objects have keys() or items() of another kind."""
        return not self.imported.isdisjoint(OTHER_TABLES)

    @cached_property
    def imported(self) -> set[str]:
        """Return the top-level names of all modules that the file imports."""
        names = [alias.name for one in self.module.of(ast.Import) for alias in one.names]
        names += [one.module for one in self.module.of(ast.ImportFrom) if one.module and not one.level]
        return {name.partition(".")[0] for name in names}

    @cached_property
    def own(self) -> set[str]:
        """Return the names of the file's own functions."""
        return {one.name for one in self.module.of(ast.FunctionDef)}

    def is_slice(self, node: ast.expr) -> bool:
        """Say whether an expression is slice(...) or an ellipsis."""
        if isinstance(node, ast.Call):
            return self.callee(node) == "slice"
        if isinstance(node, ast.Name) and self.bindings.of(node):
            values = [one.value if one.how == "value" else None for one in self.bindings.reaching(node)]
            return all(isinstance(one, ast.Call) and self.callee(one) == "slice" for one in values)
        if isinstance(node, ast.Name):
            return node.id == "Ellipsis" and "Ellipsis" not in self.module.bound
        return isinstance(node, ast.Constant) and node.value is Ellipsis


DISPLAYS = {
    ast.JoinedStr: TEXT,
    ast.Tuple: TUPLE,
    ast.Dict: DICT,
    ast.DictComp: DICT,
    ast.Set: SET,
    ast.SetComp: SET,
    ast.GeneratorExp: ITERATOR,
}
OF_CONSTANTS: dict[type, str] = {str: TEXT, bytes: BYTES, int: INT, float: FLOAT}


def kinds_in(module: Module) -> Kinds:
    """Return the kinds of a file, found once for all rules."""
    [found] = module.once(_kinds)
    return found


def _kinds(module: Module) -> list[Kinds]:
    return [Kinds(module)]
