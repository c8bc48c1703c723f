"""The calls of sampling functions that a script makes, as plain data: which model, which arguments, what defaults.

Both sides use this, so it needs only the standard library and NumPy. `sampling_calls.py` compares the records.
"""

import functools
import inspect
import re

import numpy as np

KINDS = {  # name of the function -> what it is called here
    **dict.fromkeys(("sample", "sample_blackjax_nuts", "sample_numpyro_nuts"), "sample"),
    **dict.fromkeys(
        ("sample_posterior_predictive", "sample_posterior_predictive_w", "fast_sample_posterior_predictive",
         "sample_ppc", "sample_ppc_w"),
        "sample_posterior_predictive",
    ),
    **{name: name for name in ("sample_smc", "fit", "find_MAP", "sample_prior_predictive")},
}  # fmt: skip
FITTING = {"sample", "sample_smc", "fit", "find_MAP"}  # these read the observed data
DEEPEST = 4  # level of containers
MOST_VALUES = 1000  # of an array that a record has
TRANSFORMED = re.compile(r"_[a-z]\w*?__$")  # the end of a transformed variable's name


class CallRecords:
    """The calls so far, each as a dict. accepted: function -> what it takes by its **kwargs."""

    def __init__(self, accepted):
        self.accepted, self.made = accepted, []

    def add(self, name, function, args, kwargs, line, model, data):
        """Record a call, and return its number. model: its place and the number of its data set, None of none."""
        given, defaults, wrong = bound(function, args, kwargs, self.accepted.get(name))
        given.pop("model", None)
        record = {
            "kind": KINDS[name],
            "line": line,
            "model": model[0],
            "set": model[1],
            "given": {key: plain(value) for key, value in given.items()},
            "defaults": {key: plain(value) for key, value in defaults.items()},
            "wrong": wrong,
            "data": [[label, plain(value)] for label, value in data],
        }
        self.made.append(record)
        return len(self.made) - 1


def bound(function, args, kwargs, accepted):
    """Return (arguments by name, defaults of the others, the names that the function does not take)."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return dict(kwargs), {}, []
    defaults = {
        name: one.default
        for name, one in signature.parameters.items()
        if one.default is not inspect.Parameter.empty and name not in kwargs
    }
    named = [name for name, one in signature.parameters.items() if one.kind is not inspect.Parameter.VAR_KEYWORD]
    by_place = [
        name
        for name, one in signature.parameters.items()
        if one.kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    ]
    star = any(one.kind is inspect.Parameter.VAR_POSITIONAL for one in signature.parameters.values())
    is_open = any(one.kind is inspect.Parameter.VAR_KEYWORD for one in signature.parameters.values())
    wrong = [f"argument number {len(by_place) + 1}"] if len(args) > len(by_place) and not star else []
    for name in kwargs:
        if name not in named and not (is_open and (accepted is None or name in accepted)):
            wrong.append(name)
    given = {**dict(zip(by_place, args)), **kwargs}  # noqa: B905
    return given, {name: value for name, value in defaults.items() if name not in given}, wrong


def parameters(*functions):
    """Return the names of the parameters of functions and of the classes' `__init__`, those of their bases too."""
    found = set()
    for function in functions:
        for one in function.__mro__[:-1] if isinstance(function, type) else (function,):
            one = vars(one).get("__init__") if isinstance(one, type) else one
            if one is not None:
                found |= set(inspect.signature(one).parameters)
    return found - {"self", "args", "kwargs"}


def plain(value, depth=0):
    """Return a value as JSON has it; what has no such form as {"opaque": its type}."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, np.generic):
        return value.item()
    facts = getattr(value, "__dict__", {})
    if "why" in facts and "made" in facts:  # a stand-in
        return facts["made"] if facts["made"] is not None else {"opaque": facts["why"]}
    if isinstance(value, np.ndarray) or hasattr(value, "toarray"):
        return of_array(value)
    if hasattr(value, "to_numpy"):
        return of_array(value.to_numpy())
    if depth < DEEPEST and isinstance(value, (dict, list, tuple, set, frozenset, range)):
        return _of_container(value, depth)
    return _named(value, depth)


def _of_container(value, depth):
    if isinstance(value, dict):
        return {variable_name(key): plain(one, depth + 1) for key, one in value.items()}
    if len(value) > MOST_VALUES:
        return of_array(np.asarray(list(value)))
    return [plain(one, depth + 1) for one in value]


def _named(value, depth):
    """Return a function or a variable by its name."""
    if isinstance(value, functools.partial):
        return {"function": getattr(value.func, "__name__", "?"), **plain(dict(value.keywords), depth + 1)}
    if isinstance(value, type) or inspect.isroutine(value):
        return {"function": value.__name__}
    if hasattr(value, "owner"):
        return {"variable": variable_name(value)} if getattr(value, "name", None) else {"opaque": "an expression"}
    return {"opaque": type(value).__name__}


def variable_name(key):
    """Return the name of a variable in its own units, or a name as it is."""
    name = str(getattr(key, "name", None) or key)
    return TRANSFORMED.sub("", name)


def of_array(array):
    """Return an array as nested lists; of a large one its shape, its sum and some of its values."""
    if hasattr(array, "toarray"):
        array = array.toarray()
    array = np.asarray(array)
    if array.dtype.kind not in "biuf":
        return {"opaque": f"an array of {array.dtype}"}
    if array.size <= MOST_VALUES:
        return array.tolist()
    some = array.reshape(-1)[np.linspace(0, array.size - 1, MOST_VALUES).astype(int)]
    return {"shape": list(array.shape), "sum": float(np.sum(array, dtype=float)), "values": some.tolist()}


def start(given):
    """Return the start that the user gave a variable: numbers, or a word; None if there is none."""
    if given is None or isinstance(given, str):
        return given
    if hasattr(given, "owner"):
        try:
            given = given.eval()
        except Exception:
            return {"opaque": "an expression"}
    return plain(np.asarray(given))


def fingerprint(values):
    """Return [number, sum, weighted sum] of data, by which those of two sides are known to be alike; None of none."""
    if values is None:
        return None
    if hasattr(values, "toarray"):
        values = values.toarray()
    values = np.asarray(values)
    if values.dtype.kind not in "biuf":
        return [int(values.size), 0.0, 0.0]
    flat = np.nan_to_num(np.ravel(values).astype(float))
    return [int(flat.size), float(flat.sum()), float((flat * np.linspace(1.0, 2.0, flat.size)).sum())]
