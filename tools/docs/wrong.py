"""A page for each finding of migrate-check, each mark of migrate-port and each class of errors."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from theano_compat.name_facts import every_name, is_supported, parts
from theano_compat.name_objects import object_of
from theano_migrate.check.output import rule_help
from theano_migrate.port.codes import CODES
from tools.docs.markdown import block, cell, entries, page, plain, table
from tools.docs.reference import link_to

SEVERITIES = {"breaks": "It raises.", "differs": "It runs, and means something else.", "style": "It runs as it is."}

# What the program stops with where a finding was not mended: each message is an entry of the search index.
NO_NUMPY = "AttributeError: module 'numpy' has no attribute "
MESSAGES = {
    "MC201": ["TypeError: Variables do not support boolean operations"],
    "MC501": [f"{NO_NUMPY}'{name}'" for name in ("float", "int", "bool", "object", "str", "complex")],
    "MC502": [f"{NO_NUMPY}'{name}'" for name in ("product", "in1d", "trapz")],
    "MC503": [
        "ImportError: cannot import name 'logsumexp' from 'scipy.misc'",
        "ImportError: cannot import name 'simps' from 'scipy.integrate'",
        "AttributeError: module 'scipy.signal' has no attribute 'gaussian'",
    ],
    "MC505": ["NameError: name 'xrange' is not defined", "NameError: name 'raw_input' is not defined"],
    "MC507": [
        "AttributeError: 'DataFrame' object has no attribute 'append'",
        "AttributeError: 'DataFrame' object has no attribute 'ix'",
    ],
    "MC508": [
        "AttributeError: 'dict' object has no attribute 'has_key'",
        "AttributeError: 'dict' object has no attribute 'iteritems'",
    ],
    "MC511": ["ValueError: setting an array element with a sequence"],
    "MC512": ["TypeError: expected a sequence of integers or a single integer"],
    "MC513": ["TypeError: 'map' object is not subscriptable", "TypeError: object of type 'map' has no len()"],
    "MC514": ["TypeError: sort() takes no positional arguments"],
    "MC525": ["ValueError: The binary mode of fromstring is removed"],
    "MC527": [
        "AttributeError: module 'collections' has no attribute 'Callable'",
        "ImportError: cannot import name 'gcd' from 'fractions'",
        "AttributeError: module 'time' has no attribute 'clock'",
        "AttributeError: module 'inspect' has no attribute 'getargspec'",
    ],
    "MC528": ["AttributeError: 'csr_matrix' object has no attribute 'A'"],
    "MC546": ["TypeError: only 0-dimensional arrays can be converted to Python scalars"],
    "MC902": ["SyntaxError: Missing parentheses in call to 'print'"],
}

# Further words that lead to a finding.
TYPED = {
    "MC309": ["sd=", "sd", "unexpected keyword argument 'sd'"],
    "MC311": ["varnames="],
    "MC312": ["njobs="],
    "MC501": ["np.float", "np.int", "np.bool", "np.object"],
}


def pages() -> Iterator[tuple[str, str]]:
    """Yield (path without suffix, Markdown)."""
    yield "wrong/findings", _findings()
    yield "wrong/marks", _marks()
    yield "wrong/errors", _errors()
    for rule in rule_help.rules():
        yield f"wrong/{rule.code.lower()}", finding_page(rule)
    for code in CODES:
        yield f"wrong/{code.lower()}", mark_page(code)


def finding_page(rule: rule_help.Help) -> str:
    """Return the page of a finding."""
    seen = "\n".join(MESSAGES.get(rule.code, ()))
    return page(
        f"{rule.code}: {rule.title}",
        entries(rule.code, *MESSAGES.get(rule.code, ()), *TYPED.get(rule.code, ())),
        f"A finding of `migrate-check`: **{rule.severity}**. {SEVERITIES[rule.severity]}\n",
        f"**Why.** {plain(rule.why)}\n",
        f"**What to do.** {plain(rule.do)}\n",
        f"Where it is not mended, the program stops with:\n\n{block(seen)}" if seen else "",
        f"Found in:\n\n{block(rule.before)}" if rule.before else "",
        f"After `migrate-check --fix`:\n\n{block(rule.after)}" if rule.after else "",
        f"To let it pass, write `# compat: ignore[{rule.code}]` behind the line. [All findings](findings.md)\n",
    )


def mark_page(code: str) -> str:
    """Return the page of a mark."""
    return page(
        f"{code}: {CODES[code].what}",
        entries(code),
        f"`migrate-port` leaves the line as it was and writes `# TODO(migrate-port {code}): ...` above it.\n",
        f"**What to do.** {plain(CODES[code].todo)}\n",
        "[All marks](marks.md)\n",
    )


def _findings() -> str:
    rows = [[f"[{one.code}]({one.code.lower()}.md)", one.severity, cell(one.title)] for one in rule_help.rules()]
    return f"# Findings of migrate-check\n\n{table(['code', 'severity', 'what'], rows)}"


def _marks() -> str:
    rows = [[f"[{code}]({code.lower()}.md)", cell(one.what), cell(one.todo)] for code, one in CODES.items()]
    return f"# Marks of migrate-port\n\n{table(['code', 'what', 'what to do'], rows)}"


def _errors() -> str:
    """Return the page of the old libraries' exceptions, each under its shortest name."""
    first: dict[int, str] = {}
    for name in sorted(filter(is_supported, every_name()), key=lambda name: (name.count("."), name)):
        value = object_of(*parts(name))
        if inspect.isclass(value) and issubclass(value, Exception) and value.__module__.startswith("theano_compat"):
            first.setdefault(id(value), name)
    names = sorted(first.values(), key=lambda name: parts(name)[1].lower())
    rows = [[link_to(name).replace("](<", "](<../reference/"), cell(_sentence(name))] for name in names]
    return f"# Classes of errors\n\n{table(['class', 'raised when'], rows)}"


def _sentence(name: str) -> str:
    return (object_of(*parts(name)).__doc__ or "").strip().partition("\n")[0]
