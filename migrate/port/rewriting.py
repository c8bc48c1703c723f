"""Walk the tree, and apply the rule for each call, attribute, item, class and name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import libcst as cst
import libcst.matchers as m

from ..check.names import values
from ..check.names.scopes import ELSE
from ..check.names.values import REPORT
from ..rewriting.nodes import closed
from ..rewriting.statements import RemovingStatements
from .arguments import short
from .names.kinds import AXES, DISTRIBUTION, kind_of
from .names.legacy_names import is_old
from .registry import attribute_rule, call_rule, class_rule, entry_for_call, item_rule, member_rule, today_of
from .rule import Called, CallRule, Read
from .rules.arviz_names import is_of_arviz
from .rules.members import OF_A_PLOT, lost
from .rules.tensors import WITHOUT_FLAG, cast
from .rules.traces import length
from .site import Left, Site, Statement

DENSITY = f"{DISTRIBUTION}.logp"  # of a distribution, given as a function
TODO = "# TODO(migrate-port {code}): {message}"
WITHOUT_MARK = frozenset({"theano", "pymc3"})


class Rewriting(RemovingStatements):
    """Translate everything but the imports."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site
        self.taken: set[cst.CSTNode] = set()  # nodes whose call has a rule
        self.chains: set[cst.CSTNode] = set()  # attribute chains of modules, translated as a whole
        self.stored: set[cst.CSTNode] = set()  # attributes that are assigned
        self.own = {one.target.attr.value for one in m.findall(site.module, _SETS_AN_ATTRIBUTE)}  # type: ignore[attr-defined]

    # Statements

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _has_lines(node):
            self.site.statements.append(Statement(node))
        if isinstance(node, cst.Import | cst.ImportFrom):
            return False
        return bool(super().on_visit(node))

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        made = super().on_leave(original_node, updated_node)
        if not _has_lines(original_node):
            return made
        statement = self.site.statements.pop()
        statement.left[:0] = self.raised_in(original_node)
        if not isinstance(made, cst.CSTNode):
            if self.site.statements:
                self.site.statements[-1].left += statement.left
            return made
        lines = list(made.leading_lines)  # type: ignore[attr-defined]
        written = {line.comment.value for line in lines if line.comment is not None}
        for left in statement.left:
            comment = TODO.format(code=left.code, message=left.message)
            if comment not in written:
                lines.append(cst.EmptyLine(comment=cst.Comment(comment)))
        if len(lines) != len(made.leading_lines):  # type: ignore[attr-defined]
            made = made.with_changes(leading_lines=lines)
        if not statement.before:
            return made
        first, *rest = statement.before
        above = made.leading_lines  # type: ignore[attr-defined]
        first = first.with_changes(leading_lines=above) if _has_lines(first) else first
        return cst.FlattenSentinel([first, *rest, made.with_changes(leading_lines=[])])

    def raised_in(self, statement: cst.CSTNode) -> list[Left]:
        """Return marks for what other libraries raise in a statement; statements within have taken theirs before."""
        lines = self.site.written.lines(statement)
        here = [one for one in self.site.raising if one[0] in lines]
        self.site.raising = [one for one in self.site.raising if one not in here]
        return [Left("MP601", message) for message in dict.fromkeys(" ".join(one[1].split()) for one in here)]

    # Names

    def visit_Attribute(self, node: cst.Attribute) -> bool:
        if self.site.name(node.value) == REPORT and attribute_rule(f"{REPORT[:-2]}.{node.attr.value}") is not None:
            self.taken.add(node.value)
        if any(not values.is_value(name) for name in self.site.names(node.value) - {ELSE}) and _is_chain(node):
            if self.from_import(node) and any(
                is_old(name) or name.startswith("arviz.") for name in self.site.names(node)
            ):
                self.chains.add(node)
                return False
        return True

    def from_import(self, node: cst.BaseExpression) -> bool:
        """Say whether a chain begins with a name that an import, or star import, of the old libraries binds."""
        while isinstance(node, cst.Attribute):
            node = node.value
        if not isinstance(node, cst.Name):
            return False
        bound = self.site.bindings.by_local.get(node.value)
        return (
            is_old(bound.old) or bound.old == "arviz"
            if bound is not None
            else any(is_old(one) and not values.is_value(one) for one in self.site.names(node))
        )

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> cst.BaseExpression:
        if original_node in self.taken:
            return updated_node
        if original_node.attr.value in OF_TRACES_ALONE and not self.site.names(original_node.value):
            self.site.mark("MP302", f"{self.site.text(original_node)}: of a trace, take it from idata.posterior")
        if original_node in self.chains:
            return self.chain(original_node, updated_node)
        name = self.site.name(original_node)
        if (made := self.test_value(original_node, updated_node)) is not None:
            return made
        of = self.site.name(original_node.value)
        if of is not None and values.is_value(of) and is_old(of):
            name = f"{of.removesuffix('()')}.{original_node.attr.value}"
        if name is not None and (rule := attribute_rule(name)) is not None:
            made = rule(Read(self.site, name, original_node, updated_node))
            return updated_node if made is None else _bracketed(made, updated_node)
        if name is not None and is_old(name) and _is_method(name) and entry_for_call(name) is not None:
            self.site.mark("MP402", f"{self.site.text(original_node)} is handed on, not called")
            return updated_node
        return self.member(of, original_node, updated_node) if of is not None else updated_node

    def member(self, of: str, original: cst.Attribute, updated: cst.Attribute) -> cst.BaseExpression:
        """Translate an attribute of a value whose class is known; one that no table has is marked."""
        attribute = original.attr.value
        if (rule := member_rule(of, attribute)) is not None and original not in self.stored:
            made = rule(Read(self.site, of, original, updated))
            return updated if made is None else _bracketed(made, updated)
        kind = kind_of(of)
        left = lost(kind, attribute, attribute in self.own) if kind is not None else None
        if left is not None:
            code, why = left
            self.site.mark(code, f"{self.site.text(original)}: {why}")
        return updated

    def test_value(self, original: cst.Attribute, updated: cst.Attribute) -> cst.BaseExpression | None:
        """Translate `x.tag.test_value` where it is read: a draw of x; for its shape, the shape."""
        of = original.value
        if original.attr.value == "shape" and _is_test_value(of) and self.site.names(of.value.value):  # type: ignore[attr-defined]
            assert isinstance(updated.value, cst.Call)
            return self.site.make("tuple({x}.shape.eval())", x=updated.value.args[0].value)
        if not _is_test_value(original) or original in self.stored:
            return None
        assert isinstance(of, cst.Attribute) and isinstance(updated.value, cst.Attribute)
        if not any(is_old(name) for name in self.site.names(of.value)):
            return None
        self.site.note(original, "there are no test values: x.tag.test_value is a draw of x")
        return self.site.make("{f}({x})", f=self.site.bindings.reach("pymc.draw"), x=updated.value.value)

    def visit_AssignTarget(self, node: cst.AssignTarget) -> None:
        self.stored.add(node.target)

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        if original_node in self.taken:
            return updated_node
        bound = self.site.bindings.by_local.get(original_node.value)
        if bound is None or bound.old not in self.site.names(original_node):
            return updated_node
        if not is_old(bound.old):
            if is_of_arviz(bound.old) and today_of(bound.old) is None:
                self.no_counterpart(bound.old)
            return updated_node
        if bound.new is None and bound.old not in WITHOUT_MARK:
            self.no_counterpart(bound.old)
        return updated_node if bound.after == updated_node.value else updated_node.with_changes(value=bound.after)

    def chain(self, original: cst.Attribute, updated: cst.Attribute) -> cst.BaseExpression:
        """Translate a name behind a module."""
        old = self.site.name(original)
        if old is None:
            self.site.mark("MP104", f"{self.site.text(original)} may stand for several things")
            return updated
        if (rule := attribute_rule(old)) is not None:
            made = rule(Read(self.site, old, original, updated))
            if made is not None:
                return _bracketed(made, updated)
        new = today_of(old)
        if new is None:
            self.no_counterpart(old)
            return self.root_today(original)
        return _like(self.site.called(new, original), updated)

    def root_today(self, original: cst.Attribute) -> cst.BaseExpression:
        """Return the chain with its first name as the translated imports bind it."""
        root: cst.BaseExpression = original
        while isinstance(root, cst.Attribute):
            root = root.value
        bound = self.site.bindings.by_local.get(root.value) if isinstance(root, cst.Name) else None
        if bound is None or bound.after == bound.local:
            return original
        assert isinstance(root, cst.Name)
        made = original.deep_replace(root, root.with_changes(value=bound.after))
        return made if isinstance(made, cst.BaseExpression) else original

    def no_counterpart(self, old: str) -> None:
        """Mark a name that nothing replaces."""
        for start, code in BY_MODULE:
            if old.startswith(start):
                self.site.mark(code, f"{short(old)} has no counterpart")
                return
        self.site.mark("MP101", f"{short(old)} has no counterpart")

    def leave_SimpleString(self, original_node: cst.SimpleString, updated_node: cst.SimpleString) -> cst.BaseExpression:
        """Translate column names of a summary."""
        said = original_node.evaluated_value
        if isinstance(said, str) and said.endswith("_missing") and said.removesuffix("_missing") in self.site.observed:
            self.site.note(original_node, "values that are missing among the data are called name_unobserved")
            return updated_node.with_changes(value=original_node.value.replace("_missing", "_unobserved"))
        if said in COLUMNS:
            quote = original_node.quote
            return updated_node.with_changes(value=f"{quote}{COLUMNS[said]}{quote}")
        if isinstance(said, str) and said in OLDER_COLUMNS:
            self.site.mark("MP305", f"{said}: summaries have hdi94_lb and hdi94_ub, or what ci_prob= asks for")
        return updated_node

    # Calls, items, classes

    def visit_Call(self, node: cst.Call) -> bool:
        name = self.site.name(node.func)
        if name is not None and (self.rule_of(node, name) is not None or name in WITHOUT_CALL):
            self.taken.add(node.func)
            for one in node.args if name.rpartition(".")[2] == "DensityDist" else ():
                if self.site.name(one.value) == DENSITY:
                    self.taken.add(one.value)
        return True

    def rule_of(self, node: cst.Call, name: str) -> CallRule | None:
        """Return the rule for a call.

        Methods of values have one only if there is an entry; today's names apply to functions.
        """
        of_value = isinstance(node.func, cst.Attribute) and any(map(values.is_value, self.site.names(node.func.value)))
        if of_value:
            return entry_for_call(name)
        return None if _is_method(name) and not isinstance(node.func, cst.Attribute) else call_rule(name)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        for one in original_node.args:
            if one.keyword is None:
                self.as_axes(one.value)
        name = self.site.name(original_node.func)
        if name is None and (unnamed := self.unnamed(original_node)) is not None:
            name = unnamed[0]
            rule: CallRule | None = unnamed[1]
        else:
            rule = self.rule_of(original_node, name) if name is not None else None
        if rule is None or name is None:
            several = self.site.names(original_node.func)
            if name is None and any(entry_for_call(one) is not None for one in several if is_old(one)):
                self.site.mark("MP104", f"{self.site.text(original_node.func)} may stand for several things")
            return updated_node
        made = rule(Called(self.site, name, original_node, updated_node))
        return updated_node if made is None else _bracketed(made, updated_node)

    def unnamed(self, node: cst.Call) -> tuple[str, CallRule] | None:
        """Return the rule for `len(trace)` and `np.cast[dtype](x)`."""
        if isinstance(node.func, cst.Name) and node.func.value == "len":
            return "len", length
        if isinstance(node.func, cst.Subscript) and self.site.name(node.func.value) == "numpy.cast":
            return "numpy.cast", cast
        return None

    def leave_Subscript(self, original_node: cst.Subscript, updated_node: cst.Subscript) -> cst.BaseExpression:
        of = self.site.name(original_node.value)
        self.as_axes(original_node.value)
        if of is None and looks_like_a_trace(original_node):
            self.site.mark(
                "MP301",
                f"{self.site.text(original_node)}: what {self.site.text(original_node.value)} is cannot be"
                " told; of a trace it is np.concatenate(idata.posterior[name].values)",
            )
        rule = item_rule(of) if of is not None else None
        if rule is None or of is None:
            return updated_node
        made = rule(Read(self.site, of, original_node, updated_node))
        return updated_node if made is None else _bracketed(made, updated_node)

    def as_axes(self, node: cst.BaseExpression) -> None:
        """Mark what a plot returned, where the program takes it for axes."""
        if kind_of(self.site.name(node)) == AXES:
            self.site.mark("MP305", f"{self.site.text(node)}: {OF_A_PLOT}")

    def visit_For(self, node: cst.For) -> None:
        self.as_axes(node.iter)

    def visit_Assign(self, node: cst.Assign) -> bool:
        if any(isinstance(one.target, cst.Tuple | cst.List) for one in node.targets):
            self.as_axes(node.value)
        if self.flag(node) is not None:
            self.taken.add(node.targets[0].target)
            return False
        return True

    def leave_Assign(self, original_node: cst.Assign, updated_node: cst.Assign) -> Any:
        why = self.flag(original_node)
        if why is None:
            return updated_node
        self.site.note(original_node, f"{self.site.text(original_node.targets[0].target)} is not set: {why}")
        return cst.RemoveFromParent()

    def flag(self, node: cst.Assign) -> str | None:
        """Return why the flag that a statement sets is gone; None for other statements."""
        target = node.targets[0].target
        name = self.site.name(target) if isinstance(target, cst.Attribute) else None
        return WITHOUT_FLAG.get(name[14:]) if name is not None and name.startswith("theano.config.") else None

    def leave_Expr(self, original_node: cst.Expr, updated_node: cst.Expr) -> Any:
        call = original_node.value
        name = self.site.name(call.func) if isinstance(call, cst.Call) else None
        if name is None or name not in WITHOUT_CALL:
            return updated_node
        self.site.note(original_node, f"{self.site.text(call)} is left out: {WITHOUT_CALL[name]}")
        return cst.RemoveFromParent()

    def visit_ClassDef(self, node: cst.ClassDef) -> bool:
        for base in node.bases:
            name = self.site.name(base.value)
            if name is not None and class_rule(name) is not None and today_of(name) is None:
                self.taken.add(base.value)
        return True

    def leave_ClassDef(self, original_node: cst.ClassDef, updated_node: cst.ClassDef) -> cst.ClassDef:
        for base in original_node.bases:
            name = self.site.name(base.value)
            rule = class_rule(name) if name is not None else None
            if rule is not None:
                updated_node = rule(self.site, original_node, updated_node)
        return updated_node


