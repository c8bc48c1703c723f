"""What `make docs` puts together: pages of names, findings and marks; links lead to pages. Sphinx is not needed."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest

from theano_compat.name_facts import every_name, facts, is_supported, page_of
from theano_migrate.check.output import rule_help
from theano_migrate.port.codes import CODES
from tools.docs import layers, markdown, reference, stages, written, wrong

TEN = {
    "pymc3.Normal": "Its signature is that of the old library:",
    "pymc3.LKJCholeskyCov": "| what differs | [MC306](../wrong/mc306.md) |",
    "pymc3.sample": "- `checkpoint`: a folder to which draws go while they are made",
    "pymc3.gp.Marginal": "| today | `pymc.gp.Marginal` |",
    "pymc3.distributions.transforms.t_stick_breaking": "supported, in [pymc3.distributions.transforms](",
    "theano.function": "| test | `tests/theano_api/test_tensor_functions.py::test_value` |",
    "theano.tensor.exp": "{index} ! theano.tensor.exp, ! T.exp, ! tt.exp",
    "theano.tensor.nnet.conv2d": "{index} ! theano.tensor.nnet.conv2d, ! T.nnet.conv2d, ! tt.nnet.conv2d",
    "theano.scan": "| today | `pytensor.scan` |",
    "theano.config.floatX": "| releases | since Theano 1.0.5 or earlier, until the last release, 1.1.2 |",
}
LINK = re.compile(r"(?<!`)\]\(<?([^()\s<>:#]+)>?(?:#[^)]*)?\)")


@pytest.mark.parametrize("name", TEN)
def test_page_of_a_name(name: str) -> None:
    text = reference.name_page(facts(name))
    assert f"\n# {markdown.plain(name)}\n" in text and TEN[name] in text
    assert not [link for link in links(text, "reference") if link not in generated()]


def test_page_of_a_module_has_what_is_missing() -> None:
    text = reference.module_page("pymc3.gp.cov")
    assert "[`pymc3.gp.cov.ExpQuad`](<pymc3.gp.cov.ExpQuad.md>) | `pymc.gp.cov.ExpQuad`" in text
    assert "{index}`pm.gp.cov.M <! pm.gp.cov.M>` | never public: a letter of a formula |" in text
    assert not [link for link in links(text, "reference") if link not in generated()]


def test_pages_of_findings_and_marks() -> None:
    [rule] = [one for one in rule_help.rules() if one.code == "MC304"]
    text = wrong.finding_page(rule)
    assert "**differs**" in text and "pm.sample(1000, random_seed=42)  # MC304" in text
    [rule] = [one for one in rule_help.rules() if one.code == "MC501"]
    text = wrong.finding_page(rule)
    assert "the program stops with" in text and "\nAttributeError: module 'numpy' has no attribute 'float'\n" in text
    assert "# MP203: minibatches" in wrong.mark_page("MP203")


def test_pages_are_found_by_what_is_typed() -> None:
    pages = dict(written.pages())
    assert set(written.TYPED) <= set(pages)
    assert "# I have a GPU\n\n```{index} ! GPU, ! CUDA\n```\n" in pages["guide/gpu"]
    assert not (set(wrong.MESSAGES) | set(wrong.TYPED)) - {one.code for one in rule_help.rules()}


@pytest.mark.compiler
def test_pictures_of_one_model() -> None:
    """Eight schools: each picture is whole, and has the variables of the model."""
    [(name, text)] = stages.pages()
    assert name == "stages/eight-schools" and text.count("<svg ") == text.count("</svg>") == 3
    assert all(text.count(f">{variable}</text>") >= 2 for variable in ("mu", "tau_log__", "eta"))


def test_layers_put_what_is_read_above() -> None:
    boxes = {name: layers.Box((name,)) for name in "abcd"}
    text = layers.drawn(boxes, [("a", "b"), ("b", "c"), ("a", "c"), ("d", "c")], "four boxes")
    y = {name: float(re.search(rf'y="([\d.]+)">{name}<', text)[1]) for name in boxes}
    assert y["a"] < y["b"] == y["d"] < y["c"] and text.count('class="edge"') == 4


def test_every_link_of_a_written_page_leads_to_a_page() -> None:
    pages = dict(written.pages())
    known = {*pages, *generated(), *(path.relative_to(written.DOCS).as_posix() for path in written.files())}
    for name, text in pages.items():
        text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)
        assert not [link for link in links(text, name.rpartition("/")[0]) if link not in known], name


def test_every_written_page_is_in_the_table_of_contents() -> None:
    listed = set(re.findall(r"^[\w/-]+$", (written.DOCS / "index.md").read_text(encoding="utf-8"), re.MULTILINE))
    listed -= {""}
    assert {name for name, _ in written.pages()} - {"index"} == listed - {
        name for name in listed if name in generated()
    }


def test_text_of_others_is_shown_as_it_is() -> None:
    assert markdown.plain("a_b *c* `d_e` <f>") == r"a\_b \*c\* `d_e` \<f\>"
    assert markdown.cell("a | b\n  c") == r"a \| b c"


@pytest.mark.parametrize(
    "said, shown",
    [
        ("x: a vector. y, z: more\n  of it.\n\nSo.", "- `x`: a vector.\n- `y, z`: more of it.\n\nSo.\n"),
        ("w: one.\nRaises ValueError.\n\nSo it\ngoes: on.", "- `w`: one.\n\nRaises ValueError.\n\nSo it goes: on.\n"),
        ("As\n\n    a * b\n\nsays.", "As\n\n```text\na * b\n```\n\nsays.\n"),
    ],
)
def test_a_docstring_is_shown_as_text(said: str, shown: str) -> None:
    assert markdown.prose(said, ["x", "y", "z"]) == shown


@functools.cache
def generated() -> set[str]:
    """The pages that are made, by their paths."""
    codes = [*(one.code for one in rule_help.rules()), *CODES]
    pages = {page_of(name) for name in every_name() if is_supported(name)} | {f"wrong/{code.lower()}" for code in codes}
    pages |= {f"reference/{module}" for module in reference.legacy_names()}
    return pages | {
        "reference/index",
        "wrong/findings",
        "wrong/marks",
        "wrong/errors",
        "stages/eight-schools",
        "notebooks/index",
    }


def links(text: str, folder: str) -> list[str]:
    """What the links of a page lead to, from the site's top, without `.md`."""
    found = []
    for target in LINK.findall(text):
        path = Path("/", folder, target).resolve().relative_to("/").as_posix()
        found.append(path.removesuffix(".md"))
    return found
