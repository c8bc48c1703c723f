"""Where a program draws data: by NumPy, SciPy, Python's `random` or `frame.sample()`, and in functions that it calls.

A definition draws nothing: its calls do. A text that cannot be parsed, of Python 2, is taken as a whole.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Mapping

SEEDS = re.compile(r"\bseed\s*\(|RandomState\s*\(\s*\w|default_rng\s*\(\s*\w|random_state\s*=|set_tt_rng|\bseed\s*=")
DATA = re.compile(
    r"\b(?:np|numpy)\.random\.(?!seed|RandomState|default_rng|set_state|get_state)\w+\s*\(|\.rvs\s*\((?![^)\n]*random_state)"
    r"|\b(?:rnd|random)\.(?:gauss|random|uniform|choice|randint|sample|shuffle)\s*\(|(?<![\w.])(?:randn?|randint)\s*\("
    r"|\.random\s*\((?![^)\n]*seed)"
)
OF_FRAMES = {"frac", "replace", "weights", "n", "axis", "ignore_index"}  # arguments of a data frame's `sample`
FRAME = re.compile(r"(?:df|data|frame|table)(?:_?\d+|_\w+)?|\w+_(?:df|data|frame)")
READS = re.compile(r"read_\w+|DataFrame|Series|concat|merge")
Definition = ast.FunctionDef | ast.AsyncFunctionDef


class DataDraws:
    """What the texts so far defined and imported: functions that draw data without a seed, and data frames."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules
        self._aliases: dict[str, str] = {}  # name -> module of the repository
        self._drawing: set[str] = set()  # functions that a text may call by their names
        self._frames: set[str] = set()
        self._of_module = self._functions_of_modules()

    def draws(self, source: str) -> bool | None:
        """Say what running a text does first: True, it draws data without a seed; False, it seeds; None, neither."""
        return _first(self.events(source))

    def events(self, source: str) -> list[tuple[int, bool]]:
        """Return (place, whether it draws data) of what running a text draws and seeds."""
        text = _code(source)
        tree = _parsed(text)
        if tree is None:
            return [*_drawn(text), *_seeds(text)]
        self._learn(tree, text)
        return [*self._events(tree, text)]

    def _functions_of_modules(self) -> dict[str, set[str]]:
        """Return module -> its functions, methods too, that draw; they may call those of other modules."""
        bodies = {name: _definitions(_parsed(_code(text)), _code(text)) for name, text in self._modules.items()}
        found: dict[str, set[str]] = {name: set() for name in bodies}
        grown = True
        while grown:
            grown = False
            self._drawing = set().union(*found.values())
            for module, functions in bodies.items():
                for function, body in functions.items():
                    if function not in found[module] and self._body_draws(body):
                        found[module].add(function)
                        grown = True
        self._drawing = set()
        return found

    def _body_draws(self, body: str) -> bool:
        tree = _parsed(body)
        calls = [(at, True) for at, name in _calls(tree, body) if name.rpartition(".")[2] in self._drawing]
        return bool(_first([*_drawn(body), *self._sampled(tree, body), *calls, *_seeds(body)]))

    def _learn(self, tree: ast.Module, text: str) -> None:
        """Remember what a text imports and defines."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for one in node.names:
                    if (last := one.name.rpartition(".")[2]) in self._modules:
                        self._aliases[one.asname or one.name] = last
            elif isinstance(node, ast.ImportFrom):
                self._import_from(node)
            elif isinstance(node, ast.Assign) and self._gives_a_frame(node.value):
                self._frames |= {one.id for one in node.targets if isinstance(one, ast.Name)}
        bodies = _definitions(tree, text)
        for _ in bodies:  # one may call another
            self._drawing |= {name for name, body in bodies.items() if self._body_draws(body)}

    def _import_from(self, node: ast.ImportFrom) -> None:
        drawing = self._of_module.get((node.module or "").rpartition(".")[2], set())
        for one in node.names:
            if one.name == "*":
                self._drawing |= drawing
            elif one.name in drawing:
                self._drawing.add(one.asname or one.name)
            elif one.name in self._modules:
                self._aliases[one.asname or one.name] = one.name

    def _gives_a_frame(self, value: ast.expr) -> bool:
        names = {one.id for one in ast.walk(value) if isinstance(one, ast.Name)}
        called = {
            one.func.attr
            for one in ast.walk(value)
            if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)
        }
        return bool({"pd", "pandas"} & names) and any(map(READS.fullmatch, called))

    def _events(self, tree: ast.Module, text: str) -> Iterator[tuple[int, bool]]:
        """Yield (place, whether it draws data) of what a text itself does, and of what it calls and imports."""
        outside = _without_definitions(tree, text)
        yield from _drawn(outside)
        yield from _seeds(outside)
        rest = _parsed(outside)
        if rest is None:
            return
        yield from self._sampled(rest, outside)
        for at, name in _calls(rest, outside):
            of, _, function = name.rpartition(".")
            if name in self._drawing or function in self._of_module.get(self._aliases.get(of, ""), ()):
                yield at, True
        for at, module in _imports(rest, outside):
            whole = _code(self._modules.get(module, ""))
            if (done := _of_top_level(whole)) is not None:
                yield at, done

    def _sampled(self, tree: ast.Module | None, text: str) -> Iterator[tuple[int, bool]]:
        """Yield where rows of a data frame are drawn: `frame.sample()` without its random_state."""
        for node in ast.walk(tree) if tree is not None else ():
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "sample"):
                continue
            keywords = {one.arg for one in node.keywords}
            root: ast.AST = node.func.value
            while isinstance(root, ast.Attribute | ast.Subscript):
                root = root.value
            known = isinstance(root, ast.Name) and (root.id in self._frames or FRAME.fullmatch(root.id))
            if "random_state" not in keywords and (known or keywords & OF_FRAMES):
                yield _at(node, text), True


def _of_top_level(text: str) -> bool | None:
    tree = _parsed(text)
    outside = "" if tree is None else _without_definitions(tree, text)
    return _first([*_drawn(outside), *_seeds(outside)])


def _first(events: list[tuple[int, bool]]) -> bool | None:
    """Return what comes first; a seed on the line of a draw is taken for the draw's."""
    return min(events)[1] if events else None


