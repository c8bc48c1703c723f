"""All entries, by the name that is called, read, indexed or derived from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import libcst as cst

from .arguments import Change, carried
from .names.kinds import MODEL, TRACE, is_same, kind_of
from .names.modules import MODULES, module_today
from .names.renamed import NAMES, renamed
from .rule import Called, CallRule, ReadRule
from .rules import (
    arviz_names,
    bound,
    data,
    distribution_calls,
    functions,
    generic,
    glm,
    inference_data,
    minibatches,
    models,
    plots,
    predictive,
    processes,
    sampling,
    statistics,
    tensors,
    traces,
    truth_values,
    user_classes,
    walks,
)
from .rules.members import GONE
from .site import Site

ClassRule = Callable[[Site, cst.ClassDef, cst.ClassDef], cst.ClassDef]
CALLS: Mapping[str, Change | CallRule] = {
    **glm.CALLS,
    **sampling.CALLS,
    **plots.CALLS,
    **statistics.CALLS,
    **predictive.CALLS,
    **traces.CALLS,
    **models.CALLS,
    **processes.CALLS,
    **tensors.CALLS,
    **bound.CALLS,
    **data.CALLS,
    **walks.CALLS,
    **distribution_calls.CALLS,
    **minibatches.CALLS,
    **functions.CALLS,
    **inference_data.CALLS,
    **arviz_names.CALLS,
}
ATTRIBUTES: Mapping[str, ReadRule] = {**traces.ATTRIBUTES, **models.ATTRIBUTES, **functions.ATTRIBUTES}
# Attributes that no other rule has: variables of traces and models.
OTHER_ATTRIBUTES: Mapping[str, ReadRule] = {TRACE: traces.variable, MODEL: models.variable}
ITEMS: Mapping[str, ReadRule] = {**traces.ITEMS, **models.ITEMS, **arviz_names.ITEMS}
CLASSES: Mapping[str, ClassRule] = {**user_classes.CLASSES}
HELPERS: Mapping[str, str] = {
    **plots.HELPERS,
    **statistics.HELPERS,
    **sampling.HELPERS,
    **tensors.HELPERS,
    **glm.HELPERS,
    **data.HELPERS,
    **walks.HELPERS,
    **truth_values.HELPERS,
}


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
    return arviz_names.same_arguments if arviz_names.is_of_arviz(name) and arviz_names.today(name) else None


def attribute_rule(name: str) -> ReadRule | None:
    """Return the rule for an attribute of a value, or of a module."""
    if name.startswith("theano.config."):
        return (
            tensors.configuration if renamed("theano.config." + name[14:].replace(".", "__")) else ATTRIBUTES.get(name)
        )
    return next((rule for one in spellings(name) if (rule := ATTRIBUTES.get(one)) is not None), None)


def item_rule(name: str) -> ReadRule | None:
    """Return the rule for `value[...]`."""
    if (found := ITEMS.get(name)) is not None:
        return found
    return inference_data.item_of_group if inference_data.group_of(name) else inference_data.form_of(name)


def member_rule(of: str, attribute: str) -> ReadRule | None:
    """Return the rule for an attribute of what `of` stands for: a value of a known class, or a group of draws."""
    kind = kind_of(of)
    if kind is not None and (found := ATTRIBUTES.get(f"{kind}.{attribute}")) is not None:
        return found
    if inference_data.group_of(of):
        return inference_data.member_of_group
    if (found := inference_data.form_of(of)) is not None:
        return found
    if (
        kind is None
        or kind not in OTHER_ATTRIBUTES
        or attribute.startswith("_")
        or attribute in GONE[kind]
        or is_same(kind, attribute)
    ):
        return None
    return OTHER_ATTRIBUTES[kind] if entry_for_call(f"{kind}.{attribute}") is None else None


def class_rule(base: str) -> ClassRule | None:
    """Return the rule for a class derived from an old one."""
    return next((rule for one in spellings(base) if (rule := CLASSES.get(one)) is not None), None)


def spellings(name: str) -> list[str]:
    """Return the name, and its entry's spelling: `pymc3.sampling.sample` is `pymc3.sample`, a method its class's."""
    value, _, method = name.rpartition(".")
    kind = kind_of(value)
    found = [name, name.replace("().", "."), *([f"{kind}.{method}"] if kind is not None else [])]
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
    if old.startswith("arviz.") and "()" not in old:
        return arviz_names.today(old)
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