# Statement calls without a counterpart that can be dropped.
WITHOUT_CALL = {
    "pymc3.set_tt_rng": "streams are seeded by random_seed= of what draws",
    "pymc3.memoize": "nothing is to be cleared",
}
BY_MODULE = (
    ("arviz", "MP305"),
    ("theano.tensor.nnet", "MP503"),
    ("theano.tensor.signal", "MP503"),
    ("theano.config", "MP505"),
    ("theano.gpuarray", "MP506"),
    ("theano.sandbox.cuda", "MP506"),
    ("theano.sandbox.gpuarray", "MP506"),
    ("theano.tensor.shared_randomstreams", "MP502"),
    ("theano.sandbox.rng_mrg", "MP502"),
    ("theano.gof", "MP504"),
    ("theano.graph", "MP504"),
    ("theano.compile", "MP504"),
    ("theano.tensor.opt", "MP504"),
    ("pymc3.glm", "MP205"),
    ("pymc3.GLM", "MP205"),
    ("pymc3.backends", "MP306"),
    ("pymc3.load_trace", "MP306"),
    ("pymc3.save_trace", "MP306"),
    ("pymc3.plot", "MP305"),
    ("pymc3.stats", "MP305"),
    ("pymc3.waic", "MP305"),
    ("pymc3.model", "MP402"),
    ("pymc3.distributions.distribution", "MP204"),
    ("pymc3.distributions.draw", "MP204"),
    ("pymc3.distributions.gen", "MP204"),
    ("pymc3.step_methods", "MP204"),
)


