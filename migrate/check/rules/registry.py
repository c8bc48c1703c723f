"""All rules: the `mcNNN_*.py` in the folders beside this file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import ModuleType

from .. import rules as rule_modules
from ..names.coverage import Coverage, canonical, longest_part
from ..names.module import Module
from .rule import Hit, Rule

Find = Callable[[Module, Coverage], Iterable[Hit]]


@dataclass(frozen=True)
class Loaded:
    """A rule with its search function, and its file (for BEFORE and AFTER)."""

    rule: Rule
    find: Find
    file: ModuleType


@cache
def rules() -> tuple[Loaded, ...]:
    """Return every rule, by code."""
    loaded = []
    for entry in pkgutil.walk_packages(rule_modules.__path__, "theano_migrate.check.rules."):
        if entry.name.rpartition(".")[2].startswith("mc"):
            file = importlib.import_module(entry.name)
            loaded.append(Loaded(file.RULE, getattr(file, "find", None) or by_names(file.RULE), file))
    return tuple(sorted(loaded, key=lambda one: one.rule.code))


@cache
def listed() -> frozenset[str]:
    """Return every name that a rule lists."""
    return frozenset(name for one in rules() for name in one.rule.all_names)


@cache
def _listed_by_hand() -> frozenset[str]:
    return frozenset(name for one in rules() if not one.rule.generated for name in one.rule.all_names)


def by_names(rule: Rule) -> Find:
    """Return the search function of a rule that is a list of names: it finds reads of them, or of their attributes.

    An imported name is reported at the import, not again where it is used. A use inside the program's own try/except
    is not reported.
    """
    names = rule.all_names

    @lru_cache(10_000)
    def listed(used: str) -> str:
        name = longest_part(canonical(used), names)
        return "" if name and rule.generated and longest_part(used, _listed_by_hand()) else name

    def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
        for use in module.uses:
            name = listed(use.name)
            if name and use.introduces(name):
                yield Hit(use.part(name), name, use=use)

    return find
