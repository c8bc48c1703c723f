"""Names that Python 3.8 to 3.14 removed and legacy code still reads."""

import collections.abc
import inspect
import platform
import sys
from collections import namedtuple
from typing import Any

from .restored_name import Removed, renamed, same_as

ArgSpec = namedtuple("ArgSpec", "args varargs keywords defaults")
_ABSTRACT = (
    "Awaitable Callable Collection Container Generator Hashable ItemsView Iterable Iterator KeysView Mapping "
    "MappingView MutableMapping MutableSequence MutableSet Reversible Sequence Set Sized ValuesView"
)
_ABSTRACT = " ".join(name for name in _ABSTRACT.split() if hasattr(collections.abc, name))


def _getargspec(func: Any) -> ArgSpec:
    """Return (args, varargs, keywords, defaults). Keyword-only arguments and annotations raise ValueError, as ever."""
    spec = inspect.getfullargspec(func)
    if spec.kwonlyargs or spec.annotations:
        raise ValueError("Function has keyword-only parameters or annotations, use inspect.signature() API")
    return ArgSpec(spec.args, spec.varargs, spec.varkw, spec.defaults)


def _formatargspec(
    args: Any,
    varargs: Any = None,
    varkw: Any = None,
    defaults: Any = None,
    kwonlyargs: Any = (),
    kwonlydefaults: Any = None,
    annotations: Any = None,
    formatarg: Any = str,
    formatvarargs: Any = "*{}".format,
    formatvarkw: Any = "**{}".format,
    formatvalue: Any = "={!r}".format,
    formatreturns: Any = " -> {}".format,
    formatannotation: Any = inspect.formatannotation,
) -> str:
    """Return the arguments of a function as text, from the result of `getargspec` or `getfullargspec`."""
    said, known = annotations or {}, kwonlydefaults or {}

    def named(name: str, form: Any = formatarg) -> str:
        return form(name) + (f": {formatannotation(said[name])}" if name in said else "")

    values = dict(zip(reversed(args), reversed(defaults or ()), strict=False))
    parts = [named(name) + (formatvalue(values[name]) if name in values else "") for name in args]
    if varargs is not None:
        parts.append(named(varargs, formatvarargs))
    elif kwonlyargs:
        parts.append("*")
    parts += [named(name) + (formatvalue(known[name]) if name in known else "") for name in kwonlyargs or ()]
    if varkw is not None:
        parts.append(named(varkw, formatvarkw))
    returns = formatreturns(formatannotation(said["return"])) if "return" in said else ""
    return f"({', '.join(parts)}){returns}"


def _linux_distribution(*args: Any, **kwargs: Any) -> tuple[str, str, str]:
    """Return (name, version, code name) of /etc/os-release; empty strings where there is none."""
    try:
        known = platform.freedesktop_os_release()
    except OSError:
        return "", "", ""
    return known.get("NAME", ""), known.get("VERSION_ID", ""), known.get("VERSION_CODENAME", "")


def _find_loader(fullname: str) -> Any:
    """Return the loader of a module by its name, None if there is none (Python 3.14 has no pkgutil.find_loader)."""
    import importlib.util

    spec = importlib.util.find_spec(fullname)
    return None if spec is None else spec.loader


def _gcd(a: Any, b: Any) -> Any:
    """Return the greatest common divisor with the sign of `b`, or of `a` if b is 0; of floats and fractions too."""
    while b:
        a, b = b, a % b
    return a


def _escape(s: Any, quote: Any = None) -> str:
    """Replace &, < and >; and double quotation marks, if `quote`. html.escape replaces both kinds, if not told."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;") if quote else s


def _unittest_alias(new: str) -> Any:
    def make() -> Any:
        import unittest

        return getattr(unittest.TestCase, new)

    return make


_UNITTEST = {
    "assertEquals": "assertEqual", "assertNotEquals": "assertNotEqual", "assert_": "assertTrue",
    "assertAlmostEquals": "assertAlmostEqual", "assertNotAlmostEquals": "assertNotAlmostEqual",
    "assertRaisesRegexp": "assertRaisesRegex", "assertRegexpMatches": "assertRegex",
    "assertNotRegexpMatches": "assertNotRegex", "assertItemsEqual": "assertCountEqual",
    "failUnless": "assertTrue", "failIf": "assertFalse", "failUnlessEqual": "assertEqual",
    "failUnlessRaises": "assertRaises",
}  # fmt: skip

TABLE = (
    *same_as("collections", _ABSTRACT, "collections.abc", "moved to collections.abc"),
    Removed("fractions", "gcd", lambda: _gcd, "is math.gcd, with the sign of the second number"),
    *renamed("time", "time", clock="perf_counter" if sys.platform == "win32" else "process_time"),
    *renamed("base64", "base64", encodestring="encodebytes", decodestring="decodebytes"),
    Removed("cgi", "escape", lambda: _escape, "is html.escape(s, quote=False)"),
    *renamed("threading:Thread", "threading", isAlive="Thread.is_alive"),
    *(
        Removed("platform", name, lambda: _linux_distribution, "is platform.freedesktop_os_release()")
        for name in ("linux_distribution", "dist")
    ),
    *(
        Removed("pkgutil", name, lambda: _find_loader, "importlib.util.find_spec(name).loader")
        for name in ("find_loader", "get_loader")
    ),
    Removed("inspect", "formatargspec", lambda: _formatargspec, "inspect.signature"),
    Removed("inspect", "getargspec", lambda: _getargspec, "inspect.getfullargspec or inspect.signature"),
    *(Removed("unittest:TestCase", old, _unittest_alias(new), f"is {new}") for old, new in _UNITTEST.items()),
)
