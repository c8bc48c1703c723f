"""Text of others as Markdown."""

import re

SPECIAL = re.compile(r"([\\*_\[\]<>{}$|#~])")
CODE = re.compile(r"(`[^`\n]+`)")


def plain(text: str) -> str:
    """Return the text as it is read; what stands in backticks stays code."""
    return "".join(part if k % 2 else SPECIAL.sub(r"\\\1", part) for k, part in enumerate(CODE.split(text)))


def cell(text: str) -> str:
    """Return the text for a table's cell."""
    return plain(" ".join(text.split())).replace("\\|", "|").replace("|", "\\|")


def block(text: str) -> str:
    """Return the text as it stands, in a block of its own."""
    return f"```text\n{text}\n```\n"


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
