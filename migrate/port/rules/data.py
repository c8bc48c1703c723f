"""Data that can be set, and data that are observed.

pm.Data wraps integers at 2^31 and keeps truth values as such, where PyMC3 had 64 bits, and floats for all but integers.
`observed=` wraps arrays of integers too. Nearly every model has data of which the text does not say what they are: they
stay as they are where they are observed, unless a number beyond 2^31, or a cast to 64 bits, is seen in them.
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
WHOLE = frozenset({"int", "np.int64", "np.int_", "'int64'", '"int64"', "'int'", '"int"', "'i8'", '"i8"'})
SMALL = frozenset("Bernoulli Categorical OrderedLogistic OrderedProbit Beta Kumaraswamy LogitNormal Dirichlet".split())
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


def observed(site: Site, distribution: str, arg: cst.Arg) -> cst.Arg:
    """Return the argument with data that are seen to go beyond 32 bits as PyMC3 took them."""
    if arg.keyword is None or arg.keyword.value != "observed" or distribution in SMALL:
        return arg
    if not _is_wide(site, arg.value, frozenset(), False):
        return arg
    site.tell(arg.value, "data/observed-beyond-32-bits")
    site.needs("unwrapped", "numpy.size")
    return arg.with_changes(value=site.make("unwrapped({data})", data=arg.value))


def _is_wide(site: Site, node: cst.BaseExpression, seen: frozenset[str], in_array: bool) -> bool:
    """Say whether values are seen to be an array of integers that need 64 bits, or were cast to them."""
    if isinstance(node, cst.Name):
        found = site.assigned.get(node.value, ()) if node.value not in seen else ()
        return any(one is not node and _is_wide(site, one, seen | {node.value}, in_array) for one in found)
    if _is_plain(site, node, set()):
        return False
    if isinstance(node, cst.Integer):
        return in_array and int(node.evaluated_value) >= LARGEST
    if isinstance(node, cst.UnaryOperation):
        return _is_wide(site, node.expression, seen, in_array)
    if isinstance(node, cst.List | cst.Tuple):
        return in_array and any(_is_wide(site, one.value, seen, in_array) for one in node.elements)
    if isinstance(node, cst.BinaryOperation):
        power = isinstance(node.operator, cst.Power) and _constant(node)
        return bool(power and power >= LARGEST) or any(
            _is_wide(site, one, seen, True) for one in (node.left, node.right)
        )
    if isinstance(node, cst.Subscript):
        return _is_wide(site, node.value, seen, in_array)
    return isinstance(node, cst.Call) and _is_wide_call(site, node, seen)


def _is_wide_call(site: Site, node: cst.Call, seen: frozenset[str]) -> bool:
    if any(one.startswith(("pymc3.", "theano.")) for one in site.names(node.func)):
        return False  # a variable
    last = node.func.attr.value if isinstance(node.func, cst.Attribute) else ""
    if last in ("astype", "array", "asarray", "view") and WHOLE & {site.text(one.value) for one in node.args}:
        return not (last in ("array", "asarray") and node.args and _is_plain(site, node.args[0].value, set()))
    receiver = [node.func.value] if isinstance(node.func, cst.Attribute) else []
    return any(_is_wide(site, one, seen, True) for one in [*receiver, *(one.value for one in node.args)])


def _constant(node: cst.BinaryOperation) -> int:
    """Return a power of integers that are written out; 0 for others."""
    if not (isinstance(node.left, cst.Integer) and isinstance(node.right, cst.Integer)):
        return 0
    base, power = int(node.left.evaluated_value), int(node.right.evaluated_value)
    return base**power if power < 64 else LARGEST


CALLS: dict[str, Change | CallRule] = {"pymc3.Data": data, "pymc3.set_data": set_data}
HELPERS = {
    "held": '''def held(values):
    """The values as floats where pm.Data would keep truth values, or wrap integers at 2**31."""
    array = np.asarray(values)
    wide = array.dtype.kind == "i" and array.size and max(int(array.max()), -int(array.min())) >= 2**31
    return array.astype(float) if wide or array.dtype == bool else values
''',
    "unwrapped": '''def unwrapped(data):
    """The data as floats where `observed=` would wrap integers at 2**31."""
    whole = getattr(getattr(data, "dtype", None), "kind", "") == "i" and np.size(data)
    return data.astype(float) if whole and max(int(data.max()), -int(data.min())) >= 2**31 else data
''',
}