_SETS_AN_ATTRIBUTE = m.AssignTarget(target=m.Attribute())
COLUMNS = {"hdi_3%": "hdi94_lb", "hdi_97%": "hdi94_ub", "hpd_3%": "hdi94_lb", "hpd_97%": "hdi94_ub"}
OLDER_COLUMNS = frozenset(
    {"hpd_2.5", "hpd_97.5", "hpd_2.5%", "hpd_97.5%", "mc_error", "n_eff", "Rhat", "ess_mean", "ess_sd"}
)
OF_TRACES_ALONE = frozenset({"get_values", "varnames", "get_sampler_stats", "stat_names"})
TRACES = frozenset(
    {
        "trace",
        "ppc",
        "traces",
        "trace_",
        "mtrace",
        "multitrace",
        "posterior_trace",
        "hierarchical_trace",
        "burned_trace",
    }
)


def looks_like_a_trace(node: cst.Subscript) -> bool:
    """Say whether `trace["x"]` may be a trace of unknown origin: a parameter, an item of a list."""
    if not (isinstance(node.value, cst.Name) and len(node.slice) == 1 and isinstance(node.slice[0].slice, cst.Index)):
        return False
    return node.value.value in TRACES and isinstance(node.slice[0].slice.value, cst.SimpleString)


