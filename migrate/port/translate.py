"""Translate the text of a program, with marks for a person and notes on intentional changes."""

from __future__ import annotations

import re
from dataclasses import dataclass

import libcst as cst
import libcst.matchers as m
from libcst.helpers import get_full_name_for_node
from libcst.metadata import MetadataWrapper, PositionProvider

from theano_common.python_2_source import understood
from theano_common.read_source import Unreadable, parse

from ..check.names.coverage import canonical
from ..check.names.project import EMPTY, Project
from .codes import Mark, Note, marks_in
from .imports import place_of, translated_imports
from .names.assignments import names_read
from .names.bindings import bindings
from .names.legacy_names import is_old
from .names.source_names import Written, written
from .registry import HELPERS, today_of
from .rewriting import TODO, Rewriting
from .rules.minibatches import together
from .site import Site
from .todays_libraries import for_todays_libraries
from .unread_bound_classes import without_what_is_gone

WORDS = re.compile(r"\b(?:pymc3|theano)\b")
SPLIT = "MP203"


@dataclass(frozen=True)
class Translation:
    """The new text; it has the `marks` as comments. `notes` refer to lines of the old text."""

    text: str
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()
    from_python_2: bool = False


def translated(text: str, path: str = "model.py", project: Project = EMPTY) -> Translation:
    """Translate a program; raises Unreadable."""
    if not WORDS.search(text):
        return Translation(text, marks_in(text))
    tree, python_2 = understood(text)
    source = python_2.after if python_2 is not None else text
    before_fixes = source
    source, raising = for_todays_libraries(path, source)
    if source != before_fixes:
        tree = parse(source)
    try:
        wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
        positions = wrapper.resolve(PositionProvider)
    except (cst.ParserSyntaxError, RecursionError) as error:
        raise Unreadable("MP901", f"libcst cannot read it: {str(error).splitlines()[0]}") from None
    names = written(path, source, tree, positions, project)
    before = frozenset(names_read(wrapper.module))
    site = Site(
        names, bindings(wrapper.module, frozenset(names.module.bound) | before, today_of), wrapper.module, today_of
    )
    site.observed, site.path, site.raising = _observed(wrapper.module), path, raising
    if not any(is_old(one.old) for one in site.bindings.by_local.values()) and not _stars(wrapper.module):
        return Translation(text, marks_in(text))
    made = wrapper.module.visit(Rewriting(site))
    made, apart = together(made) if "minibatches" in site.helpers else (made, False)
    made = without_what_is_gone(made, site)
    helpers = _helpers(site)
    made = translated_imports(made, site.bindings, today_of, before, {one.name.value for one in helpers})
    made = _with_helpers(made, helpers)
    code = made.code
    if apart:
        code = _marked_minibatches(code)
    notes = tuple(Note(line, message) for line, message in sorted(site.notes))
    return Translation(code, marks_in(code), notes, python_2 is not None)


def _stars(module: cst.Module) -> bool:
    """Say whether an old module is star-imported."""
    return any(
        is_old(canonical(get_full_name_for_node(one.module) or ""))
        for one in m.findall(module, m.ImportFrom(names=m.ImportStar()))
        if isinstance(one, cst.ImportFrom) and one.module is not None
    )


def _observed(module: cst.Module) -> frozenset[str]:
    """Return the names of observed variables."""
    calls = m.findall(module, m.Call(args=[m.ZeroOrMore(), m.Arg(keyword=m.Name("observed")), m.ZeroOrMore()]))
    first = [one.args[0].value for one in calls if isinstance(one, cst.Call)]
    return frozenset(str(one.evaluated_value) for one in first if isinstance(one, cst.SimpleString))


def _helpers(site: Site) -> list[cst.FunctionDef]:
    """Return the helper functions that the translation calls, with the file's names of modules."""
    wanted = [HELPERS[name] for name in sorted(site.helpers) if name in HELPERS]
    usual = {"az.": "arviz.", "pt.": "pytensor.tensor.", "np.": "numpy.", "pd.": "pandas.", "pm.": "pymc."}
    alias = {
        old: site.bindings.reach(f"{new}x")[:-1]
        for old, new in usual.items()
        if any(re.search(rf"\b{re.escape(old)}", text) for text in wanted)
    }
    made: list[cst.FunctionDef] = []
    for text in wanted:
        for old, new in alias.items():
            text = re.sub(rf"\b{re.escape(old)}", new, text)
        statement = cst.parse_statement(text)
        assert isinstance(statement, cst.FunctionDef)
        made.append(statement.with_changes(leading_lines=[cst.EmptyLine(indent=False), cst.EmptyLine(indent=False)]))
    return made


def _with_helpers(module: cst.Module, helpers: list[cst.FunctionDef]) -> cst.Module:
    """Put the functions after the last import above their first use."""
    if not helpers:
        return module
    last = place_of({one.name.value for one in helpers}, module.body)
    after = module.body[last:]
    if after and hasattr(after[0], "leading_lines"):
        first = after[0]
        space = [one for one in first.leading_lines if one.comment is not None]
        lines = [cst.EmptyLine(indent=False), cst.EmptyLine(indent=False), *space]
        after = [first.with_changes(leading_lines=lines), *after[1:]]
    return module.with_changes(body=[*module.body[:last], *helpers, *after])


def _marked_minibatches(code: str) -> str:
    """Put a mark above each minibatch that stands alone beside others."""
    lines = code.split("\n")
    comment = TODO.format(code=SPLIT, message="minibatches made apart show other rows each: make them in one call")
    made: list[str] = []
    for line in lines:
        if "Minibatch(" in line and (not made or comment not in made[-1]):
            made.append(line[: len(line) - len(line.lstrip())] + comment)
        made.append(line)
    return "\n".join(made)


__all__ = ["Translation", "Written", "translated"]
