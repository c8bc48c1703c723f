"""MC539: settings that matplotlib and pandas no longer have, and lists that are none any more."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

OF_MATPLOTLIB = frozenset(
    "animation.avconv_args animation.avconv_path animation.html_args animation.mencoder_args animation.mencoder_path"
    " axes.hold axes.color_cycle backend.qt4 backend.qt5 datapath examples.directory keymap.all_axes"
    " mathtext.fallback_to_cm mpl_toolkits.legacy_colorbar nbagg.transparent pgf.debug plugins.directory"
    " savefig.frameon savefig.jpeg_quality text.dvipnghack text.latex.preview text.latex.unicode verbose.fileo"
    " verbose.level".split()
)  # of 1.5 to 3.4, less those of 3.11
OF_PANDAS = frozenset(
    "display.column_space display.height display.latex.escape display.latex.longtable display.latex.multicolumn"
    " display.latex.multicolumn_format display.latex.multirow display.latex.repr display.line_width display.mpl_style"
    " html.border io.excel.xls.writer mode.use_inf_as_na mode.use_inf_as_null".split()
)  # of 0.20 to 1.3, less those of 3.1
PREAMBLES = ("text.latex.preamble", "pgf.preamble")  # lists of lines until matplotlib 3.4
OF_A_LIST = "matplotlib.RcParams.__setitem__(preamble)"
RULE = Rule(
    code="MC539",
    severity="breaks",
    title="setting that matplotlib or pandas no longer has",
    why="Writing it raises KeyError (matplotlib) or OptionError (pandas); a list as a preamble of LaTeX ValueError,"
    " unless compat.install() or `theano-compat run` is in force.",
    do="Leave the line out; axes.prop_cycle for axes.color_cycle. Write a preamble as one text.",
    words=("rcParams", "set_option", "options", "rc"),
)

BEFORE = """
import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
plt.rcParams["axes.color_cycle"] = ["r"]  # MC539
mpl.rcParams["text.latex.unicode"] = True  # MC539
mpl.rcParams.update({"savefig.frameon": True, "font.size": 12})  # MC539
mpl.rcParams["text.latex.preamble"] = [r"\\usepackage{amsmath}"]  # MC539
plt.rcParams.update({"pgf.preamble": ["a", "b"]})  # MC539
mpl.rcParams["text.latex.preamble"] = r"\\usepackage{amsmath}"
pd.set_option("mode.use_inf_as_na", True)  # MC539
pd.options.mode.use_inf_as_na = True  # MC539
plt.rcParams["font.size"] = 12
pd.set_option("display.max_rows", 10)
"""
PARAMETERS = {"matplotlib.rcParams", "matplotlib.pyplot.rcParams", "matplotlib.pylab.rcParams", "pylab.rcParams"}
UPDATES = {f"{one}.update" for one in PARAMETERS}
OPTIONS = {f"pandas.options.{one}" for one in OF_PANDAS}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for item in module.of(ast.Subscript):
        if module.names_of(item.value) & PARAMETERS:
            yield from _listed([item.slice], OF_MATPLOTLIB)
    for written in module.of(ast.Assign):
        for target in written.targets:
            setting = target if isinstance(target, ast.Subscript) else None
            if (
                setting
                and module.names_of(setting.value) & PARAMETERS
                and _is_a_list_of_lines(setting.slice, written.value)
            ):
                yield Hit(written.value, OF_A_LIST, note="a preamble is one text, and no list")
    for node in module.of(ast.Attribute):
        if not module.names_of(node).isdisjoint(OPTIONS):
            yield Hit(node, "pandas.options")
    for call, names in module.named_calls:
        if names & UPDATES and call.args and isinstance(call.args[0], ast.Dict):
            yield from _listed([key for key in call.args[0].keys if key is not None], OF_MATPLOTLIB)
            for key, value in zip(call.args[0].keys, call.args[0].values, strict=True):
                if _is_a_list_of_lines(key, value):
                    yield Hit(value, OF_A_LIST, note="a preamble is one text, and no list")
        elif names & {"pandas.set_option", "pandas.get_option", "pandas.reset_option"}:
            yield from _listed(call.args[::2], OF_PANDAS)


def _is_a_list_of_lines(key: ast.expr | None, value: ast.expr) -> bool:
    return isinstance(key, ast.Constant) and key.value in PREAMBLES and isinstance(value, ast.List | ast.Tuple)


def _listed(keys: list[ast.expr], gone: frozenset[str]) -> Iterator[Hit]:
    for key in keys:
        if isinstance(key, ast.Constant) and key.value in gone:
            yield Hit(key, str(key.value))
