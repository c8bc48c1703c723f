"""pm.Minibatch: arrays with equal seeds shared their rows; today one call makes such minibatches together."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
import libcst.matchers as m

from ...rewriting.nodes import keyword
from ..arguments import Change, find, given, tidy
from ..rule import Called, CallRule
from ..site import Site

ORDER = ("data", "batch_size", "dtype", "broadcastable", "name", "random_seed", "update_shared_f", "in_memory_size")


def minibatch(call: Called) -> cst.BaseExpression | None:
    """Translate `pm.Minibatch(X, 100)`."""
    site = call.site
    arguments = given(call.args, ORDER)
    data, size = find(arguments, "data"), find(arguments, "batch_size")
    if data is None or isinstance(size, cst.List | cst.Tuple) or find(arguments, "update_shared_f") is not None:
        site.mark("MP203", "pm.Minibatch takes arrays and one batch_size: rows are drawn")
        return None
    site.needs("minibatches")
    if _is_observed(site, call.original):  # PyMC takes no int64 for observed minibatches
        data = site.make("{f}({x})", f=site.bindings.reach("pymc.pytensorf.smarttypeX"), x=data)
    size = size if size is not None else cst.Integer("128")
    return call.updated.with_changes(
        func=site.called("pymc.Minibatch", call.original.func),
        args=tidy([cst.Arg(data), keyword("batch_size", size)], call.args[-1:]),
    )


def _is_observed(site: Site, call: cst.Call) -> bool:
    """Say whether the minibatch is observed data of a variable."""
    assigned = [one for one in site.of(cst.Assign) if one.value is call]
    names = {one.target.value for line in assigned for one in line.targets if isinstance(one.target, cst.Name)}
    given_as = [one.value for one in site.of(cst.Arg) if one.keyword is not None and one.keyword.value == "observed"]
    return any(one is call or isinstance(one, cst.Name) and one.value in names for one in given_as)


def together(module: cst.Module) -> tuple[cst.Module, bool]:
    """Join adjacent minibatches of one size into one call, and say whether others remain that may belong together."""
    done = module.visit(_Together())
    left = [one for one in m.findall(done, m.Call(func=m.Attribute(attr=m.Name("Minibatch")) | m.Name("Minibatch")))]
    return done, len(left) > 1


class _Together(m.MatcherDecoratableTransformer):
    def leave_Module(self, original_node: cst.Module, updated_node: cst.Module) -> cst.Module:
        return updated_node.with_changes(body=_joined(updated_node.body))

    def leave_IndentedBlock(
        self, original_node: cst.IndentedBlock, updated_node: cst.IndentedBlock
    ) -> cst.IndentedBlock:
        return updated_node.with_changes(body=_joined(updated_node.body))


def _joined(body: Sequence[cst.BaseStatement]) -> list[cst.BaseStatement]:
    made: list[cst.BaseStatement] = []
    for one in body:
        before = _parts(made[-1]) if made else None
        here = _parts(one)
        if before is None or here is None or before[2] != here[2]:
            made.append(one)
            continue
        targets, arrays = [*before[0], *here[0]], [*before[1], *here[1]]
        assert isinstance(one, cst.SimpleStatementLine) and isinstance(one.body[0], cst.Assign)
        call = one.body[0].value
        assert isinstance(call, cst.Call) and isinstance(made[-1], cst.SimpleStatementLine)
        value = call.with_changes(args=tidy([*(cst.Arg(each) for each in arrays), call.args[-1]], call.args))
        names = cst.Tuple([cst.Element(each) for each in targets], lpar=[], rpar=[])
        joined = cst.Assign([cst.AssignTarget(names)], value)
        made[-1] = one.with_changes(body=[joined], leading_lines=[*made[-1].leading_lines, *one.leading_lines])
    return made


def _parts(statement: cst.BaseStatement) -> tuple[list[cst.Name], list[cst.BaseExpression], str] | None:
    """Return (targets, arrays, batch size) of `x = pm.Minibatch(X, batch_size=n)`; None for other statements."""
    if not (isinstance(statement, cst.SimpleStatementLine) and len(statement.body) == 1):
        return None
    one = statement.body[0]
    if not (isinstance(one, cst.Assign) and len(one.targets) == 1 and isinstance(one.value, cst.Call)):
        return None
    func, target = one.value.func, one.targets[0].target
    name = func.attr.value if isinstance(func, cst.Attribute) else func.value if isinstance(func, cst.Name) else ""
    if name != "Minibatch" or not one.value.args or one.value.args[-1].keyword is None:
        return None
    if isinstance(target, cst.Name):
        targets = [target]
    elif isinstance(target, cst.Tuple) and all(isinstance(each.value, cst.Name) for each in target.elements):
        targets = [each.value for each in target.elements]  # type: ignore[misc]
    else:
        return None
    return targets, [each.value for each in one.value.args[:-1]], cst.Module([]).code_for_node(one.value.args[-1].value)


CALLS: dict[str, Change | CallRule] = {"pymc3.Minibatch": minibatch}
