"""A script whose statements go on after one that stops: what it stops with is noted, and what depends on it left out.

The guards are those by which a certificate builds models (`script_run.py`), around the statements of the module, of its
`with`, `if` and `for` blocks, and of a function that the module calls once, such as main(). Inside other functions,
`try` and `while` an error is what it would be: it stops the statement outside.
"""

import ast
import importlib.util

import pymc

from .. import script_run
from .dependents import Statements

OLD = ("pymc3", "theano")
CONTAINERS = (list, dict, set)
# What a statement that names nothing of an incomplete model raises by itself.
OF_THE_LIBRARY = (AttributeError, NameError, ImportError, TypeError)


class Guarded(script_run.Tolerant):
    """Puts a guard around each statement after which a script can go on."""

    def __init__(self, tree):
        super().__init__(_NoParts())
        self.once = _called_once(tree)

    def generic_visit(self, node):
        if isinstance(node, (ast.Try, ast.While, ast.ClassDef, ast.AsyncFunctionDef)):
            return node
        if isinstance(node, ast.FunctionDef) and node.name not in self.once:
            return node
        if isinstance(node, ast.For) and any(isinstance(one, ast.Break) for one in ast.walk(node)):
            return node
        return super().generic_visit(node)


class _NoParts:
    """In the place of `building.Building`: no statement makes a part that anybody compares."""

    names: frozenset[str] = frozenset()

    def called(self, node):
        return set()


def _called_once(tree):
    """Return the names of functions that the script uses once: in a statement that calls them, outside functions."""
    names = [one.id for one in ast.walk(tree) if isinstance(one, ast.Name)]
    defined = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
    blocks = [tree.body, *(one.body for one in tree.body if isinstance(one, ast.If))]
    called = {
        one.value.func.id
        for block in blocks
        for one in block
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Call) and isinstance(one.value.func, ast.Name)
    }
    return {name for name in called & defined if names.count(name) == 1}


class Watch(script_run.Guard):
    """Notes what stops. tree: of the script; said: takes each event as a dict."""

    def __init__(self, script, tree, seed, said):
        super().__init__(None, script, seed)
        self.statements, self.said, self.seen = Statements(tree), said, set()
        self.unfilled = {}  # name of what a statement which stopped would have filled or changed -> why
        self.of_models = {}  # line that depends on a model which lacks a part -> (why, whether it has a name of it)

    def skips(self, error, facts, imported, inner, outer):
        """Note an error, and say whether the script goes on: a stand-in is in the place of what it would have made."""
        line, end, names = facts[:3]
        if isinstance(error, (SystemExit, KeyboardInterrupt, GeneratorExit)):
            return False
        why = self._reason(error, line, imported, self._poisoned(error, names, inner, outer))
        lacking = [self.unfilled[name] for name in names if name in self.unfilled]
        if why is None:
            why = lacking[0] if lacking else self._of_a_model(error, line)
        if why is None:
            self.stops(error, line, end, names)
            why = f"line {line} stopped"
        else:
            self._note({"left out": why, "line": line, "end": end})
        changed = self.statements.changed.get(line, ())
        for name in names:
            if name in changed or isinstance(inner.get(name, outer.get(name)), CONTAINERS):
                self.unfilled.setdefault(name, why)
        if _in_model():
            lacks = f"its model lacks a part, of line {line}"
            for one, named in self.statements.after(line).items():
                self.of_models.setdefault(one, (lacks, named))
        self.stand_in = script_run.StandIn(why)
        return True

    def _of_a_model(self, error, line):
        """Return which part its model lacks, where that may be why it stops; None otherwise."""
        why, named = self.of_models.get(line, (None, False))
        return None if isinstance(error, OF_THE_LIBRARY) and not named else why

    def stops(self, error, line=None, end=None, names=()):
        """Note that a statement of these lines, which uses these names, stops with an error."""
        found = script_run.described(error, self.script)
        kinds = [one.__name__ for one in type(error).__mro__]
        at = found["line"] or line
        self._note(
            {
                "stops": found["text"],
                "kind": found["kind"],
                "kinds": kinds,
                "line": at,
                "of": [line or at, end or at],
                "names": list(names),
                "module": getattr(error, "name", None) if isinstance(error, ImportError) else None,
                "by import": _frames(error) <= 1,
                "errno": getattr(error, "errno", None),
            }
        )

    def _note(self, event):
        key = repr(sorted(event.items(), key=str))
        if key not in self.seen:  # a loop comes back to it
            self.seen.add(key)
            self.said(event)

    def _reason(self, error, line, imported, poisoned):
        """Return what is not there: a package, or what another line would have made; None of other errors."""
        if isinstance(error, script_run.NotSampled):
            return str(error.args[0])
        if isinstance(error, ModuleNotFoundError) and imported:
            name = (error.name or imported[0]).split(".")[0]
            own = {one.split(".")[0] for one in imported}
            if name in OLD and name not in own:
                return f"a module of the script needs {name}: port it too"
            if name and name not in OLD and importlib.util.find_spec(name) is None:
                return f"{name} is not installed"
        return poisoned if isinstance(error, Exception) and not isinstance(error, SyntaxError) else None


def _in_model():
    """Say whether a model is around what runs now."""
    try:
        pymc.modelcontext(None)
    except TypeError:
        return False
    return True


def _frames(error):
    """Return how many frames below the guard's an error went through."""
    count, trace = 0, error.__traceback__
    while trace is not None:
        count, trace = count + 1, trace.tb_next
    return count
