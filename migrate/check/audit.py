"""Audit one file: find what the rules report, and count the resolved names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from theano_common.python_2_source import Translation, understood
from theano_common.read_source import NoNotebook, Unreadable, parse

from .control.selection import Wanted
from .control.suppressions import Near, suppressions
from .fixes.apply import applied
from .fixes.edit import Edit, Fix
from .fixes.rename import renamed
from .names import dependent_libraries
from .names.coverage import Coverage
from .names.module import LINE_END, Module
from .names.project import EMPTY, Project
from .names.resolve import resolve
from .own_faults import deep, own_faults
from .rules import registry
from .rules.required_words import worth_resolving
from .rules.rule import Finding, Hit, Rule
from .source.source import Source, read

PYTHON_2, OLD_DIVISION, UNUSED = "MC902", "MC903", "MC904"
BY_TABLE = {"MC101", "MC102", "MC106"}
ROUNDS = 100  # fixes of the same statement are applied one after the other


@dataclass(frozen=True)
class Asked:
    """The options of an audit, the same for every file."""

    coverage: Coverage
    wanted: Wanted = Wanted()
    project: Project = EMPTY  # the exports of the modules around the file
    through: str = "install"  # or "import": `import compat as theano`, which does not restore names of other libraries


@dataclass(frozen=True)
class Audit:
    """The findings in one file, with the number of resolved uses of legacy names and those in no table."""

    path: str
    text: str  # for a notebook, its code cells
    findings: tuple[Finding, ...]
    resolved: int = 0
    unknown: tuple[str, ...] = field(default=())  # names that are in no table
    readable: bool = True  # and no cell of it was left out
    unseen: tuple[tuple[int, str], ...] = ()  # (line, what): reads by a name known only at run time
    note: str = ""  # why nothing in it was audited, if that is not an error
    starts: Mapping[int, int] = field(default_factory=dict)  # cell of a notebook -> the line of `text` before it
    names: frozenset[str] = frozenset()  # all resolved names, in the table's form
    on_top: tuple[str, ...] = ()  # the library of each use of a name of a library on top of the old ones

    def row(self, finding: Finding) -> int:
        """Return the line of `text` of a finding in this file."""
        return finding.line if finding.cell is None else self.starts[finding.cell] + finding.line


def audit(data: bytes, path: str, asked: Asked) -> Audit:
    """Audit one file. An unreadable file is a finding (MC9xx), never an exception."""
    try:
        return audit_source(read(data, path), asked)
    except Unreadable as error:
        return unread(path, error)


def audit_source(source: Source, asked: Asked) -> Audit:
    """Audit a source."""
    if source.note:
        return Audit(source.path, "", (), note=source.note)
    try:
        with own_faults(), deep():
            return _audited(source, asked)
    except Unreadable as error:
        return unread(source.path, error, source)


def _audited(source: Source, asked: Asked) -> Audit:
    tree, old = understood(source.text.removeprefix("\ufeff"))
    module = Module(source.path, old.after if old else source.text, tree)
    module.old_division = old.old_division if old else source.python_2
    module.python_2 = old is not None or source.python_2
    module.line_name = lambda line: _line_name(line, source, old)
    if old is None and not source.python_2 and not worth_resolving(source.text, tree, source.path, asked.project):
        return _nothing_in(source)
    resolve(module, StarExports(asked.coverage), asked.project)
    findings = [*_findings(source, module, asked, old), *(_unreadable(source.path, e) for e in source.broken)]
    states = [state for use in module.uses if (state := asked.coverage.lookup(use.name)) is not None]
    beside = [state for use in module.uses if (state := dependent_libraries.lookup(module, use.name)) is not None]
    names = frozenset(state.name for state in states)
    in_tables = [*(states if asked.coverage else ()), *beside]
    unknown = [state.name for state in in_tables if state.status == "unknown"]
    lines = LINE_END.split(source.shown(source.text).removeprefix("\ufeff"))
    shown = tuple(_in_cell(one, source, lines) for one in _sorted(findings) if asked.wanted.as_severe(one.severity))
    dark = tuple(
        (source.where(old.place(line, 1)[0] if old else line)[1], name)
        for line, name in sorted(unseen(module, asked.coverage))
    )
    return Audit(
        source.path,
        source.shown(source.text),
        shown,
        len(states) + len(beside) - len(unknown),
        tuple(unknown),
        not source.broken,
        dark,
        starts=_starts(source),
        names=names,
        on_top=tuple(state.name.partition(".")[0] for state in beside),
    )


def _findings(source: Source, module: Module, asked: Asked, old: Translation | None) -> list[Finding]:
    """Return the findings of the rules, at their places in the source."""
    hits = [(one.rule, hit) for one in registry.rules() for hit in one.find(module, asked.coverage)]
    findings = [
        finding(source, module, rule, hit, asked)
        for rule, hit in let_pass(module, hits)
        if asked.wanted.code(hit.code or rule.code, source.path)
    ]
    if old is None:
        return findings
    findings = [_before(one, old) for one in findings]
    if asked.wanted.code(PYTHON_2, source.path):
        findings.append(_python_2(source, old, exact=all(rule.code != OLD_DIVISION for rule, _ in hits)))
    return findings


def _nothing_in(source: Source) -> Audit:
    """Return the audit of a file that concerns no rule."""
    text = source.shown(source.text)
    lines = LINE_END.split(text.removeprefix("\ufeff"))
    broken = tuple(_in_cell(_unreadable(source.path, error), source, lines) for error in source.broken)
    return Audit(source.path, text, broken, readable=not broken, starts=_starts(source))


def _starts(source: Source) -> dict[int, int]:
    return dict(zip(source.numbers, source.starts, strict=True))


def unseen(module: Module, coverage: Coverage) -> Iterator[tuple[int, str]]:
    """Yield reads of legacy modules by a name that is not a literal, and imports of such a name."""
    for node, name in module.unseen:
        if name in ("__import__", "importlib.import_module") or coverage.lookup(name) is not None:
            yield module.place(node)[0], name


def _line_name(line: int, source: Source, old: Translation | None) -> str:
    cell, line = source.where(old.place(line, 1)[0] if old else line)
    return str(line) if cell is None else f"{line} of cell {cell}"


def _before(found: Finding, old: Translation) -> Finding:
    """Return the finding at its place in the Python 2 source; its fix refers to the translated text."""
    line, column = old.place(found.line, found.column)
    end_line, end_column = old.place(found.end_line, max(found.end_column - 1, 1))
    end = max((end_line, end_column + 1), (line, column + 1))
    return replace(found, line=line, column=column, end_line=end[0], end_column=end[1], fix=None)


def _python_2(source: Source, old: Translation, exact: bool) -> Finding:
    edits = tuple(Edit(start, end, text) for start, end, text in old.edits())
    return replace(_unreadable(source.path, old.error, PYTHON_2), fix=Fix(edits, exact))


def _in_cell(found: Finding, source: Source, lines: list[str]) -> Finding:
    """Return the finding at its line of a cell, with the lines as the reader of the notebook sees them."""
    cell, line = source.where(found.line)
    excerpt = "\n".join(lines[found.line - 1 : found.end_line])
    above = found.line - line
    return replace(found, cell=cell, above=above, line=line, end_line=found.end_line - above, excerpt=excerpt)


def let_pass(module: Module, hits: list[tuple[Rule, Hit]]) -> list[tuple[Rule, Hit]]:
    """Return the hits that no comment suppresses, and a hit for each comment that suppresses none.

    All rules' hits are needed, even of rules that are off, to know whether a comment is unused.
    """
    comments = suppressions(module.lines)
    if not comments:
        return hits
    near = Near(comments)
    left = []
    for rule, hit in hits:
        line, _, end_line, _ = module.place(hit.node)
        if not any([one.silences(hit.code or rule.code, line, end_line) for one in near.to(line, end_line)]):
            left.append((rule, hit))
    unused = next(one.rule for one in registry.rules() if one.rule.code == UNUSED)
    for one in comments:
        if one.unused:
            note = f"nothing to let pass of {', '.join(one.unused)}" if one.codes else ""
            left.append((unused, Hit(one.node(module.lines), "", note, fix=one.fix(module.lines))))
    return left


NOT_PARSED = "the file would not parse with them; please report it"


@dataclass(frozen=True)
class Fixed:
    """The fixed text and the number of fixes.

    left_out: the reason why more were left out, if they were. findings: of the last audit, after which nothing changed.
    """

    text: str
    count: int = 0
    left_out: str = ""
    findings: tuple[Finding, ...] = ()


def fixed(source: Source, asked: Asked, unsafe: bool = False) -> str:
    """Return the text with every wanted fix applied; unchanged if the result would not parse."""
    return carried_out(source, asked, unsafe).text


def carried_out(source: Source, asked: Asked, unsafe: bool = False) -> Fixed:
    """Apply every wanted fix."""
    text, total, left_out = source.text, 0, ""
    findings: tuple[Finding, ...] = ()
    for _ in range(ROUNDS):
        findings = audit_source(replace(source, text=text), asked).findings
        fixes = [one.fix for one in findings if one.fix is not None and (one.fix.safe or unsafe)]
        changed, count = applied(text, fixes)
        left_out = next(filter(None, [one.left_out for one in fixes]), left_out)
        if not count or changed == text:
            break
        try:
            parse(changed.removeprefix("\ufeff"))
        except Unreadable:
            return Fixed(text, total, NOT_PARSED, findings)
        text, total = changed, total + count
    return Fixed(text, total, left_out, findings)


def finding(source: Source, module: Module, rule: Rule, hit: Hit, asked: Asked) -> Finding:
    """Return the finding for a hit of a rule."""
    fix, note = hit.fix, hit.note
    if hit.use and hit.name in rule.becomes:
        becomes = rule.becomes_in(module)
        fix = renamed(module, hit.use, hit.name, becomes) if hit.name in becomes else None
        note = note or ("" if hit.name in becomes else rule.changes[hit.name].why)
    if fix is not None and rule.unsafe:
        fix = fix.unsafe()
    line, column, end_line, end_column = module.place(hit.node)
    severity = hit.severity or rule.severity
    named = severity == "breaks" and hit.name in asked.coverage.given_back
    if asked.through == "install" and (named or rule.given_back or hit.given_back):
        severity, note = "style", f"{note or rule.title}; compat.install() and `theano-compat run` give it back"
    return Finding(
        hit.code or rule.code,
        severity,
        rule.title,
        hit.name,
        note,
        rule.why,
        rule.do,
        module.path,
        line,
        column,
        end_line,
        end_column,
        fix,
    )


def unread(path: str, error: Unreadable, source: Source | None = None) -> Audit:
    """Return the audit of a file that cannot be read."""
    if source is None:
        return Audit(path, "", (_unreadable(path, error),), readable=isinstance(error, NoNotebook))
    text = source.shown(source.text)
    found = _in_cell(_unreadable(path, error), source, LINE_END.split(text.removeprefix("\ufeff")))
    return Audit(path, text, (found,), readable=False, starts=_starts(source))


def _unreadable(path: str, error: Unreadable, code: str = "") -> Finding:
    rule = next(one.rule for one in registry.rules() if one.rule.code == (code or error.code))
    return Finding(
        rule.code,
        rule.severity,
        rule.title,
        "",
        error.message,
        rule.why,
        rule.do,
        path,
        error.line,
        error.column,
        error.line,
        error.column + 1,
    )


@dataclass(frozen=True)
class StarExports:
    """Tells whether `from module import *` brings a name, by the tables and the rules."""

    coverage: Coverage

    def __call__(self, module: str, name: str) -> bool:
        return self.coverage.exports(module, name) or f"{module}.{name}" in registry.listed()


def _sorted(findings: list[Finding]) -> list[Finding]:
    """Sort findings by place, without duplicates; rules of their own take precedence over those of tables."""
    said = {one.place for one in findings if one.severity == "breaks" and one.code not in BY_TABLE}
    unique = {
        (one.code, one.place, one.name): one for one in findings if one.code not in BY_TABLE or one.place not in said
    }
    return sorted(unique.values(), key=lambda one: (one.place, one.code, one.name))
