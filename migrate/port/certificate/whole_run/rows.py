"""What may be said of a port's run to its end: which lines stop, and which of them the port is to blame for."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from theano_common.verdict import Row, Status, listed

from ...codes import marks_in
from .process import Ending, Event, Run

Error = Mapping[str, Any]
# Errors that no number of draws has to do with.
SURE = {"AttributeError", "NameError", "ImportError", "TypeError", "KeyError", "NotImplementedError", "SyntaxError"}
# Errors of what is not there: files, a network, programs, a keyboard, memory.
OUTSIDE = {"FileNotFoundError", "HTTPError", "ConnectionError", "gaierror", "TimeoutError", "SSLError",
           "URLError", "WritesElsewhere", "EOFError", "MemoryError", "ExecutableNotFound",
           "UnsupportedOperation"}  # fmt: skip
LIBRARIES = ("pymc", "pytensor", "arviz", "numpy", "scipy", "xarray", "pandas", "matplotlib")
MOST_TEXT = 160  # characters of an error
KILLED = "signal 9"  # as a rule by the system, which has no memory left


@dataclass(frozen=True)
class WholeRun:
    """The rows of a run to the end. word: what a table says of it: "yes", "but for ...", "stops ...", "not run ..."."""

    rows: tuple[Row, ...]
    word: str


@dataclass(frozen=True)
class Marked:
    """The statements of a port that are marked. lines: of each, with its code; names: what they bind, with theirs."""

    lines: tuple[tuple[range, str], ...]
    names: Mapping[str, str]

    def code(self, stop: Event) -> str:
        """Return the code for which a stop was to be expected; "" if it is a surprise."""
        for lines, code in self.lines:
            if stop["line"] in lines or stop["of"][0] in lines:
                return code
        return next((self.names[name] for name in stop["names"] if name in self.names), "")


def marked(text: str) -> Marked:
    """Return the marked statements of a port: of a block its head, of a function or class the whole."""
    statements: dict[int, ast.stmt] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.stmt):
            first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
            statements.setdefault(first, node)
    lines: list[tuple[range, str]] = []
    names: dict[str, str] = {}
    for mark in marks_in(text):
        first = min((line for line in statements if line > mark.line), default=0)
        if not first:
            continue
        node = statements[first]
        whole = isinstance(node, ast.FunctionDef | ast.ClassDef) or not hasattr(node, "body")
        end = node.end_lineno or first if whole else node.body[0].lineno - 1  # type: ignore[attr-defined]
        lines.append((range(first, max(first, end) + 1), mark.code))
        names |= dict.fromkeys(_bound(node), mark.code)
    return Marked(tuple(lines), names)


def _bound(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}


def expected(stop: Event, marks: Marked, old: Iterable[Error], lines: tuple[Sequence[str], Sequence[str]]) -> str:
    """Return why a stop is no surprise; "" if it is one.

    old: the errors of the old script; lines: the text of either script.
    """
    if code := marks.code(stop):
        return f"marked {code}: it stops with {_said(stop)}"
    for one in old:
        same_line = _line(lines[0], one["line"]) == _line(lines[1], stop["line"]) != ""
        if one["kind"] == stop["kind"] and (one["text"] == stop["stops"] or same_line):
            return f"the old script raises it too: {_said(stop)}"
    outside = OUTSIDE.intersection(stop["kinds"]) or (stop["errno"] is not None and "OSError" in stop["kinds"])
    package = str(stop["module"] or "").split(".")[0]
    asks = "ImportError" in stop["kinds"] and not stop["by import"] and not package.startswith(LIBRARIES)
    return f"it raises {_said(stop)}" if outside or asks else ""


def doubtful(stop: Event) -> bool:
    """Say whether a stop may come of few draws."""
    return not SURE.intersection(stop["kinds"])


def of_more_draws(stop: Event, again: Ending | None) -> str:
    """Return what a run with more draws says against a stop; "" if it stops there as well."""
    if again is not None and any(one["line"] == stop["line"] and one["kind"] == stop["kind"] for one in again.stops):
        return ""
    if again is not None and again.ended:
        return f"with few draws alone it raises {_said(stop)}"
    return f"with few draws it raises {_said(stop)}; there was no time for more"


def whole_run(run: Run, text: tuple[str, str], old: Sequence[Error]) -> WholeRun:
    """Wait for a run, and return what may be said of it.

    text: of the old script and of the port. old: the errors that the old script raised.
    """
    ending, marks = run.ending(), marked(text[1])
    lines = text[0].splitlines(), text[1].splitlines()
    why = {i: found for i, one in enumerate(ending.stops) if (found := expected(one, marks, old, lines))}
    open_ones = [i for i, one in enumerate(ending.stops) if i not in why and doubtful(one)]
    if open_ones:
        again = run.again()
        why |= {i: found for i in open_ones if (found := of_more_draws(ending.stops[i], again))}
    return judged(ending, why)


def judged(ending: Ending, why: Mapping[int, str]) -> WholeRun:
    """Return the rows of a run, and its word. why: place of a stop -> why it is no surprise."""
    rows: list[Row] = []
    surprises = [one for i, one in enumerate(ending.stops) if i not in why]
    for one in surprises:
        rows.append(Row("the port", Status.DIFFERS, f"stops at line {one['line']}: {_said(one)}"))
    for i, text in why.items():
        rows.append(_not_compared(f"line {ending.stops[i]['line']} of the port", text))
    by_reason: dict[str, list[Event]] = {}
    for one in ending.left_out:
        by_reason.setdefault(one["left out"], []).append(one)
    rows += [_not_compared(f"{_places(found)} of the port", f"left out: {why}") for why, found in by_reason.items()]
    unfinished = _unfinished(ending)
    rows += [unfinished] if unfinished else []
    if surprises or (unfinished and unfinished.status is Status.DIFFERS):
        first = rows[0] if surprises else unfinished
        return WholeRun(tuple(rows), first.why if first else "")
    if unfinished:
        return WholeRun(tuple(rows), f"not run: {unfinished.why} ({unfinished.name})")
    few = f"pymc {ending.version}, few draws"
    if rows:
        word = f"but for {rows[0].name.replace(' of the port', '')}: {rows[0].why}"
        return WholeRun(
            (Row("the run to its end", Status.EQUAL, f"the other lines of the port run ({few})"), *rows), word
        )
    return WholeRun((Row("the run to its end", Status.EQUAL, f"the port runs to its end ({few})"),), "yes")


def _unfinished(ending: Ending) -> Row | None:
    """Return the row of a run that did not come to the end of the script."""
    if ending.ended:
        return None
    where = f"what the port does from line {ending.at} on" if ending.at else "the run to its end"
    if not ending.broke:
        return _not_compared(where, f"its run was ended after {ending.limit:g} s")
    if KILLED in ending.broke or not ending.version:
        return _not_compared(where, ending.broke)
    at = f" at line {ending.at}" if ending.at else ""
    return Row("the port", Status.DIFFERS, f"stops{at}: {ending.broke}")


def _not_compared(name: str, why: str) -> Row:
    return Row(name, Status.NOT_COMPARED, why, needed=False)


def _said(stop: Event) -> str:
    text = str(stop["stops"])
    return f"{stop['kind']}: {text[:MOST_TEXT]}{'...' * (len(text) > MOST_TEXT)}" if text else str(stop["kind"])


def _places(found: Sequence[Event]) -> str:
    texts = [str(one["line"]) if one["line"] == one["end"] else f"{one['line']}-{one['end']}" for one in found]
    texts = list(dict.fromkeys(texts))
    several = len(texts) > 1 or "-" in texts[0]
    return f"line{'s' * several} {listed(texts, 4)}"


def _line(lines: Sequence[str], number: int | None) -> str:
    return lines[number - 1].strip() if number and number <= len(lines) else ""
