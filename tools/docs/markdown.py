"""Text of others as Markdown."""

import re
import textwrap
from collections.abc import Collection, Iterator

SPECIAL = re.compile(r"([\\*_\[\]<>{}$|#~])")
LINE = re.compile(r"\*{0,2}[a-z_]\w*(?:(?:, | and )\*{0,2}[a-z_]\w*)*:\s|[A-Z]{1,2}:\s")  # `mu, sigma: what they are`
CODE = re.compile(r"(`[^`\n]+`)")


def plain(text: str) -> str:
    """Return the text as it is read; what stands in backticks stays code."""
    return "".join(part if k % 2 else SPECIAL.sub(r"\\\1", part) for k, part in enumerate(CODE.split(text)))


def cell(text: str) -> str:
    """Return the text for a table's cell."""
    return plain(" ".join(text.split())).replace("\\|", "|").replace("|", "\\|")


def block(text: str, language: str = "text") -> str:
    """Return the text as it stands, in a block of its own."""
    return f"```{language}\n{text}\n```\n"


def prose(text: str, arguments: Collection[str]) -> str:
    """Return what a docstring says behind its first line: arguments as lists, indented paragraphs as they stand."""
    parts: list[str] = []
    for paragraph in re.split(r"\n\n+", text):
        if all(line.startswith("    ") for line in paragraph.split("\n")):
            parts.append("\n" * bool(parts) + block(textwrap.dedent(paragraph)))
            continue
        for piece in _pieces(paragraph, arguments):
            names, colon, what = piece.partition(": ")
            item = f"- `{names}`: {plain(what)}\n" if colon and LINE.match(piece) else plain(piece) + "\n"
            in_list = parts and parts[-1].lstrip("\n").startswith("- ") and item.startswith("- ")
            parts.append(item if in_list or not parts else "\n" + item)
    return "".join(parts)


def _pieces(paragraph: str, arguments: Collection[str]) -> Iterator[str]:
    """Yield the parts of a paragraph, each on one line: what is said of an argument, what is returned, other prose."""
    known = "|".join(map(re.escape, arguments)) or "$^"
    known = rf"(?:{known})(?:, (?:{known}))*:\s"
    first = LINE.pattern if LINE.match(paragraph) else known  # prose may go on with a word and a colon
    for piece in re.split(rf"\n(?={first}|Returns |Raises )|(?<=\. )(?={known})", paragraph):
        yield " ".join(piece.split())


def raw(html: str) -> str:
    """Return HTML as a part of a page; the fence around it is longer than any in it."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", html)), default=0))
    return f"{fence}{{raw}} html\n{html}\n{fence}\n"


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a table of cells that are Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def entries(*names: str) -> str:
    """Return entries of the search index; with the mark of main entries search shows their page first."""
    return f"```{{index}} {', '.join(f'! {name}' for name in names)}\n```\n"


def page(title: str, *parts: str) -> str:
    """Return a page that no table of contents lists: it is found by search and by links."""
    return "\n".join(["---\norphan: true\n---\n", f"# {plain(title)}\n", *(part for part in parts if part)])
