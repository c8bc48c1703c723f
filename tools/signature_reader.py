"""What functions, classes and methods take, as lines of text; runs on Python 3.7, in the old libraries, and on ours.

    name(parameters)                 a function, or an object that can be called
    name(parameters) < base base     a class, with the classes of the library that it inherits from, nearest first
    name.method(parameters)          a method of the class itself, without `self`
    name = other                     another name of the same object

A default is an expression: a literal, or the name of what it is, with `()` behind it for an instance. Of a class whose
`__new__` takes anything, as PyMC3's distributions and step methods, it is what `__init__` takes. An Op takes what its
`make_node` does: of `__call__(*inputs, **kwargs)` nobody learns anything.
"""

import importlib
import inspect
import sys
import warnings

MANY = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
EMPTY = inspect.Parameter.empty


def expression(value):
    """Return a default as Python text that can be parsed."""
    if value is None or value is Ellipsis or isinstance(value, (bool, int, str, bytes)):
        return repr(value)
    if isinstance(value, float):
        return repr(float(value))
    if type(value) in (list, tuple, set, frozenset):
        inside = ", ".join(map(expression, value))
        if isinstance(value, list):
            return "[" + inside + "]"
        if isinstance(value, tuple):
            return "(" + inside + ("," if len(value) == 1 else "") + ")"
        return "{" + ", ".join(sorted(map(expression, value))) + "}" if value else "set()"
    if type(value) is dict:
        return "{" + ", ".join(f"{expression(k)}: {expression(v)}" for k, v in value.items()) + "}"
    if hasattr(value, "item") and hasattr(value, "dtype") and not getattr(value, "shape", ()):
        return expression(value.item())
    name = getattr(value, "__name__", None)
    if isinstance(name, str):
        return name.rpartition(".")[2].replace("<lambda>", "lambda_")
    return type(value).__name__ + "()"


def written(parameters):
    """Return the text of parameters, without annotations."""
    parts, star = [], False
    for i, one in enumerate(parameters):
        if one.kind is one.VAR_POSITIONAL or (one.kind is one.KEYWORD_ONLY and not star):
            star = True
            parts.append("*" + (one.name if one.kind is one.VAR_POSITIONAL else ""))
            if one.kind is one.VAR_POSITIONAL:
                continue
        prefix = "**" if one.kind is one.VAR_KEYWORD else ""
        parts.append(prefix + one.name + ("" if one.default is EMPTY else "=" + expression(one.default)))
        last = i + 1 == len(parameters) or parameters[i + 1].kind is not one.POSITIONAL_ONLY
        if one.kind is one.POSITIONAL_ONLY and last:
            parts.append("/")
    return "(" + ", ".join(parts) + ")"


def parameters_of(value):
    """Return the parameters of anything that can be called; None where nobody can tell."""
    try:
        return list(inspect.signature(value).parameters.values())
    except (TypeError, ValueError):
        return None


def says_nothing(parameters):
    return all(one.kind in MANY or one.name == "name" for one in parameters)


def of_class(value):
    """Return what a call of the class takes."""
    taken = parameters_of(value)
    if taken is None or not says_nothing(taken):
        return taken
    own = value.__init__
    if own is object.__init__ or not inspect.isfunction(own):
        return taken
    found = parameters_of(own)[1:]
    named = [one for one in taken if one.name == "name"]
    return named + found if named and "name" not in [one.name for one in found] else found


def of_object(value, op):
    """Return what calling a function, class or object takes; op: the class Op of its library."""
    if inspect.isclass(value):
        return of_class(value)
    if isinstance(value, op) and type(value).__call__ is op.__call__:
        return parameters_of(value.make_node)
    return parameters_of(value)


def methods_of(cls):
    """Yield the names of the public methods of a class, inherited ones too, and `__call__`."""
    for name in dir(cls):
        if not name.startswith("_") or name == "__call__":
            yield name


def owner_of(cls, name):
    """Return the class that defines a method, and what stands there; (None, None) if no class does."""
    for one in cls.__mro__:
        if name in vars(one):
            return one, vars(one)[name]
    return None, None


def of_method(cls, name):
    """Return what a method takes where it is called on an instance, without `self`; None for what is no method."""
    static = owner_of(cls, name)[1]
    if isinstance(static, (classmethod, staticmethod)):
        return parameters_of(getattr(cls, name))
    if not (inspect.isfunction(static) or inspect.ismethoddescriptor(static)):
        return None
    taken = parameters_of(static)
    return taken[1:] if taken and taken[0].kind is not taken[0].VAR_POSITIONAL else taken


def is_public(method):
    return not method.startswith("_") or method == "__call__"


def is_legacy(value):
    """Say whether an object, or its class, is of the old libraries."""
    kind = value if inspect.isclass(value) or inspect.isroutine(value) else type(value)
    return str(kind.__module__).partition(".")[0] in ("theano", "pymc3")


class Reader:
    """Lines of all names of one interpreter's libraries."""

    def __init__(self, op):
        self.op = op
        self.lines = {}
        self.names = {}  # id -> (name, object: kept, so that no other gets its id)

    def name_of(self, value):
        if id(value) not in self.names:
            self.add(f"{value.__module__}.{value.__qualname__}", value)
        return self.names[id(value)][0]

    def add(self, name, value):
        if id(value) in self.names:
            if self.names[id(value)][0] != name:
                self.lines[name] = f"{name} = {self.names[id(value)][0]}"
            return
        taken = of_object(value, self.op)
        if taken is None and not inspect.isclass(value):
            return
        self.names[id(value)] = name, value
        self.lines[name] = name + ("(*args, **kwargs)" if taken is None else written(taken))
        if inspect.isclass(value):
            bases = [self.name_of(one) for one in value.__mro__[1:] if is_legacy(one)]
            self.lines[name] += " ".join([" <"] + bases)
            for method in filter(is_public, vars(value) if is_legacy(value) else ()):
                found = of_method(value, method)
                if found is not None:
                    key = f"{name}.{method}"
                    self.lines[key] = key + written(found)

    def read(self, asked):
        for line in asked:
            module, names = line.split()[0], line.split()[1:]
            try:
                loaded = importlib.import_module(module)
            except BaseException:
                continue
            for name in names:
                value = getattr(loaded, name, None)
                if inspect.ismodule(value) and callable(value):  # theano.scan
                    value = getattr(value, name, value)
                if callable(value) and not inspect.ismodule(value) and is_legacy(value):
                    self.add(f"{module}.{name}", value)


def main():
    warnings.simplefilter("ignore")
    import theano

    reader = Reader(theano.gof.Op if hasattr(theano, "gof") else theano.graph.op.Op)
    reader.read(sys.stdin.read().splitlines())
    for name in sorted(reader.lines):
        print("\t" + reader.lines[name])


if __name__ == "__main__":
    main()
