"""MC539: settings and styles that matplotlib and pandas no longer have, and lists that are none any more."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import end_of, replaced, start_of
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
GIVEN_BACK = frozenset(
    "axes.color_cycle display.column_space display.height display.line_width display.mpl_style".split()
)
PREAMBLES = ("text.latex.preamble", "pgf.preamble")  # lists of lines until matplotlib 3.4
STYLES = {
    f"seaborn{one}": f"seaborn-v0_8{one}"
    for one in (
        *("", "-bright", "-colorblind", "-dark", "-dark-palette", "-darkgrid", "-deep", "-muted", "-notebook"),
        *("-paper", "-pastel", "-poster", "-talk", "-ticks", "-white", "-whitegrid"),
    )
}  # until matplotlib 3.7, and since 3.6
OF_A_LIST = "matplotlib.RcParams.__setitem__(preamble)"
RULE = Rule(
    code="MC539",
    severity="breaks",
    title="setting or style that matplotlib or pandas no longer has",
    why="Writing it raises KeyError (matplotlib) or OptionError (pandas); a list as a preamble of LaTeX ValueError,"
    " a style OSError, unless compat.install() or `theano-compat run` is in force.",
    do="Leave the line out; axes.prop_cycle for axes.color_cycle. Write a preamble as one text, and seaborn-v0_8-white"
    " for seaborn-white (matplotlib has both names from 3.6 to 3.7).",
    words=("rcParams", "set_option", "options", "rc", "style"),
    unsafe=True,
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
plt.style.use("seaborn-darkgrid")  # MC539
plt.style.use(["seaborn", 'seaborn-white'])  # MC539 MC539
with plt.style.context(("ggplot", "seaborn-talk")):  # MC539
    pass
mpl.style.use(style="seaborn-v0_8-white"), plt.style.use("ggplot"), plt.style.use(chosen), use("seaborn")
plt.style.library["seaborn-paper"]  # MC539
plt.rcParams["font.size"] = 12
pd.set_option("display.max_rows", 10)
"""
AFTER = """
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
plt.style.use("seaborn-v0_8-darkgrid")
plt.style.use(["seaborn-v0_8", 'seaborn-v0_8-white'])
with plt.style.context(("ggplot", "seaborn-v0_8-talk")):
    pass
mpl.style.use(style="seaborn-v0_8-white"), plt.style.use("ggplot"), plt.style.use(chosen), use("seaborn")
plt.style.library["seaborn-v0_8-paper"]
plt.rcParams["font.size"] = 12
pd.set_option("display.max_rows", 10)
"""
PARAMETERS = {"matplotlib.rcParams", "matplotlib.pyplot.rcParams", "matplotlib.pylab.rcParams", "pylab.rcParams"}
UPDATES = {f"{one}.update" for one in PARAMETERS}
OPTIONS = {f"pandas.options.{one}" for one in OF_PANDAS}
STYLED = {f"{one}.{name}" for one in ("matplotlib.style", "matplotlib.pyplot.style") for name in ("use", "context")}
LIBRARIES = {"matplotlib.style.library", "matplotlib.pyplot.style.library"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for item in module.of(ast.Subscript):
        if module.names_of(item.value) & PARAMETERS:
            yield from _listed([item.slice], OF_MATPLOTLIB)
        elif module.names_of(item.value) & LIBRARIES:
            yield from _styles(module, [item.slice])
    for written in module.of(ast.Assign):
        for target in written.targets:
            if isinstance(target, ast.Subscript) and module.names_of(target.value) & PARAMETERS:
                yield from _preambles([(target.slice, written.value)])
    for node in module.of(ast.Attribute):
        if not module.names_of(node).isdisjoint(OPTIONS):
            yield Hit(node, "pandas.options", given_back=f"display.{node.attr}" in GIVEN_BACK)
    yield from _of_calls(module)


def _of_calls(module: Module) -> Iterator[Hit]:
    for call, names in module.named_calls:
        if names & UPDATES and call.args and isinstance(call.args[0], ast.Dict):
            items = [(key, value) for key, value in zip(call.args[0].keys, call.args[0].values, strict=True) if key]
            yield from _listed([key for key, _ in items], OF_MATPLOTLIB)
            yield from _preambles(items)
        elif names & {"pandas.set_option", "pandas.get_option", "pandas.reset_option"}:
            yield from _listed(call.args[::2], OF_PANDAS)
        elif names & STYLED:
            for one in [*call.args[:1], *(word.value for word in call.keywords if word.arg == "style")]:
                yield from _styles(module, one.elts if isinstance(one, ast.List | ast.Tuple) else [one])


def _preambles(items: list[tuple[ast.expr, ast.expr]]) -> Iterator[Hit]:
    for key, value in items:
        if isinstance(key, ast.Constant) and key.value in PREAMBLES and isinstance(value, ast.List | ast.Tuple):
            yield Hit(value, OF_A_LIST, note="a preamble is one text, and no list")


def _listed(keys: list[ast.expr], gone: frozenset[str]) -> Iterator[Hit]:
    for key in keys:
        if isinstance(key, ast.Constant) and key.value in gone:
            yield Hit(key, str(key.value), given_back=key.value in GIVEN_BACK)


def _styles(module: Module, texts: list[ast.expr]) -> Iterator[Hit]:
    for one in texts:
        if isinstance(one, ast.Constant) and one.value in STYLES:
            quote = module.between(start_of(module, one), end_of(module, one))[-1:]
            fix = replaced(module, one, f"{quote}{STYLES[one.value]}{quote}")
            yield Hit(one, str(one.value), fix=fix, given_back=True)
