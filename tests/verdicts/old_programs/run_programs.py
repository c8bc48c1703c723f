"""Run programs on any Python from 2.7 on, and print the values of their last expressions.

    python run_programs.py [shim] < programs.json > values.json

It stands alone: the Pythons with old releases run it as they are. `shim`: after `compat.install()`.
"""

import ast
import json
import sys
import warnings


def printed(value):  # noqa: ANN001, ANN201 - Python 2.7 reads this file
    """Return the text of a value that is the same in all releases if, and only if, the value is."""
    kind = type(value).__name__
    if value is None or kind in ("bool", "bool_"):
        return str(value)
    if kind in ("str", "unicode", "str_", "bytes", "bytes_"):
        text = repr(value.decode("latin-1") if isinstance(value, bytes) else str(value))
        return text[text.startswith("u") :]  # of Python 2
    if kind in ("list", "tuple", "Index", "Int64Index", "Float64Index", "RangeIndex", "DatetimeIndex", "zip", "map"):
        return "[" + ", ".join(printed(one) for one in value) + "]"
    if kind in ("dict", "OrderedDict"):
        return "{" + ", ".join(sorted(printed(key) + ": " + printed(value[key]) for key in value)) + "}"
    if kind == "DataFrame":
        columns = [printed(value.iloc[:, at]) for at in range(value.shape[1])]
        return "frame " + printed(list(value.columns)) + " [" + ", ".join(columns) + "]"
    if kind in ("Series", "TimeSeries"):
        return "series " + printed(list(value.index)) + " " + printed(list(value))
    if kind in ("ndarray", "matrix") and value.ndim:
        return kind + " " + str(value.dtype) + " " + printed(value.tolist())
    if hasattr(value, "dtype") and hasattr(value, "item") and getattr(value, "shape", None) == ():
        return printed(value.item())
    if kind in ("int", "long"):
        return str(int(value))
    if kind in ("float", "complex"):
        return repr(value)
    if kind == "type":
        return "type " + value.__name__
    return kind if " at 0x" in str(value) else str(value)


def value_of(program):  # noqa: ANN001, ANN201
    """Return the printed value of a program's last expression, or what it raises."""
    names = {"__name__": "__main__"}
    try:
        tree = ast.parse(program, "<program>")
        last = tree.body.pop()
        if not isinstance(last, ast.Expr):
            raise SyntaxError("the last statement is no expression")
        exec(compile(tree, "<program>", "exec"), names)
        return printed(eval(compile(ast.Expression(last.value), "<program>", "eval"), names))
    except Exception as error:
        return "raises " + type(error).__name__


def main():  # noqa: ANN201
    """Read programs, write their values."""
    warnings.simplefilter("ignore")
    if "shim" in sys.argv:
        import compat

        compat.install()
    real, sys.stdout = sys.stdout, sys.stderr  # what the programs print themselves
    values = [value_of(program) for program in json.load(sys.stdin)]
    json.dump(values, real)


if __name__ == "__main__":
    main()
