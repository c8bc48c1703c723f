"""The reference: a page for each supported name, and one for each module, with what is missing and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theano_compat.importing.absence_reasons import coverage, legacy_names, reason
from theano_compat.name_facts import (
    LIBRARIES,
    NameFacts,
    every_name,
    facts,
    full_name,
    is_supported,
    page_of,
    parts,
    today_of,
)
from theano_compat.name_objects import about, object_of
from theano_compat.names_command import NO_TEST
from tools.docs.markdown import block, cell, entries, page, plain, prose, table

SPELT = {"pymc3": ("pm",), "theano.tensor": ("T", "tt")}


def pages() -> Iterator[tuple[str, str]]:
    """Yield (path without suffix, Markdown) of the reference."""
    yield "reference/index", overview()
    for module in legacy_names():
        yield f"reference/{module}", module_page(module)
    for name in every_name():
        if is_supported(name) and name not in legacy_names():
            yield page_of(name), name_page(facts(name))


def spellings(name: str) -> list[str]:
    """Return what a reader types: `pymc3.Normal`, `pm.Normal`."""
    found = [name]
    for long, shorts in SPELT.items():
        if name.startswith(long + "."):
            found += [short + name[len(long) :] for short in shorts]
    assert all(full_name(one) == name for one in found)
    return found


def name_page(one: NameFacts) -> str:
    """Return the page of a supported name."""
    module, last = parts(one.name)
    rest = one.words.about.partition("\n")[2].strip("\n")
    example = one.words.example
    rows = [
        ["state", f"supported, in [{cell(module)}]({module}.md)"],
        ["releases", one.span],
        ["gradient and backends", one.works_in],
        ["what differs", ", ".join(f"[{code}](../wrong/{code.lower()}.md)" for code in one.differs)],
        ["today", f"`{one.today}`" if one.today else "PyMC and PyTensor have no such name"],
        ["source", plain(one.words.source)],
        ["test", f"`{one.test}`" if one.test else NO_TEST],
        ["other names", ", ".join(link_to(name) for name in one.same)],
    ]
    return page(
        one.name,
        entries(*spellings(one.name)),
        plain(one.sentence) + "\n",
        _signatures(one),
        prose(rest, re.findall(r"[A-Za-z_]\w*", one.here)) if rest else "",
        "## Example\n\n" + block(example, "pycon" if ">>>" in example else "python") if example else "",
        table(["", ""], [row for row in rows if row[1]]),
    )


def _signatures(one: NameFacts) -> str:
    if one.then == one.here:
        return f"Its signature is that of the old library:\n\n{block(one.here)}" if one.here else ""
    last = f" in {LIBRARIES[one.releases[-1]]}" if one.releases else ""
    then = f"Signature{last}:\n\n{block(one.then)}\n" if one.then else ""
    return then + (f"Signature here:\n\n{block(one.here)}" if one.here else "")


def link_to(name: str) -> str:
    """Return a link to a name's page, from a page beside it."""
    shown = f"`{name}`"
    return f"[{shown}](<{page_of(name).removeprefix('reference/')}.md>)" if is_supported(name) else shown


def module_page(module: str) -> str:
    """Return the page of a module: its names, and why others are not there."""
    names = [f"{module}.{name}" for name in sorted(legacy_names()[module]) if name != "*"]
    there = [[link_to(name), f"`{today}`" if (today := today_of(name)) else ""] for name in names if is_supported(name)]
    missing = [
        [", ".join(f"{{index}}`{one} <! {one}>`" for one in spellings(name)), cell(facts(name).reason)]
        for name in names
        if not is_supported(name)
    ]
    return page(
        module,
        entries(*spellings(module)),
        _about_module(module) + "\n",
        f"## Supported: {len(there)}\n\n{table(['name', 'today'], there)}" if there else "",
        f"## Not supported: {len(missing)}\n\n{table(['name', 'why'], missing)}" if missing else "",
    )


def _about_module(module: str) -> str:
    above, _, last = module.rpartition(".")
    if above and is_supported(module):
        return plain(about(above, last, object_of(above, last)).partition("\n")[0])
    why = reason(module)
    return f"Not supported: {plain(why)}." if why and not coverage().get(module, {}).get("supported") else ""


def overview() -> str:
    """Return the first page of the reference: every module, with counts."""
    rows = []
    for module, names in legacy_names().items():
        every = [f"{module}.{name}" for name in names if name != "*"]
        rows.append([f"[`{module}`]({module}.md)", str(len(every)), str(sum(map(is_supported, every)))])
    total = len(every_name())
    there = sum(map(is_supported, every_name()))
    text = (
        f"Every public name of Theano 1.0.5, Theano-PyMC 1.1.2, PyMC3 3.8 and 3.11.5: {there:,} of {total:,} are"
        " supported. Type a name into the search box, as you write it: `pm.LKJCholeskyCov`, `T.nnet.conv2d`,"
        " `theano.scan`. In a terminal, `theano-compat names PATTERN` says the same. This part is generated.\n"
    )
    return f"# Reference\n\n{text}\n{table(['module', 'names', 'supported'], rows)}"
