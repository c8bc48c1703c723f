"""Rewriting without some of its rules, by name: a value may depend on none of them.

Names are those of rules, of what is tried on loops (`loops: only_last_values`), of whole stages (`stage: branches`),
and of what is rearranged outside of the lists (`step: rerolled`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

os.environ.setdefault("COMPAT_CHECK", "1")  # before compat is imported, as tests/conftest.py

from theano_compat.compilation import compile_cache  # noqa: E402
from theano_compat.compilation.data_stage import partition as bind  # noqa: E402
from theano_compat.compilation.rewriting import preparing  # noqa: E402
from theano_compat.rules import engine, for_c, lists  # noqa: E402
from theano_compat.rules.loops import lists as loops  # noqa: E402

STEPS: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "step: rerolled": (preparing, "rerolled", lambda outputs: list(outputs)),
    "step: grouped": (bind, "grouped", lambda whole, moving, interner: whole),
    "step: in_columns": (bind, "in_columns", lambda *given: []),
    "step: indices": (bind, "indices", lambda *given: {}),
}
LOOP, STAGE = "loops: ", "stage: "


def every_name() -> list[str]:
    """All that can be left out, in the order of the lists."""
    names: dict[str, None] = dict.fromkeys(STEPS)
    for stages in lists.RULE_SETS.values():
        for stage, rules in stages:
            if isinstance(rules, tuple):
                names.update(dict.fromkeys(rule.__name__ for rule in rules))
            elif stage == "loops":
                names.update(dict.fromkeys(LOOP + attempt.__name__ for attempt in loops.EVERY))
            else:
                names[STAGE + stage] = None
    names.update(dict.fromkeys(rule.__name__ for rule in for_c.FOR_C))
    return list(names)


@contextmanager
def without(left_out: Collection[str]) -> Iterator[None]:
    """Rewrite without these, and neither use nor keep plans."""
    unknown = set(left_out) - set(every_name())
    if unknown:
        raise ValueError(f"no rule is called {', '.join(sorted(unknown))}")
    index, known = engine.index, dict(lists.RULE_SETS)

    def fewer(rules: Sequence[Any]) -> Any:
        return index(tuple(rule for rule in rules if rule.__name__ not in left_out))

    replaced: list[tuple[Any, str, Any]] = [
        (engine, "index", fewer),
        (compile_cache, "recall", lambda key: None),
        (compile_cache, "remember", lambda *given: None),
    ]
    replaced += [STEPS[name] for name in left_out if name in STEPS]
    before = [(module, name, getattr(module, name)) for module, name, _ in replaced]
    try:
        for module, name, new in replaced:
            setattr(module, name, new)
        for name, stages in known.items():
            lists.RULE_SETS[name] = tuple(
                (stage, _loops_without(left_out, rules) if stage == "loops" else rules)
                for stage, rules in stages
                if STAGE + stage not in left_out
            )
        yield
    finally:
        for module, name, old in before:
            setattr(module, name, old)
        lists.RULE_SETS.update(known)


def _loops_without(left_out: Collection[str], rules: Any) -> Any:
    names = {LOOP + attempt.__name__ for attempt in loops.EVERY}
    if not names & set(left_out):
        return rules
    tried = loops.KEEPING_LITTLE if rules is loops.LOOPS_KEEP_LITTLE else loops.EVERY
    return engine.Pass(loops.over_loops([a for a in tried if LOOP + a.__name__ not in left_out]))


def pytest_configure(config: Any) -> None:
    """As a plugin of pytest (-p tests.fidelity.leaving_out): without what COMPAT_WITHOUT names, one a line."""
    context = without(os.environ["COMPAT_WITHOUT"].splitlines())
    context.__enter__()
    config.add_cleanup(lambda: context.__exit__(None, None, None))