def _has_lines(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.BaseStatement) and hasattr(node, "leading_lines")


def _is_test_value(node: cst.BaseExpression) -> bool:
    return (
        isinstance(node, cst.Attribute)
        and node.attr.value == "test_value"
        and isinstance(node.value, cst.Attribute)
        and node.value.attr.value == "tag"
    )


def _is_method(name: str) -> bool:
    """Say whether a qualified name is that of a method: MultiTrace.get_values."""
    above, _, last = name.rpartition(".")
    return above.rpartition(".")[2][:1].isupper() and last not in ("dist", "from_formula")


def _is_chain(node: cst.BaseExpression) -> bool:
    while isinstance(node, cst.Attribute):
        node = node.value
    return isinstance(node, cst.Name)


def _like(made: cst.BaseExpression, before: cst.Attribute) -> cst.BaseExpression:
    return made.with_changes(lpar=before.lpar, rpar=before.rpar) if before.lpar else closed(made)


def _bracketed(made: cst.BaseExpression, before: cst.BaseExpression) -> cst.BaseExpression:
    """Keep the brackets around the replaced expression, and bracket an operator in any case."""
    keep: Sequence[Any] = getattr(before, "lpar", ())
    return made.with_changes(lpar=before.lpar, rpar=before.rpar) if keep and not made.lpar else closed(made)
