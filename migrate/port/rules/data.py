"""Data that can be set.

pm.Data wraps integers at 2^31 and keeps truth values as such, where PyMC3 had 64 bits, and floats for all but integers.
"""

from __future__ import annotations

import libcst as cst
import libcst.matchers as m

from ..arguments import Change, carried, given, tidy
from ..rule import Called, CallRule
from ..site import Site

_DATA = Change("pymc.Data", ("name", "value"), renamed={"export_index_as_coords": "infer_dims_and_coords"})
_SET_DATA = Change("pymc.set_data", ("new_data", "model"))
LARGEST = 2**31
# Functions of NumPy whose result is of floats, whatever they are given.
OF_FLOATS = frozenset(
    "linspace logspace randn rand normal uniform gamma beta exponential standard_normal lognormal mean std log exp sqrt"
    " log1p expm1 log10 sin cos tan float64 float32 logit invlogit expit".split()
)
FLOATS = frozenset({"float", "np.float64", "np.float32", "'float64'", '"float64"', "'float32'", '"float32"', "'float'"})


def data(call: Called) -> cst.BaseExpression:
    """Translate `pm.Data("x", values)`."""
    made = []
    for one, argument in zip(given(call.args, _DATA.order), call.args, strict=True):
        made.append(argument.with_changes(value=_held(call.site, one.value)) if one.name == "value" else argument)
    args = carried(call.site, call.name, _DATA, call.original, made)
    return call.updated.with_changes(func=call.site.called("pymc.Data", call.original.func), args=args)


def set_data(call: Called) -> cst.BaseExpression:
    """Translate `pm.set_data({"x": values})`."""
    site, made = call.site, []
    for one, argument in zip(given(call.args, _SET_DATA.order), call.args, strict=True):
        value = one.value
        if one.name == "new_data" and isinstance(value, cst.Dict):
            elements = [
                element.with_changes(value=_held(site, element.value))
                if isinstance(element, cst.DictElement)
                else element
                for element in value.elements
            ]
            value = value.with_changes(elements=elements)
        elif one.name == "new_data":
            site.needs("held", "numpy.asarray")
            value = site.make("{name: held(values) for name, values in {all}.items()}", all=value)
        made.append(argument.with_changes(value=value))
    args = carried(site, call.name, _SET_DATA, call.original, made)
    return call.updated.with_changes(func=site.called("pymc.set_data", call.original.func), args=tidy(args, call.args))


def _held(site: Site, value: cst.BaseExpression) -> cst.BaseExpression:
    """Return the values as PyMC3 held them: themselves where they are seen to be floats, or small integers."""
    if _is_plain(site, value, set()):
        return value
    site.needs("held", "numpy.asarray")
    return site.make("held({values})", values=value)


def _is_plain(site: Site, node: cst.BaseExpression, seen: set[str]) -> bool:
    """Say whether values are seen to be floats, or integers that are written out and small."""
    if isinstance(node, cst.Float):
        return True
    if isinstance(node, cst.Integer):
        return abs(int(node.evaluated_value)) < LARGEST
    if isinstance(node, cst.UnaryOperation):
        return isinstance(node.operator, cst.Minus | cst.Plus) and _is_plain(site, node.expression, seen)
    if isinstance(node, cst.List | cst.Tuple):
        return all(_is_plain(site, one.value, seen) for one in node.elements)
    if isinstance(node, cst.BinaryOperation):
        parts = [_is_of_floats(site, one, seen) for one in (node.left, node.right)]
        return isinstance(node.operator, cst.Divide) or any(parts)
    if isinstance(node, cst.Name):
        if node.value in ("True", "False") or node.value in seen:
            return False
        found = site.assigned.get(node.value, [])
        return bool(found) and all(_is_plain(site, one, seen | {node.value}) for one in found)
    return _is_plain_call(site, node, seen) if isinstance(node, cst.Call) else False


def _is_of_floats(site: Site, node: cst.BaseExpression, seen: set[str]) -> bool:
    """Say whether values are floats that make all that is computed with them floats."""
    if isinstance(node, cst.Integer | cst.List | cst.Tuple):
        return False
    return _is_plain(site, node, seen) and not m.findall(node, m.Integer())


def _is_plain_call(site: Site, node: cst.Call, seen: set[str]) -> bool:
    last = node.func.attr.value if isinstance(node.func, cst.Attribute) else ""
    said = [site.text(one.value) for one in node.args]
    if last in OF_FLOATS or last in ("astype", "array", "asarray", "zeros", "ones") and FLOATS & set(said):
        return True
    if last in ("ones", "zeros", "empty") and len(node.args) == 1:
        return True
    if last in ("array", "asarray") and len(node.args) == 1:
        return _is_plain(site, node.args[0].value, seen)
    if last in ("reshape", "ravel", "flatten", "copy") and isinstance(node.func, cst.Attribute):
        return _is_plain(site, node.func.value, seen)
    return False


CALLS: dict[str, Change | CallRule] = {"pymc3.Data": data, "pymc3.set_data": set_data}
HELPERS = {
    "held": '''def held(values):
    """The values as floats where pm.Data would keep truth values, or wrap integers at 2**31."""
    array = np.asarray(values)
    wide = array.dtype.kind == "i" and array.size and max(int(array.max()), -int(array.min())) >= 2**31
    return array.astype(float) if wide or array.dtype == bool else values
''',
}
