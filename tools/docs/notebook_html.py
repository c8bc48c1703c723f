"""A notebook that ran as HTML for a page of the site: by nbconvert, with formulas as MathML, which needs no script."""

from __future__ import annotations

import copy
import logging
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from latex2mathml.converter import convert
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors.coalescestreams import CoalesceStreamsPreprocessor
from nbformat import NotebookNode
from traitlets.config import Config

FORMS = ["text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/plain"]  # the best first
WIDGET = "application/vnd.jupyter.widget-view+json"
UNTOLD = "No description has been provided for this image"  # what nbconvert says of a picture without words
REFUSED = ("script", "style", "link", "iframe", "object", "embed", "form", "meta", "base")
HEADINGS = ("h5", "h4", "h3", "h2", "h1")
LOG = logging.getLogger(__name__)
LOG.setLevel(logging.ERROR)  # nbconvert warns of each plot without words


class _WithFormulas(IPythonRenderer):  # type: ignore[misc, unused-ignore]
    """Markdown as HTML, with formulas as MathML."""

    def block_math(self, body: str) -> str:
        return str(convert(body, display="block"))

    def inline_math(self, body: str) -> str:
        return str(convert(body))

    def latex_environment(self, name: str, body: str) -> str:
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")


def rendered(notebook: NotebookNode, folder: Path, address: str) -> str:
    """Return a notebook's text, code and outputs as HTML.

    folder: where pictures beside the notebook lie. address: its own address, from which its links lead.
    """

    def markdown(source: str) -> str:
        renderer = _WithFormulas(escape=False, embed_images=True, path=str(folder))
        return str(MarkdownWithMath(renderer=renderer).render(source))

    exporter = HTMLExporter(
        log=LOG,
        template_name="basic",
        filters={"markdown2html": markdown},
        preprocessors=[CoalesceStreamsPreprocessor],
        config=Config({"NbConvertBase": {"display_data_priority": FORMS}}),
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    html, _ = exporter.from_notebook_node(_without_widgets(notebook))
    return cleaned(html, address)


def _without_widgets(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook without outputs that only a running kernel shows: their text is that of their start."""
    copied = copy.deepcopy(notebook)
    for cell in copied.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if WIDGET not in output.get("data", {})]
    return copied


def cleaned(html: str, address: str) -> str:
    """Return HTML that fits into a page of ours: it runs nothing, asks no other host, and its links lead to its source.

    Headings are one level lower, below the title of the page. Of a picture or film on another host stays a link.
    """
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(REFUSED):
        tag.decompose()
    for tag in soup("a", class_="anchor-link"):
        tag.decompose()
    for picture in soup("img"):
        if picture.get("alt") in (None, "", UNTOLD):
            picture["alt"] = "a picture"
    for tag in soup(src=True):
        source = str(tag["src"])
        if not source.startswith("data:"):
            tag.replace_with(_link(soup, str(tag.get("alt", tag.name)), urljoin(address, source)))
    for tag in soup(True):
        _without_scripts(tag)
        _without_other_hosts(tag)
    for tag in soup("a", href=True):
        link = str(tag["href"])
        if not link.startswith("#"):
            tag["href"] = urljoin(address, link)
    for level, name in enumerate(HEADINGS[1:]):
        for tag in soup(name):
            tag.name = HEADINGS[level]
    return str(soup)


def _without_scripts(tag: Tag) -> None:
    for name in [name for name in tag.attrs if name.lower().startswith("on") or _is_script(tag[name])]:
        del tag[name]


def _without_other_hosts(tag: Tag) -> None:
    """Take away what a browser would fetch by itself, apart from `src`, of which a link stays."""
    for name in ("srcset", "poster", "background", "xlink:href"):
        tag.attrs.pop(name, None)
    if tag.name != "a" and not str(tag.get("href", "#")).startswith("#"):
        del tag["href"]
    if "url(" in str(tag.get("style", "")):
        del tag["style"]


def _is_script(value: Any) -> bool:
    return isinstance(value, str) and urlsplit(value.strip()).scheme.lower() in ("javascript", "vbscript")


def _link(soup: BeautifulSoup, words: str, address: str) -> Tag:
    link = soup.new_tag("a", href=address)
    link.string = f"[{words}]"
    return link
