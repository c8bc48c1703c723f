"""A page with pictures of one model, eight schools, at each stage: as written, after the rules, as kernels."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from collections.abc import Iterator
from typing import Any

from theano_compat.backends.c.nests.formula import Shown, infix, number
from theano_compat.explain.picture import picture
from theano_compat.graph.traversal import ancestors
from theano_compat.graph.variable import Apply, Constant, Variable
from theano_compat.ops.elementwise.elemwise import Elemwise
from theano_compat.ops.shapes.shape import DimShuffle
from tools.docs.layers import Box, drawn
from tools.docs.markdown import page, raw
from tools.docs.written import ROOT

SCRIPT = ROOT / "fixtures" / "legacy_models" / "eight_schools" / "model.py"
WIDEST = 56  # letters in a box
NAME = re.compile(r"\b[A-Za-z_]\w*\b")
STYLE = """<style>
.stage { overflow-x: auto; margin: 1em 0; }
.stage svg { max-width: 100%; min-width: 700px; height: auto; }
.stage text { fill: var(--color-foreground-primary); font: 11px var(--font-stack--monospace); }
.stage rect { fill: var(--color-background-secondary); stroke: var(--color-background-border); }
.stage .input rect { fill: #3c9a4a33; } .stage .data rect { fill: #b5953a33; } .stage .output rect { fill: #d9653333; }
.stage .edge, .stage .arrow { fill: none; stroke: var(--color-foreground-muted); stroke-width: 1.2; }
.stage .tip { fill: var(--color-foreground-muted); } .stage .name { font-weight: 600; }
.stage .share { display: none; }
</style>
"""


def pages() -> Iterator[tuple[str, str]]:
    """Yield (path without suffix, Markdown)."""
    text = SCRIPT.read_text(encoding="utf-8").partition("\nwith model:\n")[0]
    yield "stages/eight-schools", stages(text)


def stages(text: str) -> str:
    """Return the page of a model's text."""
    found: dict[str, Any] = {}
    exec(compile(text, "model.py", "exec"), found)
    model = found["model"]
    explained = model.explain()
    kernels = tuple(dataclasses.replace(one, seconds=None) for one in explained.kernels)
    return page(
        "One model at each stage",
        raw(STYLE),
        "The program itself draws the pictures on this page when the documentation is built. Green boxes are inputs,"
        " yellow ones are data, and red ones are results.\n",
        f"The model, eight schools as somebody wrote it for PyMC3:\n\n```text\n{text.strip()}\n```\n",
        "## The graph, as the model writes it\n",
        "Each call of the old library adds Ops: here is the log density, from the free variables at the top to the sum"
        " at the bottom. Constants stand inside the boxes; Ops that only broadcast are left out.\n",
        framed(graph(model.logpt)),
        "## The program, after the rules\n",
        "The gradient is added, then the rules rewrite all of it: constants are computed, terms are joined, and values"
        " that depend on data alone are computed beforehand (`data1`, `data2`). Each box is a value that is computed"
        " once.\n",
        framed(program(explained.program)),
        "## The kernels, in C\n",
        "Values over the same elements are computed in one loop. Each box is a kernel with its first formulas:"
        " inputs come from the left, and results leave on the right.\n",
        framed(picture(dataclasses.replace(explained, kernels=kernels))),
        "`model.explain()` shows the same of your model, with times; `theano-compat explain script.py --html page.html`"
        " writes it as a page. How the stages work: [architecture](../ARCHITECTURE.md).\n",
    )


def framed(svg: str) -> str:
    """Return a picture as a part of a page, which is moved sideways where it is wider."""
    return raw(f'<div class="stage">\n{svg}\n</div>')


def graph(total: Variable) -> str:
    """Draw the graph of a density: inputs, and a box for each Op."""
    boxes: dict[str, Box] = {}
    edges = []
    for variable in ancestors([total]):
        node = variable.owner
        if isinstance(variable, Constant) and not variable.name or node is not None and _is_passed(variable):
            continue
        formula = (_formula(node),) if node is not None else ()
        kind = "output" if variable is total else "op" if formula else "data" if _is_data(variable) else "input"
        boxes[str(id(variable))] = Box((*([variable.name] if variable.name else ()), *formula), kind)
        read = map(_seen, node.inputs) if node is not None else ()
        edges += [(str(id(one)), str(id(variable))) for one in read if not isinstance(one, Constant) or one.name]
    return drawn(boxes, edges, "The graph of eight schools")


def _is_data(variable: Variable) -> bool:
    return isinstance(variable, Constant)


def _is_passed(variable: Variable) -> bool:
    """Say whether a variable only passes on another one: broadcast, or the same."""
    op = variable.owner.op
    same = isinstance(op, Elemwise) and op.scalar_op.name == "identity"
    return (isinstance(op, DimShuffle) or same) and not variable.name


def _seen(variable: Variable) -> Variable:
    """Return what is drawn for a variable that is read."""
    while variable.owner is not None and _is_passed(variable):
        variable = variable.owner.inputs[0]
    return variable


def _formula(node: Apply) -> str:
    operands = [_operand(_seen(one)) for one in node.inputs]
    if isinstance(node.op, Elemwise):
        name = node.op.scalar_op.name
        return f"= {operands[0].text}" if name == "identity" else infix(name, operands).text
    return f"{getattr(node.op, 'function', node.op.compat_plain_name)}({', '.join(one.text for one in operands)})"


def _operand(variable: Variable) -> Shown:
    if not isinstance(variable, Constant) or variable.name:
        return Shown("\u00b7")
    data = variable.data
    return number(data.item()) if data.size == 1 else Shown(f"array{data.shape}".replace(",)", ")"))


def program(lines: tuple[str, ...]) -> str:
    """Draw a program: what it reads, and a box for each line."""
    boxes: dict[str, Box] = {}
    edges = []
    for line in lines:
        name, equals, formula = line.partition(" = ")
        results = [] if equals else line.removeprefix("return ").split(", ")
        if results:  # they are named above
            boxes |= {one: dataclasses.replace(boxes[one], kind="output") for one in results}
            continue
        for read in dict.fromkeys(NAME.findall(re.sub(r"\w+[({]", "(", formula))):
            if read not in boxes and read not in ("inf", "nan"):
                boxes[read] = Box((read,), "data" if read.startswith(("data", "obs")) else "input")
            if read in boxes:
                edges.append((read, name))
        boxes[name] = Box(tuple(textwrap.wrap(line, WIDEST, subsequent_indent="    ")))
    return drawn(boxes, edges, "The program of eight schools")
