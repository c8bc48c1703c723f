"""All entries, by the name that is called, read, indexed or derived from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import libcst as cst

from .arguments import Change, carried
from .names.modules import MODULES, module_today
from .names.renamed import NAMES, renamed
from .rule import Called, CallRule, ReadRule
from .rules import (
    bound,
    distribution_calls,
    generic,
    glm,
    minibatches,
    models,
    plots,
    predictive,
    processes,
    sampling,
    tensors,
    traces,
    user_classes,
)
from .site import Site

ClassRule = Callable[[Site, cst.ClassDef, cst.ClassDef], cst.ClassDef]
CALLS: Mapping[str, Change | CallRule] = {
    **glm.CALLS,
    **sampling.CALLS,
    **plots.CALLS,
    **predictive.CALLS,
    **traces.CALLS,
    **models.CALLS,
    **processes.CALLS,
    **tensors.CALLS,
    **bound.CALLS,
    **distribution_calls.CALLS,
    **minibatches.CALLS,
}
ATTRIBUTES: Mapping[str, ReadRule] = {**traces.ATTRIBUTES, **models.ATTRIBUTES}
ITEMS: Mapping[str, ReadRule] = {**traces.ITEMS}
CLASSES: Mapping[str, ClassRule] = {**user_classes.CLASSES}
HELPERS: Mapping[str, str] = {**plots.HELPERS, **tensors.HELPERS, **glm.HELPERS}


@cache
def entry_for_call(name: str) -> CallRule | None:
    """Return the table's entry for a call of an old name."""
    for one in spellings(name):
        found = CALLS.get(one)
        if isinstance(found, Change):
            return _by_table(found)
        if found is not None:
            return found
    return None


def call_rule(name: str) -> CallRule | None:
    """Return the rule for a call; for other callables that exist today, the rule that checks their arguments."""
    if (found := entry_for_call(name)) is not None:
        return found
    if name.startswith(("pymc3.", "theano.")) and "()" not in name and renamed(name) is not None:
        return generic.same_arguments
    return None


def attribute_rule(name: str) -> ReadRule | None:
    """Return the rule for an attribute of a value, or of a module."""
    if name.startswith("theano.config."):
        return (
            tensors.configuration if renamed("theano.config." + name[14:].replace(".", "__")) else ATTRIBUTES.get(name)
        )
    return next((rule for one in spellings(name) if (rule := ATTRIBUTES.get(one)) is not None), None)


def item_rule(name: str) -> ReadRule | None:
    """Return the rule for `value[...]`."""
    return ITEMS.get(name)


def class_rule(base: str) -> ClassRule | None:
    """Return the rule for a class derived from an old one."""
    return next((rule for one in spellings(base) if (rule := CLASSES.get(one)) is not None), None)


def spellings(name: str) -> list[str]:
    """Return the name, and its entry's spelling: `pymc3.sampling.sample` is `pymc3.sample`, a method its class's."""
    found = [name, name.replace("().", ".")]
    plain = found[1].replace("pymc3.gp.gp.", "pymc3.gp.")
    above, _, last = plain.rpartition(".")
    if above.startswith("pymc3.") and MODULES.get(above) in ("pymc", "arviz"):
        plain = f"pymc3.{last}"
    elif last == "dist":
        outer, _, cls = above.rpartition(".")
        if MODULES.get(outer) == "pymc":
            plain = f"pymc3.{cls}.dist"
    return [*found, plain]


@cache
def today_of(old: str | None) -> str | None:
    """Return today's name of an old one; None if nothing replaces it."""
    if old is None:
        return None
    if old in NAMES:
        return NAMES[old] or None
    for one in spellings(old):
        found = CALLS.get(one)
        if isinstance(found, Change):
            return found.new
        if found is distribution_calls.distribution:
            return (
                distribution_calls.DISTRIBUTIONS[f"pymc3.{one.rpartition('.')[2]}"].new if "dist" not in one else None
            )
    return renamed(old) or (module_today(old) if old in MODULES else None)


def _by_table(change: Change) -> CallRule:
    def rule(call: Called) -> cst.BaseExpression:
        args = carried(call.site, call.name, change, call.original, call.args)
        if change.note:
            call.site.note(call.original, change.note)
        if "()" in call.name or isinstance(call.updated.func, cst.Attribute) and "." in change.new.partition("gp.")[2]:
            assert isinstance(call.updated.func, cst.Attribute)
            last = change.new.rpartition(".")[2]
            return call.updated.with_changes(func=call.updated.func.with_changes(attr=cst.Name(last)), args=args)
        return call.updated.with_changes(func=call.site.called(change.new, call.original.func), args=args)

    return rule
