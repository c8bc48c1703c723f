"""Which statements of a script make a model or a part of one, also through the functions and classes that it defines.

Both sides use this, so it needs only the standard library.
"""

import ast
import inspect
import os

from .whole_run import packages

LIBRARIES = {"pymc", "pymc3", "theano", "pytensor"}
PARTS = {"Model", "marginal_likelihood", "prior", "conditional", "from_formula", "set_data", "set_value"}
NO_PARTS = ("Trace", "Error", "Warning", "Approximation", "Group")  # how names of other classes end
COMPUTED = "(computed)"  # the name of what is called by no name of its own: `builders["a"](x)`
CALLERS = {"map", "starmap", "partial", "apply", "delayed"}  # functions that call a function they are given


class Building:
    """The names of a script, and of modules beside it, by which a model is made.

    pm: the library; sampling: its names that make no variable.
    """

    def __init__(self, tree, folder, pm, sampling):
        trees = [tree, *_beside(tree, folder)]
        self.foreign = {name for one in trees for name in _foreign(one, folder)}
        self.names = PARTS | {
            name
            for name in dir(pm)
            if name[:1].isupper()
            and not (name in sampling or name.endswith(NO_PARTS) or inspect.ismodule(getattr(pm, name, None)))
        }
        uses = {}  # a function or class of the script, or another name for one -> the names that it calls
        for one in trees:
            for name, inside in self._definitions(one):
                uses.setdefault(name, set()).update(inside)
        more = {""}
        while more:
            more = {name for name, inside in uses.items() if inside & self.names} - self.names
            self.names |= more
        if self.names & uses.keys():  # it may be one of these
            self.names.add(COMPUTED)

    def called(self, node):
        """Return the names that are called in a node, those of other packages excepted."""
        found = set()
        for one in ast.walk(node):
            if isinstance(one, ast.Call) and _root(one.func) not in self.foreign:
                found.add(_last(one.func) or COMPUTED)
            if isinstance(one, ast.Call) and _last(one.func) in CALLERS:
                found |= {_last(each) for each in one.args}
        return found - {""}

    def _definitions(self, tree):
        """Return (name, names called inside) of every function and class, and of every other name for one."""
        for one in ast.walk(tree):
            if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield one.name, self.called(one)
            elif isinstance(one, ast.ClassDef):
                made = [m for m in one.body if isinstance(m, ast.FunctionDef) and m.name == "__init__"]
                yield one.name, {_last(base) for base in one.bases}.union(*map(self.called, made))
            elif isinstance(one, ast.Assign) and isinstance(one.value, (ast.Lambda, ast.Attribute, ast.Name)):
                inside = self.called(one.value) if isinstance(one.value, ast.Lambda) else {_last(one.value)}
                for target in one.targets:
                    if isinstance(target, ast.Name):
                        yield target.id, inside
            elif isinstance(one, ast.ImportFrom):
                for alias in one.names:
                    if alias.asname:
                        yield alias.asname, {alias.name}


def _last(node):
    return getattr(node, "attr", None) or getattr(node, "id", "")


def _root(node):
    while isinstance(node, ast.Attribute):
        node = node.value
    return getattr(node, "id", "")


def _foreign(tree, folder):
    """Return the names that a script imports from packages other than the library and the modules beside it."""
    for one in ast.walk(tree):
        if isinstance(one, ast.Import) or (isinstance(one, ast.ImportFrom) and not one.level):
            for alias in one.names:
                module = alias.name if isinstance(one, ast.Import) else one.module
                top = module.split(".")[0]
                if top not in LIBRARIES and not os.path.exists(os.path.join(folder, top + ".py")):
                    yield alias.asname or alias.name.split(".")[0]


def _beside(tree, folder):
    """Return the trees of the modules in the script's folder, or in its package, that it imports."""
    found = []
    for one in ast.walk(tree):
        for path in packages.files(one, folder):
            if os.path.exists(path):
                try:
                    with open(path, "rb") as file:
                        found.append(ast.parse(file.read(), path))
                except (OSError, SyntaxError, ValueError):
                    continue
    return found
