"""theano-compat export --function NAME -o FILE SCRIPT [ARGUMENTS]: a function of a script as ONNX or StableHLO.

The script runs as by `theano-compat run`; what it prints goes to stderr. Then the function is written and certified.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

from .explain.watching import WATCHED
from .explain_command import run_watched
from .exporting.errors import CannotExport
from .exporting.export import WRITERS


def main(script: str, arguments: Sequence[str], name: str, file: str, float32: bool = False) -> int:
    """Run a script and write one of its functions. Status: of the certificate; 1 if there is no such function.

    name: that of the function, or of the variable that holds it; "" for the only one. file: what to write, FILE.onnx
    or FILE.stablehlo; status 2 if it cannot be. float32: compute in float32 what the function computes in float64.
    """
    if Path(file).suffix not in WRITERS or not os.access(Path(file).absolute().parent, os.W_OK):
        print(
            f"theano-compat export: '{file}' has to end with .onnx or .stablehlo, in a folder that is there.",
            file=sys.stderr,
        )
        return 2
    with redirect_stdout(sys.stderr):
        status = run_watched(script, list(arguments))
    if status:
        return status
    functions = WATCHED.functions
    found = [f for f in functions if not name or name == f.name or name in held_by(f)]
    if len(found) != 1:
        several = [", ".join(filter(None, [f.name, *held_by(f)])) or "without a name" for f in functions]
        asked = f"{len(found)} functions are called {name!r}" if name else f"{len(functions)} functions"
        print(
            f"{script}: {asked}: choose one by --function. There are: {'; '.join(several) or 'none'}.", file=sys.stderr
        )
        return 1
    last = found[0].last_values
    try:
        own = [k for k, i in enumerate(found[0].ins) if i.update is None]
        given = None if last is None else [[last[k] for k in own]]
        certificate = found[0].export(file, given, float32)
    except (CannotExport, ImportError) as error:
        print(f"Not exported: {error}", file=sys.stderr)
        return 1
    print(certificate)
    code: int = certificate.headline.outcome.exit_code
    return code


def held_by(function: object) -> list[str]:
    """Return the names of the script's variables, and of attributes of its objects, that hold a function."""
    main_module = vars(sys.modules["__main__"])
    names = []
    for name, value in main_module.items():
        if value is function:
            names.append(name)
        elif not name.startswith("_") and hasattr(value, "__dict__") and not isinstance(value, type(sys)):
            names += [f"{name}.{own}" for own, held in vars(value).items() if held is function]
    return names