def _drawn(text: str) -> list[tuple[int, bool]]:
    return [(one.start(), True) for one in DATA.finditer(text)]


def _seeds(text: str) -> list[tuple[int, bool]]:
    return [(one.start(), False) for one in SEEDS.finditer(text)]


def _definitions(tree: ast.Module | None, text: str) -> dict[str, str]:
    """Return name -> text of each function, methods too."""
    found = [one for one in ast.walk(tree) if isinstance(one, Definition)] if tree is not None else []
    return {one.name: "if True:\n" + _lines(text, one.body[0].lineno, one.end_lineno) for one in found}


def _without_definitions(tree: ast.Module, text: str) -> str:
    """Return a text without the bodies of its functions, at the same places."""
    lines = text.split("\n")
    for node in ast.walk(tree):
        if isinstance(node, Definition) and node.end_lineno:
            for at in range(node.lineno - 1, node.end_lineno):
                lines[at] = " " * len(lines[at])
            lines[node.lineno - 1] = (" " * node.col_offset + "0").ljust(len(lines[node.lineno - 1]))
    return "\n".join(lines)


def _lines(text: str, first: int, last: int | None) -> str:
    return "\n".join(text.split("\n")[first - 1 : last])


def _calls(tree: ast.Module | None, text: str) -> Iterator[tuple[int, str]]:
    """Yield place and dotted name of each call."""
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield _at(node, text), ast.unparse(node.func)


def _imports(tree: ast.Module, text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((_at(node, text), one.name.rpartition(".")[2]) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield _at(node, text), (node.module or "").rpartition(".")[2]


def _at(node: ast.expr | ast.stmt, text: str) -> int:
    return sum(len(line) + 1 for line in text.split("\n")[: node.lineno - 1]) + node.col_offset


def _parsed(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return None


def _code(source: str) -> str:
    """Return a text with its comments blank."""
    lines = source.split("\n")
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                row, column = token.start
                lines[row - 1] = lines[row - 1][:column]
    except (tokenize.TokenError, SyntaxError, IndexError):
        return re.sub(r"#[^\n]*", "", source)
    return "\n".join(lines)
