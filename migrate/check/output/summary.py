"""The closing sentences of every text: counts, possible fixes, and how much of the code was understood."""

from __future__ import annotations

from collections.abc import Iterator

from theano_common.printing import printable

from ..results import Report

MOST_NAMES = 40


def lines(report: Report) -> list[str]:
    """Return the sentences."""
    made = (*_found(report), *_fixes(report), *_coverage(report), *_at_run_time(report), *report.notes)
    return [printable(line) for line in made]


def count(n: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def _found(report: Report) -> Iterator[str]:
    totals = report.summary
    kinds = ", ".join(f"{n:,} {severity}" for severity, n in totals.by_severity.items() if n)
    total = sum(totals.by_severity.values())
    where = f"{totals.with_findings:,} of {count(totals.files, 'file')}" if 0 < total else count(totals.files, "file")
    yield f"{count(total, 'finding')} in {where}" + (f": {kinds}." if kinds else ".")
    if totals.unreadable:
        yield f"{count(len(totals.unreadable), 'file')} could not be read; nothing is known of what is in them."
    if totals.known:
        yield f"{count(totals.known, 'known finding')} let pass by the baseline."
    if totals.gone:
        entries = count(
            totals.gone, "entry of the baseline no longer occurs", "entries of the baseline no longer occur"
        )
        yield f"{entries}; --update-baseline drops what is gone."
    if totals.excluded:
        yield f"{count(totals.excluded, 'file')} excluded."


def _fixes(report: Report) -> Iterator[str]:
    totals = report.summary
    if totals.fixed:
        yield f"{count(totals.fixed, 'fix', 'fixes')} {'shown' if report.diff else 'carried out'}."
    ways = [f"{totals.safe_fixes:,} with --fix"] * bool(totals.safe_fixes and not report.diff)
    more = " more" if totals.safe_fixes and not report.diff else ""
    ways += [f"{totals.unsafe_fixes:,}{more} with --fix --unsafe"] * bool(totals.unsafe_fixes)
    if ways:
        yield f"Fixable: {', '.join(ways)}."
    yield from totals.not_fixed


def _coverage(report: Report) -> Iterator[str]:
    coverage = report.coverage
    missing = sum(coverage.unknown.values())
    uses = count(coverage.resolved + missing, "use")
    known = f"{coverage.resolved:,} resolved, {missing:,} not in the table" + (":" if missing else ".")
    on_top = ", ".join(f"{n:,} of {library}" for library, n in coverage.on_top.items())
    yield f"Coverage: {uses} of theano and pymc3 names{on_top and f' ({on_top})'}, {known}"
    for name, n in list(coverage.unknown.items())[:MOST_NAMES]:
        yield f"  {name}" + (f" ({n} times)" if n > 1 else "")
    if len(coverage.unknown) > MOST_NAMES:
        yield f"  and {len(coverage.unknown) - MOST_NAMES} more; --format json has them all"
    if coverage.unseen:
        reads = count(len(coverage.unseen), "read")
        yield f"{reads} by a name that only the run knows (`theano-compat run --report FILE SCRIPT` tells which):"
        for one in coverage.unseen[:MOST_NAMES]:
            yield f"  {one.path}:{one.line}: {one.of}"
        if len(coverage.unseen) > MOST_NAMES:
            yield f"  and {len(coverage.unseen) - MOST_NAMES} more"


def _at_run_time(report: Report) -> Iterator[str]:
    if report.at_run_time:
        yield "Used by the run and not seen in the files:"
        for one in report.at_run_time:
            because = f": {one.reason}" if one.reason else ""
            yield f"  {one.path}:{one.line}: {one.name} ({one.status}{because})"
