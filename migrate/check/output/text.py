"""Findings for a reader: by file, each with its line; repeated ones once, with their other places."""

from __future__ import annotations

from collections.abc import Iterator

from theano_common.printing import printable

from ..results import Report
from ..rules.rule import Finding
from . import summary

MOST_PLACES = 12
COLOURS = {"breaks": "31;1", "differs": "33;1", "style": "36", "path": "1", "soft": "2"}


class Ink:
    """Terminal colours, or none, around printable text."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, kind: str, text: str) -> str:
        text = printable(text)
        return f"\x1b[{COLOURS[kind]}m{text}\x1b[0m" if self.on and text else text


def render(report: Report, colour: bool = False) -> str:
    """Return the report as text."""
    ink = Ink(colour)
    blocks = []
    advised: set[str] = set()  # the advice is printed once for each rule
    for file in report.files:
        groups: dict[tuple[str, str, str, str], list[Finding]] = {}
        for finding in file.findings:
            groups.setdefault((finding.code, finding.severity, finding.name, finding.note), []).append(finding)
        for group in groups.values():
            blocks.append("\n".join(_block(group, ink, group[0].code not in advised)) + "\n")
            advised.add(group[0].code)
    return "\n".join([*blocks, *summary.lines(report)])


def _block(group: list[Finding], ink: Ink, advise: bool) -> Iterator[str]:
    first, *others = group
    marks = [_fixable(first), seen_at_run_time(first)]
    mark = "".join(f" [{one}]" for one in marks if one)
    code = ink(first.severity, f"{first.code} {first.severity}")
    yield f"{ink('path', first.where)}: {code}: {printable(first.message)}{ink('soft', mark)}"
    yield from _excerpt(first, ink, first.do if advise else "")
    if others:
        places = [one.where.removeprefix(f"{one.path}:") for one in others]
        more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
        yield ink("soft", f"      = also at {', '.join(places[:MOST_PLACES])}{more}")


def seen_at_run_time(finding: Finding) -> str:
    """Return how often a run used the name, in words; "" if it did not."""
    n = finding.seen_at_run_time
    return "" if not n else "seen at run time" + (f", {n:,} times" if n > 1 else "")


def _fixable(finding: Finding) -> str:
    if finding.fix is None:
        return ""
    return "fixable" if finding.fix.safe else "fixable with --unsafe"


def _excerpt(finding: Finding, ink: Ink, advice: str) -> Iterator[str]:
    if not finding.excerpt:
        if advice:
            yield f"      = {advice}"
        return
    source = finding.excerpt.split("\n")[0].replace("\t", " ")
    end = finding.end_column if finding.end_line == finding.line else len(source) + 1
    number = f"{finding.line:5d} | "
    before, marked = printable(source[: finding.column - 1]), printable(source[finding.column - 1 : end - 1])
    under = " " * max(len(before), finding.column - 1) + ink(finding.severity, "^" * max(len(marked), 1))
    yield ink("soft", number) + printable(source)
    yield f"{ink('soft', ' ' * (len(number) - 2) + '| ')}{under} {advice}".rstrip()
